import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayInZone, timeInZone, toDay } from "../calendar.ts";
import { epochOf } from "../instant.ts";
import { Refusal } from "../refusal.ts";
import { daysFrom, requireBookableVisitDay, spanOf, spansOverlap, wallTime, type Slot } from "./slot.ts";

/** Zones of every kind: half and quarter hours, both hemispheres, no summer time, and an hour that moves by thirty minutes. */
const zones = [
  "America/New_York", "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo", "Europe/Lisbon", "Europe/Berlin",
  "Africa/Cairo", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Australia/Lord_Howe", "Australia/Adelaide",
  "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC",
];
const slots = fc.record({
  visitOn: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(toDay("2026-01-01"), days)),
  fromMinute: fc.integer({ min: 0, max: 1439 }),
  minutes: fc.integer({ min: 5, max: 720 }),
});
const spanOrRefusal = (slot: Slot, zone: string) => {
  try {
    return spanOf(slot, zone);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

test("F-9 PPL-16 in every zone and on every day a slot is on its day, at its wall time, and as long as it says, or is refused", () => {
  fc.assert(
    fc.property(slots, fc.constantFrom(...zones), (slot, zone) => {
      const span = spanOrRefusal(slot, zone);
      if (span === "appointment_past_midnight") return slot.fromMinute + slot.minutes > 1440 - 61;
      if (span === "appointment_time_skipped") return true;
      if (typeof span === "string") return false;
      return (
        dayInZone(span.startsAt, zone) === slot.visitOn &&
        timeInZone(span.startsAt, zone) === wallTime(slot.fromMinute) &&
        epochOf(span.endsAt) - epochOf(span.startsAt) === slot.minutes * 60_000
      );
    }),
    { numRuns: 400 },
  );
});

test("F-9 PPL-16 from nine to five nothing is ever refused: no zone changes its clocks then", () => {
  fc.assert(
    fc.property(slots, fc.constantFrom(...zones), ({ visitOn, fromMinute }, zone) =>
      typeof spanOrRefusal({ visitOn, fromMinute: 540 + (fromMinute % 480), minutes: 60 }, zone) !== "string",
    ),
    { numRuns: 200 },
  );
});

test("PPL-16 whether two overlap does not depend on which is asked first, and all that share a moment do", () => {
  fc.assert(
    fc.property(slots, slots, (a, b) => {
      const [one, other] = [spanOrRefusal(a, "UTC"), spanOrRefusal({ ...b, visitOn: a.visitOn }, "UTC")];
      if (typeof one === "string" || typeof other === "string") return true;
      const shared = Math.min(epochOf(one.endsAt), epochOf(other.endsAt)) - Math.max(epochOf(one.startsAt), epochOf(other.startsAt));
      return spansOverlap(one, other) === shared > 0 && spansOverlap(other, one) === shared > 0;
    }),
    { numRuns: 300 },
  );
});

describe("PPL-16 days that can be booked", () => {
  const today = toDay("2026-06-01");
  test("PPL-16 today and three years on, not a day less or more", () => {
    expect(() => requireBookableVisitDay(today, today)).not.toThrow();
    expect(() => requireBookableVisitDay(toDay("2029-06-01"), today)).not.toThrow();
    expect(() => requireBookableVisitDay(toDay("2026-05-31"), today)).toThrow(expect.objectContaining({ code: "appointment_day_past", facts: { earliestOn: today } }));
    expect(() => requireBookableVisitDay(toDay("2029-06-02"), today)).toThrow(expect.objectContaining({ code: "appointment_day_far", facts: { latestOn: "2029-06-01" } }));
  });
});

test("PPL-16 the days of a view follow each other over a month's end", () => {
  expect(daysFrom(toDay("2028-02-28"), 3)).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
});
