/** Puts messages into the outbox (DOC-10): a notice by the household's channel, a document because somebody asks. */
import { findAccount } from "#db/mail/account.ts";
import { countMailsOf, insertMail } from "#db/mail/outbox.ts";
import { findPayerWords } from "#db/dunning/letter-facts.ts";
import type { WritableDb, ReadableDb } from "#db/database.ts";
import type { DocumentId, HouseholdId, InvoiceId, MailId, NoticeId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { readPrintingFor } from "../statements/print-setup.ts";
import { coverOf } from "./mail-words.ts";
import { isReachedByMail, mailAddressOf, requireMailAddress } from "./reach.ts";

export function canMailTo(cx: Pick<Work, "today">, db: ReadableDb, householdId: HouseholdId): boolean {
  return isReachedByMail(db, householdId, cx.today);
}

/** Its words are written when it goes out, so that a message that waited still tells the truth. */
export function queueNoticeMail(cx: Work, db: WritableDb, noticeId: NoticeId, householdId: HouseholdId, waitMs = 0): void {
  const account = findAccount(db);
  const address = mailAddressOf(db, householdId, cx.today);
  invariant(account && address, "a notice goes by e-mail where there is an account and an address");
  insertMail(db, {
    householdId,
    event: `notice/${noticeId}`,
    about: "notice",
    noticeId,
    invoiceId: null,
    documentId: null,
    toName: address.name,
    toEmail: address.email,
    subject: "",
    body: "",
    nextAt: waitMs === 0 ? cx.now : addMilliseconds(cx.now, waitMs),
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
    fromEmail: account.fromEmail,
  });
  db.touch("outbox");
}

export type DocumentToMail = {
  readonly householdId: HouseholdId;
  readonly about: "invoice" | "receipt" | "document";
  readonly documentId: DocumentId;
  readonly invoiceId: InvoiceId | null;
  /** As the message names it, such as `Invoice 41`. */
  readonly title: string;
  /** What it is about, where it goes once ever (DOC-12); left out for one that goes as often as somebody asks. */
  readonly event?: string;
};

/**
 * A document goes out with a few lines, to where the household's mail goes today. Asked for twice it
 * goes twice: that is what asking means; a repeated click has the same request and goes once (F-15).
 * Refuses `mail_not_set_up`, `mail_no_address` and `mail_address_bounced`.
 */
export function queueDocumentMail(cx: Work, db: WritableDb, document: DocumentToMail): { mailId: MailId; toEmail: string } {
  const { householdId, about, documentId, invoiceId } = document;
  const address = requireMailAddress(db, householdId, cx.today);
  const account = findAccount(db) ?? refuse("mail_not_set_up", {});
  const { letterhead, language } = readPrintingFor(db, householdId);
  const payer = findPayerWords(db, householdId);
  const text = coverOf(db, language, letterhead, { title: document.title, payer: payer.name });
  const mailId = insertMail(db, {
    householdId,
    event: document.event ?? `document/${documentId}/${countMailsOf(db, documentId) + 1}`,
    about,
    noticeId: null,
    invoiceId,
    documentId,
    toName: address.name,
    toEmail: address.email,
    ...text,
    nextAt: cx.now,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
    fromEmail: account.fromEmail,
  });
  invariant(mailId !== null, "each asking has its number");
  db.touch("outbox", `household/${householdId}`);
  return { mailId, toEmail: address.email };
}
