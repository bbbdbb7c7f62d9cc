/** What writing reminders will do, in words (INV-5). */
import type { Reminded } from "#contract/reminders.ts";
import type { Day } from "#domain/calendar.ts";

type Written = Pick<Reminded, "written" | "byEmail" | "households">;

const several = (count: number, one: string, many: string): string => `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** "2 letters to 1 household wait under Letters to print." Empty when none is written. */
export function writtenSentence({ written, byEmail, households }: Written): string {
  if (written === 0) return "";
  const letters = written - byEmail;
  const to = several(households, "household", "households");
  const asLetters = `${several(letters, "letter", "letters")}${byEmail === 0 ? ` to ${to}` : ""} ${letters === 1 ? "waits" : "wait"} under Letters to print.`;
  if (byEmail === 0) return asLetters;
  const asMail = `${several(byEmail, "e-mail", "e-mails")}${letters === 0 ? ` to ${to}` : ""} ${byEmail === 1 ? "goes" : "go"} out at once.`;
  return letters === 0 ? asMail : `${several(written, "reminder", "reminders")} to ${to}: ${asMail} ${asLetters}`;
}

/** What the button says: the letter, the e-mail, or both kinds together. */
export function writeLabel({ written, byEmail }: Pick<Written, "written" | "byEmail">): string {
  if (byEmail === 0) return written > 1 ? `Write ${written.toLocaleString("en-US")} letters` : "Write the letter";
  if (byEmail === written) return written > 1 ? `Send ${written.toLocaleString("en-US")} e-mails` : "Send the e-mail";
  return `Send ${written.toLocaleString("en-US")} reminders`;
}

/** Who is left out and why, a sentence each. */
export function leftOutSentences({ leftOut, nextOn }: Pick<Reminded, "leftOut" | "nextOn">, day: (day: Day) => string): string[] {
  const { nothingOwed, disputed, tooSoon } = leftOut;
  const count = (n: number): string => (n === 1 ? "1 invoice" : `${n.toLocaleString("en-US")} invoices`);
  return [
    ...(tooSoon > 0 && nextOn !== null
      ? [
          `${count(tooSoon)} had a reminder less than 3 days ago; the next one is possible ${tooSoon === 1 ? "on" : "from"} ${day(nextOn)}.`,
        ]
      : []),
    ...(nothingOwed > 0 ? [`Nothing is owed on ${count(nothingOwed)}.`] : []),
    ...(disputed > 0 ? [`${count(disputed)} ${disputed === 1 ? "belongs" : "belong"} to a household that disputes a charge with its bank.`] : []),
  ];
}
