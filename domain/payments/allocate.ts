/**
 * What a payment does before it is taken (INV-7, INV-8): the invoices it pays, what is left as
 * household credit, the change. The preview and the command both call `planPayment`, so what is
 * shown is what happens.
 */
import type { Day } from "../calendar.ts";
import type { HouseholdId, InvoiceId } from "../identity.ts";
import type { Tender } from "../ledger/accounts.ts";
import { addCents, toCents, type Cents } from "../money.ts";
import { refuse } from "../refusal.ts";

/** Money as it is handed over. */
export type Handover = {
  readonly tender: Tender;
  readonly amountCents: Cents;
  /** Cash put on the counter; null for the exact amount and for every other tender. */
  readonly tenderedCents: Cents | null;
  /** Check number, or the reference of the terminal or financing company. */
  readonly reference: string;
};

/** An invoice that the payment may pay. */
export type PayableInvoice = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly householdId: HouseholdId;
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly balanceCents: Cents;
  /** Issued, not void, and something is owed. */
  readonly isOpen: boolean;
};

export type AllocationChoice = { readonly invoiceId: InvoiceId; readonly cents: Cents };

export type Applied = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly dueOn: Day;
  readonly balanceCents: Cents;
  readonly appliedCents: Cents;
};

export type PaymentPlan = {
  readonly applied: readonly Applied[];
  readonly toCreditCents: Cents;
  readonly changeCents: Cents;
};

export type PaymentIntent = Handover & {
  readonly householdId: HouseholdId;
  /** Null: oldest due first. A list: exactly these, and the rest becomes credit. */
  readonly choices: readonly AllocationChoice[] | null;
};

/**
 * Plans one payment over the household's open invoices and the chosen ones. Refuses a payment that
 * is not above zero, cash that does not cover it, a check without a number, and choices that are
 * repeated, of another household, closed, above a balance or above the payment.
 */
export function planPayment(intent: PaymentIntent, invoices: readonly PayableInvoice[]): PaymentPlan {
  requireHandover(intent);
  const changeCents = addCents(intent.tenderedCents ?? intent.amountCents, -intent.amountCents);
  const applied = intent.choices
    ? applyChoices(intent, intent.choices, invoices)
    : applyOldestFirst(intent.amountCents, invoices.filter((invoice) => invoice.isOpen));
  const appliedCents = addCents(...applied.map((part) => part.appliedCents));
  return { applied, toCreditCents: addCents(intent.amountCents, -appliedCents), changeCents };
}

function requireHandover(intent: Handover): void {
  const { tender, amountCents, tenderedCents, reference } = intent;
  if (amountCents <= 0) refuse("payment_not_positive", {});
  if (tender === "check" && reference.trim() === "") refuse("check_number_missing", {});
  if (tenderedCents === null) return;
  if (tender !== "cash") refuse("tendered_not_cash", {});
  if (tenderedCents < amountCents) refuse("cash_too_little", { tenderedCents, amountCents });
}

/** Spreads an amount over open invoices, oldest due day first, then the lower number (INV-8). */
export function applyOldestFirst(amountCents: Cents, open: readonly PayableInvoice[]): Applied[] {
  const applied: Applied[] = [];
  let left = amountCents;
  for (const invoice of open.toSorted(oldestFirst)) {
    if (left <= 0) break;
    const appliedCents = toCents(Math.min(left, invoice.balanceCents));
    applied.push(toApplied(invoice, appliedCents));
    left = addCents(left, -appliedCents);
  }
  return applied;
}

/** The order in which a household's invoices are paid. */
export function oldestFirst(
  a: Pick<PayableInvoice, "dueOn" | "number" | "invoiceId">,
  b: Pick<PayableInvoice, "dueOn" | "number" | "invoiceId">,
): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.number - b.number || a.invoiceId - b.invoiceId;
}

function applyChoices(
  intent: PaymentIntent,
  choices: readonly AllocationChoice[],
  invoices: readonly PayableInvoice[],
): Applied[] {
  const byId = new Map(invoices.map((invoice) => [invoice.invoiceId, invoice]));
  const seen = new Set<InvoiceId>();
  const applied = choices.map((choice) => {
    const invoice = byId.get(choice.invoiceId);
    if (!invoice) refuse("invoice_not_found", {});
    const { number, balanceCents } = invoice;
    if (seen.has(invoice.invoiceId)) refuse("allocation_twice", { number });
    seen.add(invoice.invoiceId);
    if (invoice.householdId !== intent.householdId) refuse("invoice_of_other_household", { number });
    if (!invoice.isOpen) refuse("invoice_not_open", { number });
    if (choice.cents <= 0) refuse("payment_not_positive", {});
    if (choice.cents > balanceCents) refuse("allocation_over_balance", { number, balanceCents });
    return toApplied(invoice, choice.cents);
  });
  const allocatedCents = addCents(...applied.map((part) => part.appliedCents));
  if (allocatedCents > intent.amountCents) {
    refuse("allocation_over_amount", { allocatedCents, amountCents: intent.amountCents });
  }
  return applied;
}

function toApplied(invoice: PayableInvoice, appliedCents: Cents): Applied {
  const { invoiceId, number, dueOn, balanceCents } = invoice;
  return { invoiceId, number, dueOn, balanceCents, appliedCents };
}
