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
  /** The processor cannot be asked for refunds from here yet. */
  refund_not_to_card: { receiptNumber: number };
  refund_credit_owed: Record<never, never>;
  refund_check_not_there: Record<never, never>;
};
