/**
 * Messages of the outbox (DOC-10). A row becomes `sending`, committed, before anything of it is said
 * to a server; every change of state names the state it comes from, so that none happens twice.
 */
import type { Instant } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId, type InvoiceId, type MailId, type NoticeId, type StaffId } from "#domain/identity.ts";
import type { MailFault } from "#domain/mail/faults.ts";
import { messageIdOf } from "#domain/mail/message-id.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type MailState = "queued" | "sending" | "sent" | "failed" | "unsure" | "cancelled";
export type MailAbout = "notice" | "invoice" | "receipt" | "document";

export type NewMail = {
  readonly householdId: HouseholdId;
  /** At most one message ever (DOC-12). */
  readonly event: string;
  readonly about: MailAbout;
  readonly noticeId: NoticeId | null;
  readonly invoiceId: InvoiceId | null;
  readonly documentId: DocumentId | null;
  readonly toName: string;
  readonly toEmail: string;
  readonly subject: string;
  readonly body: string;
  readonly nextAt: Instant;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
  readonly fromEmail: string;
};

/** Answers the new row's id, or null when this event has its message already. */
export function insertMail(db: WritableDb, row: NewMail): MailId | null {
  const file = db.get<{ lineage: string; epoch: number; next: number }>(
    "select lineage_id as lineage, epoch, (select coalesce(max(id), 0) + 1 from mail) as next from practice where id = 1",
  );
  const { lineage = "", epoch = 0, next: id = 1 } = file ?? {};
  const { changes } = db.exec(
    `insert into mail (id, message_id, household_id, event, about, notice_id, invoice_id, document_id, to_name, to_email,
       subject, body, state, next_at, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?) on conflict (event) do nothing`,
    id,
    messageIdOf({ id, lineage, epoch, fromEmail: row.fromEmail }),
    row.householdId,
    row.event,
    row.about,
    row.noticeId,
    row.invoiceId,
    row.documentId,
    row.toName,
    row.toEmail,
    row.subject,
    row.body,
    row.nextAt,
    row.createdBy,
    row.createdAt,
  );
  return changes === 0 ? null : asId<MailId>(id);
}

export type MailRow = {
  readonly id: MailId;
  readonly messageId: string;
  readonly householdId: HouseholdId;
  readonly event: string;
  readonly about: MailAbout;
  readonly noticeId: NoticeId | null;
  readonly invoiceId: InvoiceId | null;
  readonly documentId: DocumentId | null;
  readonly toName: string;
  readonly toEmail: string;
  readonly subject: string;
  readonly body: string;
  readonly state: MailState;
  readonly tries: number;
  readonly nextAt: Instant;
  readonly fault: MailFault | null;
  readonly reply: string;
  readonly createdAt: Instant;
  readonly beganAt: Instant | null;
  readonly endedAt: Instant | null;
};

const columns = `m.id, m.message_id as messageId, m.household_id as householdId, m.event, m.about, m.notice_id as noticeId,
  m.invoice_id as invoiceId, m.document_id as documentId, m.to_name as toName, m.to_email as toEmail, m.subject, m.body,
  m.state, m.tries, m.next_at as nextAt, m.fault, m.reply, m.created_at as createdAt, m.began_at as beganAt, m.ended_at as endedAt`;

export function findMail(db: ReadableDb, id: MailId): MailRow | undefined {
  return db.get<MailRow>(`select ${columns} from mail m where m.id = ?`, id);
}

/** A message about a notice that was taken off the list waits with it, and goes when the notice comes back. */
const isWaiting = "m.state = 'queued' and (m.notice_id is null or exists (select 1 from notice n where n.id = m.notice_id and n.state = 'queued' and n.channel = 'email'))";

/** The message that has waited longest among those whose time has come. */
export function findNextDue(db: ReadableDb, now: Instant): MailRow | undefined {
  return db.get<MailRow>(`select ${columns} from mail m where ${isWaiting} and m.next_at <= ? order by m.next_at, m.id limit 1`, now);
}

/** Takes a queued message in hand, with the words it goes out with. */
export function beginSending(
  db: WritableDb,
  id: MailId,
  words: Pick<MailRow, "toName" | "toEmail" | "subject" | "body">,
  at: Instant,
): void {
  db.exec(
    `update mail set state = 'sending', tries = tries + 1, began_at = ?, to_name = ?, to_email = ?, subject = ?, body = ?,
       fault = null, reply = ''
     where id = ? and state = 'queued'`,
    at,
    words.toName,
    words.toEmail,
    words.subject,
    words.body,
    id,
  );
}

/** Still among those that wait, but looked at again later. */
export function postpone(db: WritableDb, id: MailId, until: Instant): void {
  db.exec("update mail set next_at = ? where id = ? and state = 'queued'", until, id);
}

/** Back among those that wait: nothing of it was taken over. */
export function putOff(db: WritableDb, id: MailId, fault: MailFault, reply: string, until: Instant): boolean {
  const { changes } = db.exec(
    "update mail set state = 'queued', fault = ?, reply = ?, next_at = ? where id = ? and state = 'sending'",
    fault,
    reply,
    until,
    id,
  );
  return changes === 1;
}

