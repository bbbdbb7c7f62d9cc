/** Refusal codes of age-outs and price rises with the facts their sentences need (F-17). */
export type PlanUpkeepRefusals = {
  age_out_not_ahead: Record<never, never>;
  age_out_no_successor: { plan: string };
  term_does_not_end: Record<never, never>;
  rise_not_found: Record<never, never>;
  rise_day_past: { earliestOn: string };
  rise_changes_nothing: Record<never, never>;
  rise_price_wrong: { plan: string };
  rise_waits_already: { plan: string; effectiveOn: string };
  rise_over: Record<never, never>;
  rise_changed_meanwhile: Record<never, never>;
  rise_member_not_waiting: Record<never, never>;
};
