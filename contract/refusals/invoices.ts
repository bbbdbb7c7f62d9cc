import type { InvoiceRefusals } from "#domain/invoices/refusals.ts";
import { moneyText } from "#domain/money-text.ts";
import type { Sentences } from "./sentence.ts";

export const invoicesSentences: Sentences<InvoiceRefusals> = {
  invoice_not_found: () => "This invoice is not in the practice any more. Go back to the list and look again.",
  invoice_negative: ({ totalCents }) =>
    `The discounts are ${moneyText(-totalCents)} more than the charges. Take some of them off, or give the household a credit instead.`,
  invoice_too_large: ({ limitCents }) =>
    `One invoice can come to at most ${moneyText(limitCents)}. Check quantity and price, or make two invoices.`,
  invoice_already_void: ({ number }) => `Invoice ${number} is already void. Nothing more needs to be done.`,
  invoice_already_credited: ({ number }) =>
    `Part of invoice ${number} was already given back, so it cannot be voided. Give the rest back as a credit.`,
  invoice_charge_unresolved: ({ number }) =>
    `A card charge for invoice ${number} is still on its way. Try again when its outcome is known.`,
  invoice_not_open: ({ number }) =>
    `Nothing is owed on invoice ${number} now. Choose another invoice, or leave the choice to the oldest first.`,
  write_off_too_much: ({ number, balanceCents }) =>
    `Only ${moneyText(balanceCents)} is owed on invoice ${number}. Write off that much or less.`,
  no_household_credit: () => "This household has no credit left. Take a payment instead.",
  patient_of_other_household: ({ name }) =>
    `${name} belongs to another household. Make that person's lines on an invoice of their own household.`,
  list_view_not_found: () => "This view is not there any more. Choose another one, or save what you see under a new name.",
  list_view_name_taken: ({ name }) => `There is a view called ${name} already. Choose another name.`,
  list_views_full: ({ most }) => `This list has ${most} views already. Delete one that nobody uses, then save again.`,
  invoices_none_to_print: () =>
    "None of these can be printed: drafts have no number yet, and void invoices are owed by nobody. Choose others.",
  invoices_too_many: ({ count, most }) =>
    `These are ${count} invoices, and ${most} can be done at once. Narrow the filter, for example by date, and do them in parts.`,
  invoice_sending_not_found: () => "This was undone already, or the invoices were sent again since. Look at the list again.",
  list_place_unknown: () => "This list has changed. Start again from its first page.",
};
