/**
 * The letters about plans that come due (MEM-16, MEM-18), put into the outbox household by household
 * as part of the run's notices (BIL-1), and those taken off it that are not true any more.
 */
import type { WritableDb } from "#db/database.ts";
import { cancelWaiting, cancelWaitingOf, listWaitingPlanLetters, listWaitingRecalls } from "#db/dunning/notices.ts";
import { listHoldsEnding } from "#db/memberships/hold-fees.ts";
import { findMembership, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { listGrowingOut } from "#db/plan-upkeep/age-outs.ts";
import { hasRunOn } from "#db/billing-runs.ts";
import { listTermMembers, type TermMember } from "#db/plan-upkeep/renewals.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { PlanNotice } from "#domain/dunning/notice-kinds.ts";
import { ageOutNoticeDays, ageOutNoticeDue } from "#domain/memberships/age-out.ts";
import { renewalNoticeDue } from "#domain/memberships/renewal.ts";
import type { MembershipId } from "#domain/identity.ts";
import { isRecallLetterNeeded } from "../benefits/recall-letters.ts";
import type { Cx, Work } from "../context.ts";
import { guardHousehold } from "../dunning/guard-household.ts";
import { queueNotice, skipNotice } from "../dunning/queue-notice.ts";
import { ageOutFactsOf } from "./age-out-of.ts";
import { isPlanLetterNeeded, isTold } from "./plan-letter.ts";
import { ageOutEvent, holdEndEvent, renewalEvent } from "./plan-events.ts";
import { termEndOf } from "./term-end.ts";

/** Answers how many letters were written. Nobody looks at every term again each hour: its end is known for a month. */
export function tellOfPlans(cx: Cx): number {
  return cx.db.write<number>((db) => {
    cancelUntrue(cx, db);
    const told = tellOfAgeOuts(cx, db) + tellOfHolds(cx, db);
    return hasRunOn(db, cx.today) ? told : told + tellOfRenewals(cx, db);
  });
}

function cancelUntrue(cx: Work, db: WritableDb): void {
  for (const notice of listWaitingPlanLetters(db))
    if (!isPlanLetterNeeded(db, notice, cx.today)) cancelWaiting(db, { noticeId: notice.id }, "No longer needed", cx.now);
  for (const notice of listWaitingRecalls(db))
    if (!isRecallLetterNeeded(db, notice, cx.today)) cancelWaiting(db, { noticeId: notice.id }, "No longer needed", cx.now);
}

function tellOfAgeOuts(cx: Work, db: WritableDb): number {
  let told = 0;
  for (const { membershipId, householdId } of listGrowingOut(db, addDays(cx.today, ageOutNoticeDays[0])))
    told += guardHousehold(cx, db, householdId, () => tellOfAgeOut(cx, db, membershipId), "plan") ?? 0;
  return told;
}

function tellOfAgeOut(cx: Work, db: WritableDb, membershipId: MembershipId): number {
  const membership = findMembership(db, membershipId);
  const out = membership && ageOutFactsOf(db, membership, loadDrawFacts(db, membershipId));
  if (!membership || !out || !isTold(out)) return 0;
  const event = ageOutEvent(membershipId, out.birthdayOn);
  switch (ageOutNoticeDue(out, cx.today)) {
    case 60:
      return write(cx, db, membership, { event, kind: "age_out_60", dueOn: addDays(out.birthdayOn, -60) });
    case 30:
      leaveOut(cx, db, membership, { event, kind: "age_out_60", dueOn: addDays(out.birthdayOn, -60) });
      return write(cx, db, membership, { event, kind: "age_out_30", dueOn: addDays(out.birthdayOn, -30) });
    case null:
      return 0;
  }
}

/** Seven days before a hold ends (MEM-12); who was put on hold later than that is told at once. */
function tellOfHolds(cx: Work, db: WritableDb): number {
  let told = 0;
  for (const { holdId, untilOn, ...membership } of listHoldsEnding(db, cx.today, addDays(cx.today, holdNoticeDays)))
    told +=
      guardHousehold(
        cx,
        db,
        membership.household_id,
        () =>
          write(cx, db, membership, {
            event: holdEndEvent(holdId, untilOn),
            kind: "hold_ends",
            dueOn: addDays(untilOn, -holdNoticeDays),
          }),
        "plan",
      ) ?? 0;
  return told;
}

const holdNoticeDays = 7;

function tellOfRenewals(cx: Work, db: WritableDb): number {
  let told = 0;
  for (const membership of listTermMembers(db, cx.today))
    told += guardHousehold(cx, db, membership.household_id, () => tellOfRenewal(cx, db, membership), "plan") ?? 0;
  return told;
}

function tellOfRenewal(cx: Work, db: WritableDb, membership: TermMember): number {
  const facts = loadDrawFacts(db, membership.id);
  const { renewsOn, isFixed } = termEndOf(db, membership, facts);
  // Who leaves before the end of the term by their own wish has been told so already (DOC-12).
  if (!isFixed || (facts.endsOn !== null && facts.endsOn < renewsOn)) return 0;
  const event = renewalEvent(membership.id, renewsOn);
  switch (renewalNoticeDue(renewsOn, cx.today)) {
    case 30:
      return write(cx, db, membership, { event, kind: "renewal_30", dueOn: addDays(renewsOn, -30) });
    case 14:
      leaveOut(cx, db, membership, { event, kind: "renewal_30", dueOn: addDays(renewsOn, -30) });
      return write(cx, db, membership, { event, kind: "renewal_14", dueOn: addDays(renewsOn, -14) });
    case null:
      return 0;
  }
}

type Letter = { readonly event: string; readonly kind: PlanNotice; readonly dueOn: Day };
type Member = Pick<MembershipRow, "id" | "household_id">;

function write(cx: Work, db: WritableDb, { id, household_id: householdId }: Member, letter: Letter): number {
  return queueNotice(cx, db, { householdId, membershipId: id, ...letter }) === null ? 0 : 1;
}

/** The earlier letter was not written, or not printed, before the later one came due: the household gets one, not two. */
function leaveOut(cx: Work, db: WritableDb, { id, household_id: householdId }: Member, letter: Letter): void {
  cancelWaitingOf(db, letter.event, letter.kind, "A later letter was due", cx.now);
  skipNotice(cx, db, { householdId, membershipId: id, ...letter }, "a_later_notice_was_due");
}
