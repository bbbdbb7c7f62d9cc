/**
 * A page of the tracker in any order (INV-4), reached by its place and never by OFFSET. A page in
 * the order of a name has two parts: invoices without that person, and those with one.
 */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, SqlValue } from "../database.ts";
import { narrowIds, partialWalk } from "./access.ts";
import { conditionsOf, type Sql, type TrackerQuery } from "./conditions.ts";
import { statusCase } from "./status-case.ts";

/** The last row before the page: what it was sorted by, and its id. */
export type TrackerPlace = { readonly key: string | number; readonly id: number };

export type TrackerPage = {
  readonly sort: TrackerSort;
  readonly descending: boolean;
  readonly after: TrackerPlace | null;
  readonly limit: number;
};

export type NameColumns = {
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly suffix: string | null;
  readonly preferredName: string | null;
};

export type TrackerRecord = {
  readonly invoiceId: InvoiceId;
  readonly number: number | null;
  readonly invoicedOn: Day;
  readonly patientId: PatientId | null;
  readonly householdId: HouseholdId;
  readonly householdName: string;
  readonly dueOn: Day;
  readonly totalCents: Cents;
  readonly paidCents: Cents;
  readonly balanceCents: Cents;
  readonly status: InvoiceStatus;
  readonly lastSentAt: Instant | null;
  readonly lastChannel: string | null;
  readonly patient: NameColumns;
  readonly payer: NameColumns;
  /** First names of everybody on an invoice that is for several people. */
  readonly peopleNames: string | null;
  readonly place: TrackerPlace;
};

/** The rows after a place, at most `limit`. */
export function listInvoices(db: ReadableDb, query: TrackerQuery, page: TrackerPage): TrackerRecord[] {
  const narrow = narrowIds(db, query, page.sort);
  const rows: TrackerRecord[] = [];
  for (const part of partsOf(db, page)) {
    if (rows.length >= page.limit) break;
    rows.push(...readPart(db, query, page, part, narrow, page.limit - rows.length));
  }
  return rows;
}

/** The statement of a page's first part, for tests that look at its plan. */
export function explainPage(db: ReadableDb, query: TrackerQuery, page: TrackerPage): string[] {
  const narrow = narrowIds(db, query, page.sort);
  return partsOf(db, page).flatMap((part) => {
    const { text, values } = statementOf(query, page, part, narrow, page.limit);
    return db.all<{ detail: string }>(`explain query plan ${text}`, ...values).map((row) => row.detail);
  });
}

/** One run of rows in one order. */
type Part = {
  /** Tables that lead to the invoice in the order of the sort, when it is walked. */
  readonly walk: string;
  /** The same join when invoices are taken by id. */
  readonly join: string;
  readonly condition: string | null;
  readonly key: string;
  readonly order: readonly string[];
  readonly after: Sql | null;
};

function partsOf(db: ReadableDb, page: TrackerPage): Part[] {
  switch (page.sort) {
    case "number":
      return [plain("i.number", "", page)];
    case "date":
      return [plain("i.invoiced_on", "indexed by invoice_date", page)];
    case "due":
      return [plain("i.due_on", "indexed by invoice_due", page)];
    case "total":
      return [plain("i.total_cents", "indexed by invoice_total", page)];
    case "balance":
      return [plain("i.balance_cents", "indexed by invoice_balance", page)];
    case "patient":
    case "payer":
      return byName(db, page, page.sort);
  }
}

function plain(column: string, index: string, page: TrackerPage): Part {
  const sign = page.descending ? "<" : ">";
  return {
    walk: `invoice i ${index}`,
    join: "",
    condition: null,
    // Drafts have no number yet and stand with the lowest.
    key: column === "i.number" ? "coalesce(i.number, 0)" : column,
    order: [column, "i.id"],
    after: page.after && afterPlain(column, sign, page.after),
  };
}

