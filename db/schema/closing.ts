/** Tables of days that are closed, the drawer, deposits and payouts (see db/schema.ts). */
import type { Id, Nullable } from "./column-kinds.ts";

/** The newest row is the lock date: every day through it is locked (F-10, INV-12). */
export type DayLockTable = {
  id: Id;
  through_on: Nullable<string>;
  last_entry_id: number;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type DayCloseTable = {
  id: Id;
  day_on: string;
  last_entry_id: number;
  created_by: Nullable<number>;
  created_at: string;
};

export type DrawerCountTable = {
  id: Id;
  close_id: number;
  seq: number;
  denominations: string;
  float_cents: number;
  counted_cash_cents: number;
  expected_cash_cents: number;
  counted_checks_cents: number;
  expected_checks_cents: number;
  card_batch_cents: number;
  expected_card_cents: number;
  over_cents: number;
  reason: string;
  entry_id: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type DepositTable = {
  id: Id;
  number: number;
  deposited_on: string;
  cash_cents: number;
  checks_cents: number;
  note: string;
  entry_id: number;
  created_by: Nullable<number>;
  created_at: string;
  confirmed_on: Nullable<string>;
  confirmed_by: Nullable<number>;
  undone_on: Nullable<string>;
  undone_by: Nullable<number>;
  undo_reason: Nullable<string>;
};

export type DepositItemTable = {
  id: Id;
  deposit_id: number;
  posting_id: number;
  payment_id: Nullable<number>;
  amount_cents: number;
  released_at: Nullable<string>;
};

export type PayoutTable = {
  id: Id;
  payout_id: string;
  arrived_on: string;
  amount_cents: number;
  entry_id: Nullable<number>;
  taken_at: string;
  bank_on: Nullable<string>;
  bank_cents: Nullable<number>;
  confirmed_by: Nullable<number>;
};

export type PayoutItemTable = {
  id: Id;
  payout_id: number;
  position: number;
  kind: "charge" | "refund" | "dispute" | "dispute_won" | "fee" | "other";
  charge_key: Nullable<string>;
  happened_on: string;
  amount_cents: number;
  fee_cents: number;
};

export type PayoutPlaceTable = {
  id: number;
  after: string;
};

export type LocationStatementTable = {
  id: Id;
  from_on: string;
  to_on: string;
  figures: string;
  document_id: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
};
