/** The practice's account with a mail server (DOC-10): one row, or none where mail was never set up. */
import type { Instant } from "#domain/calendar.ts";
import type { MailAccount, MailSecurity } from "#domain/mail/account.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type AccountRow = MailAccount & {
  readonly version: number;
  readonly isOn: boolean;
  /** Encrypted; useless without the key in the keychain. */
  readonly sealedPassword: string;
  readonly fault: AccountFault | null;
  readonly faultReply: string;
  /** In a row. */
  readonly faults: number;
  readonly pausedUntil: Instant | null;
};

export function findAccount(db: ReadableDb): AccountRow | undefined {
  const row = db.get<Omit<AccountRow, "isOn" | "security"> & { readonly isOn: 0 | 1; readonly security: MailSecurity }>(
    `select version, is_on as isOn, host, port, security, username, from_name as fromName, from_email as fromEmail,
       sealed_password as sealedPassword, fault, fault_reply as faultReply, faults, paused_until as pausedUntil
     from mail_account where id = 1`,
  );
  return row && { ...row, isOn: row.isOn === 1 };
}

/** Whether messages can be queued: the account is there and switched on. */
export function isMailOn(db: ReadableDb): boolean {
  return db.get("select 1 from mail_account where id = 1 and is_on = 1") !== undefined;
}

/** Keeps the account whole; what was wrong with the one before is forgotten. */
export function putAccount(
  db: WritableDb,
  account: MailAccount & { readonly version: number; readonly isOn: boolean; readonly sealedPassword: string },
): void {
  db.exec(
    `insert into mail_account (id, version, is_on, host, port, security, username, from_name, from_email, sealed_password)
     values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set version = excluded.version, is_on = excluded.is_on, host = excluded.host,
       port = excluded.port, security = excluded.security, username = excluded.username, from_name = excluded.from_name,
       from_email = excluded.from_email, sealed_password = excluded.sealed_password,
       fault = null, fault_reply = '', faults = 0, paused_until = null`,
    account.version,
    account.isOn ? 1 : 0,
    account.host,
    account.port,
    account.security,
    account.username,
    account.fromName,
    account.fromEmail,
    account.sealedPassword,
  );
}

/** The server could not be used; it is asked again at `until`. */
export function pauseAccount(db: WritableDb, fault: AccountFault, reply: string, faults: number, until: Instant): void {
  db.exec(
    "update mail_account set fault = ?, fault_reply = ?, faults = ?, paused_until = ? where id = 1",
    fault,
    reply,
    faults,
    until,
  );
}

export function clearFault(db: WritableDb): void {
  db.exec("update mail_account set fault = null, fault_reply = '', faults = 0, paused_until = null where id = 1");
}
