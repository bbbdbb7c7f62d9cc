/** Disputes of card payments (BIL-17): one row each, whatever the number of events about it. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type DisputeState = "opened" | "won" | "lost";

export type DisputeRow = {
  readonly id: number;
  readonly disputeId: string;
  readonly key: string | null;
  readonly householdId: HouseholdId | null;
  readonly invoiceId: InvoiceId | null;
  readonly amountCents: Cents;
  readonly reason: string;
  readonly state: DisputeState;
  readonly evidenceByOn: Day | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly returnedPaymentId: PaymentId | null;
  readonly releasedAt: Instant | null;
};

const columns = `id, dispute_id as disputeId, attempt_id as key, household_id as householdId, invoice_id as invoiceId,
  amount_cents as amountCents, reason, state, evidence_by_on as evidenceByOn, opened_at as openedAt,
  closed_at as closedAt, returned_payment_id as returnedPaymentId, released_at as releasedAt`;

export function findDispute(db: ReadableDb, disputeId: string): DisputeRow | undefined {
  return db.get<DisputeRow>(`select ${columns} from dispute where dispute_id = ?`, disputeId);
}

export function findDisputeById(db: ReadableDb, id: number): DisputeRow | undefined {
  return db.get<DisputeRow>(`select ${columns} from dispute where id = ?`, id);
}

/** The dispute of a charge that stands, for an outcome that comes after it. */
export function findDisputeOfCharge(db: ReadableDb, key: string): DisputeRow | undefined {
  return db.get<DisputeRow>(
    `select ${columns} from dispute where attempt_id = ? and state <> 'won' order by id limit 1`,
    key,
  );
}

/** What of a disputed payment is not disputed was booked again as this payment. */
export function noteKept(db: WritableDb, id: number, paymentId: PaymentId): void {
  db.exec("update dispute set kept_payment_id = ? where id = ?", paymentId, id);
}

export function insertDispute(
  db: WritableDb,
  row: Omit<DisputeRow, "id" | "closedAt" | "returnedPaymentId" | "releasedAt">,
): number {
  return db.exec(
    `insert into dispute (dispute_id, attempt_id, household_id, invoice_id, amount_cents, reason, state, evidence_by_on, opened_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.disputeId,
    row.key,
    row.householdId,
    row.invoiceId,
    row.amountCents,
    row.reason,
    row.state,
    row.evidenceByOn,
    row.openedAt,
  ).id;
}

export function closeDispute(
  db: WritableDb,
  id: number,
  how: { readonly state: "won" | "lost"; readonly at: Instant; readonly returnedPaymentId: PaymentId | null },
): void {
  db.exec(
    "update dispute set state = ?, closed_at = ?, returned_payment_id = ? where id = ?",
    how.state,
    how.at,
    how.returnedPaymentId,
    id,
  );
}

/** Charging of the household may go on (BIL-17). */
export function releaseDispute(db: WritableDb, id: number, by: StaffId | null, at: Instant): void {
  db.exec("update dispute set released_by = ?, released_at = ? where id = ? and released_at is null", by, at, id);
}

export type DisputeListRow = DisputeRow & {
  readonly payerName: string;
  readonly invoiceNumber: number | null;
  readonly receiptNumber: number | null;
  readonly last4: string | null;
};

const listed = `select d.id, d.dispute_id as disputeId, d.attempt_id as key, d.household_id as householdId, d.invoice_id as invoiceId,
    d.amount_cents as amountCents, d.reason, d.state, d.evidence_by_on as evidenceByOn, d.opened_at as openedAt,
    d.closed_at as closedAt, d.returned_payment_id as returnedPaymentId, d.released_at as releasedAt,
    coalesce((select trim(first_name || ' ' || last_name) from patient where id = h.payer_patient_id), h.name, '') as payerName,
    i.number as invoiceNumber, p.receipt_number as receiptNumber, k.last4 as last4
  from dispute d left join household h on h.id = d.household_id left join invoice i on i.id = d.invoice_id
    left join charge_attempt a on a.id = d.attempt_id left join payment p on p.id = a.payment_id
    left join card k on k.id = a.card_id`;

/** Unreleased ones first, then the newest. */
export function listDisputes(db: ReadableDb, limit: number): DisputeListRow[] {
  return db.all<DisputeListRow>(
    `${listed} order by d.released_at is not null, d.id desc limit ?`,
    limit,
  );
}

export function findListedDispute(db: ReadableDb, id: number): DisputeListRow | undefined {
  return db.get<DisputeListRow>(`${listed} where d.id = ?`, id);
}
