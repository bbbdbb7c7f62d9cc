/** The operations of packages and redeeming, prepared as the other fixtures prepare theirs. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { PackageView } from "#contract/packages.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, PackageSaleId, PatientId, ServiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { plainExpiry, type PackageTerms } from "#domain/packages/package-terms.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { blankForm, cashOf, raise, typedLine, type Scene } from "./scene.fixture.ts";

async function service(scene: Scene): Promise<ServiceId> {
  const added = await scene.owner.services.add({
    requestId: newRequestId(),
    code: randomUUID().slice(0, 20),
    name: "Massage 60",
    category: "Massage",
    durationMinutes: 60,
    taxable: false,
    taxRatePpm: 0,
    priceCents: toCents(12_000),
  });
  return added.serviceId;
}

const termsOf = (serviceId: ServiceId): PackageTerms => ({
  name: `Ten ${randomUUID().slice(0, 8)}`,
  contents: { kind: "fixed", items: [{ serviceId, quantity: 10 }] },
  priceCents: toCents(100_000),
  expiry: plainExpiry,
  shareable: false,
  refundMethod: "list_price",
  refundFeeCents: toCents(0),
  insuranceFriendly: false,
  taxed: "redemption",
  unlock: "when_paid",
});

async function onSale(scene: Scene): Promise<PackageView & { serviceId: ServiceId }> {
  const serviceId = await service(scene);
  return { ...(await scene.owner.packages.add({ requestId: newRequestId(), terms: termsOf(serviceId) })), serviceId };
}

type Sold = { readonly saleId: PackageSaleId; readonly patientId: PatientId; readonly householdId: HouseholdId; readonly serviceId: ServiceId };

async function sold(scene: Scene, paid = true): Promise<Sold> {
  const { packageId, serviceId } = await onSale(scene);
  const { patientId, householdId } = await scene.family();
  const { saleId } = await scene.owner.packages.sell({ requestId: newRequestId(), packageId, patientId });
  if (paid) await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(100_000), allocations: null, note: "" });
  return { saleId, patientId, householdId, serviceId };
}

async function visit(scene: Scene) {
  const { saleId, patientId, serviceId } = await sold(scene);
  return { saleId, patientId, serviceId, serviceOn: await scene.today(), providerId: null };
}

type Line = { readonly invoiceId: InvoiceId; readonly lineId: InvoiceLineId; readonly use: { readonly kind: "package"; readonly saleId: PackageSaleId } };

async function line(scene: Scene): Promise<Line> {
  const { saleId, patientId, householdId, serviceId } = await sold(scene);
  const { invoiceId } = await scene.owner.invoices.issue({
    requestId: newRequestId(),
    householdId,
    lines: [{ ...(await typedLine(scene, patientId, 12_000)), serviceId }],
    termsDays: 0,
  });
  const [found] = await scene.owner.redeeming.onInvoice({ invoiceId });
  return { invoiceId, lineId: (found ?? raise("one line")).lineId, use: { kind: "package", saleId } };
}

const cancelling = async (scene: Scene) => ({ saleId: (await sold(scene)).saleId, reason: "Moving", refundCents: 64_000, by: "tender" });

export const packageCommands: Record<string, CommandCase> = {
  "packages.add": {
    ready: async (scene) => ({ terms: termsOf(await service(scene)) }),
    audits: ["package.added"],
    topics: ["packages"],
    wrong: { terms: null },
  },
  "packages.change": {
    ready: async (scene) => {
      const { packageId, version, serviceId } = await onSale(scene);
      return { packageId, version, terms: { ...termsOf(serviceId), priceCents: 90_000 } };
    },
    audits: ["package.changed"],
    topics: ["packages"],
    wrong: { version: "one" },
  },
  "packages.setOnSale": {
    ready: async (scene) => {
      const { packageId, version } = await onSale(scene);
      return { packageId, version, onSale: false };
    },
    audits: ["package.state_changed"],
    topics: ["packages"],
    wrong: { onSale: "maybe" },
  },
  "packages.sell": {
    ready: async (scene) => ({ packageId: (await onSale(scene)).packageId, patientId: (await scene.family()).patientId }),
    audits: ["invoice.issued", "package.sold"],
    topics: ["packages", "invoices", "invoice/:id", "household/:id", "patient/:id", "billing"],
    wrong: { patientId: 0 },
  },
  "packages.cancel": {
    ready: cancelling,
    audits: ["payment.refunded", "package.cancelled"],
    topics: ["packages", "payments", "invoices", "invoice/:id", "household/:id", "patient/:id", "billing"],
    wrong: { reason: " " },
  },
  "packages.remove": {
    ready: async (scene) => ({ saleId: (await sold(scene, false)).saleId, reason: "Mistyped" }),
    audits: ["invoice.voided", "package.deleted"],
    topics: ["packages", "invoices", "invoice/:id", "household/:id", "patient/:id"],
    wrong: { reason: "" },
  },
  "packages.transfer": {
    ready: async (scene) => {
      const { saleId, householdId } = await sold(scene);
      const { patientId } = await scene.owner.patients.add({
        requestId: newRequestId(),
        form: { ...blankForm, firstName: "Ben" },
        household: { householdId },
      });
      return { saleId, toPatientId: patientId, whole: false, reason: "A present" };
    },
    audits: ["package_unit.transferred"],
    topics: ["packages", "patient/:id", "notices", "household/:id"],
    wrong: { whole: 1 },
  },
  "packages.redeemVisit": {
    ready: visit,
    audits: ["invoice.issued", "payment.taken", "package_unit.redeemed"],
    topics: ["packages", "invoices", "payments", "invoice/:id", "household/:id", "patient/:id"],
    wrong: { serviceOn: "soon" },
  },
  "redeeming.redeem": {
    ready: line,
    audits: ["invoice.revised", "payment.taken", "package_unit.redeemed"],
    topics: ["packages", "invoices", "payments", "invoice/:id", "household/:id", "patient/:id"],
    wrong: { use: { kind: "favour" } },
  },
  "redeeming.undo": {
    ready: async (scene) => ({ use: (await scene.owner.redeeming.redeem({ requestId: newRequestId(), ...(await line(scene)) })).undo }),
    audits: ["payment.reversed", "invoice.revised", "package_unit.restored"],
    topics: ["packages", "invoices", "payments", "invoice/:id", "household/:id", "patient/:id"],
    wrong: { use: null },
  },
};

export const packageQueries: Record<string, QueryCase> = {
  "packages.list": { ready: async (scene) => (await onSale(scene), {}), answer: () => expect.arrayContaining([expect.objectContaining({ listCents: 120_000 })]) as unknown, wrong: { more: 1 } },
  "packages.ofPatient": {
    ready: async (scene) => ({ patientId: (await sold(scene)).patientId }),
    answer: () => [{ state: "active", unitsLeft: 10, valueLeftCents: 100_000 }],
    wrong: { patientId: "one" },
  },
  "packages.previewSale": {
    ready: async (scene) => ({ packageId: (await onSale(scene)).packageId, patientId: (await scene.family()).patientId }),
    answer: () => ({ totalCents: 100_000, units: 10, leastUnitCents: 10_000 }),
    wrong: { packageId: null },
  },
  "packages.details": {
    ready: async (scene) => ({ saleId: (await sold(scene)).saleId }),
    answer: () => ({ sale: { unitsLeft: 10 }, uses: [], transfers: [] }),
    wrong: { saleId: 0 },
  },
  "packages.detailsPdf": {
    ready: async (scene) => ({ saleId: (await sold(scene)).saleId }),
    answer: () => ({ mediaType: "application/pdf" }),
    wrong: { saleId: 0 },
    heavy: true,
  },
  "packages.quoteCancel": {
    ready: async (scene) => ({ saleId: (await sold(scene)).saleId }),
    answer: () => ({ leftCents: 100_000, canDelete: false, method: "list_price" }),
    wrong: { saleId: -1 },
  },
  "packages.previewCancel": { ready: cancelling, answer: () => ({ refundCents: 64_000, keptCents: 36_000, unitsStopped: 10 }), wrong: { by: "pigeon" } },
  "packages.previewVisit": { ready: visit, answer: () => ({ valueCents: 10_000, balanceCents: 0, unitsLeft: 9 }), wrong: { serviceId: 1.5 } },
  "redeeming.onInvoice": {
    ready: async (scene) => ({ invoiceId: (await line(scene)).invoiceId }),
    answer: () => [{ matches: [{ kind: "package", valueCents: 10_000 }], redeemed: null }],
    wrong: { invoiceId: {} },
  },
  "redeeming.preview": { ready: line, answer: () => ({ coveredCents: 10_000, lineCents: 10_000, balanceCents: 0, left: 9 }), wrong: { lineId: 0 } },
};
