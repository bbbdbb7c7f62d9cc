import type { AccountingRefusals } from "#domain/accounting/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import type { Sentences } from "./sentence.ts";

export const accountingSentences: Sentences<AccountingRefusals> = {
  accounting_days_exported: ({ count, firstOn, lastOn }) =>
    `${count === 1 ? "One day" : `${count} days`} of this range went to the accountant before, between ${dayText(firstOn)} and ${dayText(lastOn)}. Leave the box empty to export only what is new, or say that the whole days go again.`,
  accounting_day_not_over: ({ lastOn }) =>
    `Only days that are over can be exported. Choose a last day up to ${dayText(lastOn)}.`,
  accounting_nothing_to_export: () =>
    "Nothing is new in this range: every day of it was exported, and nothing was entered for them since.",
  accounting_number_missing: ({ account }) =>
    `Xero goes by account codes, and ${account} has none. Give it one in the account map.`,
  accounting_account_unknown: () => "This account is not in the account map any more. Show the map again.",
};
