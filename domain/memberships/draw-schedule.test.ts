import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, daysBetween, toDay, type Day } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import { addCents, toCents } from "../money.ts";
import { firstScheduleRecord, type FirstSchedule } from "./enrolment.ts";
import type { DrawFacts, Hold, WantedDues } from "./draw-facts.ts";
import { nextDraws, nextWanted, wantedDues } from "./draw-schedule.ts";
import { anyHistory, anySchedule } from "./testing.ts";

const version = 1 as PlanVersionId;

function schedule(join: string, over: Partial<Omit<FirstSchedule, "joinOn">> = {}): FirstSchedule {
  return {
    joinOn: toDay(join),
    drawDay: Number(join.slice(8)),
    planVersionId: version,
    periodMonths: 1,
    priceCents: toCents(3700),
    includesFirstPeriod: false,
    firstMoney: "stub_now",
    ...over,
  };
}

function factsOf(input: FirstSchedule, holds: readonly Hold[] = [], endsOn: Day | null = null): DrawFacts {
  return { records: [firstScheduleRecord(input)], holds, endsOn };
}

function shown(dues: readonly WantedDues[]): [string, string, string, string, number][] {
  return dues.map((row) => [row.kind, row.from, row.to, row.chargeOn, row.amountCents]);
}

describe("MEM-2 the first money when the draw day is not the start day", () => {
  const start = schedule("2026-04-20", { drawDay: 5 });

  test("MEM-2 stub now, full dues from the first draw: 15 of 30 days of 37.00 are 18.50", () => {
    expect(shown(wantedDues(factsOf(start), toDay("2026-06-04")))).toEqual([
      ["stub", "2026-04-20", "2026-05-05", "2026-04-20", 1850],
      ["period", "2026-05-05", "2026-06-05", "2026-05-05", 3700],
    ]);
  });

  test("MEM-2 first draw later with free days", () => {
    expect(
      shown(wantedDues(factsOf({ ...start, firstMoney: "free_until_draw" }), toDay("2026-05-05"))),
    ).toEqual([
      ["free", "2026-04-20", "2026-05-05", "2026-04-20", 0],
      ["period", "2026-05-05", "2026-06-05", "2026-05-05", 3700],
    ]);
  });

  test("MEM-2 a full period now is less the days paid twice at the first draw", () => {
    // Paid 20 April to 20 May; 5 to 20 May is paid twice: 15 of 30 days, 18.50.
    expect(shown(wantedDues(factsOf({ ...start, firstMoney: "full_now" }), toDay("2026-06-05")))).toEqual([
      ["stub", "2026-04-20", "2026-05-05", "2026-04-20", 3700],
      ["period", "2026-05-05", "2026-06-05", "2026-05-05", 1850],
      ["period", "2026-06-05", "2026-07-05", "2026-06-05", 3700],
    ]);
  });

  test("MEM-2 a start on the draw day has no stub", () => {
    expect(shown(wantedDues(factsOf(schedule("2026-01-31")), toDay("2026-03-31")))).toEqual([
      ["period", "2026-01-31", "2026-02-28", "2026-01-31", 3700],
      ["period", "2026-02-28", "2026-03-31", "2026-02-28", 3700],
      ["period", "2026-03-31", "2026-04-30", "2026-03-31", 3700],
    ]);
  });
});

describe("MEM-3 the activation fee includes the first month", () => {
  test("MEM-3 joined 31 January 2027 with draw day 31: paid through 28 February, no stub", () => {
    expect(
      shown(wantedDues(factsOf(schedule("2027-01-31", { includesFirstPeriod: true })), toDay("2027-03-31"))),
    ).toEqual([
      ["covered", "2027-01-31", "2027-02-28", "2027-01-31", 0],
      ["period", "2027-02-28", "2027-03-31", "2027-02-28", 3700],
      ["period", "2027-03-31", "2027-04-30", "2027-03-31", 3700],
    ]);
  });

  test("MEM-4 household draws on the 5th, joins 20 April, paid to 20 May: on 5 May pays 16/31 of 37.00 = 19.10", () => {
    const input = schedule("2026-04-20", { drawDay: 5, includesFirstPeriod: true });
    expect(shown(wantedDues(factsOf(input), toDay("2026-06-05")))).toEqual([
      ["covered", "2026-04-20", "2026-05-20", "2026-04-20", 0],
      ["stub", "2026-05-20", "2026-06-05", "2026-05-05", 1910],
      ["period", "2026-06-05", "2026-07-05", "2026-06-05", 3700],
    ]);
    expect(wantedDues(factsOf(input), toDay("2026-05-04"))).toHaveLength(1);
  });

  test("MEM-4 without an included month the newcomer pays 15/30 of 37.00 = 18.50 today", () => {
    const [first] = wantedDues(factsOf(schedule("2026-04-20", { drawDay: 5 })), toDay("2026-04-20"));
    expect(first).toMatchObject({ kind: "stub", chargeOn: "2026-04-20", amountCents: 1850 });
  });
});

