/**
 * A new price replaces the very price that the letter names (MEM-17): who has moved to another plan, pays by
 * another period, or came back at another price meanwhile is not meant any more.
 */
import type { ReadableDb } from "#db/database.ts";
import { listScheduleRecords } from "#db/memberships/records.ts";
import type { MembershipId, PlanId } from "#domain/identity.ts";
import type { ScheduleRecord } from "#domain/memberships/draw-facts.ts";
import type { Cents } from "#domain/money.ts";
import { planOf } from "../billing/known-plans.ts";

type Told = { readonly planId: PlanId; readonly oldCents: Cents };

export function riseHoldsFor(db: ReadableDb, record: ScheduleRecord | undefined, told: Told): boolean {
  return record !== undefined && record.priceCents === told.oldCents && planOf(db, record.planVersionId).planId === told.planId;
}

/** The same for a membership by its newest record. */
export function riseHoldsForMember(db: ReadableDb, member: Told & { readonly membershipId: MembershipId }): boolean {
  return riseHoldsFor(db, listScheduleRecords(db, member.membershipId).at(-1), member);
}
