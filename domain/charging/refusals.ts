/** Refusal codes of cards and charging with the facts their sentences need (F-17). */
export type ChargingRefusals = {
  /** No processor is connected to this practice (BIL-19). */
  cards_not_connected: Record<never, never>;
  /** Billing of the whole practice waits for a person (BIL-20, F-19). */
  billing_stopped: Record<never, never>;
  /** Another process of this practice is billing. */
  billing_elsewhere: Record<never, never>;
  /** A charge of this invoice has no outcome yet (BIL-8). */
  charge_unresolved: { number: number };
  /** What it owes again is on its way back to a card (INV-9). */
  charge_refund_on_its_way: { number: number };
  charge_nothing_owed: { number: number };
  /** The household has no card that could be charged. */
  no_usable_card: Record<never, never>;
  card_not_found: Record<never, never>;
  card_expired: { last4: string; expiresMonth: number; expiresYear: number };
  /** The bank has said never to try this card again (BIL-10). */
  card_refused_for_good: { last4: string };
  /** BIL-10: eight tries in 30 days with one card and amount. */
  charge_limit: { last4: string; days: number };
  /** What was given as a token holds a card number (BIL-7). */
  card_number_refused: Record<never, never>;
  card_already_on_file: { last4: string };
  /** A charge of this card has no outcome yet, so the card stays. */
  card_charge_unresolved: { last4: string };
  charge_not_found: Record<never, never>;
  charge_already_ended: Record<never, never>;
  /** A person may end a charge by hand after five days only (BIL-8). */
  charge_too_young: { fromOn: string };
  charge_reference_missing: Record<never, never>;
  /** Money is about to be taken for an invoice whose card charge may yet succeed (BIL-8). */
  charge_may_succeed: { number: number; amountCents: number };
  catch_up_empty: Record<never, never>;
  charge_pause_gone: Record<never, never>;
  dispute_not_found: Record<never, never>;
  dispute_still_open: Record<never, never>;
  dispute_without_household: Record<never, never>;
  /** The processor did not answer, so what was charged since the backup is not known (BIL-20). */
  charges_not_fetched: Record<never, never>;
};
