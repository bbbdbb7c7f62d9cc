import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { InvoiceRefusals, NotEditable } from "#domain/invoices/refusals.ts";
import { lineLimits, type LineProblem } from "#domain/invoices/typed-line.ts";
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
  invoice_no_lines: () =>
    "An invoice needs at least one line. Add one, or void the invoice if nothing of it is owed.",
  invoice_too_many_lines: ({ lines, most }) =>
    `These are ${lines} lines, and one invoice can have ${most}. Nothing is lost: take some lines out and make a second invoice of them.`,
  invoice_terms_wrong: ({ most }) => `Give the time to pay in whole days, from 0 for “on receipt” to ${most}. For longer, make a payment plan.`,
  invoice_line_wrong: ({ line, what }) => `Line ${line}: ${lineProblems[what]}`,
  discount_not_allowed: () =>
    "Discounts by hand need a manager. Ask one to sign in and give it, or take the discount off the line.",
  invoice_day_ahead: ({ todayOn }) => `An invoice cannot be dated ahead. Date it ${dayText(todayOn as Day)} or before; the terms decide when it is due.`,
  provider_not_here: () => "This provider does not work here any more. Choose another one, or leave the line without.",
  draft_not_there: () => "This draft is not there any more: somebody has issued or deleted it. Look at the list of invoices.",
  invoice_changed_meanwhile: () => "Somebody has changed this invoice since you opened it. Open it again, then make your change.",
  invoice_not_editable: ({ number, why }) => notEditable[why](number),
  invoice_nothing_changed: ({ number }) => `Nothing on invoice ${number} is different. Change something, or close the page.`,
  invoice_day_after_money: ({ number, settledOn }) =>
    `Money was put on invoice ${number} on ${dayText(settledOn as Day)}. Date it that day or before, or take the money off it first.`,
  credit_note_not_found: () => "This credit note is not in the practice any more. Go back to the invoice and look again.",
  credit_note_no_lines: () => "Choose at least one line to give back, and how much of it.",
  credit_note_not_possible: ({ number }) =>
    number === 0 ? "A draft owes nothing yet. Edit or delete it instead." : `Invoice ${number} is void, so nothing of it can be given back.`,
  credit_note_dues: ({ description }) =>
    `“${description}” belongs to a membership, a package or a gift certificate. Give it back there: with a refund, a hold or a cancellation.`,
  credit_note_too_much: ({ description, leftCents }) =>
    leftCents === 0
      ? `All of “${description}” was given back already. Leave it out.`
      : `Only ${moneyText(leftCents)} of “${description}” can still be given back. Enter that much or less.`,
  list_place_unknown: () => "This list has changed. Start again from its first page.",
};

/** What to mend in a line; the form shows them at the field (F-18). */
export const lineProblems: Record<LineProblem, string> = {
  description: `Say what it is, in at most ${lineLimits.description} characters.`,
  quantity_zero: "A quantity of zero bills nothing. Enter how many, or remove the line.",
  quantity_negative: "A quantity is a whole number above zero. To give something back, make a credit note.",
  quantity_large: `At most ${lineLimits.quantity} of one thing fit on a line. Check the quantity, or use two lines.`,
  price_negative: "A price cannot be below zero. Give a discount, or make a credit note for something given back.",
  price_large: `A price can be at most ${moneyText(lineLimits.unitCents)}. Check where the decimal point stands.`,
  tax_rate: "A tax rate is between 0 and 50 %. Check the rate.",
  service_day: "Say on which day it was done.",
  discount_amount: "A discount takes off something above zero. Enter the amount, or take the discount away.",
  discount_percent: "A discount is between 0.01 and 100 %. Enter the percent, or take the discount away.",
  discount_reason: "Say why the discount is given; it is kept with the invoice.",
  discount_too_much: "The discount is more than what the line comes to. Take off less.",
};

const notEditable: Record<NotEditable, (number: number) => string> = {
  membership: (number) =>
    `Invoice ${number} was made by a membership. Change the membership, or give something back with a refund.`,
  package: (number) => `Invoice ${number} sold a package or a gift certificate. Change or cancel it where it was sold.`,
  credited: (number) => `Part of invoice ${number} was given back already, so it is not edited any more. Give more of it back with another credit note.`,
  units: (number) => `Package units were used on invoice ${number}. Give it back with a credit note.`,
  plan: (number) => `A payment plan runs on invoice ${number}. End the plan first, or give something back with a credit note.`,
  closed: (number) => `The day of invoice ${number} is closed. Correct it with a credit note, and make another invoice for what is added.`,
  deposit: (number) => `Money on invoice ${number} lies in a deposit that is locked. Correct it with a credit note.`,
};
