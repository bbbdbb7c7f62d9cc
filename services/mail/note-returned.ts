/**
 * What follows when the mailbox holds a message that came back (DOC-10): exactly what follows when a
 * person says so, once, however often it is read. A report that does not name the very address the
 * message went to may be forged and moves nothing.
 */
import { createHash } from "node:crypto";
import { decideMail, type MailRow } from "#db/mail/outbox.ts";
import { findMailByMessageId, insertReturn, isReturnKnown } from "#db/mail/mailbox.ts";
import type { WritableDb } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import { millisecondsBetween } from "#domain/instant.ts";
import { readReturned, type Returned } from "#domain/mail/returned.ts";
import type { MailParts } from "#domain/mail/returned-parts.ts";
import { emailKey } from "#domain/people/email.ts";
import type { Work } from "../context.ts";
import { mailCameBackWithin } from "./came-back.ts";
import { tellOn } from "./settle-mail.ts";

/**
 * `waits`: the message it is about is being sent at this moment, so it is read again next time. `known`: it had its
 * effect, or comes too late for any.
 */
export type Noted = "came_back" | "delayed" | "known" | "not_ours" | "nothing" | "waits";

/** How far the clocks of two computers may be apart. */
const clocksApartMs = 60 * 60_000;

export function noteReturned(cx: Work, db: WritableDb, parts: MailParts, arrivedAt: Instant | null): Noted {
  const returned = readReturned(parts);
  if (returned === null) return "nothing";
  const rows = returned.messageIds.flatMap((id) => findMailByMessageId(db, id) ?? []).filter((row) => returned.recipients.includes(emailKey(row.toEmail)));
  const [row] = rows;
  if (row === undefined || rows.length > 1) return "not_ours";
  const fingerprint = fingerprintOf(parts);
  if (isReturnKnown(db, row.id, fingerprint)) return "known";
  if (row.state === "sending") return "waits";
  const outcome = effectOf(cx, db, row, returned, arrivedAt);
  insertReturn(db, { mailId: row.id, fingerprint, outcome, foundAt: cx.now });
  return outcome === "no_effect" ? "known" : outcome;
}

function effectOf(cx: Work, db: WritableDb, row: MailRow, returned: Returned, arrivedAt: Instant | null): "came_back" | "delayed" | "no_effect" {
  if (returned.kind === "delayed") return "delayed";
  if (isOlder(row, arrivedAt)) return "no_effect";
  if (row.state === "unsure") settleDoubt(cx, db, row);
  else if (row.state !== "sent") return "no_effect";
  mailCameBackWithin(cx, db, { mailId: row.id, reason: returned.reason, words: returned.words });
  return "came_back";
}

/** It was sent again since: this one tells of the time before. */
function isOlder({ beganAt }: MailRow, arrivedAt: Instant | null): boolean {
  return beganAt !== null && arrivedAt !== null && millisecondsBetween(arrivedAt, beganAt) > clocksApartMs;
}

/** What came back has gone: the doubt is over, as when a person marks it as sent. */
function settleDoubt(cx: Work, db: WritableDb, row: MailRow): void {
  decideMail(db, row.id, "unsure", { state: "sent", at: cx.now, by: cx.actor.staffId });
  tellOn(cx, db, row);
}

/** The same for the same message wherever it lies, under whatever number. */
function fingerprintOf({ headers, text, statuses, originals }: MailParts): string {
  const { messageId, from, subject } = headers;
  return createHash("sha256").update(JSON.stringify([messageId, from, subject, text, statuses, originals])).digest("hex");
}
