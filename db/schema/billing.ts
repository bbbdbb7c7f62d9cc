/** Tables of runs of the billing, what stops them, and what waits for a person (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type BillingRunTable = {
  id: Id;
  started_at: string;
  finished_at: Nullable<string>;
  today_on: string;
  trigger: string;
  report: Defaulted<string>;
};

export type BillingStopTable = {
  id: Id;
  reason: "restored" | "other_computer" | "clock";
  since_at: string;
  detail: Defaulted<string>;
  after_run_id: Nullable<number>;
  /** The newest household and invoice of the file as it came: younger ones are not those of the lost days. */
  last_household_id: Nullable<number>;
  last_invoice_id: Nullable<number>;
  lifted_at: Nullable<string>;
  lifted_by: Nullable<number>;
};

export type AttentionTable = {
  id: Id;
  household_id: number;
  kind: string;
  /** What it is about within the kind, such as `charge/…`; empty where a household has one of a kind. */
  subject: Defaulted<string>;
  reason: string;
  since_at: string;
  resolved_at: Nullable<string>;
};
