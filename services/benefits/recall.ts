/**
 * The recall list (PKG-10): members whose benefit year ends within 120 days with something left and no
 * appointment ahead, each to be called at 120, 60 and 30 days. A call is noted, and can be taken back.
 */
import { findRecallCall, insertRecallCall, listRecallGrants, undoRecallCall, type RecallGrant } from "#db/benefits/recall.ts";
import type { ReadableDb } from "#db/database.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { findPractice } from "#db/practice.ts";
import { isRecallDue, recallDays, recallStage, type RecallStage } from "#domain/benefits/recall.ts";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { csvText } from "#domain/exports/csv.ts";
import type { HouseholdId, MembershipId, NoticeId, PatientId, RecallCallId } from "#domain/identity.ts";
import { discountOn } from "#domain/pricing/member-discount.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type RecallRow = {
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly householdId: HouseholdId;
  readonly phone: string;
  readonly planName: string;
  /** `Cleanings 2 of 2, Examination 1 of 2`. */
  readonly unused: string;
  readonly benefits: readonly { readonly label: string; readonly left: number; readonly quantity: number }[];
  readonly units: number;
  /** The last day on which they can be used. */
  readonly lastOn: Day;
  readonly days: number;
  readonly stage: RecallStage;
  /** Nobody has called or written since the stage began. */
  readonly isDue: boolean;
  readonly call: { readonly callId: RecallCallId; readonly calledOn: Day; readonly note: string } | null;
  readonly letter: RecallLetter | null;
};

/** The last letter or message about this year; one that was called off is none. */
export type RecallLetter = { readonly noticeId: NoticeId; readonly writtenOn: Day; readonly state: "queued" | "printed" | "sent" };

/** Who has to be called first: due ones by the days they have left, then those who were called. */
export function recallList(cx: Cx): RecallRow[] {
  return look<RecallRow[]>(cx, (db) => readRecall(db, cx.today));
}

export function readRecall(db: ReadableDb, today: Day, householdId: HouseholdId | null = null): RecallRow[] {
  const members = [...Map.groupBy(listRecallGrants(db, today, addDays(today, recallDays), householdId), ({ membershipId, toOn }) => `${membershipId} ${toOn}`).values()];
  return members
    .flatMap((grants) => rowOf(db, grants, today) ?? [])
    .toSorted((a, b) => Number(b.isDue) - Number(a.isDue) || a.days - b.days || a.membershipId - b.membershipId);
}

function rowOf(db: ReadableDb, grants: readonly RecallGrant[], today: Day): RecallRow | undefined {
  const [first] = grants;
  const stage = first && recallStage(first.toOn, today);
  if (!first || stage === null || stage === undefined || !canUse(db, first.membershipId, today)) return undefined;
  const { membershipId, patientId, patientName, householdId, phone, planName, toOn, callId, calledOn, calledNote } = first;
  return {
    membershipId,
    patientId,
    patientName,
    householdId,
    phone,
    planName,
    unused: grants.map(({ label, left, quantity }) => `${label} ${left} of ${quantity}`).join(", "),
    benefits: grants.map(({ label, left, quantity }) => ({ label, left, quantity })),
    units: grants.reduce((sum, { left }) => sum + left, 0),
    lastOn: addDays(toOn, -1),
    days: daysBetween(today, toOn),
    stage,
    isDue: isRecallDue(toOn, today, later(calledOn, first.writtenOn)),
    call: callId === null || calledOn === null ? null : { callId, calledOn, note: calledNote ?? "" },
    letter: letterOf(first),
  };
}

function letterOf({ noticeId, writtenOn, letterState }: RecallGrant): RecallLetter | null {
  return noticeId === null || writtenOn === null || letterState === null ? null : { noticeId, writtenOn, state: letterState };
}

function later(one: Day | null, other: Day | null): Day | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

/** Where members who are past due get nothing, they are not asked to come. Everything else the list knows itself. */
function canUse(db: ReadableDb, membershipId: MembershipId, today: Day): boolean {
  const pastDue = findPractice(db)?.past_due_members;
  return pastDue !== "block" || discountOn(loadStandingFacts(db, membershipId), today, pastDue).kind !== "no";
}

/** The list as a file for the phone, in its order. */
export function exportRecallCsv(cx: Cx): string {
  return csvText<RecallRow>(
    [
      { header: "Patient", cell: (row) => row.patientName },
      { header: "Phone", cell: (row) => row.phone },
      { header: "Plan", cell: (row) => row.planName },
      { header: "Unused", cell: (row) => row.unused },
      { header: "Usable until", cell: (row) => row.lastOn },
      { header: "Days", cell: (row) => String(row.days) },
      { header: "Call", cell: (row) => (row.isDue ? "due" : "made") },
      { header: "Called on", cell: (row) => row.call?.calledOn ?? "" },
      { header: "Note", cell: (row) => row.call?.note ?? "" },
      { header: "Written on", cell: (row) => row.letter?.writtenOn ?? "" },
    ],
    recallList(cx),
  );
}

/** Notes that a member was called. Refuses `recall_not_there`. */
export function markRecalled(cx: Cx, { membershipId, note }: { readonly membershipId: MembershipId; readonly note: string }): { readonly callId: RecallCallId } {
  return act<{ readonly callId: RecallCallId }>(cx, (db) => {
    const row = readRecall(db, cx.today).find((one) => one.membershipId === membershipId) ?? refuse("recall_not_there", {});
    const yearEndsOn = addDays(row.lastOn, 1);
    const callId = insertRecallCall(db, { membershipId, yearEndsOn, calledOn: cx.today, note: note.trim(), createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "recall.called", `membership/${membershipId}`, { after: { yearEndsOn, unused: row.unused } });
    db.touch("recall");
    return { callId };
  });
}

/** Refuses `recall_call_gone`. */
export function undoRecalled(cx: Cx, { callId }: { readonly callId: RecallCallId }): { readonly callId: RecallCallId } {
  return act<{ readonly callId: RecallCallId }>(cx, (db) => {
    const call = findRecallCall(db, callId) ?? refuse("recall_call_gone", {});
    undoRecallCall(db, callId, cx.now);
    audit(cx, db, "recall.call_undone", `membership/${call.membershipId}`, { before: { calledOn: call.calledOn } });
    db.touch("recall");
    return { callId };
  });
}
