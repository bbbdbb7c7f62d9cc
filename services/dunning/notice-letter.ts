/** A waiting notice as a letter that can be printed (DOC-2): the practice's words with their fields filled. */
import { currentSettings } from "#db/dunning/settings.ts";
import type { NoticeRow } from "#db/dunning/notices.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { noticeText } from "#domain/dunning/notice-texts.ts";
import { fillText } from "#domain/dunning/notice-text.ts";
import type { NoticeData } from "#domain/statements/document-data.ts";
import type { Printing } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { readNoticeFacts } from "./notice-values.ts";

/** The amounts and the lapse day are those of today, so that a letter printed late still tells the truth. */
export function writeLetter(db: ReadableDb, printing: Printing, notice: NoticeRow, today: Day): NoticeData {
  const { settings } = currentSettings(db);
  const { language, setup, values, pay } = readNoticeFacts(db, printing, notice, today);
  const text = noticeText(settings, notice.kind, language);
  const household = readHouseholdOnPaper(db, notice.householdId, printing.homeCountry);
  return {
    setup,
    letterhead: printing.letterhead,
    recipient: { name: household.name, addressLines: household.addressLines },
    householdNumber: String(household.number),
    datedOn: today,
    subject: fillText(text.subject, values),
    body: fillText(text.body, values),
    pay,
    paymentOptions: pay === null ? [] : [values.how_to_pay ?? ""],
  };
}

/** What is kept of a letter that went out: the very words and amounts. */
export function letterSnapshot(letter: NoticeData): string {
  const { subject, body, pay, recipient, datedOn } = letter;
  return JSON.stringify({ subject, body, pay, recipient, datedOn });
}