describe("F-8 stubs", () => {
  test("F-8 the stub before 28 February with draw day 31 belongs to 31 January – 28 February", () => {
    const [stub] = wantedDues(factsOf(schedule("2026-02-10", { drawDay: 31 })), toDay("2026-02-10"));
    expect(stub).toMatchObject({ from: "2026-02-10", to: "2026-02-28", amountCents: 2379 });
    expect(stub?.facts).toMatchObject({ alignedFromOn: "2026-01-31", usedDays: 18, totalDays: 28 });
  });

  test("F-8 an annual plan takes a stub up to the next monthly draw day only", () => {
    const input = schedule("2026-04-20", { drawDay: 5, periodMonths: 12, priceCents: toCents(42500) });
    expect(shown(wantedDues(factsOf(input), toDay("2026-05-05")))).toEqual([
      // 15 of the 365 days of 5 May 2025 – 5 May 2026: 17.47.
      ["stub", "2026-04-20", "2026-05-05", "2026-04-20", 1747],
      ["period", "2026-05-05", "2027-05-05", "2026-05-05", 42500],
    ]);
  });
});

test("F-7 dues are due on the first day of their period and not a day before", () => {
  const facts = factsOf(schedule("2026-03-10"));
  expect(wantedDues(facts, toDay("2026-04-09"))).toHaveLength(1);
  expect(wantedDues(facts, toDay("2026-04-10"))).toHaveLength(2);
  expect(nextWanted(facts, toDay("2026-04-10"))?.chargeOn).toBe("2026-04-10");
});

describe("MEM-12 holds", () => {
  const pause = (from: string, until: string | null): Hold => ({
    kind: "pause",
    from: toDay(from),
    until: until === null ? null : toDay(until),
  });

  test("MEM-12 a pause skips the draws in it and ends with a stub to the next draw", () => {
    const facts = factsOf(schedule("2026-01-05"), [pause("2026-02-05", "2026-03-20")]);
    expect(shown(wantedDues(facts, toDay("2026-04-05")))).toEqual([
      ["period", "2026-01-05", "2026-02-05", "2026-01-05", 3700],
      ["stub", "2026-03-20", "2026-04-05", "2026-03-20", 1910],
      ["period", "2026-04-05", "2026-05-05", "2026-04-05", 3700],
    ]);
  });

  test("MEM-12 an open-ended hold bills nothing until it ends", () => {
    const facts = factsOf(schedule("2026-01-05"), [pause("2026-02-01", null)]);
    expect(wantedDues(facts, toDay("2027-01-05"))).toHaveLength(1);
    expect(nextWanted(facts, toDay("2026-02-05"))).toBeUndefined();
  });

  test("MEM-12 an annual plan resumes with a stub of less than a month, then a full year", () => {
    const input = schedule("2026-01-10", { periodMonths: 12, priceCents: toCents(42500) });
    const facts = factsOf(input, [pause("2026-03-01", "2026-05-01")]);
    expect(shown(wantedDues(facts, toDay("2026-05-10"))).slice(1)).toEqual([
      ["stub", "2026-05-01", "2026-05-10", "2026-05-01", 1048],
      ["period", "2026-05-10", "2027-05-10", "2026-05-10", 42500],
    ]);
  });
});

test("MEM-13 nothing is wanted from the last day on", () => {
  const facts = factsOf(schedule("2026-01-05"), [], toDay("2026-03-05"));
  expect(wantedDues(facts, toDay("2030-01-01"))).toHaveLength(2);
  expect(nextDraws(facts, toDay("2026-03-05"), 3)).toEqual([]);
});

