/** Tables of benefits of memberships, their use, wallets and recall (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type BenefitGrantTable = {
  id: Id;
  membership_id: number;
  benefit: string;
  label: string;
  from_on: string;
  to_on: string;
  quantity: number;
  used: Defaulted<number>;
  origin: Defaulted<"plan" | "rollover">;
  rolled_from: Nullable<number>;
  closed_on: Nullable<string>;
  rolled: Defaulted<number>;
  forfeited: Defaulted<number>;
  created_at: string;
};

export type BenefitUseTable = {
  id: Id;
  grant_id: number;
  patient_id: number;
  service_id: Nullable<number>;
  provider_id: Nullable<number>;
  used_on: string;
  invoice_id: number;
  line_id: number;
  list_cents: number;
  off_cents: number;
  line_before: string;
  created_by: Nullable<number>;
  created_at: string;
  undone_on: Nullable<string>;
  undone_by: Nullable<number>;
};

export type WalletMoveTable = {
  id: Id;
  membership_id: number;
  kind: "banked" | "taken_back" | "spent" | "given_back" | "forfeited" | "to_credit";
  cents: number;
  period_id: Nullable<number>;
  payment_id: Nullable<number>;
  entry_id: number;
  moved_on: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type WalletDueTable = {
  id: Id;
  invoice_id: number;
};

export type RecallCallTable = {
  id: Id;
  membership_id: number;
  year_ends_on: string;
  called_on: string;
  note: Defaulted<string>;
  notice_id: Nullable<number>;
  undone_at: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};
