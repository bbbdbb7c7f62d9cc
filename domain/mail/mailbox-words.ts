/** What was wrong with reading the mailbox and what to do about it, in plain words (DOC-10). */
import type { MailSecurity } from "./account.ts";
import { faultWords, type FaultWords } from "./fault-words.ts";
import type { AccountFault } from "./faults.ts";

export type MailboxPlace = { readonly host: string; readonly port: number; readonly security: MailSecurity; readonly username: string };

/** What differs from an account that sends; the rest is said in the same words. */
const words: Partial<Readonly<Record<AccountFault, (at: MailboxPlace) => FaultWords>>> = {
  refused: ({ host, port }) => ({
    what: `The mail server ${host} does not take connections on port ${port}.`,
    todo: "Check the port: for reading a mailbox it is 993 for encryption from the start, and 143 for STARTTLS. Some providers want IMAP switched on first.",
  }),
  no_encryption: ({ host, port }) => ({
    what: `The mail server ${host} does not offer encryption on port ${port}, so nothing was said to it.`,
    todo: "Choose encryption from the start with port 993, or ask your mail provider.",
  }),
  encryption_failed: ({ host, port, security }) => ({
    what: `The encrypted connection to ${host} on port ${port} did not come about.`,
    todo: security === "tls" ? "This port may want STARTTLS: try that with port 143." : "This port may want encryption from the start: try that with port 993.",
  }),
  not_a_mail_server: ({ host, port }) => ({
    what: `What answers at ${host} on port ${port} is not a server for reading mail.`,
    todo: "Your mail provider calls it incoming server or IMAP server: use that name and its port.",
  }),
  login_wrong: ({ host, username }) => ({
    what: `The mail server ${host} does not accept this user and password${username === "" ? "" : ` (${username})`}.`,
    todo: "Check both. Many providers ask for an app password, and for IMAP to be switched on in the account’s settings.",
  }),
  login_not_offered: ({ host }) => ({
    what: `The mail server ${host} does not let anybody sign in with a user and a password.`,
    todo: "Your mail provider has to allow IMAP with app passwords for this mailbox.",
  }),
  busy: ({ host }) => ({
    what: `The mail server ${host} cannot show the mailbox right now.`,
    todo: "Nothing to do: it is asked again by itself.",
  }),
};

export function mailboxFaultWords(fault: AccountFault, at: MailboxPlace): FaultWords {
  return words[fault]?.(at) ?? faultWords(fault, { ...at, fromEmail: "" });
}
