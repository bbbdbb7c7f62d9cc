/** Who grows out of a plan, what will happen, and what a person decides about it (MEM-16). */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findMembership, loadDrawFacts } from "#db/memberships/records.ts";
import { endAgeOutChoice, insertAgeOutChoice, listGrowingOut, listWithoutBirthDate, type BandMember } from "#db/plan-upkeep/age-outs.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { HouseholdId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import { ageOutNoticeDays, type WhyStay } from "#domain/memberships/age-out.ts";
import { moneyText } from "#domain/money-text.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { planOf } from "../billing/known-plans.ts";
import { act, type Cx, type Work } from "../context.ts";
import { previewDraws, type ChangePreview } from "../memberships/change-plan.ts";
import { requireRunning } from "../memberships/require.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { ageOutFactsOf, type AgeOutFacts } from "./age-out-of.ts";

/** `decide`: a person says so. `moves`: by itself. `stays`: as chosen or by the plan. The rest needs mending first. */
export type AgeOutState = "decide" | "moves" | "stays" | "no_successor" | "successor_unfit" | "no_birth_date";

export type AgeOutRow = {
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planId: PlanId;
  readonly planName: string;
  /** Null for a plan with a least age only. */
  readonly maxAge: number | null;
  readonly state: AgeOutState;
  /** Null while the birth date is missing. */
  readonly birthdayOn: Day | null;
  /** The draw of the change; null when no draw is ahead. */
  readonly movesOn: Day | null;
  readonly successorName: string | null;
  readonly periodMonths: number;
  readonly oldCents: Cents;
  readonly newCents: Cents | null;
  readonly chosen: { readonly choice: "move" | "stay"; readonly reason: string; readonly by: string } | null;
};

/** Birthdays up to so many days ahead are listed, and all that have passed without a decision. */
const listedDays = 120;

export function listAgeOuts(cx: Cx): AgeOutRow[] {
  return cx.db.read((db) => readAgeOuts(db, addDays(cx.today, listedDays)) as AgeOutRow[]);
}

/** The same inside the caller's transaction, for birthdays up to a day; missing birth dates come last. */
export function readAgeOuts(db: ReadableDb, through: Day): AgeOutRow[] {
  return [
    ...listGrowingOut(db, through).flatMap((member) => rowOf(db, member) ?? []),
    ...listWithoutBirthDate(db).map((member) => withoutBirthDate(db, member)),
  ];
}

/** How long ahead a birthday is a task: from the day of the first letter (MEM-16). */
export function ageOutTaskThrough(today: Day): Day {
  return addDays(today, ageOutNoticeDays[0]);
}

function rowOf(db: ReadableDb, member: BandMember): AgeOutRow | null {
  const membership = findMembership(db, member.membershipId);
  const out = membership && ageOutFactsOf(db, membership, loadDrawFacts(db, membership.id));
  return out ? { ...whoOf(db, member), ...whatOf(out) } : null;
}

function whoOf(db: ReadableDb, member: BandMember) {
  const { membershipId, householdId, patientId, patientName, maxAge, planVersionId } = member;
  const { planId, terms } = planOf(db, planVersionId);
  return { membershipId, householdId, patientId, patientName, maxAge, planId, planName: terms.name };
}

function whatOf(out: AgeOutFacts): Omit<AgeOutRow, keyof ReturnType<typeof whoOf>> {
  return {
    state: stateOf(out),
    birthdayOn: out.birthdayOn,
    movesOn: out.first?.from ?? null,
    successorName: out.successor?.name ?? null,
    periodMonths: out.months,
    oldCents: out.oldCents,
    newCents: out.newCents,
    chosen: out.choice && { choice: out.choice.choice, reason: out.choice.reason, by: out.choice.by },
  };
}

