/**
 * What a person decides about a message (DOC-10): one in doubt was sent or is sent again, one that
 * failed is sent again or printed, one that waits is taken off or printed.
 */
import { decideMail, findMail, type MailRow } from "#db/mail/outbox.ts";
import { findNotice, turnIntoLetter } from "#db/dunning/notices.ts";
import { takeBackMailed } from "#db/statements/runs.ts";
import type { WritableDb } from "#db/database.ts";
import type { MailId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireMailAddress } from "./reach.ts";
import { tellOn } from "./settle-mail.ts";

export type DecidedMail = { readonly mailId: MailId };

/** With the same id, so that a mailbox that has it already can tell. Refuses `mail_not_found`, `mail_not_failed`, and what stands in the way of any mail to the household. */
export function sendAgain(cx: Cx, mailId: MailId): DecidedMail {
  return decide(cx, mailId, (db, row) => {
    if (row.state !== "unsure" && row.state !== "failed") refuse("mail_not_failed", {});
    const address = requireMailAddress(db, row.householdId, cx.today);
    decideMail(db, mailId, row.state, { state: "queued", at: cx.now, by: cx.actor.staffId });
    db.exec("update mail set to_name = ?, to_email = ? where id = ?", address.name, address.email, mailId);
    return "mail.sent_again";
  });
}

/** The household has it, or somebody saw it among the sent mail. Refuses `mail_not_found` and `mail_not_unsure`. */
export function markMailSent(cx: Cx, mailId: MailId): DecidedMail {
  return decide(cx, mailId, (db, row) => {
    if (row.state !== "unsure") refuse("mail_not_unsure", {});
    decideMail(db, mailId, "unsure", { state: "sent", at: cx.now, by: cx.actor.staffId });
    tellOn(cx, db, row);
    return "mail.marked_sent";
  });
}

/** A letter in place of a message. Refuses `mail_not_found`, `mail_not_a_letter` and `mail_not_waiting`. */
export function printInstead(cx: Cx, mailId: MailId): DecidedMail {
  return decide(cx, mailId, (db, row) => {
    if (row.noticeId === null) refuse("mail_not_a_letter", {});
    if (row.state === "sent" || row.state === "sending" || row.state === "cancelled") refuse("mail_not_waiting", {});
    if (findNotice(db, row.noticeId)?.state !== "queued") refuse("mail_not_waiting", {});
    decideMail(db, mailId, row.state, { state: "cancelled", at: cx.now, by: cx.actor.staffId });
    turnIntoLetter(db, row.noticeId);
    db.touch("notices", "billing");
    return "mail.printed_instead";
  });
}

/** It is not sent at all. Refuses `mail_not_found` and `mail_not_waiting`, and `mail_not_waiting` for a letter: it is printed instead. */
export function takeOff(cx: Cx, mailId: MailId): DecidedMail {
  return decide(cx, mailId, (db, row) => {
    const isOpen = row.state === "queued" || row.state === "failed" || row.state === "unsure";
    if (!isOpen || row.noticeId !== null) refuse("mail_not_waiting", {});
    decideMail(db, mailId, row.state, { state: "cancelled", at: cx.now, by: cx.actor.staffId });
    // A statement that nobody gets is made again by the next run.
    if (row.documentId !== null) {
      takeBackMailed(db, row.documentId, cx.now);
      db.touch("statements");
    }
    return "mail.taken_off";
  });
}

function decide(cx: Cx, mailId: MailId, work: (db: WritableDb, row: MailRow) => string): DecidedMail {
  return act<DecidedMail>(cx, (db) => {
    const row = findMail(db, mailId) ?? refuse("mail_not_found", {});
    const action = work(db, row);
    audit(cx, db, action, `household/${row.householdId}`, { before: { state: row.state }, after: { mailId } });
    db.touch("outbox", `household/${row.householdId}`);
    return { mailId };
  });
}
