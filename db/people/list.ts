/**
 * The patient list: filtered, sorted by one column and paged by place, never by OFFSET (UI-4).
 * Name and birth date walk an index; a rare word drives the list from the search tokens instead;
 * balance and city are sorted over the practice, which holds up to some 100,000 patients.
 */
import { asId, type PatientId } from "#domain/identity.ts";
import type { Day } from "#domain/calendar.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { SearchTerm } from "#domain/people/search-keys.ts";
import type { ReadableDb, SqlValue } from "../database.ts";
import type { PatientStatus } from "./patient.ts";
import { countTerm, idsOfTerm, termsMatch } from "./search.ts";

export type PatientSort = "name" | "birth" | "balance" | "city";

export type PatientFilter = {
  readonly terms: readonly SearchTerm[];
  /** Empty: every status. */
  readonly statuses: readonly PatientStatus[];
  /** By memberships of one's own: running today, ended ones only, or none ever. */
  readonly membership: "any" | "members" | "former" | "never";
  /** Living people born after this day only; null for everybody. */
  readonly bornAfterOn: Day | null;
  /** Only people whose household owes. */
  readonly owing: boolean;
  readonly today: Day;
};

/** The place after a row: what it was sorted by, and its id to tell equals apart. */
export type Place = { readonly key: string | number | null; readonly id: number };

export type PatientPage = {
  readonly sort: PatientSort;
  readonly descending: boolean;
  readonly after: Place | null;
  readonly limit: number;
};

const keys: Readonly<Record<PatientSort, string>> = {
  name: "p.sort_name",
  birth: "p.birth_on",
  balance: "h.balance_cents",
  city: "lower(coalesce(p.city, h.city))",
};

/** The ids of one page with the place of each row. */
export function listPatientIds(
  db: ReadableDb,
  filter: PatientFilter,
  page: PatientPage,
): { readonly patientId: PatientId; readonly place: Place }[] {
  const from = source(db, filter.terms, page.sort);
  const where = conditions(from.otherTerms, filter);
  const key = keys[page.sort];
  const direction = page.descending ? "desc" : "asc";
  const place = placeCondition(key, page);
  const rows = db.all<{ id: number; key: string | number | null }>(
    `select p.id, ${key} as key from ${from.text}
     where ${where.text} ${place.text}
     order by ${key} ${direction}, p.id ${direction} limit ?`,
    ...from.values,
    ...where.values,
    ...place.values,
    page.limit,
  );
  return rows.map(({ id, key: rowKey }) => ({
    patientId: asId<PatientId>(id),
    place: { key: rowKey, id },
  }));
}

export type PatientTotals = {
  readonly patients: number;
  readonly households: number;
  readonly owingCents: Cents;
};

/** How many people the filter leaves, in how many households, and what those owe together. */
export function totalPatients(db: ReadableDb, filter: PatientFilter): PatientTotals {
  const from = source(db, filter.terms, "name");
  const where = conditions(from.otherTerms, filter);
  const row = db.get<PatientTotals>(
    `select coalesce(sum(n), 0) as patients, count(*) as households, coalesce(sum(balance), 0) as owingCents from (
       select count(*) as n, max(h.balance_cents) as balance from ${from.text}
       where ${where.text} group by p.household_id)`,
    ...from.values,
    ...where.values,
  );
  return row ?? { patients: 0, households: 0, owingCents: zeroCents };
}

/** A word on fewer people than this drives the list; a commoner one is checked while walking it. */
const rareBelow = 3_000;

type Source = {
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly otherTerms: readonly SearchTerm[];
};

function source(db: ReadableDb, terms: readonly SearchTerm[], sort: PatientSort): Source {
  const counted = terms
    .map((term) => ({ term, count: countTerm(db, term, rareBelow) }))
    .toSorted((a, b) => a.count - b.count);
  const rarest = counted[0];
  if (rarest && rarest.count < rareBelow) {
    const ids = idsOfTerm(rarest.term);
    return {
      text: `(select distinct patient_id from (${ids.text})) s cross join patient p on p.id = s.patient_id cross join household h on h.id = p.household_id`,
      values: ids.values,
      otherTerms: counted.slice(1).map(({ term }) => term),
    };
  }
  const index = sort === "birth" ? "indexed by patient_birth" : "indexed by patient_sort";
  const walked = sort === "name" || sort === "birth" ? index : "";
  return {
    text: `patient p ${walked} cross join household h on h.id = p.household_id`,
    values: [],
    otherTerms: counted.map(({ term }) => term),
  };
}

function conditions(
  terms: readonly SearchTerm[],
  filter: PatientFilter,
): { readonly text: string; readonly values: readonly SqlValue[] } {
  const matched = termsMatch(terms, "p.id");
  const texts = [`p.staged_batch_id is null and p.merged_into_id is null ${matched.text}`];
  const values: SqlValue[] = [...matched.values];
  if (filter.statuses.length > 0) {
    texts.push(`p.status in (${filter.statuses.map(() => "?").join(", ")})`);
    values.push(...filter.statuses);
  }
  if (filter.bornAfterOn !== null) {
    texts.push("p.birth_on > ? and p.status <> 'deceased'");
    values.push(filter.bornAfterOn);
  }
  if (filter.owing) texts.push("h.balance_cents > 0");
  if (filter.membership !== "any") texts.push(membershipText[filter.membership]);
  if (filter.membership === "members" || filter.membership === "former") values.push(filter.today, filter.today);
  return { text: texts.join(" and "), values };
}

const ever = "exists (select 1 from membership m where m.patient_id = p.id)";

/** A membership that has not ended: neither cancelled, expired nor lapsed by a day. */
const running = `exists (select 1 from membership m where m.patient_id = p.id
  and not exists (select 1 from membership_cancellation c
    where c.membership_id = m.id and c.withdrawn_at is null and c.effective_on <= ?)
  and not exists (select 1 from membership_lapse l
    where l.membership_id = m.id and l.ended_at is null and l.lapsed_on <= ?))`;

const membershipText: Readonly<Record<"members" | "former" | "never", string>> = {
  members: running,
  former: `${ever} and not ${running}`,
  never: `not ${ever}`,
};

/** Rows behind a place in the order asked for; unknown values sort before all others. */
function placeCondition(
  key: string,
  { after, descending }: PatientPage,
): { readonly text: string; readonly values: readonly SqlValue[] } {
  if (!after) return { text: "", values: [] };
  if (after.key === null) {
    return descending
      ? { text: `and ${key} is null and p.id < ?`, values: [after.id] }
      : { text: `and ((${key} is null and p.id > ?) or ${key} is not null)`, values: [after.id] };
  }
  if (descending) {
    const orUnknown = key === keys.birth ? ` or ${key} is null` : "";
    return { text: `and ((${key}, p.id) < (?, ?)${orUnknown})`, values: [after.key, after.id] };
  }
  return { text: `and (${key}, p.id) > (?, ?)`, values: [after.key, after.id] };
}
