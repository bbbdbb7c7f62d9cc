/** Stretches of a membership, the cuts that changes ask for, and the records that changes make (MEM-9..14). */
import { describe, expect, test } from "vitest";
import { toDay, toInstant, type DayRange } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import { nextCut } from "./billed-days.ts";
import { changedDrawDay } from "./draw-day-change.ts";
import { recordStart, type DrawFacts, type Hold, type ScheduleRecord } from "./draw-facts.ts";
import { wantedDues } from "./draw-schedule.ts";
import { isWithin, segmentsOf } from "./draw-segments.ts";
import { firstScheduleRecord, type FirstSchedule } from "./enrolment.ts";
import { movedAtNextDraw, movedFromTermStart, movedNow, termStart } from "./plan-move.ts";
import { duesOfSegment, stubOf } from "./segment-dues.ts";
import { unusedCents } from "./unused-days.ts";

const version = 1 as PlanVersionId;
const dearer = { planVersionId: 2 as PlanVersionId, periodMonths: 1, priceCents: toCents(4900) } as const;

function record(join: string, over: Partial<Omit<FirstSchedule, "joinOn">> = {}): ScheduleRecord {
  return firstScheduleRecord({
    joinOn: toDay(join),
    drawDay: Number(join.slice(8)),
    planVersionId: version,
    periodMonths: 1,
    priceCents: toCents(3700),
    includesFirstPeriod: false,
    firstMoney: "stub_now",
    ...over,
  });
}

function hold(kind: Hold["kind"], from: string, until: string | null, paidThrough?: string): Hold {
  const moved = paidThrough === undefined ? {} : { moved: { paidThrough: toDay(paidThrough), cents: toCents(1000) } };
  return { kind, from: toDay(from), until: until === null ? null : toDay(until), ...moved };
}

function days(from: string, to: string): DayRange {
  return { from: toDay(from), to: toDay(to) };
}

function shown(facts: DrawFacts): string[] {
  return segmentsOf(facts).map(
    ({ from, to, begins, keepsDrawsAhead, moved }) =>
      `${from} ${to ?? "…"} ${begins}${keepsDrawsAhead ? " ahead" : ""}${moved ? ` moved to ${moved.to}` : ""}`,
  );
}

const joined = record("2026-01-05");

describe("MEM-12 holds break a membership into stretches", () => {
  test.each<[string, readonly Hold[], string | null, readonly string[]]>([
    ["none: one stretch without an end", [], null, ["2026-01-05 … opening"]],
    ["an end stops it", [], "2026-06-01", ["2026-01-05 2026-06-01 opening"]],
    ["an end on the first day leaves nothing", [], "2026-01-05", []],
    [
      "a pause: its end begins a new one",
      [hold("pause", "2026-02-10", "2026-03-10")],
      null,
      ["2026-01-05 2026-02-10 opening", "2026-03-10 … resumed"],
    ],
    [
      "an open-ended pause has nothing behind it",
      [hold("pause", "2026-02-10", null)],
      null,
      ["2026-01-05 2026-02-10 opening"],
    ],
    [
      "a pause from the first day leaves no stretch before it",
      [hold("pause", "2026-01-05", "2026-02-10")],
      null,
      ["2026-02-10 … resumed"],
    ],
    [
      "back to back, whichever was written first",
      [hold("pause", "2026-03-10", "2026-04-10"), hold("pause", "2026-02-10", "2026-03-10")],
      null,
      ["2026-01-05 2026-02-10 opening", "2026-04-10 … resumed"],
    ],
    [
      "an extend keeps draws made ahead, and moves the paid days",
      [hold("extend", "2026-02-10", "2026-03-10")],
      null,
      // Paid through 5 March: 23 days follow the hold.
      ["2026-01-05 2026-02-10 opening ahead", "2026-03-10 … extended moved to 2026-04-02"],
    ],
    [
      "of an extend that has begun the days it found are known",
      [hold("extend", "2026-02-10", "2026-03-10", "2026-02-20")],
      null,
      ["2026-01-05 2026-02-10 opening", "2026-03-10 … extended moved to 2026-03-20"],
    ],
    [
      "an extend that found nothing has nothing to move",
      [hold("extend", "2026-02-05", "2026-03-10")],
      null,
      ["2026-01-05 2026-02-05 opening ahead", "2026-03-10 … extended"],
    ],
    [
      "billing only over a draw day",
      [hold("billing_only", "2026-02-10", "2026-03-10")],
      null,
      ["2026-01-05 2026-02-10 opening ahead", "2026-03-10 … resumed"],
    ],
    [
      "billing only inside paid days changes nothing",
      [hold("billing_only", "2026-02-06", "2026-03-05")],
      null,
      ["2026-01-05 … opening"],
    ],
    [
      "an end inside a hold leaves nothing behind it",
      [hold("pause", "2026-02-10", "2026-04-10")],
      "2026-03-01",
      ["2026-01-05 2026-02-10 opening"],
    ],
    [
      "a pause that ended on the day it began breaks the running days only",
      [hold("pause", "2026-02-10", "2026-02-10")],
      null,
      ["2026-01-05 2026-02-10 opening", "2026-02-10 … resumed"],
    ],
    [
      "a hold that was over before the membership began is none",
      [hold("pause", "2025-11-01", "2025-12-01")],
      null,
      ["2026-01-05 … opening"],
    ],
  ])("MEM-12 %s", (_, holds, endsOn, expected) => {
    expect(shown({ records: [joined], holds, endsOn: endsOn === null ? null : toDay(endsOn) })).toEqual(expected);
  });
});

