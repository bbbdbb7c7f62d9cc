import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, daysBetween, toDay, type Day } from "../calendar.ts";
import { Refusal } from "../refusal.ts";
import type { Hold } from "./draw-facts.ts";
import { checkedHold, longestHoldMonths } from "./hold.ts";

const today = toDay("2026-01-10");

function pause(from: string, until: string | null): Hold {
  return { kind: "pause", from: toDay(from), until: until === null ? null : toDay(until) };
}

function refusalOf(wanted: Hold, others: readonly Hold[] = []): string | undefined {
  try {
    checkedHold(wanted, others, today);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test.each([
  ["a month is enough", pause("2026-02-01", "2026-03-01"), [], undefined],
  ["a day less than a month is too short", pause("2026-02-01", "2026-02-28"), [], "hold_too_short"],
  ["yesterday is too early", pause("2026-01-09", "2026-03-01"), [], "hold_too_early"],
  ["three months are allowed", pause("2026-02-01", "2026-05-01"), [], undefined],
  ["a day more is too long", pause("2026-02-01", "2026-05-02"), [], "hold_too_long"],
  ["days of an earlier hold count", pause("2026-06-01", "2026-08-01"), [pause("2026-02-01", "2026-04-01")], "hold_too_long"],
  ["days of a hold booked for later count", pause("2026-03-01", "2026-06-01"), [pause("2026-06-01", "2026-09-01")], "hold_too_long"],
  ["a year later the days are free again", pause("2027-02-01", "2027-05-01"), [pause("2026-02-01", "2026-05-01")], undefined],
  ["two holds on one day are not possible", pause("2026-02-10", "2026-03-10"), [pause("2026-02-01", "2026-03-01")], "hold_overlaps"],
  ["one that was ended on its first day is no obstacle", pause("2026-02-01", "2026-03-01"), [pause("2026-02-01", "2026-02-01")], undefined],
] as const)("MEM-12 %s", (_, wanted, others, code) => {
  expect(refusalOf(wanted, others)).toBe(code);
});

test("MEM-12 an open-ended hold ends at the limit", () => {
  expect(checkedHold(pause("2026-02-01", null), [], today).until).toBe("2026-05-01");
  // Three months from 1 June have 92 days; 31 of them went in March, 61 are left.
  expect(checkedHold(pause("2026-06-01", null), [pause("2026-03-01", "2026-04-01")], today).until).toBe("2026-08-01");
});

test("MEM-12 however holds are booked, before and after one another, no twelve months hold more than three", () => {
  const wish = fc.record({ after: fc.nat(700), days: fc.integer({ min: 28, max: 95 }), isOpen: fc.boolean() });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 8 }), (wishes) => {
      const booked: (Hold & { readonly until: Day })[] = [];
      for (const { after, days, isOpen } of wishes) {
        const from = addDays(today, after);
        const wanted: Hold = { kind: "pause", from, until: isOpen ? null : addDays(from, days) };
        if (refusalOf(wanted, booked) === undefined) booked.push(checkedHold(wanted, booked, today));
      }
      for (let on = addDays(today, -10); on < addDays(today, 900); on = addDays(on, 3)) {
        const end = addMonths(on, 12);
        const held = booked.reduce((sum, hold) => {
          const [from, to] = [hold.from > on ? hold.from : on, hold.until < end ? hold.until : end];
          return from < to ? sum + daysBetween(from, to) : sum;
        }, 0);
        // Three months have 92 days at most.
        expect(held, on).toBeLessThanOrEqual(92);
      }
      expect(longestHoldMonths).toBe(3);
    }),
    { numRuns: 60 },
  );
});
