/** Running members and their monthly dues by plan: annual prices count a twelfth (REP-1). */
import type { Day } from "#domain/calendar.ts";
import type { PlanId } from "#domain/identity.ts";
import { scale, toCents, type Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export function countMembersByPlan(
  db: ReadableDb,
  today: Day,
): Map<PlanId, { members: number; monthlyDuesCents: Cents }> {
  const rows = db.all<{ planId: PlanId; months: number; members: number; dues: Cents }>(
    `select v.plan_id as planId, s.period_months as months, count(*) as members, sum(s.price_cents) as dues
     from membership m
       join membership_schedule s on s.membership_id = m.id
         and s.seq = (
           select coalesce(max(case when coalesce(covered_from_on, stub_from_on, anchor_on) <= ? then seq end), min(seq))
           from membership_schedule where membership_id = m.id and withdrawn_at is null)
       join plan_version v on v.id = s.plan_version_id
       left join membership_cancellation c on c.membership_id = m.id and c.withdrawn_at is null
       left join membership_lapse p on p.membership_id = m.id and p.ended_at is null
     where p.id is null and (c.id is null or c.effective_on > ?)
     group by v.plan_id, s.period_months`,
    today,
    today,
  );
  const counts = new Map<PlanId, { members: number; monthlyDuesCents: Cents }>();
  for (const row of rows) {
    const known = counts.get(row.planId) ?? { members: 0, monthlyDuesCents: toCents(0) };
    counts.set(row.planId, {
      members: known.members + row.members,
      monthlyDuesCents: toCents(known.monthlyDuesCents + scale(row.dues, 1, row.months)),
    });
  }
  return counts;
}
