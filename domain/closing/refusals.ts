/** Refusal codes of closing the day with the facts their sentences need (F-17, INV-12, INV-13, INV-14). */
export type ClosingRefusals = {
  /** Nothing takes effect on a locked day (F-10). */
  day_locked: { dayOn: string; throughOn: string };
  day_already_locked: { throughOn: string };
  /** Today may still get money; it is locked from tomorrow on. */
  day_not_over: { dayOn: string };
  day_not_locked: { dayOn: string };
  day_ahead: { dayOn: string };
  /** Somebody else has counted the drawer of that day meanwhile. */
  day_counted_meanwhile: { dayOn: string };
  count_needs_reason: { overCents: number };
  /** The payment lies in a deposit, which keeps it as it is. */
  payment_deposited: { receiptNumber: number; depositNumber: number };
  deposit_empty: Record<never, never>;
  /** Another deposit has taken something of it meanwhile, or it was taken back. */
  deposit_item_gone: Record<never, never>;
  deposit_negative: { cashCents: number; checksCents: number };
  deposit_before_money: { takenOn: string };
  deposit_not_found: Record<never, never>;
  deposit_already_undone: { number: number };
  /** The bank gave a check of it back, so it was there. */
  deposit_check_returned: { number: number; receiptNumber: number };
  deposit_already_confirmed: { number: number; confirmedOn: string };
  deposit_confirmed_early: { number: number; depositedOn: string };
  payout_not_found: Record<never, never>;
  statement_not_kept: Record<never, never>;
  period_too_long: { days: number };
};
