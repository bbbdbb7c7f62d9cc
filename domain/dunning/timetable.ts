/**
 * The timetable of a past-due case (BIL-11): fixed offsets from day 0, which is the day of the first
 * failed charge, or the unpaid due day of a household that pays by hand. Days on hold do not count
 * (MEM-12), so every offset behind a hold moves on by the held days.
 */
import { addDays, daysBetween, type Day } from "../calendar.ts";
import type { DunningSettings } from "./settings.ts";
import { writingOf } from "./writing.ts";

/** The notices before the lapse, in their order. */
export const caseNotices = ["past_due", "past_due_fee", "past_due_reminder", "past_due_final"] as const;
export type CaseNotice = (typeof caseNotices)[number];

/** A half-open span of days in which nothing counts; `until` null is open-ended. */
export type HeldSpan = { readonly from: Day; readonly until: Day | null };

export type RetryStep = { readonly day: number; readonly on: Day };
export type NoticeStep = { readonly kind: CaseNotice; readonly day: number; readonly on: Day };

export type Timetable = {
  readonly dayZeroOn: Day;
  readonly retries: readonly RetryStep[];
  readonly notices: readonly NoticeStep[];
  /** The end of the grace days; null while an open-ended hold stops the count. */
  readonly lapseOn: Day | null;
};

/** How long the household has after the final notice was sent or printed (BIL-11). */
export const daysAfterFinalNotice = 7;

/**
 * First failure 5 Dec 2026 → retries on 8, 12, 19 and 26 Dec, lapse on 2 Jan 2027. Steps behind an
 * open-ended hold have no day yet and are left out.
 */
export function timetable(
  dayZeroOn: Day,
  settings: Pick<DunningSettings, "graceDays" | "retryDays" | "noticeDays" | "writing">,
  held: readonly HeldSpan[] = [],
): Timetable {
  return {
    dayZeroOn,
    retries: settings.retryDays.flatMap((day) => {
      const on = dayAt(dayZeroOn, day, held);
      return on === null ? [] : [{ day, on }];
    }),
    notices: caseNotices
      .filter((kind) => writingOf(settings, kind) !== "off")
      .flatMap((kind) => {
        const day = settings.noticeDays[kind];
        const on = dayAt(dayZeroOn, day, held);
        return on === null ? [] : [{ kind, day, on }];
      }),
    lapseOn: dayAt(dayZeroOn, settings.graceDays, held),
  };
}

/** Days that count from day 0 to a day: held days do not. */
export function countedDays(dayZeroOn: Day, on: Day, held: readonly HeldSpan[]): number {
  const spans = merged(held, dayZeroOn, on);
  return daysBetween(dayZeroOn, on) - spans.reduce((sum, span) => sum + daysBetween(span.from, span.to), 0);
}

/** The first day that is not held and on which `offset` days have been counted; null behind an open end. */
function dayAt(dayZeroOn: Day, offset: number, held: readonly HeldSpan[]): Day | null {
  let on = addDays(dayZeroOn, offset);
  for (;;) {
    const cover = held.find((span) => span.from <= on && (span.until === null || on < span.until));
    if (cover?.until === null) return null;
    if (cover?.until) {
      on = cover.until;
      continue;
    }
    const missing = offset - countedDays(dayZeroOn, on, held);
    if (missing <= 0) return on;
    on = addDays(on, missing);
  }
}

/** The held spans inside `[from, to)`, joined where they touch or overlap. */
function merged(held: readonly HeldSpan[], from: Day, to: Day): { from: Day; to: Day }[] {
  const inside = held
    .map((span) => ({
      from: span.from > from ? span.from : from,
      to: span.until !== null && span.until < to ? span.until : to,
    }))
    .filter((span) => span.from < span.to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const spans: { from: Day; to: Day }[] = [];
  for (const span of inside) {
    const last = spans.at(-1);
    if (last && span.from <= last.to) last.to = span.to > last.to ? span.to : last.to;
    else spans.push({ ...span });
  }
  return spans;
}

/**
 * What a day asks for: the latest step that has come due and was not decided before, and the earlier
 * ones that the computer slept through, which are recorded as skipped (BIL-11).
 */
export function dueNow<S extends { readonly on: Day }>(
  steps: readonly S[],
  isDecided: (step: S) => boolean,
  today: Day,
): { readonly now: S | null; readonly skipped: readonly S[] } {
  const due = steps.filter((step) => step.on <= today);
  // A step before one that was already taken is never taken afterwards: the later one said it all.
  const after = due.findLastIndex(isDecided) + 1;
  const open = due.filter((step) => !isDecided(step));
  const fresh = due.slice(after);
  const now = fresh.at(-1) ?? null;
  return { now, skipped: open.filter((step) => step !== now) };
}

/** The lapse is the later of the end of the grace days and seven days after the final notice; null until both are known. */
export function lapseDay(lapseOn: Day | null, finalNoticeOn: Day | null): Day | null {
  if (lapseOn === null || finalNoticeOn === null) return null;
  const earliest = addDays(finalNoticeOn, daysAfterFinalNotice);
  return earliest > lapseOn ? earliest : lapseOn;
}

/** The lapse day that a letter may promise when it is printed today: never too early, whatever comes after. */
export function promisedLapseDay(lapseOn: Day | null, finalOn: Day | null, today: Day): Day | null {
  if (lapseOn === null) return null;
  return lapseDay(lapseOn, finalOn !== null && finalOn > today ? finalOn : today);
}
