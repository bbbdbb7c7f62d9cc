/** Tables of e-mail: the account, the outbox, and what came back (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

/** The practice's own account with a mail server (DOC-10), and what was wrong with it last. */
export type MailAccountTable = {
  id: 1;
  version: number;
  is_on: 0 | 1;
  host: string;
  port: number;
  security: "tls" | "starttls";
  username: string;
  from_name: string;
  from_email: string;
  sealed_password: Defaulted<string>;
  fault: Nullable<string>;
  fault_reply: Defaulted<string>;
  faults: Defaulted<number>;
  paused_until: Nullable<string>;
};

/** One message to one household (DOC-10). */
export type MailTable = {
  id: Id;
  message_id: string;
  household_id: number;
  event: string;
  about: "notice" | "invoice" | "receipt" | "document";
  notice_id: Nullable<number>;
  invoice_id: Nullable<number>;
  document_id: Nullable<number>;
  to_name: string;
  to_email: string;
  subject: Defaulted<string>;
  body: Defaulted<string>;
  state: "queued" | "sending" | "sent" | "failed" | "unsure" | "cancelled";
  tries: Defaulted<number>;
  next_at: string;
  fault: Nullable<string>;
  reply: Defaulted<string>;
  kept_here: Defaulted<0 | 1>;
  decided_by: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
  began_at: Nullable<string>;
  ended_at: Nullable<string>;
};

/** The mailbox that is read for messages that came back (DOC-10), and how that went last. */
export type MailCheckTable = {
  id: 1;
  version: number;
  is_on: 0 | 1;
  host: string;
  port: number;
  security: "tls" | "starttls";
  is_same: 0 | 1;
  username: string;
  sealed_password: Defaulted<string>;
  reads_junk: 0 | 1;
  on_since: string;
  tried_at: Nullable<string>;
  checked_at: Nullable<string>;
  looked: Defaulted<number>;
  came_back: Defaulted<number>;
  delayed: Defaulted<number>;
  not_ours: Defaulted<number>;
  fault: Nullable<string>;
  fault_reply: Defaulted<string>;
  faults: Defaulted<number>;
  paused_until: Nullable<string>;
};

/** How far a folder of the mailbox was read. */
export type MailCheckPlaceTable = {
  folder: "inbox" | "junk";
  uid_validity: string;
  last_uid: number;
};

/** A returned message about one of ours, which counts once. */
export type MailReturnTable = {
  id: Id;
  mail_id: number;
  fingerprint: string;
  outcome: "came_back" | "delayed" | "no_effect";
  found_at: string;
};

/** What a person decided about a member who grows out of a plan (MEM-16). */
