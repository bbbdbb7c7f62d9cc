import { expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { clockTime, spokenInstant } from "./instant.ts";

const style = { locale: "en-US", today: toDay("2026-11-22") };

test("F-9 an instant is said in the practice's time zone, whatever the computer's is", () => {
  const at = toInstant("2026-11-23T04:30:00Z");
  expect(spokenInstant(at, style, "America/New_York")).toBe("Today, 22 Nov, 11:30 PM");
  expect(spokenInstant(at, style, "Pacific/Auckland")).toBe("Tomorrow, 23 Nov, 5:30 PM");
});

test("UI-8 the clock is written as the locale does", () => {
  expect(clockTime(toInstant("2026-11-22T19:05:00Z"), "es-ES", "America/New_York")).toBe("14:05");
});
