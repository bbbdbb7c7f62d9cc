/** What writing reminders will do, in words (INV-5). */
import type { Reminded } from "#contract/reminders.ts";
import type { Day } from "#domain/calendar.ts";

/** "2 letters, to 1 household, wait under Letters to print." Empty when none is written. */
export function writtenSentence({ written, households }: Pick<Reminded, "written" | "households">): string {
  if (written === 0) return "";
  const letters = written === 1 ? "1 letter" : `${written.toLocaleString("en-US")} letters`;
  const to = households === 1 ? "1 household" : `${households.toLocaleString("en-US")} households`;
  return `${letters} to ${to} ${written === 1 ? "waits" : "wait"} under Letters to print.`;
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
