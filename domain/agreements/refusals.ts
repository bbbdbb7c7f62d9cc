/** Refusal codes of agreements and their templates with the facts their sentences need (MEM-8, F-17). */
export type AgreementRefusals = {
  agreement_template_not_found: Record<never, never>;
  agreement_template_wrong: { what: "name" | "body" | "field" | "disclosure"; field: string };
  agreement_template_in_use: { plans: string };
  agreement_not_open: Record<never, never>;
  /** The text or a price is another than the one that was on the screen when it was signed. */
  agreement_changed_meanwhile: { name: string };
  /** Signing on the screen was chosen, and nothing was signed. */
  signature_missing: Record<never, never>;
  signature_wrong: { why: "empty" | "off_sheet" | "too_much" | "other_name" };
  scan_wrong: { why: "empty" | "too_large" | "kind" | "cut_off" | "locked" | "unreadable"; megabytes: number };
  signed_day_wrong: { todayOn: string };
  agreement_not_on_paper: Record<never, never>;
};
