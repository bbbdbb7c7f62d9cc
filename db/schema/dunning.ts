/** Tables of past-due cases and the letters of the practice (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type DunningSettingsTable = {
  id: Id;
  settings: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type DunningCaseTable = {
  id: Id;
  household_id: number;
  invoice_id: number;
  cause: "card_declined" | "card_removed" | "manual_payer";
  day_zero_on: string;
  settings_id: Nullable<number>;
  opened_at: string;
  closed_on: Nullable<string>;
  closed_at: Nullable<string>;
  outcome: Nullable<"settled" | "lapsed" | "ended">;
  plan_part_id: Nullable<number>;
};

export type DunningRetryTable = {
  id: Id;
  case_id: number;
  day: number;
  due_on: string;
  state: "done" | "skipped";
  attempt_id: Nullable<string>;
  reason: Defaulted<string>;
  decided_at: string;
};

export type NoticeBatchTable = {
  id: Id;
  document_id: number;
  letters: number;
  printed_on: string;
  created_by: Nullable<number>;
  created_at: string;
  undone_at: Nullable<string>;
};

export type NoticeTable = {
  id: Id;
  household_id: number;
  case_id: Nullable<number>;
  invoice_id: Nullable<number>;
  card_id: Nullable<number>;
  membership_id: Nullable<number>;
  event: string;
  kind: string;
  day: Nullable<number>;
  due_on: string;
  channel: "letter" | "email" | "text" | "by_hand";
  state: "queued" | "printed" | "sent" | "skipped" | "cancelled";
  facts: Defaulted<string>;
  told_on: Nullable<string>;
  reason: Defaulted<string>;
  batch_id: Nullable<number>;
  document_id: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
  ended_at: Nullable<string>;
};
