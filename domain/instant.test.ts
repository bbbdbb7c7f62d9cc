import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayInZone, toDay, toInstant } from "./calendar.ts";
import { addCivilDays, addMilliseconds, epochOf, instantOf, laterOf, localInstant, millisecondsBetween } from "./instant.ts";

const zones = ["America/New_York", "Pacific/Auckland", "Pacific/Pago_Pago", "Pacific/Kiritimati", "Africa/Casablanca", "America/Sao_Paulo"];

test("F-9 moved by civil days, an instant falls on exactly that civil day in every zone and over every clock change", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2032, 0, 1) }),
      fc.integer({ min: 0, max: 800 }),
      fc.constantFrom(...zones),
      (epoch, days, zone) => {
        const at = instantOf(epoch);
        expect(dayInZone(addCivilDays(at, days, zone), zone)).toBe(addDays(dayInZone(at, zone), days));
      },
    ),
  );
});

test("F-9 the night before the clocks change is 24 hours and an hour away from the same time next day", () => {
  const evening = toInstant("2026-10-31T22:00:00.000Z");
  expect(millisecondsBetween(evening, addCivilDays(evening, 1, "America/New_York"))).toBe(25 * 3_600_000);
});

test("F-4 instants are told apart to the millisecond, forwards and backwards", () => {
  const at = toInstant("2026-01-31T09:00:00.000Z");
  expect(addMilliseconds(at, 1500)).toBe("2026-01-31T09:00:01.500Z");
  expect(millisecondsBetween(addMilliseconds(at, 7), at)).toBe(-7);
  expect(instantOf(epochOf(at))).toBe(at);
  expect(laterOf(at, addMilliseconds(at, 1))).toBe(addMilliseconds(at, 1));
  expect(laterOf(addMilliseconds(at, 1), at)).toBe(addMilliseconds(at, 1));
});

test.each([
  ["an ordinary day", "2026-11-22", "09:00", "2026-11-22T14:00:00.000Z"],
  ["a time that comes twice is the first of them", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"],
  ["a time that is jumped over is an hour earlier", "2026-03-08", "02:30", "2026-03-08T06:30:00.000Z"],
])("F-9 a local wall time has an instant: %s", (_, day, time, at) => {
  expect(localInstant(toDay(day), time, "America/New_York")).toBe(at);
});
