import type { AgreementRefusals } from "#domain/agreements/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const agreementsSentences: Sentences<AgreementRefusals> = {
  agreement_template_not_found: () => "This agreement is no longer there. Open the list of agreements again.",
  agreement_template_wrong: ({ what, field }) => {
    if (what === "field")
      return `{{${field}}} is not a field of an agreement. Choose one from the list beside the text, or take it out.`;
    if (what === "name") return "The agreement needs a name, so that plans can be given it.";
    if (what === "disclosure") return "Write the words your state asks for, or switch them off.";
    return "The agreement needs its text.";
  },
  agreement_template_in_use: ({ plans }) =>
    `${plans} uses this agreement. Give the plan another one first, then take this one out of use.`,
};
