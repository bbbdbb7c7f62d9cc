/**
 * Puts a payment on other invoices afterwards (INV-8): what leaves an invoice becomes household credit
 * for a moment, and that very credit goes on the invoices that were chosen. The receipt stays.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { insertCredit } from "#db/credits.ts";
import {
  findPayable,
  insertAllocation,
  listAllocationsOfCredit,
  listAllocationsOfPayment,
  listOpenInvoices,
  type LiveAllocation,
} from "#db/invoices.ts";
import { listCreditParts } from "#db/refund-grounds.ts";
import type { PaymentRecord } from "#db/payments.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { AllocationChoice } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { useTheseCredits } from "../invoices/use-credit.ts";
import { takeBackAllocation } from "../invoices/take-back-allocation.ts";
import { reverseEntry } from "../ledger/reverse-entry.ts";
import { audit, book } from "../record.ts";
import { requireStandingPayment } from "../refunds/payment-grounds.ts";
import { tryOut } from "../try-out.ts";
import { touchSettled } from "./take.ts";

export type SplitRow = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly dueOn: Day;
  /** What this payment pays of it now. */
  readonly paidByThisCents: Cents;
  /** What the invoice could take of this payment: its balance and what it has of it already. */
  readonly mostCents: Cents;
};

export type PaymentSplit = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  /** What of it can be put on invoices: all but what was refunded. */
  readonly amountCents: Cents;
  readonly unusedCents: Cents;
  readonly rows: SplitRow[];
};

/** How a payment stands on the household's invoices. Refuses `payment_not_found`, `payment_already_reversed`. */
export function viewSplit(cx: Cx, paymentId: PaymentId): PaymentSplit {
  return look<PaymentSplit>(cx, (db) => splitOf(db, requireStandingPayment(db, paymentId)));
}

export type MoveRequest = { readonly paymentId: PaymentId; readonly choices: readonly AllocationChoice[] };
export type Moved = {
  readonly paymentId: PaymentId;
  readonly rows: SplitRow[];
  readonly unusedCents: Cents;
  readonly balanceAfterCents: Cents;
};

