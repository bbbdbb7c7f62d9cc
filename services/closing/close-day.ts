/**
 * Closing a day (INV-12): the drawer is counted by denomination, with checks and the card batch, and
 * what it has over or short is booked with a reason. The first count is the day's first close; a recount
 * books only what it changes. A day is the practice's civil day, whatever the hour.
 */
import {
  expectedOf,
  findDayClose,
  insertDayClose,
  insertDrawerCount,
  lastFloat,
  listChecksOf,
  listDrawerCounts,
  type CheckTaken,
  type CountRow,
  type DayCloseRow,
  type Expected,
} from "#db/closing/day-closes.ts";
import { lockedThrough, requireOpenDay } from "#db/closing/locks.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { sumOfPieces, type Pieces } from "#domain/closing/denominations.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit, book } from "../record.ts";

const mostChecks = 1_000;

export type DayToClose = {
  readonly dayOn: Day;
  readonly lockedThrough: Day | null;
  readonly isLocked: boolean;
  /** Today is not over: it can be closed and not locked. */
  readonly isOver: boolean;
  readonly close: DayCloseRow | null;
  /** The newest first. */
  readonly counts: CountRow[];
  readonly expected: Expected;
  readonly checks: CheckTaken[];
  /** What stayed in the drawer at the newest count so far. */
  readonly floatCents: Cents;
};

/** A day as the desk closes it. Refuses `day_ahead`. */
export function viewDay(cx: Cx, { dayOn }: { readonly dayOn: Day }): DayToClose {
  return look<DayToClose>(cx, (db) => {
    if (dayOn > cx.today) refuse("day_ahead", { dayOn });
    const through = lockedThrough(db);
    return {
      dayOn,
      lockedThrough: through,
      isLocked: through !== null && dayOn <= through,
      isOver: dayOn < cx.today,
      close: findDayClose(db, dayOn) ?? null,
      counts: listDrawerCounts(db, dayOn),
      expected: expectedOf(db, dayOn),
      checks: listChecksOf(db, dayOn, mostChecks),
      floatCents: lastFloat(db, dayOn),
    };
  });
}

export type DrawerToCount = {
  readonly dayOn: Day;
  /** How many counts the window has seen: another one meanwhile is not overwritten. */
  readonly countsSeen: number;
  readonly pieces: Pieces;
  /** What stays in the drawer for change. */
  readonly floatCents: Cents;
  readonly checksCents: Cents;
  readonly cardBatchCents: Cents;
  /** Why it is over or short; demanded where it is. */
  readonly reason: string;
};

export type CountedDay = {
  readonly seq: number;
  readonly countedCents: Cents;
  readonly expectedCents: Cents;
  readonly overCents: Cents;
  /** What this count booked beyond the counts before it. */
  readonly bookedCents: Cents;
  readonly checksOverCents: Cents;
  readonly cardOverCents: Cents;
};

/**
 * Counts the drawer of a day. Refuses `day_ahead`, `day_locked`, `day_counted_meanwhile` and, where it
 * is over or short without a word, `count_needs_reason`.
 */
export function countDrawer(cx: Cx, input: DrawerToCount): CountedDay {
  return act<CountedDay>(cx, (db) => countDrawerWithin(cx, db, input));
}

export function countDrawerWithin(cx: Work, db: WritableDb, input: DrawerToCount): CountedDay {
  const { dayOn, countsSeen, pieces, floatCents } = input;
  if (dayOn > cx.today) refuse("day_ahead", { dayOn });
  requireOpenDay(db, dayOn);
  const counts = listDrawerCounts(db, dayOn);
  if (counts.length !== countsSeen) refuse("day_counted_meanwhile", { dayOn });
  const told = compare(db, input);
  const reason = input.reason.trim();
  if (told.overCents !== 0 && reason === "") refuse("count_needs_reason", { overCents: told.overCents });
  const bookedCents = addCents(told.overCents, -(counts[0]?.overCents ?? zeroCents));
  const closeId = findDayClose(db, dayOn)?.closeId ?? insertDayClose(db, dayOn, cx.actor.staffId, cx.now);
  const entryId =
    bookedCents === 0
      ? null
      : book(cx, db, {
          kind: "drawer_counted",
          householdId: null,
          effectiveOn: dayOn,
          memo: `Drawer counted: ${bookedCents > 0 ? "over" : "short"}. ${reason}`.trim(),
          postings: [
            { account: "cash_drawer", amountCents: bookedCents, householdId: null },
            { account: "over_short", amountCents: toCents(-bookedCents), householdId: null },
          ],
        });
  const seq = counts.length + 1;
  insertDrawerCount(db, {
    closeId,
    seq,
    pieces,
    floatCents,
    countedCashCents: told.countedCents,
    expectedCashCents: told.expected.cashCents,
    countedChecksCents: input.checksCents,
    expectedChecksCents: told.expected.checksCents,
    cardBatchCents: input.cardBatchCents,
    expectedCardCents: told.expected.cardCents,
    overCents: told.overCents,
    reason,
    entryId,
    by: cx.actor.staffId,
    at: cx.now,
  });
  audit(cx, db, "day.counted", `day/${dayOn}`, {
    after: { seq, countedCents: told.countedCents, overCents: told.overCents, reason },
  });
  db.touch("closing", "payments", "reports");
  return {
    seq,
    countedCents: told.countedCents,
    expectedCents: told.expected.cashCents,
    overCents: told.overCents,
    bookedCents,
    checksOverCents: addCents(input.checksCents, -told.expected.checksCents),
    cardOverCents: addCents(input.cardBatchCents, -told.expected.cardCents),
  };
}

type Told = { readonly expected: Expected; readonly countedCents: Cents; readonly overCents: Cents };

function compare(db: ReadableDb, { dayOn, pieces, floatCents }: DrawerToCount): Told {
  const expected = expectedOf(db, dayOn);
  const countedCents = sumOfPieces(pieces);
  return { expected, countedCents, overCents: addCents(countedCents, -floatCents, -expected.cashCents) };
}