describe("MEM-9 MEM-11 MEM-14 records and absences", () => {
  const later = { ...record("2026-03-05", { priceCents: toCents(4900) }) };

  test("MEM-9 a later record ends the one before it, and speaks after a hold that reaches over its start", () => {
    expect(shown({ records: [joined, later], holds: [], endsOn: null })).toEqual([
      "2026-01-05 2026-03-05 opening",
      "2026-03-05 … opening",
    ]);
    const over = segmentsOf({ records: [joined, later], holds: [hold("pause", "2026-02-20", "2026-03-20")], endsOn: null });
    expect(over.map(({ from, record: { priceCents } }) => `${from} ${priceCents}`)).toEqual(["2026-01-05 3700", "2026-03-20 4900"]);
  });

  test("MEM-9 of two records that begin on one day the newer speaks", () => {
    const newest = { ...later, priceCents: toCents(5500) };
    const segments = segmentsOf({ records: [joined, later, newest], holds: [], endsOn: null });
    expect(segments.map(({ record: { priceCents } }) => priceCents)).toEqual([3700, 5500]);
  });

  test("MEM-9 a record dated before another takes its place, and what came between is gone", () => {
    const year = { ...record("2026-02-05", { periodMonths: 12, priceCents: toCents(42_500) }) };
    const segments = segmentsOf({ records: [joined, later, year], holds: [], endsOn: null });
    expect(segments.map(({ from, record: { priceCents } }) => `${from} ${priceCents}`)).toEqual(["2026-01-05 3700", "2026-02-05 42500"]);
  });

  test("MEM-14 after an absence the record made for the return begins, and nothing if there is none", () => {
    const absences = [days("2026-02-10", "2026-03-05")];
    expect(shown({ records: [joined, later], holds: [], absences, endsOn: null })).toEqual([
      "2026-01-05 2026-02-10 opening",
      "2026-03-05 … opening",
    ]);
    expect(shown({ records: [joined], holds: [], absences, endsOn: null })).toEqual(["2026-01-05 2026-02-10 opening"]);
  });
});

describe("F-8 which dues belong to a stretch", () => {
  const [segment] = segmentsOf({ records: [record("2026-01-10", { drawDay: 20, includesFirstPeriod: true })], holds: [], endsOn: null });
  if (!segment) throw new Error("one stretch");
  const dues = [...take(duesOfSegment(segment, toDay("2026-01-10")), 4)];

  test("MEM-3 the included month, its stub on the draw day before, then one period after another", () => {
    expect(dues.map(({ kind, from, to, chargeOn, amountCents }) => `${kind} ${from} ${to} ${chargeOn} ${amountCents}`)).toEqual([
      "covered 2026-01-10 2026-02-10 2026-01-10 0",
      "stub 2026-02-10 2026-02-20 2026-01-20 1194",
      "period 2026-02-20 2026-03-20 2026-02-20 3700",
      "period 2026-03-20 2026-04-20 2026-03-20 3700",
    ]);
  });

  test.each([
    ["2026-02-11", false, true],
    ["2026-02-10", false, false],
    ["2026-02-10", true, true],
    ["2026-01-21", true, true],
    ["2026-01-20", true, false],
  ])("MEM-3 the stub, when the stretch stops on %s and draws ahead are kept %s: %s", (to, keepsDrawsAhead, belongs) => {
    const [, stub] = dues;
    if (!stub) throw new Error("there is a stub");
    expect(isWithin({ to: toDay(to), keepsDrawsAhead, endsOn: null }, stub)).toBe(belongs);
  });

  test("BIL-2 a walk that starts late gives what a walk from the beginning gives there", () => {
    const all = [...take(duesOfSegment(segment, toDay("2026-01-10")), 70)];
    for (const since of ["2026-02-20", "2027-01-01", "2028-02-29", "2030-12-31"]) {
      const late = [...take(duesOfSegment(segment, toDay(since)), 8)].filter(({ from }) => from >= since);
      expect(late[0]).toEqual(all.find(({ from }) => from >= since));
    }
  });
});

