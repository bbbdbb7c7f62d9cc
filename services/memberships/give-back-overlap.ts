/**
 * A full period paid at the start reaches beyond the first draw, which takes those days off (MEM-2).
 * Where a change of the schedule replaces that draw, they become household credit instead.
 */
import type { WritableDb } from "#db/database.ts";
import { handOverlapOver } from "#db/memberships/period-cuts.ts";
import { findPeriodCents } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import { nextWanted } from "#domain/memberships/draw-schedule.ts";
import { prorate } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import type { Changeable } from "./require-changeable.ts";

/** `changeOn` is the first day of the new record; a change inside the paid days is a cut and credits them itself. */
export function giveBackOverlap(cx: Work, db: WritableDb, { membership, facts }: Changeable, changeOn: Day): void {
  const first = nextWanted(facts, membership.billed_through_on);
  if (first?.facts?.kind !== "less_overlap" || changeOn < first.from) return;
  const { priceCents, overlapDays, paidDays } = first.facts;
  const cents = prorate(findPeriodCents(db, membership.id, first.from) ?? priceCents, overlapDays, paidDays);
  if (cents === 0) return;
  creditUnusedDues(cx, db, {
    householdId: membership.household_id,
    patientId: membership.patient_id,
    invoiceId: null,
    cents,
    effectiveOn: cx.today,
    memo: "Days paid at the start beyond the first draw",
  });
  handOverlapOver(db, membership.id, first.from, cents, cx.now);
}
