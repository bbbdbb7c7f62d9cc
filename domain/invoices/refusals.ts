import type { LineProblem } from "./typed-line.ts";

/** Why an issued invoice is not edited but credited (INV-3). */
export type NotEditable = "membership" | "package" | "credited" | "units" | "deposit" | "plan" | "closed";

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
  invoice_no_lines: Record<never, never>;
  invoice_too_many_lines: { lines: number; most: number };
  invoice_terms_wrong: { most: number };
  /** `line` is counted from 1. */
  invoice_line_wrong: { line: number; what: LineProblem };
  /** A new discount by hand from somebody who may not give one. */
  discount_not_allowed: Record<never, never>;
  invoice_day_ahead: { todayOn: string };
  provider_not_here: Record<never, never>;
  /** No draft any more: issued, or deleted, by somebody else. */
  draft_not_there: Record<never, never>;
  /** Saved or edited from another window since it was opened. */
  invoice_changed_meanwhile: Record<never, never>;
  invoice_not_editable: { number: number; why: NotEditable };
  invoice_nothing_changed: { number: number };
  /** Money was put on it on a day before the new one. */
  invoice_day_after_money: { number: number; settledOn: string };
  credit_note_not_found: Record<never, never>;
  credit_note_no_lines: Record<never, never>;
  /** Void or a draft. */
  credit_note_not_possible: { number: number };
  /** Dues and fees of a membership are given back at the membership. */
  credit_note_dues: { description: string };
  credit_note_too_much: { description: string; leftCents: number };
};
