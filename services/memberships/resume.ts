/** Ends a hold (MEM-12): the days from its end to the next draw are a stub, charged on the day it ends. */
import { endHold, withdrawHold } from "#db/memberships/changes.ts";
import { listHolds } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { audit } from "../record.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireRunning } from "./require.ts";

/** Refuses `membership_not_found`, `membership_ended`, `not_on_hold`, `hold_too_early`. */
export function resumeMembership(
  cx: Cx,
  input: { readonly membershipId: MembershipId; readonly onDay: Day },
): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => {
    const membership = requireRunning(db, input.membershipId, cx.today);
    const hold = listHolds(db, membership.id).find((row) => (row.until ?? "9999") > cx.today);
    if (!hold) refuse("not_on_hold", {});
    if (input.onDay < cx.today) refuse("hold_too_early", { earliestOn: cx.today });
    if (input.onDay <= hold.from) withdrawHold(db, hold.id, cx.now);
    else endHold(db, hold.id, input.onDay);
    audit(cx, db, "membership.resumed", `membership/${membership.id}`, {
      before: { untilOn: hold.until },
      after: { untilOn: input.onDay },
    });
    refreshDrawCursor(db, membership.id, membership.start_on);
    if (input.onDay <= cx.today) makeHouseholdPeriods(cx, db, membership.household_id);
    db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
    return { membershipId: membership.id };
  });
}
