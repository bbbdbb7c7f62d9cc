/**
 * Agrees on a payment plan (INV-6): open invoices of a household in parts on regular days. While it is
 * kept, its invoices are due with its first unpaid part and so not overdue; a missed part makes them so.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findLiveAttempt } from "#db/charging/attempts.ts";
import { findInvoice, findPayable } from "#db/invoices.ts";
import { findPlanOfInvoice, insertPlan } from "#db/payment-plans/plans.ts";
import type { HouseholdId, InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { planSchedule, type PlanPart, type PlanPayment, type PlanShape } from "#domain/payment-plans/schedule.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { noteMoneyBooked } from "../dunning/charge-events.ts";
import { audit } from "../record.ts";
import { requireDrawable } from "./drawable.ts";

export type PlanRequest = PlanShape & {
  readonly invoiceIds: readonly InvoiceId[];
  /** Taken at the desk, or drawn from the card on file as the parts fall due. */
  readonly payBy: PlanPayment;
};

export type PlanOffer = {
  readonly householdId: HouseholdId;
  readonly totalCents: Cents;
  readonly payBy: PlanPayment;
  readonly parts: PlanPart[];
};
export type AgreedPlan = PlanOffer & { readonly planId: PaymentPlanId };

/** The parts as they would be agreed on; the same sum, and nothing is written. Refuses what agreeing refuses. */
export function previewPlan(cx: Cx, request: PlanRequest): PlanOffer {
  return look<PlanOffer>(cx, (db) => offerOf(cx, db, request));
}

/** The command. Refusals: see `offerOf`. */
export function agreePlan(cx: Cx, request: PlanRequest): AgreedPlan {
  return act<AgreedPlan>(cx, (db) => agreePlanWithin(cx, db, request));
}

/**
 * Agrees inside the caller's transaction, for whatever sells in instalments: n equal parts (F-3) are
 * `by: { kind: "count", count: n }`. The invoices must be issued. A drawn plan is drawn once it is signed.
 */
export function agreePlanWithin(cx: Work, db: WritableDb, request: PlanRequest): AgreedPlan {
  const offer = offerOf(cx, db, request);
  const planId = insertPlan(db, {
    ...offer,
    every: request.every,
    startedOn: cx.today,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
    invoices: request.invoiceIds.map((invoiceId) => {
      const invoice = findInvoice(db, invoiceId) ?? refuse("invoice_not_found", {});
      return { invoiceId, dueOn: invoice.dueOn, settledCents: addCents(invoice.totalCents, -invoice.balanceCents) };
    }),
  });
  audit(cx, db, "payment_plan.agreed", `payment_plan/${planId}`, {
    after: { householdId: offer.householdId, totalCents: offer.totalCents, parts: offer.parts.length, payBy: offer.payBy },
  });
  db.touch("payment-plans", "invoices", "billing", `household/${offer.householdId}`);
  for (const invoiceId of request.invoiceIds) db.touch(`invoice/${invoiceId}`);
  // Dues that are paid in parts are not past due while the plan is kept.
  noteMoneyBooked(cx, db, offer.householdId);
  return { planId, ...offer };
}

/**
 * Refuses `invoice_not_found`, `invoice_not_open`, `plan_invoice_on_plan`, `invoice_of_other_household`,
 * `allocation_twice`, `charge_unresolved` and what `planSchedule` refuses; for a drawn plan
 * `cards_not_connected` and `no_usable_card`.
 */
function offerOf(cx: Work, db: ReadableDb, request: PlanRequest): PlanOffer {
  const seen = new Set<InvoiceId>();
  const invoices = request.invoiceIds.map((invoiceId) => {
    const invoice = findPayable(db, invoiceId);
    if (!invoice) refuse("invoice_not_found", {});
    const { number } = invoice;
    if (seen.has(invoiceId)) refuse("allocation_twice", { number });
    seen.add(invoiceId);
    if (!invoice.isOpen) refuse("invoice_not_open", { number });
    if (findPlanOfInvoice(db, invoiceId)) refuse("plan_invoice_on_plan", { number });
    if (findLiveAttempt(db, invoiceId)) refuse("charge_unresolved", { number });
    return invoice;
  });
  const [first] = invoices;
  if (!first) refuse("plan_invoices_settled", {});
  const stranger = invoices.find(({ householdId }) => householdId !== first.householdId);
  if (stranger) refuse("invoice_of_other_household", { number: stranger.number });
  const totalCents = addCents(zeroCents, ...invoices.map((invoice) => invoice.balanceCents));
  if (request.payBy === "card") requireDrawable(cx, db, first.householdId);
  return { householdId: first.householdId, totalCents, payBy: request.payBy, parts: planSchedule(totalCents, request, cx.today) };
}
