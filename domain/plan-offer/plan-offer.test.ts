import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, toDay, type PeriodMonths } from "../calendar.ts";
import { plainBenefit } from "../memberships/plan-defaults.ts";
import type { PlanTerms } from "../memberships/plan.ts";
import { addCents, taxOn, toCents } from "../money.ts";
import { grantOf, isDiscountOn } from "../pricing/member-discount.ts";
import { climbLadder } from "../pricing/price-ladder.ts";
import { offerTerms } from "./plan-offer.fixture.ts";
import { offerThroughOn, periodsInYear, planOffer, type OfferInput, type OfferVisit } from "./plan-offer.ts";

const fromOn = toDay("2025-11-23");
const rosa = { patientId: 1, name: "Rosa Lee", activationPaidOn: null };
const ben = { patientId: 2, name: "Ben Lee", activationPaidOn: null };
const cleaning = { code: "D1110", name: "Cleaning, adult", category: "Preventive" };
const crown = { code: "D2740", name: "Crown, porcelain", category: "Restorative" };

const visit = (on: string, unitCents: number, over: Partial<OfferVisit> = {}): OfferVisit => ({
  on: toDay(on),
  patientId: 1,
  description: "Cleaning, adult",
  service: cleaning,
  quantity: 1,
  unitCents: toCents(unitCents),
  taxRatePpm: 0,
  ...over,
});
const input = (terms: Partial<PlanTerms>, visits: readonly OfferVisit[], over: Partial<OfferInput> = {}): OfferInput => ({
  terms: { ...offerTerms, ...terms },
  planId: 7,
  periodMonths: 1,
  members: [rosa],
  visits,
  fromOn,
  running: [],
  feesCharged: 0,
  ...over,
});

