/**
 * What members of a plan pay in the first year (PPL-10), before anybody is on it: the very
 * generator, fees and household pricing that enrol and bill, for a household that exists only here.
 */
import { addMonths, dayOfMonthOf, type Day, type PeriodMonths } from "#domain/calendar.ts";
import { asId, type PatientId, type PlanId, type PlanVersionId } from "#domain/identity.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { invariant } from "#domain/invariant.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import { activationFee, firstScheduleRecord } from "#domain/memberships/enrolment.ts";
import { checkPlanTerms } from "#domain/memberships/plan-check.ts";
import { findPrice, type PlanTerms } from "#domain/memberships/plan.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { ChargeMember } from "#domain/pricing/price-charge.ts";
import { refuse } from "#domain/refusal.ts";
import { duesLine, isUnbilled } from "../billing/dues-line.ts";
import type { Cx } from "../context.ts";
import { priceLines, type LineToPrice } from "../pricing/price-draw-lines.ts";
import { quoteLine, type QuoteLine } from "../memberships/quote-enrolment.ts";

export type YearPreview = {
  readonly throughOn: Day;
  readonly totalCents: Cents;
  readonly charges: { readonly on: Day; readonly cents: Cents; readonly lines: QuoteLine[] }[];
};

export type YearQuestion = {
  readonly terms: PlanTerms;
  readonly periodMonths: PeriodMonths;
  readonly members: number;
  /** Null: drawn on the day they join. */
  readonly drawDay: number | null;
};

const nobody = asId<PlanId>(1);
const noVersion = asId<PlanVersionId>(1);

/** Everybody joins today. Refuses `plan_terms_wrong` and `plan_has_no_such_period`. */
export function previewYear(cx: Pick<Cx, "today">, { terms, periodMonths, members, drawDay }: YearQuestion): YearPreview {
  checkPlanTerms(terms);
  const priceCents = findPrice(terms, periodMonths);
  if (priceCents === undefined) refuse("plan_has_no_such_period", { plan: terms.name, months: periodMonths });
  const joinOn = cx.today;
  const throughOn = addMonths(joinOn, 12);
  const record = firstScheduleRecord({
    joinOn,
    drawDay: drawDay ?? dayOfMonthOf(joinOn),
    planVersionId: noVersion,
    periodMonths,
    priceCents,
    includesFirstPeriod: terms.activation.includesFirstPeriod,
    firstMoney: "stub_now",
  });
  const people = Array.from({ length: members }, (_, index): ChargeMember => ({ membershipId: index + 1, planId: nobody, startOn: joinOn, months: periodMonths, priceCents }));
  const dues = wantedDues({ records: [record], holds: [], endsOn: null }, throughOn).filter(
    (one) => !isUnbilled(one) && one.chargeOn < throughOn,
  );
  const days = [...new Set([joinOn, ...dues.map(({ chargeOn }) => chargeOn)])].toSorted();
  let chargedFees = 0;
  const charges = days.map((on) => {
    const lines = people.flatMap(({ membershipId }): LineToPrice[] => {
      const common = { membershipId, planId: nobody, pricing: terms.householdPricing };
      const fee = on === joinOn ? feeLine(terms, joinOn, membershipId, chargedFees) : null;
      if (fee && fee.unitCents > 0) chargedFees += 1;
      return [
        ...(fee && fee.unitCents > 0 ? [{ ...common, line: fee, dues: null }] : []),
        ...dues
          .filter(({ chargeOn }) => chargeOn === on)
          .map((one) => ({
            ...common,
            line: duesLine(one, { patientId: patient(membershipId), membershipId: null, planName: terms.name, taxRatePpm: terms.taxRatePpm }),
            dues: one,
          })),
      ];
    });
    return chargeOn(on, priceLines(lines, people, []).lines, members);
  });
  const real = charges.filter(({ lines }) => lines.length > 0);
  return { throughOn, charges: real, totalCents: addCents(...real.map(({ cents }) => cents)) };
}

function feeLine(terms: PlanTerms, joinOn: Day, membershipId: number, chargedInHousehold: number): NewLine {
  const fee = activationFee({ activation: terms.activation, joinOn, paidBeforeOn: null, chargedInHousehold, waivedReason: null });
  return {
    kind: "activation",
    patientId: patient(membershipId),
    membershipId: null,
    planVersionId: noVersion,
    description: `${terms.name}, activation fee`,
    serviceOn: joinOn,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: fee.amountCents,
    taxRatePpm: terms.taxRatePpm,
    facts: fee.facts,
  };
}

function chargeOn(on: Day, lines: readonly NewLine[], members: number): YearPreview["charges"][number] {
  const shown = lines.map((line) => {
    invariant(line.patientId !== null, "a preview's line belongs to a member");
    return quoteLine(line, members === 1 ? "" : `Member ${line.patientId}`);
  });
  return { on, lines: shown, cents: shown.length === 0 ? zeroCents : addCents(...shown.map(({ cents }) => cents)) };
}

function patient(membershipId: number): PatientId {
  return asId<PatientId>(membershipId);
}
