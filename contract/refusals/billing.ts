import type { Day } from "#domain/calendar.ts";
import type { BillingRefusals } from "#domain/billing/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import type { Sentences } from "./sentence.ts";

export const billingSentences: Sentences<BillingRefusals> = {
  rehearsal_day: ({ fromOn, days }) =>
    `A run can be rehearsed from ${dayText(fromOn as Day)} up to ${days} days ahead. Choose a day in between.`,
  forecast_stopped: () => "The forecast was stopped. Start it again when you like.",
  what_if_day_past: ({ earliestOn }) =>
    `The change cannot begin in the past. Choose ${dayText(earliestOn as Day)} or a later day.`,
  billing_not_stopped: () => "Billing is not stopped, so there is nothing to confirm.",
};
