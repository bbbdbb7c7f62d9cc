/** Takes changes out of force that were waiting when a membership ended (MEM-14). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import type { WritableDb } from "../database.ts";

/** Records of the schedule that had not begun by a day; their rows stay (F-12). */
export function withdrawRecordsFrom(db: WritableDb, membershipId: MembershipId, from: Day, at: Instant): void {
  db.exec(
    `update membership_schedule set withdrawn_at = ?
     where membership_id = ? and seq > 0 and withdrawn_at is null
       and coalesce(covered_from_on, stub_from_on, anchor_on) >= ?`,
    at,
    membershipId,
    from,
  );
}
