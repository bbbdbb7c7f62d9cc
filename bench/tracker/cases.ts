/** What the tracker is asked for when it is measured (T1): every single filter, a status with a range of days, and others. */
import type { TrackerQuery } from "#db/invoice-tracker/conditions.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import { ageBuckets, invoiceLineKinds, invoiceStatuses } from "#domain/invoices/status-words.ts";
import { emptyTrackerFilter, trackerSorts, type TrackerSort } from "#domain/invoices/tracker-query.ts";
import { toCents } from "#domain/money.ts";
import { benchDay } from "./many-invoices.ts";

const { text: _text, payer: _payer, ...noFilter } = emptyTrackerFilter;
export const everything: TrackerQuery = { ...noFilter, terms: [], payerTerms: null, number: null, today: benchDay };
export const budgetSorts: readonly TrackerSort[] = ["date", "number", "due", "patient", "balance"];
const since = (days: number) => addDays(benchDay, -days);

/** One filter each. */
export const single: readonly (readonly [string, Partial<TrackerQuery>])[] = [
  ["nothing", {}],
  ...invoiceStatuses.map((status) => [`status ${status}`, { statuses: [status] }] as const),
  ["statuses overdue, unpaid, part paid", { statuses: ["overdue", "unpaid", "part_paid"] }],
  ["never sent", { neverSent: true }],
  ["sent by letter", { channels: ["print"] }],
  ["has a reminder", { hasReminder: true }],
  ...invoiceLineKinds.map((kind) => [`item ${kind}`, { itemKinds: [kind] }] as const),
  ["date, a month", { invoicedFrom: since(30), invoicedTo: benchDay }],
  ["date, a year long ago", { invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }],
  ["due, a month", { dueFrom: since(30), dueTo: benchDay }],
  ["due, a year long ago", { dueFrom: toDay("2021-01-01"), dueTo: toDay("2021-12-31") }],
  ["service, a month", { serviceFrom: since(30), serviceTo: benchDay }],
  ["service, a year long ago", { serviceFrom: toDay("2021-01-01"), serviceTo: toDay("2021-12-31") }],
  ["balance from 100.00", { balanceFromCents: toCents(10_000) }],
  ["balance up to 50.00", { balanceFromCents: toCents(1), balanceToCents: toCents(5_000) }],
  ...ageBuckets.map((bucket) => [`age ${bucket}`, { ageBuckets: [bucket] }] as const),
];

/** A status with a range of days. */
export const statusAndDays: readonly (readonly [string, Partial<TrackerQuery>])[] = [
  ["overdue since January", { statuses: ["overdue"], invoicedFrom: toDay("2026-01-01") }],
  ["paid in 2021", { statuses: ["paid"], invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }],
  ["paid, a month", { statuses: ["paid"], invoicedFrom: since(30), invoicedTo: benchDay }],
  ["void in 2020", { statuses: ["void"], invoicedFrom: toDay("2020-01-01"), invoicedTo: toDay("2020-12-31") }],
  ["refunded, due in 2022", { statuses: ["refunded"], dueFrom: toDay("2022-01-01"), dueTo: toDay("2022-12-31") }],
  ["unpaid, due this month", { statuses: ["unpaid"], dueFrom: toDay("2026-11-01"), dueTo: toDay("2026-11-30") }],
];

export const combinations: readonly (readonly [string, Partial<TrackerQuery>, TrackerSort])[] = [
  ["paid services with a reminder, by total", { statuses: ["paid"], itemKinds: ["service"], hasReminder: true }, "total"],
  ["never sent, balance from 10.00, by patient", { neverSent: true, balanceFromCents: toCents(1_000) }, "patient"],
  ["void fees of 2021, by payer", { statuses: ["void"], itemKinds: ["fee"], invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }, "payer"],
  ["service day 2021 and paid, by balance", { statuses: ["paid"], serviceFrom: toDay("2021-01-01"), serviceTo: toDay("2021-12-31") }, "balance"],
  ["refunded products, by paid", { statuses: ["refunded"], itemKinds: ["product"] }, "paid"],
  ["due in 2020, reminded, by number", { dueFrom: toDay("2020-01-01"), dueTo: toDay("2020-12-31"), hasReminder: true }, "number"],
  ...trackerSorts.filter((sort) => !budgetSorts.includes(sort)).flatMap((sort) => [
    [`nothing, by ${sort}`, {}, sort] as const,
    [`void, by ${sort}`, { statuses: ["void" as const] }, sort] as const,
    [`a year, by ${sort}`, { invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }, sort] as const,
  ]),
];
