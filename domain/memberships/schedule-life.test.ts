/**
 * Lives of memberships, day by day, as the run lives them but without a database: what the generator
 * wants is billed, what the cuts ask for is cut, and at the end no day is billed twice or for nothing.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day } from "../calendar.ts";
import { addCents, zeroCents, type Cents } from "../money.ts";
import { nextCut, reachOf, type Cut } from "./billed-days.ts";
import { recordStart, type DrawFacts, type Hold, type ScheduleRecord } from "./draw-facts.ts";
import { wantedDues } from "./draw-schedule.ts";
import { anyHistory } from "./testing.ts";
import { paidThrough, unusedCents } from "./unused-days.ts";

type Row = { readonly from: Day; readonly to: Day; readonly paidTo: Day | undefined; readonly amountCents: Cents; readonly chargedOn: Day };
type Life = { facts: DrawFacts; rows: Row[]; readonly creditedCents: Cents[] };

/** Each record and hold is known from its first day on, as if somebody entered it that morning. */
function knownOn(facts: DrawFacts, on: Day): DrawFacts {
  const records = facts.records.filter((record, index) => index === 0 || recordStart(record) <= on);
  const holds = facts.holds.filter((hold) => hold.from <= on);
  const absences = facts.absences?.filter((days) => days.to <= on) ?? [];
  const left = facts.absences?.find((days) => days.from <= on && on < days.to)?.from ?? null;
  const ended = facts.endsOn !== null && facts.endsOn <= on ? facts.endsOn : null;
  return { ...facts, records, holds, absences, endsOn: left ?? ended };
}

function live(whole: DrawFacts, from: Day, until: Day): Life {
  const life: Life = { facts: knownOn(whole, from), rows: [], creditedCents: [] };
  let moved = new Map<Day, Hold["moved"]>();
  for (let on = from; on <= until; on = addDays(on, 1)) {
    const known = knownOn(whole, on);
    life.facts = { ...known, holds: known.holds.map((hold) => ({ ...hold, moved: moved.get(hold.from) ?? null })) };
    // Whoever comes back begins anew: what was billed beyond the end gives way (MEM-14).
    for (const days of life.facts.absences ?? []) if (days.to === on) life.rows = keep(life.rows, on);
    moved = bill(life, moved, on);
  }
  return life;
}

function keep(rows: readonly Row[], before: Day): Row[] {
  return rows.filter((row) => row.from < before).map((row) => (row.to > before ? { ...row, to: before } : row));
}

function makeCut(life: Life, moved: Map<Day, Hold["moved"]>, { on, kind }: Cut): void {
  const late = life.rows.filter((row) => reachOf(row, life.rows) > on);
  const cents = late.reduce<Cents>((sum, row) => addCents(sum, unusedCents(row, on)), zeroCents);
  const through = late.reduce<Day>((last, row) => (paidThrough(row) > last ? paidThrough(row) : last), on);
  life.rows = keep(
    life.rows.map((row) =>
      late.includes(row) ? { ...row, amountCents: addCents(row.amountCents, -unusedCents(row, on)), paidTo: undefined } : row,
    ),
    on,
  );
  if (kind !== "extend") {
    life.creditedCents.push(cents);
    return;
  }
  moved.set(on, { paidThrough: through, cents });
  const holds = life.facts.holds.map((hold) =>
    hold.kind === "extend" && hold.from === on ? { ...hold, moved: { paidThrough: through, cents } } : hold,
  );
  life.facts = { ...life.facts, holds };
}

/** One run of one day. */
function bill(life: Life, begun: Map<Day, Hold["moved"]>, today: Day): Map<Day, Hold["moved"]> {
  const moved = new Map(begun);
  // Cuts and draws in the order of their days, the cuts of a day first, as the run takes them.
  for (;;) {
    const [dues] = wantedDues(life.facts, today, billedThrough(life));
    const cut = nextCut(life.facts, life.rows);
    if (cut !== null && cut.on <= today && (!dues || cut.on <= dues.chargeOn)) {
      makeCut(life, moved, cut);
      continue;
    }
    if (!dues) break;
    const { from, to, paidTo, chargeOn, amountCents, worthCents } = dues;
    life.rows.push({ from, to, paidTo, amountCents: worthCents ?? amountCents, chargedOn: chargeOn });
  }
  return moved;
}

