/**
 * Step 3 of the run (BIL-1): who lapses today. Day 0 is the due day, or the day the invoice was made
 * where that is later, so that days the computer was off are never held against a patient. At lapse
 * a month-to-month membership's unpaid dues are written off (BIL-15); under a commitment they stay
 * receivable.
 */
import {
  insertLapse,
  listLapseCandidates,
  listUnpaidDues,
  practiceBillingSettings,
  type LapseCandidate,
} from "#db/billing-runs.ts";
import type { WritableDb } from "#db/database.ts";
import { findMembership, listScheduleRecords } from "#db/memberships/records.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { addDays, dayInZone, type Day } from "#domain/calendar.ts";
import { asId, type InvoiceId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { lapseDay } from "#domain/memberships/standing.ts";
import { toCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { audit } from "../record.ts";

/** Lapses every membership whose grace days are over; answers how many. */
export function decideLapses(cx: Work, db: WritableDb): number {
  const { graceDays, timeZone } = practiceBillingSettings(db);
  let lapsed = 0;
  for (const candidate of listLapseCandidates(db, addDays(cx.today, -graceDays), cx.today)) {
    const madeOn = dayInZone(candidate.issuedAt, timeZone);
    const dayZero = madeOn > candidate.dueOn ? madeOn : candidate.dueOn;
    const lapsedOn = lapseDay(dayZero, graceDays);
    if (lapsedOn > cx.today) continue;
    // A first payment that never came leaves the membership pending; there is nothing to lapse yet.
    if (loadStandingFacts(db, candidate.membershipId).pending) continue;
    lapse(cx, db, candidate, lapsedOn);
    lapsed += 1;
  }
  return lapsed;
}

function lapse(cx: Work, db: WritableDb, candidate: LapseCandidate, lapsedOn: Day): void {
  const membership = findMembership(db, candidate.membershipId);
  invariant(membership, "a lapsing membership exists");
  insertLapse(db, {
    membershipId: membership.id,
    lapsedOn,
    unpaidSinceOn: candidate.dueOn,
    createdAt: cx.now,
  });
  let writtenOffCents = 0;
  if (commitmentOf(db, membership.id) === 0)
    for (const unpaid of listUnpaidDues(db, membership.id)) {
      const amountCents = toCents(Math.min(unpaid.duesCents, unpaid.balanceCents));
      if (amountCents <= 0) continue;
      writeOffInvoice(cx, db, {
        invoiceId: asId<InvoiceId>(unpaid.invoiceId),
        amountCents,
        reason: "Membership lapsed",
      });
      writtenOffCents += amountCents;
    }
  refreshDrawCursor(db, membership.id, membership.start_on);
  audit(cx, db, "membership.lapsed", `membership/${membership.id}`, {
    after: { lapsedOn, unpaidSinceOn: candidate.dueOn, writtenOffCents },
  });
  db.touch(
    `membership/${membership.id}`,
    "memberships",
    `household/${membership.household_id}`,
    "billing",
  );
}

function commitmentOf(db: WritableDb, membershipId: LapseCandidate["membershipId"]): number {
  const record = listScheduleRecords(db, membershipId).at(-1);
  return record ? (findPlanVersion(db, record.planVersionId)?.terms.commitmentPeriods ?? 0) : 0;
}
