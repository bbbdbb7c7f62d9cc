/** Tables of entries with their postings, earned dues and the accounts of an accountant (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type EntryTable = {
  id: Id;
  kind: string;
  household_id: Nullable<number>;
  patient_id: Nullable<number>;
  invoice_id: Nullable<number>;
  payment_id: Nullable<number>;
  effective_on: string;
  belongs_on: Nullable<string>;
  entered_at: string;
  actor_id: Nullable<number>;
  workstation: string;
  memo: string;
  reverses_id: Nullable<number>;
  prev_hash: string;
  hash: string;
};

export type PostingTable = {
  id: Id;
  entry_id: number;
  account: string;
  household_id: Nullable<number>;
  amount_cents: number;
};

/** What of the dues was earned, day by day (INV-15). */
export type DuesRecognitionTable = {
  on_day: string;
  entry_id: Nullable<number>;
  deferred_cents: number;
  last_posting_id: number;
  created_at: string;
};

/** The accountant's names of our accounts (INV-16). */
export type AccountMapTable = {
  account: string;
  name: string;
  number: Defaulted<string>;
  changed_by: Nullable<number>;
  changed_at: string;
};

export type AccountingExportTable = {
  id: Id;
  format: "iif" | "qbo" | "xero";
  from_on: string;
  to_on: string;
  days: number;
  corrections: number;
  last_entry_id: number;
  created_by: Nullable<number>;
  created_at: string;
};

export type AccountingDayTable = {
  on_day: string;
  export_id: number;
  last_entry_id: number;
};
