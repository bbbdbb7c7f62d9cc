/** Shows what merging two charts will do (PPL-4): the merge itself, tried out and taken back. */
import { findHouseholdMerge, findPatientMerge } from "#db/people/merges.ts";
import type { ReadableDb } from "#db/database.ts";
import type { PatientId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { fullName } from "#domain/people/names.ts";
import type { Cx } from "../context.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { changedFields, patientFields } from "../people/record-changes.ts";
import { requireHousehold, requirePatient } from "../people/require.ts";
import { tryOut } from "../try-out.ts";
import { mergePatientsWithin, type KeptPatientMerge, type PatientMergeInput } from "./merge-patients.ts";

type Side = { readonly patientId: PatientId; readonly name: string; readonly chartNumber: string; readonly payerName: string };

export type PatientMergePreview = {
  readonly survivor: Side;
  readonly merged: Side;
  readonly fields: { field: string; before: string; after: string }[];
  readonly memberships: string[];
  readonly mergesHouseholds: boolean;
  readonly movesBalanceCents: Cents;
  readonly movesCreditCents: Cents;
};

/** Refuses what `mergePatientsWithin` refuses. */
export function previewPatientMerge(cx: Cx, input: PatientMergeInput): PatientMergePreview {
  return tryOut<PatientMergePreview>(cx.db, (db) => {
    const survivor = sideOf(db, input.survivorId);
    const merged = sideOf(db, input.mergedId);
    const from = requireHousehold(db, requirePatient(db, input.mergedId).householdId);
    const { mergeId } = mergePatientsWithin(cx, db, input);
    const merge = findPatientMerge(db, mergeId);
    const kept = JSON.parse(merge?.kept ?? "{}") as KeptPatientMerge;
    const change = changedFields(patientFields(kept.before), patientFields(kept.after));
    const households = merge?.householdMergeId ? findHouseholdMerge(db, merge.householdMergeId) : undefined;
    return {
      survivor,
      merged,
      fields: Object.entries(change?.after ?? {}).map(([field, after]) => ({
        field,
        before: String(change?.before[field] ?? ""),
        after: String(after ?? ""),
      })),
      memberships: kept.memberships.map((id) => membershipCard(db, id, cx.today).planName),
      mergesHouseholds: households !== undefined,
      movesBalanceCents: households ? from.balanceCents : zeroCents,
      movesCreditCents: households ? from.creditCents : zeroCents,
    };
  });
}

function sideOf(db: ReadableDb, patientId: PatientId): Side {
  const patient = requirePatient(db, patientId);
  return {
    patientId,
    name: fullName(patient),
    chartNumber: patient.chartNumber,
    payerName: requireHousehold(db, patient.householdId).name,
  };
}
