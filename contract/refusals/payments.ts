import { toDay } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import { noWayToCardSentence } from "#domain/payments/refund-attempt-words.ts";
import type { PaymentRefusals } from "#domain/payments/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const paymentsSentences: Sentences<PaymentRefusals> = {
  payment_not_found: () => "This payment is not in the practice any more. Go back to the list and look again.",
  payment_household_not_found: () => "This household is not in the practice any more. Search for the payer again.",
  payment_not_positive: () => "Enter an amount above zero.",
  check_number_missing: () => "Enter the number printed on the check, so that the deposit can be matched.",
  cash_too_little: ({ tenderedCents, amountCents }) =>
    `${moneyText(tenderedCents)} in cash does not cover ${moneyText(amountCents)}. Count again, or take ${moneyText(tenderedCents)} as a part payment.`,
  tendered_not_cash: () => "Only cash gives change. Leave the cash given empty, or choose cash.",
  allocation_twice: ({ number }) => `Invoice ${number} is in the list twice. Put its amount on one row.`,
  allocation_over_balance: ({ number, balanceCents }) =>
    `Only ${moneyText(balanceCents)} is owed on invoice ${number}. Put that much or less on it; the rest becomes credit.`,
  allocation_over_amount: ({ allocatedCents, amountCents }) =>
    `The rows add up to ${moneyText(allocatedCents)}, more than the ${moneyText(amountCents)} paid. Take some off.`,
  invoice_of_other_household: ({ number }) =>
    `Invoice ${number} belongs to another household. Take that payment there.`,
  payment_already_reversed: ({ receiptNumber }) =>
    `Receipt ${receiptNumber} has already been taken back. Nothing more needs to be done.`,
  payment_not_same_day: ({ receiptNumber, receivedOn }) =>
    `Receipt ${receiptNumber} is from ${dayText(toDay(receivedOn))}. Only a payment of today can be taken back; give this one back as a refund.`,
  card_payment_not_reversible: ({ receiptNumber }) =>
    `Receipt ${receiptNumber} is a charge of a card on file, so the money is with the card processor. Refund it to the card instead; the refund can open the invoice again.`,
  receipt_taken_back: ({ receiptNumber }) =>
    `Receipt ${receiptNumber} was taken back, so there is nothing to print. Print the receipt of the right payment.`,
  payment_already_refunded: ({ receiptNumber }) =>
    `Part of receipt ${receiptNumber} was already given back, so it cannot be taken back as a mistake.`,
  refund_payment_not_there: () =>
    "This payment does not stand on dues of this membership any more. Close the dialog and open it again.",
  refund_too_much: ({ receiptNumber, leftCents }) =>
    `Only ${moneyText(leftCents)} is left of receipt ${receiptNumber}. Enter that much or less.`,
  refund_not_to_card: ({ receiptNumber, why }) => `Receipt ${receiptNumber} was charged to a card. ${noWayToCardSentence(why)}`,
  refund_credit_owed: () =>
    "Money that becomes credit would pay the invoice again at once. Give it back as a check or the way it was paid, or let the part not be owed any more.",
  card_refund_not_found: () => "This refund is not in the practice any more. Go back to the list and look again.",
  card_refund_ended: () => "We know by now how this refund ended. Nothing more needs to be entered.",
  card_refund_too_young: ({ fromOn }) =>
    `We still ask the processor about this refund by ourselves. From ${dayText(toDay(fromOn))} on you can enter what its dashboard shows.`,
  refund_check_not_there: () => "This refund check was written already. Nothing more needs to be done.",
  refund_part_not_there: ({ receiptNumber }) =>
    `The money of receipt ${receiptNumber} does not stand where it was shown any more. Close the dialog and open it again.`,
  refund_check_deposited: ({ receiptNumber }) =>
    `The check of receipt ${receiptNumber} is at the bank, so it cannot be handed back. Write a refund check, or keep the money as credit.`,
  refund_nothing_chosen: () => "Enter an amount above zero for what goes back.",
  refund_nothing_to_print: ({ receiptNumber }) =>
    `Nothing of receipt ${receiptNumber} was refunded, so there is no refund receipt. Print the receipt of the payment.`,
  refund_credit_to_credit: () =>
    "This money is household credit already. Give it back as a check or the way it was paid, or leave it as credit.",
  refund_credit_too_much: ({ leftCents }) =>
    `The household has ${moneyText(leftCents)} of credit left. Enter that much or less.`,
  credit_same_household: () => "This credit belongs to that household already. Choose another household.",
  credit_move_nothing: () => "Enter an amount above zero for the credit to move.",
  credit_move_charge_open: ({ name }) =>
    `A card charge or refund of ${name} has no answer yet. Move the credit when it has; Cards and Payments show it.`,
  credit_move_not_found: () => "This move is not in the practice any more. Go back to the list and look again.",
  credit_move_undone: () => "This move was taken back already. Nothing more needs to be done.",
  credit_move_used: ({ name, leftCents }) =>
    `${name} has used some of this credit; ${moneyText(leftCents)} of it is left. Move that much back as a new move instead.`,
  payment_more_to_credit: ({ toCreditCents }) =>
    `Something else was paid for this household in the meantime, so ${moneyText(toCreditCents)} of this payment would now become credit. Look at what happens once more; take it again if that is right.`,
  payment_not_check: ({ receiptNumber }) =>
    `Receipt ${receiptNumber} was not paid by check, so no check can come back. Choose the payment by check.`,
  payment_nothing_to_move: ({ receiptNumber }) =>
    `Nothing of receipt ${receiptNumber} can be put elsewhere: it stands on no invoice and is no credit any more.`,
  payment_split_over: ({ receiptNumber, amountCents }) =>
    `Only ${moneyText(amountCents)} of receipt ${receiptNumber} can be put on invoices. Take some off the rows.`,
  certificate_code_missing: () => "Enter the code printed on the gift certificate.",
  certificate_not_found: () => "No gift certificate has this code. Check the letters and digits with the paper.",
  certificate_cancelled: ({ number }) => `Gift certificate ${number} was cancelled and cannot be used. Take another tender.`,
  certificate_not_paid: ({ number, invoiceNumber }) =>
    `Gift certificate ${number} is not paid for yet. Take the money for invoice ${invoiceNumber} first.`,
  certificate_too_little: ({ number, leftCents }) =>
    leftCents === 0
      ? `Nothing is left on gift certificate ${number}. Take another tender.`
      : `Gift certificate ${number} has ${moneyText(leftCents)} left. Take that much with it, and the rest with another tender.`,
  certificate_used: ({ number, leftCents }) =>
    `Only ${moneyText(leftCents)} is left on gift certificate ${number}, so no more than that can go back for it.`,
  plan_invoices_settled: () => "Nothing is owed on these invoices, so there is nothing to pay in parts.",
  plan_invoice_on_plan: ({ number }) => `Invoice ${number} is on a payment plan already. End that plan first.`,
  plan_down_too_much: ({ totalCents }) =>
    `The down payment covers all of the ${moneyText(totalCents)}. Take it as a payment; no plan is needed.`,
  plan_too_many_parts: ({ most }) => `A plan has at most ${most} payments. Make each of them larger.`,
  plan_part_too_small: () => "Each payment would be less than a cent. Choose fewer payments.",
  plan_first_day_past: () => "The first payment cannot be due before today. Choose today or a later day.",
  plan_not_there: () => "This payment plan is not in the practice any more. Close the dialog and look again.",
  plan_ended: () => "This payment plan has ended already. Nothing more needs to be done.",
  plan_paid_so_already: ({ payBy }) =>
    payBy === "card" ? "This payment plan is drawn from the card already." : "This payment plan is paid at the desk already.",
  plan_signed_already: ({ signedOn }) => `This payment plan was signed on ${dayText(toDay(signedOn))} already.`,
  plan_changed_meanwhile: () => "The payment plan has changed since it was shown. Close the dialog, open it again, and read it once more.",
  plan_not_on_paper: () => "This payment plan was not signed on paper, so there is no paper to attach.",
  write_off_nothing_chosen: () => "Choose at least one invoice to write off.",
};
