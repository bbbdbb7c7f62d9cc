/** Refunds of payments (MEM-19, INV-9): one row each, beside its ledger entry, edited only for a check that is written and for what became of a card's. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { AttemptState } from "#domain/charging/attempt.ts";
import {
  asId,
  type CreditId,
  type EntryId,
  type HouseholdId,
  type InvoiceId,
  type MembershipId,
  type PaymentId,
  type RefundId,
  type StaffId,
} from "#domain/identity.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type RefundedBy = "tender" | "credit" | "check";

export type NewRefund = {
  /** Null for credit that no payment has brought. */
  readonly paymentId: PaymentId | null;
  /** The invoice that the money stood on, or the credit that it was. */
  readonly invoiceId: InvoiceId | null;
  readonly creditId?: CreditId | null;
  readonly householdId: HouseholdId;
  readonly membershipId: MembershipId | null;
  readonly amountCents: Cents;
  readonly paidBy: RefundedBy | "cash";
  readonly owedAgain: boolean;
  readonly refundedOn: Day;
  readonly reason: string;
  readonly entryId: EntryId;
  /** The request to the processor that carries it to a card. */
  readonly attemptKey?: string | null;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

/** Writes the refund and counts it on its payment, and on the invoice unless the part is owed again; a trigger takes it off its credit. */
export function insertRefund(db: WritableDb, refund: NewRefund): RefundId {
  const { id } = db.exec(
    `insert into refund (payment_id, invoice_id, credit_id, household_id, membership_id, amount_cents, paid_by, owed_again,
       refunded_on, reason, entry_id, attempt_id, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    refund.paymentId,
    refund.invoiceId,
    refund.creditId ?? null,
    refund.householdId,
    refund.membershipId,
    refund.amountCents,
    refund.paidBy,
    refund.owedAgain ? 1 : 0,
    refund.refundedOn,
    refund.reason,
    refund.entryId,
    refund.attemptKey ?? null,
    refund.createdBy,
    refund.createdAt,
  );
  if (refund.paymentId !== null)
    db.exec("update payment set refunded_cents = refunded_cents + ? where id = ?", refund.amountCents, refund.paymentId);
  if (refund.invoiceId !== null && !refund.owedAgain)
    db.exec("update invoice set refunded_cents = refunded_cents + ? where id = ?", refund.amountCents, refund.invoiceId);
  return asId<RefundId>(id);
}

export type PaidDues = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly receivedOn: Day;
  readonly tender: Tender;
  readonly reference: string;
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  /** Whose invoice it is: who has moved to an own account since left what was paid behind (PPL-3). */
  readonly householdId: HouseholdId;
  readonly invoicedOn: Day;
  /** What of the payment stands on the invoice. */
  readonly appliedCents: Cents;
  /** What of the payment was not refunded yet, and of its part on the invoice. */
  readonly paymentLeftCents: Cents;
  readonly partLeftCents: Cents;
  /** What was paid on the invoice and neither refunded nor given back as credit. */
  readonly invoiceLeftCents: Cents;
  /** The membership's dues on the invoice, with tax, less what of them was refunded. */
  readonly duesLeftCents: Cents;
  readonly duesNetCents: Cents;
  readonly duesTaxCents: Cents;
};

const paidDues = `select p.id as paymentId, p.receipt_number as receiptNumber, p.received_on as receivedOn, p.tender,
    p.reference, i.id as invoiceId, i.number as invoiceNumber,
    i.household_id as householdId, i.invoiced_on as invoicedOn,
    sum(a.amount_cents) as appliedCents, p.amount_cents - p.refunded_cents as paymentLeftCents,
    sum(a.amount_cents) - (select coalesce(sum(r.amount_cents), 0) from refund r
      where r.payment_id = p.id and r.invoice_id = i.id and r.owed_again = 0) as partLeftCents,
    i.paid_cents - i.refunded_cents - (select coalesce(sum(-g.amount_cents), 0) from posting g
        join entry e on e.id = g.entry_id
      where e.invoice_id = i.id and e.kind = 'credit_granted' and e.payment_id is null
        and g.account = 'household_credit' and e.reverses_id is null
        and not exists (select 1 from entry b where b.reverses_id = e.id)) as invoiceLeftCents,
    d.net as duesNetCents, d.tax as duesTaxCents,
    d.net + d.tax - (select coalesce(sum(r.amount_cents), 0) from refund r
      where r.invoice_id = i.id and r.membership_id = d.membership_id and r.owed_again = 0) as duesLeftCents
  from (select invoice_id, membership_id, sum(net_cents) as net, sum(tax_cents) as tax from invoice_line
      where membership_id = ? and kind in ('dues','stub','discount') group by invoice_id) d
    join invoice i on i.id = d.invoice_id and i.voided_on is null
    join allocation a on a.invoice_id = i.id and a.source = 'payment'
    join payment p on p.id = a.payment_id and p.reversed_on is null`;

/** Payments that stand on a membership's dues, the newest first. */
export function listPaidDues(db: ReadableDb, membershipId: MembershipId): PaidDues[] {
  return db.all<PaidDues>(
    `${paidDues} group by p.id, i.id having sum(a.amount_cents) > 0 order by i.invoiced_on desc, p.id desc limit 200`,
    membershipId,
  );
}

export type CheckToWrite = {
  readonly refundId: RefundId;
  readonly householdId: HouseholdId;
  readonly patientId: number | null;
  readonly payerName: string;
  readonly amountCents: Cents;
  readonly refundedOn: Day;
  readonly reason: string;
  /** Null where it gives credit back that no payment has brought. */
  readonly receiptNumber: number | null;
};

const toWrite = `select r.id as refundId, r.household_id as householdId, h.payer_patient_id as patientId,
    coalesce(nullif(trim(y.first_name || ' ' || y.last_name), ''), h.name) as payerName,
    r.amount_cents as amountCents, r.refunded_on as refundedOn, r.reason, p.receipt_number as receiptNumber
  from refund r join household h on h.id = r.household_id left join patient y on y.id = h.payer_patient_id
    left join payment p on p.id = r.payment_id
  where r.paid_by = 'check' and r.written_on is null`;

/** Refund checks that nobody has written yet, the oldest first. */
export function listChecksToWrite(db: ReadableDb, limit: number): CheckToWrite[] {
  return db.all<CheckToWrite>(`${toWrite} order by r.id limit ?`, limit);
}

export function findCheckToWrite(db: ReadableDb, refundId: RefundId): CheckToWrite | undefined {
  return db.get<CheckToWrite>(`${toWrite} and r.id = ?`, refundId);
}

export function markWritten(db: WritableDb, refundId: RefundId, on: Day, checkNumber: string): void {
  db.exec("update refund set written_on = ?, check_number = ? where id = ?", on, checkNumber, refundId);
}

/** Whether a cancellation's settlement has refunded anything: money that left the house does not come back by an undo. */
export function hasRefundedBetween(db: ReadableDb, entries: { readonly after: number; readonly through: number }): boolean {
  return db.get("select 1 from refund where entry_id > ? and entry_id <= ? limit 1", entries.after, entries.through) !== undefined;
}

export type RefundRow = {
  readonly refundedOn: Day;
  readonly amountCents: Cents;
  readonly paidBy: RefundedBy | "cash";
  readonly membershipId: MembershipId | null;
  readonly invoiceNumber: number | null;
  readonly reason: string;
  readonly checkNumber: string | null;
  /** Of a refund to a card: whether its processor has said yes. */
  readonly cardState: AttemptState | null;
};

/** What was refunded of a payment, the oldest first. */
export function listRefundsOf(db: ReadableDb, paymentId: PaymentId): RefundRow[] {
  return db.all<RefundRow>(
    `select r.refunded_on as refundedOn, r.amount_cents as amountCents, r.paid_by as paidBy, r.membership_id as membershipId,
       i.number as invoiceNumber, r.reason, r.check_number as checkNumber, t.state as cardState
     from refund r left join invoice i on i.id = r.invoice_id left join refund_attempt t on t.id = r.attempt_id where r.payment_id = ? order by r.id limit 500`,
    paymentId,
  );
}
