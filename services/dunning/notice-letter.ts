/** A waiting notice as a letter that can be printed (DOC-2): the practice's words with their fields filled. */
import type { NoticeRow } from "#db/dunning/notices.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { fillText } from "#domain/dunning/notice-text.ts";
import type { NoticeData } from "#domain/statements/document-data.ts";
import { noticeTextId } from "#domain/texts/register.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { sayText, wordsOf } from "../texts/words.ts";
import type { Printing } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { readNoticeFacts, type NoticeFacts } from "./notice-values.ts";

/**
 * In the payer's language, unless another is asked for (DOC-8). The amounts and the lapse day are those
 * of today, so that a letter printed late still tells the truth.
 */
export function writeLetter(db: ReadableDb, printing: Printing, notice: NoticeRow, today: Day, asked?: TextLanguage): NoticeData {
  return letterOf(db, printing, notice, today, readNoticeFacts(db, printing, notice, today, asked));
}

/** The words in force with these values in their fields. */
export function letterOf(
  db: ReadableDb,
  printing: Pick<Printing, "letterhead" | "homeCountry">,
  notice: NoticeRow,
  today: Day,
  { language, setup, values, pay }: NoticeFacts,
): NoticeData {
  const text = wordsOf(db, noticeTextId(notice.kind), language);
  const household = readHouseholdOnPaper(db, notice.householdId, printing.homeCountry);
  return {
    setup,
    letterhead: printing.letterhead,
    recipient: { name: household.name, addressLines: household.addressLines },
    householdNumber: String(household.number),
    datedOn: today,
    subject: fillText(text.subject, values),
    body: fillText(text.body, values),
    goodbye: sayText(db, "letter.goodbye", language, {}),
    pay,
    paymentOptions: pay === null ? [] : [values.how_to_pay ?? ""],
  };
}

/** What is kept of a letter that went out: the very words and amounts. */
export function letterSnapshot(letter: NoticeData): string {
  const { subject, body, pay, recipient, datedOn } = letter;
  return JSON.stringify({ subject, body, pay, recipient, datedOn });
}
