/** The next draws of a household as it will be asked for them: everybody's lines together (MEM-6, MEM-21). */
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPeriodCents, listRunningMemberships, loadDrawFacts } from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import type { Cents } from "#domain/money.ts";
import { foreseeDraws, type Foreseen } from "../memberships/foresee-draws.ts";

export type DrawAhead = { readonly on: Day; readonly cents: Cents };

export function listDrawsAhead(db: ReadableDb, householdId: HouseholdId, days: number): DrawAhead[] {
  const shown = listRunningMemberships(db, householdId)
    .filter(({ id }) => !isPending(db, id))
    .map((membership): Foreseen => {
      const draws = nextDraws(loadDrawFacts(db, membership.id), membership.billed_through_on, days);
      const [first] = draws;
      const overlaps = first?.facts?.kind === "less_overlap";
      return {
        membershipId: membership.id,
        patientId: membership.patient_id,
        startOn: membership.start_on,
        draws,
        openingPaidCents: first && overlaps ? findPeriodCents(db, membership.id, first.from) : null,
      };
    });
  const firstOn = shown.flatMap(({ draws }) => draws.map(({ chargeOn }) => chargeOn)).toSorted()[0];
  if (firstOn === undefined) return [];
  const coupons = listUsableCoupons(db, householdId, firstOn);
  return foreseeDraws(db, { householdId, shown, joining: [], coupons, days }).map(({ on, cents }) => ({ on, cents }));
}
