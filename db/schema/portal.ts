/** Tables of what the portal shows and is asked for (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type PortalSettingsTable = {
  id: Id;
  version: number;
  show_balances: number;
  buy_packages: number;
  redeem: number;
  join_requests: number;
};

export type PortalRequestTable = {
  id: Id;
  message_id: string;
  household_id: number;
  patient_id: number;
  plan_id: number;
  period_months: number;
  note: Defaulted<string>;
  asked_at: string;
  received_at: string;
  state: "open" | "approved" | "declined";
  reason: Defaulted<string>;
  membership_id: Nullable<number>;
  decided_by: Nullable<number>;
  decided_at: Nullable<string>;
};
