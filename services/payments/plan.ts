/** The same plan for the preview and for the payment itself (INV-8, MEM-21). */
import type { ReadableDb } from "#db/database.ts";
import { findPayable, listOpenInvoices } from "#db/invoices.ts";
import { findHouseholdMoney } from "#db/payments.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { planPayment, type PaymentIntent, type PaymentPlan } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import { requireCertificate } from "../gift-certificates/redeem.ts";

export type PlannedPayment = PaymentPlan & {
  /** What the household owes afterwards; its credit stands apart. */
  readonly balanceAfterCents: Cents;
};

/** Refuses `payment_household_not_found` and whatever `planPayment` refuses. */
export function planFor(db: ReadableDb, intent: PaymentIntent): PlannedPayment {
  const household = findHouseholdMoney(db, intent.householdId);
  if (!household) refuse("payment_household_not_found", {});
  if (intent.tender === "gift_certificate") requireCertificate(db, intent);
  const invoices = intent.choices
    ? intent.choices.flatMap((choice) => findPayable(db, choice.invoiceId) ?? [])
    : listOpenInvoices(db, intent.householdId);
  const plan = planPayment(intent, invoices);
  const appliedCents = addCents(...plan.applied.map((part) => part.appliedCents));
  return { ...plan, balanceAfterCents: toCents(household.balanceCents - appliedCents) };
}
