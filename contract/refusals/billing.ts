import type { Day } from "#domain/calendar.ts";
import type { BillingRefusals } from "#domain/billing/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import type { Sentences } from "./sentence.ts";

export const billingSentences: Sentences<BillingRefusals> = {
  rehearsal_day: ({ fromOn, days }) =>
    `A run can be rehearsed from ${dayText(fromOn as Day)} up to ${days} days ahead. Choose a day in between.`,
  billing_not_stopped: () => "Billing is not stopped, so there is nothing to confirm.",
};