function afterPlain(column: string, sign: "<" | ">", after: TrackerPlace): Sql {
  if (column === "i.number" && after.key === 0) {
    return sign === "<"
      ? { text: "i.number is null and i.id < ?", values: [after.id] }
      : { text: "(i.number is not null or i.id > ?)", values: [after.id] };
  }
  const text = `(${column}, i.id) ${sign} (?, ?)`;
  const drafts = column === "i.number" && sign === "<" ? `(${text} or i.number is null)` : text;
  return { text: drafts, values: [after.key, after.id] };
}

/** A page in the order of names goes on from its last invoice, whose person is looked up again. */
const noName = "-";
const named = "=";

function byName(db: ReadableDb, page: TrackerPage, who: "patient" | "payer"): Part[] {
  const { after, descending } = page;
  const sign = descending ? "<" : ">";
  const isPatient = who === "patient";
  const without: Part = {
    walk: isPatient
      ? "invoice i indexed by invoice_patient"
      : "household o indexed by household_payer cross join invoice i on i.household_id = o.id",
    join: isPatient ? "" : "join household o on o.id = i.household_id",
    condition: isPatient ? "i.patient_id is null" : "o.payer_patient_id is null",
    key: `'${noName}'`,
    order: isPatient ? ["i.id"] : ["o.id", "i.invoiced_on", "i.id"],
    after: null,
  };
  const withName: Part = {
    walk: isPatient
      ? "patient s indexed by patient_sort cross join invoice i on i.patient_id = s.id"
      : `patient s indexed by patient_sort cross join household o on o.payer_patient_id = s.id
         cross join invoice i on i.household_id = o.id`,
    join: isPatient
      ? "join patient s on s.id = i.patient_id"
      : "join household o on o.id = i.household_id join patient s on s.id = o.payer_patient_id",
    condition: "s.staged_batch_id is null",
    key: `'${named}'`,
    order: isPatient
      ? ["s.sort_name", "s.id", "i.id"]
      : ["s.sort_name", "s.id", "o.id", "i.invoiced_on", "i.id"],
    after: null,
  };
  const parts = descending ? [withName, without] : [without, withName];
  if (!after) return parts;
  const inNamed = after.key === named;
  const current = inNamed ? withName : without;
  const place = inNamed
    ? afterName(db, after.id, isPatient, sign)
    : afterNobody(db, after.id, isPatient, sign);
  const rest = parts.slice(parts.indexOf(current) + 1);
  return [{ ...current, after: place }, ...rest];
}

type Whose = {
  readonly name: string;
  readonly person: number;
  readonly householdId: number;
  readonly invoicedOn: string;
};

/** Where the last row stands among its equals; an invoice is never deleted, so it is there. */
function whose(db: ReadableDb, invoiceId: number, isPatient: boolean): Whose {
  const row = db.get<Whose>(
    `select coalesce(s.sort_name, '') as name, coalesce(s.id, 0) as person, i.household_id as householdId,
       i.invoiced_on as invoicedOn
     from invoice i join household h on h.id = i.household_id
       left join patient s on s.id = ${isPatient ? "i.patient_id" : "h.payer_patient_id"}
     where i.id = ?`,
    invoiceId,
  );
  return row ?? { name: "", person: 0, householdId: 0, invoicedOn: "" };
}

function afterName(db: ReadableDb, id: number, isPatient: boolean, sign: "<" | ">"): Sql {
  const { name, person, householdId, invoicedOn } = whose(db, id, isPatient);
  const [inner, marks, values]: [string, string, SqlValue[]] = isPatient
    ? ["i.id", "?", [id]]
    : ["(o.id, i.invoiced_on, i.id)", "(?, ?, ?)", [householdId, invoicedOn, id]];
  // The first part is a range of the walked index; the second passes over the rest of the last person.
  return {
    text: `(s.sort_name, s.id) ${sign}= (?, ?) and (s.id <> ? or ${inner} ${sign} ${marks})`,
    values: [name, person, person, ...values],
  };
}

