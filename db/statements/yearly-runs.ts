/** Yearly statements that were made, alone or in a run, and who could get one (DOC-6). */
import type { Instant } from "#domain/calendar.ts";
import type { DocumentId, HouseholdId, PatientId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewYearlyStatement = {
  readonly householdId: HouseholdId;
  readonly year: number;
  readonly runId: number | null;
  readonly documentId: DocumentId;
  readonly netCents: Cents;
  readonly createdAt: Instant;
};

export function insertYearlyStatement(db: WritableDb, row: NewYearlyStatement): number {
  return db.exec(
    "insert into yearly_statement (household_id, year, run_id, document_id, net_cents, created_at) values (?, ?, ?, ?, ?, ?)",
    row.householdId,
    row.year,
    row.runId,
    row.documentId,
    row.netCents,
    row.createdAt,
  ).id;
}

export function insertYearlyRun(
  db: WritableDb,
  row: { readonly year: number; readonly documentId: DocumentId; readonly createdBy: StaffId | null; readonly createdAt: Instant },
): number {
  return db.exec(
    "insert into yearly_run (year, document_id, created_by, created_at) values (?, ?, ?, ?)",
    row.year,
    row.documentId,
    row.createdBy,
    row.createdAt,
  ).id;
}

export type YearlyRunRow = {
  readonly runId: number;
  readonly year: number;
  readonly documentId: DocumentId;
  readonly createdAt: Instant;
  readonly printedAt: Instant | null;
  readonly statements: number;
  readonly pages: number;
};

const runColumns = `select r.id as runId, r.year, r.document_id as documentId, r.created_at as createdAt, r.printed_at as printedAt,
  (select count(*) from yearly_statement s where s.run_id = r.id) as statements, d.pages
  from yearly_run r join document d on d.id = r.document_id`;

export function findYearlyRun(db: ReadableDb, runId: number): YearlyRunRow | undefined {
  return db.get<YearlyRunRow>(`${runColumns} where r.id = ?`, runId);
}

/** The runs of a year, newest first. */
export function listYearlyRuns(db: ReadableDb, year: number, limit: number): YearlyRunRow[] {
  return db.all<YearlyRunRow>(`${runColumns} where r.year = ? order by r.id desc limit ?`, year, limit);
}

export function setYearlyRunPrinted(db: WritableDb, runId: number, printedAt: Instant | null): void {
  db.exec("update yearly_run set printed_at = ? where id = ?", printedAt, runId);
}

export type YearlyAddressee = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly patientId: PatientId | null;
  readonly payerStatus: string | null;
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
  readonly channel: "email" | "text" | "print";
  /** When the newest statement of the year was made; null for never. */
  readonly madeAt: Instant | null;
  /** When a run with one of its statements of the year was marked as printed. */
  readonly printedAt: Instant | null;
};

/** Households by their ids in postal order, with what they got of the year; ids that are none are left out. */
export function listYearlyAddressees(db: ReadableDb, householdIds: readonly HouseholdId[], year: number): YearlyAddressee[] {
  return db.all<YearlyAddressee>(
    `select h.id as householdId, h.name as payerName, h.payer_patient_id as patientId, p.status as payerStatus,
       coalesce(p.address_line1, h.address_line1) as line1, coalesce(p.city, h.city) as city,
       coalesce(p.postal_code, h.postal_code) as postalCode, coalesce(p.country, h.country) as country,
       h.contact_preference as channel,
       (select max(s.created_at) from yearly_statement s where s.household_id = h.id and s.year = ?) as madeAt,
       (select max(r.printed_at) from yearly_statement s join yearly_run r on r.id = s.run_id
         where s.household_id = h.id and s.year = ?) as printedAt
     from household h left join patient p on p.id = h.payer_patient_id
     where h.id in (select value from json_each(?)) and h.staged_batch_id is null
     order by country, postalCode, city, h.name, h.id`,
    year,
    year,
    JSON.stringify(householdIds),
  );
}
