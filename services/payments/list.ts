/** Payments page by page, their totals, and the whole list for a spreadsheet. */
import type { ReadableDb } from "#db/database.ts";
import {
  listPaymentRows,
  placeOf,
  totalPayments,
  type PaymentListRecord,
  type PaymentPlace,
  type PaymentQuery,
  type PaymentSort,
} from "#db/payment-list.ts";
import { findPractice } from "#db/practice.ts";
import type { Day } from "#domain/calendar.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { paymentStateWord, type PaymentState } from "#domain/payments/state-words.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";
import { termsOf } from "../people/search-patients.ts";

export type PaymentFilter = {
  readonly householdId: HouseholdId | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly tenders: readonly Tender[];
  /** Empty: every state. */
  readonly states?: readonly PaymentState[];
  /** Payer's name, a receipt number or a check number. */
  readonly text: string;
};

export type PaymentListRequest = {
  readonly filter: PaymentFilter;
  readonly sort: PaymentSort;
  readonly descending: boolean;
  readonly after?: string | null | undefined;
  readonly limit: number;
};

export type PaymentListPage = { readonly rows: PaymentListRecord[]; readonly next: string | null };

/** Refuses `list_place_unknown` for a place that is not ours. */
export function listPayments(cx: Cx, request: PaymentListRequest): PaymentListPage {
  return look<PaymentListPage>(cx, (db) => {
    const { sort, descending, limit } = request;
    const after = readPlace(request.after);
    const found = listPaymentRows(db, queryOf(db, request.filter), { sort, descending, after, limit: limit + 1 });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const place = last && placeOf(last, sort);
    return { rows, next: found.length > limit && place ? writePlace(place.key, place.id) : null };
  });
}

export type PaymentTotals = { readonly count: number; readonly sumCents: number; readonly refundedCents: number };

export function totalsOfPayments(cx: Cx, filter: PaymentFilter): PaymentTotals {
  return look<PaymentTotals>(cx, (db) => totalPayments(db, queryOf(db, filter)));
}

export function exportPaymentsCsv(cx: Cx, filter: PaymentFilter): string {
  return look<string>(cx, (db) => {
    const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
    return csvText(columns(digits), everyPayment(db, filter));
  });
}

const exportPage = 2_000;

function* everyPayment(db: ReadableDb, filter: PaymentFilter): Generator<PaymentListRecord> {
  const query = queryOf(db, filter);
  let after: PaymentPlace | null = null;
  for (;;) {
    const page: PaymentListRecord[] = listPaymentRows(db, query, {
      sort: "date",
      descending: true,
      after,
      limit: exportPage,
    });
    yield* page;
    const last = page.at(-1);
    if (page.length < exportPage || !last) return;
    after = placeOf(last, "date");
  }
}

/** `12`, `#12`, `Receipt 12`. */
const receiptNumber = /^\s*(?:#|receipt\.?\s*#?)?\s*0*(\d{1,9})\s*$/iu;

function queryOf(db: ReadableDb, filter: PaymentFilter): PaymentQuery {
  const { text, ...rest } = filter;
  const number = receiptNumber.exec(text)?.[1];
  return {
    ...rest,
    states: filter.states ?? [],
    terms: text.trim() === "" ? [] : termsOf(db, text),
    receiptNumber: number === undefined ? null : Number(number),
    reference: text.trim(),
  };
}

function columns(digits: 0 | 2): CsvColumn<PaymentListRecord>[] {
  return [
    { header: "Receipt", cell: (row) => row.receiptNumber },
    { header: "Date", cell: (row) => row.receivedOn },
    { header: "Payer", cell: (row) => row.payerName },
    { header: "Tender", cell: (row) => tenderWord(row.tender) },
    { header: "Reference", cell: (row) => row.reference },
    { header: "Amount", cell: (row) => csvAmount(row.amountCents, digits) },
    { header: "Paid on invoices", cell: (row) => csvAmount(row.appliedCents, digits) },
    { header: "To credit", cell: (row) => csvAmount(row.toCreditCents, digits) },
    { header: "Refunded", cell: (row) => csvAmount(row.refundedCents, digits) },
    { header: "State", cell: (row) => paymentStateWord(row.state) },
    { header: "Taken back", cell: (row) => row.reversedOn },
    { header: "Taken by", cell: (row) => row.takenBy },
  ];
}
