/** An enrolment while it is typed (MEM-1): who, plan, start, draw day, first money, coupon; and what the office is asked. */
import type { Enrolment, PlanView } from "#contract/memberships.ts";
import type { PatientChart } from "#contract/people.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, PlanVersionId } from "#domain/identity.ts";
import type { Months } from "./period-words.ts";

export type MemberDraft = {
  readonly patientId: PatientId;
  readonly planVersionId: PlanVersionId | null;
  readonly periodMonths: Months;
  /** The reason of a waived activation fee, or null when it is charged. */
  readonly waiver: string | null;
};

export type EnrolDraft = {
  readonly members: readonly MemberDraft[];
  readonly startOn: Day | null;
  /** Null: the household's day, or the start day. */
  readonly drawDay: number | null;
  readonly firstMoney: Enrolment["firstMoney"];
  /** The code that is used; empty for none. */
  readonly couponCode: string;
};

type Person = PatientChart["household"]["members"][number];

/** Whether somebody of the household could be enrolled at all. */
export function mayJoin(person: Person): boolean {
  return person.status !== "deceased" && person.status !== "non_patient" && person.status !== "inactive";
}

/** Those who are on no plan that runs: who “everybody” means when a household is enrolled. */
export function isOnNoPlan({ standing }: Person): boolean {
  return standing === null || standing === "cancelled" || standing === "expired" || standing === "lapsed";
}

/** A new row: of the plans whose ages fit the one most members are on, so that a family is typed in few strokes. */
export function newMember(person: Person, plans: readonly PlanView[]): MemberDraft {
  const plan = plans
    .filter(({ terms }) => fits(terms.audience, person.age))
    .reduce<PlanView | null>((best, one) => (best === null || one.activeMembers > best.activeMembers ? one : best), null);
  return {
    patientId: person.patientId,
    planVersionId: plan?.planVersionId ?? null,
    periodMonths: plan?.terms.prices[0]?.months ?? 1,
    waiver: null,
  };
}

/** A plan and a period that somebody asked for, such as on the portal; 0 for none. */
export type EnrolWish = { readonly planId: number; readonly months: number };

/** The row with what was asked for, where the plan is still on sale for that period; else as it was. */
export function wished(row: MemberDraft, plans: readonly PlanView[], { planId, months }: EnrolWish): MemberDraft {
  const plan = plans.find((one) => one.planId === planId);
  if (!plan) return row;
  const price = plan.terms.prices.find((one) => one.months === months) ?? plan.terms.prices[0];
  return { ...row, planVersionId: plan.planVersionId, periodMonths: price?.months ?? row.periodMonths };
}

/** Without a birth date only a plan for everybody fits by itself. */
function fits({ minAge, maxAgeExclusive }: PlanView["terms"]["audience"], age: number | null): boolean {
  if (age === null) return minAge === null && maxAgeExclusive === null;
  return (minAge === null || age >= minAge) && (maxAgeExclusive === null || age < maxAgeExclusive);
}

/** What the office is asked, or null while a plan or the start is missing. */
export function enrolmentOf(householdId: HouseholdId, draft: EnrolDraft): Enrolment | null {
  const { startOn, members } = draft;
  if (startOn === null || members.length === 0) return null;
  const ready: Enrolment["members"] = [];
  for (const { patientId, planVersionId, periodMonths, waiver } of members) {
    if (planVersionId === null) return null;
    ready.push({ patientId, planVersionId, periodMonths, waiveActivationReason: waiver });
  }
  return {
    householdId,
    members: ready,
    startOn,
    drawDay: draft.drawDay,
    firstMoney: draft.firstMoney,
    agreement: "later",
    couponCode: draft.couponCode === "" ? null : draft.couponCode,
  };
}

/** The members whose plan is signed, as places in the list: the office answers with their memberships in that order. */
export function signedPlaces(members: readonly MemberDraft[], plans: readonly PlanView[]): number[] {
  return members.flatMap(({ planVersionId }, place) =>
    plans.find((plan) => plan.planVersionId === planVersionId)?.terms.agreementRequired === true ? [place] : [],
  );
}
