/**
 * The days the run searches by, computed from the records after every change: through when a
 * membership is billed, its next draw, and the next day the run has anything to do for it.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { listPeriods, loadDrawFacts, setDrawCursor } from "#db/memberships/records.ts";
import type { Day, DayRange } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { nextCut } from "#domain/memberships/billed-days.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { holdFeesAhead } from "#domain/memberships/hold-fees.ts";
import { nextWanted } from "#domain/memberships/draw-schedule.ts";

export type DrawCursor = {
  readonly billedThroughOn: Day;
  readonly nextDrawOn: Day | null;
  readonly nextWorkOn: Day | null;
};

type BilledRange = DayRange & { readonly paidTo?: Day | null };

/** Pure: what the cursor must be; `verify` compares the stored one with it. */
export function drawCursor(facts: DrawFacts, startOn: Day, periods: readonly BilledRange[]): DrawCursor {
  const billedThroughOn = periods.reduce((latest, period) => (period.to > latest ? period.to : latest), startOn);
  const next = nextWanted(facts, billedThroughOn)?.chargeOn ?? null;
  const cut = nextCut(facts, periods)?.on ?? null;
  const fee = holdFeesAhead(facts)[0]?.on ?? null;
  const days = [next, cut, fee].filter((day): day is Day => day !== null).toSorted();
  return { billedThroughOn, nextDrawOn: next, nextWorkOn: days[0] ?? null };
}

export function readDrawCursor(db: ReadableDb, membershipId: MembershipId, startOn: Day): DrawCursor {
  return drawCursor(loadDrawFacts(db, membershipId), startOn, listPeriods(db, membershipId));
}

/** Computes the cursor from the records and keeps it; `facts` spares a second reading of them. */
export function refreshDrawCursor(
  db: WritableDb,
  membershipId: MembershipId,
  startOn: Day,
  facts: DrawFacts = loadDrawFacts(db, membershipId),
): DrawCursor {
  const cursor = drawCursor(facts, startOn, listPeriods(db, membershipId));
  setDrawCursor(db, membershipId, cursor);
  return cursor;
}
