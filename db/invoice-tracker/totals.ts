/** Totals of everything a filter leaves (INV-4). Void invoices count as rows and not as money. */
import { zeroCents, type Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import { accessTo, alongConditions, indexOf, type Access, type Question } from "./access.ts";
import { conditionsOf, together, type Sql, type TrackerQuery } from "./conditions.ts";
import { limitsOf } from "./limits.ts";

export type TrackerTotals = {
  readonly count: number;
  readonly totalCents: Cents;
  readonly paidCents: Cents;
  readonly balanceCents: Cents;
};

export function totalInvoices(db: ReadableDb, query: TrackerQuery): TrackerTotals {
  const question = { query, limits: limitsOf(db, query) };
  const access = accessTo(db, question, null);
  if ("states" in access && access.states?.length === 0) return nothing;
  const found = rowsOf(question, access);
  return (
    db.get<TrackerTotals>(
      `select count(*) as count, coalesce(sum(iif(i.voided_on is null, i.total_cents, 0)), 0) as totalCents,
         coalesce(sum(iif(i.voided_on is null, i.paid_cents, 0)), 0) as paidCents,
         coalesce(sum(i.balance_cents), 0) as balanceCents
       from ${found.text}`,
      ...found.values,
    ) ?? nothing
  );
}

function rowsOf(question: Question, access: Access): Sql {
  if ("ids" in access) {
    const conditions = conditionsOf(question.query);
    return {
      text: `(${access.ids.text}) n cross join invoice i on i.id = n.id where ${conditions.text}`,
      values: [...access.ids.values, ...conditions.values],
    };
  }
  if (access.along !== undefined) {
    const { text, values } = together(alongConditions(question, access.states, access.along));
    return { text: `invoice i indexed by ${indexOf(access.along)} where ${text}`, values };
  }
  const { text, values } = conditionsOf(question.query);
  return { text: `invoice i where ${text}`, values };
}

const nothing: TrackerTotals = { count: 0, totalCents: zeroCents, paidCents: zeroCents, balanceCents: zeroCents };
