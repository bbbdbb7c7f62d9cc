/** How the outbox names states and channels, and what its filters let through (DOC-11). */
import type { OutboxEntry } from "#contract/mail.ts";
import type { FilterValues, Filters } from "../../kit/filters/filter-kinds.ts";
import type { Tone } from "../../styles/palette.ts";

export const stateChips: Readonly<Record<OutboxEntry["state"], { readonly tone: Tone; readonly word: string }>> = {
  to_print: { tone: "information", word: "To print" },
  queued: { tone: "information", word: "Waits" },
  sending: { tone: "information", word: "Being sent" },
  sent: { tone: "good", word: "Sent" },
  failed: { tone: "trouble", word: "Failed" },
  came_back: { tone: "trouble", word: "Came back" },
  unsure: { tone: "attention", word: "In doubt" },
  cancelled: { tone: "quiet", word: "Taken off" },
};

/** A message whose letter is printed in its place came back, too; it needs nobody any more. */
export function chipOf(row: Pick<OutboxEntry, "state" | "problem">): (typeof stateChips)[OutboxEntry["state"]] {
  return row.state === "cancelled" && row.problem !== "" ? { tone: "quiet", word: stateChips.came_back.word } : stateChips[row.state];
}

export const channelWords: Readonly<Record<OutboxEntry["channel"], string>> = { letter: "Letter", email: "E-mail" };

export const outboxFilters = {
  q: { kind: "text", label: "Name, address or subject" },
  by: { kind: "choice", label: "By", options: Object.entries(channelWords).map(([value, label]) => ({ value, label })) },
  state: {
    kind: "choice",
    label: "State",
    options: Object.entries(stateChips).map(([value, { word }]) => ({ value, label: word })),
  },
  back: { kind: "choice", label: "Came back", options: [{ value: "found", label: "Found in the mailbox" }] },
} as const satisfies Filters;

export type OutboxFilters = FilterValues<typeof outboxFilters>;

export function matchesOutbox(row: OutboxEntry, { q, by, state, back }: OutboxFilters): boolean {
  const words = q.trim().toLocaleLowerCase();
  const text = `${row.payerName} ${row.to} ${row.what}`.toLocaleLowerCase();
  if (back.length > 0 && row.foundAt === null) return false;
  return text.includes(words) && (by.length === 0 || by.includes(row.channel)) && (state.length === 0 || state.includes(row.state) || (row.state === "came_back" && state.includes("failed")));
}

/** Whoever needs a person comes first, what is done last. */
const order: Readonly<Record<OutboxEntry["state"], number>> = { unsure: 0, failed: 1, came_back: 1, to_print: 2, sending: 3, queued: 4, sent: 5, cancelled: 6 };

export function byUrgency(a: OutboxEntry, b: OutboxEntry): number {
  return order[a.state] - order[b.state];
}
