/** The agreement of a membership as the desk reads it: its text, whether and how it was signed (MEM-8). */
import { findAgreement } from "#db/agreements/agreements.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPayerName, type EnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { findPractice } from "#db/practice.ts";
import { signerOf } from "#domain/agreements/agreed.ts";
import { ageOn, dayInZone, type Day } from "#domain/calendar.ts";
import type { DocumentId, MembershipId } from "#domain/identity.ts";
import { look, type Cx } from "../context.ts";

export type AgreementView = {
  readonly membershipId: MembershipId;
  readonly patientName: string;
  readonly planName: string;
  readonly text: string;
  readonly fingerprint: string;
  readonly signerName: string;
  readonly madeOn: Day;
  readonly signed: {
    readonly on: Day;
    readonly signer: string;
    readonly method: "screen" | "paper" | "portal";
    readonly before: string;
    readonly workstation: string;
  } | null;
  readonly documentId: DocumentId | null;
};

/** Null for a membership whose plan asked for none. */
export function readAgreement(cx: Cx, membershipId: MembershipId): AgreementView | null {
  return look<AgreementView | null>(cx, (db) => {
    const row = findAgreement(db, membershipId);
    if (!row) return null;
    const { patientName, planName, text, fingerprint, documentId, signedOn, signer, method } = row;
    return {
      membershipId,
      patientName,
      planName,
      text,
      fingerprint,
      signerName: defaultSigner(db, { name: patientName, birthOn: row.birthOn, householdId: row.householdId }, cx.today),
      madeOn: dayInZone(row.createdAt, findPractice(db)?.time_zone ?? "UTC"),
      signed:
        signedOn === null || signer === null || method === null
          ? null
          : { on: signedOn, signer, method, before: row.signedBefore ?? "", workstation: row.workstation ?? "" },
      documentId,
    };
  });
}

/** The member, or for a child the payer of the household. */
export function defaultSigner(
  db: ReadableDb,
  patient: Pick<EnrolPatient, "name" | "birthOn" | "householdId">,
  today: Day,
): string {
  const age = patient.birthOn === null ? null : ageOn(patient.birthOn, today);
  return signerOf({ name: patient.name, age }, findPayerName(db, patient.householdId) ?? "");
}
