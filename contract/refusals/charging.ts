import { toDay } from "#domain/calendar.ts";
import type { ChargingRefusals } from "#domain/charging/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import type { Sentences } from "./sentence.ts";

export const chargingSentences: Sentences<ChargingRefusals> = {
  cards_not_connected: () =>
    "This practice has no card processor connected, so no card can be charged or kept. Take the payment at the desk.",
  billing_stopped: () => "Billing is stopped until somebody confirms it, so nothing is billed and no card is charged. See the notice at the top.",
  billing_elsewhere: () => "Billing of this practice is running on another computer just now. Try again in a few minutes.",
  charge_unresolved: ({ number }) =>
    `A card charge for invoice ${number} has no answer yet. It is not charged again until we know; look at Unfinished charges.`,
  charge_refund_on_its_way: ({ number }) =>
    `A refund of invoice ${number} is still on its way to the card. Charge it again when the refund has arrived, so that the card never pays twice.`,
  charge_nothing_owed: ({ number }) => `Nothing is owed on invoice ${number}, so there is nothing to charge.`,
  no_usable_card: () => "This household has no card that can be charged. Add a card, or take the payment at the desk.",
  card_not_found: () => "This card is not on file any more. Choose another one.",
  card_expired: ({ last4, expiresMonth, expiresYear }) =>
    `The card ending in ${last4} expired in ${expiresMonth}/${expiresYear}. Ask for the new card.`,
  card_refused_for_good: ({ last4 }) =>
    `The bank has said not to try the card ending in ${last4} again. Ask for another card.`,
  charge_limit: ({ last4, days }) =>
    `The card ending in ${last4} has been tried for this amount as often as allowed in ${days} days. Ask for another card or another way to pay.`,
  card_number_refused: () =>
    "Card numbers must never be typed here. Use the processor's own card form; only its token is kept.",
  card_already_on_file: ({ last4 }) => `The card ending in ${last4} is already on file.`,
  card_charge_unresolved: ({ last4 }) =>
    `A charge of the card ending in ${last4} has no answer yet. It can be removed when we know how it ended.`,
  charge_not_found: () => "This charge is not in the practice any more. Go back to the list and look again.",
  charge_already_ended: () => "We know by now how this charge ended. Nothing more needs to be entered.",
  charge_too_young: ({ fromOn }) =>
    `We still ask the processor about this charge by ourselves. From ${dayText(toDay(fromOn))} on you can enter what its dashboard shows.`,
  charge_reference_missing: () => "Enter the reference that the processor's dashboard shows for this charge.",
  charge_may_succeed: ({ number, amountCents }) =>
    `A card charge of ${moneyText(amountCents)} for invoice ${number} may still go through. If you take this money too, one of them becomes credit. Confirm to take it anyway.`,
  catch_up_empty: () => "Nothing of this household waits for review any more.",
  charge_pause_gone: () => "Charging is not waiting for an answer any more. Look at the last billing run.",
  dispute_not_found: () => "This dispute is not in the practice any more. Go back to the list and look again.",
  dispute_without_household: () => "This dispute is about a charge that belongs to no household here, so there are no papers for it. Answer it in the card processor's own screens.",
  dispute_still_open: () => "The bank has not decided this dispute yet. Charging can go on when it has.",
  charges_not_fetched: () =>
    "The card processor did not answer, so we do not know what was charged since the backup. Billing stays stopped; try again later.",
};
