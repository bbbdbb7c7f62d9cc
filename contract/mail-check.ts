/** The mailbox that is read for messages that came back (DOC-10). Its password goes in and never comes out. */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { mailSecurities } from "#domain/mail/account.ts";
import { command, instant, nothing, query, stream, text } from "./base.ts";

const mailbox = z.strictObject({
  host: text(253),
  port: z.int(),
  security: z.enum(mailSecurities),
  /** User and password are those that mail is sent with. */
  isSame: z.boolean(),
  username: text(200),
  readsJunk: z.boolean(),
});
export type MailboxInput = z.infer<typeof mailbox>;

/** What is wrong, what to do, and the server's own words. */
const fault = z.object({ what: z.string(), todo: z.string(), reply: z.string() });
const counts = { looked: z.int(), cameBack: z.int(), delayed: z.int(), notOurs: z.int() };

export const mailboxView = z.object({
  version: z.int(),
  isOn: z.boolean(),
  mailbox,
  sendingUser: z.string(),
  isSignInKept: z.boolean(),
  /** A training or the sample practice: nothing leaves this computer (F-21). */
  staysHere: z.boolean(),
  checkedAt: instant.nullable(),
  /** What the last check that went well found. */
  last: z.object(counts),
  /** Messages that the mailbox gave back in the last thirty days. */
  cameBack: z.int(),
  fault: fault.extend({ againAt: instant }).nullable(),
  /** Said on Today after a day without a check that went well. */
  late: z.string(),
});
export type MailboxView = z.infer<typeof mailboxView>;

export const mailboxTested = z.object({ staysHere: z.boolean(), fault: fault.nullable() });
export type MailboxTested = z.infer<typeof mailboxTested>;

export const checkProgress = z.discriminatedUnion("state", [
  z.object({ state: z.literal("working"), done: z.int(), total: z.int() }),
  /** `more`: there is more than one check reads, and the next begins soon. */
  z.object({ state: z.literal("done"), ...counts, more: z.boolean(), isStopped: z.boolean(), fault: fault.nullable() }),
]);
export type CheckProgress = z.infer<typeof checkProgress>;

/** Null keeps the one there is, for the same server and user. */
const password = text(500).nullable();

export const mailCheckContract = {
  mailCheck: {
    settings: query("billing.view").input(nothing).output(mailboxView),
    save: command("settings.change", { basedOn: z.int().min(0), isOn: z.boolean(), mailbox, password }).output(z.object({ version: z.int() })),
    /** Signs in and opens the inbox; reads no message. Its outcome is an answer, not a refusal. */
    test: command("settings.change", { mailbox, password }).output(mailboxTested),
    /** Looks now, with progress; closing the stream stops it, and what was found stays found. */
    run: stream("statements.print", { audit: "change" })
      .input(z.strictObject({ requestId: z.uuid() }))
      .output(eventIterator(checkProgress)),
  },
};