function billedThrough({ facts, rows }: Life): Day {
  const start = recordStart(facts.records[0] as ScheduleRecord);
  return rows.reduce((last, row) => (row.to > last ? row.to : last), start);
}

const lives = fc.record({ history: anyHistory, days: fc.integer({ min: 30, max: 700 }) });

/** A draw that is shifted by hand is tried on its own; here the days alone decide. */
const settled = lives.filter(({ history }) => (history.shifts ?? []).length === 0);

test("F-13 MEM-12 whatever is entered day by day, no day is billed twice, and no frozen day is billed", () => {
  fc.assert(
    fc.property(settled, ({ history, days }) => {
      const until = addDays(history.joinOn, days);
      const { rows, facts } = live(history, history.joinOn, until);
      const inOrder = rows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      inOrder.forEach((row, index) => {
        expect(row.from < row.to).toBe(true);
        expect(row.amountCents).toBeGreaterThanOrEqual(0);
        const before = inOrder[index - 1];
        if (before) expect(before.to <= row.from, `${before.from}–${before.to} and ${row.from}`).toBe(true);
        // A hold that would begin after the end never begins, so that it freezes nothing.
        for (const hold of facts.holds.filter(({ kind, from }) => kind !== "billing_only" && (facts.endsOn === null || from < facts.endsOn)))
          expect(row.from < (hold.until ?? "9999") && row.to > hold.from, `${row.from}–${row.to} on hold ${hold.from}`).toBe(false);
      });
    }),
    { numRuns: 150 },
  );
}, 60_000);

test("F-5 MEM-12 no day is free: each is billed or covered, on hold, or outside the membership", () => {
  fc.assert(
    fc.property(settled, ({ history, days }) => {
      const until = addDays(history.joinOn, days);
      const life = live(history, history.joinOn, until);
      const { facts, rows } = life;
      const through = billedThrough(life);
      const isIn = (on: Day, from: Day, to: Day | null): boolean => from <= on && (to === null || on < to);
      for (let on = history.joinOn; on < through && on <= until; on = addDays(on, 1)) {
        const isBilled = rows.some((row) => isIn(on, row.from, row.to));
        const isHeld = facts.holds.some((hold) => isIn(on, hold.from, hold.until));
        const isAway = (facts.absences ?? []).some((away) => isIn(on, away.from, away.to));
        const isOver = facts.endsOn !== null && on >= facts.endsOn;
        expect(isBilled || isHeld || isAway || isOver, `${on} is free`).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test("BIL-3 a computer that was off bills in the end what daily runs would have billed", () => {
  fc.assert(
    fc.property(settled, fc.integer({ min: 1, max: 60 }), ({ history, days }, off) => {
      // Everything was entered before the computer went off, so that both know the same. Nobody knows
      // beforehand that a hold will end on the day it begins.
      const known = knownOn(history, addDays(history.joinOn, days));
      const facts = { ...known, holds: known.holds.filter((hold) => hold.until !== hold.from) };
      const until = addDays(history.joinOn, days + off);
      const daily: Life = { facts, rows: [], creditedCents: [] };
      let moved = new Map<Day, Hold["moved"]>();
      for (let on = history.joinOn; on <= until; on = addDays(on, 1)) moved = bill(daily, moved, on);
      const late: Life = { facts, rows: [], creditedCents: [] };
      bill(late, new Map(), until);
      const shown = (rows: readonly Row[]): Row[] => rows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      expect(shown(late.rows)).toEqual(shown(daily.rows));
    }),
    { numRuns: 150 },
  );
}, 60_000);
