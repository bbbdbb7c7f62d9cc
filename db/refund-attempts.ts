/** Refunds to a card: one row a key, its parameters frozen before the network is used (BIL-8, INV-9). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { AttemptState } from "#domain/charging/attempt.ts";
import type { EntryId, HouseholdId, InvoiceId, MembershipId, PaymentId, RefundId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type RefundOrigin = "desk" | "settlement" | "found";

/**
 * How the books took its end: money gone from card clearing, nothing of it stays, a check instead,
 * contained in what was booked of a found charge, gone without anything to stand on, or that cleared up.
 */
export type RefundBookedAs = "sent" | "taken_back" | "check" | "netted" | "unplaced" | "cleared";

export type RefundAttemptRow = {
  /** The key under which the processor knows the refund. */
  readonly key: string;
  /** The charge that is paid back. */
  readonly chargeKey: string | null;
  readonly paymentId: PaymentId | null;
  readonly householdId: HouseholdId | null;
  readonly amountCents: Cents;
  readonly epoch: number;
  readonly origin: RefundOrigin;
  readonly claimedBy: string;
  readonly attemptOn: Day;
  readonly staffId: StaffId | null;
  readonly reason: string;
  readonly state: AttemptState;
  readonly processorId: string | null;
  readonly declineCode: string | null;
  readonly failure: string | null;
  readonly doubt: string | null;
  readonly sentAt: Instant;
  readonly probeAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly settledOn: Day | null;
  readonly bookedAs: RefundBookedAs | null;
  readonly entryId: EntryId | null;
  readonly resolution: "refunded" | "not_refunded" | null;
  readonly reference: string | null;
};

const columns = `id as key, charge_id as chargeKey, payment_id as paymentId, household_id as householdId,
  amount_cents as amountCents, epoch, origin, claimed_by as claimedBy, attempt_on as attemptOn, staff_id as staffId, reason,
  state, processor_id as processorId, decline_code as declineCode, failure, doubt, sent_at as sentAt, probe_at as probeAt,
  settled_at as settledAt, settled_on as settledOn, booked_as as bookedAs, entry_id as entryId, resolution, reference`;

const live = "state in ('sent','pending','unknown')";

export function findRefundAttempt(db: ReadableDb, key: string): RefundAttemptRow | undefined {
  return db.get<RefundAttemptRow>(`select ${columns} from refund_attempt where id = ?`, key);
}

/** Of one payment, in their order. */
export function listRefundAttemptsOf(db: ReadableDb, paymentId: PaymentId): RefundAttemptRow[] {
  return db.all<RefundAttemptRow>(`select ${columns} from refund_attempt where payment_id = ? order by rowid limit 500`, paymentId);
}

/** Without an outcome, whose time to be asked about has come; oldest first. */
export function listRefundsToAsk(db: ReadableDb, now: Instant, limit: number): RefundAttemptRow[] {
  return db.all<RefundAttemptRow>(
    `select ${columns} from refund_attempt where ${live} and coalesce(probe_at, '') <= ? order by rowid limit ?`,
    now,
    limit,
  );
}

/** Written by this start of the program and, so far as the row says, not answered yet. */
export function listClaimedBy(db: ReadableDb, claimedBy: string): string[] {
  return db
    .all<{ key: string }>("select id as key from refund_attempt where state = 'sent' and claimed_by = ? order by rowid", claimedBy)
    .map(({ key }) => key);
}

/** What a person has to know of: on their way, refused lately, or gone without anything to stand on. Oldest first. */
export function listOpenRefunds(db: ReadableDb, refusedFrom: Day, limit: number): RefundAttemptRow[] {
  return db.all<RefundAttemptRow>(
    `select ${columns} from refund_attempt
     where ${live} or booked_as = 'unplaced' or (state in ('declined','failed') and settled_on >= ?)
     order by ${live} desc, rowid limit ?`,
    refusedFrom,
    limit,
  );
}

export type NewRefundAttempt = Pick<
  RefundAttemptRow,
  "key" | "chargeKey" | "paymentId" | "householdId" | "amountCents" | "epoch" | "origin" | "claimedBy" | "attemptOn" | "staffId" | "reason" | "sentAt"
>;

/** Commits the parameters of a refund under a new key; from here on they never change. */
export function insertRefundAttempt(db: WritableDb, attempt: NewRefundAttempt): void {
  db.exec(
    `insert into refund_attempt (id, charge_id, payment_id, household_id, amount_cents, epoch, origin, claimed_by, attempt_on,
       staff_id, reason, state, sent_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'sent', ?)`,
    attempt.key,
    attempt.chargeKey,
    attempt.paymentId,
    attempt.householdId,
    attempt.amountCents,
    attempt.epoch,
    attempt.origin,
    attempt.claimedBy,
    attempt.attemptOn,
    attempt.staffId,
    attempt.reason,
    attempt.sentAt,
  );
}

/** No outcome yet; it is asked about again at `probeAt`. */
export function markRefundWaiting(
  db: WritableDb,
  key: string,
  how: { readonly state: "pending" | "unknown"; readonly processorId: string | null; readonly doubt: string | null; readonly probeAt: Instant },
): void {
  db.exec(
    `update refund_attempt set state = ?, processor_id = coalesce(?, processor_id), doubt = ?, probe_at = ?, probes = probes + 1 where id = ?`,
    how.state,
    how.processorId,
    how.doubt,
    how.probeAt,
    key,
  );
}

