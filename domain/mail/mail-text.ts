/** What a message says (DOC-10): the letter's words as plain text, or a few lines that go with a document. */

export type Signature = { readonly name: string; readonly addressLines: readonly string[]; readonly phone: string | null };
export type MailLanguage = "en" | "es";
export type MailText = { readonly subject: string; readonly body: string };

export const longestMailSubject = 200;

/** A letter as a message: its paragraphs apart, the practice below. */
export function letterAsMail(letter: { readonly subject: string; readonly body: string }, from: Signature): MailText {
  return { subject: oneLine(letter.subject), body: signed(letter.body, from) };
}

/** What stands with an attached document. */
export function documentAsMail(
  document: { readonly title: string; readonly payer: string; readonly language: MailLanguage },
  from: Signature,
): MailText {
  const { title, payer, language } = document;
  const phone = from.phone;
  const body =
    language === "es"
      ? [
          `Estimado/a ${payer}:`,
          `Adjuntamos: ${title}.`,
          phone === null ? "Si algo no está bien, responda a este mensaje." : `Si algo no está bien, responda a este mensaje o llámenos al ${phone}.`,
        ]
      : [
          `Dear ${payer},`,
          `Attached to this message: ${title}.`,
          phone === null ? "If something is not right, answer this message." : `If something is not right, answer this message or call us at ${phone}.`,
        ];
  return { subject: oneLine(language === "es" ? `${title} de ${from.name}` : `${title} from ${from.name}`), body: signed(body.join("\n"), from) };
}

function signed(body: string, { name, addressLines, phone }: Signature): string {
  const paragraphs = body.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const below = [name, ...addressLines, ...(phone === null ? [] : [phone])];
  return `${paragraphs.join("\n\n")}\n\n${below.join("\n")}\n`;
}

/** A subject is one line: whatever would end it, or begin another header, is a blank. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim().slice(0, longestMailSubject);
}
