/** The merges behind a chart (MEM-15, PPL-4): what came in from where, and whether it can still be undone. */
import type { ReadableDb } from "#db/database.ts";
import { findHousehold } from "#db/people/household.ts";
import { listChartsMergedInto, listMergesInto } from "#db/people/merges.ts";
import { findPatient } from "#db/people/patient.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { barOfPatientUndo } from "./undo-patient-merge.ts";
import { barOfUndo, undoableUntil, type UndoBar } from "./undo-merge.ts";

export type MergeShown = {
  readonly kind: "household" | "patient";
  readonly mergeId: number;
  /** The household's payer, or the name and number of the chart. */
  readonly name: string;
  /** The number of the household or of the chart. */
  readonly number: string;
  readonly mergedOn: Day;
  readonly undoableUntilOn: Day;
  readonly bar: UndoBar;
  /** The household that was left, for a transfer once undoing is over. */
  readonly absorbedId: HouseholdId | null;
};

/** Merges into a household and into one of its charts, newest first; those of two years back are history. */
export function listMergesOf(db: ReadableDb, householdId: HouseholdId, patientId: PatientId, today: Day): MergeShown[] {
  const charts = listChartsMergedInto(db, patientId).map((merge): MergeShown => {
    const merged = findPatient(db, merge.mergedId);
    return {
      kind: "patient",
      mergeId: merge.mergeId,
      name: merged ? fullName(merged) : "",
      number: merged?.chartNumber ?? "",
      mergedOn: merge.mergedOn,
      undoableUntilOn: undoableUntil(merge.mergedOn),
      bar: barOfPatientUndo(db, merge, today).bar,
      absorbedId: null,
    };
  });
  // A household that came along with a chart is undone with it.
  const withCharts = new Set(listChartsMergedInto(db, patientId).map(({ householdMergeId }) => householdMergeId));
  const households = listMergesInto(db, householdId)
    .filter(({ mergeId }) => !withCharts.has(mergeId))
    .map((merge): MergeShown => {
      const absorbed = findHousehold(db, merge.absorbedId);
      return {
        kind: "household",
        mergeId: merge.mergeId,
        name: absorbed?.name ?? "",
        number: String(absorbed?.number ?? ""),
        mergedOn: merge.mergedOn,
        undoableUntilOn: undoableUntil(merge.mergedOn),
        bar: barOfUndo(db, merge, today).bar,
        absorbedId: merge.absorbedId,
      };
    });
  return [...charts, ...households].toSorted((a, b) => (a.mergedOn < b.mergedOn ? 1 : -1));
}
