import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PeriodRow } from "#db/memberships/period-cuts.ts";
import { toDay } from "#domain/calendar.ts";
import { explain } from "#domain/billing/explain.ts";
import { priceLine } from "#domain/invoices/lines.ts";
import { toCents } from "#domain/money.ts";
import { takeOff, unusedLine, type Worth } from "./old-days.ts";

const period = (from: string, to: string, amountCents = 3700): PeriodRow => ({
  id: 1,
  membershipId: 7 as never,
  kind: "period",
  from: toDay(from),
  to: toDay(to),
  paidTo: null,
  chargeOn: toDay(from),
  amountCents: toCents(amountCents),
  invoiceId: 3 as never,
  invoiceLineId: 4 as never,
});
const worth = (cents: number, from = "2026-03-01", to = "2026-04-01"): Worth => ({ period: period(from, to), unused: toCents(cents) });
const member = { id: 7 as never, patient_id: 9 as never, household_id: 2 as never };
const cents = (list: readonly Worth[]) => list.map(({ unused }) => unused);

describe("MEM-9 what the old days take off", () => {
  test.each<[what: string, worths: number[], sum: number, off: number[], left: number[]]>([
    ["less than the new days cost comes off whole", [2029], 2687, [2029], []],
    ["exactly as much leaves nothing", [2029], 2029, [2029], []],
    ["more than the new days cost leaves a rest", [2029], 1371, [1371], [658]],
    ["new days that cost nothing take nothing off", [2029], 0, [], [2029]],
    ["several periods come off in their order", [1000, 1000, 1000], 1500, [1000, 500], [500, 1000]],
    ["days that are worth nothing make no line and no rest", [0, 500], 800, [500], []],
    ["nothing old, nothing off", [], 800, [], []],
  ])("MEM-9 %s", (_, worths, sum, off, left) => {
    const split = takeOff(worths.map((one) => worth(one)), toCents(sum));
    expect(cents(split.off)).toEqual(off);
    expect(cents(split.left)).toEqual(left);
  });

  test("MEM-9 whatever they are worth, nothing is lost and never more comes off than is asked for", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9000 }), { maxLength: 6 }), fc.nat({ max: 20_000 }), (worths, sum) => {
        const { off, left } = takeOff(worths.map((one) => worth(one)), toCents(sum));
        const total = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
        expect(total(cents(off)) + total(cents(left))).toBe(total(worths));
        expect(total(cents(off))).toBe(Math.min(sum, total(worths)));
        for (const one of [...off, ...left]) expect(one.unused).toBeGreaterThan(0);
      }),
    );
  });

  test("MEM-9 a line for the days from the move on says how many days of how many", () => {
    const line = unusedLine(member, worth(2029), toDay("2026-03-15"), toDay("2026-03-15"));
    expect(line).toMatchObject({ kind: "discount", description: "Unused days of the old plan, 15 Mar – 31 Mar 2026", unitCents: -2029, serviceOn: "2026-03-15" });
    expect(line.facts).toMatchObject({ kind: "unused_days", unusedDays: 17, periodDays: 31, periodCents: 3700 });
    expect(explain(line.facts, priceLine(line).netCents).sentence).toBe("17 of 31 days of a period that cost 37.00 are not used: −20.29.");
  });

  test("MEM-9 a period that begins after the move gives back all its days", () => {
    const line = unusedLine(member, worth(3700, "2026-04-01", "2026-05-01"), toDay("2026-03-15"), toDay("2026-03-15"));
    expect(line).toMatchObject({ description: "Unused days of the old plan, 1 Apr – 30 Apr 2026", serviceOn: "2026-04-01" });
    expect(line.facts).toMatchObject({ unusedDays: 30, periodDays: 30 });
  });

  test("MEM-10 for the year nobody is told that days were unused which were used: what was billed counts", () => {
    const line = unusedLine(member, worth(3900, "2026-03-01", "2026-04-01"), toDay("2026-03-01"), toDay("2026-07-10"));
    expect(line.description).toBe("Billed already in this term, 1 Mar – 31 Mar 2026");
    expect(explain(line.facts, priceLine(line).netCents)).toMatchObject({ rule: "MEM-10" });
  });
});
