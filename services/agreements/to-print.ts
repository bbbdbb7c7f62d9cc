/** Agreements as data for the printer (MEM-8): a paper to sign, or the signed copy of what was signed on the screen. */
import { insertDocument } from "#db/statements/records.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { findStaff } from "#db/staff.ts";
import type { Agreed } from "#domain/agreements/agreed.ts";
import { checkSignature, type Signature } from "#domain/agreements/signature.ts";
import { timeInZone, type Day } from "#domain/calendar.ts";
import type { DocumentId, HouseholdId, MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { AgreementData, ScanData } from "#domain/statements/agreement-data.ts";
import { act, look, type Cx } from "../context.ts";
import { planEnrolment, type EnrolmentInput } from "../memberships/enrolment-plan.ts";
import { audit } from "../record.ts";
import { readPrinting } from "../statements/print-setup.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { requireOpen } from "./sign.ts";

type Signing = { readonly signer: string; readonly signature: Signature };
type Source = { readonly householdId: HouseholdId; readonly text: string; readonly fingerprint: string; readonly agreed: string; readonly madeOn: Day };

export type CopyToMake = { readonly fingerprint: string; readonly data: AgreementData };

/** The signed copies an enrolment will keep, one for each agreement. Refuses what `planEnrolment` refuses, and `signature_wrong`. */
export function copiesOfEnrolment(cx: Cx, enrolment: EnrolmentInput, signing: Signing): CopyToMake[] {
  return look<CopyToMake[]>(cx, (db) =>
    planEnrolment(cx, db, enrolment).members.flatMap(({ agreement }) =>
      agreement
        ? [{ fingerprint: agreement.fingerprint, data: dataOf(cx, db, { ...agreement, householdId: enrolment.householdId, madeOn: cx.today }, signing) }]
        : [],
    ),
  );
}

/** The signed copy of one agreement. Refuses `agreement_not_open`, `agreement_changed_meanwhile` and `signature_wrong`. */
export function copyToSign(
  cx: Cx,
  input: Signing & { readonly membershipId: MembershipId; readonly fingerprint: string },
): AgreementData {
  return look<AgreementData>(cx, (db) => {
    const agreement = requireOpen(db, input.membershipId);
    if (agreement.fingerprint !== input.fingerprint) refuse("agreement_changed_meanwhile", { name: agreement.patientName });
    return dataOf(cx, db, { ...agreement, madeOn: cx.today }, input);
  });
}

export type PapersToSign = { readonly householdId: HouseholdId; readonly title: string; readonly agreements: AgreementData[] };

/** Agreements of one household to sign with a pen, in the order asked for. Refuses `agreement_not_open`. */
export function papersToSign(cx: Cx, membershipIds: readonly MembershipId[]): PapersToSign {
  return look<PapersToSign>(cx, (db) => {
    const open = membershipIds.map((id) => requireOpen(db, id));
    const [first] = open;
    if (!first || open.some(({ householdId }) => householdId !== first.householdId)) refuse("agreement_not_open", {});
    return {
      householdId: first.householdId,
      title: `Agreement to sign, ${[...new Set(open.map(({ patientName }) => patientName))].join(", ")}`,
      agreements: open.map((agreement) => dataOf(cx, db, { ...agreement, madeOn: cx.today }, null)),
    };
  });
}

/** Keeps the very paper that was printed (DOC-2). */
export function recordPapers(cx: Cx, { householdId, title }: PapersToSign, file: StoredFile): { documentId: DocumentId; pages: number } {
  return act<{ documentId: DocumentId; pages: number }>(cx, (db) => {
    const documentId = insertDocument(db, {
      ...file,
      kind: "agreement",
      householdId,
      title,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    audit(cx, db, "agreement.printed", `household/${householdId}`, { after: { title, documentId } });
    db.touch("documents", `household/${householdId}`);
    return { documentId, pages: file.pages };
  });
}

/** What stands around a scanned picture. Refuses nothing: the picture itself is checked before. */
export function scanToKeep(cx: Cx, picture: ScanData["picture"]): ScanData {
  return look<ScanData>(cx, (db) => {
    const { setup, letterhead } = readPrinting(db);
    return { setup, letterhead, title: "Signed agreement", datedOn: cx.today, picture };
  });
}

function dataOf(cx: Cx, db: ReadableDb, source: Source, signing: Signing | null): AgreementData {
  const { setup, letterhead, homeCountry } = readPrinting(db);
  const household = readHouseholdOnPaper(db, source.householdId, homeCountry);
  const signer = signing?.signer.trim() ?? "";
  return {
    setup,
    letterhead,
    recipient: { name: household.name, addressLines: household.addressLines },
    householdNumber: String(household.number),
    datedOn: source.madeOn,
    text: source.text,
    fingerprint: source.fingerprint,
    agreed: JSON.parse(source.agreed) as Agreed,
    signed:
      signing === null
        ? null
        : {
            signer,
            signature: checkSignature(signing.signature, signer),
            signedOn: cx.today,
            time: timeInZone(cx.now, findPractice(db)?.time_zone ?? "UTC"),
            workstation: cx.actor.workstation,
            staffName: cx.actor.staffId === null ? "" : (findStaff(db, cx.actor.staffId)?.name ?? ""),
          },
  };
}
