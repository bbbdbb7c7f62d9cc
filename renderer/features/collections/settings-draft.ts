/** The draft of the past-due settings while it is typed. */
import type { NoticeWriting } from "#domain/dunning/writing.ts";

/** `3, 7, 14, 21`. */
export function daysWritten(days: readonly number[]): string {
  return days.join(", ");
}

/** The days of a typed list, or null while something in it is not a whole number. */
export function daysFrom(text: string): number[] | null {
  const parts = text.split(/[,;\s]+/u).filter((part) => part !== "");
  return parts.every((part) => /^\d{1,3}$/u.test(part)) ? parts.map(Number) : null;
}

/** What a person chooses for each kind (DOC-12). */
export const writingWords: Readonly<Record<NoticeWriting, string>> = {
  off: "Not written",
  email: "Only by e-mail, never on paper",
  all: "By e-mail or letter",
};

/** What the history calls each setting. */
export const fieldWords: Readonly<Record<string, string>> = {
  graceDays: "days until the lapse",
  retryDays: "days of the retries",
  noticeDays: "days of the letters",
  writing: "what is written",
  channel: "how households are written to",
};
