/** Merges of households and of charts (MEM-15, PPL-4): a row each, kept when it is undone (F-12). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type HouseholdMergeRow = {
  readonly mergeId: number;
  readonly survivorId: HouseholdId;
  readonly absorbedId: HouseholdId;
  readonly mergedOn: Day;
  readonly kept: string;
  readonly lastEntryId: number;
  readonly lastAttempt: number;
  readonly lastAuditId: number;
  readonly undoneAt: Instant | null;
};

type Made = { readonly kept: string; readonly mergedOn: Day; readonly createdBy: StaffId | null; readonly createdAt: Instant };

const columns = `id as mergeId, survivor_id as survivorId, absorbed_id as absorbedId, merged_on as mergedOn, kept,
  last_entry_id as lastEntryId, last_attempt as lastAttempt, last_audit_id as lastAuditId, undone_at as undoneAt`;

/** Notes a merge as of the newest entry, charge and audit record there are now: it is written last of all. */
export function insertHouseholdMerge(
  db: WritableDb,
  merge: Made & { readonly survivorId: HouseholdId; readonly absorbedId: HouseholdId },
): number {
  return db.exec(
    `insert into household_merge (survivor_id, absorbed_id, merged_on, kept, last_entry_id, last_attempt, last_audit_id,
       created_by, created_at)
     values (?, ?, ?, ?, (select coalesce(max(id), 0) from entry), (select coalesce(max(rowid), 0) from charge_attempt),
       (select coalesce(max(id), 0) from audit), ?, ?)`,
    merge.survivorId,
    merge.absorbedId,
    merge.mergedOn,
    merge.kept,
    merge.createdBy,
    merge.createdAt,
  ).id;
}

export function findHouseholdMerge(db: ReadableDb, mergeId: number): HouseholdMergeRow | undefined {
  return db.get<HouseholdMergeRow>(`select ${columns} from household_merge where id = ?`, mergeId);
}

/** Where a household has gone, if it was merged into another and that stands. */
export function findMergeOf(db: ReadableDb, absorbedId: HouseholdId): HouseholdMergeRow | undefined {
  return db.get<HouseholdMergeRow>(
    `select ${columns} from household_merge where absorbed_id = ? and undone_at is null`,
    absorbedId,
  );
}

/** The household that stands for this one: itself, or where it went by one merge after another. */
export function standingHousehold(db: ReadableDb, householdId: HouseholdId): HouseholdId {
  const merge = findMergeOf(db, householdId);
  return merge ? standingHousehold(db, merge.survivorId) : householdId;
}

/** The merges into a household that stand, newest first. */
export function listMergesInto(db: ReadableDb, survivorId: HouseholdId): HouseholdMergeRow[] {
  return db.all<HouseholdMergeRow>(
    `select ${columns} from household_merge where survivor_id = ? and undone_at is null order by id desc`,
    survivorId,
  );
}

/** The household that stands for one now, through any number of merges. */
export function householdNow(db: ReadableDb, householdId: HouseholdId): HouseholdId {
  const merge = findMergeOf(db, householdId);
  return merge ? householdNow(db, merge.survivorId) : householdId;
}

export type PatientMergeRow = {
  readonly mergeId: number;
  readonly survivorId: PatientId;
  readonly mergedId: PatientId;
  readonly householdMergeId: number | null;
  readonly mergedOn: Day;
  readonly kept: string;
  readonly lastEntryId: number;
  readonly lastAuditId: number;
  readonly undoneAt: Instant | null;
};

const patientColumns = `id as mergeId, survivor_id as survivorId, merged_id as mergedId, household_merge_id as householdMergeId,
  merged_on as mergedOn, kept, last_entry_id as lastEntryId, last_audit_id as lastAuditId, undone_at as undoneAt`;

export function insertPatientMerge(
  db: WritableDb,
  merge: Made & {
    readonly survivorId: PatientId;
    readonly mergedId: PatientId;
    readonly householdMergeId: number | null;
  },
): number {
  return db.exec(
    `insert into patient_merge (survivor_id, merged_id, household_merge_id, merged_on, kept, last_entry_id, last_audit_id,
       created_by, created_at)
     values (?, ?, ?, ?, ?, (select coalesce(max(id), 0) from entry), (select coalesce(max(id), 0) from audit), ?, ?)`,
    merge.survivorId,
    merge.mergedId,
    merge.householdMergeId,
    merge.mergedOn,
    merge.kept,
    merge.createdBy,
    merge.createdAt,
  ).id;
}

export function findPatientMerge(db: ReadableDb, mergeId: number): PatientMergeRow | undefined {
  return db.get<PatientMergeRow>(`select ${patientColumns} from patient_merge where id = ?`, mergeId);
}

/** The charts that were merged into one, newest first; only merges that stand. */
export function listChartsMergedInto(db: ReadableDb, survivorId: PatientId): PatientMergeRow[] {
  return db.all<PatientMergeRow>(
    `select ${patientColumns} from patient_merge where survivor_id = ? and undone_at is null order by id desc`,
    survivorId,
  );
}

/** The chart that stands for one now (PPL-4). */
export function chartNow(db: ReadableDb, patientId: PatientId): PatientId {
  const row = db.get<{ into: PatientId | null }>("select merged_into_id as \"into\" from patient where id = ?", patientId);
  return row?.into ?? patientId;
}

/**
 * Archives a chart behind another, or takes it out again with null. Charts that are archived behind it
 * go along: a pointer always leads to a chart that is open.
 */
export function setMergedInto(db: WritableDb, patientId: PatientId, into: PatientId | null): void {
  db.exec("update patient set merged_into_id = ?, version = version + 1 where id = ?", into, patientId);
  db.exec(
    `with recursive behind (id) as (
       select merged_id from patient_merge where survivor_id = ? and undone_at is null
       union select m.merged_id from patient_merge m join behind b on m.survivor_id = b.id where m.undone_at is null)
     update patient set merged_into_id = ? where id in (select id from behind)`,
    patientId,
    into ?? patientId,
  );
}

export function markUndone(
  db: WritableDb,
  table: "household_merge" | "patient_merge",
  mergeId: number,
  by: { readonly staffId: StaffId | null; readonly at: Instant },
): void {
  db.exec(`update ${table} set undone_at = ?, undone_by = ? where id = ? and undone_at is null`, by.at, by.staffId, mergeId);
}

/** The day of the first journal entry after one that booked anything to one of two households. */
export function findMoneySince(
  db: ReadableDb,
  households: readonly [HouseholdId, HouseholdId],
  lastEntryId: number,
): Day | null {
  return (
    db.get<{ on: Day }>(
      `select e.effective_on as "on" from entry e
       where e.id > ? and (e.household_id in (?, ?)
         or exists (select 1 from posting o where o.entry_id = e.id and o.household_id in (?, ?)))
       order by e.id limit 1`,
      lastEntryId,
      ...households,
      ...households,
    )?.on ?? null
  );
}

/** Whether a card of the household was asked for anything since. */
export function hasChargeSince(db: ReadableDb, householdId: HouseholdId, lastAttempt: number): boolean {
  return (
    db.get("select 1 from charge_attempt where household_id = ? and rowid > ? limit 1", householdId, lastAttempt) !==
    undefined
  );
}

/** Whether anything was done to one of some subjects of the audit trail since. */
export function wasChangedSince(db: ReadableDb, subjects: readonly string[], lastAuditId: number): boolean {
  return subjects.some(
    (subject) => db.get("select 1 from audit where subject = ? and id > ? limit 1", subject, lastAuditId) !== undefined,
  );
}
