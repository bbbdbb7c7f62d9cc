import type { NoWayToCard } from "./refund-attempt-words.ts";

/** Refusal codes of payments with the facts their sentences need (F-17). */
export type PaymentRefusals = {
  payment_not_found: Record<never, never>;
  payment_household_not_found: Record<never, never>;
  payment_not_positive: Record<never, never>;
  check_number_missing: Record<never, never>;
  /** Less cash was counted than the amount to be paid. */
  cash_too_little: { tenderedCents: number; amountCents: number };
  /** Only cash gives change. */
  tendered_not_cash: Record<never, never>;
  allocation_twice: { number: number };
  allocation_over_balance: { number: number; balanceCents: number };
  allocation_over_amount: { allocatedCents: number; amountCents: number };
  invoice_of_other_household: { number: number };
  payment_already_reversed: { receiptNumber: number };
  /** A mistake can be taken back on its own day only (INV-9); later it is a refund. */
  payment_not_same_day: { receiptNumber: number; receivedOn: string };
  /** A charge of a card on file is at the processor; only a refund gives it back. */
  card_payment_not_reversible: { receiptNumber: number };
  receipt_taken_back: { receiptNumber: number };
  payment_already_refunded: { receiptNumber: number };
  refund_payment_not_there: Record<never, never>;
  refund_too_much: { receiptNumber: number; leftCents: number };
  /** What the card paid cannot go back to it. */
  refund_not_to_card: { receiptNumber: number; why: NoWayToCard };
  refund_credit_owed: Record<never, never>;
  card_refund_not_found: Record<never, never>;
  card_refund_ended: Record<never, never>;
  /** A person may end a refund by hand after five days only (BIL-8). */
  card_refund_too_young: { fromOn: string };
  refund_check_not_there: Record<never, never>;
  /** The money does not stand where the dialog showed it any more. */
  refund_part_not_there: { receiptNumber: number };
  /** The check is at the bank and cannot be handed back. */
  refund_check_deposited: { receiptNumber: number };
  refund_nothing_chosen: Record<never, never>;
  refund_nothing_to_print: { receiptNumber: number };
  refund_credit_to_credit: Record<never, never>;
  refund_credit_too_much: { leftCents: number };
  credit_same_household: Record<never, never>;
  credit_move_nothing: Record<never, never>;
  /** A card charge or refund of one of the two has no outcome yet (BIL-8). */
  credit_move_charge_open: { name: string };
  credit_move_not_found: Record<never, never>;
  credit_move_undone: Record<never, never>;
  /** Something was paid with it, or given back. */
  credit_move_used: { name: string; leftCents: number };
  /** Another desk was quicker: more than was shown would become credit (INV-8). */
  payment_more_to_credit: { toCreditCents: number };
  payment_not_check: { receiptNumber: number };
  payment_nothing_to_move: { receiptNumber: number };
  payment_split_over: { receiptNumber: number; amountCents: number };
  certificate_code_missing: Record<never, never>;
  certificate_not_found: Record<never, never>;
  certificate_cancelled: { number: number };
  certificate_not_paid: { number: number; invoiceNumber: number };
  certificate_too_little: { number: number; leftCents: number };
  /** Something of it was redeemed, so what was paid for it does not go back whole. */
  certificate_used: { number: number; leftCents: number };
  plan_invoices_settled: Record<never, never>;
  plan_invoice_on_plan: { number: number };
  plan_down_too_much: { totalCents: number };
  plan_too_many_parts: { most: number };
  plan_part_too_small: Record<never, never>;
  plan_first_day_past: Record<never, never>;
  plan_not_there: Record<never, never>;
  plan_ended: Record<never, never>;
  /** The plan is drawn, or paid at the desk, already (INV-6). */
  plan_paid_so_already: { payBy: "desk" | "card" };
  plan_signed_already: { signedOn: string };
  /** Other words were shown than stand now. */
  plan_changed_meanwhile: Record<never, never>;
  /** A scan belongs to a plan that was signed on paper. */
  plan_not_on_paper: Record<never, never>;
  write_off_nothing_chosen: Record<never, never>;
};
