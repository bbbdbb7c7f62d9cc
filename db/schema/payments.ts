/** Tables of payments and what becomes of them: credits, refunds, gift certificates, payment plans (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type PaymentTable = {
  id: Id;
  receipt_number: number;
  household_id: number;
  tender:
    | "cash"
    | "check"
    | "card_on_file"
    | "card_terminal"
    | "ach"
    | "hsa_card"
    | "outside_financing"
    | "gift_certificate"
    | "package_unit"
    | "wallet"
    | "other";
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
