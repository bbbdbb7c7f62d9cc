/** Refusal codes of invoices with the facts their sentences need (F-17). */
export type InvoiceRefusals = {
  invoice_not_found: Record<never, never>;
  invoice_negative: { totalCents: number };
  invoice_too_large: { totalCents: number; limitCents: number };
  invoice_already_void: { number: number };
  /** Part of it was given back before; a void would give it back twice. */
  invoice_already_credited: { number: number };
  /** A charge of this invoice is still on its way (BIL-8). */
  invoice_charge_unresolved: { number: number };
  /** Void, paid or a draft: no money can be put on it. */
  invoice_not_open: { number: number };
  write_off_too_much: { number: number; balanceCents: number };
  no_household_credit: Record<never, never>;
  patient_of_other_household: { name: string };
  list_place_unknown: Record<never, never>;
  list_view_not_found: Record<never, never>;
  /** Two views in one drawer cannot have one name. */
  list_view_name_taken: { name: string };
  list_views_full: { most: number };
  /** Nothing chosen can be printed: drafts have no number yet, void ones are owed by nobody. */
  invoices_none_to_print: Record<never, never>;
  invoices_too_many: { count: number; most: number };
  invoice_sending_not_found: Record<never, never>;
};
