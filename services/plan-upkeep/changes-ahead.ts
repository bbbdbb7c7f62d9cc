/**
 * The changes that come to a membership by themselves: growing out of its plan (MEM-16) and a new price
 * (MEM-17). They are kept as what was decided and become a record of the schedule on their draw, so that
 * until then they can be withdrawn and stand in nobody's way (F-12). Run, rehearsal, forecast and every
 * preview ask here, so that they cannot disagree.
 */
import type { ReadableDb } from "#db/database.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import { findOpenRise, type OpenRise } from "#db/plan-upkeep/price-rises.ts";
import type { DrawFacts, ScheduleRecord, WantedDues } from "#domain/memberships/draw-facts.ts";
import { changedFrom, withRecord } from "#domain/memberships/planned-change.ts";
import { decideRise } from "#domain/memberships/price-rise.ts";
import { ageOutFactsOf } from "./age-out-of.ts";
import { riseHoldsFor } from "./rise-holds.ts";
import { withTermEnd } from "./term-end.ts";

type Member = Pick<MembershipRow, "id" | "patient_id" | "billed_through_on">;

export type PlannedChange = {
  /** The first period under it. */
  readonly first: WantedDues;
  readonly record: ScheduleRecord;
} & (
  | { readonly kind: "age_out" }
  | { readonly kind: "price_rise"; readonly riseMemberId: number }
);

/** Out of one plan, into the next, and a new price in between: more than this is a circle of plans. */
const mostChanges = 6;

/**
 * The next change of a membership under given facts; a birthday and a new price on one day are the birthday's.
 * `isRaised` says that its new price is in these facts already.
 */
export function nextPlannedChange(db: ReadableDb, membership: Member, facts: DrawFacts, isRaised = false): PlannedChange | null {
  if (facts.records.length === 0) return null;
  const ageOut = ageOutAhead(db, membership, facts);
  const rise = isRaised ? null : riseAhead(db, membership, facts);
  if (ageOut && rise) return rise.first.from < ageOut.first.from ? rise : ageOut;
  return ageOut ?? rise;
}

/** The facts with everything that is to come by itself: changes, and the end of a term that is not renewed (MEM-18). */
export function factsAhead(db: ReadableDb, membership: Member, facts: DrawFacts): DrawFacts {
  let ahead = facts;
  let isRaised = false;
  for (let count = 0; count < mostChanges; count += 1) {
    const ending = withTermEnd(db, membership, ahead);
    const change = nextPlannedChange(db, membership, ending, isRaised);
    if (!change) return ending;
    isRaised ||= change.kind === "price_rise";
    ahead = withRecord(ahead, change.record);
  }
  return ahead;
}

function ageOutAhead(db: ReadableDb, membership: Member, facts: DrawFacts): PlannedChange | null {
  const out = ageOutFactsOf(db, membership, facts);
  if (!out?.first || !out.successor || out.newCents === null || out.decision.what !== "move") return null;
  const { planVersionId } = out.successor;
  const record = changedFrom(facts, out.first, { planVersionId, priceCents: out.newCents });
  return { kind: "age_out", first: out.first, record };
}

function riseAhead(db: ReadableDb, membership: Member, facts: DrawFacts): PlannedChange | null {
  const rise = findOpenRise(db, membership.id);
  const record = facts.records.at(-1);
  if (!rise || !record || !riseHoldsFor(db, record, rise)) return null;
  const { wishedOn, noticeSentOn, noticeDays } = rise;
  const decision = decideRise({ facts, billedThroughOn: membership.billed_through_on, wishedOn, noticeSentOn }, noticeDays);
  if (decision.what !== "takes_effect") return null;
  return {
    kind: "price_rise",
    first: decision.first,
    record: changedFrom(facts, decision.first, { planVersionId: raisedVersion(record, rise), priceCents: rise.newCents }),
    riseMemberId: rise.id,
  };
}

/** Who is on the version that was raised goes to the one with the new prices; others keep their own terms, at the new price. */
function raisedVersion(record: ScheduleRecord, rise: OpenRise): ScheduleRecord["planVersionId"] {
  return record.planVersionId === rise.fromVersionId && rise.toVersionId !== null ? rise.toVersionId : record.planVersionId;
}
