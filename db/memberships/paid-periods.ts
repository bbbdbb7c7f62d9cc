/** Periods in force that nothing is owed for. */
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

export function listPaidPeriods(
  db: ReadableDb,
  membershipId: MembershipId,
): { readonly id: number; readonly from: Day; readonly to: Day }[] {
  return db.all(
    `select p.id, p.from_on as "from", p.to_on as "to" from period p left join invoice i on i.id = p.invoice_id
     where p.membership_id = ? and p.in_force = 1 and coalesce(i.balance_cents, 0) <= 0 order by p.from_on`,
    membershipId,
  );
}
