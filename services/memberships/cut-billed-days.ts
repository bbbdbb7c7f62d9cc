/**
 * Days that are billed already give way (F-13): to a pause, which makes them credit, to a later record
 * of the schedule, which bills them its own way, to an `extend`, which puts them aside for after the
 * hold, or to an end with a settlement (MEM-9, MEM-11, MEM-12, MEM-13). What is unpaid of days that are
 * given back comes off the invoice instead. A stub that was charged ahead of its days (MEM-3) goes the
 * same way.
 */
import type { WritableDb } from "#db/database.ts";
import { setHoldBegun } from "#db/memberships/changes.ts";
import { cutPeriod } from "#db/memberships/period-cuts.ts";
import { findCancellation, listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { findPractice } from "#db/practice.ts";
import { dayInZone, type Day } from "#domain/calendar.ts";
import { mayNeedCuts, nextCut, type Cut } from "#domain/memberships/billed-days.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { paidThrough as paidThroughOf } from "#domain/memberships/unused-days.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import { audit } from "../record.ts";
import { refundUnusedDues } from "../refunds/refund-unused.ts";
import { listUnused } from "./worth-of-days.ts";

type Cuttable = Pick<MembershipRow, "id" | "household_id" | "patient_id">;

/** Makes every cut due on or before `through`; answers the facts as they are afterwards. */
export function cutBilledDays(
  cx: Work,
  db: WritableDb,
  membership: Cuttable,
  known: DrawFacts,
  through: Day,
): DrawFacts {
  let facts = known;
  if (!mayNeedCuts(facts)) return facts;
  for (;;) {
    const cut = nextCut(facts, listPeriods(db, membership.id));
    if (cut === null || cut.on > through) return facts;
    carryOut(cx, db, membership, cut);
    facts = loadDrawFacts(db, membership.id);
  }
}

function carryOut(cx: Work, db: WritableDb, membership: Cuttable, cut: Cut): void {
  const billed = listUnused(db, membership.id, cut.on);
  invariant(billed.length > 0, "a cut finds days that are billed");
  const cancellation = cut.kind === "end" ? findCancellation(db, membership.id) : undefined;
  // Decided on an earlier day than the one that it takes effect on.
  const isLater = cancellation !== undefined && dayInZone(cancellation.createdAt, findPractice(db)?.time_zone ?? "UTC") < cut.on;
  let cents: Cents = zeroCents;
  let paidThrough = cut.on;
  for (const { period, unusedCents: unused, taxCents, offRowCents, invoiceId, account } of billed) {
    cutPeriod(db, period, cut.on, offRowCents, cx.now);
    cents = addCents(cents, unused);
    if (paidThroughOf(period) > paidThrough) paidThrough = paidThroughOf(period);
    if (unused === 0 || cut.kind === "extend") continue;
    const given = {
      householdId: membership.household_id,
      patientId: membership.patient_id,
      invoiceId,
      cents: addCents(unused, taxCents),
      taxCents,
      effectiveOn: cut.on,
      memo: memos[cut.kind],
      account,
    };
    if (cancellation?.settlement === "refund")
      refundUnusedDues(cx, db, { ...given, membershipId: membership.id, refundBy: cancellation.refundBy ?? "check", nobodyAtDesk: isLater });
    else creditUnusedDues(cx, db, given);
  }
  if (cut.kind === "extend") setHoldBegun(db, membership.id, cut.on, paidThrough, cents);
  audit(cx, db, actions[cut.kind], `membership/${membership.id}`, {
    after: { cutOn: cut.on, paidThroughOn: paidThrough, unusedCents: cents },
  });
  db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`);
}

const memos = {
  pause: "Unused days of a paused membership",
  change: "Unused days before a change of the membership",
  end: "Unused days of a cancelled membership",
} as const;

const actions = {
  pause: "membership.paused",
  extend: "membership.paused",
  change: "membership.schedule_changed",
  end: "membership.settled",
} as const;
