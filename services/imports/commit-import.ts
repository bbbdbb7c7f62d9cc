/**
 * Makes an import visible, all of it in one transaction, after its control totals were compared with
 * what the dry run promised (PPL-18, PPL-19). Until then a crash, a stop or a difference takes
 * everything away again; nothing of it was ever seen.
 */
import { findBatch, setBatchState } from "#db/imports/batches.ts";
import { countStaged, showBatch, type StagedCounts } from "#db/imports/staged.ts";
import { keepBefore, listUpdates } from "#db/imports/updates.ts";
import type { WritableDb } from "#db/database.ts";
import { setPayer } from "#db/people/household.ts";
import { findRunningPlan, listHouseholdsPaidBy } from "#db/people/members.ts";
import {
  findPatient,
  updatePatientRow,
  type Patient,
  type PatientRecord,
} from "#db/people/patient.ts";
import type { DryRunCounts } from "#domain/imports/dry-run.ts";
import type { ImportBatchId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import type { Cx } from "../context.ts";
import { changedFields, patientFields } from "../people/record-changes.ts";
import { audit } from "../record.ts";
import { pickRecord } from "./stage-rows.ts";

export type ImportResult = {
  readonly batchId: ImportBatchId;
  readonly patients: number;
  readonly households: number;
  readonly updated: number;
};

/** Refuses `import_totals_differ`, with nothing shown. */
export function commitImport(cx: Cx, batchId: ImportBatchId, promised: DryRunCounts): ImportResult {
  return cx.db.write<ImportResult>((db) => {
    invariant(findBatch(db, batchId)?.state === "staging", "only a batch under way is committed");
    const staged = countStaged(db, batchId);
    requireTotals(staged, promised);
    showBatch(db, batchId);
    const updated = writeUpdates(cx, db, batchId);
    const result = { batchId, patients: staged.patients, households: staged.households, updated };
    setBatchState(db, batchId, "committed", cx.now, JSON.stringify({ ...promised, updated }));
    audit(cx, db, "import.committed", `import/${batchId}`, {
      after: { patients: staged.patients, households: staged.households, updated },
    });
    db.touch("patients", "imports");
    return result;
  });
}

function requireTotals(staged: StagedCounts, promised: DryRunCounts): void {
  const totals = [
    ["patients", promised.new, staged.patients],
    ["households", promised.households, staged.households],
  ] as const;
  for (const [what, expected, found] of totals) {
    if (expected !== found) refuse("import_totals_differ", { what, expected, found });
  }
}

/** Writes the changes of known patients, keeping what stood there before. */
function writeUpdates(cx: Cx, db: WritableDb, batchId: ImportBatchId): number {
  let written = 0;
  for (const { patientId, record } of listUpdates(db, batchId)) {
    const before = findPatient(db, patientId);
    if (!before) continue;
    const wanted = JSON.parse(record) as PatientRecord;
    // A membership has to be cancelled by a person before its member's status changes.
    const keepsStatus =
      wanted.status !== before.status && findRunningPlan(db, patientId) !== undefined;
    const next = keepsStatus
      ? { ...wanted, status: before.status, deceasedOn: before.deceasedOn }
      : wanted;
    const change = changedFields(patientFields(before), patientFields(next));
    if (!change) continue;
    replaceRecord(db, before, next);
    audit(cx, db, "patient.edited", `patient/${patientId}`, change);
    keepBefore(db, batchId, patientId, JSON.stringify(pickRecord(before)), before.version + 1);
    db.touch(`patient/${patientId}`, `household/${before.householdId}`);
    written += 1;
  }
  return written;
}

/** Writes a record over the one before; a household carries its payer's name. */
export function replaceRecord(db: WritableDb, before: Patient, next: PatientRecord): void {
  updatePatientRow(db, before, next);
  for (const householdId of listHouseholdsPaidBy(db, before.patientId)) {
    setPayer(db, householdId, before.patientId, fullName(next));
  }
}
