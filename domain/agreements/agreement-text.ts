/** The text a member signs (MEM-8): the template's body, then what is on by default, filled in once. */
import { refuse } from "../refusal.ts";
import { fillIn, unknownField, type MergeValues } from "./merge-fields.ts";

export type TemplateText = {
  readonly name: string;
  readonly body: string;
  /** "This is not insurance", on by default. */
  readonly notInsurance: boolean;
  /** The words the practice's state asks for; empty when they are switched off. */
  readonly disclosure: string;
};

export const notInsuranceSentence =
  "This is not insurance. This membership is an agreement between you and {{practice.name}} for the services listed above, at the prices listed above. It does not pay for care anywhere else and does not replace insurance.";

/** A beginning, to be read by somebody who knows the state's law; every word can be changed. */
export const plainDisclosure =
  "Disclosure for {{practice.state}}: you pay our office directly for all services, at the member price where one applies. This plan is not a qualified health plan and does not meet any requirement to have coverage. You may cancel in writing; how and from when is written above. Ask us for the current list of services and prices at any time.";

export const plainTemplate: TemplateText = {
  name: "Membership agreement",
  body: `Membership agreement between {{practice.name}}, {{practice.address}}, and {{patient.name}}.

Plan: {{plan.name}}, from {{membership.start}}. {{plan.sentence}}

Dues: {{membership.price}}, drawn in advance {{membership.draw_day}} from the payment method of {{payer.name}}. Activation fee: {{membership.activation_fee}}.

Included:
{{plan.benefits}}

Member prices:
{{plan.discounts}}

Commitment: {{plan.commitment}}. Leaving early: {{plan.early_exit}}.

{{plan.words}}`,
  notInsurance: true,
  disclosure: plainDisclosure,
};

/** Refuses `agreement_template_wrong` with the part to mend. */
export function checkTemplate(template: TemplateText): TemplateText {
  const checked = { ...template, name: template.name.trim() };
  if (checked.name === "") refuse("agreement_template_wrong", { what: "name", field: "" });
  if (checked.body.trim() === "") refuse("agreement_template_wrong", { what: "body", field: "" });
  const unknown = unknownField(checked.body) ?? unknownField(checked.disclosure);
  return unknown === null ? checked : refuse("agreement_template_wrong", { what: "field", field: unknown });
}

/** Paragraphs are parted by an empty line; a field that says nothing leaves no gap behind. */
export function agreementText(template: TemplateText, values: MergeValues): string {
  const parts = [
    template.body,
    ...(template.notInsurance ? [notInsuranceSentence] : []),
    ...(template.disclosure.trim() === "" ? [] : [template.disclosure]),
  ];
  return parts
    .map((part) => fillIn(part, values))
    .join("\n\n")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
