/** Takes two merged charts apart again (PPL-4), for at most thirty days and until money touches the result. */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { setPayer } from "#db/people/household.ts";
import { moveToHousehold } from "#db/people/members.ts";
import {
  chartNow,
  findHouseholdMerge,
  findMoneySince,
  findPatientMerge,
  listChartsMergedInto,
  markUndone,
  setMergedInto,
  wasChangedSince,
  type PatientMergeRow,
} from "#db/people/merges.ts";
import { findPatient, updatePatientRow, type PatientRecord } from "#db/people/patient.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { recordOf } from "../people/record-of.ts";
import { requirePatient } from "../people/require.ts";
import { audit } from "../record.ts";
import { givePatientRows, touchPatients, type KeptPatientMerge } from "./merge-patients.ts";
import { barOfUndo, undoDays, undoMergeWithin, type UndoBar, type Unmerged } from "./undo-merge.ts";

export function undoPatientMerge(cx: Cx, { mergeId }: { readonly mergeId: number }): Unmerged {
  return act<Unmerged>(cx, (db) => undoPatientMergeWithin(cx, db, mergeId));
}

/** Refuses `merge_not_found`, `merge_too_old`, `merge_money_touched` and `merge_changed_since`. */
export function undoPatientMergeWithin(cx: Work, db: WritableDb, mergeId: number): Unmerged {
  const merge = findPatientMerge(db, mergeId);
  if (!merge || merge.undoneAt !== null) refuse("merge_not_found", {});
  const { bar, on } = barOfPatientUndo(db, merge, cx.today);
  if (bar === "too_old") refuse("merge_too_old", { days: undoDays });
  if (bar === "money") refuse("merge_money_touched", { bookedOn: on });
  if (bar === "changed") refuse("merge_changed_since", {});
  const { survivorId, mergedId, householdMergeId } = merge;
  const kept = JSON.parse(merge.kept) as KeptPatientMerge;
  const survivor = requirePatient(db, survivorId);
  givePatientRows(db, kept, mergedId);
  updatePatientRow(db, survivor, withoutUnion(recordOf(survivor), kept));
  db.exec("update patient set first_visit_on = ?, created_at = ? where id = ?", kept.firstVisitOn, kept.createdAt, survivorId);
  db.exec("update patient set status = ? where id = ?", kept.mergedStatus, mergedId);
  setMergedInto(db, mergedId, null);
  const merged = requirePatient(db, mergedId);
  for (const householdId of kept.paidFor) setPayer(db, householdId, mergedId, fullName(merged));
  if (householdMergeId !== null) undoMergeWithin(cx, db, householdMergeId);
  else if (kept.fromHouseholdId !== merged.householdId) moveToHousehold(db, mergedId, kept.fromHouseholdId);
  audit(cx, db, "patient.unmerged", `patient/${survivorId}`, { after: { chart: merged.chartNumber, mergeId } });
  markUndone(db, "patient_merge", mergeId, { staffId: cx.actor.staffId, at: cx.now });
  touchPatients(db, [survivorId, mergedId], [survivor.householdId, kept.fromHouseholdId], kept.memberships);
  return { mergeId };
}

/** What stands in the way of undoing, with the day of the money that touched the result. */
export function barOfPatientUndo(db: ReadableDb, merge: PatientMergeRow, today: Day): { bar: UndoBar; on: Day } {
  const { survivorId, mergedOn } = merge;
  if (daysBetween(mergedOn, today) > undoDays) return { bar: "too_old", on: mergedOn };
  const kept = JSON.parse(merge.kept) as KeptPatientMerge;
  const survivor = findPatient(db, survivorId);
  if (!survivor) return { bar: "changed", on: mergedOn };
  const money = findMoneySince(db, [survivor.householdId, kept.fromHouseholdId], merge.lastEntryId);
  if (money !== null) return { bar: "money", on: money };
  const household = merge.householdMergeId === null ? undefined : findHouseholdMerge(db, merge.householdMergeId);
  if (household) {
    const of = barOfUndo(db, household, today);
    if (of.bar !== null) return of;
  }
  const newest = listChartsMergedInto(db, survivorId)[0];
  const changed =
    chartNow(db, survivorId) !== survivorId ||
    (newest !== undefined && newest.mergeId !== merge.mergeId) ||
    wasChangedSince(db, kept.memberships.map((id) => `membership/${id}`), merge.lastAuditId);
  return { bar: changed ? "changed" : null, on: mergedOn };
}

/** Fields that still say what the union made of them say again what they said; what was typed since stays. */
function withoutUnion(now: PatientRecord, { before, after }: KeptPatientMerge): PatientRecord {
  const fields = Object.keys(after) as (keyof PatientRecord)[];
  const back = fields.filter((field) => JSON.stringify(now[field]) === JSON.stringify(after[field]));
  return { ...now, ...Object.fromEntries(back.map((field) => [field, before[field]])) } as PatientRecord;
}
