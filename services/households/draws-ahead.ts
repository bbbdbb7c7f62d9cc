/** The next draws of a household as it will be asked for them: everybody's lines together (MEM-6, MEM-21). */
import type { ReadableDb } from "#db/database.ts";
import { listRunningMemberships } from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { nextDrawsOf } from "../memberships/changes/effect.ts";

export type DrawAhead = { readonly on: Day; readonly cents: Cents };

/** At most so many days; somebody whose agreement or first payment is missing is not drawn yet. */
export function listDrawsAhead(db: ReadableDb, householdId: HouseholdId, days: number): DrawAhead[] {
  const drawn = listRunningMemberships(db, householdId).filter(({ id }) => !isPending(db, id));
  return nextDrawsOf(db, drawn, days).map(({ on, cents }) => ({ on, cents }));
}
