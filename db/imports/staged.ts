/** The rows of a batch while they are invisible: counted, shown all at once, or taken away in slices (PPL-19). */
import type { ImportBatchId } from "#domain/identity.ts";
import type { Database, ReadableDb, WritableDb } from "../database.ts";

export type StagedCounts = {
  readonly patients: number;
  readonly households: number;
  readonly deceased: number;
  readonly updates: number;
};

/** What has really been written of a batch: the control totals (PPL-18). */
export function countStaged(db: ReadableDb, batchId: ImportBatchId): StagedCounts {
  const patients = db.get<{ patients: number; deceased: number }>(
    "select count(*) as patients, coalesce(sum(status = 'deceased'), 0) as deceased from patient where staged_batch_id = ?",
    batchId,
  );
  return {
    patients: patients?.patients ?? 0,
    deceased: patients?.deceased ?? 0,
    households: countOf(
      db,
      "select count(*) as n from household where staged_batch_id = ?",
      batchId,
    ),
    updates: countOf(db, "select count(*) as n from import_update where batch_id = ?", batchId),
  };
}

function countOf(db: ReadableDb, text: string, batchId: ImportBatchId): number {
  return db.get<{ n: number }>(text, batchId)?.n ?? 0;
}

/** Makes every row of the batch visible. */
export function showBatch(db: WritableDb, batchId: ImportBatchId): void {
  db.exec("update household set staged_batch_id = null where staged_batch_id = ?", batchId);
  db.exec("update patient set staged_batch_id = null where staged_batch_id = ?", batchId);
}

/** Makes every row that the batch brought invisible again, so that it can be taken away in peace. */
export function hideBatch(db: WritableDb, batchId: ImportBatchId): void {
  db.exec(
    "update household set staged_batch_id = import_batch_id where import_batch_id = ?",
    batchId,
  );
  db.exec(
    "update patient set staged_batch_id = import_batch_id where import_batch_id = ?",
    batchId,
  );
}

/**
 * Takes up to `most` invisible patients of a batch away with their phones and tokens, then its
 * households, in one transaction of its own. Answers how many rows went; 0 when nothing is left.
 *
 * Nothing but its own rows can refer to somebody who was never seen, or whose import was found
 * untouched. So the references are not checked here: SQLite would read the whole ledger for each
 * patient, and the desk would stand still for minutes.
 */
export function takeHiddenSlice(database: Database, batchId: ImportBatchId, most: number): number {
  database.pragma("foreign_keys = off");
  try {
    return database.write<number>((db) => deleteHiddenSlice(db, batchId, most));
  } finally {
    database.pragma("foreign_keys = on");
  }
}

function deleteHiddenSlice(db: WritableDb, batchId: ImportBatchId, most: number): number {
  const slice = `(select id from patient where staged_batch_id = ? limit ${most})`;
  if (db.get("select 1 from patient where staged_batch_id = ? limit 1", batchId)) {
    db.exec(`delete from phone where patient_id in ${slice}`, batchId);
    db.exec(`delete from patient_search where patient_id in ${slice}`, batchId);
    db.exec(
      `update household set payer_patient_id = null where payer_patient_id in ${slice}`,
      batchId,
    );
    return db.exec(`delete from patient where id in ${slice}`, batchId).changes;
  }
  db.exec("delete from import_update where batch_id = ? and before is null", batchId);
  return db.exec(
    `delete from household where id in (select id from household where staged_batch_id = ? limit ${most})`,
    batchId,
  ).changes;
}
