/** Who of a household is a member on a day, for pricing by household (PPL-12). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import type { ChargeMember } from "#domain/pricing/price-charge.ts";
import type { ReadableDb } from "../database.ts";
import { isPending } from "./standing-sql.ts";

/**
 * Memberships that have begun and not ended, lapsed or been left on the day, each with the plan,
 * price and period of its schedule on that day. Who is still pending has no draws and does not count.
 */
export function listChargeMembers(db: ReadableDb, householdId: HouseholdId, on: Day): ChargeMember[] {
  return db
    .all<ChargeMember & { membershipId: MembershipId }>(
      `select m.id as membershipId, v.plan_id as planId, m.start_on as startOn, s.period_months as months,
         s.price_cents as priceCents
       from (select ? as day) t
         join membership m on m.household_id = ? and m.start_on <= t.day
         join membership_schedule s on s.membership_id = m.id and s.seq = (
           select coalesce(
             max(case when coalesce(covered_from_on, stub_from_on, anchor_on) <= t.day then seq end), min(seq))
           from membership_schedule where membership_id = m.id and withdrawn_at is null)
         join plan_version v on v.id = s.plan_version_id
       where not exists (select 1 from membership_cancellation c where c.membership_id = m.id
           and c.effective_on <= t.day
           and (c.withdrawn_at is null or (c.rejoined_on is not null and c.rejoined_on > t.day)))
         and not exists (select 1 from membership_lapse p where p.membership_id = m.id and p.lapsed_on <= t.day
           and (p.ended_at is null or (p.rejoined_on is not null and p.rejoined_on > t.day)))
       order by m.start_on, m.id`,
      on,
      householdId,
    )
    .filter(({ membershipId }) => !isPending(db, membershipId));
}
