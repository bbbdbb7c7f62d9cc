/**
 * A mailbox as the office sees it (DOC-10): it is looked at and never changed. Training and sample
 * practices are given `noMailbox` (F-21).
 */
import type { Day, Instant } from "#domain/calendar.ts";
import type { MailSecurity } from "#domain/mail/account.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import type { MailFolder, MailHeaders, MailParts } from "#domain/mail/returned-parts.ts";

export type MailboxServer = { readonly host: string; readonly port: number; readonly security: MailSecurity; readonly username: string; readonly password: string };

/** A message as a list shows it. */
export type ListedMail = { readonly uid: number; readonly headers: MailHeaders; readonly arrivedAt: Instant | null };

export type OpenedFolder = {
  /** While it stays the same, the numbers of the folder's messages do. */
  readonly uidValidity: string;
  /** The number that the next message to arrive will have, or more. */
  readonly nextUid: number;
};

/** What ends a check in the middle: the server, or the way to it, gave up. */
export class MailboxFault extends Error {
  readonly fault: AccountFault;
  readonly reply: string;

  constructor(fault: AccountFault, reply: string) {
    super(`mailbox: ${fault}`);
    this.fault = fault;
    this.reply = reply;
  }
}

/** One signed-in connection. What is asked throws `MailboxFault` alone. */
export type MailboxSession = {
  /** Opens a folder for reading only; null where there is none. */
  open(folder: MailFolder): Promise<OpenedFolder | null>;
  /** The numbers of messages above one, or of those that arrived from a day on; ascending. */
  numbers(from: { readonly above: number } | { readonly since: Day }): Promise<readonly number[]>;
  /** Headers of some messages, ascending; those that are gone meanwhile are left out. */
  list(uids: readonly number[]): Promise<readonly ListedMail[]>;
  /** The beginning of a message, taken apart; null when it is gone or cannot be read at all. */
  read(uid: number): Promise<MailParts | null>;
  close(): void;
};

export type OpenedMailbox = { readonly session: MailboxSession } | { readonly fault: AccountFault; readonly reply: string };

/** Connects, encrypts and signs in. Never throws. */
export type ImapMailbox = { readonly kind: "imap"; open(server: MailboxServer): Promise<OpenedMailbox> };

export type NoMailbox = { readonly kind: "none" };

export type MailboxGateway = ImapMailbox | NoMailbox;

export const noMailbox: NoMailbox = { kind: "none" };
