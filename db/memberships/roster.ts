/** The membership roster: filtered, sorted by keyset, with the standing of each. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, SqlValue } from "../database.ts";
import { isRemoved } from "./removal.ts";
import { standingJoins, standingSql } from "./standing-sql.ts";

export type RosterRow = {
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly patientName: string;
  readonly payerName: string;
  readonly planName: string;
  readonly standing: Standing;
  readonly startOn: Day;
  readonly nextDrawOn: Day | null;
  readonly priceCents: Cents;
  readonly periodMonths: number;
  readonly drawDay: number;
  readonly balanceCents: Cents;
  readonly sortKey: string | number;
};

export type RosterSort = "patient" | "start" | "next_draw" | "price";

export type RosterQuery = {
  readonly standings: readonly Standing[];
  readonly planIds: readonly PlanId[];
  readonly text: string;
  readonly sort: RosterSort;
  readonly descending: boolean;
  readonly after: { readonly key: string | number; readonly id: number } | null;
  readonly limit: number;
};

const sortColumn: Readonly<Record<RosterSort, string>> = {
  patient: "t.sort_name",
  start: "m.start_on",
  next_draw: "coalesce(m.next_draw_on, '9999')",
  price: "s.price_cents",
};

/** Plan, price and draw day are those in force today, as on the card: a change that waits does not show here yet (F-12). */
export function listRoster(db: ReadableDb, today: Day, query: RosterQuery): RosterRow[] {
  const column = sortColumn[query.sort];
  const where: string[] = [`not ${isRemoved}`];
  const values: SqlValue[] = [today];
  const standing = standingSql(today);
  if (query.standings.length > 0) {
    where.push(`(${standing}) in (${query.standings.map(() => "?").join(",")})`);
    values.push(...query.standings);
  }
  if (query.planIds.length > 0) {
    where.push(`v.plan_id in (${query.planIds.map(() => "?").join(",")})`);
    values.push(...query.planIds);
  }
  if (query.text !== "") {
    where.push("instr(t.sort_name, ?) > 0");
    values.push(query.text);
  }
  if (query.after) {
    const sign = query.descending ? "<" : ">";
    where.push(`(${column}, m.id) ${sign} (?, ?)`);
    values.push(query.after.key, query.after.id);
  }
  const direction = query.descending ? "desc" : "asc";
  return db.all<RosterRow>(
    `select m.id as membershipId, m.patient_id as patientId, m.household_id as householdId,
       trim(t.first_name || ' ' || t.last_name) as patientName,
       coalesce(trim(y.first_name || ' ' || y.last_name), h.name) as payerName, n.name as planName,
       ${standing} as standing, m.start_on as startOn, m.next_draw_on as nextDrawOn,
       s.price_cents as priceCents, s.period_months as periodMonths, s.draw_day as drawDay,
       h.balance_cents as balanceCents, ${column} as sortKey
     from membership m
       join patient t on t.id = m.patient_id join household h on h.id = m.household_id
       left join patient y on y.id = h.payer_patient_id
       join membership_schedule s on s.membership_id = m.id and s.seq = (
         select coalesce(max(case when coalesce(covered_from_on, stub_from_on, anchor_on) <= ? then seq end), min(seq))
         from membership_schedule where membership_id = m.id and withdrawn_at is null)
       join plan_version v on v.id = s.plan_version_id join plan n on n.id = v.plan_id
       ${standingJoins}
     where ${where.join(" and ")}
     order by ${column} ${direction}, m.id ${direction} limit ?`,
    ...values,
    query.limit,
  );
}

export function countStandings(db: ReadableDb, today: Day): { standing: Standing; count: number }[] {
  return db.all(
    `select ${standingSql(today)} as standing, count(*) as count from membership m ${standingJoins}
     where not ${isRemoved} group by 1`,
  );
}
