/** The operations of refunds, deleting a membership and the early exit after a lapse, prepared as the other fixtures prepare theirs. */
import { randomUUID } from "node:crypto";
import { insertLapse } from "#db/billing-runs.ts";
import { insertRefundAttempt, markRefundEnded } from "#db/refund-attempts.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId, PaymentId } from "#domain/identity.ts";
import { addDays } from "#domain/calendar.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { refreshDrawCursor } from "#services/memberships/draw-cursor.ts";
import { requireAttempt } from "#services/refunds/to-card/claim-refund.ts";
import { leaveClearing } from "#services/refunds/to-card/settle-refund.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { cashOf, raise, type Scene } from "./scene.fixture.ts";

type Payer = { readonly membershipId: MembershipId; readonly householdId: HouseholdId; readonly patientId: PatientId };

/** A member who paid the first month in cash. */
async function payer(scene: Scene, over: Partial<PlanTerms> = {}): Promise<Payer> {
  const startOn = await scene.today();
  const { planVersionId } = await scene.plan(over);
  const lee = await scene.family();
  const { membershipIds } = await scene.owner.memberships.enrol({
    requestId: newRequestId(),
    enrolment: {
      householdId: lee.householdId,
      members: [{ patientId: lee.patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
      startOn,
      drawDay: null,
      firstMoney: "stub_now",
      agreement: "not_needed",
    },
    expectedTodayCents: toCents(3700),
    payment: cashOf(3700),
  });
  return { ...lee, membershipId: membershipIds[0] ?? raise("one membership") };
}

type RefundAsked = {
  readonly membershipId: MembershipId;
  readonly paymentId: PaymentId;
  readonly invoiceId: InvoiceId;
  readonly cents: number;
  readonly by: "tender" | "check";
  readonly owedAgain: boolean;
  readonly reason: string;
  readonly cancel: null;
};

async function asked(scene: Scene, by: "tender" | "check" = "tender"): Promise<RefundAsked> {
  const { membershipId } = await payer(scene);
  const [paid] = (await scene.owner.refunds.start({ membershipId })).payments;
  const { paymentId, invoiceId } = paid ?? raise("one payment");
  return { membershipId, paymentId, invoiceId, cents: 1000, by, owedAgain: false, reason: "Goodwill", cancel: null };
}

async function check(scene: Scene): Promise<{ refundId: number }> {
  const input = await asked(scene, "check");
  const { refundId } = await scene.owner.refunds.make({ requestId: newRequestId(), ...input, cents: toCents(1000) });
  return { refundId };
}

/** A member under a commitment whose membership has lapsed. */
async function lapsed(scene: Scene): Promise<{ membershipId: MembershipId; savedCents: number }> {
  const { membershipId } = await payer(scene, { commitmentPeriods: 12, earlyExit: { kind: "remaining_term" } });
  const { office } = scene.other.connection.context;
  const today = await scene.today();
  const lapsedOn = addDays(today, 1);
  const { now } = office.visitorCx(scene.other.connection.context.seat);
  office.requirePractice().db.write((db) => {
    insertLapse(db, { membershipId, lapsedOn, unpaidSinceOn: lapsedOn, createdAt: now });
    refreshDrawCursor(db, membershipId, today);
  });
  return { membershipId, savedCents: 0 };
}

type Left = { readonly sentDaysAgo: number; readonly bookedAs: "unplaced" | null };

/** A refund at the processor that waits for a person: lost for a week, or paid out with nothing to stand on. */
function refundToCard(scene: Scene, householdId: HouseholdId, { sentDaysAgo, bookedAs }: Left): string {
  const { office } = scene.other.connection.context;
  const { db } = office.requirePractice();
  const cx = office.visitorCx(scene.other.connection.context.seat);
  const key = randomUUID();
  db.write((w): void => {
    insertRefundAttempt(w, {
      key,
      chargeKey: null,
      paymentId: null,
      householdId,
      amountCents: toCents(1000),
      epoch: 1,
      origin: "found",
      claimedBy: "",
      attemptOn: addDays(cx.today, -sentDaysAgo),
      staffId: null,
      reason: "Found",
      sentAt: addMilliseconds(cx.now, -sentDaysAgo * 86_400_000),
    });
    if (bookedAs === null) return;
    const entryId = leaveClearing(cx, w, requireAttempt(w, key));
    markRefundEnded(w, key, { state: "succeeded", bookedAs, entryId, processorId: "re_1", declineCode: null, failure: null, at: cx.now, on: cx.today });
  });
  return key;
}

/** A household with 40.00 of credit, and one that is to get a part of it. */
async function twoWithCredit(scene: Scene): Promise<{ fromHouseholdId: HouseholdId; toHouseholdId: HouseholdId; cents: Cents; reason: string }> {
  const { householdId } = await scene.family();
  await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(4000), allocations: null, note: "" });
  return { fromHouseholdId: householdId, toHouseholdId: (await scene.family()).householdId, cents: toCents(1000), reason: "For the sister" };
}

