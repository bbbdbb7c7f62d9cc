/**
 * The practice's own timetable (BIL-11): grace days, days of the retries and notices, which notices are
 * written, and by which channel. The defaults are right for most offices; the words are in `domain/texts`.
 */
import { refuse } from "../refusal.ts";
import { caseNotices, daysAfterFinalNotice, type CaseNotice } from "./timetable.ts";
import { isOptional, noticeNames, type NoticeKind } from "./notice-kinds.ts";
import type { OwnWriting } from "./writing.ts";

export type NoticeLanguage = "en" | "es";
export const noticeLanguages = ["en", "es"] as const;

export type DunningSettings = {
  /** Days from day 0 to the lapse. */
  readonly graceDays: number;
  /** Days after the first failure on which the card is tried again. */
  readonly retryDays: readonly number[];
  readonly noticeDays: Readonly<Record<CaseNotice, number>>;
  /** Where the practice writes a kind otherwise than by default (DOC-12); ask `writingOf`. */
  readonly writing: OwnWriting;
  /** By the household's own channel where there is one, or always on paper. */
  readonly channel: "household" | "letter";
};

export const defaultDunning: DunningSettings = {
  graceDays: 28,
  retryDays: [3, 7, 14, 21],
  noticeDays: { past_due: 0, past_due_fee: 7, past_due_reminder: 14, past_due_final: 21 },
  writing: {},
  channel: "household",
};

export const leastGraceDays = 14;
export const mostGraceDays = 90;
/** The networks allow 8 attempts in 30 days for a card and amount, the first included (BIL-10). */
export const mostRetries = 7;

/**
 * Refuses `grace_days_out_of_range`, `retry_days_wrong`, `retry_days_too_many`, `notice_days_wrong`,
 * `final_notice_too_late` and `notice_not_optional`.
 */
export function checkedSettings(settings: DunningSettings): DunningSettings {
  const { graceDays, retryDays, noticeDays, writing } = settings;
  if (!Number.isInteger(graceDays) || graceDays < leastGraceDays || graceDays > mostGraceDays)
    refuse("grace_days_out_of_range", { least: leastGraceDays, most: mostGraceDays });
  if (retryDays.length > mostRetries) refuse("retry_days_too_many", { most: mostRetries });
  if (!isRising(retryDays) || retryDays.some((day) => !isDayNumber(day, 1, graceDays - 1)))
    refuse("retry_days_wrong", { graceDays });
  const days = caseNotices.map((kind) => noticeDays[kind]);
  if (!isRising(days) || days.some((day) => !isDayNumber(day, 0, graceDays - 1)))
    refuse("notice_days_wrong", { graceDays });
  const latest = graceDays - daysAfterFinalNotice;
  if (noticeDays.past_due_final > latest) refuse("final_notice_too_late", { graceDays, latest });
  const needed = (Object.keys(writing) as NoticeKind[]).find((kind) => !isOptional(kind) && writing[kind] !== "all");
  if (needed !== undefined) refuse("notice_not_optional", { notice: noticeNames[needed] });
  return settings;
}

function isRising(days: readonly number[]): boolean {
  return days.every((day, index) => index === 0 || day > (days[index - 1] ?? day));
}

function isDayNumber(day: number, least: number, most: number): boolean {
  return Number.isInteger(day) && day >= least && day <= most;
}

/** How a household is written to: by its own channel where the practice can use it, else a letter. */
export function noticeChannel(
  preference: "email" | "text" | "print",
  settings: Pick<DunningSettings, "channel">,
  ways: { readonly email: boolean; readonly text: boolean },
): "letter" | "email" | "text" {
  if (settings.channel === "letter") return "letter";
  if (preference === "email" && ways.email) return "email";
  if (preference === "text" && ways.text) return "text";
  return "letter";
}
