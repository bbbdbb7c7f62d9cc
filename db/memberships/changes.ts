/** Writes the records of a membership's changes: holds and cancellations (F-12). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId, StaffId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { CollectionShift, Hold } from "#domain/memberships/draw-facts.ts";
import type { WritableDb } from "../database.ts";

type By = { readonly reason: string; readonly createdBy: StaffId | null; readonly createdAt: Instant };

/** What a hold is beyond its days. */
export type HoldTerms = {
  readonly openEnded: boolean;
  readonly fee: "none" | "once" | "each";
  readonly feeCents: Cents;
  /** Why somebody past due was put on hold all the same. */
  readonly exception: string;
};

export const plainHold: HoldTerms = { openEnded: false, fee: "none", feeCents: zeroCents, exception: "" };

export function insertHold(
  db: WritableDb,
  membershipId: MembershipId,
  hold: Hold,
  by: By,
  terms: HoldTerms = plainHold,
): number {
  return db.exec(
    `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_by, created_at, open_ended,
       fee, fee_cents, exception, after_period_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(id), 0) from period))`,
    membershipId,
    hold.kind,
    hold.from,
    hold.until,
    by.reason,
    by.createdBy,
    by.createdAt,
    terms.openEnded ? 1 : 0,
    terms.fee,
    terms.feeCents,
    terms.exception,
  ).id;
}

/** Ends a hold earlier; a hold that has not begun is withdrawn instead. */
export function endHold(db: WritableDb, holdId: number, until: Day): void {
  db.exec("update membership_hold set until_on = ? where id = ?", until, holdId);
}

/** Keeps what a hold found billed when it began (MEM-12): through when, and what those days are worth. */
export function setHoldBegun(
  db: WritableDb,
  membershipId: MembershipId,
  from: Day,
  paidThrough: Day,
  movedCents: Cents,
): void {
  db.exec(
    `update membership_hold set paid_through_on = ?, moved_cents = ?
     where membership_id = ? and from_on = ? and paid_through_on is null and withdrawn_at is null
       and kind in ('extend','billing_only')`,
    paidThrough,
    movedCents,
    membershipId,
    from,
  );
}

/** The days that an `extend` has put aside are given back by a change on the very day they would begin. */
export function setMovedGivenBack(db: WritableDb, membershipId: MembershipId, on: Day): void {
  db.exec(
    `update membership_hold set paid_through_on = from_on, moved_cents = 0
     where membership_id = ? and kind = 'extend' and until_on = ? and paid_through_on is not null and withdrawn_at is null`,
    membershipId,
    on,
  );
}

export function withdrawHold(db: WritableDb, holdId: number, at: Instant): void {
  db.exec("update membership_hold set withdrawn_at = ? where id = ?", at, holdId);
}

export type NewCancellation = {
  readonly effectiveOn: Day;
  readonly kind: "cancelled" | "expired";
  readonly reasonCode?: string;
  readonly settlement?: "none" | "credit" | "refund";
  readonly refundBy?: "tender" | "check" | null;
};

export function insertCancellation(
  db: WritableDb,
  membershipId: MembershipId,
  cancellation: NewCancellation,
  by: By,
): number {
  return db.exec(
    `insert into membership_cancellation (membership_id, effective_on, kind, reason, reason_code, settlement, refund_by,
       created_by, created_at, after_period_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(id), 0) from period))`,
    membershipId,
    cancellation.effectiveOn,
    cancellation.kind,
    by.reason,
    cancellation.reasonCode ?? "other",
    cancellation.settlement ?? "none",
    cancellation.refundBy ?? null,
    by.createdBy,
    by.createdAt,
  ).id;
}

/** Keeps which invoice asks for leaving early (MEM-13). */
export function setExitInvoice(db: WritableDb, cancellationId: number, invoiceId: InvoiceId): void {
  db.exec("update membership_cancellation set fee_invoice_id = ? where id = ?", invoiceId, cancellationId);
}

export function withdrawCancellation(db: WritableDb, id: number, at: Instant): void {
  db.exec("update membership_cancellation set withdrawn_at = ? where id = ?", at, id);
}

/** A record of the schedule that has not begun goes out of force; its row stays (F-12). */
export function withdrawScheduleRecord(db: WritableDb, membershipId: MembershipId, seq: number, at: Instant): void {
  db.exec(
    "update membership_schedule set withdrawn_at = ? where membership_id = ? and seq = ? and withdrawn_at is null",
    at,
    membershipId,
    seq,
  );
}

/** Collects one draw on another day (MEM-11). An earlier shift of the same draw gives way. */
export function insertDrawShift(
  db: WritableDb,
  membershipId: MembershipId,
  shift: CollectionShift,
  by: By,
): void {
  db.exec(
    "update membership_draw_shift set withdrawn_at = ? where membership_id = ? and draw_on = ? and withdrawn_at is null",
    by.createdAt,
    membershipId,
    shift.drawOn,
  );
  if (shift.collectOn === shift.drawOn) return;
  db.exec(
    `insert into membership_draw_shift (membership_id, draw_on, collect_on, reason, created_by, created_at)
     values (?, ?, ?, ?, ?, ?)`,
    membershipId,
    shift.drawOn,
    shift.collectOn,
    by.reason,
    by.createdBy,
    by.createdAt,
  );
}

/** The end of a membership is over on the day it is joined again (MEM-14); the row tells the days between. */
export function endAbsence(db: WritableDb, membershipId: MembershipId, rejoinedOn: Day, at: Instant): void {
  db.exec(
    `update membership_cancellation set withdrawn_at = ?, rejoined_on = ?
     where membership_id = ? and withdrawn_at is null`,
    at,
    rejoinedOn,
    membershipId,
  );
  db.exec(
    "update membership_lapse set ended_at = ?, rejoined_on = ? where membership_id = ? and ended_at is null",
    at,
    rejoinedOn,
    membershipId,
  );
}
