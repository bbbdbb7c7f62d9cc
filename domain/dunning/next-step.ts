/** The earliest thing that the machine will do about a case by itself (BIL-12), from its timetable and what was done. */
import type { Day } from "../calendar.ts";
import type { NextStep } from "./declines.ts";
import { lapseDay, type CaseNotice, type Timetable } from "./timetable.ts";

export type CaseProgress = {
  readonly today: Day;
  readonly heldToday: boolean;
  /** False for a manual payer, a hard decline without a newer card, or a missing card. */
  readonly canRetry: boolean;
  readonly decidedRetries: ReadonlySet<number>;
  readonly decidedNotices: ReadonlySet<CaseNotice>;
  /** A notice that is queued and not printed yet; the latest. */
  readonly waitingNotice: CaseNotice | null;
  /** When the final notice was printed or sent; null if not yet. */
  readonly finalNoticeOn: Day | null;
};

export function nextStep(table: Timetable, progress: CaseProgress): NextStep {
  const { today, finalNoticeOn } = progress;
  if (progress.heldToday) return { kind: "held" };
  const ahead: { readonly on: Day; readonly step: NextStep }[] = [];
  const notLess = (on: Day): Day => (on < today ? today : on);
  if (progress.canRetry)
    for (const { day, on } of table.retries)
      if (!progress.decidedRetries.has(day)) ahead.push({ on, step: { kind: "retry", on: notLess(on) } });
  for (const { kind, on } of table.notices)
    if (!progress.decidedNotices.has(kind))
      ahead.push({ on, step: { kind: "notice", notice: kind, on: notLess(on) } });
  const lapseOn = lapseDay(table.lapseOn, finalNoticeOn);
  if (lapseOn !== null) ahead.push({ on: lapseOn, step: { kind: "lapse", on: notLess(lapseOn) } });
  // Of the steps already due only the latest happens, as `dueNow` decides.
  const due = ahead.filter(({ on }) => on <= today);
  const [first] = ahead.filter(({ on }) => on > today).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const latestDue = due.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
  if (latestDue) return latestDue.step;
  if (first && progress.waitingNotice !== "past_due_final") return first.step;
  if (progress.waitingNotice !== null) return { kind: "letter_waits", notice: progress.waitingNotice };
  return first?.step ?? { kind: "none" };
}
