/** Ranges of days that people ask for by name. */
import { addDays, dayInMonth, makeDay, yearOf, type Day } from "#domain/calendar.ts";
import type { DayLimits } from "./filter-kinds.ts";

export type DayPreset = { readonly label: string; readonly limits: DayLimits };

export function dayPresets(today: Day): readonly DayPreset[] {
  const month = (offset: number): DayLimits => ({
    from: dayInMonth(today, offset, 1),
    to: dayInMonth(today, offset, 31),
  });
  return [
    { label: "Today", limits: { from: today, to: today } },
    { label: "Last 30 days", limits: { from: addDays(today, -29), to: today } },
    { label: "Next 30 days", limits: { from: today, to: addDays(today, 29) } },
    { label: "This month", limits: month(0) },
    { label: "Last month", limits: month(-1) },
    {
      label: "This year",
      limits: { from: makeDay(yearOf(today), 1, 1), to: makeDay(yearOf(today), 12, 31) },
    },
  ];
}
