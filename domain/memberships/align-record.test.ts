import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayOfMonthOf, daysBetween, toDay, type Day } from "../calendar.ts";
import { asId, type PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import { alignedRecord } from "./align-record.ts";
import type { ScheduleRecord } from "./draw-facts.ts";
import { wantedDues } from "./draw-schedule.ts";

const old = (drawDay: number): ScheduleRecord => ({
  planVersionId: asId<PlanVersionId>(1),
  periodMonths: 1,
  priceCents: toCents(3700),
  drawDay,
  anchorOn: toDay("2027-01-20"),
  covered: null,
  opening: "none",
  openingDays: null,
  openingChargeOn: null,
});
const aligned = (paidThrough: string, drawDay: number, today: string): ScheduleRecord =>
  alignedRecord(old(20), toDay(paidThrough), drawDay, toDay(today));

test.each([
  // Paid through, draw day, today: the stub and its charge day.
  ["2027-02-20", 5, "2027-02-01", "2027-02-20 2027-03-05 2027-02-05"],
  ["2027-02-20", 5, "2027-02-10", "2027-02-20 2027-03-05 2027-02-10"],
  ["2027-02-20", 25, "2027-02-10", "2027-02-20 2027-02-25 2027-02-10"],
  ["2027-02-20", 31, "2027-02-10", "2027-02-20 2027-02-28 2027-02-10"],
  ["2027-03-01", 31, "2027-02-10", "2027-03-01 2027-03-31 2027-02-28"],
  // Only the draw on the last covered day itself is as good as one before it.
  ["2027-02-06", 5, "2027-02-05", "2027-02-06 2027-03-05 2027-02-05"],
])("MEM-15 MEM-3 paid through %s under day %d on %s", (paidThrough, drawDay, today, wanted) => {
  const { openingDays, openingChargeOn, anchorOn } = aligned(paidThrough, drawDay, today);
  expect(`${openingDays?.from} ${openingDays?.to} ${openingChargeOn}`).toBe(wanted);
  expect(anchorOn).toBe(openingDays?.to);
});

test("MEM-15 paid through a draw day of the household there is no stub", () => {
  expect(aligned("2027-03-05", 5, "2027-02-10")).toMatchObject({ opening: "none", openingDays: null, anchorOn: "2027-03-05", drawDay: 5 });
});

test("MEM-15 for any days: one stub shorter than a month at most, never charged before today nor after its first day, then the draw day", () => {
  const start = toDay("2027-01-01");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 31 }), (now, ahead, drawDay) => {
      const today = addDays(start, now);
      const paidThrough = addDays(today, ahead);
      const record = alignedRecord(old(20), paidThrough, drawDay, today);
      const dues = wantedDues({ records: [record], holds: [], endsOn: null }, addDays(paidThrough, 70));
      const [first, second] = dues;
      expect(first?.from).toBe(paidThrough);
      expect(dues.filter(({ kind }) => kind === "stub").length).toBe(record.openingDays ? 1 : 0);
      if (first?.kind === "stub") {
        expect(daysBetween(first.from, first.to)).toBeLessThan(31);
        expect(first.chargeOn >= today && first.chargeOn <= paidThrough).toBe(true);
        expect(second?.from).toBe(first.to);
      }
      const last = (day: Day): boolean => dayOfMonthOf(addDays(day, 1)) === 1;
      for (const { kind, from } of dues) if (kind === "period") expect(dayOfMonthOf(from) === drawDay || last(from)).toBe(true);
    }),
  );
});
