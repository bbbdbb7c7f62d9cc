/** What is owed of each part of a plan (INV-6): oldest first, never more than is open, and set-aside parts last. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { isDue, openParts, partWord, spreadPart } from "./due-parts.ts";
import { planSchedule, type PlanPart } from "./schedule.ts";

const today = toDay("2026-11-22");
const plan = (cents: number, count: number): PlanPart[] =>
  planSchedule(toCents(cents), { downCents: toCents(0), by: { kind: "count", count }, every: "month", firstOn: addMonths(today, 1) }, today);
const rests = (parts: readonly PlanPart[], paid: number, open: number, aside: readonly number[] = []): [number, number][] =>
  openParts(parts, toCents(paid), toCents(open), ({ position }) => aside.includes(position)).map(({ position, restCents }) => [position, restCents]);

describe("INV-6 what is owed of each part", () => {
  test.each([
    ["nothing is paid", 0, 900, [[0, 300], [1, 300], [2, 300]]],
    ["one part is paid", 300, 600, [[1, 300], [2, 300]]],
    ["a part is paid in part", 450, 450, [[1, 150], [2, 300]]],
    ["all is paid", 900, 0, []],
    ["more than all was paid", 1000, 0, []],
    ["a payment from before the plan was taken back", -50, 900, [[0, 300], [1, 300], [2, 300]]],
    ["an edit left less open than the parts", 0, 500, [[0, 300], [1, 200]]],
  ] as const)("INV-6 %s", (_, paid, open, expected) => {
    expect(rests(plan(900, 3), paid, open)).toEqual(expected);
  });

  test("INV-6 a part that a person set aside is paid last, so that what is drawn counts for the part it was drawn for", () => {
    expect(rests(plan(900, 3), 300, 600, [0])).toEqual([[0, 300], [2, 300]]);
    expect(rests(plan(900, 3), 600, 300, [0])).toEqual([[0, 300]]);
    expect(rests(plan(900, 3), 900, 0, [0])).toEqual([]);
  });

  test("INV-6 F-3 three parts of 1,000.00 are 333.34, 333.33 and 333.33", () => {
    expect(rests(plan(100_000, 3), 0, 100_000)).toEqual([[0, 33_334], [1, 33_333], [2, 33_333]]);
  });

  test("INV-6 whatever is paid and open, no part is asked for twice: the rests are what is left, and never more than is open", () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 100_000 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -500, max: 100_500 }), fc.array(fc.integer({ min: 0, max: 11 })), (cents, count, paid, aside) => {
        const parts = plan(cents, count);
        const left = Math.max(0, cents - Math.max(0, paid));
        const found = openParts(parts, toCents(paid), toCents(left), ({ position }) => aside.includes(position));
        expect(found.reduce((sum, { restCents }) => sum + restCents, 0)).toBe(left);
        for (const { restCents, cents: whole } of found) expect(restCents > 0 && restCents <= whole).toBe(true);
        const positions = found.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
        const capped = openParts(parts, toCents(paid), toCents(Math.floor(left / 2)));
        expect(capped.reduce((sum, { restCents }) => sum + restCents, 0)).toBe(Math.floor(left / 2));
      }),
    );
  });
});

test("INV-6 a part goes over the plan's invoices, oldest first, and stops where nothing is owed", () => {
  const debts = [{ id: 1, balanceCents: toCents(100) }, { id: 2, balanceCents: toCents(0) }, { id: 3, balanceCents: toCents(500) }];
  const spread = (cents: number) => spreadPart(debts, toCents(cents)).map(({ id, cents: pays }) => [id, pays]);
  expect(spread(0)).toEqual([]);
  expect(spread(80)).toEqual([[1, 80]]);
  expect(spread(150)).toEqual([[1, 100], [3, 50]]);
  expect(spread(9999)).toEqual([[1, 100], [3, 500]]);
});

test("INV-6 the word for a part, and the day from which it is due", () => {
  expect(partWord({ position: 1, of: 6 })).toBe("Payment 2 of 6");
  expect([isDue({ dueOn: today }, today), isDue({ dueOn: addDays(today, 1) }, today)]).toEqual([true, false]);
});
