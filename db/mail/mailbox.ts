/** The mailbox that is read for what came back (DOC-10): its settings, how the last time went, how far each folder was read. */
import type { Instant } from "#domain/calendar.ts";
import type { MailId } from "#domain/identity.ts";
import type { MailSecurity } from "#domain/mail/account.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import type { Mailbox } from "#domain/mail/mailbox.ts";
import type { MailFolder } from "#domain/mail/returned-parts.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import { findMail, type MailRow } from "./outbox.ts";

/** What a check that went well found. */
export type CheckCounts = { readonly looked: number; readonly cameBack: number; readonly delayed: number; readonly notOurs: number };

export type MailboxRow = Mailbox &
  CheckCounts & {
    readonly version: number;
    readonly isOn: boolean;
    /** Encrypted; empty where it signs in as the account that sends. */
    readonly sealedPassword: string;
    readonly onSince: Instant;
    readonly triedAt: Instant | null;
    readonly checkedAt: Instant | null;
    readonly fault: AccountFault | null;
    readonly faultReply: string;
    readonly faults: number;
    readonly pausedUntil: Instant | null;
  };

type Flags = "isOn" | "isSame" | "readsJunk";

export function findMailbox(db: ReadableDb): MailboxRow | undefined {
  const row = db.get<Omit<MailboxRow, Flags | "security"> & Record<Flags, 0 | 1> & { readonly security: MailSecurity }>(
    `select version, is_on as isOn, host, port, security, is_same as isSame, username, sealed_password as sealedPassword,
       reads_junk as readsJunk, on_since as onSince, tried_at as triedAt, checked_at as checkedAt, looked, came_back as cameBack,
       delayed, not_ours as notOurs, fault, fault_reply as faultReply, faults, paused_until as pausedUntil
     from mail_check where id = 1`,
  );
  return row && { ...row, isOn: row.isOn === 1, isSame: row.isSame === 1, readsJunk: row.readsJunk === 1 };
}

/** Keeps the settings whole; what was wrong before is forgotten, and the next check is due at once. */
export function putMailbox(
  db: WritableDb,
  mailbox: Mailbox & { readonly version: number; readonly isOn: boolean; readonly sealedPassword: string; readonly onSince: Instant },
): void {
  db.exec(
    `insert into mail_check (id, version, is_on, host, port, security, is_same, username, sealed_password, reads_junk, on_since)
     values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set version = excluded.version, is_on = excluded.is_on, host = excluded.host,
       port = excluded.port, security = excluded.security, is_same = excluded.is_same, username = excluded.username,
       sealed_password = excluded.sealed_password, reads_junk = excluded.reads_junk, on_since = excluded.on_since,
       tried_at = null, fault = null, fault_reply = '', faults = 0, paused_until = null`,
    mailbox.version,
    mailbox.isOn ? 1 : 0,
    mailbox.host,
    mailbox.port,
    mailbox.security,
    mailbox.isSame ? 1 : 0,
    mailbox.username,
    mailbox.sealedPassword,
    mailbox.readsJunk ? 1 : 0,
    mailbox.onSince,
  );
}

/** Another mailbox is read from its own beginning. */
export function forgetPlaces(db: WritableDb): void {
  db.exec("delete from mail_check_place");
}

export type FolderPlace = { readonly uidValidity: string; readonly lastUid: number };

export function findPlace(db: ReadableDb, folder: MailFolder): FolderPlace | undefined {
  return db.get<FolderPlace>("select uid_validity as uidValidity, last_uid as lastUid from mail_check_place where folder = ?", folder);
}

/** A place never goes back while the numbers of the folder hold. */
export function putPlace(db: WritableDb, folder: MailFolder, { uidValidity, lastUid }: FolderPlace): void {
  db.exec(
    `insert into mail_check_place (folder, uid_validity, last_uid) values (?, ?, ?)
     on conflict (folder) do update set uid_validity = excluded.uid_validity,
       last_uid = case when uid_validity = excluded.uid_validity then max(last_uid, excluded.last_uid) else excluded.last_uid end`,
    folder,
    uidValidity,
    lastUid,
  );
}

export function markChecked(db: WritableDb, at: Instant, { looked, cameBack, delayed, notOurs }: CheckCounts): void {
  db.exec(
    `update mail_check set tried_at = ?, checked_at = ?, looked = ?, came_back = ?, delayed = ?, not_ours = ?,
       fault = null, fault_reply = '', faults = 0, paused_until = null where id = 1`,
    at,
    at,
    looked,
    cameBack,
    delayed,
    notOurs,
  );
}

export function markNotChecked(db: WritableDb, at: Instant, fault: AccountFault, reply: string, faults: number, until: Instant): void {
  db.exec(
    "update mail_check set tried_at = ?, fault = ?, fault_reply = ?, faults = ?, paused_until = ? where id = 1",
    at,
    fault,
    reply,
    faults,
    until,
  );
}

export function findMailByMessageId(db: ReadableDb, messageId: string): MailRow | undefined {
  const id = db.get<{ id: MailId }>("select id from mail where message_id = ?", messageId)?.id;
  return id === undefined ? undefined : findMail(db, id);
}

/** Answers false when this returned message was noted already. */
export function insertReturn(
  db: WritableDb,
  row: { readonly mailId: MailId; readonly fingerprint: string; readonly outcome: "came_back" | "delayed" | "no_effect"; readonly foundAt: Instant },
): boolean {
  const { changes } = db.exec(
    "insert into mail_return (mail_id, fingerprint, outcome, found_at) values (?, ?, ?, ?) on conflict (mail_id, fingerprint) do nothing",
    row.mailId,
    row.fingerprint,
    row.outcome,
    row.foundAt,
  );
  return changes === 1;
}

export function isReturnKnown(db: ReadableDb, mailId: MailId, fingerprint: string): boolean {
  return db.get("select 1 from mail_return where mail_id = ? and fingerprint = ?", mailId, fingerprint) !== undefined;
}

/** How many messages the mailbox gave back since then; each once, however often it came back. */
export function countCameBack(db: ReadableDb, since: Instant): number {
  return db.get<{ count: number }>("select count(distinct mail_id) as count from mail_return where outcome = 'came_back' and found_at >= ?", since)?.count ?? 0;
}
