import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { dayPresets } from "./day-presets.ts";

test("UI-4 named ranges end on the right days, also at the end of January", () => {
  const presets = Object.fromEntries(
    dayPresets(toDay("2026-03-31")).map(({ label, limits }) => [label, limits]),
  );
  expect(presets).toEqual({
    Today: { from: "2026-03-31", to: "2026-03-31" },
    "Last 30 days": { from: "2026-03-02", to: "2026-03-31" },
    "Next 30 days": { from: "2026-03-31", to: "2026-04-29" },
    "This month": { from: "2026-03-01", to: "2026-03-31" },
    "Last month": { from: "2026-02-01", to: "2026-02-28" },
    "This year": { from: "2026-01-01", to: "2026-12-31" },
  });
});
