/**
 * How a page of the tracker is reached without looking at every invoice. Where one filter leaves
 * few invoices, those are taken through its own index and sorted; otherwise the index of the sort is
 * walked from the place on, and the page fills up long before the end.
 */
import type { Day } from "#domain/calendar.ts";
import { dueDaysOf } from "#domain/invoices/aging.ts";
import type { TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { ReadableDb } from "../database.ts";
import { asksForExceptional, asksForOpen, invoicesOfPatient, peopleOf, type Sql, type TrackerQuery } from "./conditions.ts";
import { isExceptionalSql, isOpenSql } from "./status-case.ts";

/** Sorting so many rows costs a few milliseconds; a walk is better above. */
const few = 3_000;
/** The open and the exceptional invoices are a small part of a practice: sorted up to here. */
const fair = 60_000;

/**
 * A subquery of invoice ids that holds every invoice of the query, or null when none is small
 * enough, or when the order asked for has an index that leads straight to them. Totals have no order.
 */
export function narrowIds(db: ReadableDb, query: TrackerQuery, sort: TrackerSort | null): Sql | null {
  const exact = exactIds(query);
  if (exact) return exact;
  for (const path of rangesOf(query, sort)) {
    if (isAtMost(db, path.ids, path.most)) return path.ids;
  }
  return null;
}

/** Filters that name a household, a person or a number always leave few. */
function exactIds(query: TrackerQuery): Sql | null {
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

function rangesOf(query: TrackerQuery, sort: TrackerSort | null): Path[] {
  const paths: Path[] = [];
  const add = (text: string, values: Sql["values"], most = few): void => {
    paths.push({ ids: { text: `select i.id from invoice i ${text}`, values }, most });
  };
  if (query.terms.length > 0) paths.push({ ids: idsOfPeople(query), most: few });
  if (asksForExceptional(query) && sort !== "date") add(`indexed by invoice_exceptional where ${isExceptionalSql}`, [], fair);
  if (sort !== "date") addRange(add, "invoice_date", "i.invoiced_on", query.invoicedFrom, query.invoicedTo);
  if (sort !== "due") addRange(add, "invoice_due", "i.due_on", query.dueFrom, query.dueTo);
  if (sort !== "balance") {
    addRange(add, "invoice_balance", "i.balance_cents", query.balanceFromCents, query.balanceToCents);
  }
  if (query.ageBuckets.length > 0 && sort !== "due") {
    const { from, to } = dueSpan(query);
    const parts = [isOpenSql, ...(from === null ? [] : ["i.due_on >= ?"]), ...(to === null ? [] : ["i.due_on <= ?"])];
    add(`indexed by invoice_open where ${parts.join(" and ")}`, [from, to].filter((day) => day !== null), fair);
  }
  if (asksForOpen(query) && !walksOpen(sort)) add(`indexed by invoice_open_date where ${isOpenSql}`, [], fair);
  return paths;
}

/** From the first to the last due day of the age buckets asked for; what lies between is checked row by row. */
function dueSpan(query: TrackerQuery): { readonly from: Day | null; readonly to: Day | null } {
  const spans = query.ageBuckets.map((bucket) => dueDaysOf(bucket, query.today));
  const first = (a: Day | null, b: Day | null) => (a === null || b === null ? null : a < b ? a : b);
  const last = (a: Day | null, b: Day | null) => (a === null || b === null ? null : a > b ? a : b);
  return {
    from: spans.map((span) => span.from).reduce(first),
    to: spans.map((span) => span.to).reduce(last),
  };
}

/** Open invoices stand in order of their day, due day and balance already. */
function walksOpen(sort: TrackerSort | null): boolean {
  return sort === "date" || sort === "due" || sort === "balance";
}

/** The index that walks exactly the open or the exceptional invoices in the order of a sort. */
export function partialWalk(query: TrackerQuery, sort: TrackerSort): string | null {
  if (sort === "date" && asksForExceptional(query)) return "invoice i indexed by invoice_exceptional";
  if (sort === "date" && asksForOpen(query)) return "invoice i indexed by invoice_open_date";
  if (sort === "due" && asksForOpen(query)) return "invoice i indexed by invoice_open";
  return null;
}

function addRange(
  add: (text: string, values: Sql["values"]) => void,
  index: string,
  column: string,
  from: string | number | null,
  to: string | number | null,
): void {
  if (from === null && to === null) return;
  const parts = [...(from === null ? [] : [`${column} >= ?`]), ...(to === null ? [] : [`${column} <= ?`])];
  add(
    `indexed by ${index} where ${parts.join(" and ")}`,
    [from, to].filter((value) => value !== null),
  );
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
