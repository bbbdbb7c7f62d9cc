/** Ends a payment plan, or notes that its paper was signed (INV-6). */
import { endPlanRow, findPlan, findPlanOfInvoice, listPlanInvoices, markSigned, type PlanRow } from "#db/payment-plans/plans.ts";
import type { WritableDb } from "#db/database.ts";
import type { InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";

export type ChangedPlan = { readonly planId: PaymentPlanId };

/** What is still owed is due by its own day again. Refuses `plan_not_there` and `plan_ended`. */
export function endPlan(cx: Cx, { planId, reason }: { readonly planId: PaymentPlanId; readonly reason: string }): ChangedPlan {
  return act<ChangedPlan>(cx, (db) => {
    const plan = requireRunning(db, planId);
    const invoices = listPlanInvoices(db, planId);
    endPlanRow(db, planId, { on: cx.today, reason });
    note(cx, db, plan, "payment_plan.ended", { reason });
    for (const { invoiceId } of invoices) db.touch(`invoice/${invoiceId}`);
    return { planId };
  });
}

/** The printed schedule was signed on paper. Refuses `plan_not_there` and `plan_ended`. */
export function signPlan(cx: Cx, { planId, signer }: { readonly planId: PaymentPlanId; readonly signer: string }): ChangedPlan {
  return act<ChangedPlan>(cx, (db) => {
    const plan = requireRunning(db, planId);
    markSigned(db, planId, { on: cx.today, by: signer.trim() });
    note(cx, db, plan, "payment_plan.signed", { signer: signer.trim() });
    return { planId };
  });
}

/** A void invoice is owed no more, so the plan it was on ends; what else was on it is due by its own day again. */
export function endPlanOfVoid(cx: Work, db: WritableDb, invoiceId: InvoiceId, number: number): void {
  const plan = findPlanOfInvoice(db, invoiceId);
  if (!plan) return;
  const reason = `Invoice ${number} was voided`;
  endPlanRow(db, plan.planId, { on: cx.today, reason });
  note(cx, db, plan, "payment_plan.ended", { reason });
}

function requireRunning(db: WritableDb, planId: PaymentPlanId): PlanRow {
  const plan = findPlan(db, planId);
  if (!plan) refuse("plan_not_there", {});
  if (plan.endedOn !== null) refuse("plan_ended", {});
  return plan;
}

function note(cx: Work, db: WritableDb, plan: PlanRow, action: string, after: Record<string, string>): void {
  audit(cx, db, action, `payment_plan/${plan.planId}`, { before: { paidCents: plan.paidCents }, after });
  db.touch("payment-plans", "invoices", "billing", `household/${plan.householdId}`);
}
