/** Draw invoices by household and day (BIL-2). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

/**
 * How many draw invoices the household already has for a day: 0 in the ordinary case. A member who
 * was pending on that day gets a later invoice of its own with the next number.
 */
export function nextDrawSeq(db: ReadableDb, householdId: HouseholdId, drawOn: Day): number {
  return (
    db.get<{ next: number | null }>(
      `select max(draw_seq) + 1 as next from invoice
       where household_id = ? and draw_on = ? and kind = 'draw' and voided_on is null`,
      householdId,
      drawOn,
    )?.next ?? 0
  );
}
