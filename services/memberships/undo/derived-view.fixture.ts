/**
 * Everything about a household that is derived from its records, as one value: equal before a change
 * and after taking it back. The ledger, the audit trail, revisions and numbers are left out, since
 * they only grow.
 */
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { listHouseholdMemberships, listHolds, listPeriods, loadDrawFacts } from "#db/memberships/records.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { standingsOf } from "#domain/memberships/standing.ts";
import { nextDrawsOf } from "../changes/effect.ts";
import { readDrawCursor } from "../draw-cursor.ts";
import { membershipCard } from "../membership-card.ts";

const drawsLookedAt = 6;

export function derivedView(db: ReadableDb, householdId: HouseholdId, today: Day): unknown {
  const memberships = listHouseholdMemberships(db, householdId);
  return {
    memberships: memberships.map((membership) => ({
      id: membership.id,
      planId: membership.plan_id,
      benefitYearOn: membership.benefit_year_on,
      card: membershipCard(db, membership.id, today),
      standing: standingsOf(loadStandingFacts(db, membership.id), today),
      standingInAMonth: standingsOf(loadStandingFacts(db, membership.id), addDays(today, 31)),
      cursor: readDrawCursor(db, membership.id, membership.start_on),
      kept: [membership.billed_through_on, membership.next_draw_on, membership.next_work_on],
      facts: { ...loadDrawFacts(db, membership.id), holds: listHolds(db, membership.id) },
      periods: listPeriods(db, membership.id).map(({ id: _, ...period }) => period),
      benefits: db.all(
        "select benefit, label, from_on, to_on, quantity, used from benefit_grant where membership_id = ? order by from_on, benefit",
        membership.id,
      ),
    })),
    futureDraws: nextDrawsOf(db, memberships, drawsLookedAt),
    money: db.get("select balance_cents, credit_cents from household where id = ?", householdId),
    invoices: db.all(
      `select number, total_cents, paid_cents, credited_cents, written_off_cents, balance_cents from invoice
       where household_id = ? and voided_on is null order by id`,
      householdId,
    ),
    credits: db.all(
      "select granted_on, left_cents from credit where household_id = ? and left_cents > 0 order by granted_on, id",
      householdId,
    ),
    payments: db.all(
      "select receipt_number, amount_cents, refunded_cents from payment where household_id = ? and reversed_on is null order by id",
      householdId,
    ),
    ledger: db.all(
      `select account, sum(amount_cents) as cents from posting p join entry e on e.id = p.entry_id
       where e.household_id = ? group by account having sum(amount_cents) <> 0 order by account`,
      householdId,
    ),
    coupons: listUsableCoupons(db, householdId, today),
  };
}

/** What may only grow: rows of the ledger, of the audit trail and of numbers. */
export function grown(db: ReadableDb): Readonly<Record<string, number>> {
  return (
    db.get<Record<string, number>>(
      `select (select count(*) from entry) as entries, (select count(*) from audit) as audits,
         (select count(*) from invoice) as invoices, (select count(*) from period) as periods,
         (select sum(next) from number_series) as numbers, (select sum(version) from membership) as versions`,
    ) ?? {}
  );
}
