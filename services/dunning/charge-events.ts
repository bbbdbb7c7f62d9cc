/** What charging tells the timetable: a charge was declined, or money was booked. Both in the caller's transaction. */
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import type { Work } from "../context.ts";
import { openCase } from "./open-case.ts";
import { openPartCases } from "./open-part-case.ts";
import { settleCases } from "./settle-case.ts";

export type DeclinedCharge = {
  readonly invoiceId: InvoiceId;
  readonly attemptId: string;
  readonly declinedOn: Day;
  /** Charged by the machine, not by a person. */
  readonly automatic: boolean;
};

/**
 * Call after the attempt row says `declined`: the household's case begins, with day 0 on the first
 * decline of its oldest unpaid dues. An open case simply goes on.
 */
export function noteChargeDeclined(cx: Work, db: WritableDb, declined: DeclinedCharge): void {
  const row = db.get<{ householdId: HouseholdId }>(
    "select household_id as householdId from invoice where id = ?",
    declined.invoiceId,
  );
  if (!row) return;
  openCase(cx, db, row.householdId, true);
  openPartCases(cx, db, row.householdId, true);
}

/** Call after any payment, credit, write-off or void of a household: a settled case ends at once. */
export function noteMoneyBooked(cx: Work, db: WritableDb, householdId: HouseholdId): void {
  settleCases(cx, db, householdId);
}
