/** What a message says (DOC-10): the letter's words as plain text, or a few lines that go with a document. */
import { fillWords, type FieldValues } from "../texts/fill-words.ts";

/** The lines below a message, as the practice writes them (DOC-8). */
export type Signature = readonly string[];
export type MailText = { readonly subject: string; readonly body: string };

export const longestMailSubject = 200;

/** A letter as a message: its paragraphs apart, the practice below. */
export function letterAsMail(letter: MailText, below: Signature): MailText {
  return { subject: oneLine(letter.subject), body: signed(letter.body, below) };
}

/** What stands with an attached document: the practice's words with their fields filled. */
export function documentAsMail(words: MailText, values: FieldValues, below: Signature): MailText {
  return { subject: oneLine(fillWords(words.subject, values)), body: signed(fillWords(words.body, values), below) };
}

function signed(body: string, below: Signature): string {
  const paragraphs = body.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return `${paragraphs.join("\n\n")}\n\n${below.join("\n")}\n`;
}

/** A subject is one line: whatever would end it, or begin another header, is a blank. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim().slice(0, longestMailSubject);
}
