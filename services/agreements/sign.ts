/**
 * Signs the agreement of a membership (MEM-8): on the screen, with the strokes or the typed name and
 * the signed copy, or on paper, with its scan now or later. A member who waited for it becomes active
 * once the first payment is there too.
 */
import { findAgreement, markSigned, setSignedCopy, type AgreementRow } from "#db/agreements/agreements.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { insertDocument } from "#db/statements/records.ts";
import { checkSignature, type Signature } from "#domain/agreements/signature.ts";
import { dayInZone, type Day } from "#domain/calendar.ts";
import type { DocumentId, MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import type { StoredFile } from "../statements/record-statements.ts";

export type ScreenSigning = {
  readonly membershipId: MembershipId;
  readonly signer: string;
  readonly signature: Signature;
  /** The hash of the text that was shown. */
  readonly fingerprint: string;
  /** The signed copy, made from that text and already in the documents folder. */
  readonly copy: StoredFile;
};

export type PaperSigning = {
  readonly membershipId: MembershipId;
  readonly signer: string;
  readonly signedOn: Day;
  /** The scan, already in the documents folder; null when it comes later. */
  readonly scan: StoredFile | null;
};

export type AgreementSigned = { readonly membershipId: MembershipId; readonly documentId: DocumentId | null };

/** Refuses `agreement_not_open`, `agreement_changed_meanwhile`, `signature_wrong`. */
export function signOnScreen(cx: Cx, signing: ScreenSigning): AgreementSigned {
  return act<AgreementSigned>(cx, (db) => signOnScreenWithin(cx, db, signing));
}

export function signOnScreenWithin(cx: Work, db: WritableDb, signing: ScreenSigning): AgreementSigned {
  const agreement = requireOpen(db, signing.membershipId);
  if (agreement.fingerprint !== signing.fingerprint) refuse("agreement_changed_meanwhile", { name: agreement.patientName });
  const signer = signing.signer.trim();
  const signature = checkSignature(signing.signature, signer);
  const documentId = keepCopy(cx, db, agreement, signing.copy);
  return sign(cx, db, agreement, { method: "screen", on: cx.today, signer, signature: JSON.stringify(signature), documentId });
}

/** Refuses `agreement_not_open` and `signed_day_wrong`. */
export function signOnPaper(cx: Cx, signing: PaperSigning): AgreementSigned {
  return act<AgreementSigned>(cx, (db) => signOnPaperWithin(cx, db, signing));
}

export function signOnPaperWithin(cx: Work, db: WritableDb, { membershipId, signer, signedOn, scan }: PaperSigning): AgreementSigned {
  const agreement = requireOpen(db, membershipId);
  const madeOn = dayInZone(agreement.createdAt, findPractice(db)?.time_zone ?? "UTC");
  if (signedOn > cx.today || (signedOn < madeOn && signedOn < cx.today)) refuse("signed_day_wrong", { todayOn: cx.today });
  const documentId = scan === null ? null : keepCopy(cx, db, agreement, scan);
  return sign(cx, db, agreement, { method: "paper", on: signedOn, signer: signer.trim(), signature: null, documentId });
}

/** The scan of a paper that was marked as signed before. Refuses `agreement_not_on_paper`. */
export function attachScan(cx: Cx, input: { readonly membershipId: MembershipId; readonly scan: StoredFile }): AgreementSigned {
  return act<AgreementSigned>(cx, (db) => {
    const agreement = findAgreement(db, input.membershipId);
    if (agreement?.method !== "paper") refuse("agreement_not_on_paper", {});
    const documentId = keepCopy(cx, db, agreement, input.scan);
    setSignedCopy(db, agreement.agreementId, documentId);
    audit(cx, db, "agreement.scanned", `membership/${agreement.membershipId}`, {
      before: { documentId: agreement.documentId },
      after: { documentId },
    });
    touch(db, agreement);
    return { membershipId: agreement.membershipId, documentId };
  });
}

/** Refuses `agreement_not_open`. */
export function requireOpen(db: ReadableDb, membershipId: MembershipId): AgreementRow {
  const agreement = findAgreement(db, membershipId);
  return agreement && agreement.signedOn === null ? agreement : refuse("agreement_not_open", {});
}

function sign(
  cx: Work,
  db: WritableDb,
  agreement: AgreementRow,
  signed: {
    readonly method: "screen" | "paper";
    readonly on: Day;
    readonly signer: string;
    readonly signature: string | null;
    readonly documentId: DocumentId | null;
  },
): AgreementSigned {
  const { membershipId } = agreement;
  const { method, signer, documentId } = signed;
  markSigned(db, agreement.agreementId, {
    ...signed,
    at: cx.now,
    before: cx.actor.staffId,
    workstation: cx.actor.workstation,
  });
  audit(cx, db, "agreement.signed", `membership/${membershipId}`, {
    after: { signer, method, signedOn: signed.on, fingerprint: agreement.fingerprint, documentId },
  });
  touch(db, agreement);
  return { membershipId, documentId };
}

function keepCopy(cx: Work, db: WritableDb, agreement: AgreementRow, file: StoredFile): DocumentId {
  return insertDocument(db, {
    ...file,
    kind: "agreement",
    householdId: agreement.householdId,
    title: `Signed agreement of ${agreement.patientName}, ${agreement.planName}`,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
}

function touch(db: WritableDb, { membershipId, householdId, patientId }: AgreementRow): void {
  db.touch(`membership/${membershipId}`, `patient/${patientId}`, `household/${householdId}`, "memberships", "documents", "billing");
}
