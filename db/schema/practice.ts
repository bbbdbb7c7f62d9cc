/** Tables of the practice itself, its staff and sessions, the trail of changes, backups and what it wrote of its own (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type PracticeTable = {
  id: number;
  name: string;
  kind: "live" | "training" | "sample";
  specialty: "dental" | "aesthetics" | "massage" | "counselling";
  time_zone: string;
  currency: string;
  locale: Defaulted<string>;
  address_line1: Defaulted<string>;
  address_line2: Defaulted<string>;
  city: Defaulted<string>;
  region: Defaulted<string>;
  postal_code: Defaulted<string>;
  country: Defaulted<string>;
  phone: Defaulted<string>;
  email: Defaulted<string>;
  tax_id: Defaulted<string>;
  draw_time: Defaulted<string>;
  lock_minutes: Defaulted<number>;
  terms_days: Defaulted<number>;
  past_due_members: Defaulted<"allow" | "warn" | "block">;
  reminders_from: Nullable<string>;
  returned_check_fee_cents: Defaulted<number>;
  statement_minimum_cents: Defaulted<number>;
  envelope: Defaulted<string>;
  paper: Defaulted<string>;
  lineage_id: string;
  epoch: number;
  computer_id: string;
  version: Defaulted<number>;
  created_at: string;
};

export type TrainingClockTable = {
  id: number;
  offset_days: number;
};

export type StaffTable = {
  id: Id;
  name: string;
  username: string;
  password_hash: Nullable<string>;
  role: "owner" | "site_admin" | "manager" | "provider" | "front_desk" | "biller" | "read_only";
  licence: Defaulted<string>;
  failed_count: Defaulted<number>;
  not_before_at: Nullable<string>;
  last_sign_in_at: Nullable<string>;
  created_at: string;
  deactivated_at: Nullable<string>;
  version: Defaulted<number>;
};

export type SessionTable = {
  id: Id;
  token_hash: string;
  staff_id: number;
  workstation: string;
  started_at: string;
  last_seen_at: string;
  locked_at: Nullable<string>;
  ended_at: Nullable<string>;
};

export type NumberSeriesTable = {
  name: string;
  next: number;
};

export type AuditTable = {
  id: Id;
  at: string;
  actor_id: Nullable<number>;
  workstation: string;
  action: string;
  subject: string;
  before: Nullable<string>;
  after: Nullable<string>;
  prev_hash: string;
  hash: string;
};

export type RequestTable = {
  id: string;
  operation: string;
  staff_id: Nullable<number>;
  reply: string;
  at: string;
};

export type LeaseTable = {
  name: string;
  owner: string;
  heartbeat_at: string;
};

export type BackupTable = {
  id: Id;
  file_name: string;
  bytes: number;
  sha256: string;
  reason: string;
  made_at: string;
  verified_at: Nullable<string>;
};

/** Each row is the whole of a practice's timetable and texts from then on; the newest rules (BIL-11). */
export type OwnTextTable = {
  id: Id;
  text_id: string;
  language: "en" | "es";
  subject: Nullable<string>;
  body: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};

/** What the practice itself says beside a help article (HLP-2); the newest of an article rules, empty = taken away. */
export type HelpNoteTable = {
  id: Id;
  article_id: string;
  body: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type ListViewTable = {
  id: Id;
  list: string;
  name: string;
  owner_id: Nullable<number>;
  search: string;
  columns: Defaulted<string>;
  created_by: Nullable<number>;
  created_at: string;
  changed_at: string;
};

export type ListDefaultTable = {
  list: string;
  staff_id: number;
  view_id: number;
};
