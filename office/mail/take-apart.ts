/** Takes a message of the mailbox apart, as far as it matters for what came back (DOC-10). Whatever it is, it harms nobody. */
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { blankHeaders, type MailHeaders, type MailParts } from "#domain/mail/returned-parts.ts";

/** Of each part no more is looked at. */
const mostSigns = 128 * 1024;

/** Null for what cannot be read at all. */
export async function takeApart(raw: Uint8Array): Promise<MailParts | null> {
  try {
    const email = await PostalMime.parse(Buffer.from(raw), { forceRfc822Attachments: true, maxNestingDepth: 20, maxHeadersSize: 256 * 1024 });
    const parts = (kinds: readonly string[]) => email.attachments.filter(({ mimeType }) => kinds.includes(mimeType.toLowerCase())).map(textOf);
    return {
      headers: headersFrom((name) => headerOf(email, name)),
      text: (email.text ?? (email.html ?? "").replaceAll(/<[^<>]{0,500}>/g, " ")).slice(0, mostSigns),
      statuses: parts(["message/delivery-status", "message/global-delivery-status"]),
      originals: parts(["message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"]),
    };
  } catch {
    return null;
  }
}

function headerOf(email: Email, name: string): string {
  return email.headers.find(({ key }) => key === name)?.value ?? "";
}

function textOf({ content }: Attachment): string {
  return (typeof content === "string" ? content : Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content)).toString("utf8")).slice(0, mostSigns);
}

/** The headers of a message as a server gives them by themselves. */
export function takeHeaders(block: Uint8Array): MailHeaders {
  const fields = new Map<string, string>();
  for (const line of Buffer.from(block).toString("utf8").replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return headersFrom((name) => fields.get(name) ?? "");
}

function headersFrom(get: (name: string) => string): MailHeaders {
  return {
    ...blankHeaders,
    from: get("from"),
    returnPath: get("return-path"),
    subject: decodeWords(get("subject")),
    contentType: get("content-type"),
    failedRecipients: get("x-failed-recipients"),
    messageId: get("message-id"),
  };
}

/** `=?utf-8?B?…?=` and its like; what cannot be read stays as it is. */
function decodeWords(text: string): string {
  if (!text.includes("=?")) return text;
  return text.replaceAll(/=\?[\w-]{1,40}\?([bq])\?([^?\s]{0,2000})\?=/gi, (_all, kind: string, coded: string) =>
    kind.toLowerCase() === "b"
      ? Buffer.from(coded, "base64").toString("utf8")
      : Buffer.from(coded.replaceAll("_", " ").replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))), "latin1").toString("utf8"),
  );
}
