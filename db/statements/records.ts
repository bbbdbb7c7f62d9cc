/** Documents that were made, statements and their batches, and who could get one (DOC-2, DOC-5). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId, type PatientId, type StaffId, type StatementId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { DocumentKindName } from "#domain/statements/document-kinds.ts";
import type { ReadableDb, SqlValue, WritableDb } from "../database.ts";

export type NewDocument = {
  readonly kind: DocumentKindName;
  readonly householdId: HouseholdId | null;
  readonly title: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertDocument(db: WritableDb, row: NewDocument): DocumentId {
  return asId<DocumentId>(
    db.exec(
      `insert into document (kind, household_id, title, sha256, bytes, pages, created_by, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      row.kind,
      row.householdId,
      row.title,
      row.sha256,
      row.bytes,
      row.pages,
      row.createdBy,
      row.createdAt,
    ).id,
  );
}

export type StoredDocument = {
  readonly title: string;
  readonly sha256: string;
  readonly kind: DocumentKindName;
  /** Null for a file about several households, or about none. */
  readonly householdId: HouseholdId | null;
};

export function findDocument(db: ReadableDb, id: DocumentId): StoredDocument | undefined {
  return db.get<StoredDocument>("select title, sha256, kind, household_id as householdId from document where id = ?", id);
}

export type DocumentRow = {
  readonly documentId: DocumentId;
  readonly kind: DocumentKindName;
  readonly title: string;
  readonly householdId: HouseholdId | null;
  readonly payerName: string;
  readonly pages: number;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly batchId: number | null;
  readonly statementId: StatementId | null;
};

export type DocumentQuery = {
  readonly householdId: HouseholdId | null;
  /** Empty: every kind. */
  readonly kinds: readonly DocumentKindName[];
  /** A part of the title, which names the payer and the number; empty: any. */
  readonly text: string;
  readonly fromAt: Instant | null;
  readonly beforeAt: Instant | null;
};

/** In the order in which they were made, or newest first; from beyond an id on. */
export function listDocuments(
  db: ReadableDb,
  { householdId, kinds, text, fromAt, beforeAt }: DocumentQuery,
  page: { readonly afterId: number | null; readonly descending: boolean; readonly limit: number },
): DocumentRow[] {
  const asked: readonly (readonly [condition: string, ...values: SqlValue[]] | null)[] = [
    page.afterId === null ? null : [`d.id ${page.descending ? "<" : ">"} ?`, page.afterId],
    householdId === null ? null : ["d.household_id = ?", householdId],
    kinds.length === 0 ? null : ["d.kind in (select value from json_each(?))", JSON.stringify(kinds)],
    text.trim() === "" ? null : ["d.title like '%' || ? || '%' escape '!'", text.trim().replaceAll(/[!%_]/gu, "!$&")],
    fromAt === null ? null : ["d.created_at >= ?", fromAt],
    beforeAt === null ? null : ["d.created_at < ?", beforeAt],
  ];
  const parts = asked.filter((part) => part !== null);
  return db.all<DocumentRow>(
    `select d.id as documentId, d.kind, d.title, d.household_id as householdId, coalesce(h.name, '') as payerName,
       d.pages, d.created_at as createdAt, coalesce(b.sent_at, s.sent_at) as sentAt, b.id as batchId, s.id as statementId
     from document d left join household h on h.id = d.household_id
       left join statement_batch b on b.document_id = d.id
       left join statement s on s.document_id = d.id and (s.batch_id is null or s.channel = 'email')
     where ${["true", ...parts.map(([condition]) => condition)].join(" and ")}
     order by d.id ${page.descending ? "desc" : "asc"} limit ?`,
    ...parts.flatMap(([, ...values]) => values),
    page.limit,
  );
}

