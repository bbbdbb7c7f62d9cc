/**
 * Agreements and enrolling over the contract (MEM-1, MEM-8). The signed copy is made and kept before
 * the one transaction that signs: either both are there, or neither.
 */
import type { AgreementData } from "#domain/statements/agreement-data.ts";
import type { Signature } from "#domain/agreements/signature.ts";
import { refuse } from "#domain/refusal.ts";
import { roleMay } from "#domain/staff/permissions.ts";
import { readAgreement } from "#services/agreements/read-agreement.ts";
import { attachScan, signOnPaper, signOnScreen, type AgreementSigned } from "#services/agreements/sign.ts";
import { copiesOfEnrolment, copyToSign, papersToSign, recordPapers } from "#services/agreements/to-print.ts";
import { answeredBefore } from "#services/answered.ts";
import type { Cx } from "#services/context.ts";
import { enrolPatients, type Enrolled, type EnrolSigning } from "#services/memberships/enrol.ts";
import type { EnrolmentInput } from "#services/memberships/enrolment-plan.ts";
import type { StoredFile } from "#services/statements/record-statements.ts";
import { os } from "../implementer.ts";
import type { Call } from "../office-core.ts";
import { keepDocument } from "./keep-document.ts";
import { keepScan } from "./keep-scan.ts";

type Desk = Call & { readonly cx: Cx };
type Signal = { readonly signal: AbortSignal | undefined };

export const agreementHandlers = {
  ofMembership: os.agreements.ofMembership.handler(({ context, input }) => readAgreement(context.cx, input.membershipId)),
  sign: os.agreements.sign.handler(async ({ context, input, signal }) => {
    const before = answeredBefore<AgreementSigned>(context.cx);
    if (before) return before;
    const copy = await makeCopy(context, { signal }, copyToSign(context.cx, input));
    return signOnScreen(context.cx, { ...input, copy });
  }),
  signedOnPaper: os.agreements.signedOnPaper.handler(async ({ context, input, signal }) => {
    const before = answeredBefore<AgreementSigned>(context.cx);
    if (before) return before;
    const scan = input.scan === null ? null : await keepScan(context, { signal }, input.scan.base64);
    return signOnPaper(context.cx, { ...input, scan });
  }),
  attachScan: os.agreements.attachScan.handler(async ({ context, input, signal }) => {
    const before = answeredBefore<AgreementSigned>(context.cx);
    if (before) return before;
    const scan = await keepScan(context, { signal }, input.scan.base64);
    return attachScan(context.cx, { membershipId: input.membershipId, scan });
  }),
  print: os.agreements.print.handler(async ({ context, input, signal }) => {
    const papers = papersToSign(context.cx, input.membershipIds);
    const rendered = await context.office.documents().render("agreement", papers, signal ? { signal } : {});
    return recordPapers(context.cx, papers, keepDocument(context.office, rendered));
  }),
};

export const enrolHandler = os.memberships.enrol.handler(async ({ context, input, signal }) => {
  const before = answeredBefore<Enrolled>(context.cx);
  if (before) return before;
  const mayWaiveFees = roleMay(context.person.role, "fees.waive");
  const signing =
    input.enrolment.agreement === "signed_on_screen" && input.signing !== null
      ? await signingOf(context, { signal }, input.enrolment, input.signing)
      : null;
  return enrolPatients(context.cx, { ...input, mayWaiveFees, signing });
});

async function signingOf(
  call: Desk,
  signal: Signal,
  enrolment: EnrolmentInput,
  signed: { readonly signer: string; readonly signature: Signature; readonly fingerprints: readonly string[] },
): Promise<EnrolSigning> {
  const copies: { fingerprint: string; file: StoredFile }[] = [];
  for (const { fingerprint, data } of copiesOfEnrolment(call.cx, enrolment, signed)) {
    // Somebody signed what stood on the screen; any other text is not signed by it.
    if (!signed.fingerprints.includes(fingerprint)) refuse("agreement_changed_meanwhile", { name: data.agreed.patientName });
    copies.push({ fingerprint, file: await makeCopy(call, signal, data) });
  }
  return { signer: signed.signer, signature: signed.signature, copies };
}

async function makeCopy(call: Desk, { signal }: Signal, data: AgreementData): Promise<StoredFile> {
  const rendered = await call.office.documents().render("agreement", { agreements: [data] }, signal ? { signal } : {});
  return keepDocument(call.office, rendered);
}
