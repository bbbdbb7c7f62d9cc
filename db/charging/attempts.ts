/** Charge attempts: one row a key, its parameters frozen before the network is used (BIL-8, control 46). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { AttemptOrigin, AttemptState, DeclineKind } from "#domain/charging/attempt.ts";
import type { HouseholdId, InvoiceId, PaymentId, PlanPartId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type AttemptRow = {
  /** The key under which the processor knows the charge. */
  readonly key: string;
  /** Null only for a charge that was found at the processor (BIL-20). */
  readonly invoiceId: InvoiceId | null;
  /** The part of a payment plan that is drawn; null for an invoice (INV-6). */
  readonly planPartId: PlanPartId | null;
  readonly householdId: HouseholdId | null;
  readonly cardId: number | null;
  readonly cardToken: string;
  readonly amountCents: Cents;
  readonly ordinal: number;
  readonly drawOn: Day | null;
  readonly epoch: number;
  readonly origin: AttemptOrigin;
  readonly attemptOn: Day;
  readonly staffId: StaffId | null;
  readonly state: AttemptState;
  readonly processorId: string | null;
  readonly declineKind: DeclineKind | null;
  readonly declineCode: string | null;
  readonly failure: string | null;
  readonly doubt: string | null;
  readonly sentAt: Instant;
  readonly probeAt: Instant | null;
  readonly probes: number;
  readonly settledAt: Instant | null;
  readonly paymentId: PaymentId | null;
  readonly resolution: "charged" | "not_charged" | null;
  readonly reference: string | null;
};

const columns = `id as key, invoice_id as invoiceId, plan_part_id as planPartId, household_id as householdId, card_id as cardId,
  card_token as cardToken, amount_cents as amountCents, ordinal, draw_on as drawOn, epoch, origin,
  attempt_on as attemptOn, staff_id as staffId, state, processor_id as processorId, decline_kind as declineKind,
  decline_code as declineCode, failure, doubt, sent_at as sentAt, probe_at as probeAt, probes,
  settled_at as settledAt, payment_id as paymentId, resolution, reference`;

const live = "state in ('sent','pending','unknown')";

export function findAttempt(db: ReadableDb, key: string): AttemptRow | undefined {
  return db.get<AttemptRow>(`select ${columns} from charge_attempt where id = ?`, key);
}

export function findAttemptOfPayment(db: ReadableDb, paymentId: PaymentId): AttemptRow | undefined {
  return db.get<AttemptRow>(`select ${columns} from charge_attempt where payment_id = ?`, paymentId);
}

export function findLiveAttempt(db: ReadableDb, invoiceId: InvoiceId): AttemptRow | undefined {
  return db.get<AttemptRow>(`select ${columns} from charge_attempt where invoice_id = ? and ${live}`, invoiceId);
}

/** Attempts without an outcome, whose time to be asked about has come; oldest first. */
export function listUnfinishedDue(db: ReadableDb, now: Instant, limit: number): AttemptRow[] {
  return db.all<AttemptRow>(
    `select ${columns} from charge_attempt where ${live} and coalesce(probe_at, '') <= ? order by rowid limit ?`,
    now,
    limit,
  );
}

export function listUnfinished(db: ReadableDb, limit: number): AttemptRow[] {
  return db.all<AttemptRow>(`select ${columns} from charge_attempt where ${live} order by rowid limit ?`, limit);
}

export function listAttemptsOfInvoice(db: ReadableDb, invoiceId: InvoiceId): AttemptRow[] {
  return db.all<AttemptRow>(`select ${columns} from charge_attempt where invoice_id = ? order by ordinal`, invoiceId);
}

/** Newest first. */
export function listAttemptsOfHousehold(db: ReadableDb, householdId: HouseholdId, limit: number): AttemptRow[] {
  return db.all<AttemptRow>(
    `select ${columns} from charge_attempt where household_id = ? order by sent_at desc, ordinal desc limit ?`,
    householdId,
    limit,
  );
}

export function nextOrdinal(db: ReadableDb, invoiceId: InvoiceId): number {
  return (
    db.get<{ next: number }>(
      "select coalesce(max(ordinal), 0) + 1 as next from charge_attempt where invoice_id = ?",
      invoiceId,
    )?.next ?? 1
  );
}

export type NewAttempt = Pick<
  AttemptRow,
  | "key"
  | "invoiceId"
  | "householdId"
  | "cardId"
  | "cardToken"
  | "amountCents"
  | "ordinal"
  | "drawOn"
  | "epoch"
  | "origin"
  | "attemptOn"
  | "staffId"
  | "sentAt"
  | "probeAt"
> & { readonly state: "sent" | "pending" | "succeeded" | "declined"; readonly processorId?: string | null };

