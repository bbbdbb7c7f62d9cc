/**
 * Takes a change of a membership back (MEM-13, UI-6): until the day it takes effect, and for 24 hours
 * where no money moved since. Reversals are added to the ledger, its records go out of force, the days
 * it cut are billed again as they were: afterwards everything that is derived is as before the change.
 */
import { findChange, listStandingChanges, markUndone, type StoredChange } from "#db/memberships/change-log.ts";
import { putBack } from "#db/memberships/change-trace.ts";
import {
  areGrantsUsedSince,
  hasBilledSince,
  hasGoneOnSince,
  hasMoneyMovedSince,
  removeGrants,
  restoreEnd,
  restorePeriods,
  withdrawMade,
} from "#db/memberships/made-rows.ts";
import { findMembership, type MembershipRow } from "#db/memberships/records.ts";
import { hasRefundedBetween } from "#db/refunds.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { millisecondsBetween } from "#domain/instant.ts";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../../context.ts";
import { dropUntold } from "../../messages/drop-untold.ts";
import { audit } from "../../record.ts";
import { refreshDrawCursor } from "../draw-cursor.ts";
import { reverseMoney } from "./reverse-money.ts";

/** How long a change that has taken effect can be taken back while no money moved. */
const undoMilliseconds = 24 * 3_600_000;

/**
 * Inside the caller's transaction. Refuses `change_not_found`, `change_already_undone`,
 * `undo_later_change`, `undo_too_late`, `undo_money_moved`, `undo_benefits_used`, and what reversing its
 * payment or voiding its invoice refuses.
 */
export function undoChangeWithin(cx: Work, db: WritableDb, changeId: number): { membershipIds: MembershipId[] } {
  const { change, memberships } = requireUndoable(cx, db, changeId);
  const { trace } = change;
  reverseMoney(cx, db, trace, `Taken back: ${change.sentence}`);
  restorePeriods(db, trace, cx.now);
  withdrawMade(db, trace, cx.now);
  for (const table of ["membership", "membership_schedule", "membership_draw_shift", "membership_hold", "benefit_grant"] as const)
    for (const row of trace.before[table]) putBack(db, table, row);
  for (const table of ["membership_cancellation", "membership_lapse"] as const)
    for (const row of trace.before[table]) {
      putBack(db, table, row);
      restoreEnd(db, table, row);
    }
  removeGrants(db, trace);
  markUndone(db, changeId, cx.actor.staffId, cx.now);
  for (const { id, start_on: startOn, patient_id: patientId } of memberships) {
    refreshDrawCursor(db, id, startOn);
    db.exec("update membership set version = version + 1 where id = ?", id);
    audit(cx, db, "membership.change_undone", `membership/${id}`, {
      before: { changeId, kind: change.kind, effectiveOn: change.effectiveOn, sentence: change.sentence },
    });
    db.touch(`membership/${id}`, `patient/${patientId}`);
  }
  const [first] = memberships;
  if (first) dropUntold(cx, db, first.household_id);
  db.touch("memberships", "billing", `household/${first?.household_id ?? 0}`);
  return { membershipIds: [...change.membershipIds] };
}

type Undoable = { readonly change: StoredChange; readonly memberships: readonly MembershipRow[] };

function requireUndoable(cx: Work, db: ReadableDb, changeId: number): Undoable {
  const change = findChange(db, changeId);
  if (!change) refuse("change_not_found", {});
  if (change.undoneAt !== null) refuse("change_already_undone", {});
  const { trace, membershipIds } = change;
  const memberships = membershipIds.map((id) => {
    const membership = findMembership(db, id);
    invariant(membership, "a change belongs to memberships that are there");
    return membership;
  });
  const isFollowed = membershipIds.some((id) => listStandingChanges(db, id, changeId).length > 0);
  if (isFollowed || hasGoneOnSince(db, trace, membershipIds)) refuse("undo_later_change", {});
  const hasMoved = memberships.some(({ household_id: id }) => hasMoneyMovedSince(db, trace, id));
  const tookMoney = trace.to.entry > trace.from.entry;
  const cutDays = trace.to.period > trace.from.period || trace.before.period.length > 0;
  if (!waits(change, cx.today)) {
    if (millisecondsBetween(change.createdAt, cx.now) > undoMilliseconds) refuse("undo_too_late", { effectiveOn: change.effectiveOn });
    if (hasMoved || hasBilledSince(db, trace, membershipIds)) refuse("undo_money_moved", {});
  } else if ((tookMoney && hasMoved) || (cutDays && hasBilledSince(db, trace, membershipIds)))
    // Before its day a change that moved nothing can go, whatever was drawn or paid meanwhile.
    refuse("undo_money_moved", {});
  // Money that went out of the office does not come back by itself.
  if (hasRefundedBetween(db, { after: trace.from.entry, through: trace.to.entry })) refuse("undo_money_moved", {});
  if (areGrantsUsedSince(db, trace)) refuse("undo_benefits_used", {});
  return { change, memberships };
}

function waits({ effectiveOn }: { readonly effectiveOn: Day }, today: Day): boolean {
  return effectiveOn > today;
}
