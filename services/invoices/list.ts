/** The invoice tracker, page by page, and the totals of what is filtered (INV-4). */
import type { ReadableDb } from "#db/database.ts";
import type { TrackerQuery } from "#db/invoice-tracker/conditions.ts";
import { listInvoices, type NameColumns, type TrackerRecord } from "#db/invoice-tracker/list.ts";
import type { TrackerPlace } from "#db/invoice-tracker/parts.ts";
import { totalInvoices, type TrackerTotals } from "#db/invoice-tracker/totals.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import { ageDays } from "#domain/invoices/aging.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import { emptyTrackerFilter, type TrackerFilter, type TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { Cents } from "#domain/money.ts";
import { listName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";
import { termsOf } from "../people/search-patients.ts";

export type TrackerRow = {
  readonly invoiceId: InvoiceId;
  readonly number: number | null;
  readonly invoicedOn: Day;
  readonly patientId: PatientId | null;
  /** `Lee, Rosa`; first names where it is for several people. */
  readonly patientName: string;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly dueOn: Day;
  readonly totalCents: Cents;
  readonly paidCents: Cents;
  readonly balanceCents: Cents;
  readonly ageDays: number;
  readonly status: InvoiceStatus;
  readonly lastSentAt: Instant | null;
  readonly lastChannel: string | null;
  /** Reminders that were written and not taken off the list again. */
  readonly reminders: number;
  readonly lastRemindedOn: Day | null;
};

export type TrackerRequest = {
  readonly filter: TrackerFilter;
  readonly sort: TrackerSort;
  readonly descending: boolean;
  readonly after?: string | null | undefined;
  readonly limit: number;
};

export type TrackerPageView = { readonly rows: TrackerRow[]; readonly next: string | null };

/** Refuses `list_place_unknown` for a place that is not ours. */
export function listTracker(cx: Cx, request: TrackerRequest): TrackerPageView {
  return look<TrackerPageView>(cx, (db) => readTrackerPage(db, request, cx.today));
}

export function readTrackerPage(db: ReadableDb, request: TrackerRequest, today: Day): TrackerPageView {
  const { sort, descending, limit } = request;
  const after = readPlace(request.after);
  const found = listInvoices(db, queryOf(db, request.filter, today), { sort, descending, after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((record) => trackerRow(record, today)),
    next: found.length > limit && last ? writePlace(last.place.key, last.place.id) : null,
  };
}

/** Sums of what a filter leaves; not exact where counting was given up, and then there are more. */
export type TrackerTotalsView = TrackerTotals & { readonly isExact: boolean };

export function totalTracker(cx: Cx, filter: TrackerFilter): TrackerTotalsView {
  return look<TrackerTotalsView>(cx, (db) => readTrackerTotals(db, filter, cx.today, () => true));
}

/** `mayGoOn` is asked now and then; once it says no, what was counted until then is the answer. */
export function readTrackerTotals(
  db: ReadableDb,
  filter: TrackerFilter,
  today: Day,
  mayGoOn: () => boolean,
): TrackerTotalsView {
  return totalInvoices(db, queryOf(db, filter, today), mayGoOn);
}

/** Invoices to do something with: those somebody selected, or all that a filter leaves, in the order of the list. */
export type ChosenInvoices = {
  readonly filter: TrackerFilter;
  readonly sort: TrackerSort;
  readonly descending: boolean;
  /** Null for all that match; otherwise the filter says nothing. */
  readonly invoiceIds: readonly InvoiceId[] | null;
};

const exportPage = 2_000;

/** Every chosen row, read in pages so that memory stays flat. */
export function* everyTrackerRow(db: ReadableDb, chosen: ChosenInvoices, today: Day): Generator<TrackerRow> {
  const query = queryOfChosen(db, chosen, today);
  const { sort, descending } = chosen;
  let after: TrackerPlace | null = null;
  for (;;) {
    const page: TrackerRecord[] = listInvoices(db, query, {
      sort,
      descending,
      after,
      limit: exportPage,
    });
    for (const record of page) yield trackerRow(record, today);
    const last = page.at(-1);
    if (page.length < exportPage || !last) return;
    after = last.place;
  }
}

/** Count and sums of the chosen invoices. */
export function totalChosen(db: ReadableDb, chosen: ChosenInvoices, today: Day): TrackerTotals {
  return totalInvoices(db, queryOfChosen(db, chosen, today));
}

/** Refuses `invoices_too_many` when there are more than can be done at once. */
export function requireAtMost(db: ReadableDb, chosen: ChosenInvoices, today: Day, most: number): TrackerTotals {
  const totals = totalChosen(db, chosen, today);
  if (totals.count > most) refuse("invoices_too_many", { count: totals.count, most });
  return totals;
}

function queryOfChosen(db: ReadableDb, { filter, invoiceIds }: ChosenInvoices, today: Day): TrackerQuery {
  if (invoiceIds === null) return queryOf(db, filter, today);
  return { ...queryOf(db, emptyTrackerFilter, today), ids: [...new Set(invoiceIds)] };
}

/** `1042`, `#1042`, `INV 1042`. */
const invoiceNumber = /^\s*(?:#|inv(?:oice)?\.?\s*#?)?\s*0*(\d{1,9})\s*$/iu;

function queryOf(db: ReadableDb, filter: TrackerFilter, today: Day): TrackerQuery {
  const { text, payer, ...rest } = filter;
  const number = invoiceNumber.exec(text)?.[1];
  const terms = text.trim() === "" ? [] : termsOf(db, text);
  return {
    ...rest,
    terms,
    payerTerms: payer.trim() === "" ? null : termsOf(db, payer),
    // Text that names nobody finds nothing, rather than everything.
    number: number !== undefined ? Number(number) : terms.length === 0 && text.trim() !== "" ? 0 : null,
    today,
  };
}

function trackerRow(record: TrackerRecord, today: Day): TrackerRow {
  const { patient, payer, peopleNames, householdName, place: _place, ...row } = record;
  return {
    ...row,
    patientName: row.patientId === null ? (peopleNames ?? "") : nameOf(patient, ""),
    payerName: nameOf(payer, householdName),
    ageDays: ageDays(today, row.dueOn),
  };
}

function nameOf(name: NameColumns, otherwise: string): string {
  const { firstName, middleName, lastName, suffix, preferredName } = name;
  if (lastName === null || firstName === null) return otherwise;
  return listName({
    firstName,
    middleName: middleName ?? "",
    lastName,
    suffix: suffix ?? "",
    preferredName: preferredName ?? "",
  });
}
