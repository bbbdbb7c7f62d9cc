/**
 * The orders of the tracker (INV-4): which index is walked, from which place on. Most orders are one
 * run of rows; where some invoices have nothing to be sorted by (no number, no person, never sent,
 * nothing past due) those are a run of their own, and the order of status is a run for each status.
 */
import { invoiceStatuses, type InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { ReadableDb, SqlValue } from "../database.ts";
import type { Sql, TrackerQuery } from "./conditions.ts";
import { neverRemindedGroup, neverSentGroup } from "./groups.ts";
import type { Beyond, LimitColumn } from "./limits.ts";
import { isOpenSql } from "./status-case.ts";

/** The last row before the page: what it was sorted by, and its id. */
export type TrackerPlace = { readonly key: string | number; readonly id: number };

export type TrackerPage = {
  readonly sort: TrackerSort;
  readonly descending: boolean;
  readonly after: TrackerPlace | null;
  readonly limit: number;
};

/** One run of rows in one order. */
export type Part = {
  /** Tables that lead to the invoice in the order of the sort, when it is walked. */
  readonly walk: string;
  /** The index that leads by state, for orders of the invoice itself. */
  readonly stateWalk: string | null;
  /** The same join when invoices are taken by id. */
  readonly join: string;
  readonly condition: Sql | null;
  readonly key: string;
  readonly order: readonly string[];
  readonly after: Sql | null;
  /** On which side of which column `after` is a limit of its own. */
  readonly beyond: Beyond | null;
  /** Rows that have a number, which is a limit of the order itself. */
  readonly numbered: boolean;
  /** Stands before the key of its places, where an order has several runs with keys of their own. */
  readonly prefix: string | null;
  /** Rows of this status only. */
  readonly status: InvoiceStatus | null;
  /** Walks against the direction of the page: the oldest due day is the greatest age. */
  readonly reversed: boolean;
};

const oneRun = {
  join: "",
  condition: null,
  after: null,
  beyond: null,
  numbered: false,
  prefix: null,
  status: null,
  reversed: false,
} as const;

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

const limitOf: Readonly<Record<string, LimitColumn>> = {
  "i.invoiced_on": "date",
  "i.due_on": "due",
  "i.balance_cents": "balance",
};

function plain(page: TrackerPage, column: string, name: string, walks: boolean): Part[] {
  const part = wholeRun(column, name);
  return page.after === null
    ? [part]
    : fromPlace(part, [column], page.descending ? "<" : ">", [page.after.key], page.after.id, walks);
}

function wholeRun(column: string, name: string): Part {
  return {
    ...oneRun,
    walk: `invoice i indexed by invoice_${name}`,
    stateWalk: `invoice i indexed by invoice_state_${name}`,
    key: column,
    order: [column, "i.id"],
  };
}

/** What comes after the keys and the id of a place: the rest of its equals, and then what lies beyond. */
function fromPlace(
  part: Part,
  columns: readonly string[],
  sign: "<" | ">",
  keys: readonly SqlValue[],
  id: number,
  walks: boolean,
): Part[] {
  const vector = (parts: readonly string[]) => (parts.length === 1 ? parts.join("") : `(${parts.join(", ")})`);
  const marks = (count: number) => vector(Array.from({ length: count }, () => "?"));
  if (!walks) {
    const all = [...columns, "i.id"];
    return [{ ...part, after: { text: `${vector(all)} ${sign} ${marks(all.length)}`, values: [...keys, id] } }];
  }
  const equal = columns.map((column) => `${column} = ?`).join(" and ");
  const column = limitOf[columns[0] ?? ""];
  const beyond = column === undefined ? null : ({ column, sign } as const);
  return [
    { ...part, after: { text: `${equal} and i.id ${sign} ?`, values: [...keys, id] }, beyond },
    { ...part, after: { text: `${vector(columns)} ${sign} ${marks(keys.length)}`, values: keys }, beyond },
  ];
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
  const signed = (condition: string, order: readonly string[]): Part => ({
    ...wholeRun("i.balance_cents", "state_balance"),
    walk: "invoice i indexed by invoice_state_balance",
    stateWalk: "invoice i indexed by invoice_state_balance",
    condition: { text: condition, values: [] },
    order: [...order, "i.id"],
  });
  const byAmount = ["i.balance_cents", "i.invoiced_on"];
  const ascending = [
    { of: -1, columns: byAmount, part: signed("i.balance_cents < 0", byAmount) },
    { of: 0, columns: ["i.invoiced_on"], part: signed("i.balance_cents = 0", ["i.invoiced_on"]) },
    { of: 1, columns: byAmount, part: signed("i.balance_cents > 0", byAmount) },
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

/** A page in the order of names goes on from its last invoice, whose person is looked up again. */
const noName = "-";
const named = "=";

/** By the name that the invoice keeps of its person; those for several people, or nobody, have none. */
function byPatient(db: ReadableDb, page: TrackerPage, walks: boolean): Part[] {
  const { after, descending } = page;
  const sign = descending ? "<" : ">";
  const run: Part = {
    ...oneRun,
    walk: "invoice i indexed by invoice_state_patient",
    stateWalk: "invoice i indexed by invoice_state_patient",
    key: `'${noName}'`,
    order: ["i.id"],
    condition: { text: "i.patient_sort is null and i.patient_id is null", values: [] },
  };
  const who = ["i.patient_sort", "i.patient_id"];
  const withName: Part = {
    ...run,
    key: `'${named}'`,
    order: [...who, "i.id"],
    condition: { text: "i.patient_sort is not null", values: [] },
  };
  if (!after) return descending ? [withName, run] : [run, withName];
  if (after.key !== named) {
    const rest: Part = { ...run, after: { text: `i.id ${sign} ?`, values: [after.id] } };
    return descending ? [rest] : [rest, withName];
  }
  const { patientSort, patientId } = lastOf(db, after.id);
  const rest = fromPlace({ ...withName, condition: null }, who, sign, [patientSort, patientId], after.id, walks);
  return descending ? [...rest, run] : rest;
}

type LastRow = { readonly invoicedOn: string; readonly patientSort: string; readonly patientId: number };

/** What else the last row was sorted by; an invoice is never deleted, so it is there. */
function lastOf(db: ReadableDb, invoiceId: number): LastRow {
  const row = db.get<LastRow>(
    `select invoiced_on as invoicedOn, coalesce(patient_sort, '') as patientSort, coalesce(patient_id, 0) as patientId
     from invoice where id = ?`,
    invoiceId,
  );
  return row ?? { invoicedOn: "", patientSort: "", patientId: 0 };
}

function byPayer(db: ReadableDb, page: TrackerPage): Part[] {
  const { after, descending } = page;
  const sign = descending ? "<" : ">";
  const without: Part = {
    ...oneRun,
    walk: "household o indexed by household_payer cross join invoice i indexed by invoice_household on i.household_id = o.id",
    stateWalk: null,
    join: "join household o on o.id = i.household_id",
    condition: { text: "o.payer_patient_id is null", values: [] },
    key: `'${noName}'`,
    order: ["o.id", "i.invoiced_on", "i.id"],
  };
  const withName: Part = {
    ...oneRun,
    walk: `patient s indexed by patient_sort cross join household o on o.payer_patient_id = s.id
         cross join invoice i indexed by invoice_household on i.household_id = o.id`,
    stateWalk: null,
    join: "join household o on o.id = i.household_id join patient s on s.id = o.payer_patient_id",
    condition: { text: "s.staged_batch_id is null", values: [] },
    key: `'${named}'`,
    order: ["s.sort_name", "s.id", "o.id", "i.invoiced_on", "i.id"],
  };
  const parts = descending ? [withName, without] : [without, withName];
  if (!after) return parts;
  const current = after.key === named ? withName : without;
  const rest = parts.slice(parts.indexOf(current) + 1);
  return [{ ...current, after: afterPayer(db, after, sign) }, ...rest];
}

type Payer = {
  readonly name: string;
  readonly person: number;
  readonly householdId: number;
  readonly invoicedOn: string;
};

/** The rest of the last household's payer, and then beyond: the first part is a range of the walked index. */
function afterPayer(db: ReadableDb, { key, id }: TrackerPlace, sign: "<" | ">"): Sql {
  const { name, person, householdId, invoicedOn } = db.get<Payer>(
    `select coalesce(s.sort_name, '') as name, coalesce(s.id, 0) as person, i.household_id as householdId,
       i.invoiced_on as invoicedOn
     from invoice i join household h on h.id = i.household_id left join patient s on s.id = h.payer_patient_id
     where i.id = ?`,
    id,
  ) ?? { name: "", person: 0, householdId: 0, invoicedOn: "" };
  const inHousehold: Sql = {
    text: `(o.id, i.invoiced_on, i.id) ${sign} (?, ?, ?)`,
    values: [householdId, invoicedOn, id],
  };
  if (key !== named) return inHousehold;
  return {
    text: `(s.sort_name, s.id) ${sign}= (?, ?) and (s.id <> ? or ${inHousehold.text})`,
    values: [name, person, person, ...inHousehold.values],
  };
}
