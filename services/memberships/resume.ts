/**
 * Ends a hold (MEM-12): the days from its end to the next draw are a stub, charged on the day it ends;
 * after an `extend` the days that were paid before come first. A hold that has not begun is withdrawn;
 * one that has begun ends on its first day at the earliest, since what it cut is given back or moved.
 */
import { readSettled } from "#db/memberships/change-effect.ts";
import { findChange } from "#db/memberships/change-log.ts";
import { readMarks } from "#db/memberships/change-trace.ts";
import { endHold, withdrawHold } from "#db/memberships/changes.ts";
import { listHolds, listPeriods, loadDrawFacts, type HoldRow } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { MembershipId } from "#domain/identity.ts";
import { nextCut } from "#domain/memberships/billed-days.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import type { DrawPreview } from "./change-plan.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { foretellDraws, lastInvoiceId, linesOfMembership } from "./foretell.ts";
import type { QuoteLine } from "./quote-enrolment.ts";
import type { Held } from "./hold.ts";
import { requireMembership, requireRunning } from "./require.ts";
import { recordChange } from "./undo/record-change.ts";

/**
 * Refuses `membership_not_found`, `membership_ended`, `not_on_hold`, `hold_too_early`, and
 * `hold_ends_earlier` for a day after the hold's own end: longer is a new hold with its own limits.
 */
export function resumeMembership(
  cx: Cx,
  input: { readonly membershipId: MembershipId; readonly onDay: Day },
): Held {
  return act<Held>(cx, (db) => resumeWithin(cx, db, input));
}

/** The same inside the caller's transaction. */
export function resumeWithin(
  cx: Work,
  db: WritableDb,
  input: { readonly membershipId: MembershipId; readonly onDay: Day },
): Held {
  return recordChange(cx, db, "resume", input.membershipId, () => {
    const membership = requireRunning(db, input.membershipId, cx.today);
    const hold = listHolds(db, membership.id).find((row) => (row.until ?? "9999") > cx.today);
    if (!hold) refuse("not_on_hold", {});
    if (input.onDay < cx.today) refuse("hold_too_early", { earliestOn: cx.today });
    if (hold.until !== null && input.onDay > hold.until) refuse("hold_ends_earlier", { untilOn: hold.until });
    if (hasBegun(db, membership.id, hold, cx.today)) endHold(db, hold.id, laterOf(input.onDay, hold.from));
    else if (input.onDay <= hold.from) withdrawHold(db, hold.id, cx.now);
    else endHold(db, hold.id, input.onDay);
    audit(cx, db, "membership.resumed", `membership/${membership.id}`, {
      before: { untilOn: hold.until },
      after: { untilOn: input.onDay },
    });
    refreshDrawCursor(db, membership.id, membership.start_on);
    if (input.onDay <= cx.today) makeHouseholdPeriods(cx, db, membership.household_id);
    db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
    return {
      result: { membershipId: membership.id },
      membershipIds: [membership.id],
      effectiveOn: input.onDay,
      sentence: `Resumes on ${dayText(input.onDay)}.`,
    };
  });
}

export type ResumePreview = {
  readonly version: number;
  readonly sentence: string;
  readonly todayCents: Cents;
  readonly todayLines: QuoteLine[];
  /** Household credit that pays part of it by itself. */
  readonly creditUsedCents: Cents;
  readonly nextDraws: DrawPreview[];
};

/** Resumes and takes it back: the draws that would follow, from the code that makes them (MEM-21). */
export function previewResume(cx: Cx, input: { readonly membershipId: MembershipId; readonly onDay: Day }): ResumePreview {
  return tryOut<ResumePreview>(cx.db, (db) => {
    const { version } = requireMembership(db, input.membershipId);
    const before = lastInvoiceId(db);
    const marks = readMarks(db);
    const { changeId } = resumeWithin(cx, db, input);
    const membership = requireMembership(db, input.membershipId);
    const own = linesOfMembership(db, membership.id, before);
    return {
      version,
      sentence: findChange(db, changeId)?.sentence ?? "",
      todayCents: addCents(zeroCents, ...own.map(({ cents }) => cents)),
      todayLines: own,
      creditUsedCents: readSettled(db, marks).creditUsedCents,
      nextDraws: foretellDraws(cx, db, membership, lastInvoiceId(db), 3),
    };
  });
}

/** Whether the days of the hold have been taken out of what was billed: a cut that is still due has not. */
function hasBegun(db: WritableDb, membershipId: MembershipId, hold: HoldRow, today: Day): boolean {
  if (hold.from > today) return false;
  return nextCut(loadDrawFacts(db, membershipId), listPeriods(db, membershipId))?.on !== hold.from;
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}
