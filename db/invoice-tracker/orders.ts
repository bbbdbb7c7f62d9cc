/**
 * The orders of the tracker (INV-4): which index is walked, from which place on. Most orders are one
 * run of rows; where some invoices have nothing to be sorted by (no number, no person, never sent,
 * nothing past due) those are a run of their own, and the order of status is a run for each status.
 */
import { invoiceStatuses } from "#domain/invoices/status-words.ts";
import type { ReadableDb } from "../database.ts";
import type { TrackerQuery } from "./conditions.ts";
import { neverRemindedGroup, neverSentGroup } from "./groups.ts";
import { byPatient, byPayer } from "./orders-by-name.ts";
import type { Span } from "./limits.ts";
import { fromPlace, lastOf, oneRun, wholeRun, type Part, type TrackerPage } from "./parts.ts";
import { isOpenSql } from "./status-case.ts";

/**
 * `walks` is false where ids are gathered and sorted: then a page is one statement. A walk from a place
 * is two, the rest of the rows with its very key and those beyond, because an index is entered by an
 * equal key and an id, and by a key, but not by both compared at once.
 */
export function partsOf(db: ReadableDb, query: TrackerQuery, page: TrackerPage, walks: boolean): Part[] {
  switch (page.sort) {
    case "number":
      return byNumber(page);
    case "date":
      return plain(page, "i.invoiced_on", "date", walks);
    case "due":
      return plain(page, "i.due_on", "due", walks);
    case "total":
      return plain(page, "i.total_cents", "total", walks).map((part) => ({ ...part, stateWalk: null }));
    case "paid":
      return plain(page, "i.paid_cents", "paid", walks).map((part) => ({ ...part, stateWalk: null }));
    case "balance":
      return byBalance(db, page, walks);
    case "patient":
      return byPatient(db, page, walks);
    case "payer":
      return byPayer(db, page);
    case "age":
      return inRuns(page, byAge(query), walks);
    case "status":
      return inRuns(page, byStatus(query), walks);
    case "sent":
      return inRuns(page, bySending(), walks);
    case "reminders":
      return inRuns(page, byReminders(), walks);
  }
}

function plain(page: TrackerPage, column: string, name: string, walks: boolean): Part[] {
  const part = wholeRun(column, name);
  return page.after === null
    ? [part]
    : fromPlace(part, [column], page.descending ? "<" : ">", [page.after.key], page.after.id, walks);
}

/** A run of an order with several: its name begins the key of its places. */
type Run = Pick<Part, "walk" | "stateWalk" | "condition" | "key" | "status" | "reversed"> & {
  readonly name: string;
  readonly numeric: boolean;
};

const byDate = {
  walk: "invoice i indexed by invoice_date",
  stateWalk: "invoice i indexed by invoice_state_date",
  key: "i.invoiced_on",
  condition: null,
  status: null,
  reversed: false,
  numeric: false,
} as const;

/** In the order in which they are decided, and within one by date. */
function byStatus({ statuses }: TrackerQuery): readonly Run[] {
  return invoiceStatuses
    .filter((status) => statuses.length === 0 || statuses.includes(status))
    .map((status) => ({ ...byDate, name: status, status }));
}

/** Nothing is past due on the first run; the age of the others grows as their due day goes back. */
function byAge({ today }: TrackerQuery): readonly Run[] {
  const aged = `${isOpenSql} and i.due_on < ?`;
  return [
    { ...byDate, name: "none", condition: { text: `not (${aged})`, values: [today] } },
    {
      ...byDate,
      name: "aged",
      walk: "invoice i indexed by invoice_open",
      stateWalk: "invoice i indexed by invoice_state_due",
      key: "i.due_on",
      condition: { text: aged, values: [today] },
      reversed: true,
    },
  ];
}

function bySending(): readonly Run[] {
  return [
    {
      ...byDate,
      name: "never",
      condition: { text: `${neverSentGroup} and i.last_sent_at is null`, values: [] },
    },
    {
      ...byDate,
      name: "sent",
      walk: "invoice i indexed by invoice_sent_last",
      stateWalk: null,
      key: "i.last_sent_at",
      condition: { text: "i.last_sent_at is not null", values: [] },
    },
  ];
}

function byReminders(): readonly Run[] {
  return [
    {
      ...byDate,
      name: "none",
      condition: { text: `${neverRemindedGroup} and i.reminders = 0`, values: [] },
    },
    {
      ...byDate,
      name: "some",
      walk: "invoice i indexed by invoice_reminded",
      stateWalk: null,
      key: "i.reminders",
      condition: { text: "i.reminders > 0", values: [] },
      numeric: true,
    },
  ];
}