/** The command. Refusals: see `moveWithin`. */
export function moveMoney(cx: Cx, request: MoveRequest): Moved {
  return act<Moved>(cx, (db) => moveWithin(cx, db, request));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewMove(cx: Cx, request: MoveRequest): Moved {
  return tryOut<Moved>(cx.db, (db) => moveWithin(cx, db, request));
}

/**
 * Refuses `payment_not_found`, `payment_already_reversed`, `payment_already_refunded`,
 * `payment_nothing_to_move`, `allocation_twice`, `invoice_not_found`, `invoice_of_other_household`,
 * `allocation_over_balance` and `payment_split_over`.
 */
export function moveWithin(cx: Work, db: WritableDb, { paymentId, choices }: MoveRequest): Moved {
  const payment = requireStandingPayment(db, paymentId);
  const { receiptNumber, householdId } = payment;
  // What went back was refunded where it stood; moving the rest would put it where nobody asked.
  if (payment.refundedCents > 0) refuse("payment_already_refunded", { receiptNumber });
  const before = splitOf(db, payment);
  if (before.amountCents === 0) refuse("payment_nothing_to_move", { receiptNumber });
  const wanted = wantedOf(db, payment, before, choices);
  const settled = standing(db, paymentId);
  const memo = `Receipt ${receiptNumber} put on other invoices`;
  for (const row of before.rows) {
    const off = toCents(row.paidByThisCents - (wanted.get(row.invoiceId) ?? 0));
    if (off > 0) takeOff(cx, db, payment, row.invoiceId, off, memo);
  }
  for (const [invoiceId, cents] of wanted) {
    const more = toCents(cents - (before.rows.find((row) => row.invoiceId === invoiceId)?.paidByThisCents ?? 0));
    const invoice = more > 0 ? findPayable(db, invoiceId) : undefined;
    if (invoice) useTheseCredits(cx, db, { ...invoice, balanceCents: more }, cx.today, creditsOf(db, paymentId));
  }
  const after = splitOf(db, payment);
  audit(cx, db, "payment.moved", `payment/${paymentId}`, {
    before: { split: wordsOf(before) },
    after: { split: wordsOf(after) },
  });
  touchSettled(db, householdId, [...settled, ...after.rows]);
  const balanceAfterCents =
    db.get<{ cents: Cents }>("select balance_cents as cents from household where id = ?", householdId)?.cents ?? zeroCents;
  return { paymentId, rows: after.rows, unusedCents: after.unusedCents, balanceAfterCents };
}

function wantedOf(
  db: ReadableDb,
  { householdId, receiptNumber }: PaymentRecord,
  before: PaymentSplit,
  choices: readonly AllocationChoice[],
): Map<InvoiceId, Cents> {
  const wanted = new Map<InvoiceId, Cents>();
  for (const { invoiceId, cents } of choices) {
    if (cents === 0) continue;
    const invoice = findPayable(db, invoiceId);
    if (!invoice) refuse("invoice_not_found", {});
    const { number } = invoice;
    if (wanted.has(invoiceId)) refuse("allocation_twice", { number });
    if (invoice.householdId !== householdId) refuse("invoice_of_other_household", { number });
    const most = before.rows.find((row) => row.invoiceId === invoiceId)?.mostCents ?? zeroCents;
    if (cents > most) refuse("allocation_over_balance", { number, balanceCents: most });
    wanted.set(invoiceId, cents);
  }
  const sum = addCents(zeroCents, ...wanted.values());
  if (sum > before.amountCents) refuse("payment_split_over", { receiptNumber, amountCents: before.amountCents });
  return wanted;
}

/** Takes an amount off an invoice: first what came as this payment's credit, then what it paid itself. */
function takeOff(cx: Work, db: WritableDb, payment: PaymentRecord, invoiceId: InvoiceId, cents: Cents, memo: string): void {
  const { paymentId, householdId } = payment;
  let left: Cents = cents;
  for (const allocation of standing(db, paymentId).filter((one) => one.invoiceId === invoiceId)) {
    if (left === 0) break;
    const part = toCents(Math.min(left, allocation.amountCents));
    const kept = addCents(allocation.amountCents, -part);
    left = addCents(left, -part);
    if (allocation.source === "credit") {
      const entryId = reverseEntry(cx, db, allocation.entryId, { kind: "payment_reversed", memo });
      takeBackAllocation(cx, db, allocation, entryId);
      const invoice = findPayable(db, invoiceId);
      if (kept > 0 && invoice) useTheseCredits(cx, db, { ...invoice, balanceCents: kept }, cx.today, creditsOf(db, paymentId));
      continue;
    }
    insertCredit(db, {
      householdId,
      origin: "overpayment",
      paymentId,
      amountCents: part,
      grantedOn: cx.today,
      memo,
      createdAt: cx.now,
    });
    const entryId = book(cx, db, {
      kind: "credit_granted",
      householdId,
      invoiceId,
      paymentId,
      memo,
      postings: [
        { account: "receivable", amountCents: part, householdId },
        { account: "household_credit", amountCents: toCents(-part), householdId },
      ],
    });
    takeBackAllocation(cx, db, allocation, entryId);
    if (kept > 0)
      insertAllocation(db, {
        invoiceId,
        source: "payment",
        paymentId,
        amountCents: kept,
        effectiveOn: cx.today,
        entryId,
        createdAt: cx.now,
      });
  }
}

function creditsOf(db: ReadableDb, paymentId: PaymentId) {
  return listCreditParts(db, paymentId).map((part) => ({
    ...part,
    grantedOn: db.get<{ on: Day }>('select granted_on as "on" from credit where id = ?', part.creditId)?.on ?? ("" as Day),
  }));
}

/** Every settlement that holds money of the payment: through its credit first, then its own. */
function standing(db: ReadableDb, paymentId: PaymentId): LiveAllocation[] {
  const credits = db.all<{ id: Parameters<typeof listAllocationsOfCredit>[1] }>("select id from credit where payment_id = ?", paymentId);
  return [...credits.flatMap(({ id }) => listAllocationsOfCredit(db, id)), ...listAllocationsOfPayment(db, paymentId)];
}

function splitOf(db: ReadableDb, payment: PaymentRecord): PaymentSplit {
  const { paymentId, receiptNumber, householdId } = payment;
  const paid = new Map<InvoiceId, Cents>();
  for (const { invoiceId, amountCents } of standing(db, paymentId))
    paid.set(invoiceId, addCents(paid.get(invoiceId) ?? 0, amountCents));
  const unusedCents = addCents(zeroCents, ...listCreditParts(db, paymentId).map((part) => part.leftCents));
  const open = listOpenInvoices(db, householdId);
  const onIt = [...paid.keys()].filter((id) => !open.some((one) => one.invoiceId === id)).flatMap((id) => findPayable(db, id) ?? []);
  const rows = [...onIt, ...open].map(({ invoiceId, number, dueOn, balanceCents }) => ({
    invoiceId,
    number,
    dueOn,
    paidByThisCents: paid.get(invoiceId) ?? zeroCents,
    mostCents: addCents(balanceCents, paid.get(invoiceId) ?? 0),
  }));
  return {
    paymentId,
    receiptNumber,
    amountCents: addCents(unusedCents, ...paid.values()),
    unusedCents,
    rows: rows.toSorted((a, b) => (a.dueOn === b.dueOn ? a.number - b.number : a.dueOn < b.dueOn ? -1 : 1)),
  };
}

function wordsOf({ rows, unusedCents }: PaymentSplit): string {
  const parts = rows.filter((row) => row.paidByThisCents > 0).map((row) => `invoice ${row.number}: ${row.paidByThisCents}`);
  return [...parts, ...(unusedCents > 0 ? [`credit: ${unusedCents}`] : [])].join(", ");
}
