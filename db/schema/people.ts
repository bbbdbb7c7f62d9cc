/** Tables of households and people, merging them, insurance, phones, search (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type HouseholdTable = {
  id: Id;
  number: number;
  name: string;
  payer_patient_id: Nullable<number>;
  address_line1: Defaulted<string>;
  address_line2: Defaulted<string>;
  city: Defaulted<string>;
  region: Defaulted<string>;
  postal_code: Defaulted<string>;
  country: Defaulted<string>;
  contact_preference: Defaulted<"email" | "text" | "print">;
  pays_by: Defaulted<"manual" | "card">;
  balance_cents: Defaulted<number>;
  credit_cents: Defaulted<number>;
  staged_batch_id: Nullable<number>;
  import_batch_id: Nullable<number>;
  version: Defaulted<number>;
  created_at: string;
};

export type PatientTable = {
  id: Id;
  household_id: number;
  chart_number: string;
  prefix: Defaulted<string>;
  first_name: Defaulted<string>;
  middle_name: Defaulted<string>;
  last_name: Defaulted<string>;
  suffix: Defaulted<string>;
  preferred_name: Defaulted<string>;
  sort_name: string;
  birth_on: Nullable<string>;
  sex: Defaulted<string>;
  pronouns: Defaulted<string>;
  email: Defaulted<string>;
  language: Defaulted<string>;
  alerts: Defaulted<string>;
  notes: Defaulted<string>;
  text_consent: Defaulted<"unknown" | "yes" | "no">;
  status: Defaulted<"active" | "inactive" | "deceased" | "non_patient" | "prospective">;
  deceased_on: Nullable<string>;
  first_visit_on: Nullable<string>;
  address_line1: Nullable<string>;
  address_line2: Nullable<string>;
  city: Nullable<string>;
  region: Nullable<string>;
  postal_code: Nullable<string>;
  country: Nullable<string>;
  external_source: Nullable<string>;
  external_id: Nullable<string>;
  merged_into_id: Nullable<number>;
  staged_batch_id: Nullable<number>;
  import_batch_id: Nullable<number>;
  version: Defaulted<number>;
  created_at: string;
};

export type HouseholdMergeTable = {
  id: Id;
  survivor_id: number;
  absorbed_id: number;
  merged_on: string;
  kept: string;
  last_entry_id: number;
  last_attempt: number;
  last_audit_id: number;
  created_by: Nullable<number>;
  created_at: string;
  undone_at: Nullable<string>;
  undone_by: Nullable<number>;
};

export type PatientMergeTable = {
  id: Id;
  survivor_id: number;
  merged_id: number;
  household_merge_id: Nullable<number>;
  merged_on: string;
  kept: string;
  last_entry_id: number;
  last_audit_id: number;
  created_by: Nullable<number>;
  created_at: string;
  undone_at: Nullable<string>;
  undone_by: Nullable<number>;
};

export type EmailBounceTable = {
  id: Id;
  patient_id: number;
  email: string;
  bounced_on: string;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type InsurancePolicyTable = {
  id: Id;
  patient_id: number;
  position: number;
  carrier: string;
  plan_name: Defaulted<string>;
  member_number: Defaulted<string>;
  group_number: Defaulted<string>;
  holder_name: Defaulted<string>;
  relation: Defaulted<"self" | "spouse" | "child" | "other">;
  effective_on: string;
  term_on: Nullable<string>;
  detached_on: Nullable<string>;
  detached_why: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
  version: Defaulted<number>;
};

export type InvoicePolicyTable = {
  invoice_id: number;
  patient_id: number;
  position: number;
  policy_id: number;
  snapshot: string;
};

export type PhoneTable = {
  id: Id;
  patient_id: number;
  kind: "mobile" | "home" | "work";
  number: string;
  digits: string;
};

export type PatientSearchTable = {
  token: string;
  patient_id: number;
};
