/** What the plan's rule, the successor and a person's choice come to for one member (MEM-16). */
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import { findPlan, type PlanRow } from "#db/memberships/plans.ts";
import { findAgeOutChoice, type AgeOutChoice } from "#db/plan-upkeep/age-outs.ts";
import type { ReadableDb } from "#db/database.ts";
import { ageOn, type Day } from "#domain/calendar.ts";
import type { DrawFacts, WantedDues } from "#domain/memberships/draw-facts.ts";
import { ageOutDraw, ageOutOf, decideAgeOut, type AgeOut, type AgeOutDecision, type Successor } from "#domain/memberships/age-out.ts";
import { findPrice } from "#domain/memberships/plan.ts";
import type { Cents } from "#domain/money.ts";
import { planOf } from "../billing/known-plans.ts";
import { findPlanOn } from "./plan-on.ts";

export type AgeOutFacts = AgeOut & {
  /** The draw from which the successor's price would hold; null when no draw is ahead. */
  readonly first: WantedDues | null;
  readonly oldCents: Cents;
  readonly months: number;
  readonly successor: PlanRow | null;
  /** The successor's price for the member's period; null where it is not sold that way. */
  readonly newCents: Cents | null;
  readonly choice: AgeOutChoice | null;
  readonly decision: AgeOutDecision;
};

/** Nothing for a plan without a maximum age. A member without a birth date has no days, so nothing either. */
export function ageOutFactsOf(
  db: ReadableDb,
  membership: Pick<MembershipRow, "id" | "patient_id" | "billed_through_on">,
  facts: DrawFacts,
): AgeOutFacts | null {
  const record = facts.records.at(-1);
  if (!record) return null;
  const { terms, planId } = planOf(db, record.planVersionId);
  if (terms.audience.maxAgeExclusive === null) return null;
  const birthOn = findEnrolPatient(db, membership.patient_id)?.birthOn ?? null;
  const out = birthOn === null ? null : ageOutOf(birthOn, terms.audience.maxAgeExclusive);
  if (birthOn === null || out === null) return null;
  // The age is what the member was sold; what the office does at it, and where to, is its rule of today, so
  // that a plan to go to which was forgotten can be named for members who are there (PPL-11).
  const { ageOut, ageOutTo } = findPlan(db, planId)?.terms ?? terms;
  const first = ageOutDraw(facts, membership.billed_through_on, out.birthdayOn) ?? null;
  const on: Day = first?.from ?? out.birthdayOn;
  const successor = (ageOutTo === null ? undefined : findPlanOn(db, ageOutTo, on)) ?? null;
  const choice = findAgeOutChoice(db, membership.id, planId) ?? null;
  return {
    ...out,
    first,
    oldCents: record.priceCents,
    months: record.periodMonths,
    successor,
    newCents: (successor && findPrice(successor.terms, record.periodMonths)) ?? null,
    choice,
    decision: decideAgeOut(
      ageOut,
      { age: ageOn(birthOn, on), months: record.periodMonths },
      successor && asSuccessor(successor),
      choice?.choice ?? null,
    ),
  };
}

function asSuccessor({ planId, state, terms }: PlanRow): Successor {
  return {
    planId,
    audience: terms.audience,
    isOnSale: state === "on_sale",
    months: terms.prices.map(({ months }) => months),
  };
}
