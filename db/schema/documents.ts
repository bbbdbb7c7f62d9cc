/** Tables of papers, statements and their runs (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type DocumentTable = {
  id: Id;
  kind: string;
  household_id: Nullable<number>;
  title: string;
  sha256: string;
  bytes: number;
  pages: number;
  created_by: Nullable<number>;
  created_at: string;
};

export type YearlyRunTable = {
  id: Id;
  year: number;
  document_id: number;
  printed_at: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type YearlyStatementTable = {
  id: Id;
  household_id: number;
  year: number;
  run_id: Nullable<number>;
  document_id: number;
  net_cents: number;
  created_at: string;
};

export type StatementBatchTable = {
  id: Id;
  as_of_on: string;
  from_on: string;
  document_id: Nullable<number>;
  state: "made" | "sent" | "unsent";
  created_by: Nullable<number>;
  created_at: string;
  sent_at: Nullable<string>;
};

export type StatementTable = {
  id: Id;
  number: number;
  household_id: number;
  batch_id: Nullable<number>;
  document_id: Nullable<number>;
  as_of_on: string;
  from_on: string;
  closing_cents: number;
  channel: Defaulted<string>;
  sent_at: Nullable<string>;
  unsent_at: Nullable<string>;
  created_at: string;
};
