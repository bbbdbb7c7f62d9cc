/** The agreements of memberships (MEM-8): what was agreed, who signed it and how, and the signed copy. */
import type { Day, Instant } from "#domain/calendar.ts";
import {
  asId,
  type AgreementId,
  type AgreementTemplateVersionId,
  type DocumentId,
  type HouseholdId,
  type MembershipId,
  type PatientId,
  type StaffId,
} from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewAgreement = {
  readonly membershipId: MembershipId;
  readonly text: string;
  /** What was agreed beside the words, as JSON; the hash is over both. */
  readonly agreed: string;
  readonly fingerprint: string;
  readonly templateVersionId: AgreementTemplateVersionId | null;
  readonly createdAt: Instant;
};

export function insertAgreement(db: WritableDb, row: NewAgreement): AgreementId {
  return asId<AgreementId>(
    db.exec(
      `insert into agreement (membership_id, text_hash, required, created_at, text, agreed, template_version_id)
       values (?, ?, 1, ?, ?, ?, ?)`,
      row.membershipId,
      row.fingerprint,
      row.createdAt,
      row.text,
      row.agreed,
      row.templateVersionId,
    ).id,
  );
}

export type AgreementRow = {
  readonly agreementId: AgreementId;
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly birthOn: Day | null;
  readonly payerName: string;
  readonly planName: string;
  readonly text: string;
  readonly fingerprint: string;
  readonly agreed: string;
  readonly createdAt: Instant;
  readonly signedOn: Day | null;
  readonly signedAt: Instant | null;
  readonly method: "screen" | "paper" | "portal" | null;
  readonly signer: string | null;
  readonly signature: string | null;
  readonly signedBefore: string | null;
  readonly workstation: string | null;
  readonly documentId: DocumentId | null;
};

/** The newest agreement of a membership. */
export function findAgreement(db: ReadableDb, membershipId: MembershipId): AgreementRow | undefined {
  return db.get<AgreementRow>(
    `select a.id as agreementId, m.id as membershipId, m.household_id as householdId, p.id as patientId,
       trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as patientName,
       p.birth_on as birthOn, h.name as payerName, n.name as planName, a.text, a.text_hash as fingerprint, a.agreed,
       a.created_at as createdAt, a.signed_on as signedOn, a.signed_at as signedAt, a.method, a.signer, a.signature,
       s.name as signedBefore, a.workstation, a.document_id as documentId
     from agreement a join membership m on m.id = a.membership_id join patient p on p.id = m.patient_id
       join household h on h.id = m.household_id join plan n on n.id = m.plan_id
       left join staff s on s.id = a.signed_before
     where a.membership_id = ? order by a.id desc limit 1`,
    membershipId,
  );
}

export type Signed = {
  readonly on: Day;
  readonly at: Instant;
  readonly method: "screen" | "paper";
  readonly signer: string;
  /** Strokes or typed name as JSON; null on paper. */
  readonly signature: string | null;
  readonly before: StaffId | null;
  readonly workstation: string;
  readonly documentId: DocumentId | null;
};

/** Signs one that is open; answers how many were (1 or 0). */
export function markSigned(db: WritableDb, id: AgreementId, signed: Signed): number {
  return db.exec(
    `update agreement set signed_on = ?, signed_at = ?, method = ?, signer = ?, signature = ?, signed_before = ?,
       workstation = ?, document_id = ?
     where id = ? and signed_on is null`,
    signed.on,
    signed.at,
    signed.method,
    signed.signer,
    signed.signature,
    signed.before,
    signed.workstation,
    signed.documentId,
    id,
  ).changes;
}

/** The scan of a paper that was marked as signed before. A later scan takes the earlier one's place; its document stays. */
export function setSignedCopy(db: WritableDb, id: AgreementId, documentId: DocumentId): number {
  return db.exec("update agreement set document_id = ? where id = ? and method = 'paper'", documentId, id).changes;
}
