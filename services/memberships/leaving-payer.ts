/**
 * When the payer leaves and others of the household stay members, somebody must say who pays from now
 * on (MEM-13). Whoever leaves may go on paying: leaving a plan is not leaving the family.
 */
import { listRunningMemberships, type MembershipRow } from "#db/memberships/records.ts";
import { listMembers } from "#db/people/members.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { choosePayer } from "../people/edit-household.ts";
import { audit } from "../record.ts";

export type PayerQuestion = {
  /** Who pays now. */
  readonly name: string;
  /** Who could, the present payer first. */
  readonly candidates: { readonly patientId: PatientId; readonly name: string }[];
};

/** Null where nobody need be asked. */
export function payerQuestion(db: ReadableDb, membership: MembershipRow): PayerQuestion | null {
  const { household_id: householdId, patient_id: patientId } = membership;
  const payer = payerOf(db, householdId);
  if (payer !== patientId) return null;
  const staying = listRunningMemberships(db, householdId).filter(({ id, patient_id: other }) => id !== membership.id && other !== patientId);
  if (staying.length === 0) return null;
  const living = listMembers(db, householdId).filter(({ status }) => status !== "deceased");
  const candidates = living
    .toSorted((a, b) => Number(b.patientId === payer) - Number(a.patientId === payer))
    .map((one) => ({ patientId: one.patientId, name: fullName(one) }));
  const name = candidates.find((one) => one.patientId === payer)?.name ?? "";
  return { name, candidates };
}

/** Refuses `new_payer_needed`, and what choosing a payer refuses. */
export function changePayer(cx: Work, db: WritableDb, membership: MembershipRow, chosen: PatientId | null): void {
  const question = payerQuestion(db, membership);
  if (!question) return;
  if (chosen === null) refuse("new_payer_needed", { name: question.name });
  const { household_id: householdId } = membership;
  const before = payerOf(db, householdId);
  if (chosen === before) return;
  choosePayer(db, { householdId, payerPatientId: chosen });
  db.exec("update household set version = version + 1 where id = ?", householdId);
  audit(cx, db, "household.edited", `household/${householdId}`, {
    before: { payerPatientId: before },
    after: { payerPatientId: chosen },
  });
  db.touch("patients", `household/${householdId}`);
}

function payerOf(db: ReadableDb, householdId: number): PatientId | null {
  return (
    db.get<{ id: PatientId | null }>("select payer_patient_id as id from household where id = ?", householdId)?.id ?? null
  );
}