/** The runs in the direction of the page, from the place on: `sent:2026-11-01T…` lies in the run `sent`. */
function inRuns(page: TrackerPage, ascending: readonly Run[], walks: boolean): Part[] {
  const { after, descending } = page;
  const runs = descending ? ascending.toReversed() : ascending;
  const [name, key] = after === null ? ["", ""] : splitKey(String(after.key));
  const at = runs.findIndex((run) => run.name === name);
  return runs.slice(Math.max(0, at)).flatMap((run, index): Part[] => {
    const { name: runName, numeric, ...rest } = run;
    const part: Part = { ...oneRun, ...rest, order: [run.key, "i.id"], prefix: `${runName}:` };
    if (after === null || at < 0 || index > 0) return [part];
    const sign = descending === run.reversed ? ">" : "<";
    return fromPlace(part, [run.key], sign, [numeric ? Number(key) : key], after.id, walks);
  });
}

function splitKey(key: string): readonly [string, string] {
  const colon = key.indexOf(":");
  return [key.slice(0, colon), key.slice(colon + 1)];
}

/** The index of `number integer unique`, the first constraint of the table; a planner left alone prefers a range of days and sorts. */
const byUniqueNumber = "indexed by sqlite_autoindex_invoice_1";

/** Drafts have no number yet and stand with the lowest, in a run of their own: its key is 0. */
function byNumber(page: TrackerPage): Part[] {
  const { after, descending } = page;
  const inDrafts = after?.key === 0;
  const sign = descending ? "<" : ">";
  const numbers: Part = { ...wholeRun("i.number", "number"), walk: `invoice i ${byUniqueNumber}` };
  // A lower limit of its own would be walked from where the place is meant.
  const lowest = { text: "i.number > 0", values: [] };
  const from = after && !inDrafts ? { text: `i.number ${sign} ?`, values: [after.key] } : null;
  const numbered: Part = {
    ...numbers,
    condition: from && sign === ">" ? null : lowest,
    after: from,
    beyond: from && { column: "number", sign },
    numbered: true,
  };
  const drafts: Part = {
    ...numbers,
    condition: { text: "i.number is null", values: [] },
    order: ["i.id"],
    after: after && inDrafts ? { text: `i.id ${sign} ?`, values: [after.id] } : null,
  };
  if (!after) return descending ? [numbered, drafts] : [drafts, numbered];
  if (descending) return inDrafts ? [drafts] : [numbered, drafts];
  return inDrafts ? [drafts, numbered] : [numbered];
}

/**
 * Nothing is owed on nearly all of them. What is paid stands by date, so that a range of days is a range
 * of it; the others by amount and date.
 */
function byBalance(db: ReadableDb, page: TrackerPage, walks: boolean): Part[] {
  const { after, descending } = page;
  const sign = descending ? "<" : ">";
  const signed = (condition: string, balances: Span, order: readonly string[]): Part => ({
    ...wholeRun("i.balance_cents", "state_balance"),
    walk: "invoice i indexed by invoice_state_balance",
    stateWalk: "invoice i indexed by invoice_state_balance",
    condition: { text: condition, values: [] },
    balances,
    order: [...order, "i.id"],
  });
  const byAmount = ["i.balance_cents", "i.invoiced_on"];
  const ascending = [
    { of: -1, columns: byAmount, part: signed("i.balance_cents < 0", { from: null, to: -1 }, byAmount) },
    { of: 0, columns: ["i.invoiced_on"], part: signed("i.balance_cents = 0", { from: 0, to: 0 }, ["i.invoiced_on"]) },
    { of: 1, columns: byAmount, part: signed("i.balance_cents > 0", { from: 1, to: null }, byAmount) },
  ];
  const runs = descending ? ascending.toReversed() : ascending;
  if (!after) return runs.map(({ part }) => part);
  const amount = Number(after.key);
  const at = runs.findIndex(({ of }) => of === Math.sign(amount));
  const { invoicedOn } = lastOf(db, after.id);
  return runs.slice(at).flatMap(({ part, columns }, index) => {
    if (index > 0) return [part];
    if (amount === 0) return fromPlace(part, columns, sign, [invoicedOn], after.id, walks);
    // The place is a limit of the amount itself; the sign is needed on the other side alone.
    const isLimit = (amount > 0) === descending;
    return fromPlace(isLimit ? part : { ...part, condition: null }, columns, sign, [amount, invoicedOn], after.id, walks);
  });
}

