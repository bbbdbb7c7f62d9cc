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
import { accessTo, inGroups, type Access } from "./access.ts";
import { conditionsOf, together, type Sql, type TrackerQuery } from "./conditions.ts";
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
export function listInvoices(
  db: ReadableDb,
  query: TrackerQuery,
  page: TrackerPage,
  /** Any way leads to the same rows; the one chosen is the fastest. */
  access: Access = accessTo(db, query, page.sort),
): TrackerRecord[] {
  const rows: TrackerRecord[] = [];
  if ("groups" in access && access.groups?.length === 0) return rows;
  for (const part of partsOf(db, page)) {
    if (rows.length >= page.limit) break;
    rows.push(...readPart(db, query, page, part, access, page.limit - rows.length));
  }
  return rows;
}

/** How a page is read, for tests that look at its plan; `access` other than the chosen one shows what a larger practice does. */
export function explainPage(
  db: ReadableDb,
  query: TrackerQuery,
  page: TrackerPage,
  access: Access = accessTo(db, query, page.sort),
): string[] {
  return partsOf(db, page).flatMap((part) => {
    const { text, values } = statementOf(query, page, part, access, page.limit);
    return db.all<{ detail: string }>(`explain query plan ${text}`, ...values).map((row) => row.detail);
  });
}

/** One run of rows in one order. */
type Part = {
  /** Tables that lead to the invoice in the order of the sort, when it is walked. */
  readonly walk: string;
  /** The index that leads by group, for orders of the invoice itself. */
  readonly groupWalk: string | null;
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
      return byNumber(page);
    case "date":
      return [plain("date", "i.invoiced_on", "indexed by invoice_date", page)];
    case "due":
      return [plain("due", "i.due_on", "indexed by invoice_due", page)];
    case "total":
      return [plain("total", "i.total_cents", "indexed by invoice_total", page)];
    case "balance":
      return [plain("balance", "i.balance_cents", "indexed by invoice_balance", page)];
    case "patient":
    case "payer":
      return byName(db, page, page.sort);
  }
}

function plain(name: string, column: string, index: string, page: TrackerPage): Part {
  const sign = page.descending ? "<" : ">";
  return {
    walk: `invoice i ${index}`,
    groupWalk: `invoice i indexed by invoice_group_${name}`,
    join: "",
    condition: null,
    key: column,
    order: [column, "i.id"],
    after: page.after && afterPlain(column, sign, page.after),
  };
}

function afterPlain(column: string, sign: "<" | ">", after: TrackerPlace): Sql {
  return { text: `(${column}, i.id) ${sign} (?, ?)`, values: [after.key, after.id] };
}

/** The index of `number integer unique`, the first constraint of the table; a planner left alone prefers a range of days and sorts. */
const byUniqueNumber = "indexed by sqlite_autoindex_invoice_1";

/** Drafts have no number yet and stand with the lowest, in a run of their own: its key is 0. */
function byNumber(page: TrackerPage): Part[] {
  const { after, descending } = page;
  const inDrafts = after?.key === 0;
  const numbered: Part = {
    ...plain("number", "i.number", byUniqueNumber, inDrafts ? { ...page, after: null } : page),
    condition: "i.number > 0",
  };
  const sign = descending ? "<" : ">";
  const drafts: Part = {
    ...plain("number", "i.number", byUniqueNumber, { ...page, after: null }),
    condition: "i.number is null",
    order: ["i.id"],
    after: after && inDrafts ? { text: `i.id ${sign} ?`, values: [after.id] } : null,
  };
  if (!after) return descending ? [numbered, drafts] : [drafts, numbered];
  if (descending) return inDrafts ? [drafts] : [numbered, drafts];
  return inDrafts ? [drafts, numbered] : [numbered];
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
      : "household o indexed by household_payer cross join invoice i indexed by invoice_household on i.household_id = o.id",
    groupWalk: null,
    join: isPatient ? "" : "join household o on o.id = i.household_id",
    condition: isPatient ? "i.patient_id is null" : "o.payer_patient_id is null",
    key: `'${noName}'`,
    order: isPatient ? ["i.id"] : ["o.id", "i.invoiced_on", "i.id"],
    after: null,
  };
  const withName: Part = {
    walk: isPatient
      ? "patient s indexed by patient_sort cross join invoice i indexed by invoice_patient on i.patient_id = s.id"
      : `patient s indexed by patient_sort cross join household o on o.payer_patient_id = s.id
         cross join invoice i indexed by invoice_household on i.household_id = o.id`,
    groupWalk: null,
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
  access: Access,
  limit: number,
): TrackerRecord[] {
  const { text, values } = statementOf(query, page, part, access, limit);
  return db.all<FlatRow>(text, ...values).map(toRecord);
}

function statementOf(query: TrackerQuery, page: TrackerPage, part: Part, access: Access, limit: number): Sql {
  const found = idsInOrder(query, page, part, access);
  return {
    text: `${columns} from (${found.text} limit ?) f ${details}`,
    values: [query.today, ...found.values, limit],
  };
}

/** Ids and what they are sorted by, in order. Groups are walked side by side and merged. */
function idsInOrder(query: TrackerQuery, page: TrackerPage, part: Part, access: Access): Sql {
  const direction = page.descending ? "desc" : "asc";
  const where = [
    conditionsOf(query),
    ...(part.condition ? [{ text: part.condition, values: [] }] : []),
    ...(part.after ? [part.after] : []),
  ];
  const select = (from: string, conditions: readonly Sql[]): Sql => {
    const { text, values } = together(conditions);
    return { text: `select i.id, ${part.key} as place_key from ${from} where ${text}`, values };
  };
  const ordered = ({ text, values }: Sql, columnsInOrder: readonly string[]): Sql => ({
    text: `${text} order by ${columnsInOrder.map((column) => `${column} ${direction}`).join(", ")}`,
    values,
  });
  if ("ids" in access) {
    const { text, values } = access.ids;
    const found = select(`(${text}) n cross join invoice i on i.id = n.id ${part.join}`, where);
    return ordered({ text: found.text, values: [...values, ...found.values] }, part.order);
  }
  const { groups } = access;
  if (groups === null) return ordered(select(part.walk, where), part.order);
  if (part.groupWalk === null || groups.length > mostMerged) {
    return ordered(select(part.walk, [inGroups(groups), ...where]), part.order);
  }
  const walk = part.groupWalk;
  const branches = groups.map((group) => select(walk, [{ text: "i.tracker_group = ?", values: [group] }, ...where]));
  if (branches.length === 1 && branches[0]) return ordered(branches[0], part.order);
  const all: Sql = {
    text: branches.map((branch) => branch.text).join(" union all "),
    values: branches.flatMap((branch) => branch.values),
  };
  return ordered(all, ["2", "1"]);
}

/** More walks at once than this cost more than they save. */
const mostMerged = 150;

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
  coalesce(f.place_key, 0) as placeKey`;

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
