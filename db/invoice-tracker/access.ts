/**
 * How a page of the tracker is reached without looking at every invoice. Where a filter leaves few
 * invoices, those are taken through its own index and sorted; otherwise the index of the order is
 * walked from the place on, within the states asked for, and the page fills up long before the end.
 */
import type { Day } from "#domain/calendar.ts";
import { dueDaysOf } from "#domain/invoices/aging.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { ReadableDb } from "../database.ts";
import { invoicesOfPatient, peopleOf, range, together, type Sql, type TrackerQuery } from "./conditions.ts";
import { askedStates, groupConditions } from "./groups.ts";

/** Sorting so many rows costs a few milliseconds; a walk is better above. */
const few = 3_000;
/**
 * Days and numbers grow together, so that a walk by one under a limit of another may pass over all
 * that lies before it: such a limit is sorted up to here.
 */
const fair = 20_000;
/** A sum has no order to walk: any way that leaves less than this is taken. */
const forSums = 150_000;

/** In the order of names a walk passes many people for each invoice found. */
const fewNames = 8_000;

/** People with so many invoices in all that sorting them costs a few milliseconds. */
const fewPeople = 300;

/** The invoices of a query by id, or the states in which an order is walked (null for all). */
export type Access = { readonly ids: Sql } | { readonly states: readonly number[] | null };

/** `sort` is null for totals, which have no order. */
export function accessTo(db: ReadableDb, query: TrackerQuery, sort: TrackerSort | null): Access {
  const exact = exactIds(query);
  if (exact) return { ids: exact };
  const states = askedStates(query);
  if (states?.length === 0) return { states };
  if (query.terms.length > 0) {
    // A few letters can mean half the practice: its invoices are not gathered, they are met on the walk.
    const people = peopleOf(query.terms);
    const isName = isAtMost(db, people, sort === null ? 2_000 : fewPeople);
    if (isName) return { ids: idsOfPeople(query) };
  }
  for (const path of pathsOf(query, states, sort)) {
    if (isAtMost(db, path.ids, path.most)) return { ids: path.ids };
  }
  return { states };
}

/** A selection, and filters that name a household, a person or a number, always leave few. */
function exactIds(query: TrackerQuery): Sql | null {
  if (query.ids) return { text: "select value as id from json_each(?)", values: [JSON.stringify(query.ids)] };
  if (query.householdId !== null) {
    return { text: "select id from invoice where household_id = ?", values: [query.householdId] };
  }
  if (query.patientId !== null) {
    return { text: invoicesOfPatient, values: [query.patientId, query.patientId] };
  }
  if (query.terms.length === 0 && query.number !== null) {
    return { text: "select id from invoice where number = ?", values: [query.number] };
  }
  return null;
}

type Path = { readonly ids: Sql; readonly most: number };

/** Ways to the invoices of a query by one filter and the states, the most telling first. */
function pathsOf(query: TrackerQuery, states: readonly number[] | null, sort: TrackerSort | null): Path[] {
  const paths: Path[] = [];
  const most = sort === null ? forSums : needsSort(sort) ? fewNames : few;
  const byTime = sort === null ? forSums : sort === "number" || sort === "date" || sort === "due" ? fair : most;
  const add = (name: "date" | "due" | "balance", parts: readonly Sql[], limit: number): void => {
    if (parts.length > 0 && sort !== name) paths.push({ ids: idsIn(query, name, states, parts), most: limit });
  };
  add("date", range("i.invoiced_on", query.invoicedFrom, query.invoicedTo), byTime);
  add("due", dueRange(query, sort), byTime);
  add("balance", range("i.balance_cents", query.balanceFromCents, query.balanceToCents), most);
  const service = range("service_on", query.serviceFrom, query.serviceTo);
  const { providerId } = query;
  if (providerId !== null || service.length > 0) {
    const by = providerId === null ? "service" : "provider";
    const done = providerId === null ? service : [{ text: "provider_id = ?", values: [providerId] }, ...service];
    const { text, values } = together(done);
    paths.push({
      ids: { text: `select distinct invoice_id as id from invoice_line indexed by invoice_line_${by} where ${text}`, values },
      most: byTime,
    });
  }
  // Names have no index by state: a small state is sorted, a large one is met soon on the walk.
  if (states !== null && needsSort(sort)) paths.push({ ids: idsIn(query, "date", states, []), most });
  return paths;
}

