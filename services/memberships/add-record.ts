/** Adds the next record to a membership's schedule; none is ever edited (F-12). */
import type { WritableDb } from "#db/database.ts";
import { insertScheduleRecord, nextScheduleSeq } from "#db/memberships/records.ts";
import type { MembershipId } from "#domain/identity.ts";
import { recordStart, type ScheduleRecord } from "#domain/memberships/draw-facts.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";

export function addRecord(
  cx: Work,
  db: WritableDb,
  membershipId: MembershipId,
  record: ScheduleRecord,
  action: "membership.draw_day_changed" | "membership.plan_moved" | "membership.rejoined" | "membership.aged_out" | "membership.price_raised",
  reason: string,
): void {
  const seq = nextScheduleSeq(db, membershipId);
  insertScheduleRecord(db, membershipId, seq, record, {
    reason,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  audit(cx, db, action, `membership/${membershipId}`, {
    after: {
      fromOn: recordStart(record),
      planVersionId: record.planVersionId,
      periodMonths: record.periodMonths,
      priceCents: record.priceCents,
      drawDay: record.drawDay,
      reason,
    },
  });
}
