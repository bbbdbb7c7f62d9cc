/** Lines that ask for leaving early (MEM-13). */
import type { MembershipId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

/** Whether a fee for leaving early stands on an invoice that is not void, since the membership was last rejoined. */
export function hasExitLine(db: ReadableDb, membershipId: MembershipId): boolean {
  return (
    db.get(
      `select 1 from invoice_line l join invoice i on i.id = l.invoice_id
       where l.membership_id = ? and l.kind = 'fee' and i.voided_on is null
         and json_extract(l.explain, '$.kind') = 'early_exit'
         and l.service_on >= coalesce((select max(rejoined_on) from membership_lapse where membership_id = ?), '')
         and l.service_on >= coalesce((select max(rejoined_on) from membership_cancellation where membership_id = ?), '')
       limit 1`,
      membershipId,
      membershipId,
      membershipId,
    ) !== undefined
  );
}
