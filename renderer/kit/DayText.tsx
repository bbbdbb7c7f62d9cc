import { toDay, type Day } from "#domain/calendar.ts";
import { distanceTo, fullDay, longDay, shortDay, spokenDay } from "../format/day.ts";
import { usePracticeFormat } from "../format/PracticeFormat.tsx";

export type DayTextProps = {
  readonly day: Day;
  /**
   * `spoken`: Tomorrow, 5 Jan. `short`: 5 Jan (with the year if it is another). `full`: 5 Jan 2027.
   * `long`: Sunday, 22 November.
   */
  readonly as?: "spoken" | "short" | "full" | "long";
  /** Adds `in 12 days` after it. */
  readonly withDistance?: boolean;
};

/** A day as people say it, with the exact date in the element itself (UI-8). */
export function DayText({ day, as = "spoken", withDistance = false }: DayTextProps) {
  const { locale, today } = usePracticeFormat();
  const style = { locale, today };
  const write = { spoken: spokenDay, short: shortDay, long: longDay, full: fullDayIn }[as];
  return (
    <time className="pf-figures" dateTime={toDay(day)}>
      {write(day, style)}
      {withDistance && <span> ({distanceTo(day, today)})</span>}
    </time>
  );
}

function fullDayIn(day: Day, { locale }: { readonly locale: string }): string {
  return fullDay(day, locale);
}
