import { toDay } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
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
    `Receipt ${receiptNumber} is a charge of a card on file, so the money is with the card processor. Give it back as a refund.`,
  receipt_taken_back: ({ receiptNumber }) =>
    `Receipt ${receiptNumber} was taken back, so there is nothing to print. Print the receipt of the right payment.`,
  payment_already_refunded: ({ receiptNumber }) =>
    `Part of receipt ${receiptNumber} was already given back, so it cannot be taken back as a mistake.`,
  refund_payment_not_there: () =>
    "This payment does not stand on dues of this membership any more. Close the dialog and open it again.",
  refund_too_much: ({ receiptNumber, leftCents }) =>
    `Only ${moneyText(leftCents)} is left of receipt ${receiptNumber}. Enter that much or less.`,
  refund_not_to_card: ({ receiptNumber }) =>
    `Receipt ${receiptNumber} was charged to a card, and refunds to cards are not made from here yet. Give it back as credit or as a check, or refund it in the card processor’s own dashboard.`,
  refund_credit_owed: () =>
    "Money that becomes credit would pay the invoice again at once. Give it back as a check or the way it was paid, or let the part not be owed any more.",
  refund_check_not_there: () => "This refund check was written already. Nothing more needs to be done.",
};