/** How sending ended; answers false when it had ended otherwise meanwhile. */
export function endSending(
  db: WritableDb,
  id: MailId,
  end: {
    readonly state: "sent" | "failed" | "unsure";
    readonly fault: MailFault | null;
    readonly reply: string;
    readonly at: Instant;
    readonly keptHere: boolean;
  },
): boolean {
  const { changes } = db.exec(
    "update mail set state = ?, fault = ?, reply = ?, ended_at = ?, kept_here = ? where id = ? and state = 'sending'",
    end.state,
    end.fault,
    end.reply,
    end.at,
    end.keptHere ? 1 : 0,
    id,
  );
  return changes === 1;
}

/** What a person, or the rules, decided about a message that is not being sent. */
export function decideMail(
  db: WritableDb,
  id: MailId,
  from: MailState,
  to: { readonly state: "queued" | "sent" | "cancelled"; readonly at: Instant; readonly by: StaffId | null },
): void {
  db.exec(
    `update mail set state = ?, decided_by = ?, next_at = ?, ended_at = ?, tries = case when ? = 'queued' then 0 else tries end
     where id = ? and state = ?`,
    to.state,
    to.by,
    to.at,
    to.state === "queued" ? null : to.at,
    to.state,
    id,
    from,
  );
}

/** It had gone out and came back. Answers false when it is not among those that went. */
export function bringBack(
  db: WritableDb,
  id: MailId,
  end: { readonly state: "failed" | "cancelled"; readonly fault: MailFault; readonly reply: string; readonly at: Instant; readonly by: StaffId | null },
): boolean {
  const { changes } = db.exec(
    "update mail set state = ?, fault = ?, reply = ?, ended_at = ?, decided_by = ? where id = ? and state = 'sent'",
    end.state,
    end.fault,
    end.reply,
    end.at,
    end.by,
    id,
  );
  return changes === 1;
}

/** After a crash, or on a file from elsewhere: nobody knows what became of these. Answers how many. */
export function doubtMail(db: WritableDb, states: readonly ("sending" | "queued")[], fault: MailFault, at: Instant): number {
  return db.exec(
    `update mail set state = 'unsure', fault = ?, ended_at = ? where state in (${states.map((state) => `'${state}'`).join(",")})`,
    fault,
    at,
  ).changes;
}

export type OutboxRow = MailRow & {
  readonly payerName: string;
  readonly noticeKind: string | null;
  readonly dueOn: string | null;
  readonly documentTitle: string;
  readonly documentSha256: string | null;
  readonly keptHere: 0 | 1;
  /** When the mailbox gave it back. */
  readonly foundAt: Instant | null;
};

const listed = `select ${columns}, h.name as payerName, n.kind as noticeKind, n.due_on as dueOn,
    coalesce(d.title, '') as documentTitle, d.sha256 as documentSha256, m.kept_here as keptHere,
    (select max(r.found_at) from mail_return r where r.mail_id = m.id and r.outcome = 'came_back') as foundAt
  from mail m join household h on h.id = m.household_id left join notice n on n.id = m.notice_id
    left join document d on d.id = m.document_id`;

/** What waits, what needs a person, and what went out or was taken off since an instant; newest first. */
export function listOutbox(db: ReadableDb, since: Instant, limit: number): OutboxRow[] {
  return db.all<OutboxRow>(
    `${listed} where (${isWaiting}) or m.state in ('sending', 'failed', 'unsure') or m.ended_at >= ? order by m.id desc limit ?`,
    since,
    limit,
  );
}

/** How often a document was asked to be sent. */
export function countMailsOf(db: ReadableDb, documentId: DocumentId): number {
  return db.get<{ count: number }>("select count(*) as count from mail where document_id = ?", documentId)?.count ?? 0;
}

/** The messages of a notice that have not gone out are not sent. */
export function cancelMailsOf(db: WritableDb, noticeId: NoticeId, at: Instant, by: StaffId | null): void {
  const open = db.all<{ id: MailId; state: "queued" | "failed" }>("select id, state from mail where notice_id = ? and state in ('queued', 'failed')", noticeId);
  for (const { id, state } of open) decideMail(db, id, state, { state: "cancelled", at, by });
}

/** Whether the message of a notice is on its way, or may have arrived. */
export function isMailBeingSent(db: ReadableDb, noticeId: NoticeId): boolean {
  return db.get("select 1 from mail where notice_id = ? and state in ('sending', 'unsure', 'sent')", noticeId) !== undefined;
}

/** How many messages wait, and how many need a person. */
export function countOpenMail(db: ReadableDb): { readonly queued: number; readonly failed: number; readonly unsure: number } {
  const counts = new Map(
    db
      .all<{ state: MailState; count: number }>(
        `select m.state, count(*) as count from mail m where (${isWaiting}) or m.state in ('failed', 'unsure') group by m.state`,
      )
      .map(({ state, count }) => [state, count]),
  );
  return { queued: counts.get("queued") ?? 0, failed: counts.get("failed") ?? 0, unsure: counts.get("unsure") ?? 0 };
}
