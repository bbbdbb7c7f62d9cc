/**
 * The tables as Kysely sees them, one type each, in the order of the migrations. Column names say
 * what they hold: `…_on` a civil day, `…_at` an instant, `…_cents` money in minor units.
 */
import type { ColumnType, Generated, GeneratedAlways } from "kysely";

type Id = Generated<number>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** A column that may be empty and may be left out of an INSERT. */
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

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

/** What an import changes in a patient who is there already; `before` once it is committed (PPL-18). */
export type ImportUpdateTable = {
  batch_id: number;
  patient_id: number;
  record: string;
  before: Nullable<string>;
  version_after: Nullable<number>;
};

export type PatientSearchTable = {
  token: string;
  patient_id: number;
};

export type PlanTable = {
  id: Id;
  name: string;
  state: "draft" | "on_sale" | "closed";
  version: Defaulted<number>;
  created_at: string;
};

export type PlanVersionTable = {
  id: Id;
  plan_id: number;
  number: number;
  terms: string;
  has_wallet: GeneratedAlways<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type MembershipTable = {
  id: Id;
  patient_id: number;
  household_id: number;
  plan_id: number;
  start_on: string;
  benefit_year_on: string;
  billed_through_on: string;
  next_draw_on: Nullable<string>;
  next_work_on: Nullable<string>;
  version: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type MembershipScheduleTable = {
  id: Id;
  membership_id: number;
  seq: number;
  plan_version_id: number;
  period_months: number;
  price_cents: number;
  draw_day: number;
  anchor_on: string;
  covered_from_on: Nullable<string>;
  covered_to_on: Nullable<string>;
  stub_from_on: Nullable<string>;
  stub_to_on: Nullable<string>;
  stub_charge_on: Nullable<string>;
  opening: "stub" | "full" | "free" | "none";
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
};

export type MembershipDrawShiftTable = {
  id: Id;
  membership_id: number;
  draw_on: string;
  collect_on: string;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
};

export type MembershipHoldTable = {
  id: Id;
  membership_id: number;
  kind: "pause" | "extend" | "billing_only";
  from_on: string;
  until_on: Nullable<string>;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
  paid_through_on: Nullable<string>;
  moved_cents: Nullable<number>;
  /** No end was named: it ends where the limit is reached. */
  open_ended: Defaulted<0 | 1>;
  fee: Defaulted<"none" | "once" | "each">;
  fee_cents: Defaulted<number>;
  /** The newest period when it was booked: days billed before, by a clock that ran ahead, are cut later. */
  after_period_id: Generated<number>;
  /** Why somebody past due was put on hold all the same. */
  exception: Defaulted<string>;
};

export type HoldFeeTable = {
  id: Id;
  hold_id: number;
  due_on: string;
  invoice_id: number;
  created_at: string;
};

export type MembershipCancellationTable = {
  id: Id;
  membership_id: number;
  effective_on: string;
  kind: "cancelled" | "expired";
  reason: string;
  reason_code: Defaulted<string>;
  /** What becomes of paid days that will not be used. */
  settlement: Defaulted<"none" | "credit" | "refund">;
  refund_by: Nullable<"tender" | "check">;
  /** The invoice with the early-exit fee, if one was asked for. */
  fee_invoice_id: Nullable<number>;
  /** The newest period of the file when this was entered. */
  after_period_id: Generated<number>;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_at: Nullable<string>;
  rejoined_on: Nullable<string>;
};

/** One change a person made (hold, plan move …), with what it takes to take it back. */
export type MembershipChangeTable = {
  id: Id;
  kind: "hold" | "resume" | "cancel" | "plan_move" | "pay_year" | "draw_day" | "next_draw" | "rejoin";
  effective_on: string;
  sentence: string;
  /** JSON: the rows it made and the rows it altered, as they were before. */
  trace: string;
  created_by: Nullable<number>;
  created_at: string;
  undone_by: Nullable<number>;
  undone_at: Nullable<string>;
};

/** The memberships that a change reached. */
export type MembershipChangedTable = {
  id: Id;
  change_id: number;
  membership_id: number;
};

export type MembershipLapseTable = {
  id: Id;
  membership_id: number;
  lapsed_on: string;
  unpaid_since_on: string;
  after_period_id: Generated<number>;
  created_at: string;
  ended_at: Nullable<string>;
  rejoined_on: Nullable<string>;
};

export type AgreementTable = {
  id: Id;
  membership_id: number;
  text_hash: string;
  required: 0 | 1;
  signed_on: Nullable<string>;
  method: Nullable<"screen" | "paper" | "portal">;
  signer: Nullable<string>;
  created_at: string;
  template_version_id: Nullable<number>;
  text: Defaulted<string>;
  agreed: Defaulted<string>;
  signature: Nullable<string>;
  signed_at: Nullable<string>;
  signed_before: Nullable<number>;
  workstation: Nullable<string>;
  document_id: Nullable<number>;
};

export type AgreementTemplateTable = {
  id: Id;
  name: string;
  version: Defaulted<number>;
  created_at: string;
  retired_at: Nullable<string>;
};

export type AgreementTemplateVersionTable = {
  id: Id;
  template_id: number;
  number: number;
  body: string;
  not_insurance: 0 | 1;
  disclosure: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type ServiceTable = {
  id: Id;
  kind: Defaulted<"service" | "product">;
  code: string;
  name: string;
  category: string;
  duration_minutes: Nullable<number>;
  taxable: 0 | 1;
  tax_rate_ppm: Defaulted<number>;
  deactivated_at: Nullable<string>;
  version: Defaulted<number>;
  created_at: string;
};

/** A price in force from its day on; a correction of the same day replaces the row (PPL-9). */
export type ServicePriceTable = {
  id: Id;
  service_id: number;
  effective_on: string;
  price_cents: number;
  created_by: Nullable<number>;
  created_at: string;
  replaced_at: Nullable<string>;
};

export type CouponTable = {
  id: Id;
  code: string;
  terms: string;
  version: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
  ended_at: Nullable<string>;
};

/** A coupon given to a household, with the terms it had on that day (PPL-14). */
export type HeldCouponTable = {
  id: Id;
  coupon_id: number;
  household_id: number;
  terms: string;
  applied_on: string;
  applied_by: Nullable<number>;
  created_at: string;
  ended_on: Nullable<string>;
};

export type CouponUseTable = {
  id: Id;
  held_coupon_id: number;
  invoice_id: number;
  off_cents: number;
  created_at: string;
};

export type BenefitGrantTable = {
  id: Id;
  membership_id: number;
  benefit: string;
  label: string;
  from_on: string;
  to_on: string;
  quantity: number;
  used: Defaulted<number>;
  origin: Defaulted<"plan" | "rollover">;
  rolled_from: Nullable<number>;
  closed_on: Nullable<string>;
  rolled: Defaulted<number>;
  forfeited: Defaulted<number>;
  created_at: string;
};

export type WalletMoveTable = {
  id: Id;
  membership_id: number;
  kind: "banked" | "taken_back" | "spent" | "given_back" | "forfeited" | "to_credit";
  cents: number;
  period_id: Nullable<number>;
  payment_id: Nullable<number>;
  entry_id: number;
  moved_on: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type WalletDueTable = {
  id: Id;
  invoice_id: number;
};

export type RecallCallTable = {
  id: Id;
  membership_id: number;
  year_ends_on: string;
  called_on: string;
  note: Defaulted<string>;
  notice_id: Nullable<number>;
  undone_at: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};

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

export type NumberSeriesTable = {
  name: string;
  next: number;
};

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
  kind: "dues" | "stub" | "activation" | "reactivation" | "service" | "product" | "package" | "fee" | "discount";
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

export type PeriodTable = {
  id: Id;
  membership_id: number;
  item: "dues";
  kind: "period" | "stub" | "covered" | "free";
  amount_cents: number;
  seq: Defaulted<number>;
  from_on: string;
  to_on: string;
  paid_to_on: Nullable<string>;
  charge_on: string;
  invoice_id: Nullable<number>;
  invoice_line_id: Nullable<number>;
  in_force: Defaulted<0 | 1>;
  created_at: string;
  ended_at: Nullable<string>;
};

export type PaymentTable = {
  id: Id;
  receipt_number: number;
  household_id: number;
  tender: "cash" | "check" | "card_on_file" | "card_terminal" | "ach" | "hsa_card" | "outside_financing" | "gift_certificate" | "package_unit" | "wallet" | "other";
  reference: Defaulted<string>;
  amount_cents: number;
  tendered_cents: Nullable<number>;
  change_cents: Defaulted<number>;
  received_on: string;
  note: Defaulted<string>;
  refunded_cents: Defaulted<number>;
  reversed_on: Nullable<string>;
  reverse_reason: Nullable<string>;
  /** Entered by mistake, a check that came back, or the card's bank (INV-9, BIL-17). */
  reversed_as: Nullable<"mistake" | "returned_check" | "dispute">;
  staff_id: Nullable<number>;
  workstation: string;
  created_at: string;
};

export type CreditTable = {
  id: Id;
  household_id: number;
  origin: "overpayment" | "settlement" | "goodwill";
  payment_id: Nullable<number>;
  amount_cents: number;
  left_cents: number;
  granted_on: string;
  memo: Defaulted<string>;
  taken_back_on: Nullable<string>;
  created_at: string;
};

export type AllocationTable = {
  id: Id;
  invoice_id: number;
  source: "payment" | "credit" | "credit_note" | "write_off";
  payment_id: Nullable<number>;
  credit_id: Nullable<number>;
  amount_cents: number;
  effective_on: string;
  entry_id: number;
  reverses_id: Nullable<number>;
  created_at: string;
};

export type RefundTable = {
  id: Id;
  payment_id: Nullable<number>;
  invoice_id: Nullable<number>;
  credit_id: Nullable<number>;
  household_id: number;
  membership_id: Nullable<number>;
  amount_cents: number;
  paid_by: "tender" | "credit" | "check" | "cash";
  /** The refunded part is owed again. */
  owed_again: Defaulted<0 | 1>;
  refunded_on: string;
  reason: string;
  entry_id: number;
  /** Of a check to write. */
  written_on: Nullable<string>;
  check_number: Nullable<string>;
  /** The request to the card processor that carries it. */
  attempt_id: Nullable<string>;
  /** Period rows that it made cheaper, as JSON `[[id, cents], …]`. */
  reduced: Defaulted<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type GiftCertificateTable = {
  id: Id;
  number: number;
  code: string;
  household_id: number;
  invoice_id: number;
  recipient: Defaulted<string>;
  amount_cents: number;
  left_cents: number;
  sold_on: string;
  cancelled_on: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type GiftCertificateMoveTable = {
  id: Id;
  certificate_id: number;
  kind: "redeemed" | "returned" | "cancelled";
  payment_id: Nullable<number>;
  /** Below zero when taken off the certificate. */
  amount_cents: number;
  moved_on: string;
  created_at: string;
};

export type PaymentPlanTable = {
  id: Id;
  household_id: number;
  total_cents: number;
  every: "week" | "two_weeks" | "month";
  pay_by: "desk" | "card";
  signed_on: Nullable<string>;
  signed_by: Defaulted<string>;
  sign_method: Nullable<"screen" | "paper">;
  agreed: Defaulted<string>;
  agreed_hash: Defaulted<string>;
  signature: Nullable<string>;
  signed_at: Nullable<string>;
  signed_before: Nullable<number>;
  workstation: Nullable<string>;
  document_id: Nullable<number>;
  started_on: string;
  ended_on: Nullable<string>;
  end_reason: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type PaymentPlanInvoiceTable = {
  id: Id;
  plan_id: number;
  invoice_id: number;
  settled_before_cents: number;
  due_before_on: string;
  in_force: Defaulted<0 | 1>;
};

export type PaymentPlanPartTable = {
  id: Id;
  plan_id: number;
  position: number;
  due_on: string;
  cents: number;
  through_cents: number;
  catch_up: Nullable<"charge" | "forgive" | "skip">;
};

export type CardTable = {
  id: Id;
  household_id: number;
  token: string;
  brand: string;
  last4: string;
  expires_month: number;
  expires_year: number;
  funding: Defaulted<"credit" | "debit" | "prepaid" | "unknown">;
  replaces_id: Nullable<number>;
  /** The first success with this card (BIL-14). */
  proven_at: Nullable<string>;
  /** What was due through this day may be collected with it, oldest first, one a day (BIL-14). */
  collects_through_on: Nullable<string>;
  added_by: Nullable<number>;
  added_at: string;
  removed_by: Nullable<number>;
  removed_at: Nullable<string>;
  removed_why: Nullable<"asked" | "replaced" | "updated">;
};

export type ChargeAttemptTable = {
  id: string;
  invoice_id: Nullable<number>;
  household_id: Nullable<number>;
  card_id: Nullable<number>;
  card_token: Defaulted<string>;
  amount_cents: number;
  ordinal: number;
  draw_on: Nullable<string>;
  epoch: Defaulted<number>;
  origin: Defaulted<"automatic" | "catch_up" | "new_card" | "staff" | "found">;
  attempt_on: Defaulted<string>;
  staff_id: Nullable<number>;
  state: "sent" | "pending" | "unknown" | "succeeded" | "declined" | "failed";
  processor_id: Nullable<string>;
  decline_kind: Nullable<"soft" | "hard" | "authentication">;
  decline_code: Nullable<string>;
  failure: Nullable<string>;
  doubt: Nullable<string>;
  sent_at: string;
  probe_at: Nullable<string>;
  probes: Defaulted<number>;
  settled_at: Nullable<string>;
  payment_id: Nullable<number>;
  resolution: Nullable<"charged" | "not_charged">;
  resolved_by: Nullable<number>;
  resolved_at: Nullable<string>;
  reference: Nullable<string>;
  plan_part_id: Nullable<number>;
};

export type CreditMoveTable = {
  id: Id;
  from_credit_id: number;
  to_credit_id: number;
  amount_cents: number;
  reason: string;
  moved_on: string;
  entry_id: number;
  created_by: Nullable<number>;
  created_at: string;
  undone_at: Nullable<string>;
  undone_by: Nullable<number>;
};

export type RefundAttemptTable = {
  id: string;
  charge_id: Nullable<string>;
  payment_id: Nullable<number>;
  household_id: Nullable<number>;
  amount_cents: number;
  epoch: Defaulted<number>;
  origin: Defaulted<"desk" | "settlement" | "found">;
  claimed_by: Defaulted<string>;
  attempt_on: string;
  staff_id: Nullable<number>;
  reason: Defaulted<string>;
  state: "sent" | "pending" | "unknown" | "succeeded" | "declined" | "failed";
  processor_id: Nullable<string>;
  decline_code: Nullable<string>;
  failure: Nullable<string>;
  doubt: Nullable<string>;
  sent_at: string;
  probe_at: Nullable<string>;
  probes: Defaulted<number>;
  settled_at: Nullable<string>;
  settled_on: Nullable<string>;
  booked_as: Nullable<"sent" | "taken_back" | "check" | "netted" | "unplaced" | "cleared">;
  entry_id: Nullable<number>;
  resolution: Nullable<"refunded" | "not_refunded">;
  resolved_by: Nullable<number>;
  resolved_at: Nullable<string>;
  reference: Nullable<string>;
};

export type CardEventTable = {
  id: string;
  kind: string;
  happened_at: string;
  taken_at: string;
};

export type CardEventPlaceTable = {
  id: number;
  after: string;
};

export type DisputeTable = {
  id: Id;
  dispute_id: string;
  attempt_id: Nullable<string>;
  household_id: Nullable<number>;
  invoice_id: Nullable<number>;
  amount_cents: number;
  reason: string;
  state: "opened" | "won" | "lost";
  evidence_by_on: Nullable<string>;
  opened_at: string;
  closed_at: Nullable<string>;
  returned_payment_id: Nullable<number>;
  kept_payment_id: Nullable<number>;
  released_by: Nullable<number>;
  released_at: Nullable<string>;
};

export type CatchUpTable = {
  invoice_id: number;
  choice: "charge" | "forgive" | "skip";
  decided_by: Nullable<number>;
  decided_at: string;
};

export type ChargePauseTable = {
  id: Id;
  today_on: string;
  planned_count: number;
  planned_cents: number;
  ceiling_count: number;
  ceiling_cents: number;
  asked_at: string;
  approved_by: Nullable<number>;
  approved_at: Nullable<string>;
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
/** The days that stood on an invoice before (REP-3). */
export type InvoiceDayChangeTable = {
  id: Id;
  invoice_id: number;
  due_on: string;
  invoiced_on: string;
  after_audit_id: number;
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

export type AgeOutChoiceTable = {
  id: Id;
  membership_id: number;
  plan_id: number;
  choice: "move" | "stay";
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  replaced_at: Nullable<string>;
};

export type PriceRiseTable = {
  id: Id;
  effective_on: string;
  scope: "new_members" | "at_renewal" | "first_draw_after_notice";
  notice_days: number;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_by: Nullable<number>;
  withdrawn_at: Nullable<string>;
};

export type PriceRisePlanTable = {
  rise_id: number;
  plan_id: number;
  from_version_id: number;
  to_version_id: Nullable<number>;
  prices: string;
};

export type PriceRiseMemberTable = {
  id: Id;
  rise_id: number;
  membership_id: number;
  plan_id: number;
  old_cents: number;
  new_cents: number;
  wished_on: string;
  notice_id: Nullable<number>;
  took_effect_on: Nullable<string>;
  ended_why: Nullable<"withdrawn" | "plan_left">;
  ended_by: Nullable<number>;
  ended_at: Nullable<string>;
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

/** The newest row is the lock date: every day through it is locked (F-10, INV-12). */
export type DayLockTable = {
  id: Id;
  through_on: Nullable<string>;
  last_entry_id: number;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type DayCloseTable = {
  id: Id;
  day_on: string;
  last_entry_id: number;
  created_by: Nullable<number>;
  created_at: string;
};

export type DrawerCountTable = {
  id: Id;
  close_id: number;
  seq: number;
  denominations: string;
  float_cents: number;
  counted_cash_cents: number;
  expected_cash_cents: number;
  counted_checks_cents: number;
  expected_checks_cents: number;
  card_batch_cents: number;
  expected_card_cents: number;
  over_cents: number;
  reason: string;
  entry_id: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type DepositTable = {
  id: Id;
  number: number;
  deposited_on: string;
  cash_cents: number;
  checks_cents: number;
  note: string;
  entry_id: number;
  created_by: Nullable<number>;
  created_at: string;
  confirmed_on: Nullable<string>;
  confirmed_by: Nullable<number>;
  undone_on: Nullable<string>;
  undone_by: Nullable<number>;
  undo_reason: Nullable<string>;
};

export type DepositItemTable = {
  id: Id;
  deposit_id: number;
  posting_id: number;
  payment_id: Nullable<number>;
  amount_cents: number;
  released_at: Nullable<string>;
};

export type PayoutTable = {
  id: Id;
  payout_id: string;
  arrived_on: string;
  amount_cents: number;
  entry_id: Nullable<number>;
  taken_at: string;
  bank_on: Nullable<string>;
  bank_cents: Nullable<number>;
  confirmed_by: Nullable<number>;
};

export type PayoutItemTable = {
  id: Id;
  payout_id: number;
  position: number;
  kind: "charge" | "refund" | "dispute" | "dispute_won" | "fee" | "other";
  charge_key: Nullable<string>;
  happened_on: string;
  amount_cents: number;
  fee_cents: number;
};

export type PayoutPlaceTable = {
  id: number;
  after: string;
};

export type LocationStatementTable = {
  id: Id;
  from_on: string;
  to_on: string;
  figures: string;
  document_id: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type ProviderTable = {
  staff_id: Id;
  position: number;
  double_booking: Defaulted<number>;
  ended_at: Nullable<string>;
  created_at: string;
  version: Defaulted<number>;
};

export type RoomTable = Omit<ProviderTable, "staff_id"> & { id: Id; name: string };

export type AppointmentTable = {
  id: Id;
  patient_id: number;
  provider_id: number;
  room_id: Nullable<number>;
  visit_on: string;
  from_minute: number;
  minutes: number;
  starts_at: string;
  ends_at: string;
  state: Defaulted<string>;
  note: Defaulted<string>;
  invoice_id: Nullable<number>;
  fee: Nullable<string>;
  fee_invoice_id: Nullable<number>;
  created_by: Nullable<number>;
  created_at: string;
  version: Defaulted<number>;
};

export type AppointmentServiceTable = { appointment_id: number; position: number; service_id: number; minutes: number };

export type AppointmentEventTable = {
  id: Id;
  appointment_id: number;
  what: string;
  state: string;
  detail: Defaulted<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type BlockOutTable = {
  id: Id;
  provider_id: Nullable<number>;
  room_id: Nullable<number>;
  title: string;
  from_minute: number;
  minutes: number;
  first_on: string;
  until_on: Nullable<string>;
  every_weeks: Defaulted<number>;
  weekdays: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
  removed_at: Nullable<string>;
  version: Defaulted<number>;
};

export type BlockOutSkipTable = { block_out_id: number; skipped_on: string };

export type ScheduleSettingsTable = { id: Id; settings: string; created_by: Nullable<number>; created_at: string };

export type PackageTable = {
  id: Id;
  name: string;
  terms: string;
  version: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
  retired_at: Nullable<string>;
};

export type PackageSaleTable = {
  id: Id;
  package_id: number;
  household_id: number;
  patient_id: number;
  invoice_id: number;
  terms: string;
  price_cents: number;
  bought_on: string;
  expires_on: Nullable<string>;
  cancelled_on: Nullable<string>;
  cancel_reason: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type PackageUnitTable = {
  id: Id;
  sale_id: number;
  position: number;
  service_id: Nullable<number>;
  value_cents: number;
  holder_id: Nullable<number>;
};

export type PackageUseTable = {
  id: Id;
  unit_id: number;
  kind: "redeemed" | "expired" | "cancelled";
  patient_id: Nullable<number>;
  service_id: Nullable<number>;
  provider_id: Nullable<number>;
  used_on: string;
  invoice_id: Nullable<number>;
  line_id: Nullable<number>;
  payment_id: Nullable<number>;
  list_cents: Defaulted<number>;
  upsize_cents: Defaulted<number>;
  line_before: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
  undone_on: Nullable<string>;
  undone_by: Nullable<number>;
};

export type PackageTransferTable = {
  id: Id;
  sale_id: number;
  unit_id: Nullable<number>;
  from_patient_id: number;
  to_patient_id: number;
  reason: string;
  transferred_on: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type BenefitUseTable = {
  id: Id;
  grant_id: number;
  patient_id: number;
  service_id: Nullable<number>;
  provider_id: Nullable<number>;
  used_on: string;
  invoice_id: number;
  line_id: number;
  list_cents: number;
  off_cents: number;
  line_before: string;
  created_by: Nullable<number>;
  created_at: string;
  undone_on: Nullable<string>;
  undone_by: Nullable<number>;
};

export type Schema = {
  practice: PracticeTable;
  training_clock: TrainingClockTable;
  staff: StaffTable;
  session: SessionTable;
  import_batch: ImportBatchTable;
  import_mapping: ImportMappingTable;
  household: HouseholdTable;
  patient: PatientTable;
  household_merge: HouseholdMergeTable;
  patient_merge: PatientMergeTable;
  email_bounce: EmailBounceTable;
  insurance_policy: InsurancePolicyTable;
  invoice_policy: InvoicePolicyTable;
  phone: PhoneTable;
  import_update: ImportUpdateTable;
  patient_search: PatientSearchTable;
  plan: PlanTable;
  plan_version: PlanVersionTable;
  membership: MembershipTable;
  membership_schedule: MembershipScheduleTable;
  membership_draw_shift: MembershipDrawShiftTable;
  membership_hold: MembershipHoldTable;
  hold_fee: HoldFeeTable;
  membership_cancellation: MembershipCancellationTable;
  membership_lapse: MembershipLapseTable;
  membership_change: MembershipChangeTable;
  membership_changed: MembershipChangedTable;
  agreement: AgreementTable;
  agreement_template: AgreementTemplateTable;
  agreement_template_version: AgreementTemplateVersionTable;
  service: ServiceTable;
  service_price: ServicePriceTable;
  coupon: CouponTable;
  held_coupon: HeldCouponTable;
  coupon_use: CouponUseTable;
  benefit_grant: BenefitGrantTable;
  number_series: NumberSeriesTable;
  entry: EntryTable;
  posting: PostingTable;
  invoice: InvoiceTable;
  invoice_line: InvoiceLineTable;
  invoice_span: InvoiceSpanTable;
  invoice_revision: InvoiceRevisionTable;
  credit_note: CreditNoteTable;
  credit_note_line: CreditNoteLineTable;
  period: PeriodTable;
  payment: PaymentTable;
  credit: CreditTable;
  allocation: AllocationTable;
  refund: RefundTable;
  gift_certificate: GiftCertificateTable;
  gift_certificate_move: GiftCertificateMoveTable;
  payment_plan: PaymentPlanTable;
  payment_plan_invoice: PaymentPlanInvoiceTable;
  payment_plan_part: PaymentPlanPartTable;
  card: CardTable;
  charge_attempt: ChargeAttemptTable;
  refund_attempt: RefundAttemptTable;
  credit_move: CreditMoveTable;
  card_event: CardEventTable;
  card_event_place: CardEventPlaceTable;
  dispute: DisputeTable;
  catch_up: CatchUpTable;
  charge_pause: ChargePauseTable;
  audit: AuditTable;
  request: RequestTable;
  lease: LeaseTable;
  billing_run: BillingRunTable;
  billing_stop: BillingStopTable;
  attention: AttentionTable;
  document: DocumentTable;
  statement_batch: StatementBatchTable;
  yearly_run: YearlyRunTable;
  yearly_statement: YearlyStatementTable;
  statement: StatementTable;
  backup: BackupTable;
  own_text: OwnTextTable;
  help_note: HelpNoteTable;
  dunning_settings: DunningSettingsTable;
  dunning_case: DunningCaseTable;
  dunning_retry: DunningRetryTable;
  notice_batch: NoticeBatchTable;
  notice: NoticeTable;
  mail_account: MailAccountTable;
  mail: MailTable;
  mail_check: MailCheckTable;
  mail_check_place: MailCheckPlaceTable;
  mail_return: MailReturnTable;
  age_out_choice: AgeOutChoiceTable;
  price_rise: PriceRiseTable;
  price_rise_plan: PriceRisePlanTable;
  price_rise_member: PriceRiseMemberTable;
  invoice_day_change: InvoiceDayChangeTable;
  dues_recognition: DuesRecognitionTable;
  account_map: AccountMapTable;
  accounting_export: AccountingExportTable;
  accounting_day: AccountingDayTable;
  day_lock: DayLockTable;
  day_close: DayCloseTable;
  drawer_count: DrawerCountTable;
  deposit: DepositTable;
  deposit_item: DepositItemTable;
  payout: PayoutTable;
  payout_item: PayoutItemTable;
  payout_place: PayoutPlaceTable;
  location_statement: LocationStatementTable;
  package: PackageTable;
  package_sale: PackageSaleTable;
  package_unit: PackageUnitTable;
  package_use: PackageUseTable;
  package_transfer: PackageTransferTable;
  benefit_use: BenefitUseTable;
  wallet_move: WalletMoveTable;
  wallet_due: WalletDueTable;
  recall_call: RecallCallTable;
  portal_settings: PortalSettingsTable;
  portal_request: PortalRequestTable;
  provider: ProviderTable;
  room: RoomTable;
  appointment: AppointmentTable;
  appointment_service: AppointmentServiceTable;
  appointment_event: AppointmentEventTable;
  block_out: BlockOutTable;
  block_out_skip: BlockOutSkipTable;
  schedule_settings: ScheduleSettingsTable;
};
