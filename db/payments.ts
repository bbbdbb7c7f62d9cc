/** Payments taken at the desk: one row each, marked when taken back, never edited (INV-7, INV-9). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type EntryId, type HouseholdId, type InvoiceId, type PaymentId, type StaffId } from "#domain/identity.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type NewPayment = {
  readonly receiptNumber: number;
  readonly householdId: HouseholdId;
  readonly tender: Tender;
  readonly reference: string;
  readonly amountCents: Cents;
  readonly tenderedCents: Cents | null;
  readonly changeCents: Cents;
  readonly receivedOn: Day;
  readonly note: string;
  readonly staffId: StaffId | null;
  readonly workstation: string;
  readonly createdAt: Instant;
};

export function insertPayment(db: WritableDb, payment: NewPayment): PaymentId {
  const { id } = db.exec(
    `insert into payment (receipt_number, household_id, tender, reference, amount_cents, tendered_cents, change_cents,
       received_on, note, staff_id, workstation, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    payment.receiptNumber,
    payment.householdId,
    payment.tender,
    payment.reference,
    payment.amountCents,
    payment.tenderedCents,
    payment.changeCents,
    payment.receivedOn,
    payment.note,
    payment.staffId,
    payment.workstation,
    payment.createdAt,
  );
  return asId<PaymentId>(id);
}

export type PaymentRecord = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly householdId: HouseholdId;
  readonly tender: Tender;
  readonly reference: string;
  readonly amountCents: Cents;
  readonly tenderedCents: Cents | null;
  readonly changeCents: Cents;
  readonly receivedOn: Day;
  readonly note: string;
  readonly refundedCents: Cents;
  readonly reversedOn: Day | null;
};

export function findPayment(db: ReadableDb, paymentId: PaymentId): PaymentRecord | undefined {
  return db.get<PaymentRecord>(
    `select id as paymentId, receipt_number as receiptNumber, household_id as householdId, tender, reference,
       amount_cents as amountCents, tendered_cents as tenderedCents, change_cents as changeCents,
       received_on as receivedOn, note, refunded_cents as refundedCents, reversed_on as reversedOn
     from payment where id = ?`,
    paymentId,
  );
}

/** Why a payment does not stand any more (INV-9, BIL-17). */
export type ReversedAs = "mistake" | "returned_check" | "dispute";

/** Marks a payment as taken back; its receipt number stays (F-14). */
export function markReversed(
  db: WritableDb,
  paymentId: PaymentId,
  { on, reason, as }: { readonly on: Day; readonly reason: string; readonly as: ReversedAs },
): void {
  db.exec(
    "update payment set reversed_on = ?, reverse_reason = ?, reversed_as = ? where id = ?",
    on,
    reason,
    as,
    paymentId,
  );
}

export type StandingEntry = {
  readonly entryId: EntryId;
  readonly kind: string;
  readonly invoiceId: InvoiceId | null;
  /** What it booked to the household's account; a payment's own entry is negative. */
  readonly receivableCents: number;
};

/** Journal entries of a payment that were not reversed, newest first. */
export function listStandingEntries(db: ReadableDb, paymentId: PaymentId): StandingEntry[] {
  return db.all<StandingEntry>(
    `select id as entryId, kind, invoice_id as invoiceId,
       (select coalesce(sum(amount_cents), 0) from posting where entry_id = a.id and account = 'receivable')
         as receivableCents
     from entry a
     where a.payment_id = ? and a.reverses_id is null
       and not exists (select 1 from entry b where b.reverses_id = a.id)
     order by a.id desc`,
    paymentId,
  );
}

export type HouseholdMoney = { readonly balanceCents: Cents; readonly creditCents: Cents };

/** The kept balances of a household, or nothing for one that is not there or only staged. */
export function findHouseholdMoney(db: ReadableDb, householdId: HouseholdId): HouseholdMoney | undefined {
  return db.get<HouseholdMoney>(
    `select balance_cents as balanceCents, credit_cents as creditCents
     from household where id = ? and staged_batch_id is null`,
    householdId,
  );
}
