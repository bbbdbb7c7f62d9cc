import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { addMonths, dayOfMonthOf, monthOf, yearOf, type Day } from "#domain/calendar.ts";
import { longDay, namesOf } from "../format/day.ts";
import { usePracticeFormat } from "../format/PracticeFormat.tsx";
import { firstWeekdayOf, moveByKey, weeksOfMonth } from "./calendar-grid.ts";
import classes from "./Calendar.module.css";

export type CalendarProps = {
  readonly value: Day | null;
  readonly onChoose: (day: Day) => void;
  readonly min?: Day;
  readonly max?: Day;
};

/** One month to choose a day from, by mouse or by arrows, Page Up and Page Down (Shift for years). */
export function Calendar({ value, onChoose, min, max }: CalendarProps) {
  const { locale, today } = usePracticeFormat();
  const [focused, setFocused] = useState<Day>(value ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const names = namesOf(locale);
  const firstWeekday = firstWeekdayOf(locale);

  useEffect(() => {
    grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
  }, [focused]);

  const allowed = (day: Day) =>
    (min === undefined || day >= min) && (max === undefined || day <= max);
  return (
    <div className={classes["calendar"]}>
      <div className={classes["head"]}>
        <ActionIcon aria-label="Month before" onClick={() => setFocused(addMonths(focused, -1))}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span className={classes["month"]} aria-live="polite">
          {names.longMonths[monthOf(focused) - 1]} {yearOf(focused)}
        </span>
        <ActionIcon aria-label="Month after" onClick={() => setFocused(addMonths(focused, 1))}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <table
        ref={grid}
        className={`${classes["grid"]} pf-figures`}
        onKeyDown={(event) => {
          const next = moveByKey(focused, event.key, event.shiftKey, firstWeekday);
          if (next === undefined) return;
          event.preventDefault();
          setFocused(next);
        }}
      >
        <thead>
          <tr>
            {Array.from({ length: 7 }, (_, index) => {
              const at = (firstWeekday - 1 + index) % 7;
              return (
                <th key={at} scope="col" abbr={names.longWeekdays[at]}>
                  {names.weekdays[at]?.slice(0, 2)}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {weeksOfMonth(focused, firstWeekday).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    className={classes["day"]}
                    data-day={day}
                    data-autofocus={day === focused || undefined}
                    data-outside={monthOf(day) !== monthOf(focused) || undefined}
                    data-today={day === today || undefined}
                    aria-pressed={day === value}
                    aria-label={longDay(day, { locale, today })}
                    tabIndex={day === focused ? 0 : -1}
                    disabled={!allowed(day)}
                    onClick={() => onChoose(day)}
                  >
                    {dayOfMonthOf(day)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
