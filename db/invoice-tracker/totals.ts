/** Totals of everything a filter leaves (INV-4). Void invoices count as rows and not as money. */
import { zeroCents, type Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import { accessTo } from "./access.ts";
import { conditionsOf, type TrackerQuery } from "./conditions.ts";

export type TrackerTotals = {
  readonly count: number;
  readonly totalCents: Cents;
  readonly paidCents: Cents;
  readonly balanceCents: Cents;
};

export function totalInvoices(db: ReadableDb, query: TrackerQuery): TrackerTotals {
  const access = accessTo(db, query, null);
  if ("states" in access && access.states?.length === 0) return nothing;
  const narrow = "ids" in access ? access.ids : null;
  const conditions = conditionsOf(query);
  const from = narrow ? `(${narrow.text}) n cross join invoice i on i.id = n.id` : "invoice i";
  const row = db.get<TrackerTotals>(
    `select count(*) as count, coalesce(sum(iif(i.voided_on is null, i.total_cents, 0)), 0) as totalCents,
       coalesce(sum(iif(i.voided_on is null, i.paid_cents, 0)), 0) as paidCents,
       coalesce(sum(i.balance_cents), 0) as balanceCents
     from ${from} where ${conditions.text}`,
    ...(narrow?.values ?? []),
    ...conditions.values,
  );
  return row ?? nothing;
}

const nothing: TrackerTotals = { count: 0, totalCents: zeroCents, paidCents: zeroCents, balanceCents: zeroCents };
