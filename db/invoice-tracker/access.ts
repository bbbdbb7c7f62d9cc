/**
 * How a page of the tracker is reached without looking at every invoice. Whoever names a person or a
 * number means few invoices: those are taken and sorted. Otherwise the index of the order is walked from
 * the place on and the page fills up long before the end; and where a filter leaves so few that a walk
 * would pass over many for each one found, the index of the filter is read and sorted. Both read the
 * index alone: with n invoices and a page of p, either way passes about √(n·p) entries at the most (T1).
 */
import type { TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { ReadableDb } from "../database.ts";
import { ageConditions, conditionsElsewhere, invoicesOfPatient, peopleOf, range, together, type Sql, type TrackerQuery } from "./conditions.ts";
import { askedStates, dueByState, everyState, groupConditions } from "./groups.ts";
import { isLimited, limitConditions, limitsOf, type Beyond, type Limits } from "./limits.ts";

/** So many entries of an index are read and sorted in two or three milliseconds; a walk is better above. */
const few = 6_000;
/** A sum has no order to walk: whatever leaves less than this is looked up, and otherwise the groups are read. */
const forSums = 20_000;
/** An order by amount knows no states: passing over all others takes seconds, and this many are sorted in a tenth of one. */
const forAmounts = 100_000;
/** People with so many invoices in all that sorting them costs a few milliseconds. */
const fewPeople = 300;
/** Invoices of one provider, which are looked up one by one. */
const fewOfProvider = 3_000;

/** An index that holds all that filters and orders ask for, and what it is entered by. */
export type Along = { readonly index: "date" | "due" | "balance" | "group" | "nobody" | "nobody_date"; readonly enter: readonly Sql[] };

/**
 * The invoices of a query by id; or the states in which the index of the order is walked (null for all);
 * or these states read along another index and sorted.
 */
export type Access =
  | { readonly ids: Sql }
  | { readonly states: readonly number[] | null; readonly along?: Along };

export type Question = {
  readonly query: TrackerQuery;
  readonly limits: Limits;
  /** The groups of what is asked for in any state, looked up when they are first needed. */
  readonly groups: () => readonly number[];
};

export function questionOf(db: ReadableDb, query: TrackerQuery): Question {
  let groups: readonly number[] | undefined;
  return { query, limits: limitsOf(db, query), groups: () => (groups ??= findGroups(db, query)) };
}

/** `sort` is null for totals, which have no order. */
export function accessTo(db: ReadableDb, question: Question, sort: TrackerSort | null): Access {
  const { query } = question;
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
  if (query.providerId !== null) {
    const ids = idsOfProvider(query);
    if (isAtMost(db, ids, sort === null ? forSums : fewOfProvider)) return { ids };
  }
  const most = sort === null ? forSums : isByAmount(sort) ? forAmounts : few;
  for (const along of waysAlong(question, states, sort)) {
    if (isAtMost(db, entriesOf(along, states), most)) return { states, along };
  }
  return { states };
}

export function indexOf({ index }: Along): string {
  return beginsWithState(index) ? `invoice_state_${index}` : `invoice_${index}`;
}

/** The part for nobody alone is small, and a walk by name would pass all of it where the filter leaves few. */
export function accessForNobody(db: ReadableDb, question: Question, access: Access): Access {
  const { query, limits } = question;
  if (!("states" in access) || access.along !== undefined) return access;
  const { states } = access;
  const nobody = { text: "i.patient_id is null", values: [] };
  const ways: Along[] = [];
  if (isLimited(limits.date)) {
    ways.push({ index: "nobody_date", enter: [nobody, ...range("i.invoiced_on", limits.date.from, limits.date.to)] });
  }
  if (groupConditions(query).length > 0) ways.push({ index: "nobody", enter: [nobody, inGroups(question, states)] });
  const along = ways.find((way) => isAtMost(db, entriesOf(way, states), few));
  return along === undefined ? access : { states, along };
}

function beginsWithState(index: Along["index"]): boolean {
  return index === "date" || index === "due" || index === "balance";
}

/** What is read along an index, whether or not the rest of the filter leaves it. */
function entriesOf(along: Along, states: readonly number[] | null): Sql {
  const { text, values } = together(enterOf(along, states ?? everyState));
  return { text: `select 1 from invoice i indexed by ${indexOf(along)} where ${text}`, values };
}

function enterOf({ index, enter }: Along, states: readonly number[]): Sql[] {
  return beginsWithState(index) ? [inStates(states), ...enter] : [...enter];
}

/** Everything that one reading along an index asks for, besides the place it goes on from. */
export function alongConditions(question: Question, states: readonly number[] | null, along: Along): Sql[] {
  const walked = states ?? everyState;
  const { query } = question;
  return [
    ...enterOf(along, walked),
    // The groups of a filter are of its states; days of any group are not.
    ...(along.index === "nobody_date" && states !== null ? [inStatesOfGroup(states)] : []),
    ...dueByState(query, walked),
    ...toldConditions(question, null),
  ];
}

/** What is asked of the invoices of one group. */
export function groupConditionsOf(question: Question, group: number): Sql[] {
  return [
    { text: "i.tracker_group = ?", values: [group] },
    ...dueByState(question.query, [group >> 13]),
    ...limitConditions(question.limits, null),
    ...(question.query.ageBuckets.length > 1 ? ageConditions(question.query) : []),
    ...conditionsElsewhere(question.query),
  ];
}

/** What the entries of an index tell of the filter, and then what only the invoice and its lines do. */
export function toldConditions(
  { query, limits }: Question,
  beyond: Beyond | null,
  numbered = false,
): Sql[] {
  return [
    ...groupConditions(query),
    ...limitConditions(limits, beyond, numbered),
    // One age is one range, which the limits are.
    ...(query.ageBuckets.length > 1 ? ageConditions(query) : []),
    ...conditionsElsewhere(query),
  ];
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

/** Indices that a filter enters besides that of the order, the most telling first. */
function waysAlong(question: Question, states: readonly number[] | null, sort: TrackerSort | null): Along[] {
  const { query, limits } = question;
  const ways: Along[] = [];
  // A range of days is a range of numbers and of due days too: their walk begins and ends with it.
  const isDirect = (sort === "date" || sort === "due" || sort === "number") && isLimited(limits[sort]);
  for (const [index, column] of [["balance", "i.balance_cents"], ["date", "i.invoiced_on"], ["due", "i.due_on"]] as const) {
    const { from, to } = limits[index];
    // Nothing is owed on most invoices: what has a balance at all is a state, or an amount.
    if (isDirect && index !== "balance") continue;
    if (sort !== index && isLimited(limits[index]) && !(index === "balance" && from === 1 && to === null)) {
      ways.push({ index, enter: range(column, from, to) });
    }
  }
  // The orders of amounts have no index by state: what a status leaves is read by its groups, which hold the money too.
  const byAmount = isByAmount(sort) && states !== null;
  if (sort !== null && (groupConditions(query).length > 0 || byAmount)) ways.push({ index: "group", enter: [inGroups(question, states)] });
  return ways;
}

function isByAmount(sort: TrackerSort | null): boolean {
  return sort === "total" || sort === "paid";
}

function inGroups(question: Question, states: readonly number[] | null): Sql {
  const found = groupsOf(question, states);
  return { text: `i.tracker_group in (${found.map(() => "?").join(", ")})`, values: found };
}

/** The groups that there are of what is asked for, in these states (null for all). */
export function groupsOf({ groups }: Question, states: readonly number[] | null): readonly number[] {
  return groups().filter((group) => states === null || states.includes(group >> 13));
}

/** A practice has a hundred or two, each found by one step of the index. */
function findGroups(db: ReadableDb, query: TrackerQuery): number[] {
  const asked = groupConditions(query);
  const found = db.all<{ tracker_group: number }>(
    `with recursive i(tracker_group) as (
       select min(tracker_group) from invoice indexed by invoice_group
       union all
       select (select min(n.tracker_group) from invoice n indexed by invoice_group where n.tracker_group > i.tracker_group)
       from i where i.tracker_group is not null)
     select tracker_group from i where tracker_group is not null${asked.map(({ text }) => ` and ${text}`).join("")}`,
    ...asked.flatMap(({ values }) => values),
  );
  return found.map(({ tracker_group: group }) => group);
}

function inStates(states: readonly number[]): Sql {
  return { text: `i.tracker_state in (${states.map(() => "?").join(", ")})`, values: states };
}

/** The same where an index has the group at its end and not the state at its head. */
export function inStatesOfGroup(states: readonly number[]): Sql {
  return { text: `(i.tracker_group >> 13) in (${states.map(() => "?").join(", ")})`, values: states };
}

function idsOfProvider({ providerId, serviceFrom, serviceTo }: TrackerQuery): Sql {
  const service = range("service_on", serviceFrom, serviceTo);
  const text = ["provider_id = ?", ...service.map((part) => part.text)].join(" and ");
  return {
    text: `select distinct invoice_id as id from invoice_line indexed by invoice_line_provider where ${text}`,
    values: [providerId, ...service.flatMap(({ values }) => values)],
  };
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

/** How often an answer is believed before the entries are counted anew. */
const believed = 500;
const mostAnswers = 500;
type Answer = { readonly isAtMost: boolean; asked: number };
const answersOf = new WeakMap<ReadableDb, Map<string, Answer>>();

/**
 * Whether so few are left. Only the way to the rows hangs on it and never the rows themselves, so an
 * answer is kept while a list is paged through: counting takes as long as reading a page.
 */
function isAtMost(db: ReadableDb, found: Sql, most: number): boolean {
  const answers = answersOf.get(db) ?? new Map<string, Answer>();
  answersOf.set(db, answers);
  const question = JSON.stringify([found.text, found.values, most]);
  const known = answers.get(question);
  if (known !== undefined && known.asked < believed) {
    known.asked += 1;
    return known.isAtMost;
  }
  const row = db.get<{ n: number }>(`select count(*) as n from (${found.text} limit ?)`, ...found.values, most + 1);
  if (answers.size >= mostAnswers) answers.clear();
  const answer = { isAtMost: (row?.n ?? 0) <= most, asked: 0 };
  answers.set(question, answer);
  return answer.isAtMost;
}