/** A new key; a second live one for the same invoice is refused by the database itself (F-13). */
export function insertAttempt(db: WritableDb, attempt: NewAttempt & Partial<Pick<AttemptRow, "planPartId" | "declineKind" | "declineCode" | "settledAt" | "paymentId">>): void {
  db.exec(
    `insert into charge_attempt (id, invoice_id, household_id, card_id, card_token, amount_cents, ordinal, draw_on, epoch,
       origin, attempt_on, staff_id, state, processor_id, decline_kind, decline_code, sent_at, probe_at, settled_at, payment_id, plan_part_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    attempt.key,
    attempt.invoiceId,
    attempt.householdId,
    attempt.cardId,
    attempt.cardToken,
    attempt.amountCents,
    attempt.ordinal,
    attempt.drawOn,
    attempt.epoch,
    attempt.origin,
    attempt.attemptOn,
    attempt.staffId,
    attempt.state,
    attempt.processorId ?? null,
    attempt.declineKind ?? null,
    attempt.declineCode ?? null,
    attempt.sentAt,
    attempt.probeAt,
    attempt.settledAt ?? null,
    attempt.paymentId ?? null,
    attempt.planPartId ?? null,
  );
}

export function markSucceeded(
  db: WritableDb,
  key: string,
  how: {
    readonly processorId: string | null;
    readonly paymentId: PaymentId;
    readonly at: Instant;
    /** After the attempt had ended otherwise: the invoice may have been settled by another one meanwhile. */
    readonly isLate: boolean;
  },
): void {
  db.exec(
    `update charge_attempt set state = 'succeeded', processor_id = coalesce(?, processor_id), payment_id = ?,
       settled_at = ?, probe_at = null, decline_kind = null, decline_code = null, doubt = null,
       failure = iif(?, coalesce(failure, 'late'), failure)
     where id = ? and payment_id is null`,
    how.processorId,
    how.paymentId,
    how.at,
    how.isLate ? 1 : 0,
    key,
  );
}

/** It succeeded, but this file does not know the household whose money it is (BIL-20). */
export function markSucceededUnbooked(
  db: WritableDb,
  key: string,
  how: { readonly processorId: string; readonly at: Instant },
): void {
  db.exec(
    "update charge_attempt set state = 'succeeded', processor_id = ?, settled_at = ?, probe_at = null, doubt = null where id = ?",
    how.processorId,
    how.at,
    key,
  );
}

export function markDeclined(
  db: WritableDb,
  key: string,
  how: { readonly kind: DeclineKind; readonly code: string; readonly processorId: string | null; readonly at: Instant },
): void {
  db.exec(
    `update charge_attempt set state = 'declined', decline_kind = ?, decline_code = ?,
       processor_id = coalesce(?, processor_id), settled_at = ?, probe_at = null, doubt = null, failure = null
     where id = ?`,
    how.kind,
    how.code,
    how.processorId,
    how.at,
    key,
  );
}

/** Nothing was executed, and nothing will be. */
export function markFailed(db: WritableDb, key: string, failure: string, at: Instant): void {
  db.exec(
    "update charge_attempt set state = 'failed', failure = ?, settled_at = ?, probe_at = null, doubt = null where id = ?",
    failure,
    at,
    key,
  );
}

/** No outcome yet; it is asked about again at `probeAt`. */
export function markWaiting(
  db: WritableDb,
  key: string,
  how: {
    readonly state: "pending" | "unknown";
    readonly processorId: string | null;
    readonly doubt: string | null;
    readonly probeAt: Instant;
  },
): void {
  db.exec(
    `update charge_attempt set state = ?, processor_id = coalesce(?, processor_id), doubt = ?, probe_at = ?,
       probes = probes + 1, settled_at = null, failure = null where id = ?`,
    how.state,
    how.processorId,
    how.doubt,
    how.probeAt,
    key,
  );
}

/** A person entered what the processor's dashboard shows (BIL-8). */
export function noteResolution(
  db: WritableDb,
  key: string,
  how: {
    readonly resolution: "charged" | "not_charged";
    readonly reference: string;
    readonly by: StaffId | null;
    readonly at: Instant;
  },
): void {
  db.exec(
    "update charge_attempt set resolution = ?, reference = ?, resolved_by = ?, resolved_at = ? where id = ?",
    how.resolution,
    how.reference,
    how.by,
    how.at,
    key,
  );
}

export function noteProcessorId(db: WritableDb, key: string, processorId: string): void {
  db.exec("update charge_attempt set processor_id = ? where id = ? and processor_id is null", processorId, key);
}

/** What the machine charged on each day since one, for the ceiling (control 49). */
export function listChargingDays(db: ReadableDb, from: Day, before: Day): { on: Day; count: number; cents: number }[] {
  return db.all(
    `select attempt_on as "on", count(*) as count, sum(amount_cents) as cents from charge_attempt
     where attempt_on >= ? and attempt_on < ? and origin in ('automatic','catch_up','new_card') and state <> 'failed'
     group by attempt_on`,
    from,
    before,
  );
}
