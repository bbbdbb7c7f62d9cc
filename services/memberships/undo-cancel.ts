/**
 * Takes a cancellation back (MEM-13): until its day, and for 24 hours afterwards where no money moved.
 * The days whose lines came off are billed again by the run's own code.
 */
import { findChange, listStandingChanges, markUndone } from "#db/memberships/change-log.ts";
import { withdrawCancellation } from "#db/memberships/changes.ts";
import { findCancellation, findExitInvoice, type CancellationRow, type MembershipRow } from "#db/memberships/records.ts";
import { findInvoice } from "#db/invoices.ts";
import { hasRefundedBetween } from "#db/refunds.ts";
import type { WritableDb } from "#db/database.ts";
import type { MembershipId } from "#domain/identity.ts";
import { millisecondsBetween } from "#domain/instant.ts";
import { refuse } from "#domain/refusal.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { act, type Cx, type Work } from "../context.ts";
import { voidInvoice } from "../invoices/void.ts";
import { dropUntold } from "../messages/drop-untold.ts";
import { audit } from "../record.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireMembership } from "./require.ts";
import { undoChangeWithin } from "./undo/undo-change.ts";

const undoMilliseconds = 24 * 3_600_000;

/**
 * Refuses `not_cancelled`, `cancellation_took_effect` after its day and 24 hours, `undo_money_moved`, and
 * what voiding the early-exit invoice refuses.
 */
export function undoCancel(cx: Cx, membershipId: MembershipId): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => undoCancelWithin(cx, db, membershipId));
}

/** The same inside the caller's transaction. */
export function undoCancelWithin(cx: Work, db: WritableDb, membershipId: MembershipId): { membershipId: MembershipId } {
  const membership = requireMembership(db, membershipId);
  const cancellation = findCancellation(db, membershipId);
  if (!cancellation || cancellation.kind !== "cancelled") refuse("not_cancelled", {});
  const { effectiveOn, createdAt } = cancellation;
  if (effectiveOn > cx.today) takeBackAhead(cx, db, membership, cancellation);
  else {
    if (millisecondsBetween(createdAt, cx.now) > undoMilliseconds) refuse("cancellation_took_effect", { effectiveOn });
    takeBackAtOnce(cx, db, membership, cancellation);
  }
  refreshDrawCursor(db, membershipId, membership.start_on);
  // Days whose lines came off are billed again, as the run would.
  makeHouseholdPeriods(cx, db, membership.household_id);
  dropUntold(cx, db, membership.household_id);
  audit(cx, db, "membership.cancellation_withdrawn", `membership/${membershipId}`, { before: { effectiveOn } });
  db.touch(`membership/${membershipId}`, "memberships", `household/${membership.household_id}`, "billing");
  return { membershipId };
}

/** Nothing has happened yet but lines that came off, and perhaps an invoice for leaving early. */
function takeBackAhead(cx: Work, db: WritableDb, membership: MembershipRow, { id, effectiveOn }: CancellationRow): void {
  voidExit(cx, db, id);
  withdrawCancellation(db, id, cx.now);
  const change = listStandingChanges(db, membership.id).find((one) => one.kind === "cancel" && one.effectiveOn === effectiveOn);
  if (change) markUndone(db, change.changeId, cx.actor.staffId, cx.now);
}

/** It has taken effect: exactly what it booked is reversed, as long as nothing came after it. */
function takeBackAtOnce(cx: Work, db: WritableDb, membership: MembershipRow, cancellation: CancellationRow): void {
  const [change] = listStandingChanges(db, membership.id);
  const stored = change && findChange(db, change.changeId);
  if (!stored || stored.kind !== "cancel") refuse("undo_money_moved", {});
  const { from, to } = stored.trace;
  if (hasRefundedBetween(db, { after: from.entry, through: to.entry })) refuse("undo_money_moved", {});
  undoChangeWithin(cx, db, stored.changeId);
  // An invoice that was voided stays void: its days are not billed any more, so that they are billed anew.
  db.exec(
    `update period set in_force = 0, ended_at = ? where membership_id = ? and in_force = 1 and id > ?
       and invoice_id in (select id from invoice where voided_on is not null)`,
    cx.now,
    membership.id,
    to.period,
  );
  withdrawCancellation(db, cancellation.id, cx.now);
}

function voidExit(cx: Work, db: WritableDb, cancellationId: number): void {
  const invoiceId = findExitInvoice(db, cancellationId);
  if (invoiceId === null || findInvoice(db, invoiceId)?.voidedOn !== null) return;
  voidInvoice(cx, db, { invoiceId, reason: "The cancellation was taken back" });
}
