/** Brings a household's members onto one draw day (MEM-15): one stub each from the day that is paid for, no fee. */
import type { WritableDb } from "#db/database.ts";
import { findHouseholdDrawDay } from "#db/memberships/enrolment-facts.ts";
import { listRunningMemberships, listScheduleRecords, loadDrawFacts, nextScheduleSeq, type MembershipRow } from "#db/memberships/records.ts";
import { findPatient } from "#db/people/patient.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { alignedRecord } from "#domain/memberships/align-record.ts";
import { recordStart } from "#domain/memberships/draw-facts.ts";
import { invariant } from "#domain/invariant.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { addRecord } from "../memberships/add-record.ts";
import { giveBackOverlap } from "../memberships/give-back-overlap.ts";
import { findPendingRecord } from "../memberships/require-changeable.ts";

export type Aligned = { readonly membershipId: MembershipId; readonly seq: number };

/**
 * Gives every running membership of `incoming` the draw day of `survivor`; nothing when that draws
 * nobody, or on the same day. Refuses `merge_member_on_hold` and `merge_change_pending`.
 */
export function alignMembers(cx: Work, db: WritableDb, incoming: HouseholdId, survivor: HouseholdId): Aligned[] {
  const drawDay = findHouseholdDrawDay(db, survivor);
  if (drawDay === null) return [];
  return listRunningMemberships(db, incoming).flatMap((membership) => alignOne(cx, db, membership, drawDay));
}

function alignOne(cx: Work, db: WritableDb, membership: MembershipRow, drawDay: number): Aligned[] {
  const record = listScheduleRecords(db, membership.id).at(-1);
  invariant(record, "a membership has a schedule");
  if (record.drawDay === drawDay) return [];
  const facts = loadDrawFacts(db, membership.id);
  const name = nameOf(db, membership);
  if (facts.holds.some(({ until }) => until === null || until > cx.today)) refuse("merge_member_on_hold", { name });
  const pending = findPendingRecord(facts, cx.today);
  if (pending) refuse("merge_change_pending", { name, fromOn: recordStart(pending) });
  const aligned = alignedRecord(record, membership.billed_through_on, drawDay, cx.today);
  const seq = nextScheduleSeq(db, membership.id);
  addRecord(cx, db, membership.id, aligned, "membership.draw_day_changed", "households merged");
  giveBackOverlap(cx, db, { membership, facts, record }, recordStart(aligned));
  return [{ membershipId: membership.id, seq }];
}

function nameOf(db: WritableDb, { patient_id }: MembershipRow): string {
  const patient = findPatient(db, patient_id);
  return patient ? fullName(patient) : "";
}
