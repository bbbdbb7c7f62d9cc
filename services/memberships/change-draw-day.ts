/**
 * Changes the draw day (MEM-11): of the next draw only, which moves the day its invoice is collected
 * and nothing else, or of all draws from the next on. Members on the household's day move together.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { insertDrawShift } from "#db/memberships/changes.ts";
import { listMembershipsDrawnOn } from "#db/memberships/records.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { recordStart, type ScheduleRecord, type WantedDues } from "#domain/memberships/draw-facts.ts";
import { changedDrawDay } from "#domain/memberships/draw-day-change.ts";
import { dayText } from "#domain/day-text.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { addRecord } from "./add-record.ts";
import { giveBackOverlap } from "./give-back-overlap.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireChangeable, requireNextPeriod, type Changeable } from "./require-changeable.ts";
import { recordChange, type Recorded } from "./undo/record-change.ts";

export type DrawDayInput =
  | { readonly membershipId: MembershipId; readonly scope: "next_draw"; readonly collectOn: Day; readonly reason: string }
  | {
      readonly membershipId: MembershipId;
      readonly scope: "all_future";
      readonly drawDay: number;
      readonly towards: "later" | "earlier";
      readonly reason: string;
    };

/** How far a draw may be moved (MEM-11). */
const furthestDays = 30;

/**
 * Answers the memberships that moved. Refuses what `requireChangeable` refuses, `no_draw_ahead`,
 * `draw_day_same`, `next_draw_same`, `draw_day_past` and `draw_day_too_far`.
 */
export function changeDrawDay(cx: Cx, input: DrawDayInput): DrawDayChanged {
  return act<DrawDayChanged>(cx, (db) => changeDrawDayWithin(cx, db, input));
}

export type DrawDayChanged = { readonly membershipIds: MembershipId[] } & Recorded;

/** The same inside the caller's transaction. */
export function changeDrawDayWithin(cx: Work, db: WritableDb, input: DrawDayInput): DrawDayChanged {
  return recordChange(cx, db, input.scope === "next_draw" ? "next_draw" : "draw_day", input.membershipId, () => {
    const asked = requireChangeable(db, input.membershipId, cx.today);
    const moving = movingTogether(db, asked, cx.today);
    const next = requireNextPeriod(asked);
    if (input.scope === "next_draw" && input.collectOn === next.chargeOn) refuse("next_draw_same", { on: input.collectOn });
    const starts = moving.map((one): Day => {
      const startsOn = input.scope === "next_draw" ? shiftNext(cx, db, one, input) : changeAll(cx, db, one, input);
      refreshDrawCursor(db, one.membership.id, one.membership.start_on);
      db.touch(`membership/${one.membership.id}`, `patient/${one.membership.patient_id}`, "memberships");
      return startsOn;
    });
    const { household_id } = asked.membership;
    // A draw moved to today is made now; the run would do the same.
    makeHouseholdPeriods(cx, db, household_id);
    db.touch(`household/${household_id}`, "billing");
    const membershipIds = moving.map(({ membership }) => membership.id);
    const effectiveOn = starts.toSorted()[0] ?? cx.today;
    return { result: { membershipIds }, membershipIds, effectiveOn, sentence: sentenceOf(input, next, asked.record) };
  });
}

function sentenceOf(input: DrawDayInput, next: WantedDues, record: ScheduleRecord): string {
  if (input.scope === "next_draw")
    return `The draw of ${dayText(next.from)} is collected on ${dayText(input.collectOn)}.`;
  const { firstDrawOn } = changedDrawDay(record, next.from, input.drawDay, input.towards);
  return `Draws on day ${input.drawDay} of the month, from ${dayText(firstDrawOn)}.`;
}

/** The asked one and every member of the household with the same draw day and next draw. */
function movingTogether(db: ReadableDb, asked: Changeable, today: Day): Changeable[] {
  const { membership, record } = asked;
  const nextOn = requireNextPeriod(asked).from;
  return listMembershipsDrawnOn(db, membership.household_id, membership.next_draw_on)
    .map((id) => requireChangeable(db, id, today))
    .filter((one) => one.record.drawDay === record.drawDay && requireNextPeriod(one).from === nextOn);
}

/** Answers the day from which the shift tells: the earlier of the draw's own day and the day of its collection. */
function shiftNext(
  cx: Work,
  db: WritableDb,
  one: Changeable,
  { collectOn, reason }: Extract<DrawDayInput, { scope: "next_draw" }>,
): Day {
  const next = requireNextPeriod(one);
  requireNear(next, collectOn, cx.today);
  insertDrawShift(
    db,
    one.membership.id,
    { drawOn: next.from, collectOn },
    { reason, createdBy: cx.actor.staffId, createdAt: cx.now },
  );
  audit(cx, db, "membership.draw_shifted", `membership/${one.membership.id}`, {
    before: { collectOn: next.chargeOn },
    after: { drawOn: next.from, collectOn, reason },
  });
  return collectOn < next.from ? collectOn : next.from;
}

function requireNear(next: WantedDues, collectOn: Day, today: Day): void {
  if (collectOn < today) refuse("draw_day_past", { earliestOn: today });
  const [early, late] = [addDays(next.from, -furthestDays), addDays(next.from, furthestDays)];
  const earliestOn = early > today ? early : today;
  const lastBefore = addDays(next.to, -1);
  const latestOn = late < lastBefore ? late : lastBefore;
  if (collectOn < earliestOn || collectOn > latestOn) refuse("draw_day_too_far", { earliestOn, latestOn });
}

/** Answers the first day of the new record. */
function changeAll(
  cx: Work,
  db: WritableDb,
  one: Changeable,
  input: Extract<DrawDayInput, { scope: "all_future" }>,
): Day {
  const next = requireNextPeriod(one);
  const { record, firstDrawOn } = changedDrawDay(one.record, next.from, input.drawDay, input.towards);
  // Two days may fall together in a short month, as the 30th and the 31st do in April: that is a change.
  if (input.drawDay === one.record.drawDay) refuse("draw_day_same", { drawDay: one.record.drawDay });
  if (firstDrawOn < cx.today) refuse("draw_day_past", { earliestOn: cx.today });
  addRecord(cx, db, one.membership.id, record, "membership.draw_day_changed", input.reason);
  giveBackOverlap(cx, db, one, recordStart(record));
  return recordStart(record);
}
