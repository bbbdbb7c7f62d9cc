/** Totals of everything a filter leaves (INV-4). Void invoices count as rows and not as money. */
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import { accessTo, alongConditions, groupConditionsOf, groupsOf, indexOf, questionOf } from "./access.ts";
import { conditionsOf, together, type Sql, type TrackerQuery } from "./conditions.ts";

export type TrackerTotals = {
  readonly count: number;
  readonly totalCents: Cents;
  readonly paidCents: Cents;
  readonly balanceCents: Cents;
};

/** Not exact where counting was given up: then there are more. */
export type CountedTotals = TrackerTotals & { readonly isExact: boolean };

/** `mayGoOn` is asked between two groups of invoices; once it says no, the answer is what was counted until then. */
export function totalInvoices(db: ReadableDb, query: TrackerQuery, mayGoOn: () => boolean = () => true): CountedTotals {
  const question = questionOf(db, query);
  const access = accessTo(db, question, null);
  if ("ids" in access) {
    const conditions = conditionsOf(query);
    const values = [...access.ids.values, ...conditions.values];
    return { ...sum(db, { text: `(${access.ids.text}) n cross join invoice i on i.id = n.id where ${conditions.text}`, values }), isExact: true };
  }
  if (access.states?.length === 0) return { ...nothing, isExact: true };
  if (access.along !== undefined) {
    const { text, values } = together(alongConditions(question, access.states, access.along));
    return { ...sum(db, { text: `invoice i indexed by ${indexOf(access.along)} where ${text}`, values }), isExact: true };
  }
  let totals = nothing;
  for (const group of groupsOf(question, access.states)) {
    if (!mayGoOn()) return { ...totals, isExact: false };
    const { text, values } = together(groupConditionsOf(question, group));
    totals = plus(totals, sum(db, { text: `invoice i indexed by invoice_group where ${text}`, values }));
  }
  return { ...totals, isExact: true };
}

/** The index of groups holds the money too, so that nothing but it is read. */
function sum(db: ReadableDb, from: Sql): TrackerTotals {
  const row = db.get<TrackerTotals>(
    `select count(*) as count, coalesce(sum(iif(i.tracker_state > 0, i.total_cents, 0)), 0) as totalCents,
       coalesce(sum(iif(i.tracker_state > 0, i.paid_cents, 0)), 0) as paidCents,
       coalesce(sum(i.balance_cents), 0) as balanceCents
     from ${from.text}`,
    ...from.values,
  );
  return row ?? nothing;
}

function plus(one: TrackerTotals, other: TrackerTotals): TrackerTotals {
  return {
    count: one.count + other.count,
    totalCents: addCents(one.totalCents, other.totalCents),
    paidCents: addCents(one.paidCents, other.paidCents),
    balanceCents: addCents(one.balanceCents, other.balanceCents),
  };
}

const nothing: TrackerTotals = { count: 0, totalCents: zeroCents, paidCents: zeroCents, balanceCents: zeroCents };
