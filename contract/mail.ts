/** The practice's e-mail account and the outbox (DOC-10, DOC-11). The password goes in and never comes out. */
import { z } from "zod";
import type { DocumentId, HouseholdId, InvoiceId, MailId, NoticeId, PaymentId } from "#domain/identity.ts";
import { mailSecurities } from "#domain/mail/account.ts";
import { bounceReasons } from "#domain/mail/faults.ts";
import { command, day, fileOut, id, instant, nothing, query, text } from "./base.ts";

const account = z.strictObject({
  host: text(253),
  port: z.int(),
  security: z.enum(mailSecurities),
  username: text(200),
  fromName: text(120),
  fromEmail: text(254),
});
export type MailAccountInput = z.infer<typeof account>;

/** What is wrong, what to do, and the server's own words. */
const fault = z.object({ what: z.string(), todo: z.string(), reply: z.string() });

export const mailAccountView = z.object({
  version: z.int(),
  isOn: z.boolean(),
  account,
  isSignInKept: z.boolean(),
  /** A training or the sample practice: nothing leaves this computer (F-21). */
  staysHere: z.boolean(),
  fault: fault.extend({ againAt: instant }).nullable(),
});
export type MailAccountView = z.infer<typeof mailAccountView>;

export const mailTested = z.object({ toEmail: z.string(), fault: fault.nullable() });
export type MailTested = z.infer<typeof mailTested>;

export const outboxStates = ["to_print", "queued", "sending", "sent", "failed", "came_back", "unsure", "cancelled"] as const;

export const outboxEntry = z.object({
  key: z.string(),
  channel: z.enum(["letter", "email"]),
  state: z.enum(outboxStates),
  what: z.string(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  to: z.string(),
  dueOn: day.nullable(),
  at: instant.nullable(),
  problem: z.string(),
  todo: z.string(),
  reply: z.string(),
  /** When it is tried again by itself, where it was put off. */
  nextAt: instant.nullable(),
  tries: z.int(),
  staysHere: z.boolean(),
  mailId: id<MailId>().nullable(),
  noticeId: id<NoticeId>().nullable(),
  documentId: id<DocumentId>().nullable(),
  /** A message about an act, which a person may take off the list (DOC-12). */
  mayTakeOff: z.boolean(),
  /** When the mailbox gave it back by itself. */
  foundAt: instant.nullable(),
});
export type OutboxEntry = z.infer<typeof outboxEntry>;

export const outboxView = z.object({
  rows: z.array(outboxEntry),
  isOn: z.boolean(),
  /** What stands in the way of all mail now. */
  account: fault.extend({ againAt: instant }).nullable(),
});
export type OutboxView = z.infer<typeof outboxView>;

const queued = z.object({ mailId: id<MailId>(), toEmail: z.string() });
const decided = z.object({ mailId: id<MailId>() });
const one = { mailId: id<MailId>() };
/** Null keeps the one there is, for the same server and user. */
const password = text(500).nullable();

export const mailContract = {
  mail: {
    account: query("billing.view").input(nothing).output(mailAccountView),
    saveAccount: command("settings.change", { basedOn: z.int().min(0), isOn: z.boolean(), account, password }).output(
      z.object({ version: z.int() }),
    ),
    /** Signs in and sends one message to the sender's own address. Its outcome is an answer, not a refusal. */
    test: command("settings.change", { account, password }).output(mailTested),
    sendInvoice: command("statements.print", { invoiceId: id<InvoiceId>() }).output(queued),
    sendReceipt: command("statements.print", { paymentId: id<PaymentId>() }).output(queued),
    sendDocument: command("statements.print", { documentId: id<DocumentId>() }).output(queued),
    /** One in doubt or failed. */
    again: command("statements.print", one).output(decided),
    markSent: command("statements.print", one).output(decided),
    /** One that had gone out came back to the practice's mailbox. An address that does not exist gets no more mail, and a letter is printed. */
    cameBack: command("statements.print", { ...one, reason: z.enum(bounceReasons), words: text(500) }).output(
      z.object({ mailId: id<MailId>(), letterWaits: z.boolean(), addressStopped: z.boolean() }),
    ),
    printInstead: command("statements.print", one).output(decided),
    takeOff: command("statements.print", one).output(decided),
    /** Does not wait for the next time by itself. */
    tryNow: command("statements.print", {}).output(z.object({ waiting: z.int() })),
  },
  outbox: {
    list: query("billing.view").input(nothing).output(outboxView),
    exportCsv: query("export.all", { audit: "view" }).input(nothing).output(fileOut),
  },
};