describe("F-8 the share of a stub", () => {
  test.each([
    ["2026-02-10", "2026-02-28", 31, 1, "2026-01-31", 2379],
    ["2024-02-10", "2024-02-29", 31, 1, "2024-01-31", 2424],
    ["2026-04-20", "2026-05-05", 5, 1, "2026-04-05", 1850],
    ["2026-05-20", "2026-06-05", 5, 1, "2026-05-05", 1910],
    ["2026-03-01", "2026-03-31", 31, 1, "2026-02-28", 3581],
    ["2026-03-10", "2026-04-30", 31, 3, "2026-01-31", 2120],
    ["2026-11-05", "2027-01-05", 5, 12, "2026-01-05", 618],
    ["2024-02-28", "2024-02-29", 29, 12, "2023-02-28", 10],
  ] as const)("F-8 %s to %s on day %d of %d months is aligned from %s: %d", (from, to, drawDay, periodMonths, alignedFrom, cents) => {
    const stub = stubOf({ priceCents: toCents(3700), drawDay, periodMonths }, days(from, to));
    expect(stub).toMatchObject({ kind: "stub", amountCents: cents, facts: { alignedFromOn: alignedFrom } });
  });

  test("F-8 a stub as long as its aligned period costs the whole of it, and a longer one is a broken invariant", () => {
    const of = { priceCents: toCents(3700), drawDay: 5, periodMonths: 1 } as const;
    expect(stubOf(of, days("2026-01-05", "2026-02-05")).amountCents).toBe(3700);
    expect(() => stubOf(of, days("2026-01-04", "2026-02-05"))).toThrow(/shorter than its aligned period/);
    expect(() => stubOf(of, days("2026-02-05", "2026-02-05"))).toThrow(/shorter than its aligned period/);
  });
});

describe("F-13 where billed days give way", () => {
  const billed = [days("2026-01-05", "2026-02-05"), days("2026-02-05", "2026-03-05")];
  const cutOf = (over: Partial<DrawFacts>, rows: readonly DayRange[] = billed): string | null => {
    const cut = nextCut({ records: [joined], holds: [], endsOn: null, ...over }, rows);
    return cut && `${cut.kind} ${cut.on}`;
  };

  test.each<[string, Partial<DrawFacts>, string | null]>([
    ["nothing changed: nowhere", {}, null],
    ["to a pause on its first day", { holds: [hold("pause", "2026-02-10", "2026-03-10")] }, "pause 2026-02-10"],
    ["to a pause from the first billed day", { holds: [hold("pause", "2026-01-05", "2026-02-10")] }, "pause 2026-01-05"],
    ["not to a pause after them", { holds: [hold("pause", "2026-03-05", "2026-04-05")] }, null],
    ["not to a pause that was over before them", { holds: [hold("pause", "2025-11-05", "2026-01-05")] }, null],
    ["to an open-ended one too", { holds: [hold("pause", "2026-02-10", null)] }, "pause 2026-02-10"],
    ["not to billing only", { holds: [hold("billing_only", "2026-02-10", "2026-03-10")] }, null],
    ["to an extend once", { holds: [hold("extend", "2026-02-10", "2026-03-10")] }, "extend 2026-02-10"],
    ["and not when it has begun", { holds: [hold("extend", "2026-02-10", "2026-03-10", "2026-03-05")] }, null],
    [
      "to the first of several",
      { holds: [hold("pause", "2026-02-20", "2026-03-20"), hold("extend", "2026-01-10", "2026-02-10")] },
      "extend 2026-01-10",
    ],
    ["to a record inside them", { records: [joined, record("2026-02-20")] }, "change 2026-02-20"],
    ["not to a record where they end", { records: [joined, record("2026-03-05")] }, null],
    ["not to a record on a day that a period begins", { records: [joined, record("2026-02-05")] }, null],
  ])("F-13 %s", (_, over, expected) => {
    expect(cutOf(over)).toBe(expected);
  });

  test("F-13 after the cut was made there is none any more", () => {
    const holds = [hold("pause", "2026-02-10", "2026-03-10")];
    expect(cutOf({ holds }, [days("2026-01-05", "2026-02-05"), days("2026-02-05", "2026-02-10")])).toBeNull();
    expect(cutOf({ holds }, [...billed.slice(0, 1), days("2026-03-10", "2026-04-05")])).toBeNull();
  });
});

