/**
 * A plan offer (DOC-1): the visits of the last twelve months at today's list fees, and on a plan. The
 * figures on the screen and those on the paper are this one answer.
 */
import type { ReadableDb } from "#db/database.ts";
import { listChargeMembers } from "#db/memberships/charge-members.ts";
import { countActivationsCharged, findActivationPaidOn, findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { findPlanVersion, type PlanRow } from "#db/memberships/plans.ts";
import { listVisitLines } from "#db/plan-offer/visits.ts";
import { addDays, addMonths, ageOn, type Day, type PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, PlanVersionId } from "#domain/identity.ts";
import { findPrice } from "#domain/memberships/plan.ts";
import { offerMonths, offerThroughOn, planOffer, type OfferMember, type PlanOffer } from "#domain/plan-offer/plan-offer.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";

export type OfferAsk = {
  readonly householdId: HouseholdId;
  readonly patientIds: readonly PatientId[];
  readonly planVersionId: PlanVersionId;
  readonly periodMonths: PeriodMonths;
};

export type ReadOffer = {
  readonly offer: PlanOffer;
  readonly plan: PlanRow;
  readonly members: readonly OfferMember[];
  readonly fromOn: Day;
  readonly throughOn: Day;
};

export function readOffer(cx: Cx, ask: OfferAsk): ReadOffer {
  return look<ReadOffer>(cx, (db) => readOfferWithin(db, ask, cx.today));
}

/** Refuses `plan_offer_not_sold`, `plan_offer_nobody`, `plan_offer_has_plan` and `plan_offer_not_for`. */
export function readOfferWithin(db: ReadableDb, ask: OfferAsk, today: Day): ReadOffer {
  const plan = findPlanVersion(db, ask.planVersionId);
  if (plan?.state !== "on_sale" || findPrice(plan.terms, ask.periodMonths) === undefined) refuse("plan_offer_not_sold", { plan: plan?.name ?? "This plan" });
  const running = listChargeMembers(db, ask.householdId, today);
  const onAPlan = new Set(running.map(({ membershipId }) => patientOf(db, membershipId)));
  const members = [...new Set(ask.patientIds)].map((patientId) => requireMember(db, ask.householdId, patientId, plan, onAPlan, today));
  if (members.length === 0) refuse("plan_offer_nobody", {});
  // Twelve months that end today.
  const fromOn = addDays(addMonths(today, -offerMonths), 1);
  const throughOn = offerThroughOn(fromOn);
  const visits = listVisitLines(db, members.map(({ patientId }) => patientId), fromOn, throughOn, today).map(({ code, name, category, ...line }) => ({
    ...line,
    service: code === null || name === null || category === null ? null : { code, name, category },
  }));
  const offer = planOffer({
    terms: plan.terms,
    planId: plan.planId,
    periodMonths: ask.periodMonths,
    members,
    visits,
    fromOn,
    running,
    feesCharged: countActivationsCharged(db, ask.householdId, plan.planId),
  });
  return { offer, plan, members, fromOn, throughOn };
}

function requireMember(db: ReadableDb, householdId: HouseholdId, patientId: PatientId, plan: PlanRow, onAPlan: ReadonlySet<PatientId | null>, today: Day): OfferMember & { readonly patientId: PatientId } {
  const patient = findEnrolPatient(db, patientId);
  if (patient?.householdId !== householdId || patient.status === "deceased") refuse("plan_offer_nobody", {});
  const { name, birthOn } = patient;
  if (onAPlan.has(patientId)) refuse("plan_offer_has_plan", { name });
  const { minAge, maxAgeExclusive } = plan.terms.audience;
  const age = birthOn === null ? null : ageOn(birthOn, today);
  if (age !== null && ((minAge !== null && age < minAge) || (maxAgeExclusive !== null && age >= maxAgeExclusive))) refuse("plan_offer_not_for", { name, plan: plan.name });
  return { patientId, name, activationPaidOn: findActivationPaidOn(db, patientId) };
}

function patientOf(db: ReadableDb, membershipId: number): PatientId | null {
  return db.get<{ id: PatientId }>("select patient_id as id from membership where id = ?", membershipId)?.id ?? null;
}
