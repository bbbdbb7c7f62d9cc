/** Tables of invoices, their lines, revisions, credit notes and sendings (see db/schema.ts). */
import type { GeneratedAlways } from "kysely";
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type InvoiceTable = {
  id: Id;
  number: Nullable<number>;
  kind: "draw" | "enrolment" | "manual";
  household_id: number;
  patient_id: Nullable<number>;
  patient_sort: Nullable<string>;
  bill_to: string;
  draw_on: Nullable<string>;
  draw_seq: Defaulted<number>;
  invoiced_on: string;
  issued_at: Nullable<string>;
  due_on: string;
  terms_days: Defaulted<number>;
  total_cents: number;
  tax_cents: Defaulted<number>;
  paid_cents: Defaulted<number>;
  credited_cents: Defaulted<number>;
  written_off_cents: Defaulted<number>;
  refunded_cents: Defaulted<number>;
  balance_cents: number;
  voided_on: Nullable<string>;
  void_reason: Nullable<string>;
  revision: Defaulted<number>;
  last_sent_at: Nullable<string>;
  last_channel: Nullable<string>;
  reminders: Defaulted<number>;
  last_reminded_on: Nullable<string>;
  line_kinds: Defaulted<number>;
  tracker_group: GeneratedAlways<number>;
  tracker_state: GeneratedAlways<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type InvoiceLineTable = {
  id: Id;
  invoice_id: number;
  position: number;
  kind:
    | "dues"
    | "stub"
    | "activation"
    | "reactivation"
    | "service"
    | "product"
    | "package"
    | "fee"
    | "discount";
  patient_id: Nullable<number>;
  membership_id: Nullable<number>;
  plan_version_id: Nullable<number>;
  /** What of the catalogue it is, and who did it, where the desk said so. */
  service_id: Nullable<number>;
  provider_id: Nullable<number>;
  description: string;
  service_on: string;
  from_on: Nullable<string>;
  to_on: Nullable<string>;
  quantity: Defaulted<number>;
  unit_cents: number;
  net_cents: number;
  tax_rate_ppm: Defaulted<number>;
  tax_cents: Defaulted<number>;
  explain: Defaulted<string>;
};

/** From where to where the invoices of a day reach; spans only widen (T1). */
export type InvoiceSpanTable = {
  basis: "date" | "due" | "service";
  day: string;
  first_number: Nullable<number>;
  last_number: Nullable<number>;
  first_date: string;
  last_date: string;
  first_due: string;
  last_due: string;
};

/** What an issued invoice said before it was edited (INV-3). */
export type InvoiceRevisionTable = {
  id: Id;
  invoice_id: number;
  revision: number;
  content: string;
  total_cents: number;
  reason: string;
  replaced_by: Nullable<number>;
  replaced_at: string;
};

/** The days that stood on an invoice before (REP-3). */
export type InvoiceDayChangeTable = {
  id: Id;
  invoice_id: number;
  due_on: string;
  invoiced_on: string;
  after_audit_id: number;
};

export type InvoiceSendingTable = {
  id: Id;
  document_id: Nullable<number>;
  channel: "print" | "email";
  sent_at: string;
  staff_id: Nullable<number>;
  undone_at: Nullable<string>;
};

export type InvoiceSentTable = {
  sending_id: number;
  invoice_id: number;
  before_at: Nullable<string>;
  before_channel: Nullable<string>;
};

export type CreditNoteTable = {
  id: Id;
  number: number;
  invoice_id: number;
  household_id: number;
  noted_on: string;
  reason: string;
  total_cents: number;
  tax_cents: number;
  to_credit_cents: number;
  entry_id: number;
  created_by: Nullable<number>;
  created_at: string;
};

export type CreditNoteLineTable = {
  id: Id;
  credit_note_id: number;
  invoice_line_id: number;
  net_cents: number;
  tax_cents: number;
};