function afterNobody(db: ReadableDb, id: number, isPatient: boolean, sign: "<" | ">"): Sql {
  if (isPatient) return { text: `i.id ${sign} ?`, values: [id] };
  const at = whose(db, id, false);
  return {
    text: `(o.id, i.invoiced_on, i.id) ${sign} (?, ?, ?)`,
    values: [at.householdId, at.invoicedOn, id],
  };
}

function readPart(
  db: ReadableDb,
  query: TrackerQuery,
  page: TrackerPage,
  part: Part,
  narrow: Sql | null,
  limit: number,
): TrackerRecord[] {
  const { text, values } = statementOf(query, page, part, narrow, limit);
  return db.all<FlatRow>(text, ...values).map(toRecord);
}

function statementOf(
  query: TrackerQuery,
  page: TrackerPage,
  part: Part,
  narrow: Sql | null,
  limit: number,
): Sql {
  const conditions = conditionsOf(query);
  const direction = page.descending ? "desc" : "asc";
  const where = [
    conditions.text,
    ...(part.condition ? [part.condition] : []),
    ...(part.after ? [part.after.text] : []),
  ].join(" and ");
  const from = narrow
    ? `(${narrow.text}) n cross join invoice i on i.id = n.id ${part.join}`
    : (partialWalk(query, page.sort) ?? part.walk);
  const found = `select i.id, ${part.key} as place_key from ${from}
    where ${where} order by ${part.order.map((column) => `${column} ${direction}`).join(", ")} limit ?`;
  return {
    text: `${columns} from (${found}) f ${details}`,
    values: [
      query.today,
      ...(narrow?.values ?? []),
      ...conditions.values,
      ...(part.after?.values ?? []),
      limit,
    ],
  };
}

// The page is found first and then filled in, so that a sort carries ids and keys only. The outer
// query keeps the order of the inner one, because its joins are by key and take one row each.
const columns = `select i.id as invoiceId, i.number, i.invoiced_on as invoicedOn, i.patient_id as patientId,
  i.household_id as householdId, h.name as householdName, i.due_on as dueOn, i.total_cents as totalCents,
  i.paid_cents as paidCents, i.balance_cents as balanceCents, ${statusCase} as status,
  i.last_sent_at as lastSentAt, i.last_channel as lastChannel,
  p.first_name as pFirst, p.middle_name as pMiddle, p.last_name as pLast, p.suffix as pSuffix,
  p.preferred_name as pPreferred,
  y.first_name as yFirst, y.middle_name as yMiddle, y.last_name as yLast, y.suffix as ySuffix,
  y.preferred_name as yPreferred,
  iif(i.patient_id is not null, null, (select group_concat(name, ' & ') from (
    select distinct coalesce(nullif(x.preferred_name, ''), x.first_name) as name
    from invoice_line l join patient x on x.id = l.patient_id where l.invoice_id = i.id))) as peopleNames,
  f.place_key as placeKey`;

const details = `cross join invoice i on i.id = f.id cross join household h on h.id = i.household_id
  left join patient p on p.id = i.patient_id left join patient y on y.id = h.payer_patient_id`;

type FlatRow = Omit<TrackerRecord, "patient" | "payer" | "place"> &
  Record<`${"p" | "y"}${"First" | "Middle" | "Last" | "Suffix" | "Preferred"}`, string | null> & {
    readonly placeKey: string | number;
  };

function toRecord(row: FlatRow): TrackerRecord {
  const { pFirst, pMiddle, pLast, pSuffix, pPreferred, ...afterPatient } = row;
  const { yFirst, yMiddle, yLast, ySuffix, yPreferred, placeKey, ...rest } = afterPatient;
  return {
    ...rest,
    patient: {
      firstName: pFirst,
      middleName: pMiddle,
      lastName: pLast,
      suffix: pSuffix,
      preferredName: pPreferred,
    },
    payer: {
      firstName: yFirst,
      middleName: yMiddle,
      lastName: yLast,
      suffix: ySuffix,
      preferredName: yPreferred,
    },
    place: { key: placeKey, id: row.invoiceId },
  };
}
