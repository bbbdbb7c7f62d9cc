/**
 * From where to where a list of the tracker can reach in each of the columns its indices hold: what the
 * filter says itself, and what follows from it by the kept spans of each day (`invoice_span`). Days and
 * numbers grow together, so a range of one is a narrow range of the others, and a walk begins there (T1).
 */
import { addDays, type Day } from "#domain/calendar.ts";
import { dueDaysOf } from "#domain/invoices/aging.ts";
import type { ReadableDb, SqlValue } from "../database.ts";
import { asksForOpen, range, type Sql, type TrackerQuery } from "./conditions.ts";
import { isDue, isNotDue } from "./status-case.ts";

const columns = { date: "i.invoiced_on", due: "i.due_on", number: "i.number", balance: "i.balance_cents" } as const;
export type LimitColumn = keyof typeof columns;

/** On which side of a column a page goes on from its place. */
export type Beyond = { readonly column: LimitColumn; readonly sign: "<" | ">" };

export type Span = { readonly from: string | number | null; readonly to: string | number | null };
export type Limits = Readonly<Record<LimitColumn, Span>>;

const open: Span = { from: null, to: null };

export function limitsOf(db: ReadableDb, query: TrackerQuery): Limits {
  const date = { from: query.invoicedFrom, to: query.invoicedTo };
  const due = meet({ from: query.dueFrom, to: query.dueTo }, spanOfAges(query));
  const said: Limits = {
    date,
    due: meet(due, dueByStatus(query)),
    number: open,
    balance: meet({ from: query.balanceFromCents, to: query.balanceToCents }, asksForOpen(query) ? { from: 1, to: null } : open),
  };
  const service = { from: query.serviceFrom, to: query.serviceTo };
  return [implied(db, "date", date), implied(db, "due", due), implied(db, "service", service)].reduce<Limits>(
    (limits, more) => ({
      ...limits,
      date: meet(limits.date, more.date),
      due: meet(limits.due, more.due),
      number: meet(limits.number, more.number),
    }),
    said,
  );
}

/**
 * The limits as conditions on a walk along `sort`. Beyond a place the limit on that side says nothing
 * more, and an index is entered by one of the two only.
 */
export function limitConditions(limits: Limits, beyond: Beyond | null, numbered = false): Sql[] {
  // A draft has no number: only where numbers are walked are they a limit.
  const names: readonly LimitColumn[] = numbered ? ["number", "date", "due", "balance"] : ["date", "due", "balance"];
  return names.flatMap((name) => {
    const { from, to } = limits[name];
    const isBeyond = beyond?.column === name;
    return range(columns[name], isBeyond && beyond.sign === ">" ? null : from, isBeyond && beyond.sign === "<" ? null : to);
  });
}

export function isLimited({ from, to }: Span): boolean {
  return from !== null || to !== null;
}

/** Two spans without a common amount. */
export function leaveNothing(one: Span, other: Span): boolean {
  const { from, to } = meet(one, other);
  return from !== null && to !== null && from > to;
}

type Implied = Pick<Limits, "date" | "due" | "number">;

const nothingImplied: Implied = { date: open, due: open, number: open };

type SpanRow = Readonly<Record<"firstDate" | "lastDate" | "firstDue" | "lastDue", string | null>> &
  Readonly<Record<"firstNumber" | "lastNumber", number | null>>;

/** What the invoices of these days have at the least and at the most; wide of the mark now and then, and never narrow. */
function implied(db: ReadableDb, basis: "date" | "due" | "service", days: Span): Implied {
  if (!isLimited(days)) return nothingImplied;
  const row = db.get<SpanRow>(
    `select min(first_date) as firstDate, max(last_date) as lastDate, min(first_due) as firstDue, max(last_due) as lastDue,
       min(first_number) as firstNumber, max(last_number) as lastNumber
     from invoice_span where basis = ? and day >= ? and day <= ?`,
    basis,
    days.from ?? "",
    days.to ?? "9999-12-31",
  );
  if (!row) return nothingImplied;
  return {
    date: { from: row.firstDate, to: row.lastDate },
    due: { from: row.firstDue, to: row.lastDue },
    number: { from: row.firstNumber, to: row.lastNumber },
  };
}

function meet(a: Span, b: Span): Span {
  return { from: furthest(a.from, b.from, false), to: furthest(a.to, b.to, true) };
}

function furthest(a: SqlValue, b: SqlValue, least: boolean): string | number | null {
  const [left, right] = [a as string | number | null, b as string | number | null];
  if (left === null || right === null) return left ?? right;
  return left < right === least ? left : right;
}

/** Everything overdue was due, everything only open is not yet. */
function dueByStatus({ statuses, today }: TrackerQuery): Span {
  if (statuses.length === 0) return open;
  if (statuses.every(isDue)) return { from: null, to: addDays(today, -1) };
  return statuses.every(isNotDue) ? { from: today, to: null } : open;
}

/** From the first to the last due day of the ages asked for; what lies between is checked row by row. */
function spanOfAges({ ageBuckets, today }: TrackerQuery): Span {
  if (ageBuckets.length === 0) return open;
  const spans = ageBuckets.map((bucket) => dueDaysOf(bucket, today));
  const first = (a: Day | null, b: Day | null) => (a === null || b === null ? null : a < b ? a : b);
  const last = (a: Day | null, b: Day | null) => (a === null || b === null ? null : a > b ? a : b);
  return { from: spans.map(({ from }) => from).reduce(first), to: spans.map(({ to }) => to).reduce(last) };
}
