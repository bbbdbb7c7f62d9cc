/** For whom a price rise is meant, and what each of them pays before and after (MEM-17). */
import type { ReadableDb } from "#db/database.ts";
import { findMembership, loadDrawFacts } from "#db/memberships/records.ts";
import { listPlanMembers } from "#db/plan-upkeep/plan-members.ts";
import { findOpenRise } from "#db/plan-upkeep/price-rises.ts";
import type { Day, PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import { changedPrice, decideRise, wishedDay, type PriceChange, type RiseScope } from "#domain/memberships/price-rise.ts";
import type { Cents } from "#domain/money.ts";
import { planOf } from "../billing/known-plans.ts";
import { riseHoldsFor } from "./rise-holds.ts";
import { termEndOf } from "./term-end.ts";

/** Why a member of the plan is not in the rise. */
export type WhyLeftOut = "excluded" | "same_price" | "no_draw_ahead" | "in_another_rise";

export type RaisedRow = {
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planId: PlanId;
  readonly planName: string;
  readonly periodMonths: PeriodMonths;
  readonly oldCents: Cents;
  readonly newCents: Cents;
  readonly wishedOn: Day;
  /** The first draw at the new price when the letters go out today; null without a draw ahead. */
  readonly firstOn: Day | null;
  readonly leftOut: WhyLeftOut | null;
};

export type RiseQuestion = {
  readonly changes: readonly { readonly planId: PlanId; readonly months: PeriodMonths; readonly change: PriceChange }[];
  readonly effectiveOn: Day;
  readonly scope: RiseScope;
  readonly noticeDays: number;
  readonly excluded: readonly MembershipId[];
};

/** Every member of the plans with draws ahead, by name: those in the rise, and those left out with the reason. */
export function raisedRows(db: ReadableDb, question: RiseQuestion, today: Day): RaisedRow[] {
  const { scope } = question;
  if (scope === "new_members") return [];
  const planIds = [...new Set(question.changes.map(({ planId }) => planId))];
  return planIds.flatMap((planId) => listPlanMembers(db, planId)).flatMap((member) => {
    const row = rowOf(db, member.membershipId, question, scope, today);
    return row ? [{ ...member, ...row }] : [];
  });
}

type Priced = Pick<RaisedRow, "planName" | "periodMonths" | "oldCents" | "newCents" | "wishedOn" | "firstOn" | "leftOut">;

function rowOf(
  db: ReadableDb,
  membershipId: MembershipId,
  question: RiseQuestion,
  scope: Exclude<RiseScope, "new_members">,
  today: Day,
): Priced | null {
  const membership = findMembership(db, membershipId);
  const facts = membership && loadDrawFacts(db, membershipId);
  const record = facts?.records.at(-1);
  if (!membership || !facts || !record) return null;
  const { planId, terms } = planOf(db, record.planVersionId);
  const change = question.changes.find((one) => one.planId === planId && one.months === record.periodMonths)?.change;
  if (!change) return null;
  const newCents = changedPrice(record.priceCents, change);
  const wishedOn = wishedDay(scope, question.effectiveOn, termEndOf(db, membership, facts).renewsOn);
  const decision = decideRise(
    { facts, billedThroughOn: membership.billed_through_on, wishedOn, noticeSentOn: today },
    question.noticeDays,
  );
  const firstOn = decision.what === "takes_effect" ? decision.first.from : null;
  const waiting = findOpenRise(db, membershipId);
  const isWaiting = waiting !== undefined && riseHoldsFor(db, record, waiting);
  return {
    planName: terms.name,
    periodMonths: record.periodMonths,
    oldCents: record.priceCents,
    newCents,
    wishedOn,
    firstOn,
    leftOut: whyLeftOut(question, membershipId, { isSame: newCents === record.priceCents, firstOn, isWaiting }),
  };
}

function whyLeftOut(
  question: RiseQuestion,
  membershipId: MembershipId,
  of: { readonly isSame: boolean; readonly firstOn: Day | null; readonly isWaiting: boolean },
): WhyLeftOut | null {
  if (question.excluded.includes(membershipId)) return "excluded";
  if (of.isSame) return "same_price";
  if (of.firstOn === null) return "no_draw_ahead";
  // A rise that does not hold for the member any more stands in nobody's way.
  return of.isWaiting ? "in_another_rise" : null;
}
