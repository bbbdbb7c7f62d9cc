/**
 * Every invoice stands in one group: where it stands without today, the kinds of its lines, by which
 * channel it was sent last, and whether it was reminded of (`invoice.tracker_group`). Each of the eight
 * states has an index for every order, with the group at its end, so that a filter by status, kind,
 * channel or reminder is read in order without looking at anything else (T1).
 */
import {
  invoiceLineKinds,
  sentChannels,
  type InvoiceLineKind,
  type InvoiceStatus,
} from "#domain/invoices/status-words.ts";
import type { Sql, TrackerQuery } from "./conditions.ts";
import { isDue, isNotDue } from "./status-case.ts";

/** Where an invoice stands without knowing today: the last two are open, overdue or not. */
const states = ["void", "draft", "refunded", "written_off", "credited", "paid", "part", "untouched"] as const;
type State = (typeof states)[number];

const statesOfStatus: Readonly<Record<InvoiceStatus, readonly State[]>> = {
  void: ["void"],
  draft: ["draft"],
  refunded: ["refunded"],
  written_off: ["written_off"],
  credited: ["credited"],
  paid: ["paid"],
  overdue: ["part", "untouched"],
  part_paid: ["part"],
  unpaid: ["untouched"],
};

/** Drafts have a balance too. */
const withBalance: readonly State[] = ["draft", "part", "untouched"];

/** One bit for each kind of line, as in the column `line_kinds`. */
export function kindBits(kinds: readonly InvoiceLineKind[]): number {
  return kinds.reduce((bits, kind) => bits | (1 << invoiceLineKinds.indexOf(kind)), 0);
}

/** The states that can hold an invoice of the query, by their number; null when it asks for nothing that a group tells. */
export function askedStates(query: TrackerQuery): readonly number[] | null {
  const parts: (readonly State[])[] = [];
  if (query.statuses.length > 0) parts.push(query.statuses.flatMap((status) => statesOfStatus[status]));
  if (query.ageBuckets.length > 0 || (query.balanceFromCents ?? 0) > 0) parts.push(withBalance);
  if (parts.length === 0 && groupConditions(query).length === 0) return null;
  return states.flatMap((state, value) => (parts.every((part) => part.includes(state)) ? [value] : []));
}

/** All states by their number, for a walk without a filter by status. */
export const everyState: readonly number[] = states.map((_, value) => value);

/** Of what is open, a status is told by the due day: what a walk within one state asks of it, or of each of several. */
export function dueByState({ statuses, today }: TrackerQuery, walked: readonly number[]): Sql[] {
  // Without a status nothing is asked; where all of them are told by the same side of today, the limits of the list say so.
  if (statuses.every(isDue) || statuses.every(isNotDue)) return [];
  return (["part", "untouched"] as const).flatMap((state): Sql[] => {
    const value = states.indexOf(state);
    const asked = statuses.filter((status) => statesOfStatus[status].includes(state));
    if (!walked.includes(value) || (asked.some(isDue) && asked.some(isNotDue))) return [];
    const due = `i.due_on ${asked.some(isDue) ? "<" : ">="} ?`;
    return [
      walked.length === 1
        ? { text: due, values: [today] }
        : { text: `(i.tracker_state <> ${value} or ${due})`, values: [today] },
    ];
  });
}

/** What a query asks of the group besides the state, as conditions on the indexed number itself. */
export function groupConditions({ itemKinds, neverSent, channels, hasReminder }: TrackerQuery): Sql[] {
  const kinds = kindBits(itemKinds);
  return [
    ...(kinds === 0 ? [] : [{ text: "(i.tracker_group >> 4) & ? <> 0", values: [kinds] }]),
    ...(neverSent ? [{ text: neverSentGroup, values: [] }] : []),
    ...(hasReminder ? [{ text: remindedGroup, values: [] }] : []),
    ...(channels.length === 0
      ? []
      : [
          {
            text: `(i.tracker_group & 7) in (${channels.map(() => "?").join(", ")})`,
            values: channels.map((channel) => sentChannels.indexOf(channel) + 1),
          },
        ]),
  ];
}

export const neverSentGroup = "(i.tracker_group & 7) = 0";
export const remindedGroup = "(i.tracker_group & 8) <> 0";
export const neverRemindedGroup = "(i.tracker_group & 8) = 0";
