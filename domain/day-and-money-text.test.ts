import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayInZone, daysBetween, timeInZone, toDay, toInstant, type Day } from "./calendar.ts";
import { dayText, rangeText } from "./day-text.ts";
import { addCivilDays, epochOf, instantOf, laterOf } from "./instant.ts";
import { moneyText } from "./money-text.ts";
import { toCents } from "./money.ts";
import { currencyDigits } from "./practice/currency.ts";

const anyDay = fc.integer({ min: 0, max: 140_000 }).map((days): Day => addDays(toDay("1810-01-01"), days));

describe("F-1 amounts as people read them", () => {
  test.each<[number, 0 | 2, string]>([
    [0, 2, "0.00"],
    [7, 2, "0.07"],
    [-7, 2, "−0.07"],
    [100, 2, "1.00"],
    [99_999, 2, "999.99"],
    [100_000, 2, "1,000.00"],
    [-123_456_789, 2, "−1,234,567.89"],
    [0, 0, "0"],
    [999, 0, "999"],
    [-1000, 0, "−1,000"],
    [1_000_000_000, 0, "1,000,000,000"],
  ])("%i cents with %i decimals are %s", (cents, digits, text) => {
    expect(moneyText(cents, digits)).toBe(text);
  });

  test("every amount can be read back exactly, and is grouped by threes", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(0 as const, 2 as const), (cents, digits) => {
        const text = moneyText(toCents(cents), digits);
        expect(text).toMatch(digits === 2 ? /^−?\d{1,3}(,\d{3})*\.\d{2}$/ : /^−?\d{1,3}(,\d{3})*$/);
        expect(Number(text.replace("−", "-").replaceAll(",", "").replace(".", ""))).toBe(cents);
      }),
    );
  });

  test("every currency that books may be kept in has none or two decimals, and its amounts fit both ways", () => {
    const usable = Intl.supportedValuesOf("currency").filter((code) => currencyDigits(code) !== undefined);
    expect(usable).toEqual(expect.arrayContaining(["USD", "EUR", "GBP", "CAD", "AUD", "NZD", "JPY", "KRW", "MXN", "INR"]));
    expect(usable).not.toContain("KWD");
    for (const code of ["KWD", "BHD", "usd", "US", "XXXX", "", "$"]) expect(currencyDigits(code), code).toBeUndefined();
    expect([currencyDigits("JPY"), currencyDigits("USD")]).toEqual([0, 2]);
  });
});

describe("F-6 days as people say them", () => {
  test.each<[string, string, string]>([
    ["2027-01-05", "2027-02-05", "5 Jan – 4 Feb 2027"],
    ["2026-12-31", "2027-01-31", "31 Dec 2026 – 30 Jan 2027"],
    ["2027-01-05", "2027-01-06", "5 Jan 2027"],
    ["2028-02-29", "2029-02-28", "29 Feb 2028 – 27 Feb 2029"],
    ["2026-01-01", "2027-01-01", "1 Jan – 31 Dec 2026"],
  ])("from %s up to but not on %s is %s", (from, to, text) => {
    expect(rangeText({ from: toDay(from), to: toDay(to) })).toBe(text);
  });

  test("no two days are said alike", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40_000 }), (day, later) => {
        expect(dayText(addDays(day, -(later % 3000) - 1))).not.toBe(dayText(day));
        expect(dayText(day)).toMatch(/^[1-9]\d? [A-Z][a-z]{2} \d{4}$/);
      }),
    );
  });

  test("a range never says the day it ends before", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 800 }), (from, days) => {
        const to = addDays(from, days);
        expect(rangeText({ from, to })).toContain(dayText(addDays(to, -1)));
        expect(rangeText({ from, to }).split(" – ").at(-1)).not.toBe(dayText(to));
      }),
    );
  });
});

describe("F-9 the ends of the world and the nights when the clocks change", () => {
  test.each<[zone: string, at: string, day: string, time: string]>([
    ["Pacific/Kiritimati", "2026-12-31T10:00:00.000Z", "2027-01-01", "00:00"],
    ["Pacific/Kiritimati", "2026-12-31T09:59:59.999Z", "2026-12-31", "23:59"],
    ["Pacific/Pago_Pago", "2027-01-01T10:59:59.999Z", "2026-12-31", "23:59"],
    ["Pacific/Pago_Pago", "2027-01-01T11:00:00.000Z", "2027-01-01", "00:00"],
    ["Asia/Kathmandu", "2026-03-01T18:15:00.000Z", "2026-03-02", "00:00"],
    ["Australia/Lord_Howe", "2026-10-03T15:30:00.000Z", "2026-10-04", "02:30"],
    ["America/New_York", "2026-03-08T06:59:00.000Z", "2026-03-08", "01:59"],
    ["America/New_York", "2026-03-08T07:00:00.000Z", "2026-03-08", "03:00"],
    ["America/New_York", "2026-11-01T05:30:00.000Z", "2026-11-01", "01:30"],
    ["America/New_York", "2026-11-01T06:30:00.000Z", "2026-11-01", "01:30"],
    // Samoa jumped over 30 December 2011 altogether.
    ["Pacific/Apia", "2011-12-30T09:59:59.000Z", "2011-12-29", "23:59"],
    ["Pacific/Apia", "2011-12-30T10:00:00.000Z", "2011-12-31", "00:00"],
    ["UTC", "2028-02-29T23:59:59.999Z", "2028-02-29", "23:59"],
  ])("in %s it is at %s already %s %s", (zone, at, day, time) => {
    expect([dayInZone(toInstant(at), zone), timeInZone(toInstant(at), zone)]).toEqual([day, time]);
  });

  const zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca", "UTC"];
  const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) }).map(instantOf);

  test("time going on never takes the day back, and an hour moves it by one day at most", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.integer({ min: 0, max: 3_600_000 }), (at, zone, later) => {
        const moved = instantOf(epochOf(at) + later);
        expect([0, 1]).toContain(daysBetween(dayInZone(at, zone), dayInZone(moved, zone)));
      }),
    );
  });

  test("a civil day on is the next day at the same wall time, or just after a gap", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.integer({ min: 1, max: 400 }), (at, zone, days) => {
        const moved = addCivilDays(at, days, zone);
        expect(dayInZone(moved, zone)).toBe(addDays(dayInZone(at, zone), days));
        expect(timeInZone(moved, zone) >= timeInZone(at, zone)).toBe(true);
        expect(laterOf(at, moved)).toBe(moved);
      }),
    );
  });
});
