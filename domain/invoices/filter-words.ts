/** A filter of the tracker in words, for the head of a printed list: one line for each thing asked for (UI-4). */
import type { Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import { ageBucketWord, channelWord, lineKindWord, statusWord } from "./status-words.ts";
import type { TrackerFilter } from "./tracker-query.ts";

export type FilterWords = { readonly label: string; readonly value: string };

export type FilterFacts = {
  readonly day: (day: Day) => string;
  readonly money: (cents: Cents) => string;
  /** Whose invoices, where the filter names a household or a person. */
  readonly whose: string;
  /** The name of the provider, where the filter names one. */
  readonly provider: string;
};

/** Nothing for a filter that leaves nothing out. */
export function filterWords(filter: TrackerFilter, { day, money, whose, provider }: FilterFacts): FilterWords[] {
  const lines: (FilterWords | null)[] = [
    whose === "" ? null : { label: "Of", value: whose },
    listed("Status", filter.statuses.map(statusWord)),
    listed("Age", filter.ageBuckets.map(ageBucketWord)),
    limits("Date", filter.invoicedFrom, filter.invoicedTo, day),
    limits("Due", filter.dueFrom, filter.dueTo, day),
    limits("Service day", filter.serviceFrom, filter.serviceTo, day),
    filter.providerId === null ? null : { label: "Provider", value: provider },
    listed("Item", filter.itemKinds.map(lineKindWord)),
    limits("Balance", filter.balanceFromCents, filter.balanceToCents, money),
    filter.payer.trim() === "" ? null : { label: "Payer", value: filter.payer.trim() },
    filter.neverSent ? { label: "Sent", value: "never" } : null,
    listed("Sent by", filter.channels.map(channelWord)),
    filter.hasReminder ? { label: "Reminders", value: "one or more" } : null,
    filter.text.trim() === "" ? null : { label: "Text", value: filter.text.trim() },
  ];
  return lines.filter((line) => line !== null);
}

function listed(label: string, words: readonly string[]): FilterWords | null {
  return words.length === 0 ? null : { label, value: words.join(", ") };
}

function limits<T>(label: string, from: T | null, to: T | null, word: (value: T) => string): FilterWords | null {
  if (from === null && to === null) return null;
  if (from !== null && to !== null) {
    return { label, value: from === to ? word(from) : `${word(from)} – ${word(to)}` };
  }
  return from === null ? { label, value: to === null ? "" : `up to ${word(to)}` } : { label, value: `from ${word(from)}` };
}
