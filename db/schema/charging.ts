/** Tables of cards, what was charged and given back, and what the processor tells (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type CardTable = {
  id: Id;
  household_id: number;
  token: string;
  brand: string;
  last4: string;
  expires_month: number;
  expires_year: number;
  funding: Defaulted<"credit" | "debit" | "prepaid" | "unknown">;
  replaces_id: Nullable<number>;
  /** The first success with this card (BIL-14). */
  proven_at: Nullable<string>;
  /** What was due through this day may be collected with it, oldest first, one a day (BIL-14). */
  collects_through_on: Nullable<string>;
  added_by: Nullable<number>;
  added_at: string;
  removed_by: Nullable<number>;
  removed_at: Nullable<string>;
  removed_why: Nullable<"asked" | "replaced" | "updated">;
};

export type ChargeAttemptTable = {
  id: string;
  invoice_id: Nullable<number>;
  household_id: Nullable<number>;
  card_id: Nullable<number>;
  card_token: Defaulted<string>;
  amount_cents: number;
  ordinal: number;
  draw_on: Nullable<string>;
  epoch: Defaulted<number>;
  origin: Defaulted<"automatic" | "catch_up" | "new_card" | "staff" | "found">;
  attempt_on: Defaulted<string>;
  staff_id: Nullable<number>;
  state: "sent" | "pending" | "unknown" | "succeeded" | "declined" | "failed";
  processor_id: Nullable<string>;
  decline_kind: Nullable<"soft" | "hard" | "authentication">;
  decline_code: Nullable<string>;
  failure: Nullable<string>;
  doubt: Nullable<string>;
  sent_at: string;
  probe_at: Nullable<string>;
  probes: Defaulted<number>;
  settled_at: Nullable<string>;
  payment_id: Nullable<number>;
  resolution: Nullable<"charged" | "not_charged">;
  resolved_by: Nullable<number>;
  resolved_at: Nullable<string>;
  reference: Nullable<string>;
  plan_part_id: Nullable<number>;
};

export type RefundAttemptTable = {
  id: string;
  charge_id: Nullable<string>;
  payment_id: Nullable<number>;
  household_id: Nullable<number>;
  amount_cents: number;
  epoch: Defaulted<number>;
  origin: Defaulted<"desk" | "settlement" | "found">;
  claimed_by: Defaulted<string>;
  attempt_on: string;
  staff_id: Nullable<number>;
  reason: Defaulted<string>;
  state: "sent" | "pending" | "unknown" | "succeeded" | "declined" | "failed";
  processor_id: Nullable<string>;
  decline_code: Nullable<string>;
  failure: Nullable<string>;
  doubt: Nullable<string>;
  sent_at: string;
  probe_at: Nullable<string>;
  probes: Defaulted<number>;
  settled_at: Nullable<string>;
  settled_on: Nullable<string>;
  booked_as: Nullable<"sent" | "taken_back" | "check" | "netted" | "unplaced" | "cleared">;
  entry_id: Nullable<number>;
  resolution: Nullable<"refunded" | "not_refunded">;
  resolved_by: Nullable<number>;
  resolved_at: Nullable<string>;
  reference: Nullable<string>;
};

export type CardEventTable = {
  id: string;
  kind: string;
  happened_at: string;
  taken_at: string;
};

export type CardEventPlaceTable = {
  id: number;
  after: string;
};

export type DisputeTable = {
  id: Id;
  dispute_id: string;
  attempt_id: Nullable<string>;
  household_id: Nullable<number>;
  invoice_id: Nullable<number>;
  amount_cents: number;
  reason: string;
  state: "opened" | "won" | "lost";
  evidence_by_on: Nullable<string>;
  opened_at: string;
  closed_at: Nullable<string>;
  returned_payment_id: Nullable<number>;
  kept_payment_id: Nullable<number>;
  released_by: Nullable<number>;
  released_at: Nullable<string>;
};

export type CatchUpTable = {
  invoice_id: number;
  choice: "charge" | "forgive" | "skip";
  decided_by: Nullable<number>;
  decided_at: string;
};

export type ChargePauseTable = {
  id: Id;
  today_on: string;
  planned_count: number;
  planned_cents: number;
  ceiling_count: number;
  ceiling_cents: number;
  asked_at: string;
  approved_by: Nullable<number>;
  approved_at: Nullable<string>;
};
