/** The outbox (DOC-11, DOC-12): what is due to whom by which channel, once for each event and kind (F-13). */
import type { Day, Instant } from "#domain/calendar.ts";
import { planNoticeKinds, type NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { asId, type CardId, type CaseId, type DocumentId, type HouseholdId, type InvoiceId, type MembershipId, type NoticeId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NoticeChannel = "letter" | "email" | "text" | "by_hand";
export type NoticeState = "queued" | "printed" | "sent" | "skipped" | "cancelled";

export type NewNotice = {
  readonly householdId: HouseholdId;
  readonly caseId: CaseId | null;
  readonly invoiceId: InvoiceId | null;
  readonly cardId: CardId | null;
  readonly membershipId?: MembershipId | null;
  /** What it is about, such as `case/12` or `card/5`: with the kind, at most one ever (F-13). */
  readonly event: string;
  readonly kind: NoticeKind;
  readonly day: number | null;
  readonly dueOn: Day;
  readonly channel: NoticeChannel;
  readonly state: "queued" | "skipped";
  readonly facts: string;
  readonly reason: string;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

/** Answers the new row's id, or null when this event has had this notice already. */
export function insertNotice(db: WritableDb, row: NewNotice): NoticeId | null {
  const { changes, id } = db.exec(
    `insert into notice (household_id, case_id, invoice_id, card_id, membership_id, event, kind, day, due_on, channel, state,
       facts, reason, created_by, created_at, ended_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (event, kind) do nothing`,
    row.householdId,
    row.caseId,
    row.invoiceId,
    row.cardId,
    row.membershipId ?? null,
    row.event,
    row.kind,
    row.day,
    row.dueOn,
    row.channel,
    row.state,
    row.facts,
    row.reason,
    row.createdBy,
    row.createdAt,
    row.state === "skipped" ? row.createdAt : null,
  );
  return changes === 0 ? null : asId<NoticeId>(id);
}

export type NoticeRow = {
  readonly id: NoticeId;
  readonly householdId: HouseholdId;
  readonly caseId: CaseId | null;
  readonly invoiceId: InvoiceId | null;
  readonly cardId: CardId | null;
  readonly membershipId: MembershipId | null;
  readonly event: string;
  readonly kind: NoticeKind;
  readonly dueOn: Day;
  readonly channel: NoticeChannel;
  readonly state: NoticeState;
  readonly facts: string;
  readonly toldOn: Day | null;
  readonly reason: string;
  readonly batchId: number | null;
  readonly documentId: DocumentId | null;
  readonly createdAt: Instant;
};

const columns = `n.id, n.household_id as householdId, n.case_id as caseId, n.invoice_id as invoiceId, n.card_id as cardId,
  n.membership_id as membershipId, n.event, n.kind, n.due_on as dueOn, n.channel, n.state, n.facts, n.told_on as toldOn, n.reason,
  n.batch_id as batchId, n.document_id as documentId, n.created_at as createdAt`;

export function findNotice(db: ReadableDb, id: NoticeId): NoticeRow | undefined {
  return db.get<NoticeRow>(`select ${columns} from notice n where n.id = ?`, id);
}

export function listNoticesOfCase(db: ReadableDb, caseId: CaseId): NoticeRow[] {
  return db.all<NoticeRow>(`select ${columns} from notice n where n.case_id = ? order by n.id`, caseId);
}

/** Newest first. */
export function listNoticesOfHousehold(db: ReadableDb, householdId: HouseholdId, limit: number): NoticeRow[] {
  return db.all<NoticeRow>(
    `select ${columns} from notice n where n.household_id = ? order by n.id desc limit ?`,
    householdId,
    limit,
  );
}

/** The newest notice of a kind about an invoice. */
export function findLastAbout(db: ReadableDb, invoiceId: InvoiceId, kind: NoticeKind): NoticeRow | undefined {
  return db.get<NoticeRow>(
    `select ${columns} from notice n where n.invoice_id = ? and n.kind = ? and n.state <> 'cancelled' order by n.id desc limit 1`,
    invoiceId,
    kind,
  );
}

/** Takes waiting notices off the list; answers how many. */
export function cancelWaiting(
  db: WritableDb,
  of: { readonly caseId: CaseId } | { readonly noticeId: NoticeId },
  reason: string,
  at: Instant,
): number {
  const [where, id] = "caseId" in of ? ["case_id", of.caseId] : ["id", of.noticeId];
  return db.exec(
    `update notice set state = 'cancelled', reason = ?, ended_at = ? where ${where} = ? and state = 'queued'`,
    reason,
    at,
    id,
  ).changes;
}

/** Takes the waiting notice of an event off the list. */
export function cancelWaitingOf(db: WritableDb, event: string, kind: NoticeKind, reason: string, at: Instant): void {
  db.exec(
    "update notice set state = 'cancelled', reason = ?, ended_at = ? where event = ? and kind = ? and state = 'queued'",
    reason,
    at,
    event,
    kind,
  );
}

/** The letters about plans that wait to go out. */
export function listWaitingPlanLetters(db: ReadableDb): NoticeRow[] {
  return db.all<NoticeRow>(
    `select ${columns} from notice n where n.state = 'queued' and n.kind in (${planNoticeKinds.map((kind) => `'${kind}'`).join(",")}) order by n.id`,
  );
}

/** The letters of recall that wait to go out. */
export function listWaitingRecalls(db: ReadableDb): NoticeRow[] {
  return db.all<NoticeRow>(`select ${columns} from notice n where n.state = 'queued' and n.kind = 'recall' order by n.id`);
}

/** A notice that cannot go by e-mail, or that somebody would rather print, waits with the letters. */
export function turnIntoLetter(db: WritableDb, id: NoticeId): void {
  db.exec("update notice set channel = 'letter' where id = ? and state = 'queued'", id);
}

/** Puts back what was cancelled when a case closed that now goes on. */
export function uncancel(db: WritableDb, caseId: CaseId, reason: string): void {
  db.exec(
    "update notice set state = 'queued', reason = '', ended_at = null where case_id = ? and state = 'cancelled' and reason = ?",
    caseId,
    reason,
  );
}

/** Printed in a run, or told in another way; `facts` are the very words that went out. */
export function markTold(
  db: WritableDb,
  id: NoticeId,
  told: {
    readonly state: "printed" | "sent";
    readonly channel: NoticeChannel;
    readonly on: Day;
    readonly at: Instant;
    readonly facts: string;
    readonly batchId: number | null;
    readonly documentId: DocumentId | null;
  },
): void {
  db.exec(
    `update notice set state = ?, channel = ?, told_on = ?, ended_at = ?, facts = ?, batch_id = ?, document_id = ?
     where id = ? and state = 'queued'`,
    told.state,
    told.channel,
    told.on,
    told.at,
    told.facts,
    told.batchId,
    told.documentId,
    id,
  );
}

/** Told by e-mail, and the message came back: nobody has it. It waits again, by the way that is given. */
export function untellMailed(db: WritableDb, id: NoticeId, channel: "letter" | "email"): void {
  db.exec(
    "update notice set state = 'queued', channel = ?, told_on = null, ended_at = null where id = ? and state = 'sent' and channel = 'email'",
    channel,
    id,
  );
}

/** The letters of a run wait again. */
export function unprintBatch(db: WritableDb, batchId: number): number {
  return db.exec(
    `update notice set state = 'queued', told_on = null, ended_at = null, batch_id = null, document_id = null
     where batch_id = ? and state = 'printed'`,
    batchId,
  ).changes;
}

export type WaitingLetter = NoticeRow & {
  readonly payerName: string;
  readonly payerStatus: string | null;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
};

/** Every letter that waits for the printer, in postal order (DOC-5). */
export function listWaitingLetters(db: ReadableDb, limit: number): WaitingLetter[] {
  return db.all<WaitingLetter>(
    `select ${columns}, h.name as payerName, p.status as payerStatus,
       coalesce(p.address_line1, h.address_line1) as line1, coalesce(p.address_line2, h.address_line2) as line2,
       coalesce(p.city, h.city) as city, coalesce(p.region, h.region) as region,
       coalesce(p.postal_code, h.postal_code) as postalCode, coalesce(p.country, h.country) as country
     from notice n join household h on h.id = n.household_id left join patient p on p.id = h.payer_patient_id
     where n.state = 'queued' and n.channel = 'letter'
     order by country, postalCode, city, h.name, n.household_id, n.id limit ?`,
    limit,
  );
}

export function countWaitingLetters(db: ReadableDb): number {
  return (
    db.get<{ count: number }>("select count(*) as count from notice where state = 'queued' and channel = 'letter'")
      ?.count ?? 0
  );
}

export type NoticeBatchRow = {
  readonly batchId: number;
  readonly documentId: DocumentId;
  readonly letters: number;
  readonly printedOn: Day;
  readonly by: string;
  readonly undoneAt: Instant | null;
};

export function insertNoticeBatch(
  db: WritableDb,
  row: {
    readonly documentId: DocumentId;
    readonly letters: number;
    readonly printedOn: Day;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): number {
  return db.exec(
    "insert into notice_batch (document_id, letters, printed_on, created_by, created_at) values (?, ?, ?, ?, ?)",
    row.documentId,
    row.letters,
    row.printedOn,
    row.createdBy,
    row.createdAt,
  ).id;
}

const batchColumns = `b.id as batchId, b.document_id as documentId, b.letters, b.printed_on as printedOn,
  coalesce(s.name, '') as "by", b.undone_at as undoneAt`;

export function findNoticeBatch(db: ReadableDb, id: number): NoticeBatchRow | undefined {
  return db.get<NoticeBatchRow>(
    `select ${batchColumns} from notice_batch b left join staff s on s.id = b.created_by where b.id = ?`,
    id,
  );
}

/** Newest first. */
export function listNoticeBatches(db: ReadableDb, limit: number): NoticeBatchRow[] {
  return db.all<NoticeBatchRow>(
    `select ${batchColumns} from notice_batch b left join staff s on s.id = b.created_by order by b.id desc limit ?`,
    limit,
  );
}

export function markBatchUndone(db: WritableDb, id: number, at: Instant): void {
  db.exec("update notice_batch set undone_at = ? where id = ?", at, id);
}

/** A case that lapsed, or a price that rose, because of a letter of this run: then the run cannot be taken back. */
export function findLapsedByBatch(db: ReadableDb, batchId: number): { readonly name: string } | undefined {
  return db.get(
    `select h.name from notice n join dunning_case c on c.id = n.case_id join household h on h.id = c.household_id
     where n.batch_id = ? and n.kind = 'past_due_final' and c.outcome = 'lapsed'
     union all
     select h.name from notice n join price_rise_member x on x.notice_id = n.id join household h on h.id = n.household_id
     where n.batch_id = ? and x.took_effect_on is not null
     limit 1`,
    batchId,
    batchId,
  );
}
