/**
 * Days that are billed already give way (F-13): to a pause, which makes them credit, to a later record
 * of the schedule, which bills them its own way, or to an `extend`, which puts them aside for after
 * the hold (MEM-9, MEM-11, MEM-12). What is unpaid of credited days comes off the invoice instead. A
 * stub that was charged ahead of its days (MEM-3) goes the same way.
 */
import type { WritableDb } from "#db/database.ts";
import { setHoldBegun } from "#db/memberships/changes.ts";
import { cutPeriod, listPeriodsEndingAfter } from "#db/memberships/period-cuts.ts";
import { listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import { nextCut, type Cut } from "#domain/memberships/billed-days.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { paidThrough as paidThroughOf, unusedCents } from "#domain/memberships/unused-days.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import { audit } from "../record.ts";

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
  if (facts.holds.length === 0 && facts.records.length === 1) return facts;
  for (;;) {
    const cut = nextCut(facts, listPeriods(db, membership.id));
    if (cut === null || cut.on > through) return facts;
    carryOut(cx, db, membership, cut);
    facts = loadDrawFacts(db, membership.id);
  }
}

function carryOut(cx: Work, db: WritableDb, membership: Cuttable, cut: Cut): void {
  const billed = listPeriodsEndingAfter(db, membership.id, cut.on);
  invariant(billed.length > 0, "a cut finds days that are billed");
  let cents: Cents = zeroCents;
  let paidThrough = cut.on;
  for (const period of billed) {
    const unused = unusedCents(period, cut.on);
    cutPeriod(db, period, cut.on, unused, cx.now);
    cents = addCents(cents, unused);
    if (paidThroughOf(period) > paidThrough) paidThrough = paidThroughOf(period);
    if (unused > 0 && cut.kind !== "extend")
      creditUnusedDues(cx, db, {
        householdId: membership.household_id,
        patientId: membership.patient_id,
        invoiceId: period.invoiceId,
        cents: unused,
        effectiveOn: cut.on,
        memo: memos[cut.kind],
      });
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
} as const;

const actions = {
  pause: "membership.paused",
  extend: "membership.paused",
  change: "membership.schedule_changed",
} as const;
