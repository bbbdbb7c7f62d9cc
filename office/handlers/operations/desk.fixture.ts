/** The operations of the payments desk: refunds of any payment, returned checks, plans, certificates, write-offs. */
import { expect } from "vitest";
import { asId, type GiftCertificateId, type HouseholdId, type InvoiceId, type PaymentId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { cashOf, type Scene } from "./scene.fixture.ts";

const pdf = { mediaType: "application/pdf", base64: expect.stringMatching(/^JVBER/) as unknown };
const csv = { mediaType: "text/csv" };

type Paid = { readonly paymentId: PaymentId; readonly invoiceId: InvoiceId; readonly householdId: HouseholdId };

async function paid(scene: Scene, over: Partial<ReturnType<typeof cashOf>> | { readonly tender: "check"; readonly reference: string } = {}): Promise<Paid> {
  const { householdId, invoiceId } = await scene.invoice();
  const { paymentId } = await scene.owner.payments.take({
    requestId: newRequestId(),
    householdId,
    tender: { ...cashOf(5000), ...over },
    allocations: null,
    note: "",
  });
  return { paymentId, invoiceId: asId<InvoiceId>(invoiceId), householdId };
}

async function refund(scene: Scene) {
  const { paymentId, invoiceId } = await paid(scene);
  return { paymentId, parts: [{ invoiceId, cents: toCents(2000) }], by: "tender" as const, owedAgain: false, reason: "Not happy" };
}

async function refunded(scene: Scene): Promise<{ paymentId: PaymentId }> {
  const input = await refund(scene);
  await scene.owner.refunds.payment({ requestId: newRequestId(), ...input });
  return { paymentId: input.paymentId };
}

async function credit(scene: Scene): Promise<HouseholdId> {
  const { householdId } = await scene.family();
  await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(4000), allocations: null, note: "" });
  return householdId;
}

async function check(scene: Scene) {
  const { paymentId } = await paid(scene, { tender: "check", reference: "1042" });
  return { paymentId, feeCents: toCents(2500), reason: "No funds" };
}

async function sale(scene: Scene) {
  const { householdId } = await scene.family();
  return { householdId, amountCents: toCents(7500), recipient: "Ann", tender: { tender: "cash" as const, tenderedCents: null, reference: "" } };
}

async function certificate(scene: Scene): Promise<{ certificateId: GiftCertificateId; code: string; householdId: HouseholdId }> {
  const input = await sale(scene);
  const { certificateId, code } = await scene.owner.giftCertificates.sell({ requestId: newRequestId(), ...input });
  return { certificateId, code, householdId: input.householdId };
}

async function small(scene: Scene) {
  const { invoiceId } = await scene.invoice(300);
  return { atMostCents: 500 as Cents, dueBy: await scene.today(), invoiceIds: [invoiceId], reason: "Tidying up" };
}

const household = ["payments", "household/:id"] as const;
const onInvoice = ["invoices", "billing", "invoice/:id", "household/:id"] as const;

export const deskCommands: Record<string, CommandCase> = {
  "refunds.payment": {
    ready: refund,
    audits: ["payment.refunded"],
    topics: ["payments", "memberships", ...onInvoice],
    wrong: { by: "pigeon" },
  },
  "refunds.credit": {
    ready: async (scene) => ({ householdId: await credit(scene), cents: 1000, by: "cash", reason: "Moved" }),
    audits: ["credit.refunded"],
    topics: ["billing", ...household],
    wrong: { cents: 0 },
  },
  "payments.move": {
    ready: async (scene) => ({ paymentId: (await paid(scene)).paymentId, choices: [] }),
    audits: ["payment.moved"],
    topics: ["payments", "memberships", ...onInvoice],
    wrong: { choices: [{ invoiceId: 1, cents: -1 }] },
  },
  "payments.returnCheck": {
    ready: check,
    audits: ["payment.reversed", "invoice.issued"],
    topics: ["payments", "memberships", ...onInvoice],
    wrong: { feeCents: -1 },
  },
  "giftCertificates.sell": {
    ready: sale,
    audits: ["invoice.issued", "payment.taken", "gift_certificate.sold"],
    topics: ["gift-certificates", "invoices", ...household],
    wrong: { amountCents: 0 },
  },
  "writeOffs.make": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId, cents: 5000, reason: "Goodwill" }),
    audits: ["invoice.written_off"],
    topics: [...onInvoice],
    wrong: { cents: 0 },
  },
  "writeOffs.makeSmall": {
    ready: small,
    audits: ["invoice.written_off"],
    topics: [...onInvoice],
    wrong: { invoiceIds: [] },
  },
};