/** The end of it, and how the books took that; an end may be corrected by what the processor says later. */
export function markRefundEnded(
  db: WritableDb,
  key: string,
  how: {
    readonly state: "succeeded" | "declined" | "failed";
    readonly bookedAs: RefundBookedAs;
    readonly entryId: EntryId | null;
    readonly processorId: string | null;
    readonly declineCode: string | null;
    readonly failure: string | null;
    readonly at: Instant;
    readonly on: Day;
  },
): void {
  db.exec(
    `update refund_attempt set state = ?, booked_as = ?, entry_id = coalesce(?, entry_id), processor_id = coalesce(?, processor_id),
       decline_code = ?, failure = ?, settled_at = ?, settled_on = ?, probe_at = null, doubt = null where id = ?`,
    how.state,
    how.bookedAs,
    how.entryId,
    how.processorId,
    how.declineCode,
    how.failure,
    how.at,
    how.on,
    key,
  );
}

/** A person entered what the processor's dashboard shows (BIL-8). */
export function noteRefundResolution(
  db: WritableDb,
  key: string,
  how: { readonly resolution: "refunded" | "not_refunded"; readonly reference: string; readonly by: StaffId | null; readonly at: Instant },
): void {
  db.exec(
    "update refund_attempt set resolution = ?, reference = ?, resolved_by = ?, resolved_at = ? where id = ?",
    how.resolution,
    how.reference,
    how.by,
    how.at,
    key,
  );
}

/** What of a found charge was refunded before it was booked, and so is not in its payment. */
export function nettedOf(db: ReadableDb, chargeKey: string): Cents {
  return (
    db.get<{ cents: Cents }>(
      "select coalesce(sum(amount_cents), 0) as cents from refund_attempt where charge_id = ? and booked_as = 'netted'",
      chargeKey,
    )?.cents ?? (0 as Cents)
  );
}

/** Whether money of one of these invoices is on its way back to a card, and is owed again. */
export function isOwedAgainOnTheWay(db: ReadableDb, invoiceIds: readonly InvoiceId[]): boolean {
  return (
    db.get(
      `select 1 from refund r join refund_attempt t on t.id = r.attempt_id
       where r.invoice_id in (select value from json_each(?)) and r.owed_again = 1 and t.state in ('sent', 'pending', 'unknown') limit 1`,
      JSON.stringify(invoiceIds),
    ) !== undefined
  );
}

export type CarriedRefund = {
  readonly refundId: RefundId;
  readonly paymentId: PaymentId;
  readonly invoiceId: InvoiceId | null;
  readonly householdId: HouseholdId;
  readonly membershipId: MembershipId | null;
  readonly amountCents: Cents;
  readonly paidBy: "tender" | "check";
  readonly owedAgain: 0 | 1;
  readonly entryId: EntryId;
  readonly writtenOn: Day | null;
  /** `[[period id, cents], …]` of rows that it made cheaper. */
  readonly reduced: string;
};

/** The refunds that one request carries. */
export function listCarried(db: ReadableDb, key: string): CarriedRefund[] {
  return db.all<CarriedRefund>(
    `select id as refundId, payment_id as paymentId, invoice_id as invoiceId, household_id as householdId, membership_id as membershipId,
       amount_cents as amountCents, paid_by as paidBy, owed_again as owedAgain, entry_id as entryId, written_on as writtenOn, reduced
     from refund where attempt_id = ? order by id`,
    key,
  );
}

export function noteReduced(db: WritableDb, refundId: RefundId, reduced: readonly (readonly [periodId: number, cents: Cents])[]): void {
  db.exec("update refund set reduced = ? where id = ?", JSON.stringify(reduced), refundId);
}

/** What no card takes waits as a check, and a check that nobody wrote goes to the card after all. */
export function setPaidBy(db: WritableDb, key: string, paidBy: "tender" | "check"): void {
  db.exec("update refund set paid_by = ? where attempt_id = ?", paidBy, key);
}

/** A refund that never happened goes: its payment and its invoice count it no more, a trigger gives it back to its credit. */
export function deleteRefund(db: WritableDb, refund: Pick<CarriedRefund, "refundId" | "paymentId" | "invoiceId" | "amountCents" | "owedAgain">): void {
  db.exec("delete from refund where id = ?", refund.refundId);
  db.exec("update payment set refunded_cents = refunded_cents - ? where id = ?", refund.amountCents, refund.paymentId);
  if (refund.invoiceId !== null && refund.owedAgain === 0)
    db.exec("update invoice set refunded_cents = refunded_cents - ? where id = ?", refund.amountCents, refund.invoiceId);
}

export type CardBehind = {
  readonly chargeKey: string;
  readonly last4: string;
  readonly brand: string;
  readonly isDisputed: 0 | 1;
};

/** The charge that a card payment stands for; nothing for one without, such as what a won dispute gave back. */
export function findChargeBehind(db: ReadableDb, paymentId: PaymentId): CardBehind | undefined {
  return db.get<CardBehind>(
    `select a.id as chargeKey, coalesce(k.last4, '') as last4, coalesce(k.brand, '') as brand,
       exists (select 1 from dispute d where d.attempt_id = a.id and d.state <> 'won') as isDisputed
     from charge_attempt a left join card k on k.id = a.card_id where a.payment_id = ? and a.state = 'succeeded'`,
    paymentId,
  );
}

/** On its way back to the card: reserved, not gone yet. */
export function onTheWayOf(db: ReadableDb, paymentId: PaymentId): Cents {
  return (
    db.get<{ cents: Cents }>(`select coalesce(sum(amount_cents), 0) as cents from refund_attempt where payment_id = ? and ${live}`, paymentId)
      ?.cents ?? (0 as Cents)
  );
}
