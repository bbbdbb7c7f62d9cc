/** A page of the tracker in any order (INV-4), reached by its place and never by OFFSET. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import { accessTo, inStatesOfGroup, type Access } from "./access.ts";
import { conditionsOf, together, type Sql, type TrackerQuery } from "./conditions.ts";
import { askedStates, groupConditions } from "./groups.ts";
import { partsOf, type Part, type TrackerPage, type TrackerPlace } from "./orders.ts";
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
  access: Access = accessTo(db, query, page.sort),
): TrackerRecord[] {
  const rows: TrackerRecord[] = [];
  if ("states" in access && access.states?.length === 0) return rows;
  for (const part of partsOf(db, query, page, "states" in access)) {
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
  return partsOf(db, query, page, "states" in access).flatMap((part) => {
    const statement = statementOf(query, page, part, access, page.limit);
    if (statement === null) return [];
    const { text, values } = statement;
    return db.all<{ detail: string }>(`explain query plan ${text}`, ...values).map((row) => row.detail);
  });
}

function readPart(
  db: ReadableDb,
  query: TrackerQuery,
  page: TrackerPage,
  part: Part,
  access: Access,
  limit: number,
): TrackerRecord[] {
  const statement = statementOf(query, page, part, access, limit);
  if (statement === null) return [];
  return db.all<FlatRow>(statement.text, ...statement.values).map((row) => toRecord(row, part.prefix));
}

/** Null where no state can hold a row of this part. */
function statementOf(
  query: TrackerQuery,
  page: TrackerPage,
  part: Part,
  access: Access,
  limit: number,
): Sql | null {
  const asked = part.status === null ? query : { ...query, statuses: [part.status] };
  const within = accessOfPart(asked, part, access);
  if ("states" in within && within.states?.length === 0) return null;
  const found = idsInOrder(asked, page, part, within);
  return {
    text: `${columns} from (${found.text} limit ?) f ${details}`,
    values: [query.today, ...found.values, limit],
  };
}

/** A part of one status is walked in that status alone. */
function accessOfPart(query: TrackerQuery, part: Part, access: Access): Access {
  return "ids" in access || part.status === null ? access : { states: askedStates(query) };
}

/** Ids and what they are sorted by, in order. States are walked side by side and merged. */
function idsInOrder(query: TrackerQuery, page: TrackerPage, part: Part, access: Access): Sql {
  const direction = page.descending === part.reversed ? "asc" : "desc";
  const where = [
    conditionsOf(query),
    ...(part.condition ? [part.condition] : []),
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
  const { states } = access;
  if (states === null) return ordered(select(part.walk, where), part.order);
  const inState = [...groupConditions(query), ...where];
  if (part.stateWalk === null) {
    return ordered(select(part.walk, [inStatesOfGroup(states), ...inState]), part.order);
  }
  const walk = part.stateWalk;
  const branches = states.map((state) =>
    select(walk, [{ text: "i.tracker_state = ?", values: [state] }, ...inState]),
  );
  if (branches.length === 1 && branches[0]) return ordered(branches[0], part.order);
  const all: Sql = {
    text: branches.map((branch) => branch.text).join(" union all "),
    values: branches.flatMap((branch) => branch.values),
  };
  return ordered(all, ["2", "1"]);
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

function toRecord(row: FlatRow, prefix: string | null): TrackerRecord {
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
    place: { key: prefix === null ? placeKey : `${prefix}${placeKey}`, id: row.invoiceId },
  };
}
