/** The mailbox that is read for messages that came back (DOC-10): its settings and how it went; passwords pass only encrypted. */
import { findAccount, type AccountRow } from "#db/mail/account.ts";
import { countCameBack, findMailbox, forgetPlaces, putMailbox, type CheckCounts, type MailboxRow } from "#db/mail/mailbox.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { passwordPlace } from "#domain/mail/account.ts";
import type { FaultWords } from "#domain/mail/fault-words.ts";
import { checkedMailbox, isSameProvider, proposedHost, usualMailboxPort, type Mailbox } from "#domain/mail/mailbox.ts";
import { backMs, isCheckLate } from "#domain/mail/mailbox-times.ts";
import { mailboxFaultWords } from "#domain/mail/mailbox-words.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type MailboxView = {
  readonly version: number;
  readonly isOn: boolean;
  readonly mailbox: Mailbox;
  /** Who signs in where it is the same as for sending; empty while nothing is sent yet. */
  readonly sendingUser: string;
  readonly isSignInKept: boolean;
  /** Everything stays on this computer: a training or the sample practice (F-21). */
  readonly staysHere: boolean;
  /** The last time that went well, and what it found. */
  readonly checkedAt: Instant | null;
  readonly last: CheckCounts;
  /** How many messages the mailbox gave back in the last thirty days. */
  readonly cameBack: number;
  readonly fault: (FaultWords & { readonly reply: string; readonly againAt: Instant }) | null;
  /** What is said on Today after a day without a check that went well; empty otherwise. */
  readonly late: string;
};

/** Before the first time it is filled with what most likely belongs beside the account that sends. */
export function readMailbox(cx: Cx): MailboxView {
  return look<MailboxView>(cx, (db) => {
    const account = findAccount(db);
    const row = findMailbox(db);
    return {
      version: row?.version ?? 0,
      isOn: row?.isOn ?? false,
      mailbox: row ? mailboxOf(row) : { host: proposedHost(account?.host ?? ""), port: usualMailboxPort.tls, security: "tls", isSame: true, username: "", readsJunk: false },
      sendingUser: account?.username ?? "",
      isSignInKept: (row?.sealedPassword ?? "") !== "",
      staysHere: cx.gateways.mailbox?.kind !== "imap",
      checkedAt: row?.checkedAt ?? null,
      last: { looked: row?.looked ?? 0, cameBack: row?.cameBack ?? 0, delayed: row?.delayed ?? 0, notOurs: row?.notOurs ?? 0 },
      cameBack: countCameBack(db, addMilliseconds(cx.now, -backMs)),
      ...troubleOf(row, account, cx.now),
    };
  });
}

function mailboxOf({ host, port, security, isSame, username, readsJunk }: Mailbox): Mailbox {
  return { host, port, security, isSame, username, readsJunk };
}

export type MailboxToSave = {
  readonly basedOn: number;
  readonly isOn: boolean;
  readonly mailbox: Mailbox;
  /** Encrypted for this server and user; null keeps the one there is. */
  readonly sealedPassword: string | null;
};

/**
 * Refuses `record_changed_meanwhile`, what `checkedMailbox` refuses, `mailbox_same_not_possible` where the password
 * for sending would be shown to a stranger, and `mailbox_password_needed`. Another mailbox is read from its beginning.
 */
export function saveMailbox(cx: Cx, change: MailboxToSave): { version: number } {
  return act<{ version: number }>(cx, (db) => {
    const before = findMailbox(db);
    if ((before?.version ?? 0) !== change.basedOn) refuse("record_changed_meanwhile", {});
    const mailbox = checkedMailbox(change.mailbox);
    requireSignIn(db, mailbox, change.sealedPassword);
    const sealedPassword = mailbox.isSame ? "" : (change.sealedPassword ?? keptPassword(db, mailbox));
    const version = change.basedOn + 1;
    const account = findAccount(db);
    const isAnother = before !== undefined && passwordPlace(signInOf(before, account)) !== passwordPlace(signInOf(mailbox, account));
    if (isAnother) forgetPlaces(db);
    const onSince = before?.isOn === true && change.isOn && !isAnother ? before.onSince : cx.now;
    putMailbox(db, { ...mailbox, version, isOn: change.isOn, sealedPassword, onSince });
    audit(cx, db, "mailbox.changed", "practice/1", {
      ...(before ? { before: { ...mailboxOf(before), isOn: before.isOn } } : {}),
      after: { ...mailbox, isOn: change.isOn, passwordTyped: change.sealedPassword !== null },
    });
    db.touch("mail");
    return { version };
  });
}

/** Refuses `mailbox_same_not_possible` and `mailbox_password_needed`. */
function requireSignIn(db: ReadableDb, mailbox: Mailbox, sealedPassword: string | null): void {
  if (mailbox.isSame) {
    const account = findAccount(db);
    const isPossible = account !== undefined && account.username !== "" && isSameProvider(account.host, mailbox.host);
    if (!isPossible) refuse("mailbox_same_not_possible", { host: mailbox.host, sendingHost: account?.host ?? "" });
  } else if ((sealedPassword ?? keptPassword(db, mailbox)) === "") refuse("mailbox_password_needed", { host: mailbox.host });
}

/** The encrypted password there is, where it belongs to this very server and user; else nothing. */
function keptPassword(db: ReadableDb, mailbox: Mailbox): string {
  const row = findMailbox(db);
  return row && !row.isSame && passwordPlace(row) === passwordPlace(mailbox) ? row.sealedPassword : "";
}

/** Whose password opens the mailbox, as it is kept: `place` is what it was encrypted for. */
export type MailboxSignIn = { readonly username: string; readonly sealed: string; readonly place: { readonly host: string; readonly username: string } };

/**
 * Who signs in at this mailbox, with the encrypted password that is kept for it. The password for sending is
 * given out for a server of the same provider only, also where the account was changed since.
 */
export function findMailboxSignIn(cx: Cx, mailbox: Mailbox): MailboxSignIn {
  return look<MailboxSignIn>(cx, (db) => {
    const account = findAccount(db);
    const { username } = signInOf(mailbox, account);
    if (!mailbox.isSame) return { username, sealed: keptPassword(db, mailbox), place: { host: mailbox.host, username } };
    const isPossible = account !== undefined && isSameProvider(account.host, mailbox.host);
    return { username, sealed: isPossible ? account.sealedPassword : "", place: { host: account?.host ?? "", username } };
  });
}

function signInOf(mailbox: Mailbox, account: AccountRow | undefined): { readonly host: string; readonly username: string } {
  return { host: mailbox.host, username: mailbox.isSame ? (account?.username ?? "") : mailbox.username };
}

/** Remembers that somebody tried the mailbox and what came of it. */
export function recordMailboxTest(cx: Cx, outcome: { readonly host: string; readonly result: string }): void {
  act<null>(cx, (db) => {
    audit(cx, db, "mailbox.tested", "practice/1", { after: outcome });
    return null;
  });
}

function troubleOf(row: MailboxRow | undefined, account: AccountRow | undefined, now: Instant): Pick<MailboxView, "fault" | "late"> {
  if (!row || row.fault === null || row.pausedUntil === null) return { fault: null, late: "" };
  const words = mailboxFaultWords(row.fault, { ...row, username: signInOf(row, account).username });
  const late = isCheckLate(row, now) ? `For more than a day nobody could look whether messages came back. ${words.what}` : "";
  return { fault: { ...words, reply: row.faultReply, againAt: row.pausedUntil }, late };
}