export const deskQueries: Record<string, QueryCase> = {
  "refunds.ofPayment": {
    ready: async (scene) => ({ paymentId: (await paid(scene)).paymentId }),
    answer: () => ({ leftCents: 5000, canGoBack: true, grounds: [{ leftCents: 5000, throughCredit: false }] }),
    wrong: { paymentId: 0 },
  },
  "refunds.previewPayment": { ready: refund, answer: () => ({ cents: 2000, leftAfterCents: 3000 }), wrong: { by: "pigeon" } },
  "refunds.receiptPdf": { ready: refunded, answer: () => pdf, wrong: { paymentId: "one" }, heavy: true },
  "payments.split": {
    ready: async (scene) => ({ paymentId: (await paid(scene)).paymentId }),
    answer: () => ({ amountCents: 5000, unusedCents: 0, rows: [{ paidByThisCents: 5000, mostCents: 5000 }] }),
    wrong: { paymentId: 0 },
  },
  "payments.previewMove": {
    ready: async (scene) => ({ paymentId: (await paid(scene)).paymentId, choices: [] }),
    answer: () => ({ unusedCents: 5000, balanceAfterCents: 5000 }),
    wrong: { choices: "all" },
  },
  "payments.usualReturnFee": { ready: async () => ({}), answer: () => ({ feeCents: 0 }), wrong: { more: 1 } },
  "payments.previewReturn": { ready: check, answer: () => ({ owedAfterCents: 7500 }), wrong: { feeCents: -1 } },
  "giftCertificates.preview": { ready: sale, answer: () => ({ takenCents: 7500 }), wrong: { amountCents: 0 } },
  "giftCertificates.list": {
    ready: async (scene) => ({ filter: { states: [], text: (await certificate(scene)).code }, limit: 10 }),
    answer: () => ({ rows: [{ leftCents: 7500, state: "active" }], next: null }),
    wrong: { filter: { states: ["lost"], text: "" } },
  },
  "giftCertificates.totals": {
    ready: async (scene) => ({ filter: { states: [], text: (await certificate(scene)).code } }),
    answer: () => ({ count: 1, leftCents: 7500 }),
    wrong: { filter: {} },
  },
  "giftCertificates.view": {
    ready: async (scene) => ({ certificateId: (await certificate(scene)).certificateId }),
    answer: () => ({ leftCents: 7500, moves: [] }),
    wrong: { certificateId: 0 },
  },
  "giftCertificates.pdf": {
    ready: async (scene) => ({ certificateId: (await certificate(scene)).certificateId }),
    answer: () => pdf,
    wrong: { certificateId: 0 },
    heavy: true,
  },
  "giftCertificates.exportCsv": {
    ready: async () => ({ filter: { states: [], text: "" } }),
    answer: () => csv,
    wrong: { filter: { states: [5], text: "" } },
    viewed: "list.exported giftCertificates",
  },
  "writeOffs.preview": {
    ready: async (scene) => ({ invoiceId: (await scene.invoice()).invoiceId, cents: 1000, reason: "Goodwill" }),
    answer: () => ({ balanceAfterCents: 4000 }),
    wrong: { cents: 0 },
  },
  "writeOffs.small": {
    ready: async (scene) => {
      const { atMostCents, dueBy } = await small(scene);
      return { atMostCents, dueBy };
    },
    answer: () => ({ more: false, rows: expect.arrayContaining([expect.objectContaining({ balanceCents: 300 })]) as unknown }),
    wrong: { atMostCents: 0 },
  },
};
