/** Ends a payment plan, or changes how it is paid: drawn from the card on file, or at the desk (INV-6). */
import {
  clearSignature,
  endPlanRow,
  findPlan,
  findPlanOfInvoice,
  listPlanInvoices,
  setPayBy,
  type PlanRow,
} from "#db/payment-plans/plans.ts";
import { listUnfinishedOfPlan } from "#db/payment-plans/plan-attempts.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { listDrawnParts } from "#db/payment-plans/drawn-parts.ts";
import type { Day } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import type { PlanPayment } from "#domain/payment-plans/schedule.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { settleCases } from "../dunning/settle-case.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { requireDrawable } from "./drawable.ts";

export type ChangedPlan = { readonly planId: PaymentPlanId };

/** What is still owed is due by its own day again, and nothing more is drawn. Refuses `plan_not_there`, `plan_ended`, `charge_unresolved`. */
export function endPlan(cx: Cx, { planId, reason }: { readonly planId: PaymentPlanId; readonly reason: string }): ChangedPlan {
  return act<ChangedPlan>(cx, (db) => {
    const plan = requireRunning(db, planId);
    requireSettled(db, planId);
    const invoices = listPlanInvoices(db, planId);
    endPlanRow(db, planId, { on: cx.today, reason });
    note(cx, db, plan, "payment_plan.ended", { reason });
    settleCases(cx, db, plan.householdId);
    for (const { invoiceId } of invoices) db.touch(`invoice/${invoiceId}`);
    return { planId };
  });
}

export type PayByChange = { readonly planId: PaymentPlanId; readonly payBy: PlanPayment };

export type PayByEffect = {
  readonly planId: PaymentPlanId;
  readonly payBy: PlanPayment;
  /** The signature that stood for the old way, which must be asked for anew. */
  readonly signatureEnds: boolean;
  /** What the machine will draw, in order; empty when it is paid at the desk. */
  readonly draws: { readonly on: Day; readonly cents: Cents }[];
};

/** What would become of it, by the very same code; nothing is written. */
export function previewPayBy(cx: Cx, change: PayByChange): PayByEffect {
  return tryOut<PayByEffect>(cx.db, (db) => changePayByWithin(cx, db, change));
}

/** The same command the other way takes it back. Refuses what `changePayByWithin` refuses. */
export function changePayBy(cx: Cx, change: PayByChange): PayByEffect {
  return act<PayByEffect>(cx, (db) => changePayByWithin(cx, db, change));
}

/**
 * Refuses `plan_not_there`, `plan_ended`, `plan_paid_so_already`, `charge_unresolved`, and, to be drawn,
 * `cards_not_connected` and `no_usable_card`.
 */
export function changePayByWithin(cx: Work, db: WritableDb, { planId, payBy }: PayByChange): PayByEffect {
  const plan = requireRunning(db, planId);
  if (plan.payBy === payBy) refuse("plan_paid_so_already", { payBy });
  requireSettled(db, planId);
  if (payBy === "card") requireDrawable(cx, db, plan.householdId);
  setPayBy(db, planId, payBy);
  // Who signed for paying by hand has not allowed the card; the other way round the signature stands.
  const signatureEnds = payBy === "card" && plan.signedOn !== null && !allowsCard(plan);
  if (signatureEnds) clearSignature(db, planId);
  note(cx, db, plan, "payment_plan.pay_by_changed", { payBy, from: plan.payBy });
  settleCases(cx, db, plan.householdId);
  const draws = listDrawnParts(db, plan.householdId).filter((part) => part.planId === planId);
  return { planId, payBy, signatureEnds, draws: draws.map(({ dueOn, restCents }) => ({ on: dueOn < cx.today ? cx.today : dueOn, cents: restCents })) };
}

/** A void invoice is owed no more, so the plan it was on ends; what else was on it is due by its own day again. */
export function endPlanOfVoid(cx: Work, db: WritableDb, invoiceId: InvoiceId, number: number): void {
  const plan = findPlanOfInvoice(db, invoiceId);
  if (!plan) return;
  const reason = `Invoice ${number} was voided`;
  endPlanRow(db, plan.planId, { on: cx.today, reason });
  note(cx, db, plan, "payment_plan.ended", { reason });
  settleCases(cx, db, plan.householdId);
}

function allowsCard({ agreed }: PlanRow): boolean {
  return (JSON.parse(agreed) as { readonly payBy: PlanPayment }).payBy === "card";
}

/** Refuses `plan_not_there` and `plan_ended`. */
export function requireRunning(db: ReadableDb, planId: PaymentPlanId): PlanRow {
  const plan = findPlan(db, planId);
  if (!plan) refuse("plan_not_there", {});
  if (plan.endedOn !== null) refuse("plan_ended", {});
  return plan;
}

/** While a charge of a part has no outcome, its money may still come: the plan stays as it is until that is known. */
function requireSettled(db: ReadableDb, planId: PaymentPlanId): void {
  const [number] = listUnfinishedOfPlan(db, planId);
  if (number !== undefined) refuse("charge_unresolved", { number });
}

function note(cx: Work, db: WritableDb, plan: PlanRow, action: string, after: Record<string, string>): void {
  audit(cx, db, action, `payment_plan/${plan.planId}`, { before: { paidCents: plan.paidCents }, after });
  db.touch("payment-plans", "invoices", "billing", `household/${plan.householdId}`);
}
