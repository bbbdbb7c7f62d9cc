/** The tracker's filters as conditions over the alias `i` (INV-4). */
import type { Day } from "#domain/calendar.ts";
import { dueDaysOf } from "#domain/invoices/aging.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { TrackerFilter } from "#domain/invoices/tracker-query.ts";
import type { SearchTerm } from "#domain/people/search-keys.ts";
import type { SqlValue } from "../database.ts";
import { idsOfTerm } from "../people/search.ts";
import { kindBits } from "./groups.ts";
import { isDue, isNotDue, isOpenSql, statusCase } from "./status-case.ts";

export type Sql = { readonly text: string; readonly values: readonly SqlValue[] };

/** A filter with its text already read: words that name people, and a number. */
export type TrackerQuery = Omit<TrackerFilter, "text" | "payer"> & {
  readonly terms: readonly SearchTerm[];
  /** The payer's name, every word of it; null when it is not asked for. */
  readonly payerTerms: readonly SearchTerm[] | null;
  readonly number: number | null;
  /** Only these, in the place of every filter: what somebody selected. */
  readonly ids?: readonly number[] | null;
  readonly today: Day;
};

const openStatuses: ReadonlySet<InvoiceStatus> = new Set<InvoiceStatus>(["overdue", "part_paid", "unpaid"]);

/** Whether only invoices with something owed are asked for. */
export function asksForOpen(query: TrackerQuery): boolean {
  if (query.ageBuckets.length > 0) return true;
  if (query.balanceFromCents !== null && query.balanceFromCents > 0) return true;
  return query.statuses.length > 0 && query.statuses.every((status) => openStatuses.has(status));
}

/** Every filter as one condition; `1` when nothing is filtered. */
export function conditionsOf(query: TrackerQuery): Sql {
  const parts = [
    ...statusConditions(query),
    ...range("i.invoiced_on", query.invoicedFrom, query.invoicedTo),
    ...range("i.due_on", query.dueFrom, query.dueTo),
    ...range("i.balance_cents", query.balanceFromCents, query.balanceToCents),
    ...ageConditions(query),
  ];
  if (query.itemKinds.length > 0 && !asksForLine(query)) {
    parts.push({ text: "i.line_kinds & ? <> 0", values: [kindBits(query.itemKinds)] });
  }
  if (query.neverSent) parts.push({ text: "i.last_sent_at is null", values: [] });
  if (query.channels.length > 0) {
    const marks = query.channels.map(() => "?").join(", ");
    parts.push({ text: `i.last_sent_at is not null and i.last_channel in (${marks})`, values: query.channels });
  }
  if (query.hasReminder) parts.push({ text: "i.reminders > 0", values: [] });
  return together([...parts, ...conditionsElsewhere(query)]);
}

/** What no index of the invoice itself can tell: whose it is, and what is on its lines. */
export function conditionsElsewhere(query: TrackerQuery): Sql[] {
  const parts = asksForLine(query) ? [lineCondition(query)] : [];
  if (query.householdId !== null) parts.push({ text: "i.household_id = ?", values: [query.householdId] });
  if (query.patientId !== null) {
    parts.push({ text: `i.id in (${invoicesOfPatient})`, values: [query.patientId, query.patientId] });
  }
  if (query.payerTerms !== null) parts.push(payerCondition(query.payerTerms));
  if (query.terms.length > 0 || query.number !== null) parts.push(textCondition(query));
  return parts;
}

export const invoicesOfPatient = `select invoice_id as id from invoice_line where patient_id = ?
  union select id from invoice where patient_id = ?`;

/** Joins conditions with `and`. */
export function together(parts: readonly Sql[]): Sql {
  if (parts.length === 0) return { text: "1", values: [] };
  return {
    text: parts.map((part) => part.text).join(" and "),
    values: parts.flatMap((part) => part.values),
  };
}

function statusConditions(query: TrackerQuery): Sql[] {
  const parts: Sql[] = [];
  if (asksForOpen(query)) parts.push({ text: isOpenSql, values: [] });
  if (query.statuses.length === 0) return parts;
  if (query.statuses.every(isDue)) {
    parts.push({ text: "i.due_on < ?", values: [query.today] });
  }
  if (query.statuses.every(isNotDue)) {
    parts.push({ text: "i.due_on >= ?", values: [query.today] });
  }
  const marks = query.statuses.map(() => "?").join(", ");
  parts.push({ text: `${statusCase} in (${marks})`, values: [query.today, ...query.statuses] });
  return parts;
}

export function range(column: string, from: SqlValue, to: SqlValue): Sql[] {
  return [
    ...(from === null ? [] : [{ text: `${column} >= ?`, values: [from] }]),
    ...(to === null ? [] : [{ text: `${column} <= ?`, values: [to] }]),
  ];
}

function asksForLine({ serviceFrom, serviceTo, providerId }: TrackerQuery): boolean {
  return serviceFrom !== null || serviceTo !== null || providerId !== null;
}

/** The kind, the service day and the provider are asked of the same line; a kind alone is known of the invoice. */
function lineCondition({ itemKinds, providerId, serviceFrom, serviceTo }: TrackerQuery): Sql {
  const line = together([
    { text: "l.invoice_id = i.id", values: [] },
    ...(itemKinds.length === 0
      ? []
      : [{ text: `l.kind in (${itemKinds.map(() => "?").join(", ")})`, values: itemKinds }]),
    ...(providerId === null ? [] : [{ text: "l.provider_id = ?", values: [providerId] }]),
    ...range("l.service_on", serviceFrom, serviceTo),
  ]);
  return { text: `exists (select 1 from invoice_line l where ${line.text})`, values: line.values };
}

export function ageConditions(query: TrackerQuery): Sql[] {
  if (query.ageBuckets.length === 0) return [];
  const buckets = query.ageBuckets.map((bucket) => {
    const days = dueDaysOf(bucket, query.today);
    return together(range("i.due_on", days.from, days.to));
  });
  return [
    {
      text: `(${buckets.map((bucket) => bucket.text).join(" or ")})`,
      values: buckets.flatMap((bucket) => bucket.values),
    },
  ];
}

/** People who answer every word, as a subquery of one column. */
export function peopleOf(terms: readonly SearchTerm[]): Sql {
  const parts = terms.map((term) => idsOfTerm(term));
  return {
    text: parts.map((part) => `select patient_id from (${part.text})`).join(" intersect "),
    values: parts.flatMap((part) => part.values),
  };
}

/** Words that name nobody find nothing. */
function payerCondition(terms: readonly SearchTerm[]): Sql {
  if (terms.length === 0) return { text: "0", values: [] };
  const people = peopleOf(terms);
  return {
    text: `i.household_id in (select id from household where payer_patient_id in (${people.text}))`,
    values: people.values,
  };
}

/** The payer, or anybody on the invoice, answers every word; or the number is the invoice's own. */
function textCondition(query: TrackerQuery): Sql {
  const parts: Sql[] = [];
  if (query.terms.length > 0) {
    const people = peopleOf(query.terms);
    parts.push(
      {
        text: `i.household_id in (select id from household where payer_patient_id in (${people.text}))`,
        values: people.values,
      },
      { text: `i.patient_id in (${people.text})`, values: people.values },
      {
        text: `exists (select 1 from invoice_line l where l.invoice_id = i.id and l.patient_id in (${people.text}))`,
        values: people.values,
      },
    );
  }
  if (query.number !== null) parts.push({ text: "i.number = ?", values: [query.number] });
  return {
    text: `(${parts.map((part) => part.text).join(" or ")})`,
    values: parts.flatMap((part) => part.values),
  };
}
