/**
 * What an enrolment will do, worked out once for the quote and for the act (MEM-21): the members'
 * schedules, the lines due now with their reasons, and the next draws. Refuses what the office
 * would refuse at the counter; writes nothing.
 */
import type { ReadableDb } from "#db/database.ts";
import {
  countActivationsCharged,
  findActivationPaidOn,
  findDeceasedPayer,
  findEnrolPatient,
  findHouseholdDrawDay,
  findPayerName,
  isOnPlan,
  wasOnPlan,
  type EnrolPatient,
} from "#db/memberships/enrolment-facts.ts";
import { findPolicyOn } from "#db/people/insurance.ts";
import { findPlan, findPlanVersion, type PlanRow } from "#db/memberships/plans.ts";
import { ageOn, dayOfMonthOf, daysBetween, type Day, type PeriodMonths } from "#domain/calendar.ts";
import { asId, type HouseholdId, type MembershipId, type PatientId, type PlanVersionId } from "#domain/identity.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import type { ScheduleRecord, WantedDues } from "#domain/memberships/draw-facts.ts";
import { nextDraws, wantedDues } from "#domain/memberships/draw-schedule.ts";
import { activationFee, firstScheduleRecord, type FirstMoney } from "#domain/memberships/enrolment.ts";
import { findPrice } from "#domain/memberships/plan.ts";
import { refuse } from "#domain/refusal.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import { agreementOf, type Agreement } from "../agreements/agreement-of.ts";
import type { Work } from "../context.ts";
import { duesLine, isUnbilled } from "../billing/dues-line.ts";
import { factsAhead } from "../plan-upkeep/changes-ahead.ts";
import { risesAhead } from "../plan-upkeep/join-rises.ts";
import type { CouponUse } from "../pricing/price-draw-lines.ts";
import { priceEnrolment, provisionalId } from "./price-enrolment.ts";

export type EnrolmentInput = {
  readonly householdId: HouseholdId;
  readonly members: readonly {
    readonly patientId: PatientId;
    readonly planVersionId: PlanVersionId;
    readonly periodMonths: PeriodMonths;
    readonly waiveActivationReason: string | null;
  }[];
  readonly startOn: Day;
  readonly drawDay: number | null;
  readonly firstMoney: FirstMoney;
  /** How the agreements of plans that ask for one are signed; `not_needed` leaves such a one open as `later` does. */
  readonly agreement: "signed_on_screen" | "signed_on_paper" | "later" | "not_needed";
  /** A coupon the household is given with this enrolment (PPL-14), as typed. */
  readonly couponCode?: string | null;
};

export type PlannedMember = {
  readonly patient: EnrolPatient;
  readonly plan: PlanRow;
  readonly record: ScheduleRecord;
  /** What is signed; null for a plan that asks for no agreement. */
  readonly agreement: Agreement | null;
  readonly activation: NewLine | null;
  /** Days billed or covered now, in order; each billed one has its line. */
  readonly now: readonly { readonly dues: WantedDues; readonly line: NewLine | null }[];
  /** The next draws with money after now. */
  readonly later: readonly WantedDues[];
};

export type EnrolmentPlan = {
  readonly drawDay: number;
  readonly members: readonly PlannedMember[];
  readonly lines: readonly NewLine[];
  /** What today's lines take from the household's coupons. */
  readonly uses: readonly CouponUse[];
  /** The coupons as they are after today's charge. */
  readonly coupons: readonly HeldCoupon[];
  readonly warnings: string[];
};

/** How far from today a membership may start. */
const furthestStartDays = 366;

/**
 * Refuses `patient_of_other_household`, `patient_cannot_enrol`, `patient_outside_age_band`,
 * `patient_is_insured`, `already_member`, `enrolled_twice`, `plan_not_found`, `plan_not_on_sale`, `plan_version_old`,
 * `plan_has_no_such_period`, `start_too_far`, `payer_deceased`, `draw_day_not_in_month`, and what a coupon refuses (`requireGivable`).
 */
