import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, dayInMonth, daysBetween, drawDayOnOrAfter, toDay, type Day, type PeriodMonths } from "../calendar.ts";
import { asId, type PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import { activationFee, firstScheduleRecord, type ActivationFacts, type FirstSchedule } from "./enrolment.ts";

const join = (over: Partial<FirstSchedule>): FirstSchedule => ({
  joinOn: toDay("2026-04-20"),
  drawDay: 5,
  planVersionId: asId<PlanVersionId>(1),
  periodMonths: 1,
  priceCents: toCents(3700),
  includesFirstPeriod: false,
  firstMoney: "stub_now",
  ...over,
});

const shown = (over: Partial<FirstSchedule>): string => {
  const { opening, openingDays, openingChargeOn, anchorOn, covered } = firstScheduleRecord(join(over));
  const days = (range: { from: Day; to: Day } | null): string => (range ? `${range.from}..${range.to}` : "-");
  return `${opening} ${days(openingDays)} on ${openingChargeOn ?? "-"}, from ${anchorOn}, covered ${days(covered)}`;
};

describe("MEM-2, MEM-3 what a newcomer pays until the first draw", () => {
  test.each<[string, Partial<FirstSchedule>, string]>([
    ["a stub on the join day", {}, "stub 2026-04-20..2026-05-05 on 2026-04-20, from 2026-05-05, covered -"],
    ["nothing extra when joining on the draw day", { drawDay: 20 }, "none - on -, from 2026-04-20, covered -"],
    ["free days", { firstMoney: "free_until_draw" }, "free 2026-04-20..2026-05-05 on 2026-04-20, from 2026-05-05, covered -"],
    ["a full period at once", { firstMoney: "full_now" }, "full 2026-04-20..2026-05-05 on 2026-04-20, from 2026-05-05, covered -"],
    ["an included month, then the stub on the last draw day before its end", { includesFirstPeriod: true }, "stub 2026-05-20..2026-06-05 on 2026-05-05, from 2026-06-05, covered 2026-04-20..2026-05-20"],
    ["an included month never asks for a full period on top", { includesFirstPeriod: true, firstMoney: "full_now" }, "stub 2026-05-20..2026-06-05 on 2026-05-05, from 2026-06-05, covered 2026-04-20..2026-05-20"],
    ["31 January is paid through 28 February, draw day 31: no stub", { joinOn: toDay("2027-01-31"), drawDay: 31, includesFirstPeriod: true }, "none - on -, from 2027-02-28, covered 2027-01-31..2027-02-28"],
    ["31 January, draw day 30: 28 February too", { joinOn: toDay("2027-01-31"), drawDay: 30, includesFirstPeriod: true }, "none - on -, from 2027-02-28, covered 2027-01-31..2027-02-28"],
    ["31 January, draw day 1: one day is a stub", { joinOn: toDay("2027-01-31"), drawDay: 1, includesFirstPeriod: true }, "stub 2027-02-28..2027-03-01 on 2027-02-01, from 2027-03-01, covered 2027-01-31..2027-02-28"],
    ["29 February, draw day 29", { joinOn: toDay("2028-02-29"), drawDay: 29 }, "none - on -, from 2028-02-29, covered -"],
    ["over the year's end", { joinOn: toDay("2026-12-31"), drawDay: 15 }, "stub 2026-12-31..2027-01-15 on 2026-12-31, from 2027-01-15, covered -"],
  ])("%s", (_, over, expected) => {
    expect(shown(over)).toBe(expected);
  });

  const cases = fc.record({
    joinOn: fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(toDay("2024-01-01"), days)),
    drawDay: fc.integer({ min: 1, max: 31 }),
    periodMonths: fc.constantFrom<PeriodMonths>(1, 3, 6, 12),
    includesFirstPeriod: fc.boolean(),
    firstMoney: fc.constantFrom("stub_now", "free_until_draw", "full_now"),
  });

  test("MEM-3 covered days, opening days and the first period join without gap or overlap, from the join day on", () => {
    fc.assert(
      fc.property(cases, (over) => {
        const record = firstScheduleRecord(join(over));
        const paidThrough = over.includesFirstPeriod ? addMonths(over.joinOn, 1) : over.joinOn;
        expect(record.covered).toEqual(over.includesFirstPeriod ? { from: over.joinOn, to: paidThrough } : null);
        if (record.openingDays) expect(record.openingDays).toEqual({ from: paidThrough, to: record.anchorOn });
        else expect(record.anchorOn).toBe(paidThrough);
        expect(record.anchorOn).toBe(drawDayOnOrAfter(paidThrough, over.drawDay));
        expect(record.anchorOn).toBe(dayInMonth(record.anchorOn, 0, over.drawDay));
        if (record.openingDays) expect(daysBetween(record.openingDays.from, record.openingDays.to)).toBeLessThanOrEqual(31);
      }),
    );
  });

  test("MEM-3 the opening is asked for between the join day and the days it pays for, never before joining", () => {
    fc.assert(
      fc.property(cases, (over) => {
        const { openingChargeOn, openingDays, opening } = firstScheduleRecord(join(over));
        expect(openingChargeOn === null).toBe(opening === "none");
        if (openingChargeOn === null || openingDays === null) return;
        expect(openingChargeOn >= over.joinOn).toBe(true);
        expect(openingChargeOn <= openingDays.from).toBe(true);
        if (!over.includesFirstPeriod) expect(openingChargeOn).toBe(over.joinOn);
      }),
    );
  });
});

describe("PPL-10, MEM-5 the activation fee", () => {
  const fee = (over: Partial<ActivationFacts> = {}, basis: ActivationFacts["activation"]["basis"] = "per_member", cap: number | null = null) =>
    activationFee({
      activation: { feeCents: toCents(9900), basis, cap, includesFirstPeriod: false },
      joinOn: toDay("2026-04-20"),
      paidBeforeOn: null,
      chargedInHousehold: 0,
      waivedReason: null,
      ...over,
    }).amountCents;

  test.each<[string, number, Partial<ActivationFacts>, ActivationFacts["activation"]["basis"], number | null]>([
    ["each member pays", 9900, { chargedInHousehold: 5 }, "per_member", null],
    ["the household's first member pays", 9900, {}, "per_household", null],
    ["the household's second does not", 0, { chargedInHousehold: 1 }, "per_household", null],
    ["below the cap a member pays", 9900, { chargedInHousehold: 1 }, "per_household_capped", 2],
    ["at the cap nobody does", 0, { chargedInHousehold: 2 }, "per_household_capped", 2],
    ["who paid it once in their life never pays again", 0, { paidBeforeOn: toDay("2011-01-01") }, "per_member", null],
    ["waived with a reason", 0, { waivedReason: "Staff family" }, "per_member", null],
  ])("%s: %i", (_, expected, over, basis, cap) => {
    expect(fee(over, basis, cap)).toBe(expected);
  });

  test("MEM-3 an included first month is explained by its last covered day (F-6)", () => {
    const { facts } = activationFee({
      activation: { feeCents: toCents(9900), basis: "per_member", cap: null, includesFirstPeriod: true },
      joinOn: toDay("2027-01-31"),
      paidBeforeOn: null,
      chargedInHousehold: 0,
      waivedReason: null,
    });
    expect(facts).toMatchObject({ kind: "activation", coversThroughOn: "2027-02-27", coveredByHousehold: false });
  });
});
