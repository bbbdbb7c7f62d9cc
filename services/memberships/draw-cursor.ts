/**
 * The days the run searches by, computed from the records after every change: through when a
 * membership is billed, its next draw, and the next day the run has anything to do for it.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { listPeriods, loadDrawFacts, setDrawCursor } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { nextWanted, type DrawFacts } from "#domain/memberships/draw-schedule.ts";

export type DrawCursor = {
  readonly billedThroughOn: Day;
  readonly nextDrawOn: Day | null;
  readonly nextWorkOn: Day | null;
};

type PeriodDays = { readonly from: Day; readonly to: Day };

/** Pure: what the cursor must be; `verify` compares the stored one with it. */
export function drawCursor(facts: DrawFacts, startOn: Day, periods: readonly PeriodDays[]): DrawCursor {
  const billedThroughOn = periods.reduce((latest, period) => (period.to > latest ? period.to : latest), startOn);
  const next = nextWanted(facts, billedThroughOn)?.chargeOn ?? null;
  const cut = nextCut(facts, periods);
  const days = [next, cut].filter((day): day is Day => day !== null).toSorted();
  return { billedThroughOn, nextDrawOn: next, nextWorkOn: days[0] ?? null };
}

/** The start of the first pause that falls into days already billed: the run cuts them there (MEM-12). */
export function nextCut(facts: DrawFacts, periods: readonly PeriodDays[]): Day | null {
  const starts = facts.holds
    .filter((hold) => hold.kind === "pause")
    .map((hold) => hold.from)
    .toSorted();
  return starts.find((start) => periods.some((period) => period.from <= start && start < period.to)) ?? null;
}

export function readDrawCursor(db: ReadableDb, membershipId: MembershipId, startOn: Day): DrawCursor {
  return drawCursor(loadDrawFacts(db, membershipId), startOn, listPeriods(db, membershipId));
}

export function refreshDrawCursor(db: WritableDb, membershipId: MembershipId, startOn: Day): DrawCursor {
  const cursor = readDrawCursor(db, membershipId, startOn);
  setDrawCursor(db, membershipId, cursor);
  return cursor;
}
