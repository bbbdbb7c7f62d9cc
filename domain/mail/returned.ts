/**
 * Whether a message of the practice's mailbox says that one of ours came back (DOC-10). Nothing is
 * guessed: without the id of a message of ours in it, it says nothing; and what is not plainly a
 * report of a mail server (an answer, an absence note, a read receipt) is passed over.
 */
import { isEmail } from "../people/email.ts";
import { readDeliveryStatus, type RecipientStatus } from "./delivery-status.ts";
import { reasonOfReturn } from "./return-reason.ts";
import type { BounceReason } from "./faults.ts";
import type { MailHeaders, MailParts } from "./returned-parts.ts";

export type Returned = {
  /** `delayed`: the other side still tries. */
  readonly kind: "failed" | "delayed";
  readonly reason: BounceReason;
  /** Ids of ours that it carries, as `<outbox-…>`. Most often one. */
  readonly messageIds: readonly string[];
  /** The addresses it is about, in small letters. */
  readonly recipients: readonly string[];
  /** The one line with the reason. */
  readonly words: string;
};

const reportType = /^\s*multipart\/report\b/i;
const otherReport = /report-type\s*=\s*"?(disposition-notification|feedback-report)/i;
const machine = /\b(mailer-daemon|postmaster|mail delivery (sub)?system|mail-daemon|mailerdaemon|system administrator|mail administrator)\b/i;
const failureSubject =
  /undeliver|returned mail|failure notice|delivery (status|failure|report|has failed|incomplete)|mail delivery (failed|system|failure)|could not be delivered|delivery notification|unzustellbar|no entregad|message not delivered/i;
const delayWords = /\b(delayed|delay)\b|will (be retried|keep trying|continue to (try|be))|still (trying|being retried)|not yet (been )?delivered|warning: message|delivery incomplete/i;

/** By its headers alone: whether the rest is worth reading. Everything else stays unread. */
export function mayBeReturned(headers: MailHeaders): boolean {
  if (reportType.test(headers.contentType)) return !otherReport.test(headers.contentType);
  if (headers.failedRecipients.trim() !== "") return true;
  return isFromMachine(headers) && (failureSubject.test(headers.subject) || delayWords.test(headers.subject));
}

function isFromMachine({ from, returnPath }: MailHeaders): boolean {
  return machine.test(from) || (/^\s*<>\s*$/.test(returnPath) && /\bno-?reply\b|\bmailer\b/i.test(from));
}

const idForm = /<outbox-\d{1,15}\.\d{1,9}\.[^\s<>@]{1,80}@[^\s<>]{1,253}>/g;

/** The ids of messages of ours that stand in a text, each once. */
export function ourIdsIn(text: string): string[] {
  return [...new Set(text.match(idForm) ?? [])];
}

/** Null where it says nothing about a message of ours. */
export function readReturned(parts: MailParts): Returned | null {
  if (!mayBeReturned(parts.headers)) return null;
  return parts.statuses.length > 0 ? readReport(parts) : readPlain(parts);
}

/** A report as the standard has it (RFC 3464): what is told machine to machine counts, not the prose. */
function readReport(parts: MailParts): Returned | null {
  const messageIds = ourIdsIn([...parts.originals.map(headersOf), ...parts.statuses].join("\n"));
  const recipients = parts.statuses.flatMap(readDeliveryStatus);
  const failed = recipients.filter(({ action }) => action === "failed");
  const told = failed.length > 0 ? failed : recipients.filter(({ action }) => action === "delayed");
  const [first] = told;
  if (messageIds.length === 0 || first === undefined) return null;
  return {
    kind: failed.length > 0 ? "failed" : "delayed",
    reason: reasonOfReturn({ status: first.status, words: first.diagnostic }),
    messageIds,
    recipients: addressesOf(told),
    words: lineOf(first),
  };
}

function addressesOf(recipients: readonly RecipientStatus[]): string[] {
  return [...new Set(recipients.flatMap(({ finalRecipient, originalRecipient }) => [finalRecipient, originalRecipient]).filter((one) => one !== ""))];
}

function lineOf({ diagnostic, status }: RecipientStatus): string {
  return diagnostic === "" ? status : diagnostic;
}

/** What stands before the first empty line. */
function headersOf(message: string): string {
  return message.split(/\r?\n\r?\n/, 1)[0] ?? "";
}

/** One that only people can read: it has to come from a mail server, carry our message, and name its address. */
function readPlain({ headers, text, originals }: MailParts): Returned | null {
  const all = [text, ...originals.map(headersOf)].join("\n");
  const messageIds = ourIdsIn(all);
  if (messageIds.length === 0) return null;
  const prose = proseOf(text);
  const isDelayed = delayWords.test(headers.subject) || (!failureSubject.test(headers.subject) && prose.some((line) => delayWords.test(line)));
  const words = reasonLine(prose);
  const named = headers.failedRecipients.trim() === "" ? prose.join("\n") : headers.failedRecipients;
  return {
    kind: isDelayed ? "delayed" : "failed",
    reason: reasonOfReturn({ status: statusIn(words), words }),
    messageIds,
    recipients: addressesIn(named),
    words,
  };
}

const copyBegins = /^(received|message-id|return-path):|below this line is a copy|^-{2,}.*\b(original|copy|returned|message)\b/i;

/** What the server says itself, line by line, without the copy of our message below it. */
function proseOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, longestLine).trim());
  const copy = lines.findIndex((line) => copyBegins.test(line));
  return (copy < 0 ? lines : lines.slice(0, copy)).filter((line) => line !== "");
}

/** More of a line tells nobody more. */
const longestLine = 400;

const statusForm = /\b([245]\.\d{1,3}\.\d{1,3})\b/;

function statusIn(words: string): string {
  return statusForm.exec(words)?.[1] ?? "";
}

/** The line with a code or a known reason, else the first that says that something failed. */
function reasonLine(lines: readonly string[]): string {
  return (
    lines.find((line) => statusForm.test(line) || /\b5[0-9]{2}[ -]/.test(line)) ??
    lines.find((line) => reasonOfReturn({ status: "", words: line }) !== "refused") ??
    lines.find((line) => /fail|not (be )?deliver|reject|refus/i.test(line)) ??
    ""
  );
}

/** Every address that a text names, in small letters. */
export function addressesIn(text: string): string[] {
  const found = text.slice(0, 20_000).match(/[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{1,253}/g) ?? [];
  return [...new Set(found.map((one) => one.replace(/\.+$/, "").toLowerCase()).filter(isEmail))].slice(0, 50);
}
