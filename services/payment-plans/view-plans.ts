/** Payment plans as they stand (INV-6): part by part, what was paid, what was missed. */
import type { ReadableDb } from "#db/database.ts";
import {
  findPlan,
  findPlanOfInvoice,
  listParts,
  listPlanInvoices,
  listPlans,
  type PlanInvoice,
  type PlanRow,
} from "#db/payment-plans/plans.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { partState, type PartState, type PlanPart } from "#domain/payment-plans/schedule.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";

export type PlanState = "kept" | "missed" | "done" | "ended";

export type PlanView = PlanRow & {
  readonly state: PlanState;
  readonly parts: (PlanPart & { readonly state: PartState })[];
  readonly invoices: PlanInvoice[];
  /** What was due before today and is not paid. */
  readonly missedCents: Cents;
  readonly leftCents: Cents;
  readonly nextOn: Day | null;
};

const mostShown = 500;

/** Refuses `plan_not_there`. */
export function viewPlan(cx: Cx, planId: PaymentPlanId): PlanView {
  return look<PlanView>(cx, (db) => readPlan(db, planId, cx.today));
}

/** The plan that an invoice is on; null when it is on none. */
export function viewPlanOfInvoice(cx: Cx, invoiceId: InvoiceId): PlanView | null {
  return look<PlanView | null>(cx, (db) => {
    const plan = findPlanOfInvoice(db, invoiceId);
    return plan ? planView(db, plan, cx.today) : null;
  });
}

/** Running plans, or all of them; the newest first. */
export function listPaymentPlans(cx: Cx, { running }: { readonly running: boolean }): PlanView[] {
  return look<PlanView[]>(cx, (db) => listPlans(db, { running, limit: mostShown }).map((plan) => planView(db, plan, cx.today)));
}

export function readPlan(db: ReadableDb, planId: PaymentPlanId, today: Day): PlanView {
  const plan = findPlan(db, planId);
  if (!plan) refuse("plan_not_there", {});
  return planView(db, plan, today);
}

function planView(db: ReadableDb, plan: PlanRow, today: Day): PlanView {
  const paidCents = toCents(Math.max(0, Math.min(plan.paidCents, plan.totalCents)));
  const parts = listParts(db, plan.planId).map((part) => ({ ...part, state: partState(part, paidCents, today) }));
  const dueCents = parts.findLast((part) => part.dueOn < today)?.throughCents ?? zeroCents;
  const invoices = listPlanInvoices(db, plan.planId);
  // An edit may have left less owed than was agreed on: nobody is asked for more than is open.
  const openCents = addCents(zeroCents, ...invoices.map((invoice) => invoice.balanceCents));
  const agreedCents = addCents(plan.totalCents, -paidCents);
  const leftCents = plan.endedOn === null ? toCents(Math.min(agreedCents, Math.max(0, openCents))) : agreedCents;
  const missedCents = toCents(Math.min(leftCents, Math.max(0, dueCents - paidCents)));
  return {
    ...plan,
    paidCents,
    state: leftCents === 0 ? "done" : plan.endedOn !== null ? "ended" : missedCents > 0 ? "missed" : "kept",
    parts,
    invoices,
    missedCents,
    leftCents,
    nextOn: plan.endedOn === null && leftCents > 0 ? (parts.find((part) => part.state !== "paid")?.dueOn ?? null) : null,
  };
}