export function insertBatch(
  db: WritableDb,
  row: {
    readonly asOfOn: Day;
    readonly fromOn: Day;
    /** Null when nothing of it is on paper. */
    readonly documentId: DocumentId | null;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): number {
  return db.exec(
    `insert into statement_batch (as_of_on, from_on, document_id, state, created_by, created_at)
     values (?, ?, ?, 'made', ?, ?)`,
    row.asOfOn,
    row.fromOn,
    row.documentId,
    row.createdBy,
    row.createdAt,
  ).id;
}

export type NewStatement = {
  readonly number: number;
  readonly householdId: HouseholdId;
  readonly batchId: number | null;
  readonly documentId: DocumentId;
  readonly asOfOn: Day;
  readonly fromOn: Day;
  readonly closingCents: Cents;
  readonly createdAt: Instant;
  /** Left out for paper. */
  readonly channel?: "print" | "email";
};

export function insertStatement(db: WritableDb, row: NewStatement): StatementId {
  return asId<StatementId>(
    db.exec(
      `insert into statement (number, household_id, batch_id, document_id, as_of_on, from_on, closing_cents, created_at, channel)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.number,
      row.householdId,
      row.batchId,
      row.documentId,
      row.asOfOn,
      row.fromOn,
      row.closingCents,
      row.createdAt,
      row.channel ?? "print",
    ).id,
  );
}

/** Marks a batch and its statements on paper as sent, or takes the mark away; answers how many statements. */
export function markBatch(db: WritableDb, batchId: number, sentAt: Instant | null, unsentAt: Instant | null): number {
  db.exec(
    "update statement_batch set state = ?, sent_at = ? where id = ?",
    sentAt === null ? "unsent" : "sent",
    sentAt,
    batchId,
  );
  return db.exec(
    "update statement set sent_at = ?, unsent_at = ? where batch_id = ? and channel = 'print'",
    sentAt,
    unsentAt,
    batchId,
  ).changes;
}

export function findBatch(db: ReadableDb, batchId: number): { readonly state: "made" | "sent" | "unsent" } | undefined {
  return db.get("select state from statement_batch where id = ?", batchId);
}

/** The open invoices that statements on paper told their payers about: none that was made after their day. */
export function markInvoicesSent(db: WritableDb, batchId: number, at: Instant): void {
  db.exec(
    `update invoice set last_sent_at = ?, last_channel = 'print'
     where balance_cents > 0 and voided_on is null and issued_at is not null
       and exists (select 1 from statement s
         where s.batch_id = ? and s.channel = 'print' and s.household_id = invoice.household_id
           and invoice.invoiced_on <= s.as_of_on)`,
    at,
    batchId,
  );
}

export type CandidateRow = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly patientId: PatientId | null;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly balanceCents: Cents;
  readonly oldestDueOn: Day | null;
  readonly lastStatementOn: Day | null;
  readonly channel: "email" | "text" | "print";
  readonly payerStatus: string | null;
};

/** Households that owe at least a minimum after their credit, in postal order (DOC-4, DOC-5). */
export function listCandidates(db: ReadableDb, minimumCents: number): CandidateRow[] {
  return db.all<CandidateRow>(
    `select h.id as householdId, h.name as payerName, h.payer_patient_id as patientId, p.status as payerStatus,
       coalesce(p.address_line1, h.address_line1) as line1, coalesce(p.address_line2, h.address_line2) as line2,
       coalesce(p.city, h.city) as city, coalesce(p.region, h.region) as region,
       coalesce(p.postal_code, h.postal_code) as postalCode, coalesce(p.country, h.country) as country,
       h.balance_cents - h.credit_cents as balanceCents, h.contact_preference as channel,
       (select min(due_on) from invoice i where i.household_id = h.id and i.balance_cents > 0 and i.voided_on is null) as oldestDueOn,
       (select max(as_of_on) from statement s where s.household_id = h.id and s.unsent_at is null) as lastStatementOn
     from household h left join patient p on p.id = h.payer_patient_id
     where h.balance_cents <> 0 and h.staged_batch_id is null and h.balance_cents - h.credit_cents >= ?
     order by country, postalCode, city, h.name, h.id`,
    Math.max(1, minimumCents),
  );
}