export function planEnrolment(cx: Pick<Work, "today">, db: ReadableDb, input: EnrolmentInput): EnrolmentPlan {
  if (Math.abs(daysBetween(cx.today, input.startOn)) > furthestStartDays)
    refuse("start_too_far", { days: furthestStartDays });
  const deceased = findDeceasedPayer(db, input.householdId);
  if (deceased !== undefined && !input.members.some(({ patientId }) => findEnrolPatient(db, patientId)?.status === "deceased"))
    refuse("payer_deceased", { name: deceased });
  const drawDay =
    input.drawDay ?? findHouseholdDrawDay(db, input.householdId) ?? dayOfMonthOf(input.startOn);
  if (!Number.isInteger(drawDay) || drawDay < 1 || drawDay > 31) refuse("draw_day_not_in_month", { drawDay });
  const warnings: string[] = [];
  const charged = new Map<number, number>();
  const seen = new Set<string>();
  const members = input.members.map((member): PlannedMember => {
    const plan = requirePlanOnSale(db, member.planVersionId);
    const patient = requireEnrolPatient(db, input, member.patientId);
    if (seen.has(`${patient.patientId}/${plan.planId}`)) refuse("enrolled_twice", { name: patient.name });
    seen.add(`${patient.patientId}/${plan.planId}`);
    if (isOnPlan(db, patient.patientId, plan.planId, cx.today))
      refuse("already_member", { name: patient.name, plan: plan.name });
    if (wasOnPlan(db, patient.patientId, plan.planId))
      warnings.push(
        `${patient.name} was on ${plan.name} before. To take the old membership up again with its reactivation fee, use “Comes back…” on the chart.`,
      );
    warnings.push(...checkAge(patient, plan, input.startOn));
    requireMayBeInsured(db, patient, plan, input.startOn);
    const priceCents = findPrice(plan.terms, member.periodMonths);
    if (priceCents === undefined)
      refuse("plan_has_no_such_period", { plan: plan.name, months: member.periodMonths });
    const record = firstScheduleRecord({
      joinOn: input.startOn,
      drawDay,
      planVersionId: plan.planVersionId,
      periodMonths: member.periodMonths,
      priceCents,
      // A fee that is not charged, because it was paid once before (MEM-5), pays for no month now.
      includesFirstPeriod: plan.terms.activation.includesFirstPeriod && findActivationPaidOn(db, patient.patientId) === null,
      firstMoney: input.firstMoney,
    });
    const chargedBefore =
      charged.get(plan.planId) ?? countActivationsCharged(db, input.householdId, plan.planId);
    const activation = activationLine(db, patient, plan, input.startOn, chargedBefore, member.waiveActivationReason);
    charged.set(plan.planId, chargedBefore + (activation && activation.unitCents > 0 ? 1 : 0));
    const facts = { records: [record], holds: [], endsOn: null };
    const now = wantedDues(facts, cx.today).map((dues) => ({
      dues,
      line: isUnbilled(dues)
        ? null
        : duesLine(dues, {
            patientId: patient.patientId,
            membershipId: null,
            planName: plan.name,
            taxRatePpm: plan.terms.taxRatePpm,
          }),
    }));
    const through = now.at(-1)?.dues.to ?? input.startOn;
    // Who grows out of the plan before a draw that is shown is shown that draw at the next plan's price (MEM-16).
    const ahead = factsAhead(
      db,
      { id: asId<MembershipId>(provisionalId(seen.size - 1)), patient_id: patient.patientId, billed_through_on: through },
      facts,
    );
    warnings.push(...risesAhead(db, plan, record, patient.name));
    const agreement = plan.terms.agreementRequired
      ? agreementOf(db, {
          terms: plan.terms,
          planVersionId: plan.planVersionId,
          patientName: patient.name,
          birthOn: patient.birthOn,
          payerName: findPayerName(db, input.householdId) ?? patient.name,
          startOn: input.startOn,
          priceCents: record.priceCents,
          periodMonths: record.periodMonths,
          drawDay: record.drawDay,
          today: cx.today,
        })
      : null;
    return { patient, plan, record, agreement, activation, now, later: nextDraws(ahead, through, 3) };
  });
  return { drawDay, ...priceEnrolment(cx, db, input, members), warnings };
}

function requirePlanOnSale(db: ReadableDb, planVersionId: PlanVersionId): PlanRow {
  const version = findPlanVersion(db, planVersionId);
  if (!version) refuse("plan_not_found", {});
  if (version.state !== "on_sale") refuse("plan_not_on_sale", { plan: version.name });
  if (findPlan(db, version.planId)?.planVersionId !== planVersionId)
    refuse("plan_version_old", { plan: version.name });
  return version;
}

function requireEnrolPatient(db: ReadableDb, input: EnrolmentInput, patientId: PatientId): EnrolPatient {
  const patient = findEnrolPatient(db, patientId);
  if (!patient) refuse("patient_not_found", {});
  if (patient.householdId !== input.householdId)
    refuse("patient_of_other_household", { name: patient.name });
  if (patient.status === "deceased" || patient.status === "inactive" || patient.status === "non_patient")
    refuse("patient_cannot_enrol", { name: patient.name, why: patient.status });
  return patient;
}

/** Outside the plan's age band on the start day is refused; without a birth date the desk is warned. */
function checkAge(patient: EnrolPatient, plan: PlanRow, startOn: Day): string[] {
  const { minAge, maxAgeExclusive } = plan.terms.audience;
  if (minAge === null && maxAgeExclusive === null) return [];
  if (patient.birthOn === null)
    return [`${patient.name} has no birth date, so the age for ${plan.name} cannot be checked.`];
  const age = ageOn(patient.birthOn, startOn);
  if ((minAge !== null && age < minAge) || (maxAgeExclusive !== null && age >= maxAgeExclusive))
    refuse("patient_outside_age_band", { name: patient.name, age, minAge, maxAgeExclusive });
  return [];
}

/** Plans say whether members may also be insured (PPL-8); most are for people who are not. */
function requireMayBeInsured(db: ReadableDb, { patientId, name }: EnrolPatient, plan: PlanRow, startOn: Day): void {
  if (plan.terms.insuredAllowed) return;
  const policy = findPolicyOn(db, patientId, startOn);
  if (policy) refuse("patient_is_insured", { name, plan: plan.name, carrier: policy.carrier });
}

function activationLine(
  db: ReadableDb,
  patient: EnrolPatient,
  plan: PlanRow,
  joinOn: Day,
  chargedInHousehold: number,
  waivedReason: string | null,
): NewLine | null {
  if (plan.terms.activation.feeCents === 0) return null;
  const fee = activationFee({
    activation: plan.terms.activation,
    joinOn,
    paidBeforeOn: findActivationPaidOn(db, patient.patientId),
    chargedInHousehold,
    waivedReason,
  });
  return {
    kind: "activation",
    patientId: patient.patientId,
    membershipId: null,
    planVersionId: plan.planVersionId,
    description: `${plan.name}, activation fee`,
    serviceOn: joinOn,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: fee.amountCents,
    taxRatePpm: plan.terms.taxRatePpm,
    facts: fee.facts,
  };
}