describe("whatever the start, the draw day, the length, the holds and the end", () => {
  const input = anySchedule;

  test("F-13 periods never overlap, leave no gap, and each is charged once, on or before its first day", () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 40 }), (given, months) => {
        const facts = factsOf(given);
        const wanted = wantedDues(facts, addMonths(given.joinOn, months));
        expect(wanted[0]?.from).toBe(given.joinOn);
        wanted.forEach((row, index) => {
          expect(row.from < row.to).toBe(true);
          expect(row.chargeOn <= row.from && row.chargeOn >= given.joinOn).toBe(true);
          expect(row.amountCents).toBeGreaterThanOrEqual(0);
          expect(row.amountCents).toBeLessThanOrEqual(given.priceCents);
          if (index > 0) expect(row.from).toBe(wanted[index - 1]?.to);
        });
      }),
      { numRuns: 400 },
    );
  });

  test("BIL-2 asking on every day or once at the end wants the same", () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 120 }), (given, days) => {
        const facts = factsOf(given);
        const end = addDays(given.joinOn, days);
        const daily: WantedDues[] = [];
        let billed = given.joinOn;
        for (let d = 0; d <= days; d += 1)
          for (const dues of wantedDues(facts, addDays(given.joinOn, d)))
            if (dues.from >= billed) {
              daily.push(dues);
              billed = dues.to;
            }
        expect(daily).toEqual(wantedDues(facts, end));
      }),
      { numRuns: 100 },
    );
  });

  test("MEM-12 no frozen day is ever wanted from its draw on, and no day is wanted twice", () => {
    fc.assert(
      fc.property(
        input,
        fc.array(fc.record({ after: fc.integer({ min: 0, max: 300 }), days: fc.integer({ min: 1, max: 90 }) }), {
          maxLength: 3,
        }),
        (given, raw) => {
          const holds: Hold[] = [];
          let free = given.joinOn;
          for (const { after, days } of raw) {
            const from = addDays(free, after);
            const until = addDays(from, days);
            holds.push({ kind: "pause", from, until });
            free = until;
          }
          const facts = factsOf({ ...given, includesFirstPeriod: false }, holds);
          const wanted = wantedDues(facts, addMonths(given.joinOn, 24));
          for (const row of wanted)
            for (const hold of holds)
              expect(row.from >= hold.from && row.from < (hold.until ?? "9999")).toBe(false);
          // The cut of a pause ends the days before it; from there on nothing may overlap.
          const kept = wanted.map((row) => {
            const cut = holds.map((hold) => hold.from).filter((from) => row.from < from && from < row.to).toSorted()[0];
            return { from: row.from, to: cut ?? row.to };
          });
          kept.slice(1).forEach((row, index) => {
            expect((kept[index]?.to ?? row.from) <= row.from).toBe(true);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("MEM-2 a full period now costs in all what its days and the first draw's days cost", () => {
    fc.assert(
      fc.property(input, (given) => {
        const full = factsOf({ ...given, includesFirstPeriod: false, firstMoney: "full_now" });
        const [record] = full.records;
        if (record?.opening !== "full") return;
        const [first, second] = wantedDues(full, record.anchorOn);
        if (!first || !second) throw new Error("the opening and the first period are wanted");
        const paidTo = addMonths(given.joinOn, given.periodMonths);
        const twice = daysBetween(record.anchorOn, paidTo);
        expect(addCents(first.amountCents, second.amountCents)).toBe(
          2 * given.priceCents -
            Number(
              (2n * BigInt(given.priceCents) * BigInt(twice) + BigInt(daysBetween(given.joinOn, paidTo))) /
                (2n * BigInt(daysBetween(given.joinOn, paidTo))),
            ),
        );
      }),
      { numRuns: 200 },
    );
  });

  test("BIL-2 starting at any day wants what the whole walk wants from that day on", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(1500), fc.nat(1500), (facts, sinceDays, throughDays) => {
        const since = addDays(facts.joinOn, sinceDays - 100);
        const through = addDays(facts.joinOn, throughDays);
        const whole = wantedDues(facts, through).filter((dues) => dues.from >= since);
        expect(wantedDues(facts, through, since)).toEqual(whole);
        const far = wantedDues(facts, addDays(since, 1500)).filter((dues) => dues.from >= since);
        expect(nextWanted(facts, since)).toEqual(far[0]);
        const draws = far.filter((dues) => dues.amountCents > 0).slice(0, 3);
        expect(nextDraws(facts, since, 3).slice(0, draws.length)).toEqual(draws);
      }),
      { numRuns: 1000 },
    );
  });
});
