/**
 * Takes a whole import back while none of its rows has been touched (PPL-18): at once out of sight,
 * with the records that it had changed as they were before; then the rows go slice by slice.
 */
import { findBatch, setBatchState } from "#db/imports/batches.ts";
import { hideBatch } from "#db/imports/staged.ts";
import { findTouched } from "#db/imports/touched.ts";
import { deleteUpdates, listUpdates } from "#db/imports/updates.ts";
import type { WritableDb } from "#db/database.ts";
import { findPatient, type PatientRecord } from "#db/people/patient.ts";
import type { ImportBatchId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { changedFields, patientFields } from "../people/record-changes.ts";
import { audit } from "../record.ts";
import { replaceRecord } from "./commit-import.ts";

/**
 * Refuses `import_batch_not_found`, `import_batch_not_committed` and `import_touched_since`. The
 * caller takes the hidden rows away afterwards (`discardSlices`).
 */
export function undoImport(
  cx: Cx,
  { batchId }: { readonly batchId: ImportBatchId },
): { undone: true } {
  return act<{ undone: true }>(cx, (db) => {
    const batch = findBatch(db, batchId) ?? refuse("import_batch_not_found", {});
    if (batch.state !== "committed") refuse("import_batch_not_committed", {});
    const touched = findTouched(db, batchId);
    if (touched.count > 0) {
      refuse("import_touched_since", { count: touched.count, names: touched.names.join(", ") });
    }
    restoreUpdates(cx, db, batchId);
    hideBatch(db, batchId);
    setBatchState(db, batchId, "undone", cx.now);
    audit(cx, db, "import.undone", `import/${batchId}`);
    db.touch("patients", "imports");
    return { undone: true };
  });
}

function restoreUpdates(cx: Cx, db: WritableDb, batchId: ImportBatchId): void {
  for (const { patientId, before } of listUpdates(db, batchId)) {
    const now = before === null ? undefined : findPatient(db, patientId);
    if (before === null || !now) continue;
    const earlier = JSON.parse(before) as PatientRecord;
    const change = changedFields(patientFields(now), patientFields(earlier));
    replaceRecord(db, now, earlier);
    if (change) audit(cx, db, "patient.edited", `patient/${patientId}`, change);
    db.touch(`patient/${patientId}`, `household/${now.householdId}`);
  }
  deleteUpdates(db, batchId);
}
