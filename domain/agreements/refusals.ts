/** Refusal codes of agreement templates with the facts their sentences need (MEM-8, F-17). */
export type AgreementRefusals = {
  agreement_template_not_found: Record<never, never>;
  agreement_template_wrong: { what: "name" | "body" | "field" | "disclosure"; field: string };
  agreement_template_in_use: { plans: string };
};
