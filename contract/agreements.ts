/** Agreement templates with their merge fields (MEM-8). */
import { z } from "zod";
import type { AgreementTemplateId, AgreementTemplateVersionId } from "#domain/identity.ts";
import { command, id, instant, nothing, query, text } from "./base.ts";

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
  },
};