/** Sums have no order to walk, and the order of names leads by people of whom most have no such invoice. */
function needsSort(sort: TrackerSort | null): boolean {
  return sort === null || sort === "patient" || sort === "payer";
}

function isNotDue(status: InvoiceStatus): boolean {
  return status === "part_paid" || status === "unpaid";
}

/** The due days asked for by a range, by the age, or by being overdue. */
function dueRange(query: TrackerQuery, sort: TrackerSort | null): Sql[] {
  const spans = [{ from: query.dueFrom, to: query.dueTo }];
  if (query.ageBuckets.length > 0) spans.push(spanOfAges(query));
  // Most of what is open and was due is overdue: a walk meets it at once, and only a sum gathers it.
  if (needsSort(sort) && query.statuses.length > 0) {
    if (query.statuses.every((status) => status === "overdue")) spans.push({ from: null, to: query.today });
    if (query.statuses.every(isNotDue)) spans.push({ from: query.today, to: null });
  }
  return spans.flatMap(({ from, to }) => range("i.due_on", from, to));
}

/** From the first to the last due day of the ages asked for; what lies between is checked row by row. */
function spanOfAges(query: TrackerQuery): { readonly from: Day | null; readonly to: Day | null } {
  const spans = query.ageBuckets.map((bucket) => dueDaysOf(bucket, query.today));
  const first = (a: Day | null, b: Day | null) => (a === null || b === null ? null : a < b ? a : b);
  const last = (a: Day | null, b: Day | null) => (a === null || b === null ? null : a > b ? a : b);
  return {
    from: spans.map((span) => span.from).reduce(first),
    to: spans.map((span) => span.to).reduce(last),
  };
}

function idsIn(
  query: TrackerQuery,
  name: "date" | "due" | "balance",
  states: readonly number[] | null,
  parts: readonly Sql[],
): Sql {
  const all = together(states === null ? parts : [inStates(states), ...parts, ...groupConditions(query)]);
  const index = states === null ? `invoice_${name}` : `invoice_state_${name}`;
  return { text: `select i.id from invoice i indexed by ${index} where ${all.text}`, values: all.values };
}

function inStates(states: readonly number[]): Sql {
  return { text: `i.tracker_state in (${states.map(() => "?").join(", ")})`, values: states };
}

/** The same where an index has the group at its end and not the state at its head. */
export function inStatesOfGroup(states: readonly number[]): Sql {
  return { text: `(i.tracker_group >> 13) in (${states.map(() => "?").join(", ")})`, values: states };
}

function idsOfPeople(query: TrackerQuery): Sql {
  const people = peopleOf(query.terms);
  const parts: Sql[] = [
    {
      text: `select i.id from (${people.text}) w cross join household h on h.payer_patient_id = w.patient_id
        cross join invoice i on i.household_id = h.id`,
      values: people.values,
    },
    { text: `select id from invoice where patient_id in (${people.text})`, values: people.values },
    { text: `select invoice_id as id from invoice_line where patient_id in (${people.text})`, values: people.values },
  ];
  if (query.number !== null) parts.push({ text: "select id from invoice where number = ?", values: [query.number] });
  return {
    text: parts.map((part) => part.text).join(" union "),
    values: parts.flatMap((part) => part.values),
  };
}

function isAtMost(db: ReadableDb, ids: Sql, most: number): boolean {
  const row = db.get<{ n: number }>(
    `select count(*) as n from (${ids.text} limit ?)`,
    ...ids.values,
    most + 1,
  );
  return (row?.n ?? 0) <= most;
}
