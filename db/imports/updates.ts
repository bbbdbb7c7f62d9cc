/**
 * What an import changes in patients who are there already: staged as JSON, written when the batch
 * is committed, with the record before kept for undoing (PPL-18).
 */
import { asId, type ImportBatchId, type PatientId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type StagedUpdate = {
  readonly patientId: PatientId;
  /** JSON of the record to write. */
  readonly record: string;
  /** JSON of the record that it replaced, and the version it became; null until committed. */
  readonly before: string | null;
  readonly versionAfter: number | null;
};

export function insertUpdate(
  db: WritableDb,
  batchId: ImportBatchId,
  patientId: PatientId,
  record: string,
): void {
  db.exec(
    "insert into import_update (batch_id, patient_id, record) values (?, ?, ?)",
    batchId,
    patientId,
    record,
  );
}

export function listUpdates(db: ReadableDb, batchId: ImportBatchId): StagedUpdate[] {
  return db
    .all<{
      patient_id: number;
      record: string;
      before: string | null;
      version_after: number | null;
    }>(
      "select patient_id, record, before, version_after from import_update where batch_id = ? order by patient_id",
      batchId,
    )
    .map((row) => ({
      patientId: asId<PatientId>(row.patient_id),
      record: row.record,
      before: row.before,
      versionAfter: row.version_after,
    }));
}

export function keepBefore(
  db: WritableDb,
  batchId: ImportBatchId,
  patientId: PatientId,
  before: string,
  versionAfter: number,
): void {
  db.exec(
    "update import_update set before = ?, version_after = ? where batch_id = ? and patient_id = ?",
    before,
    versionAfter,
    batchId,
    patientId,
  );
}

export function deleteUpdates(db: WritableDb, batchId: ImportBatchId): void {
  db.exec("delete from import_update where batch_id = ?", batchId);
}