describe("F-2 what unused days are worth", () => {
  const period = { ...days("2026-03-01", "2026-04-01"), amountCents: toCents(3700) };
  test.each([
    ["2026-02-01", 3700],
    ["2026-03-01", 3700],
    ["2026-03-02", 3581],
    ["2026-03-15", 2029],
    ["2026-03-31", 119],
    ["2026-04-01", 0],
  ])("MEM-9 from %s on: %d", (from, cents) => {
    expect(unusedCents(period, toDay(from))).toBe(cents);
  });

  test("MEM-19 paid 37.00 for 5 April – 5 May, ends 11 April: 29.60; 425.00 from 10 January, ends 2 May: 294.59", () => {
    expect(unusedCents({ ...days("2026-04-05", "2026-05-05"), amountCents: toCents(3700) }, toDay("2026-04-11"))).toBe(2960);
    expect(unusedCents({ ...days("2026-01-10", "2027-01-10"), amountCents: toCents(42_500) }, toDay("2026-05-02"))).toBe(29_459);
  });
});

describe("MEM-9 MEM-10 the record of a move", () => {
  test("MEM-9 now, with the same period: the rest of the running one, then the old draw day", () => {
    expect(movedNow(joined, dearer, toDay("2026-01-20"), toDay("2026-02-05"))).toMatchObject({
      priceCents: 4900,
      drawDay: 5,
      anchorOn: "2026-02-05",
      opening: "stub",
      openingDays: days("2026-01-20", "2026-02-05"),
      openingChargeOn: "2026-01-20",
      covered: null,
    });
  });

  test("MEM-9 now, with another period: up to the next draw day, and none before it on a draw day", () => {
    const year = { ...dearer, periodMonths: 12 } as const;
    expect(movedNow(joined, year, toDay("2026-01-20"), toDay("2026-07-05"))).toMatchObject({ anchorOn: "2026-02-05" });
    expect(movedNow(joined, year, toDay("2026-02-05"), toDay("2026-07-05"))).toMatchObject({
      anchorOn: "2026-02-05",
      opening: "none",
      openingDays: null,
      openingChargeOn: null,
    });
  });

  test("MEM-9 paid days that end between two draw days never make a stub longer than a period", () => {
    // Paid to the 25th of the next month: from the 3rd to the draw day after it would be 32 days of 30.
    expect(movedNow(joined, dearer, toDay("2026-04-03"), toDay("2026-04-25"))).toMatchObject({
      openingDays: { from: "2026-04-03", to: "2026-04-05" },
      anchorOn: "2026-04-05",
    });
    expect(movedNow(joined, dearer, toDay("2026-04-06"), toDay("2026-04-25"))).toMatchObject({
      openingDays: { from: "2026-04-06", to: "2026-05-05" },
      anchorOn: "2026-05-05",
    });
  });

  test("MEM-9 at the next draw: from a period its first day, from a stub the days it would have had", () => {
    const [first] = take(duesOfSegment(stretch(record("2026-01-10", { drawDay: 20 })), toDay("2026-01-10")), 1);
    if (!first) throw new Error("a stub");
    expect(movedAtNextDraw(joined, dearer, first)).toMatchObject({ anchorOn: "2026-01-20", openingDays: days("2026-01-10", "2026-01-20") });
    const [, period] = take(duesOfSegment(stretch(joined), toDay("2026-01-05")), 2);
    if (!period) throw new Error("a period");
    expect(movedAtNextDraw(joined, dearer, period)).toMatchObject({ anchorOn: "2026-02-05", opening: "none" });
  });

  test("MEM-10 from the start of the term: the year runs from there", () => {
    expect(recordStart(movedFromTermStart(joined, dearer, toDay("2026-01-05")))).toBe("2026-01-05");
  });

  test.each([
    ["2026-01-05", "2026-01-05", "2026-01-05"],
    ["2026-01-05", "2027-01-04", "2026-01-05"],
    ["2026-01-05", "2027-01-05", "2027-01-05"],
    ["2024-02-29", "2025-02-27", "2024-02-29"],
    ["2024-02-29", "2025-02-28", "2025-02-28"],
    ["2024-02-29", "2028-02-28", "2027-02-28"],
    ["2024-02-29", "2028-02-29", "2028-02-29"],
  ])("MEM-10 the term that began on %s, seen on %s, began on %s", (firstDuesOn, today, expected) => {
    expect(termStart(toDay(firstDuesOn), toDay(today))).toBe(expected);
  });
});

