/** The operations of payment plans (INV-6), prepared as the other fixtures prepare theirs. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { signatureSheet } from "#domain/agreements/signature.ts";
import { addDays } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type PaymentPlanId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

const drawn = { kind: "drawn" as const, ...signatureSheet, strokes: [[40, 150, 60, 60, 120, 60, 130, 150]] };
const scan = { base64: Buffer.from("%PDF-1.4\n1 0 obj << /Type /Pages /Count 1 >> endobj\n%%EOF\n").toString("base64") };
const onPlan = ["payment-plans", "invoices", "billing", "household/:id"] as const;
const signedTopics = ["payment-plans", "documents", "billing", "payment-plan/:id", "household/:id"] as const;

type Agreed = { readonly planId: PaymentPlanId; readonly invoiceId: InvoiceId; readonly householdId: HouseholdId };

async function planRequest(scene: Scene) {
  const { invoiceId, householdId } = await scene.invoice();
  const firstOn = addDays(await scene.today(), 10);
  const by = { kind: "count" as const, count: 2 };
  return { householdId, request: { invoiceIds: [asId<InvoiceId>(invoiceId)], downCents: toCents(0), by, every: "month" as const, firstOn, payBy: "desk" as const } };
}

async function plan(scene: Scene): Promise<Agreed> {
  const { householdId, request } = await planRequest(scene);
  const { planId } = await scene.owner.paymentPlans.agree({ requestId: newRequestId(), ...request });
  return { planId, invoiceId: request.invoiceIds[0] ?? asId<InvoiceId>(0), householdId };
}

/** A plan of a household that has a card, so that it may be drawn. */
async function drawable(scene: Scene) {
  const { planId, householdId } = await plan(scene);
  const card = {
    token: `test_succeeds:${randomUUID().replaceAll(/\d/g, "x")}`,
    brand: "visa",
    last4: "4242",
    expiresMonth: 12,
    expiresYear: 2040,
    funding: "credit" as const,
  };
  await scene.owner.cards.add({ requestId: newRequestId(), householdId, card });
  return { planId, payBy: "card" as const };
}

async function toSign(scene: Scene) {
  const { planId } = await plan(scene);
  const { fingerprint } = await scene.owner.paymentPlans.words({ planId });
  return { planId, signer: "Rosa Lee", signature: drawn, fingerprint };
}

export const paymentPlanCommands: Readonly<Record<string, CommandCase>> = {
  "paymentPlans.agree": {
    ready: async (scene) => (await planRequest(scene)).request,
    audits: ["payment_plan.agreed"],
    topics: [...onPlan, "invoice/:id"],
    wrong: { every: "year" },
  },
  "paymentPlans.end": {
    ready: async (scene) => ({ planId: (await plan(scene)).planId, reason: "Moved away" }),
    audits: ["payment_plan.ended"],
    topics: [...onPlan, "invoice/:id"],
    wrong: { reason: " " },
  },
  "paymentPlans.changePayBy": {
    ready: drawable,
    audits: ["payment_plan.pay_by_changed"],
    topics: [...onPlan],
    wrong: { payBy: "post" },
  },
  "paymentPlans.sign": {
    ready: toSign,
    audits: ["payment_plan.signed"],
    topics: [...signedTopics],
    heavy: true,
    wrong: { signer: "" },
  },
  "paymentPlans.signedOnPaper": {
    ready: async (scene) => ({ planId: (await plan(scene)).planId, signer: "Rosa Lee", signedOn: await scene.today(), scan }),
    audits: ["payment_plan.signed"],
    topics: [...signedTopics],
    wrong: { signer: "   " },
  },
  "paymentPlans.attachScan": {
    ready: async (scene) => {
      const { planId } = await plan(scene);
      const signedOn = await scene.today();
      await scene.owner.paymentPlans.signedOnPaper({ requestId: newRequestId(), planId, signer: "Rosa Lee", signedOn, scan: null });
      return { planId, scan };
    },
    audits: ["payment_plan.scanned"],
    topics: [...signedTopics],
    wrong: { scan: { base64: "not in this alphabet!" } },
  },
};

export const paymentPlanQueries: Readonly<Record<string, QueryCase>> = {
  "paymentPlans.preview": {
    ready: async (scene) => (await planRequest(scene)).request,
    answer: () => ({ totalCents: 5000, parts: [{ cents: 2500 }, { cents: 2500 }] }),
    wrong: { every: "year" },
  },
  "paymentPlans.ofInvoice": {
    ready: async (scene) => ({ invoiceId: (await plan(scene)).invoiceId }),
    answer: () => ({ plan: { state: "kept", leftCents: 5000, payBy: "desk" } }),
    wrong: { invoiceId: 0 },
  },
  "paymentPlans.list": {
    ready: async (scene) => (await plan(scene), { running: true }),
    answer: () => expect.arrayContaining([expect.objectContaining({ state: "kept" })]) as unknown,
    wrong: { running: "yes" },
  },
  "paymentPlans.previewPayBy": {
    ready: drawable,
    answer: () => ({ payBy: "card", signatureEnds: false, draws: [{ cents: 2500 }, { cents: 2500 }] }),
    wrong: { payBy: "post" },
  },
  "paymentPlans.words": {
    ready: async (scene) => ({ planId: (await plan(scene)).planId }),
    answer: () => ({ sentences: [expect.stringContaining("No interest") as unknown] }),
    wrong: { planId: 0 },
  },
  "paymentPlans.pdf": {
    ready: async (scene) => ({ planId: (await plan(scene)).planId }),
    answer: () => ({ fileName: expect.stringMatching(/^payment-plan-\d+\.pdf$/u) as unknown }),
    wrong: { planId: 0 },
    heavy: true,
  },
};
