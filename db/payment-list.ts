/** The list of payments (INV-7): filtered, sorted by day, receipt or amount, paged by place. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, PaymentId } from "#domain/identity.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import type { Cents } from "#domain/money.ts";
import type { PaymentState } from "#domain/payments/state-words.ts";
import type { SearchTerm } from "#domain/people/search-keys.ts";
import type { ReadableDb, SqlValue } from "./database.ts";
import { peopleOf, together, type Sql } from "./invoice-tracker/conditions.ts";

const stateCase = `case when p.reversed_as = 'returned_check' then 'returned' when p.reversed_as = 'dispute' then 'disputed'
    when p.reversed_on is not null then 'taken_back' when p.refunded_cents = p.amount_cents then 'refunded'
    when p.refunded_cents > 0 then 'part_refunded' else 'taken' end`;

export type PaymentSort = "date" | "receipt" | "amount";

export type PaymentQuery = {
  readonly householdId: HouseholdId | null;
  readonly from: Day | null;
  readonly to: Day | null;
  /** Empty: every tender. */
  readonly tenders: readonly Tender[];
  /** Empty: every state. */
  readonly states: readonly PaymentState[];
  /** Words that name the payer or anybody of the household. */
  readonly terms: readonly SearchTerm[];
  readonly receiptNumber: number | null;
  /** A check number or another reference, as typed. */
  readonly reference: string;
};

export type PaymentPlace = { readonly key: string | number; readonly id: number };

export type PaymentPage = {
  readonly sort: PaymentSort;
  readonly descending: boolean;
  readonly after: PaymentPlace | null;
  readonly limit: number;
};

export type PaymentListRecord = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly receivedOn: Day;
  readonly createdAt: Instant;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId | null;
  readonly payerName: string;
  readonly tender: Tender;
  readonly reference: string;
  readonly amountCents: Cents;
  readonly appliedCents: Cents;
  readonly toCreditCents: Cents;
  readonly refundedCents: Cents;
  readonly reversedOn: Day | null;
  readonly state: PaymentState;
  readonly takenBy: string;
};

const keys: Readonly<Record<PaymentSort, string>> = {
  date: "p.received_on",
  receipt: "p.receipt_number",
  amount: "p.amount_cents",
};

const columns = `select p.id as paymentId, p.receipt_number as receiptNumber, p.received_on as receivedOn,
    p.created_at as createdAt, p.household_id as householdId, h.payer_patient_id as patientId,
    h.name as payerName, p.tender, p.reference, p.amount_cents as amountCents,
    (select coalesce(sum(a.amount_cents), 0) from allocation a where a.payment_id = p.id) as appliedCents,
    (select coalesce(sum(c.amount_cents), 0) from credit c
      where c.payment_id = p.id and c.taken_back_on is null) as toCreditCents,
    p.refunded_cents as refundedCents, p.reversed_on as reversedOn, ${stateCase} as state, coalesce(s.name, '') as takenBy
  from payment p join household h on h.id = p.household_id left join staff s on s.id = p.staff_id`;

export function listPaymentRows(db: ReadableDb, query: PaymentQuery, page: PaymentPage): PaymentListRecord[] {
  const { text, values } = statementOf(query, page);
  return db.all<PaymentListRecord>(text, ...values);
}

/** The plan of a page, for tests. */
export function explainPaymentPage(db: ReadableDb, query: PaymentQuery, page: PaymentPage): string[] {
  const { text, values } = statementOf(query, page);
  return db.all<{ detail: string }>(`explain query plan ${text}`, ...values).map((row) => row.detail);
}

/** How many payments, and what they came to; payments taken back count as rows and not as money. */
export function totalPayments(db: ReadableDb, query: PaymentQuery): { count: number; sumCents: number; refundedCents: number } {
  const { text, values } = conditionsOf(query);
  const row = db.get<{ count: number; sumCents: number; refundedCents: number }>(
    `select count(*) as count, coalesce(sum(iif(p.reversed_on is null, p.amount_cents, 0)), 0) as sumCents,
       coalesce(sum(iif(p.reversed_on is null, p.refunded_cents, 0)), 0) as refundedCents
     from payment p where ${text}`,
    ...values,
  );
  return row ?? { count: 0, sumCents: 0, refundedCents: 0 };
}

/** The place of a row in its list. */
export function placeOf(row: PaymentListRecord, sort: PaymentSort): PaymentPlace {
  const key = { date: row.receivedOn, receipt: row.receiptNumber, amount: row.amountCents }[sort];
  return { key, id: row.paymentId };
}

function statementOf(query: PaymentQuery, page: PaymentPage): Sql {
  const conditions = conditionsOf(query);
  const key = keys[page.sort];
  const [direction, sign] = page.descending ? ["desc", "<"] : ["asc", ">"];
  const after: Sql = page.after
    ? { text: `(${key}, p.id) ${sign} (?, ?)`, values: [page.after.key, page.after.id] }
    : { text: "1", values: [] };
  return {
    text: `${columns} where ${conditions.text} and ${after.text}
      order by ${key} ${direction}, p.id ${direction} limit ?`,
    values: [...conditions.values, ...after.values, page.limit],
  };
}

function conditionsOf(query: PaymentQuery): Sql {
  const parts: Sql[] = [];
  const add = (text: string, ...values: SqlValue[]): void => {
    parts.push({ text, values });
  };
  if (query.householdId !== null) add("p.household_id = ?", query.householdId);
  if (query.from !== null) add("p.received_on >= ?", query.from);
  if (query.to !== null) add("p.received_on <= ?", query.to);
  if (query.tenders.length > 0) {
    add(`p.tender in (${query.tenders.map(() => "?").join(", ")})`, ...query.tenders);
  }
  if (query.states.length > 0) add(`${stateCase} in (${query.states.map(() => "?").join(", ")})`, ...query.states);
  const texts = textConditions(query);
  if (texts.length > 0) {
    parts.push({
      text: `(${texts.map((part) => part.text).join(" or ")})`,
      values: texts.flatMap((part) => part.values),
    });
  }
  return together(parts);
}

function textConditions(query: PaymentQuery): Sql[] {
  const parts: Sql[] = [];
  if (query.terms.length > 0) {
    const people = peopleOf(query.terms);
    parts.push({
      text: `p.household_id in (select household_id from patient where id in (${people.text}))`,
      values: people.values,
    });
  }
  if (query.receiptNumber !== null) parts.push({ text: "p.receipt_number = ?", values: [query.receiptNumber] });
  if (query.reference !== "") {
    parts.push({ text: "p.reference = ? collate nocase", values: [query.reference] });
  }
  return parts;
}
