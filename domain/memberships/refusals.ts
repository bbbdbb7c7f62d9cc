import type { Day } from "../calendar.ts";

/** What can be wrong with a plan's terms, each the name of one place of the form. */
export type PlanProblem =
  | "age_band"
  | "price_twice"
  | "price_missing"
  | "household_steps"
  | "household_reduction"
  | "household_cap"
  | "fee_negative"
  | "cap_missing"
  | "early_exit_without_term"
  | "early_exit_fee"
  | "benefit_twice"
  | "benefit_services"
  | "benefit_cap"
  | "benefit_rollover"
  | "wallet"
  | "wallet_after"
  | "discount_twice"
  | "discount_on_nothing"
  | "discount_amount"
  | "successor"
  | "agreement_template";

/** Refusal codes of plans and memberships with the facts their sentences need (F-17). */
export type MembershipRefusals = {
  plan_not_found: Record<never, never>;
  plan_not_on_sale: { plan: string };
  plan_has_no_such_period: { plan: string; months: number };
  plan_terms_wrong: { what: PlanProblem };
  plan_version_old: { plan: string };
  membership_not_found: Record<never, never>;
  membership_ended: Record<never, never>;
  patient_cannot_enrol: { name: string; why: "deceased" | "inactive" | "non_patient" };
  patient_outside_age_band: { name: string; age: number; minAge: number | null; maxAgeExclusive: number | null };
  already_member: { name: string; plan: string };
  enrolled_twice: { name: string };
  start_too_far: { days: number };
  fee_waiver_not_allowed: Record<never, never>;
  fee_waiver_without_reason: { name: string };
  payer_deceased: { name: string };
  draw_day_not_in_month: { drawDay: number };
  amount_changed_meanwhile: { shownCents: number; nowCents: number };
  first_payment_wrong: { dueCents: number };
  hold_too_early: { earliestOn: string };
  hold_too_short: { earliestUntilOn: string };
  hold_too_long: { months: number };
  hold_overlaps: { fromOn: string };
  hold_ends_earlier: { untilOn: string };
  hold_while_past_due: Record<never, never>;
  hold_exception_not_allowed: Record<never, never>;
  hold_patient_deceased: { name: string };
  change_while_on_hold: { untilOn: string };
  change_pending: { fromOn: string };
  no_draw_ahead: Record<never, never>;
  draw_day_same: { drawDay: number };
  /** The next draw is collected on that very day. */
  next_draw_same: { on: Day };
  draw_day_past: { earliestOn: string };
  draw_day_too_far: { earliestOn: string; latestOn: string };
  plan_is_the_same: Record<never, never>;
  term_has_gaps: Record<never, never>;
  not_ended: Record<never, never>;
  rejoin_fee_needs_reason: Record<never, never>;
  not_on_hold: Record<never, never>;
  cancel_too_early: { earliestOn: string };
  already_cancelled: { effectiveOn: string };
  not_cancelled: Record<never, never>;
  cancellation_took_effect: { effectiveOn: string };
  cancel_reason_missing: Record<never, never>;
  no_commitment_ahead: Record<never, never>;
  new_payer_needed: { name: string };
  exit_waiver_not_allowed: Record<never, never>;
  exit_nothing_due: Record<never, never>;
  exit_already_asked: Record<never, never>;
  refund_not_allowed: Record<never, never>;
  membership_was_used: { why: "paid" | "used" | "signed" };
};
