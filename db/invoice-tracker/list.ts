/** A page of the tracker in any order (INV-4), reached by its place and never by OFFSET. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import { accessForNobody, accessTo, alongConditions, indexOf, inStatesOfGroup, questionOf, toldConditions, type Access, type Question } from "./access.ts";
import { conditionsOf, together, type Sql, type TrackerQuery } from "./conditions.ts";
import { askedStates, dueByState, everyState } from "./groups.ts";
import { leaveNothing } from "./limits.ts";
import { partsOf } from "./orders.ts";
import type { Part, TrackerPage, TrackerPlace } from "./parts.ts";
import { statusCase } from "./status-case.ts";

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
  readonly reminders: number;
  readonly lastRemindedOn: Day | null;
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
  way?: Access,
): TrackerRecord[] {
  const question = questionOf(db, query);
  const access = way ?? accessTo(db, question, page.sort);
  const rows: TrackerRecord[] = [];
  if ("states" in access && access.states?.length === 0) return rows;
  for (const part of partsOf(db, query, page, walks(access))) {
    if (rows.length >= page.limit) break;
    const within = part.nobody && way === undefined ? accessForNobody(db, question, access) : access;
    const statement = statementOf(db, question, page, part, within, page.limit - rows.length);
    if (statement === null) continue;
    const flat = db.all<FlatRow>(statement.text, ...statement.values);
    const names = namesOnLines(db, flat);
    for (const row of flat) rows.push(toRecord(row, names.get(row.invoiceId) ?? null, part.prefix));
  }
  return rows;
}

/** First names of the people on invoices for several, in the order of the lines: one question for a page, not one a row. */
function namesOnLines(db: ReadableDb, rows: readonly FlatRow[]): ReadonlyMap<number, string> {
  const ids = rows.flatMap(({ invoiceId, patientId }) => (patientId === null ? [invoiceId] : []));
  if (ids.length === 0) return new Map();
  const found = db.all<{ invoiceId: number; name: string }>(
    `select l.invoice_id as invoiceId, coalesce(nullif(x.preferred_name, ''), x.first_name) as name
     from json_each(?) n cross join invoice_line l on l.invoice_id = n.value cross join patient x on x.id = l.patient_id
     order by l.invoice_id, l.position`,
    JSON.stringify(ids),
  );
  const names = new Map<number, Set<string>>();
  for (const { invoiceId, name } of found) names.set(invoiceId, (names.get(invoiceId) ?? new Set()).add(name));
  return new Map([...names].map(([invoiceId, of]) => [invoiceId, [...of].join(" & ")]));
}

/** How a page is read, for tests that look at its plan; `way` other than the chosen one shows what a larger practice does. */
export function explainPage(db: ReadableDb, query: TrackerQuery, page: TrackerPage, way?: Access): string[] {
  const question = questionOf(db, query);
  const access = way ?? accessTo(db, question, page.sort);
  return partsOf(db, query, page, walks(access)).flatMap((part) => {
    const statement = statementOf(db, question, page, part, access, page.limit);
    if (statement === null) return [];
    const { text, values } = statement;
    return db.all<{ detail: string }>(`explain query plan ${text}`, ...values).map((row) => row.detail);
  });
}

/** Whether the index of the order is walked; otherwise rows are gathered and sorted. */
function walks(access: Access): boolean {
  return "states" in access && access.along === undefined;
}

/** Null where no state can hold a row of this part. */
function statementOf(
  db: ReadableDb,
  question: Question,
  page: TrackerPage,
  part: Part,
  access: Access,
  limit: number,
): Sql | null {
  if (part.balances !== null && leaveNothing(question.limits.balance, part.balances)) return null;
  const asked = part.status === null ? question : ofStatus(db, question, part.status);
  // A part of one status is walked in that status alone.
  const within = part.status === null || !("states" in access) ? access : { ...access, states: askedStates(asked.query) };
  if ("states" in within && within.states?.length === 0) return null;
  const found = idsInOrder(asked, page, part, within);
  return {
    text: `${columns} from (${found.text} limit ?) f ${details}`,
    values: [asked.query.today, ...found.values, limit],
  };
}

function ofStatus(db: ReadableDb, { query }: Question, status: InvoiceStatus): Question {
  return questionOf(db, { ...query, statuses: [status] });
}

