/** Tables of lists brought in from other programs (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type ImportBatchTable = {
  id: Id;
  file_name: string;
  sha256: string;
  source: string;
  state: "staging" | "committed" | "cancelled" | "undone";
  rows: Defaulted<number>;
  counts: Defaulted<string>;
  mapping: Defaulted<string>;
  staff_id: Nullable<number>;
  created_at: string;
  committed_at: Nullable<string>;
  ended_at: Nullable<string>;
};

export type ImportMappingTable = {
  id: Id;
  name: string;
  mapping: string;
  created_at: string;
};

/** What an import changes in a patient who is there already; `before` once it is committed (PPL-18). */
export type ImportUpdateTable = {
  batch_id: number;
  patient_id: number;
  record: string;
  before: Nullable<string>;
  version_after: Nullable<number>;
};
