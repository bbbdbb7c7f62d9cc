/**
 * What the services of one invoice cost (MEM-6): the list price, the best single plan discount or
 * member price of whoever had the service, then the household's coupons for listed services (PPL-14),
 * then tax. Each line keeps its steps, so that it explains itself. Free lines stay as they were typed.
 */
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { listScheduleRecords } from "#db/memberships/records.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { findPractice } from "#db/practice.ts";
import type { ReducedBy } from "#domain/billing/amount-facts.ts";
import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { recordStart } from "#domain/memberships/draw-facts.ts";
import { discountWords } from "#domain/memberships/plan-words.ts";
import { moneyText } from "#domain/money-text.ts";
import { addCents, toCents } from "#domain/money.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import { discountOn, grantOf, isDiscountOn, type PricedService } from "#domain/pricing/member-discount.ts";
import { climbLadder, type LadderItem, type LadderStep, type PlanGrant } from "#domain/pricing/price-ladder.ts";
import type { CouponUse } from "./price-draw-lines.ts";

export type ServiceLine = {
  readonly line: NewLine;
  /** The catalogue's service; null for a line typed freely, which nothing is taken off. */
  readonly service: PricedService | null;
};

export type PricedServices = {
  readonly lines: NewLine[];
  readonly uses: CouponUse[];
  /** What the desk should know before it issues: somebody is past due, or is a member only later. */
  readonly warnings: string[];
};

/** A discount that a member has for a service. */
type Offer = { readonly membershipId: MembershipId; readonly planName: string; readonly words: string; readonly grant: PlanGrant };

/** `coupons` are those that may be used; by default all that the household can use on the day. */
export function priceServices(
  db: ReadableDb,
  householdId: HouseholdId,
  on: Day,
  given: readonly ServiceLine[],
  coupons: readonly HeldCoupon[] = listUsableCoupons(db, householdId, on),
): PricedServices {
  const warnings = new Set<string>();
  const priced = given.map((one) => ({ ...one, offers: offersFor(db, one, warnings) }));
  const items = priced.flatMap(({ line, service, offers }, index) => (service ? [itemOf(line, service, offers, index)] : []));
  const prices = new Map(climbLadder(items, coupons).map((price) => [price.key, price.steps]));
  const uses = new Map<number, CouponUse>();
  const lines = priced.map(({ line, offers }, index) => {
    const steps = (prices.get(String(index)) ?? []).map((step) => reducedBy(step, offers, coupons));
    for (const step of steps)
      if (step.what === "coupon")
        uses.set(step.couponId, {
          couponId: step.couponId,
          offCents: addCents(uses.get(step.couponId)?.offCents ?? 0, step.offCents),
        });
    return reduced(line, steps);
  });
  return { lines, uses: [...uses.values()], warnings: [...warnings] };
}

/** The discounts of every plan the patient is on, on the day of the service, older memberships first. */
function offersFor(db: ReadableDb, { line, service }: ServiceLine, warnings: Set<string>): Offer[] {
  if (service === null || line.patientId === null) return [];
  const practice = findPractice(db);
  const digits = currencyDigits(practice?.currency ?? "USD") ?? 2;
  return listMembershipIds(db, line.patientId).flatMap((membershipId) => {
    const terms = termsOn(db, membershipId, line.serviceOn);
    const fitting = terms?.discounts.filter((discount) => isDiscountOn(discount, service)) ?? [];
    if (!terms || fitting.length === 0) return [];
    const facts = loadStandingFacts(db, membershipId);
    const answer = discountOn(facts, line.serviceOn, practice?.past_due_members);
    const name = line.patientId === null ? "" : (findEnrolPatient(db, line.patientId)?.name ?? "");
    if (answer.kind === "no" && answer.why === "not_begun")
      warnings.add(`${terms.name} of ${name} begins on ${dayText(facts.startOn)}: a service before that day is not discounted.`);
    if (answer.kind === "no" && answer.why === "pending")
      warnings.add(`${terms.name} of ${name} is pending: no member price until the agreement is signed and the first payment is there.`);
    if (answer.kind === "no" && answer.why === "past_due")
      warnings.add(`${name} is past due on ${terms.name}: no member price until the dues are paid.`);
    if (answer.kind === "no") return [];
    if (answer.kind === "warn") warnings.add(`${name} is past due on ${terms.name}. The member price is given; ask for the payment.`);
    return fitting.map((discount) => ({
      membershipId,
      planName: terms.name,
      words: discountWords(discount, (cents) => moneyText(toCents(cents), digits)),
      grant: grantOf(discount, membershipId, line.quantity),
    }));
  });
}

function listMembershipIds(db: ReadableDb, patientId: PatientId): MembershipId[] {
  return db.all<{ id: MembershipId }>("select id from membership where patient_id = ? order by id", patientId).map(({ id }) => id);
}

/** The terms the membership was on that day (PPL-11). */
function termsOn(db: ReadableDb, membershipId: MembershipId, on: Day) {
  const records = listScheduleRecords(db, membershipId);
  const record = records.findLast((one) => recordStart(one) <= on) ?? records[0];
  return record && findPlanVersion(db, record.planVersionId)?.terms;
}

/** The place of an offer in its list stands for it on the ladder, because one plan may have two discounts for a service. */
function itemOf(line: NewLine, service: PricedService, offers: readonly Offer[], index: number): LadderItem {
  return {
    key: String(index),
    kind: "service",
    planId: null,
    serviceCode: service.code,
    listCents: toCents(line.quantity * line.unitCents),
    householdOffCents: toCents(0),
    grants: offers.map(({ grant }, place) => ({ ...grant, membershipId: place })),
    taxRatePpm: line.taxRatePpm,
  };
}

function reducedBy(step: LadderStep, offers: readonly Offer[], coupons: readonly HeldCoupon[]): ReducedBy {
  const { offCents } = step;
  const offer = step.what === "plan_discount" ? offers[step.id ?? 0] : undefined;
  if (offer) {
    const { membershipId, planName, words } = offer;
    return { what: "plan_discount", membershipId, planName, words, offCents };
  }
  const coupon = coupons.find(({ id }) => id === step.id);
  return { what: "coupon", couponId: step.id ?? 0, code: coupon?.terms.code ?? "", offCents };
}

function reduced(line: NewLine, steps: readonly ReducedBy[]): NewLine {
  if (steps.length === 0) return line;
  return {
    ...line,
    discountCents: addCents(...steps.map(({ offCents }) => offCents)),
    facts: { kind: "reduced", listCents: toCents(line.quantity * line.unitCents), of: line.facts, steps },
  };
}