export const refundCommands: Record<string, CommandCase> = {
  "memberships.remove": {
    ready: async (scene) => ({ membershipId: (await scene.member()).membershipId, reason: "Wrong patient" }),
    audits: ["membership.removed"],
    topics: ["memberships", "membership/:id", "patient/:id", "invoices", "billing", "household/:id"],
    wrong: { reason: " " },
  },
  "refunds.make": {
    ready: asked,
    audits: ["payment.refunded"],
    topics: ["payments", "invoices", "billing", "memberships", "invoice/:id", "household/:id", "membership/:id"],
    wrong: { cents: 0 },
  },
  "refunds.resolveToCard": {
    ready: async (scene) => ({
      key: refundToCard(scene, (await scene.family()).householdId, { sentDaysAgo: 7, bookedAs: null }),
      outcome: "not_refunded",
      reference: "Searched, nothing there",
    }),
    audits: ["refund.resolved", "refund.refused"],
    topics: ["refunds", "payments", "billing", "household/:id"],
    wrong: { outcome: "perhaps" },
  },
  "refunds.clearToCard": {
    ready: async (scene) => ({
      key: refundToCard(scene, (await scene.family()).householdId, { sentDaysAgo: 1, bookedAs: "unplaced" }),
      reason: "Kept by the patient",
    }),
    audits: ["refund.cleared"],
    topics: ["refunds", "billing"],
    wrong: { reason: " " },
  },
  "refunds.writeCheck": {
    ready: async (scene) => ({ ...(await check(scene)), checkNumber: "1042" }),
    audits: ["refund.written"],
    topics: ["payments", "billing", "household/:id"],
    wrong: { checkNumber: "" },
  },
  "credits.move": {
    ready: twoWithCredit,
    audits: ["credit.moved", "credit.moved"],
    topics: ["payments", "billing", "household/:id"],
    wrong: { reason: " " },
  },
  "credits.undoMove": {
    ready: async (scene) => {
      const { moveIds } = await scene.owner.credits.move({ requestId: newRequestId(), ...(await twoWithCredit(scene)) });
      return { moveId: moveIds[0], reason: "The other Lee" };
    },
    audits: ["credit.move_undone", "credit.move_undone"],
    topics: ["payments", "billing", "household/:id"],
    wrong: { moveId: 0 },
  },
  "earlyExit.ask": {
    ready: async (scene) => ({ ...(await lapsed(scene)), waiveReason: null }),
    audits: ["invoice.issued", "membership.exit_asked"],
    topics: ["memberships", "membership/:id", "household/:id", "billing", "invoices", "invoice/:id"],
    wrong: { savedCents: -1 },
  },
};

export const refundQueries: Record<string, QueryCase> = {
  "memberships.previewResume": {
    ready: async (scene) => {
      const { membershipId } = await scene.member();
      const fromOn = addDays(await scene.today(), 3);
      await scene.owner.memberships.hold({ requestId: newRequestId(), membershipId, fromOn, untilOn: null, kind: "pause", reason: "Travelling" });
      return { membershipId, onDay: fromOn };
    },
    answer: () => ({ todayCents: 0 }),
    wrong: { onDay: "soon" },
  },
  "refunds.start": {
    ready: async (scene) => ({ membershipId: (await payer(scene)).membershipId }),
    answer: () => ({ payments: [{ leftCents: 3700, suggestedCents: 3700, canGoBack: true }] }),
    wrong: { membershipId: 0 },
  },
  "refunds.preview": { ready: asked, answer: () => ({ cents: 1000, leftAfterCents: 2700, cancelled: false }), wrong: { by: "pigeon" } },
  "refunds.toCards": {
    ready: async (scene) => (refundToCard(scene, (await scene.family()).householdId, { sentDaysAgo: 7, bookedAs: null }), {}),
    answer: () => [{ amountCents: 1000, state: "sent", bookedAs: null, canBeResolved: true }],
    wrong: { more: 1 },
  },
  "refunds.checks": {
    ready: async (scene) => (await check(scene), {}),
    answer: () => [{ amountCents: 1000 }],
    wrong: { more: 1 },
  },
  "credits.previewMove": {
    ready: twoWithCredit,
    answer: () => ({ cents: 1000, fromCreditCents: 3000, toCreditCents: 1000 }),
    wrong: { cents: 0 },
  },
  "credits.moves": {
    ready: async (scene) => {
      const asked = await twoWithCredit(scene);
      await scene.owner.credits.move({ requestId: newRequestId(), ...asked });
      return { householdId: asked.fromHouseholdId };
    },
    answer: () => [{ amountCents: 1000, canBeUndone: true, isUndone: false }],
    wrong: { householdId: 0 },
  },
  "earlyExit.view": {
    ready: lapsed,
    answer: () => ({ policy: "remaining_term", dueCents: 11 * 3700, isAsked: false }),
    wrong: { membershipId: "one" },
  },
};
