/** Writes down how sending ended, and what follows for the notice, invoice or statement (DOC-10, DOC-12). */
import { endSending, findMail, putOff, type MailRow } from "#db/mail/outbox.ts";
import { insertSending, markInvoiceSent } from "#db/invoice-sendings.ts";
import { markTold } from "#db/dunning/notices.ts";
import { markMailedStatement } from "#db/statements/runs.ts";
import type { WritableDb } from "#db/database.ts";
import type { MailId } from "#domain/identity.ts";
import { nextTryAt } from "#domain/mail/back-off.ts";
import type { Delivery } from "#domain/mail/faults.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { invariant } from "#domain/invariant.ts";

/** What became of it: a message that had its last try has failed. */
export type SettledAs = "sent" | "failed" | "unsure" | "putOff";

/** One that has ended otherwise meanwhile stays as it is. */
export function settleMail(cx: Cx, mailId: MailId, delivery: Delivery, keptHere: boolean): SettledAs {
  return act<SettledAs>(cx, (db) => {
    const row = findMail(db, mailId);
    invariant(row, "a message that was sent is in the outbox");
    const again = delivery.state === "again" ? nextTryAt(cx.now, row.tries) : null;
    db.touch("outbox", `household/${row.householdId}`);
    if (delivery.state === "again" && again !== null) {
      putOff(db, mailId, delivery.fault, delivery.reply, again);
      return "putOff";
    }
    const state = delivery.state === "again" ? "failed" : delivery.state;
    const fault = delivery.state === "sent" ? null : delivery.fault;
    if (endSending(db, mailId, { state, fault, reply: delivery.reply, at: cx.now, keptHere })) {
      audit(cx, db, `mail.${state}`, `household/${row.householdId}`, { after: { mailId, fault } });
      if (state === "sent") tellOn(cx, db, row);
    }
    return state;
  });
}

/** The household has it: the notice counts as told today, the invoice or statement as sent. */
export function tellOn(cx: Work, db: WritableDb, row: MailRow): void {
  if (row.noticeId !== null) {
    markTold(db, row.noticeId, {
      state: "sent",
      channel: "email",
      on: cx.today,
      at: cx.now,
      facts: JSON.stringify({ subject: row.subject, body: row.body, toEmail: row.toEmail }),
      batchId: null,
      documentId: null,
    });
    db.touch("notices", "billing");
  }
  if (row.invoiceId !== null) {
    const sendingId = insertSending(db, { documentId: row.documentId, sentAt: cx.now, staffId: cx.actor.staffId, channel: "email" });
    markInvoiceSent(db, sendingId, row.invoiceId, cx.now, "email");
    db.touch("invoices", `invoice/${row.invoiceId}`);
  }
  if (row.documentId !== null) {
    markMailedStatement(db, row.documentId, cx.now);
    db.touch("documents", "statements", "invoices");
  }
}