describe("DOC-1 what a plan would have saved", () => {
  test("DOC-1 worked: two cleanings included, a crown 20 % less, twelve dues of 37.00 and the fee of 99.00 cost 37.60 more than without", () => {
    const offer = planOffer(
      input({}, [visit("2026-01-14", 11_200), visit("2026-03-02", 129_500, { description: "Crown", service: crown }), visit("2026-07-20", 11_200), visit("2026-10-01", 11_200)]),
    );
    // 112.00, 1,295.00, 112.00 and a third cleaning of 112.00 at list: 1,631.00.
    expect(offer).toMatchObject({ listCents: 163_100, withoutCents: 163_100 });
    expect(offer.lines.map(({ planCents, discountCents, included }) => [planCents, discountCents, included?.label ?? null])).toEqual([
      [0, 0, "Cleanings"],
      [103_600, 25_900, null],
      [0, 0, "Cleanings"],
      [8_960, 2_240, null],
    ]);
    // 1,036.00 + 89.60 + 444.00 + 99.00 = 1,668.60: 37.60 more than without.
    expect(offer).toMatchObject({ servicesCents: 112_560, duesCents: 44_400, activationCents: 9_900, withCents: 166_860, savedCents: -3_760 });
  });

  test("DOC-1 nobody who came once a year is told that a plan would have been cheaper", () => {
    const offer = planOffer(input({}, [visit("2026-01-14", 11_200)]));
    expect(offer.savedCents).toBe(11_200 - 44_400 - 9_900);
  });

  test("DOC-1 without any visit the dues and the fee are what the plan would have cost", () => {
    expect(planOffer(input({}, []))).toMatchObject({ lines: [], withoutCents: 0, withCents: 54_300, savedCents: -54_300 });
  });

  test("DOC-1 visits before the twelve months, after them, and of others are not counted", () => {
    const visits = [visit("2025-11-22", 100), visit("2025-11-23", 200), visit("2026-11-22", 400), visit("2026-11-23", 800), visit("2026-01-01", 1600, { patientId: 2 })];
    expect(planOffer(input({}, visits)).listCents).toBe(600);
    expect(offerThroughOn(fromOn)).toBe("2026-11-22");
  });

  test("DOC-1 what is above the value of a unit the member pays", () => {
    const [line] = planOffer(input({ benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year", { valueCapCents: toCents(8_000) })] }, [visit("2026-01-14", 11_200)])).lines;
    expect(line).toMatchObject({ planCents: 3_200, included: { units: 1, label: "Cleanings" }, discountCents: 0 });
  });

  test("DOC-1 of three units on one line two are included and one is at the member price", () => {
    const [line] = planOffer(input({}, [visit("2026-01-14", 11_200, { quantity: 3 })])).lines;
    expect(line).toMatchObject({ listCents: 33_600, planCents: 8_960, included: { units: 2 }, discountCents: 2_240 });
  });

  test("DOC-1 a benefit of a period comes back with the next period, one of a year does not", () => {
    const benefits = (per: "period" | "benefit_year") => ({ benefits: [plainBenefit("cleaning", "Cleanings", 1, per)], discounts: [] });
    const visits = [visit("2025-12-22", 1000), visit("2025-12-23", 1000), visit("2026-01-22", 1000)];
    // The period turns on the 23rd.
    expect(planOffer(input(benefits("period"), visits)).lines.map(({ planCents }) => planCents)).toEqual([0, 0, 1000]);
    expect(planOffer(input(benefits("benefit_year"), visits)).lines.map(({ planCents }) => planCents)).toEqual([0, 1000, 1000]);
  });

  test("DOC-1 where benefits go by the calendar year, 1 January brings new ones", () => {
    const terms = { benefits: [plainBenefit("cleaning", "Cleanings", 1, "benefit_year")], discounts: [], benefitYear: "calendar" as const };
    expect(planOffer(input(terms, [visit("2025-12-31", 1000), visit("2026-01-01", 1000), visit("2026-05-01", 1000)])).lines.map(({ planCents }) => planCents)).toEqual([0, 0, 1000]);
  });

  test("DOC-1 days to wait are waited: the plan’s, unless the benefit has its own", () => {
    const visits = [visit("2025-12-22", 1000), visit("2025-12-23", 1000)];
    const waits = (waitingDays: number, own: number | null) => planOffer(input({ waitingDays, discounts: [], benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year", { waitingDays: own })] }, visits)).lines.map(({ planCents }) => planCents);
    expect(waits(30, null)).toEqual([1000, 0]);
    expect(waits(30, 0)).toEqual([0, 0]);
    expect(waits(0, 31)).toEqual([1000, 1000]);
  });

  test("DOC-1 a benefit that is only named covers what its name speaks of, and nothing else", () => {
    const terms = { benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year")], discounts: [] };
    expect(planOffer(input(terms, [visit("2026-01-14", 90_000, { description: "Crown", service: crown })])).lines[0]).toMatchObject({ planCents: 90_000, included: null });
  });

  test("DOC-1 what was typed freely costs the same with the plan", () => {
    const [line] = planOffer(input({ discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 10_000 } }] }, [visit("2026-01-14", 5_000, { service: null })])).lines;
    expect(line).toMatchObject({ listCents: 5_000, planCents: 5_000, included: null, discountCents: 0 });
  });

  test("DOC-1 each member has benefits of their own, in the order of the visits", () => {
    const visits = [visit("2026-02-01", 1000), visit("2026-01-01", 1000, { patientId: 2 }), visit("2026-03-01", 1000, { patientId: 2 })];
    const terms = { benefits: [plainBenefit("cleaning", "Cleanings", 1, "benefit_year")], discounts: [] };
    expect(planOffer(input(terms, visits, { members: [rosa, ben] })).lines.map(({ visit: { patientId }, planCents }) => [patientId, planCents])).toEqual([
      [2, 0],
      [1, 0],
      [2, 1000],
    ]);
  });
});

describe("DOC-1 dues and fees of an offer", () => {
  test.each<[PeriodMonths, boolean, number]>([
    [1, false, 12],
    [1, true, 11],
    [3, false, 4],
    [3, true, 4],
    [6, false, 2],
    [12, false, 1],
    [12, true, 1],
  ])("DOC-1 paid every %i months, fee covers the first month: %s, there are %i draws", (months, covers, draws) => {
    expect(periodsInYear(covers, months)).toBe(draws);
  });

  test("DOC-1 a second member of the household pays 10 % less, as the plan says", () => {
    const terms = { householdPricing: { kind: "nth_member" as const, steps: [{ nth: 2, off: { kind: "percent" as const, basisPoints: 1000 } }] } };
    const { dues, duesCents, activationCents } = planOffer(input(terms, [], { members: [rosa, ben] }));
    expect(dues.map(({ eachCents, periods, cents }) => [eachCents, periods, cents])).toEqual([
      [3700, 12, 44_400],
      [3330, 12, 39_960],
    ]);
    expect({ duesCents, activationCents }).toEqual({ duesCents: 84_360, activationCents: 19_800 });
  });

  test("DOC-1 somebody of the household who is on the plan already has the first place", () => {
    const terms = { householdPricing: { kind: "nth_member" as const, steps: [{ nth: 2, off: { kind: "percent" as const, basisPoints: 1000 } }] } };
    const running = [{ membershipId: 3, planId: 7, startOn: toDay("2026-11-01"), months: 1 as const, priceCents: toCents(3700) }];
    expect(planOffer(input(terms, [], { running })).dues).toMatchObject([{ eachCents: 3330 }]);
    expect(planOffer(input(terms, [], { running: [{ ...running[0]!, planId: 8 }] })).dues).toMatchObject([{ eachCents: 3700 }]);
  });

  test("DOC-1 who paid the fee once pays it never again, and a household’s fee is one", () => {
    const fee = (basis: "per_member" | "per_household" | "per_household_capped", cap: number | null, over: Partial<OfferInput> = {}) =>
      planOffer(input({ activation: { ...offerTerms.activation, basis, cap } }, [], { members: [rosa, ben], ...over })).activationCents;
    expect(fee("per_member", null)).toBe(19_800);
    expect(fee("per_household", null)).toBe(9_900);
    expect(fee("per_household_capped", 2)).toBe(19_800);
    expect(fee("per_household_capped", 2, { feesCharged: 1 })).toBe(9_900);
    expect(fee("per_member", null, { members: [{ ...rosa, activationPaidOn: toDay("2020-01-01") }, ben] })).toBe(9_900);
  });

  test("DOC-1 tax comes off neither side: of list fees without the plan, of what is paid with it", () => {
    const offer = planOffer(input({ taxRatePpm: 100_000, benefits: [], activation: { ...offerTerms.activation, feeCents: toCents(0) } }, [visit("2026-01-14", 10_000, { taxRatePpm: 50_000 })]));
    // 5 % of 100.00, and of 80.00 with 10 % of twelve dues of 37.00, each rounded by itself.
    expect(offer).toMatchObject({ taxListCents: 500, withoutCents: 10_500, taxPlanCents: 400 + 12 * 370, withCents: 8_000 + 44_400 + 400 + 4_440 });
  });
});

describe("DOC-1 an offer never promises more than the plan keeps", () => {
  const codes = [cleaning, crown, { code: "D0120", name: "Examination", category: "Diagnostic" }, null];
  const anyVisit = fc.record({
    days: fc.integer({ min: -20, max: 400 }),
    patientId: fc.integer({ min: 1, max: 3 }),
    service: fc.constantFrom(...codes),
    quantity: fc.integer({ min: 1, max: 4 }),
    unitCents: fc.integer({ min: 0, max: 200_000 }),
    taxRatePpm: fc.constantFrom(0, 62_500),
  });
  const anyTerms = fc.record({
    units: fc.integer({ min: 1, max: 3 }),
    per: fc.constantFrom("benefit_year" as const, "period" as const),
    cap: fc.option(fc.integer({ min: 0, max: 150_000 })),
    percent: fc.integer({ min: 0, max: 10_000 }),
    memberPrice: fc.integer({ min: 0, max: 300_000 }),
    waitingDays: fc.integer({ min: 0, max: 90 }),
    benefitYear: fc.constantFrom("membership" as const, "calendar" as const),
  });
  const build = (visits: readonly { days: number; patientId: number; service: (typeof codes)[number]; quantity: number; unitCents: number; taxRatePpm: number }[], t: { units: number; per: "benefit_year" | "period"; cap: number | null; percent: number; memberPrice: number; waitingDays: number; benefitYear: "membership" | "calendar" }) =>
    input(
      {
        benefits: [plainBenefit("cleaning", "Cleanings", t.units, t.per, { valueCapCents: t.cap === null ? null : toCents(t.cap) })],
        discounts: [
          { on: { kind: "all" }, off: { kind: "percent", basisPoints: t.percent } },
          { on: { kind: "service", code: "d2740" }, off: { kind: "member_price", cents: toCents(t.memberPrice) } },
        ],
        waitingDays: t.waitingDays,
        benefitYear: t.benefitYear,
      },
      visits.map(({ days, unitCents, ...rest }) => ({ ...rest, on: addDays(fromOn, days), description: "Visit", unitCents: toCents(unitCents) })),
      { members: [rosa, ben] },
    );

  test("DOC-1 no line costs less than nothing or more than its list fee, and the sums are those of the lines", () => {
    fc.assert(
      fc.property(fc.array(anyVisit, { maxLength: 12 }), anyTerms, (visits, terms) => {
        const offer = planOffer(build(visits, terms));
        for (const { listCents, planCents, taxListCents, taxPlanCents } of offer.lines) {
          expect(planCents).toBeGreaterThanOrEqual(0);
          expect(planCents).toBeLessThanOrEqual(listCents);
          expect(taxPlanCents).toBeLessThanOrEqual(taxListCents);
        }
        expect(offer.savedCents).toBeLessThanOrEqual(offer.withoutCents - offer.duesCents - offer.activationCents);
        expect(offer.savedCents).toBe(addCents(offer.withoutCents, -offer.withCents));
        expect(offer.withCents).toBe(addCents(...offer.lines.flatMap(({ planCents, taxPlanCents }) => [planCents, taxPlanCents]), offer.duesCents, offer.activationCents));
      }),
    );
  });

  test("DOC-1 a line without a benefit costs, to the cent, what the price ladder of the counter says", () => {
    fc.assert(
      fc.property(fc.array(anyVisit, { maxLength: 12 }), anyTerms, (visits, terms) => {
        const asked = build(visits, terms);
        for (const { visit: one, planCents, included, taxPlanCents } of planOffer(asked).lines) {
          if (included !== null) continue;
          const listCents = toCents(one.quantity * one.unitCents);
          const grants = one.service === null ? [] : asked.terms.discounts.flatMap((discount) => (one.service && isDiscountOn(discount, one.service) ? [grantOf(discount, 1, one.quantity)] : []));
          const [price] = climbLadder([{ key: "one", kind: "service", planId: null, serviceCode: one.service?.code ?? null, listCents, householdOffCents: toCents(0), grants, taxRatePpm: one.taxRatePpm }], []);
          expect(planCents).toBe(price?.netCents);
          expect(taxPlanCents).toBe(taxOn(planCents, one.taxRatePpm));
        }
      }),
    );
  });

  test("DOC-1 nobody is given more units of a benefit than the plan has", () => {
    fc.assert(
      fc.property(fc.array(anyVisit, { maxLength: 15 }), anyTerms, (visits, terms) => {
        const used = new Map<string, number>();
        for (const { visit: one, included } of planOffer(build(visits, terms)).lines) {
          if (included === null) continue;
          expect(one.on >= addDays(fromOn, terms.waitingDays)).toBe(true);
          let period = 0;
          while (addMonths(fromOn, period + 1) <= one.on) period += 1;
          const window = terms.per === "period" ? period : terms.benefitYear === "calendar" ? one.on.slice(0, 4) : 0;
          const key = `${one.patientId} ${window}`;
          used.set(key, (used.get(key) ?? 0) + included.units);
        }
        for (const units of used.values()) expect(units).toBeLessThanOrEqual(terms.units);
      }),
    );
  });
});
