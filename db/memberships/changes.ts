/** Writes the records of a membership's changes: holds and cancellations (F-12). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { MembershipId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { Hold } from "#domain/memberships/draw-facts.ts";
import type { WritableDb } from "../database.ts";

type By = { readonly reason: string; readonly createdBy: StaffId | null; readonly createdAt: Instant };

export function insertHold(db: WritableDb, membershipId: MembershipId, hold: Hold, by: By): number {
  return db.exec(
    `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    membershipId,
    hold.kind,
    hold.from,
    hold.until,
    by.reason,
    by.createdBy,
    by.createdAt,
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

export function withdrawHold(db: WritableDb, holdId: number, at: Instant): void {
  db.exec("update membership_hold set withdrawn_at = ? where id = ?", at, holdId);
}

export function insertCancellation(
  db: WritableDb,
  membershipId: MembershipId,
  cancellation: { readonly effectiveOn: Day; readonly kind: "cancelled" | "expired" },
  by: By,
): void {
  db.exec(
    `insert into membership_cancellation (membership_id, effective_on, kind, reason, created_by, created_at)
     values (?, ?, ?, ?, ?, ?)`,
    membershipId,
    cancellation.effectiveOn,
    cancellation.kind,
    by.reason,
    by.createdBy,
    by.createdAt,
  );
}

export function withdrawCancellation(db: WritableDb, id: number, at: Instant): void {
  db.exec("update membership_cancellation set withdrawn_at = ? where id = ?", at, id);
}
