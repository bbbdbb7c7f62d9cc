/**
 * The mailbox that is read for messages that came back (DOC-10): where it is, and whose password opens it. The
 * connection is always encrypted. Most often user and password are those that mail is sent with; they are shown
 * to another server only where its name plainly belongs to the same provider.
 */
import { isMailHost, type MailSecurity } from "./account.ts";
import { refuse } from "../refusal.ts";

export type Mailbox = {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** User and password are those of the account that sends. */
  readonly isSame: boolean;
  /** Only where it is not the same. */
  readonly username: string;
  /** Providers put returned messages there, too, at times. */
  readonly readsJunk: boolean;
};

export const usualMailboxPort: Readonly<Record<MailSecurity, number>> = { tls: 993, starttls: 143 };

/** The mailbox as it is kept. Refuses `mailbox_host_not_valid`, `mailbox_port_not_valid`, `mailbox_user_needed`. */
export function checkedMailbox(typed: Mailbox): Mailbox {
  const host = typed.host.trim().toLowerCase();
  const username = typed.isSame ? "" : typed.username.trim();
  if (!isMailHost(host)) refuse("mailbox_host_not_valid", { value: host });
  if (!Number.isInteger(typed.port) || typed.port < 1 || typed.port > 65_535) refuse("mailbox_port_not_valid", {});
  if (!typed.isSame && username === "") refuse("mailbox_user_needed", {});
  return { ...typed, host, username };
}

const sending = new Set(["smtp", "mail", "out", "outgoing", "send", "smtps", "securesmtp", "smtpauth", "asmtp", "relay", "submission"]);
const reading = new Set(["imap", "mail", "in", "incoming", "imaps", "secureimap", "imap4", "outlook", "pop", "mx"]);

/**
 * Whether a password for the one may be shown to the other: the same name, or names that differ only in a first
 * word that says what the server is for, such as smtp.example.com and imap.example.com.
 */
export function isSameProvider(sendingHost: string, host: string): boolean {
  if (sendingHost === "" || host === "") return false;
  if (sendingHost === host) return true;
  const [sends, sendsAt] = firstWord(sendingHost);
  const [reads, readsAt] = firstWord(host);
  return sendsAt.includes(".") && sendsAt === readsAt && sending.has(sends) && reading.has(reads);
}

/** What the mailbox's server is most often called beside the one that sends; empty where nobody can tell. */
export function proposedHost(sendingHost: string): string {
  const [word, rest] = firstWord(sendingHost);
  if (word === "mail" || !sending.has(word) || rest === "") return sendingHost;
  // The one large provider whose servers are named otherwise.
  return rest === "office365.com" ? `outlook.${rest}` : `imap.${rest}`;
}

function firstWord(host: string): [word: string, rest: string] {
  const dot = host.indexOf(".");
  return dot < 0 ? [host, ""] : [host.slice(0, dot), host.slice(dot + 1)];
}
