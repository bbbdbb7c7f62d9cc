/**
 * Takes the next message in hand (DOC-10): its words are fixed and its row is `sending`, committed,
 * before anything of it is said to a server.
 */
import { findAccount } from "#db/mail/account.ts";
import { beginSending, decideMail, findNextDue, postpone, type MailRow } from "#db/mail/outbox.ts";
import { findDocument } from "#db/statements/records.ts";
import { findNotice, turnIntoLetter } from "#db/dunning/notices.ts";
import type { WritableDb } from "#db/database.ts";
import type { MailId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { invariant } from "#domain/invariant.ts";
import { letterAsMail } from "#domain/mail/mail-text.ts";
import { isNoticeNeeded } from "../dunning/print-notices.ts";
import { writeLetter } from "../dunning/notice-letter.ts";
import type { OutgoingMail } from "../gateways/mail.ts";
import { act, type Cx } from "../context.ts";
import { copiesOf } from "../messages/joined.ts";
import { readPrintingFor } from "../statements/print-setup.ts";
import { signatureOf } from "./mail-words.ts";
import { mailAddressOf } from "./reach.ts";

export type TakenMail = {
  readonly mailId: MailId;
  readonly mail: Omit<OutgoingMail, "attachments">;
  /** What goes with it: the document it is about, or the agreements that were signed (DOC-12). */
  readonly files: readonly { readonly fileName: string; readonly sha256: string }[];
};

/** A notice that says nothing true any more is looked at again after this. */
const unneededMs = 60 * 60_000;

/** Undefined when nothing is due. */
export function takeNextMail(cx: Cx): TakenMail | undefined {
  const taken = act<TakenMail | null>(cx, (db) => {
    for (;;) {
      const row = findNextDue(db, cx.now);
      if (!row) return null;
      const mail = take(cx, db, row);
      if (mail) return mail;
    }
  });
  return taken ?? undefined;
}

function take(cx: Cx, db: WritableDb, row: MailRow): TakenMail | undefined {
  const account = findAccount(db);
  invariant(account, "mail is taken in hand for an account");
  const words = row.noticeId === null ? row : writeNotice(cx, db, row);
  if (!words) return undefined;
  beginSending(db, row.id, words, cx.now);
  db.touch("outbox");
  return {
    mailId: row.id,
    mail: {
      messageId: row.messageId,
      fromName: account.fromName,
      fromEmail: account.fromEmail,
      toName: words.toName,
      toEmail: words.toEmail,
      subject: words.subject,
      text: words.body,
      writtenAt: cx.now,
    },
    files: filesOf(db, row),
  };
}

function filesOf(db: WritableDb, { documentId, noticeId }: MailRow): TakenMail["files"] {
  const document = documentId === null ? undefined : findDocument(db, documentId);
  const notice = noticeId === null ? undefined : findNotice(db, noticeId);
  const papers = [...(document ? [document] : []), ...(notice ? copiesOf(db, notice) : [])];
  return papers.map(({ title, sha256 }) => ({ fileName: fileNameOf(title), sha256 }));
}

type Words = Pick<MailRow, "toName" | "toEmail" | "subject" | "body">;

/** Written as of now. Without a usable address any more it becomes a letter; one that does not hold waits. */
function writeNotice(cx: Cx, db: WritableDb, row: MailRow): Words | undefined {
  const notice = row.noticeId === null ? undefined : findNotice(db, row.noticeId);
  invariant(notice, "a message about a notice has it");
  const address = mailAddressOf(db, row.householdId, cx.today);
  if (!address) {
    turnIntoLetter(db, notice.id);
    decideMail(db, row.id, "queued", { state: "cancelled", at: cx.now, by: null });
    db.touch("outbox", "notices");
    return undefined;
  }
  if (!isNoticeNeeded(db, notice, cx.today)) {
    postpone(db, row.id, addMilliseconds(cx.now, unneededMs));
    return undefined;
  }
  const printing = readPrintingFor(db, row.householdId);
  return { toName: address.name, toEmail: address.email, ...letterAsMail(writeLetter(db, printing, notice, cx.today), signatureOf(db, printing.language, printing.letterhead)) };
}

function fileNameOf(title: string): string {
  return `${title.replaceAll(/[^\p{L}\p{N} .-]/gu, "").slice(0, 100)}.pdf`;
}