/** Ids and what they are sorted by, in order. States are walked side by side and merged. */
function idsInOrder(question: Question, page: TrackerPage, part: Part, access: Access): Sql {
  const { query } = question;
  const direction = page.descending === part.reversed ? "asc" : "desc";
  const selected = ["i.id", part.key, ...part.order.filter((column) => column !== "i.id" && column !== part.key)];
  const own = [...(part.condition ? [part.condition] : []), ...(part.after ? [part.after] : [])];
  const select = (from: string, conditions: readonly Sql[]): Sql => {
    const { text, values } = together(conditions);
    const names = selected.map((column, at) => (at === 1 ? `${column} as place_key` : column));
    return { text: `select ${names.join(", ")} from ${from} where ${text}`, values };
  };
  const ordered = ({ text, values }: Sql, columnsInOrder: readonly (string | number)[] = part.order): Sql => ({
    text: `${text} order by ${columnsInOrder.map((column) => `${column} ${direction}`).join(", ")}`,
    values,
  });
  if ("ids" in access) {
    const { text, values } = access.ids;
    const found = select(`(${text}) n cross join invoice i on i.id = n.id ${part.join}`, [conditionsOf(query), ...own]);
    return ordered({ text: found.text, values: [...values, ...found.values] });
  }
  const { along } = access;
  if (along !== undefined) {
    const from = `invoice i indexed by ${indexOf(along)} ${part.join}`;
    return ordered(select(from, [...alongConditions(question, access.states, along), ...own]));
  }
  const told = toldConditions(question, part.beyond, part.numbered);
  if (part.stateWalk === null) {
    const states = access.states === null ? [] : [inStatesOfGroup(access.states), ...dueByState(query, everyState)];
    return ordered(select(part.walk, [...states, ...told, ...own]));
  }
  // The plain index holds the order and nothing else: whatever a filter asks is told by those of the states.
  const states = access.states ?? (told.length === 0 && part.walk !== part.stateWalk ? null : everyState);
  if (states === null) return ordered(select(part.walk, own));
  const walk = part.stateWalk;
  const branches = states.map((state) =>
    select(walk, [{ text: "i.tracker_state = ?", values: [state] }, ...dueByState(query, [state]), ...told, ...own]),
  );
  if (branches.length === 1 && branches[0]) return ordered(branches[0]);
  const all: Sql = {
    text: branches.map((branch) => branch.text).join(" union all "),
    values: branches.flatMap((branch) => branch.values),
  };
  return ordered(all, part.order.map((column) => selected.indexOf(column) + 1));
}

// The page is found first and then filled in, so that a sort carries ids and keys only. The outer
// query keeps the order of the inner one, because its joins are by key and take one row each.
const columns = `select i.id as invoiceId, i.number, i.invoiced_on as invoicedOn, i.patient_id as patientId,
  i.household_id as householdId, h.name as householdName, i.due_on as dueOn, i.total_cents as totalCents,
  i.paid_cents as paidCents, i.balance_cents as balanceCents, ${statusCase} as status,
  i.last_sent_at as lastSentAt, i.last_channel as lastChannel, i.reminders, i.last_reminded_on as lastRemindedOn,
  p.first_name as pFirst, p.middle_name as pMiddle, p.last_name as pLast, p.suffix as pSuffix,
  p.preferred_name as pPreferred,
  y.first_name as yFirst, y.middle_name as yMiddle, y.last_name as yLast, y.suffix as ySuffix,
  y.preferred_name as yPreferred,
  coalesce(f.place_key, 0) as placeKey`;

const details = `cross join invoice i on i.id = f.id cross join household h on h.id = i.household_id
  left join patient p on p.id = i.patient_id left join patient y on y.id = h.payer_patient_id`;

type FlatRow = Omit<TrackerRecord, "patient" | "payer" | "peopleNames" | "place"> &
  Record<`${"p" | "y"}${"First" | "Middle" | "Last" | "Suffix" | "Preferred"}`, string | null> & {
    readonly placeKey: string | number;
  };

/** Field by field: copying what is left of a row takes longer than reading it. */
function toRecord(row: FlatRow, peopleNames: string | null, prefix: string | null): TrackerRecord {
  return {
    invoiceId: row.invoiceId,
    number: row.number,
    invoicedOn: row.invoicedOn,
    patientId: row.patientId,
    householdId: row.householdId,
    householdName: row.householdName,
    dueOn: row.dueOn,
    totalCents: row.totalCents,
    paidCents: row.paidCents,
    balanceCents: row.balanceCents,
    status: row.status,
    lastSentAt: row.lastSentAt,
    lastChannel: row.lastChannel,
    reminders: row.reminders,
    lastRemindedOn: row.lastRemindedOn,
    patient: {
      firstName: row.pFirst,
      middleName: row.pMiddle,
      lastName: row.pLast,
      suffix: row.pSuffix,
      preferredName: row.pPreferred,
    },
    payer: {
      firstName: row.yFirst,
      middleName: row.yMiddle,
      lastName: row.yLast,
      suffix: row.ySuffix,
      preferredName: row.yPreferred,
    },
    peopleNames,
    place: { key: prefix === null ? row.placeKey : `${prefix}${row.placeKey}`, id: row.invoiceId },
  };
}
