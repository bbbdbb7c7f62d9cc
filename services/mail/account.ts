/** The practice's account with a mail server (DOC-10): read and saved; its password passes here only encrypted. */
import { findAccount, putAccount } from "#db/mail/account.ts";
import { blankAccount, checkedAccount, passwordPlace, type MailAccount } from "#domain/mail/account.ts";
import { faultWords, type FaultWords } from "#domain/mail/fault-words.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import { refuse } from "#domain/refusal.ts";
import { findPractice } from "#db/practice.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type AccountView = {
  readonly version: number;
  readonly isOn: boolean;
  readonly account: MailAccount;
  readonly isSignInKept: boolean;
  /** Everything stays on this computer: a training or the sample practice (F-21). */
  readonly staysHere: boolean;
  readonly fault: (FaultWords & { readonly fault: AccountFault; readonly reply: string; readonly againAt: Instant }) | null;
};

/** Before the first time it is filled with the practice's own name and address. */
export function readMailAccount(cx: Cx): AccountView {
  return look<AccountView>(cx, (db) => {
    const staysHere = cx.gateways.mail?.kind !== "smtp";
    const row = findAccount(db);
    if (!row) {
      const practice = findPractice(db);
      const account = { ...blankAccount, fromName: practice?.name ?? "", fromEmail: practice?.email ?? "" };
      return { version: 0, isOn: false, account, isSignInKept: false, staysHere, fault: null };
    }
    return {
      version: row.version,
      isOn: row.isOn,
      account: accountOf(row),
      isSignInKept: row.sealedPassword !== "",
      staysHere,
      fault: shownFault(row),
    };
  });
}

function accountOf({ host, port, security, username, fromName, fromEmail }: MailAccount): MailAccount {
  return { host, port, security, username, fromName, fromEmail };
}

/** What stands in the way of all mail now, in words; null when nothing does. */
export function shownFault(
  row: MailAccount & { readonly fault: AccountFault | null; readonly faultReply: string; readonly pausedUntil: Instant | null },
): AccountView["fault"] {
  if (row.fault === null || row.pausedUntil === null) return null;
  return { fault: row.fault, reply: row.faultReply, againAt: row.pausedUntil, ...faultWords(row.fault, row) };
}

export type AccountToSave = {
  readonly basedOn: number;
  readonly isOn: boolean;
  readonly account: MailAccount;
  /** Encrypted for this server and user; null keeps the one there is. */
  readonly sealedPassword: string | null;
};

/**
 * Refuses `record_changed_meanwhile`, what `checkedAccount` refuses, and `mail_password_needed` when
 * server or user are others than the ones the password was typed for.
 */
export function saveMailAccount(cx: Cx, change: AccountToSave): { version: number } {
  return act<{ version: number }>(cx, (db) => {
    const before = findAccount(db);
    if ((before?.version ?? 0) !== change.basedOn) refuse("record_changed_meanwhile", {});
    const account = checkedAccount(change.account);
    const sealedPassword = change.sealedPassword ?? keptPassword(db, account);
    if (account.username !== "" && sealedPassword === "") refuse("mail_password_needed", { host: account.host });
    const version = change.basedOn + 1;
    putAccount(db, { ...account, version, isOn: change.isOn, sealedPassword: account.username === "" ? "" : sealedPassword });
    audit(cx, db, "mail.account_changed", "practice/1", {
      ...(before ? { before: { ...accountOf(before), isOn: before.isOn } } : {}),
      after: { ...account, isOn: change.isOn, passwordTyped: change.sealedPassword !== null },
    });
    db.touch("mail", "outbox");
    return { version };
  });
}

/** The encrypted password there is, where it belongs to this very server and user; else nothing. */
function keptPassword(db: ReadableDb, account: MailAccount): string {
  const row = findAccount(db);
  return row && passwordPlace(row) === passwordPlace(account) ? row.sealedPassword : "";
}

export function findKeptPassword(cx: Cx, account: MailAccount): string {
  return look<string>(cx, (db) => keptPassword(db, account));
}

/** Remembers that somebody tried the account and what came of it. */
export function recordMailTest(cx: Cx, outcome: { readonly host: string; readonly result: string }): void {
  act<null>(cx, (db) => {
    audit(cx, db, "mail.tested", "practice/1", { after: outcome });
    return null;
  });
}
