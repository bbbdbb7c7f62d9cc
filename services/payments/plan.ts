/** The same plan for the preview and for the payment itself (INV-8, MEM-21). */
import type { ReadableDb } from "#db/database.ts";
import { findPayable, listOpenInvoices } from "#db/invoices.ts";
import { findHouseholdMoney } from "#db/payments.ts";
import { asksForDues } from "#db/wallet/moves.ts";
import type { Day } from "#domain/calendar.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { planPayment, type PaymentIntent, type PaymentPlan } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import { requireCertificate } from "../gift-certificates/redeem.ts";
import { requireForServices, requireWallet } from "../wallet/spend.ts";

export type PlannedPayment = PaymentPlan & {
  /** What the household owes afterwards; its credit stands apart. */
  readonly balanceAfterCents: Cents;
};

/** Refuses `payment_household_not_found`, whatever `planPayment` refuses, and for a wallet what `requireWallet` and `requireForServices` refuse. */
export function planFor(db: ReadableDb, intent: PaymentIntent, today: Day): PlannedPayment {
  const household = findHouseholdMoney(db, intent.householdId);
  if (!household) refuse("payment_household_not_found", {});
  if (intent.tender === "gift_certificate") requireCertificate(db, intent);
  const isWallet = intent.tender === "wallet";
  if (isWallet) requireWallet(db, intent.householdId, intent.amountCents, today);
  const invoices = intent.choices
    ? intent.choices.flatMap((choice) => findPayable(db, choice.invoiceId) ?? [])
    : listOpenInvoices(db, intent.householdId).filter(({ invoiceId }) => !isWallet || !asksForDues(db, invoiceId));
  const plan = planPayment(intent, invoices);
  if (isWallet) requireForServices(db, plan);
  const appliedCents = addCents(...plan.applied.map((part) => part.appliedCents));
  return { ...plan, balanceAfterCents: toCents(household.balanceCents - appliedCents) };
}
