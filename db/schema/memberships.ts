/** Tables of memberships and all that happens to them (see db/schema.ts). */
import type { Generated } from "kysely";
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type MembershipTable = {
  id: Id;
  patient_id: number;
  household_id: number;
  plan_id: number;
  start_on: string;
  benefit_year_on: string;
  billed_through_on: string;
  next_draw_on: Nullable<string>;
  next_work_on: Nullable<string>;
  version: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type MembershipScheduleTable = {
  id: Id;
  membership_id: number;
  seq: number;
  plan_version_id: number;
  period_months: number;
  price_cents: number;
  draw_day: number;
  anchor_on: string;
  covered_from_on: Nullable<string>;
  covered_to_on: Nullable<string>;
  stub_from_on: Nullable<string>;
  stub_to_on: Nullable<string>;
  stub_charge_on: Nullable<string>;
  opening: "stub" | "full" | "free" | "none";
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
};

export type MembershipDrawShiftTable = {
  id: Id;
  membership_id: number;
  draw_on: string;
  collect_on: string;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
};

export type MembershipHoldTable = {
  id: Id;
  membership_id: number;
  kind: "pause" | "extend" | "billing_only";
  from_on: string;
  until_on: Nullable<string>;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
  paid_through_on: Nullable<string>;
  moved_cents: Nullable<number>;
  /** No end was named: it ends where the limit is reached. */
  open_ended: Defaulted<0 | 1>;
  fee: Defaulted<"none" | "once" | "each">;
  fee_cents: Defaulted<number>;
  /** The newest period when it was booked: days billed before, by a clock that ran ahead, are cut later. */
  after_period_id: Generated<number>;
  /** Why somebody past due was put on hold all the same. */
  exception: Defaulted<string>;
};

export type HoldFeeTable = {
  id: Id;
  hold_id: number;
  due_on: string;
  invoice_id: number;
  created_at: string;
};

export type MembershipCancellationTable = {
  id: Id;
  membership_id: number;
  effective_on: string;
  kind: "cancelled" | "expired";
  reason: string;
  reason_code: Defaulted<string>;
  /** What becomes of paid days that will not be used. */
  settlement: Defaulted<"none" | "credit" | "refund">;
  refund_by: Nullable<"tender" | "check">;
  /** The invoice with the early-exit fee, if one was asked for. */
  fee_invoice_id: Nullable<number>;
  /** The newest period of the file when this was entered. */
  after_period_id: Generated<number>;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
  rejoined_on: Nullable<string>;
};

/** One change a person made (hold, plan move …), with what it takes to take it back. */
export type MembershipChangeTable = {
  id: Id;
  kind:
    | "hold"
    | "resume"
    | "cancel"
    | "plan_move"
    | "pay_year"
    | "draw_day"
    | "next_draw"
    | "rejoin";
  effective_on: string;
  sentence: string;
  /** JSON: the rows it made and the rows it altered, as they were before. */
  trace: string;
  created_by: Nullable<number>;
  created_at: string;
  undone_by: Nullable<number>;
  undone_at: Nullable<string>;
};

/** The memberships that a change reached. */
export type MembershipChangedTable = {
  id: Id;
  change_id: number;
  membership_id: number;
};

export type MembershipLapseTable = {
  id: Id;
  membership_id: number;
  lapsed_on: string;
  unpaid_since_on: string;
  after_period_id: Generated<number>;
  created_at: string;
  ended_at: Nullable<string>;
  rejoined_on: Nullable<string>;
};

export type PeriodTable = {
  id: Id;
  membership_id: number;
  item: "dues";
  kind: "period" | "stub" | "covered" | "free";
  amount_cents: number;
  seq: Defaulted<number>;
  from_on: string;
  to_on: string;
  paid_to_on: Nullable<string>;
  charge_on: string;
  invoice_id: Nullable<number>;
  invoice_line_id: Nullable<number>;
  in_force: Defaulted<0 | 1>;
  created_at: string;
  ended_at: Nullable<string>;
};