function withoutBirthDate(db: ReadableDb, member: BandMember): AgeOutRow {
  const record = loadDrawFacts(db, member.membershipId).records.at(-1);
  return {
    ...whoOf(db, member),
    state: "no_birth_date",
    birthdayOn: null,
    movesOn: null,
    successorName: null,
    periodMonths: record?.periodMonths ?? 1,
    oldCents: record?.priceCents ?? zeroCents,
    newCents: null,
    chosen: null,
  };
}

const statesOfStay: Readonly<Record<WhyStay, AgeOutState>> = {
  never: "stays",
  chosen: "stays",
  no_successor: "no_successor",
  successor_unfit: "successor_unfit",
  no_birth_date: "no_birth_date",
};

function stateOf({ decision }: AgeOutFacts): AgeOutState {
  if (decision.what === "stay") return statesOfStay[decision.why];
  return decision.what === "move" ? "moves" : "decide";
}

export type AgeOutChoiceInput = {
  readonly membershipId: MembershipId;
  /** `plan`: what the plan says; an earlier choice is taken back. */
  readonly choice: "move" | "stay" | "plan";
  readonly reason: string;
};

/**
 * Decides for one member. It can be decided again until the draw of the change. Refuses
 * `membership_not_found`, `membership_ended`, `age_out_not_ahead`, and `age_out_no_successor` for a move
 * to a plan that is not there, not sold, not for that age or not sold for the member's period.
 */
export function chooseAgeOut(cx: Cx, input: AgeOutChoiceInput): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => chooseWithin(cx, db, input));
}

function chooseWithin(cx: Work, db: WritableDb, input: AgeOutChoiceInput): { membershipId: MembershipId } {
  const membership = requireRunning(db, input.membershipId, cx.today);
  const facts = loadDrawFacts(db, membership.id);
  const before = ageOutFactsOf(db, membership, facts) ?? refuse("age_out_not_ahead", {});
  const record = facts.records.at(-1) ?? refuse("age_out_not_ahead", {});
  const { planId, terms } = planOf(db, record.planVersionId);
  if (input.choice === "plan") endAgeOutChoice(db, membership.id, planId, cx.now);
  else
    insertAgeOutChoice(db, {
      membershipId: membership.id,
      planId,
      choice: input.choice,
      reason: input.reason,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
  const after = ageOutFactsOf(db, membership, facts);
  if (input.choice === "move" && after?.decision.what !== "move") refuse("age_out_no_successor", { plan: terms.name });
  audit(cx, db, "membership.age_out_decided", `membership/${membership.id}`, {
    before: { choice: before.choice?.choice ?? "plan" },
    after: { choice: input.choice, reason: input.reason },
  });
  db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
  return { membershipId: membership.id };
}

/** The next draws under a choice, from the very code that makes it (MEM-21). Refuses what `chooseAgeOut` refuses. */
export function previewAgeOut(cx: Cx, input: AgeOutChoiceInput): ChangePreview {
  return tryOut<ChangePreview>(cx.db, (db) => {
    chooseWithin(cx, db, input);
    const membership = findMembership(db, input.membershipId) ?? refuse("membership_not_found", {});
    const facts = loadDrawFacts(db, membership.id);
    const out = ageOutFactsOf(db, membership, facts) ?? refuse("age_out_not_ahead", {});
    return {
      sentence: sentenceOf(out),
      todayCents: zeroCents,
      creditCents: zeroCents,
      nextDraws: previewDraws(db, membership, facts, 3),
    };
  });
}

function sentenceOf({ decision, first, successor, newCents, birthdayOn }: AgeOutFacts): string {
  const plan = successor?.name ?? "";
  if (decision.what === "move" && first && newCents !== null)
    return `With the draw of ${dayText(first.from)} the member moves to ${plan}, at ${moneyText(newCents)}. No activation fee; used benefits carry over.`;
  if (decision.what === "ask") return `Nothing changes until somebody decides. The birthday is ${dayText(birthdayOn)}.`;
  return "The member stays on this plan at this price.";
}
