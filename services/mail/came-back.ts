/**
 * A message that had gone out came back to the practice's mailbox (DOC-10): nobody has what it carried.
 * Where the address does not exist nothing more is sent to it (PPL-2), and its letter waits to be
 * printed (DOC-11); in other cases a person sends it again or prints it.
 */
import { findPeopleWith } from "#db/mail/addresses.ts";
import { bringBack, findMail, type MailRow } from "#db/mail/outbox.ts";
import { findNotice, untellMailed } from "#db/dunning/notices.ts";
import { unmarkMailedStatement } from "#db/statements/runs.ts";
import type { WritableDb } from "#db/database.ts";
import type { MailId } from "#domain/identity.ts";
import { shownReply } from "#domain/mail/fault-words.ts";
import { faultOfBounce, isAddressBad, type BounceReason } from "#domain/mail/faults.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { noteBounceWithin } from "../people/note-bounce.ts";
import { audit } from "../record.ts";

export type CameBack = {
  readonly mailId: MailId;
  readonly reason: BounceReason;
  /** What the returned message says, as typed or pasted; one line of it is kept. */
  readonly words: string;
};

export type BroughtBack = {
  readonly mailId: MailId;
  /** Its letter waits under Letters to print. */
  readonly letterWaits: boolean;
  /** Nobody of the household is written to at this address any more. */
  readonly addressStopped: boolean;
};

/** Refuses `mail_not_found` and `mail_not_gone`. */
export function mailCameBack(cx: Cx, cameBack: CameBack): BroughtBack {
  return act<BroughtBack>(cx, (db) => mailCameBackWithin(cx, db, cameBack));
}

/** The same for whoever has a transaction of its own: the mailbox check. */
export function mailCameBackWithin(cx: Work, db: WritableDb, { mailId, reason, words }: CameBack): BroughtBack {
  const row = findMail(db, mailId) ?? refuse("mail_not_found", {});
  if (row.state !== "sent") refuse("mail_not_gone", {});
  const isBad = isAddressBad(reason);
  const letterWaits = isBad && row.noticeId !== null && findNotice(db, row.noticeId)?.state === "sent";
  const fault = faultOfBounce(reason);
  bringBack(db, mailId, { state: letterWaits ? "cancelled" : "failed", fault, reply: shownReply(words), at: cx.now, by: cx.actor.staffId });
  untell(db, row, letterWaits ? "letter" : "email");
  const addressStopped = isBad && stopAddress(cx, db, row, shownReply(words));
  audit(cx, db, "mail.came_back", `household/${row.householdId}`, { before: { state: "sent" }, after: { mailId, fault } });
  db.touch("outbox", `household/${row.householdId}`);
  return { mailId, letterWaits, addressStopped };
}

/** What counted as told or sent through this message does not any more. An invoice's history keeps that it was sent. */
function untell(db: WritableDb, row: MailRow, channel: "letter" | "email"): void {
  if (row.noticeId !== null) {
    untellMailed(db, row.noticeId, channel);
    db.touch("notices", "billing");
  }
  if (row.documentId !== null) {
    unmarkMailedStatement(db, row.documentId);
    db.touch("documents", "statements");
  }
}

/** Flags the address on every chart of the household that still has it; a corrected one is not concerned. */
function stopAddress(cx: Work, db: WritableDb, row: MailRow, words: string): boolean {
  const people = findPeopleWith(db, row.householdId, row.toEmail);
  for (const patientId of people) noteBounceWithin(cx, db, { patientId, reason: words === "" ? "There is no such mailbox" : words });
  return people.length > 0;
}
