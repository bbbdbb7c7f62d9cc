/**
 * What people without a plan would have paid on one (DOC-1): their visits of twelve months at list
 * fees, against the same visits on the plan, its dues and its activation fee. Every line goes through
 * the pricing that the counter uses, and every doubt is settled against the plan: nothing carries over,
 * no money is kept to spend, days to wait are waited. So the paper never promises more than the plan keeps.
 */
import { addDays, addMonths, monthOf, yearOf, type Day, type PeriodMonths } from "../calendar.ts";
import { covers, speaksOf } from "../benefits/covers.ts";
import { activationFee } from "../memberships/enrolment.ts";
import { findPrice, waitingDaysOf, type PlanBenefit, type PlanTerms } from "../memberships/plan.ts";
import { addCents, taxOn, toCents, zeroCents, type Cents } from "../money.ts";
import { grantOf, isDiscountOn } from "../pricing/member-discount.ts";
import { priceCharge, type ChargeMember } from "../pricing/price-charge.ts";
import { climbLadder } from "../pricing/price-ladder.ts";

/** A service of a visit at its list fee. */
export type OfferVisit = {
  readonly on: Day;
  readonly patientId: number;
  readonly description: string;
  /** Null for what was typed freely: no plan takes anything off it. */
  readonly service: { readonly code: string; readonly name: string; readonly category: string } | null;
  readonly quantity: number;
  /** The list fee of one. */
  readonly unitCents: Cents;
  readonly taxRatePpm: number;
};

export type OfferMember = {
  readonly patientId: number;
  readonly name: string;
  /** When this person paid an activation fee before, ever (MEM-5). */
  readonly activationPaidOn: Day | null;
};

export type OfferInput = {
  readonly terms: PlanTerms;
  readonly planId: number;
  readonly periodMonths: PeriodMonths;
  /** In the order in which they would join. */
  readonly members: readonly OfferMember[];
  readonly visits: readonly OfferVisit[];
  /** The first day of the twelve months: as if they had joined then. */
  readonly fromOn: Day;
  /** Memberships of the household that run already: newcomers come after them in its pricing (PPL-12). */
  readonly running: readonly ChargeMember[];
  /** Activation fees of the plan that the household was charged before. */
  readonly feesCharged: number;
};

/** Amounts before tax; what is saved on the line is the difference. */
export type OfferLine = {
  readonly visit: OfferVisit;
  readonly listCents: Cents;
  readonly planCents: Cents;
  readonly taxListCents: Cents;
  readonly taxPlanCents: Cents;
  /** Units that the plan includes, and as what. */
  readonly included: { readonly units: number; readonly label: string } | null;
  /** What a discount took off the rest. */
  readonly discountCents: Cents;
};

export type OfferDues = {
  readonly patientId: number;
  /** Of one period, with household pricing. */
  readonly eachCents: Cents;
  readonly periods: number;
  readonly cents: Cents;
  readonly activationCents: Cents;
};

export type PlanOffer = {
  readonly lines: readonly OfferLine[];
  readonly dues: readonly OfferDues[];
  /** Without the plan: the visits at list fees with their tax. */
  readonly listCents: Cents;
  readonly taxListCents: Cents;
  readonly withoutCents: Cents;
  /** With it. */
  readonly servicesCents: Cents;
  readonly duesCents: Cents;
  readonly activationCents: Cents;
  readonly taxPlanCents: Cents;
  readonly withCents: Cents;
  /** Without less with: negative where the plan would have cost more. */
  readonly savedCents: Cents;
};

/** Twelve months, whose first day is `fromOn`. */
export const offerMonths = 12;

export function offerThroughOn(fromOn: Day): Day {
  return addDays(addMonths(fromOn, offerMonths), -1);
}

/** Visits outside the twelve months, or of anybody else, are not looked at. */
export function planOffer(input: OfferInput): PlanOffer {
  const { fromOn, members } = input;
  const untilOn = addMonths(fromOn, offerMonths);
  const joins = new Set(members.map(({ patientId }) => patientId));
  const left = new Map<string, number>();
  const lines = input.visits
    .filter(({ on, patientId }) => joins.has(patientId) && on >= fromOn && on < untilOn)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((visit) => priceVisit(input, visit, left));
  const dues = duesOf(input);
  const sum = (of: (line: OfferLine) => number): Cents => addCents(...lines.map(of));
  const listCents = sum((line) => line.listCents);
  const taxListCents = sum((line) => line.taxListCents);
  const servicesCents = sum((line) => line.planCents);
  const duesCents = addCents(...dues.map(({ cents }) => cents));
  const activationCents = addCents(...dues.map((one) => one.activationCents));
  const taxPlanCents = addCents(sum((line) => line.taxPlanCents), ...dues.map((one) => taxOfDues(input.terms, one)));
  const withoutCents = addCents(listCents, taxListCents);
  const withCents = addCents(servicesCents, duesCents, activationCents, taxPlanCents);
  return {
    ...{ lines, dues, listCents, taxListCents, withoutCents },
    ...{ servicesCents, duesCents, activationCents, taxPlanCents, withCents },
    savedCents: addCents(withoutCents, -withCents),
  };
}

