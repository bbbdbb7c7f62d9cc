import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { DunningRefusals } from "#domain/dunning/refusals.ts";
import type { Sentences } from "./sentence.ts";

const day = (text: string): string => dayText(text as Day);

export const dunningSentences: Sentences<DunningRefusals> = {
  grace_days_out_of_range: ({ least, most }) =>
    `Give members between ${least} and ${most} days before a membership lapses.`,
  retry_days_wrong: ({ graceDays }) =>
    `Write the retry days as rising numbers from 1 to ${graceDays - 1}, such as 3, 7, 14, 21.`,
  retry_days_too_many: ({ most }) =>
    `The card networks allow a card to be tried again ${most} times in a month. Take some retry days away.`,
  notice_days_wrong: ({ graceDays }) =>
    `The four notices go out one after another, on rising days from 0 to ${graceDays - 1}. Check their days.`,
  final_notice_too_late: ({ graceDays, latest }) =>
    `The final notice must leave a week to pay. With ${graceDays} days of grace it can go out on day ${latest} at the latest.`,
  notice_not_optional: ({ notice }) =>
    `“${notice}” cannot be switched off: nobody may lose a membership without it.`,
  dunning_settings_old: () =>
    "These settings were changed on another screen meanwhile. Look at them again, then save.",
  notice_not_found: () => "This letter is no longer there. Look at the list again.",
  notice_not_waiting: () => "This letter is not waiting any more: it was printed, or it is no longer needed.",
  notice_needed: ({ notice }) =>
    `“${notice}” is needed and cannot be taken off. Print it, or hand it over at the desk.`,
  notice_batch_not_found: () => "This print run is no longer there. Look under Letters to print.",
  notice_batch_undone: () => "This print run was already taken back.",
  notice_took_effect: ({ name }) =>
    `A letter of this run to ${name} has already had its effect (a lapse, or a new price), so the run cannot be taken back. The letters stay as printed.`,
  reminder_too_soon: ({ lastOn, nextOn }) =>
    `A reminder was written on ${day(lastOn)}. The next one can go out on ${day(nextOn)}.`,
  reminder_disputed: () =>
    "This household disputes a charge with its bank, so it is not reminded. Settle the dispute first.",
  nobody_to_remind: () =>
    "None of these invoices can be reminded of: nothing is owed on them, or their household disputes a charge.",
  card_already_asked: ({ onDay }) => `The household was asked for a card on ${day(onDay)} already.`,
  case_not_found: () => "This household is not past due any more. Look at the list again.",
  attention_not_found: () => "This is settled already. Look at the list again.",
  attention_still_there: ({ name }) =>
    `Looked again, and the same stands in the way for ${name}. Open the chart and put it right first.`,
  nothing_to_waive: () => "Nothing is open on this invoice any more: it was paid or given up meanwhile.",
};
