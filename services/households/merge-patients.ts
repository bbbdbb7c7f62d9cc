/**
 * Merges two records of the same person (PPL-4): the union of both charts, the older join date, and every
 * membership and invoice line under the survivor. The other chart is kept behind a pointer, out of every
 * list; opening it opens the survivor. An activation fee paid on either is paid (MEM-5).
 */
import type { WritableDb } from "#db/database.ts";
import { isOnPlan } from "#db/memberships/enrolment-facts.ts";
import { findPlan } from "#db/memberships/plans.ts";
import { findMembership } from "#db/memberships/records.ts";
import { setPayer } from "#db/people/household.ts";
import { listHouseholdsPaidBy, listMembers, moveToHousehold } from "#db/people/members.ts";
import { givePackageRows, listPackageRows, type PackageRows } from "#db/packages/merge-rows.ts";
import { chartNow, insertPatientMerge, setMergedInto } from "#db/people/merges.ts";
import { comparablePhone, updatePatientRow, type Patient, type PatientRecord } from "#db/people/patient.ts";
import type { AppointmentId, HouseholdId, InsurancePolicyId, InvoiceId, InvoiceLineId, MembershipId, PatientId, PortalRequestId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { unionOfRecords } from "#domain/people/union-of-records.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { fallBackToPrint } from "../people/contact.ts";
import { changedFields, patientFields } from "../people/record-changes.ts";
import { requirePatient } from "../people/require.ts";
import { recordOf } from "../people/record-of.ts";
import { audit } from "../record.ts";
import { mergeWithin } from "./merge-households.ts";

export type PatientMergeInput = { readonly survivorId: PatientId; readonly mergedId: PatientId };

/** What an un-merge takes back; kept as JSON with the merge. */
export type KeptPatientMerge = {
  readonly memberships: readonly MembershipId[];
  readonly invoices: readonly InvoiceId[];
  readonly lines: readonly InvoiceLineId[];
  readonly policies: readonly number[];
  /** Their visits; a merge of before the schedule has none. */
  readonly appointments?: readonly AppointmentId[];
  /** What they asked for on the portal; a merge of before it has none. */
  readonly portalRequests?: readonly number[];
  /** Packages and benefits: whose they are, and who used them. */
  readonly packages: PackageRows;
  /** The survivor's record before and after the union. */
  readonly before: PatientRecord;
  readonly after: PatientRecord;
  readonly firstVisitOn: string | null;
  readonly createdAt: string;
  readonly mergedStatus: Patient["status"];
  /** Where the merged chart was; the same household, or one it has left. */
  readonly fromHouseholdId: HouseholdId;
  /** Households that the merged chart paid for, which the survivor pays for now. */
  readonly paidFor: readonly HouseholdId[];
};

export type MergedPatient = { readonly mergeId: number; readonly patientId: PatientId };

/** The command. Refusals: see `mergePatientsWithin`. */
export function mergePatients(cx: Cx, input: PatientMergeInput): MergedPatient {
  return act<MergedPatient>(cx, (db) => mergePatientsWithin(cx, db, input));
}

/**
 * Refuses `patient_not_found`, `merge_with_itself`, `merge_already_done`, `merge_both_on_plan`,
 * `payer_leaves_household` where others are left behind, and what merging their households refuses.
 */
export function mergePatientsWithin(cx: Work, db: WritableDb, { survivorId, mergedId }: PatientMergeInput): MergedPatient {
  const survivor = requirePatient(db, survivorId);
  const merged = requirePatient(db, mergedId);
  if (survivorId === mergedId) refuse("merge_with_itself", {});
  for (const one of [survivor, merged])
    if (chartNow(db, one.patientId) !== one.patientId) refuse("merge_already_done", { name: fullName(one) });
  requireNotBothOnAPlan(cx, db, survivor, merged);
  const householdMergeId = comeTogether(cx, db, survivor, merged);
  const paidFor = listHouseholdsPaidBy(db, mergedId);
  const ids = <T extends number>(table: string): T[] =>
    db.all<{ id: T }>(`select id from ${table} where patient_id = ? order by id`, mergedId).map(({ id }) => id);
  const rows = {
    memberships: ids<MembershipId>("membership"),
    invoices: ids<InvoiceId>("invoice"),
    lines: ids<InvoiceLineId>("invoice_line"),
    policies: ids<InsurancePolicyId>("insurance_policy"),
    appointments: ids<AppointmentId>("appointment"),
    portalRequests: ids<PortalRequestId>("portal_request"),
    packages: listPackageRows(db, mergedId),
  };
  givePatientRows(db, rows, survivorId);
  const before = recordOf(survivor);
  const after = unionOfRecords(before, recordOf(merged), {
    chartNumber: merged.chartNumber,
    sameNumber: (a, b) => comparablePhone(a) === comparablePhone(b),
  });
  updatePatientRow(db, survivor, after);
  keepOlderJoinDate(db, survivor, merged);
  for (const householdId of paidFor) setPayer(db, householdId, survivorId, fullName(after));
  db.exec("update patient set status = iif(status = 'deceased', status, 'inactive') where id = ?", mergedId);
  setMergedInto(db, mergedId, survivorId);
  fallBackToPrint(cx, db, survivor.householdId);
  const change = changedFields(patientFields(before), patientFields(after));
  audit(cx, db, "patient.merged", `patient/${survivorId}`, {
    before: change?.before ?? {},
    after: { ...change?.after, chart: merged.chartNumber, memberships: rows.memberships.join(", ") },
  });
  const kept: KeptPatientMerge = {
    ...rows,
    before,
    after,
    firstVisitOn: survivor.firstVisitOn,
    createdAt: survivor.createdAt,
    mergedStatus: merged.status,
    fromHouseholdId: merged.householdId,
    paidFor,
  };
  const mergeId = insertPatientMerge(db, {
    survivorId,
    mergedId,
    householdMergeId,
    mergedOn: cx.today,
    kept: JSON.stringify(kept),
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  touchPatients(db, [survivorId, mergedId], [survivor.householdId, merged.householdId], rows.memberships);
  return { mergeId, patientId: survivorId };
}

function requireNotBothOnAPlan(cx: Work, db: WritableDb, survivor: Patient, merged: Patient): void {
  const plans = db.all<{ id: MembershipId }>("select id from membership where patient_id = ?", merged.patientId);
  for (const { id } of plans) {
    const planId = findMembership(db, id)?.plan_id;
    if (planId === undefined) continue;
    const both = [survivor, merged].every(({ patientId }) => isOnPlan(db, patientId, planId, cx.today));
    if (both) refuse("merge_both_on_plan", { name: fullName(survivor), plan: findPlan(db, planId)?.name ?? "" });
  }
}

/** One person has one account: the merged chart's comes along where nobody else is on it, else the person alone. */
function comeTogether(cx: Work, db: WritableDb, survivor: Patient, merged: Patient): number | null {
  if (survivor.householdId === merged.householdId) return null;
  const others = listMembers(db, merged.householdId).filter(({ patientId }) => patientId !== merged.patientId);
  if (others.length === 0)
    return mergeWithin(cx, db, { survivorId: survivor.householdId, absorbedId: merged.householdId }).mergeId;
  if (listHouseholdsPaidBy(db, merged.patientId).includes(merged.householdId))
    refuse("payer_leaves_household", { name: fullName(merged) });
  moveToHousehold(db, merged.patientId, survivor.householdId);
  fallBackToPrint(cx, db, merged.householdId);
  return null;
}

/** The join date is the older of the two: of the first visit, and of the day the record was opened. */
function keepOlderJoinDate(db: WritableDb, survivor: Patient, merged: Patient): void {
  const visits = [survivor.firstVisitOn, merged.firstVisitOn].filter((on) => on !== null).toSorted();
  const opened = [survivor.createdAt, merged.createdAt].toSorted();
  db.exec(
    "update patient set first_visit_on = ?, created_at = ? where id = ?",
    visits[0] ?? null,
    opened[0] ?? survivor.createdAt,
    survivor.patientId,
  );
}

export function givePatientRows(
  db: WritableDb,
  rows: Pick<KeptPatientMerge, "memberships" | "invoices" | "lines" | "policies" | "packages" | "appointments" | "portalRequests">,
  to: PatientId,
): void {
  for (const id of rows.memberships) db.exec("update membership set patient_id = ?, version = version + 1 where id = ?", to, id);
  for (const id of rows.invoices) db.exec("update invoice set patient_id = ? where id = ?", to, id);
  for (const id of rows.policies) db.exec("update insurance_policy set patient_id = ? where id = ?", to, id);
  givePackageRows(db, rows.packages, to);
  for (const id of rows.appointments ?? []) db.exec("update appointment set patient_id = ?, version = version + 1 where id = ?", to, id);
  for (const id of rows.portalRequests ?? []) db.exec("update portal_request set patient_id = ? where id = ?", to, id);
  for (const id of rows.lines) db.exec("update invoice_line set patient_id = ? where id = ?", to, id);
}

export function touchPatients(
  db: WritableDb,
  patients: readonly PatientId[],
  households: readonly HouseholdId[],
  memberships: readonly MembershipId[],
): void {
  db.touch("patients", "memberships", "invoices", "billing", "schedule");
  db.touch(...patients.map((id) => `patient/${id}`), ...households.map((id) => `household/${id}`));
  db.touch(...memberships.map((id) => `membership/${id}`));
}