/** Units of benefits first, in the order of the visits; the best discount on what is left; then tax. */
function priceVisit(input: OfferInput, visit: OfferVisit, left: Map<string, number>): OfferLine {
  const { quantity, unitCents, taxRatePpm, service } = visit;
  const listCents = toCents(quantity * unitCents);
  const benefit = service === null ? undefined : input.terms.benefits.find((one) => fits(input, one, visit) && leftOf(input, one, visit, left) > 0);
  const units = benefit ? Math.min(quantity, leftOf(input, benefit, visit, left)) : 0;
  if (benefit) left.set(windowOf(input, benefit, visit), leftOf(input, benefit, visit, left) - units);
  // What a service costs above the value of a unit, the member pays (PPL-13).
  const aboveCents = benefit?.valueCapCents == null ? 0 : units * Math.max(0, unitCents - benefit.valueCapCents);
  const rest = quantity - units;
  const restCents = toCents(rest * unitCents);
  const grants = service === null || rest === 0 ? [] : input.terms.discounts.filter((discount) => isDiscountOn(discount, service)).map((discount, at) => grantOf(discount, at, rest));
  const [price] = climbLadder(
    [{ key: "rest", kind: "service", planId: null, serviceCode: service?.code ?? null, listCents: restCents, householdOffCents: zeroCents, grants, taxRatePpm }],
    [],
  );
  const netCents = price?.netCents ?? restCents;
  const planCents = addCents(netCents, aboveCents);
  return {
    visit,
    listCents,
    planCents,
    taxListCents: taxOn(listCents, taxRatePpm),
    taxPlanCents: taxOn(planCents, taxRatePpm),
    included: benefit && units > 0 ? { units, label: benefit.label } : null,
    discountCents: addCents(restCents, -netCents),
  };
}

/** A benefit that is only named counts where its name speaks of the service; the desk would decide the rest. */
function fits({ terms, fromOn }: OfferInput, benefit: PlanBenefit, { service, on }: OfferVisit): boolean {
  if (service === null || on < addDays(fromOn, waitingDaysOf(terms, benefit))) return false;
  return benefit.scope.kind === "named" ? speaksOf(benefit.label, service) : covers(benefit.scope, service);
}

function leftOf(input: OfferInput, benefit: PlanBenefit, visit: OfferVisit, left: ReadonlyMap<string, number>): number {
  return left.get(windowOf(input, benefit, visit)) ?? benefit.quantity;
}

/** Each member has each benefit once a benefit year, or once a period, beginning with the first day. */
function windowOf({ terms, fromOn, periodMonths }: OfferInput, benefit: PlanBenefit, { patientId, on }: OfferVisit): string {
  const window = benefit.per === "period" ? Math.floor(monthsSince(fromOn, on) / periodMonths) : terms.benefitYear === "calendar" ? yearOf(on) : 0;
  return `${patientId} ${benefit.key} ${window}`;
}

/** Whole months from a day to a later one, as periods are counted from their anchor. */
function monthsSince(fromOn: Day, on: Day): number {
  const months = (yearOf(on) - yearOf(fromOn)) * 12 + monthOf(on) - monthOf(fromOn);
  return addMonths(fromOn, months) > on ? months - 1 : months;
}

function duesOf({ terms, planId, periodMonths, members, fromOn, running, feesCharged }: OfferInput): OfferDues[] {
  const priceCents = findPrice(terms, periodMonths) ?? zeroCents;
  const joiningOn = offerThroughOn(fromOn);
  const joining = members.map((_, index): ChargeMember => ({ membershipId: afterAll + index, planId, startOn: joiningOn, months: periodMonths, priceCents }));
  const prices = priceCharge(
    joining.map(({ membershipId }) => ({ key: String(membershipId), kind: "dues", membershipId, planId, cents: priceCents, pricing: terms.householdPricing, priceCents, stub: null })),
    [...running, ...joining],
    [],
  );
  let chargedInHousehold = feesCharged;
  return members.map(({ patientId, activationPaidOn }, index) => {
    const eachCents = prices[index]?.netCents ?? priceCents;
    const { amountCents: activationCents } = activationFee({ activation: terms.activation, joinOn: fromOn, paidBeforeOn: activationPaidOn, chargedInHousehold, waivedReason: null });
    if (activationCents > 0) chargedInHousehold += 1;
    const periods = periodsInYear(terms.activation.includesFirstPeriod && activationPaidOn === null, periodMonths);
    return { patientId, eachCents, periods, cents: toCents(periods * eachCents), activationCents };
  });
}

/** Newcomers have no number yet: theirs come after every number there is. */
const afterAll = 2 ** 52;

/** Draws in the twelve months: a fee that covers the first month puts the first of them a month later (MEM-3). */
export function periodsInYear(feeCoversFirstMonth: boolean, periodMonths: PeriodMonths): number {
  return Math.ceil((offerMonths - (feeCoversFirstMonth ? 1 : 0)) / periodMonths);
}

/** Tax is taken of each draw and of the fee, as they are billed. */
function taxOfDues({ taxRatePpm }: PlanTerms, { eachCents, periods, activationCents }: OfferDues): Cents {
  return addCents(toCents(periods * taxOn(eachCents, taxRatePpm)), taxOn(activationCents, taxRatePpm));
}
