/** The words around a message in a language (DOC-8): the practice's own, with its name and address below. */
import type { ReadableDb } from "#db/database.ts";
import { documentAsMail, type MailText, type Signature } from "#domain/mail/mail-text.ts";
import type { Letterhead } from "#domain/statements/document-data.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { textLines, wordsOf } from "../texts/words.ts";

/** What stands below every message. */
export function signatureOf(db: ReadableDb, language: TextLanguage, { name, addressLines, phone }: Letterhead): Signature {
  return textLines(db, "mail.signature", language, { practice: name, address: addressLines.join("\n"), phone: phone ?? "" });
}

/** The lines that go with a document. */
export function coverOf(
  db: ReadableDb,
  language: TextLanguage,
  letterhead: Letterhead,
  { title, payer }: { readonly title: string; readonly payer: string },
): MailText {
  const values = { title, payer, practice: letterhead.name, phone: letterhead.phone ?? "" };
  return documentAsMail(wordsOf(db, "mail.document", language), values, signatureOf(db, language, letterhead));
}