describe("MEM-11 the record of another draw day", () => {
  test.each([
    ["2026-02-05", 12, "later", "2026-02-12", days("2026-02-05", "2026-02-12")],
    ["2026-02-05", 2, "later", "2026-03-02", days("2026-02-05", "2026-03-02")],
    ["2026-02-05", 2, "earlier", "2026-02-02", null],
    ["2026-02-05", 20, "earlier", "2026-01-20", null],
    ["2026-02-05", 31, "later", "2026-02-28", days("2026-02-05", "2026-02-28")],
    ["2026-03-05", 31, "earlier", "2026-02-28", null],
    ["2026-02-28", 30, "later", "2026-02-28", null],
    ["2028-02-05", 30, "later", "2028-02-29", days("2028-02-05", "2028-02-29")],
  ] as const)("MEM-11 next draw %s, to day %d, %s: first on %s", (oldDrawOn, drawDay, towards, firstDrawOn, gap) => {
    const changed = changedDrawDay(joined, toDay(oldDrawOn), drawDay, towards);
    expect(changed.firstDrawOn).toBe(firstDrawOn);
    expect(changed.record).toMatchObject({
      drawDay,
      anchorOn: firstDrawOn,
      opening: gap ? "stub" : "none",
      openingDays: gap,
      openingChargeOn: gap ? oldDrawOn : null,
      priceCents: 3700,
    });
  });
});

function stretch(of: ScheduleRecord) {
  return { record: of, from: recordStart(of), to: null, keepsDrawsAhead: false, endsOn: null, begins: "opening", moved: null } as const;
}

function* take<T>(from: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of from) {
    if (left === 0) return;
    left -= 1;
    yield one;
  }
}

describe("MEM-12 a change that begins in days which an extend has moved", () => {
  const arranged = (at: string): ScheduleRecord => ({
    ...record("2026-02-05", { drawDay: 23 }),
    ...dearer,
    createdAt: toInstant(`${at}T12:00:00.000Z`),
  });
  // Paid through 5 February; the eleven days from 25 January on are had from 2 to 13 February.
  const away = { ...hold("extend", "2026-01-25", "2026-02-02", "2026-02-05"), createdAt: toInstant("2026-01-20T12:00:00.000Z") };
  const daysOf = (facts: DrawFacts): string[] =>
    wantedDues(facts, toDay("2026-02-23"), toDay("2026-02-02")).map(({ kind, from, to, planVersionId, chargeOn }) => `${kind} ${from} ${to} of ${planVersionId} on ${chargeOn}`);

  test("MEM-12 arranged before the hold it begins when they are over, and they stay days of the plan that was paid", () => {
    expect(daysOf({ records: [joined, arranged("2026-01-10")], holds: [away], endsOn: null })).toEqual([
      "covered 2026-02-02 2026-02-13 of 1 on 2026-02-02",
      "stub 2026-02-13 2026-02-23 of 2 on 2026-02-02",
      "period 2026-02-23 2026-03-23 of 2 on 2026-02-23",
    ]);
  });

  test("MEM-12 arranged after it, it begins on its own day and cuts them", () => {
    expect(daysOf({ records: [joined, arranged("2026-02-05")], holds: [away], endsOn: null })).toEqual([
      "covered 2026-02-02 2026-02-13 of 1 on 2026-02-02",
      "stub 2026-02-05 2026-02-23 of 2 on 2026-02-05",
      "period 2026-02-23 2026-03-23 of 2 on 2026-02-23",
    ]);
  });
});
