/** What an order of the tracker is made of: runs of rows, each with the index it is walked by, and how one goes on from a place. */
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { ReadableDb, SqlValue } from "../database.ts";
import type { Sql } from "./conditions.ts";
import type { Beyond, LimitColumn, Span } from "./limits.ts";

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
  /** Rows for nobody alone, of which there are few. */
  readonly nobody: boolean;
  /** Stands before the key of its places, where an order has several runs with keys of their own. */
  readonly prefix: string | null;
  /** Balances of this span only; a filter that asks for others has no row here. */
  readonly balances: Span | null;
  /** Rows of this status only. */
  readonly status: InvoiceStatus | null;
  /** Walks against the direction of the page: the oldest due day is the greatest age. */
  readonly reversed: boolean;
};

export const oneRun = {
  join: "",
  condition: null,
  after: null,
  beyond: null,
  numbered: false,
  nobody: false,
  prefix: null,
  balances: null,
  status: null,
  reversed: false,
} as const;

const limitOf: Readonly<Record<string, LimitColumn>> = {
  "i.invoiced_on": "date",
  "i.due_on": "due",
  "i.balance_cents": "balance",
};

export function wholeRun(column: string, name: string): Part {
  return {
    ...oneRun,
    walk: `invoice i indexed by invoice_${name}`,
    stateWalk: `invoice i indexed by invoice_state_${name}`,
    key: column,
    order: [column, "i.id"],
  };
}

/** What comes after the keys and the id of a place: the rest of its equals, and then what lies beyond. */
export function fromPlace(
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

type LastRow = { readonly invoicedOn: string; readonly patientSort: string; readonly patientId: number };

/** What else the last row was sorted by; an invoice is never deleted, so it is there. */
export function lastOf(db: ReadableDb, invoiceId: number): LastRow {
  const row = db.get<LastRow>(
    `select invoiced_on as invoicedOn, coalesce(patient_sort, '') as patientSort, coalesce(patient_id, 0) as patientId
     from invoice where id = ?`,
    invoiceId,
  );
  return row ?? { invoicedOn: "", patientSort: "", patientId: 0 };
}
