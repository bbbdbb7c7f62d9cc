/** The office's hours on the schedule, and what a missed visit costs (PPL-16). */
import { toCents, type Cents } from "../money.ts";
import { refuse } from "../refusal.ts";

export type LateFee = {
  /** Cancelled with less notice than this. */
  readonly underHours: number;
  readonly cents: Cents;
};

export type ScheduleSettings = {
  /** What the day view shows, in minutes after midnight; a booking outside is possible. */
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly noShowCents: Cents;
  readonly lateFees: LateFee[];
  /** Missed visits of one patient that cost nothing, in a calendar year. */
  readonly waiversAYear: number;
  /** A missed visit takes a session of the patient's package in place of the fee, where one fits (PKG-3). */
  readonly takesSession: boolean;
};

/** No fee before the practice says one. */
export const defaultSchedule: ScheduleSettings = {
  fromMinute: 8 * 60,
  toMinute: 18 * 60,
  noShowCents: toCents(0),
  lateFees: [],
  waiversAYear: 0,
  takesSession: false,
};

const mostCents = 100_000_000;

/** Refuses `schedule_settings_wrong` with what to mend; late fees come back with the shortest notice first. */
export function checkScheduleSettings(settings: ScheduleSettings): ScheduleSettings {
  const { fromMinute, toMinute, noShowCents, lateFees, waiversAYear } = settings;
  if (fromMinute < 0 || toMinute > 1440 || fromMinute % 30 !== 0 || toMinute % 30 !== 0 || toMinute - fromMinute < 60)
    refuse("schedule_settings_wrong", { what: "hours" });
  const hours = lateFees.map(({ underHours }) => underHours);
  const isWrong = lateFees.some(({ underHours, cents }) => underHours < 1 || underHours > 720 || cents < 1 || cents > mostCents);
  if (isWrong || new Set(hours).size !== hours.length || hours.length > 4 || noShowCents < 0 || noShowCents > mostCents)
    refuse("schedule_settings_wrong", { what: "fees" });
  if (!Number.isSafeInteger(waiversAYear) || waiversAYear < 0 || waiversAYear > 52) refuse("schedule_settings_wrong", { what: "waivers" });
  return { ...settings, lateFees: lateFees.toSorted((a, b) => a.underHours - b.underHours) };
}
