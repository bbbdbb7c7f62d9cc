/** Refusal codes of people with the facts their sentences need (F-17). */
export type PeopleRefusals = {
  patient_not_found: Record<never, never>;
  household_not_found: Record<never, never>;
  patient_name_missing: Record<never, never>;
  email_not_valid: { value: string };
  phone_not_valid: { value: string };
  birth_in_future: { birthOn: string };
  deceased_in_future: { deceasedOn: string };
  deceased_before_birth: { deceasedOn: string; birthOn: string };
  /** A day of death is noted for somebody who is not recorded as deceased. */
  deceased_day_without_status: Record<never, never>;
  /** The chart is closed while a membership still runs. */
  membership_still_running: { name: string; plan: string };
  contact_email_missing: Record<never, never>;
  contact_mobile_missing: Record<never, never>;
  card_not_on_file: Record<never, never>;
  payer_not_a_member: Record<never, never>;
  payer_deceased: { name: string };
  /** The payer leaves others behind (PPL-3). */
  payer_leaves_household: { name: string };
  /** Money would be left on a household without members (PPL-3). */
  household_left_with_money: { household: string; balanceCents: number; creditCents: number };
  already_in_household: { name: string };
  already_on_own_account: { name: string };
  /** Mail cannot have come back from an address that is not there. */
  email_not_on_file: { name: string };
  /** Merging (MEM-15, PPL-4). */
  merge_with_itself: Record<never, never>;
  merge_already_done: { name: string };
  /** A card was asked and nobody knows yet whether it paid. */
  merge_charge_unresolved: { household: string };
  merge_member_on_hold: { name: string };
  merge_change_pending: { name: string; fromOn: string };
  merge_both_on_plan: { name: string; plan: string };
  merge_not_found: Record<never, never>;
  /** Un-merging: later than `days` after it, or money or another change has touched the result. */
  merge_too_old: { days: number };
  merge_money_touched: { bookedOn: string };
  merge_changed_since: Record<never, never>;
  /** Insurance policies, for information only (PPL-8). */
  policy_not_found: Record<never, never>;
  policy_without_carrier: Record<never, never>;
  policy_ends_before: { effectiveOn: string };
  policy_detached: Record<never, never>;
  policy_not_detached: Record<never, never>;
  policy_used: { invoices: number };
  /** The plan is for people without insurance, and this one has a policy on the start day. */
  patient_is_insured: { name: string; plan: string; carrier: string };
  /** Something refers to the patient, so the chart is kept (PPL-5). */
  patient_has_history: { name: string; what: PatientHistory };
};

export type PatientHistory = "memberships" | "invoices" | "payments" | "statements" | "mail" | "insurance" | "visits" | "packages" | "merges" | "others_pay";
