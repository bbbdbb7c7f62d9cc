/** A household's next draw as it will be asked for (DOC-7): with its pricing, its coupons and what changes by then. */
import type { ReadableDb } from "#db/database.ts";
import { listRunningMemberships, loadDrawFacts } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { foreseeOwnDraws } from "./foresee-draws.ts";

/** Nothing when no draw is ahead. */
export function nextDrawOf(db: ReadableDb, householdId: HouseholdId): { readonly on: Day; readonly cents: Cents } | undefined {
  const draws = listRunningMemberships(db, householdId).flatMap((membership) =>
    foreseeOwnDraws(db, membership, loadDrawFacts(db, membership.id), membership.billed_through_on, 1),
  );
  const on = draws.map((draw) => draw.on).toSorted()[0];
  if (on === undefined) return undefined;
  return { on, cents: addCents(...draws.filter((draw) => draw.on === on).map(({ cents }) => cents)) };
}
