/** Runs of statements by e-mail and on paper (DOC-5): what became of each, and what can still be taken back. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { DocumentId, HouseholdId, MailId, StatementId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import type { MailState } from "../mail/outbox.ts";

export type StatementMail = {
  readonly statementId: StatementId;
  readonly householdId: HouseholdId;
  readonly mailId: MailId;
  readonly state: MailState;
};

/** What the message of a statement is known by in the outbox: one ever for each statement (DOC-12). */
export function statementEvent(statementId: StatementId): string {
  return `statement/${statementId}`;
}

/** The messages that carry the statements of a run, in the order they were made. */
export function listBatchMails(db: ReadableDb, batchId: number): StatementMail[] {
  return db.all<StatementMail>(
    `select s.id as statementId, s.household_id as householdId, m.id as mailId, m.state
     from statement s join mail m on m.event = 'statement/' || s.id
     where s.batch_id = ? and s.channel = 'email' order by s.id`,
    batchId,
  );
}

/** The household has it by e-mail: the statement counts as sent, and so do the open invoices it told of. */
export function markMailedStatement(db: WritableDb, documentId: DocumentId, at: Instant): void {
  const one = "(batch_id is null or channel = 'email')";
  db.exec(
    `update statement set sent_at = ?, unsent_at = null, channel = 'email' where document_id = ? and ${one}`,
    at,
    documentId,
  );
  db.exec(
    `update invoice set last_sent_at = ?, last_channel = 'email'
     where balance_cents > 0 and voided_on is null and issued_at is not null
       and household_id in (select household_id from statement where document_id = ? and channel = 'email')
       and invoiced_on <= (select max(as_of_on) from statement where document_id = ? and channel = 'email')`,
    at,
    documentId,
    documentId,
  );
}

/** Nobody gets it any more: the next run finds the household again. */
export function takeBackStatement(db: WritableDb, statementId: StatementId, at: Instant): void {
  db.exec("update statement set unsent_at = ? where id = ? and sent_at is null", at, statementId);
}

/** The same, known by the document a message would have carried. */
export function takeBackMailed(db: WritableDb, documentId: DocumentId, at: Instant): void {
  db.exec(
    "update statement set unsent_at = ? where document_id = ? and channel = 'email' and sent_at is null",
    at,
    documentId,
  );
}

/** Its message came back: without another one that has gone, nobody has the statement. */
export function unmarkMailedStatement(db: WritableDb, documentId: DocumentId): void {
  db.exec(
    `update statement set sent_at = null where document_id = ? and channel = 'email'
       and not exists (select 1 from mail m where m.document_id = statement.document_id and m.state = 'sent')`,
    documentId,
  );
}

/** Households of a run whose statement nobody has and nobody gets any more. */
export function listHouseholdsLeft(db: ReadableDb, batchId: number): HouseholdId[] {
  return db
    .all<{ id: HouseholdId }>(
      `select s.household_id as id from statement s left join mail m on m.event = 'statement/' || s.id
       where s.batch_id = ? and s.sent_at is null and (s.channel = 'print' or m.state = 'cancelled') order by s.id`,
      batchId,
    )
    .map(({ id }) => id);
}

export type StatementRunRow = {
  readonly batchId: number;
  readonly asOfOn: Day;
  readonly createdAt: Instant;
  readonly by: string;
  readonly state: "made" | "sent" | "unsent";
  readonly sentAt: Instant | null;
  /** Null when nothing of it is on paper. */
  readonly documentId: DocumentId | null;
  readonly pages: number;
  readonly printed: number;
  readonly mailed: number;
  /** Of those by e-mail: what waits or is on its way, has gone, failed, is in doubt, or was dropped. */
  readonly waiting: number;
  readonly gone: number;
  readonly failed: number;
  readonly unsure: number;
  readonly dropped: number;
  readonly totalCents: number;
};

const runs = `select b.id as batchId, b.as_of_on as asOfOn, b.created_at as createdAt, coalesce(f.name, '') as "by", b.state,
    b.sent_at as sentAt, b.document_id as documentId, coalesce(d.pages, 0) as pages,
    (select count(*) from statement s where s.batch_id = b.id and s.channel = 'print') as printed,
    (select count(*) from statement s where s.batch_id = b.id and s.channel = 'email') as mailed,
    (select coalesce(sum(max(0, closing_cents)), 0) from statement s where s.batch_id = b.id) as totalCents,
    coalesce(o.waiting, 0) as waiting, coalesce(o.gone, 0) as gone, coalesce(o.failed, 0) as failed,
    coalesce(o.unsure, 0) as unsure, coalesce(o.dropped, 0) as dropped
  from statement_batch b left join staff f on f.id = b.created_by left join document d on d.id = b.document_id
    left join (select s.batch_id, sum(m.state in ('queued', 'sending')) as waiting, sum(m.state = 'sent') as gone,
        sum(m.state = 'failed') as failed, sum(m.state = 'unsure') as unsure, sum(m.state = 'cancelled') as dropped
      from statement s join mail m on m.event = 'statement/' || s.id
      where s.channel = 'email' group by s.batch_id) o on o.batch_id = b.id`;

/** Newest first, before an id. */
export function listStatementRuns(db: ReadableDb, beforeId: number, limit: number): StatementRunRow[] {
  return db.all<StatementRunRow>(`${runs} where b.id < ? order by b.id desc limit ?`, beforeId, limit);
}

export function findStatementRun(db: ReadableDb, batchId: number): StatementRunRow | undefined {
  return db.get<StatementRunRow>(`${runs} where b.id = ?`, batchId);
}
