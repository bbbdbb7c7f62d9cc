/**
 * Every invoice stands in one group: where it stands without today, the kinds of its lines, by which
 * channel it was sent last, and whether it was reminded of (`invoice.tracker_group`). A practice has a
 * few dozen groups in eight states. A filter by status, kind, channel or reminder is a list of them, each state has an index for every order, and the group stands at its end, so
 * that such a filter is read in order without looking at anything else (T1).
 */
import {
  invoiceLineKinds,
  sentChannels,
  type InvoiceLineKind,
  type InvoiceStatus,
  type SentChannel,
} from "#domain/invoices/status-words.ts";
import type { ReadableDb } from "../database.ts";
import type { Sql, TrackerQuery } from "./conditions.ts";

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

type Group = {
  readonly state: State;
  readonly kinds: number;
  readonly reminded: boolean;
  /** Null where it was never sent. */
  readonly channel: SentChannel | "other" | null;
};

export function groupOf(value: number): Group {
  const channel = value & 0b111;
  return {
    state: states[value >> 13] ?? "untouched",
    kinds: (value >> 4) & 0b1_1111_1111,
    reminded: (value & 0b1000) !== 0,
    channel: channel === 0 ? null : (sentChannels[channel - 1] ?? "other"),
  };
}

/** One bit for each kind of line, as in the column `line_kinds`. */
export function kindBits(kinds: readonly InvoiceLineKind[]): number {
  return kinds.reduce((bits, kind) => bits | (1 << invoiceLineKinds.indexOf(kind)), 0);
}

/** The groups that can hold an invoice of the query; null when the query leaves no group out. */
export function askedGroups(db: ReadableDb, query: TrackerQuery): readonly number[] | null {
  const asked = askedStates(query);
  const kinds = kindBits(query.itemKinds);
  const { neverSent, hasReminder, channels } = query;
  if (asked === null && kinds === 0 && !neverSent && !hasReminder && channels.length === 0) return null;
  const byChannel: ReadonlySet<string | null> = new Set(channels);
  return groupsInUse(db).filter((value) => {
    const group = groupOf(value);
    return (
      (asked === null || asked.has(group.state)) &&
      (kinds === 0 || (group.kinds & kinds) !== 0) &&
      (!neverSent || group.channel === null) &&
      (!hasReminder || group.reminded) &&
      (channels.length === 0 || byChannel.has(group.channel))
    );
  });
}

/** The states of these groups: an order is walked in each of them and merged. */
export function statesOf(groups: readonly number[]): number[] {
  return [...new Set(groups.map((value) => value >> 13))];
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

function askedStates(query: TrackerQuery): ReadonlySet<State> | null {
  const parts: (readonly State[])[] = [];
  if (query.statuses.length > 0) parts.push(query.statuses.flatMap((status) => statesOfStatus[status]));
  if (query.ageBuckets.length > 0 || (query.balanceFromCents ?? 0) > 0) parts.push(withBalance);
  if (parts.length === 0) return null;
  return new Set(states.filter((state) => parts.every((part) => part.includes(state))));
}

/** One step of an index for each group, however many invoices there are. */
function groupsInUse(db: ReadableDb): number[] {
  return db
    .all<{ value: number }>(
      `with recursive g(value) as (
         select min(tracker_group) from invoice
         union all
         select (select min(tracker_group) from invoice where tracker_group > g.value) from g where g.value is not null)
       select value from g where value is not null`,
    )
    .map((row) => row.value);
}
