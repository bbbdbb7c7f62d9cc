/** Agreement templates with their merge fields; agreements read, signed on the screen or on paper, printed (MEM-8). */
import { z } from "zod";
import { largestScanBytes } from "#domain/agreements/scan.ts";
import type { AgreementTemplateId, AgreementTemplateVersionId, DocumentId, MembershipId } from "#domain/identity.ts";
import { command, day, id, instant, nothing, query, requiredText, text } from "./base.ts";
import { sha256, signature } from "./signature.ts";

const words = {
  name: text(80),
  body: text(20_000),
  notInsurance: z.boolean(),
  disclosure: text(4000),
};

export const agreementTemplate = z.object({
  ...words,
  templateId: id<AgreementTemplateId>(),
  templateVersionId: id<AgreementTemplateVersionId>(),
  version: z.int(),
  versionNumber: z.int(),
  retiredAt: instant.nullable(),
  /** The plans that are signed with it. */
  plans: z.array(z.string()),
});
export type AgreementTemplate = z.infer<typeof agreementTemplate>;

const template = { templateId: id<AgreementTemplateId>(), version: z.int() };

/** A file of the scanner; what it is, its content tells. */
const scan = z.strictObject({ base64: z.base64().max(Math.ceil(largestScanBytes / 3) * 4 + 4) });

const membershipId = id<MembershipId>();
const signed = z.object({ membershipId, documentId: id<DocumentId>().nullable() });

export const agreementView = z.object({
  membershipId,
  patientName: z.string(),
  planName: z.string(),
  text: z.string(),
  fingerprint: z.string(),
  /** Who signs by default: the member, or the payer for a child. */
  signerName: z.string(),
  /** No paper can have been signed before. */
  madeOn: day,
  signed: z
    .object({
      on: day,
      signer: z.string(),
      method: z.enum(["screen", "paper", "portal"]),
      /** Who was at the desk; empty when the practice itself was. */
      before: z.string(),
      workstation: z.string(),
    })
    .nullable(),
  /** The signed copy, or the scan of the paper. */
  documentId: id<DocumentId>().nullable(),
});
export type AgreementView = z.infer<typeof agreementView>;

export const agreementsContract = {
  agreements: {
    list: query("plans.view").input(nothing).output(z.array(agreementTemplate)),
    /** As a sample member would sign it. */
    preview: query("plans.view")
      .input(z.strictObject(words))
      .output(z.object({ text: z.string(), fields: z.array(z.object({ name: z.string(), means: z.string() })) })),
    add: command("prices.change", words).output(agreementTemplate),
    /** Makes the next version; what was signed keeps its own. */
    revise: command("prices.change", { ...template, ...words }).output(agreementTemplate),
    retire: command("prices.change", template).output(agreementTemplate),
    /** The agreement of a membership; null for a plan that asks for none. */
    ofMembership: query("memberships.view")
      .input(z.strictObject({ membershipId }))
      .output(agreementView.nullable()),
    sign: command("memberships.change", {
      membershipId,
      signer: requiredText(120),
      signature,
      /** Of the text that was shown: another one is refused. */
      fingerprint: sha256,
    }).output(signed),
    signedOnPaper: command("memberships.change", {
      membershipId,
      signer: requiredText(120),
      signedOn: day,
      scan: scan.nullable(),
    }).output(signed),
    attachScan: command("memberships.change", { membershipId, scan }).output(signed),
    /** One file to sign with a pen, archived as it is printed (DOC-2). */
    print: command("statements.print", { membershipIds: z.array(membershipId).min(1).max(12) }).output(
      z.object({ documentId: id<DocumentId>(), pages: z.int() }),
    ),
  },
};
