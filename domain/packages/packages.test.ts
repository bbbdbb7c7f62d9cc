/** Packages by themselves: what is wrong with one, what a use is worth, how long it lasts, who may use it (PKG-1, PKG-2, PKG-3, PKG-6). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import type { PackageSaleId, PatientId, ServiceId } from "../identity.ts";
import type { NewLine } from "../invoices/lines.ts";
import { priceLine } from "../invoices/lines.ts";
import { toCents, zeroCents } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { checkPackage, packageProblem, type PackageProblem } from "./check-package.ts";
import { expiresOn, expiryWords } from "./expiry.ts";
import { compareMatches, whyNotUsable, type Ranked, type SaleFacts } from "./match.ts";
import { plainExpiry, servicesOf, unitsOf, type PackageExpiry, type PackageTerms } from "./package-terms.ts";
import { atPackagePrice, splitLine, upsizeCents, withBenefit, withoutCoupons, type UnitOnLine } from "./redeem-price.ts";
import { refundSuggested } from "./refund.ts";
import { unitValues } from "./unit-values.ts";

const today = toDay("2026-11-22");
const [massage, facial] = [1 as ServiceId, 2 as ServiceId];
const terms: PackageTerms = {
  name: "Ten massages",
  contents: { kind: "fixed", items: [{ serviceId: massage, quantity: 10 }] },
  priceCents: toCents(100_000),
  expiry: plainExpiry,
  shareable: false,
  refundMethod: "list_price",
  refundFeeCents: zeroCents,
  insuranceFriendly: false,
  taxed: "redemption",
  unlock: "when_paid",
};

describe("PKG-1 what is wrong with a package", () => {
  const fixed = (...items: [ServiceId, number][]) => ({ contents: { kind: "fixed" as const, items: items.map(([serviceId, quantity]) => ({ serviceId, quantity })) } });
  test.each<[PackageProblem, Partial<PackageTerms>]>([
    ["name", { name: "   " }],
    ["name", { name: "x".repeat(81) }],
    ["contents", fixed()],
    ["same_service_twice", fixed([massage, 1], [massage, 2])],
    ["quantity", fixed([massage, 0])],
    ["quantity", { contents: { kind: "pool", quantity: 1.5, serviceIds: [massage] } }],
    ["too_many_units", fixed([massage, 501])],
    ["price", { priceCents: zeroCents }],
    ["price", { priceCents: toCents(100_000_001) }],
    ["price_small", { priceCents: toCents(9) }],
    ["expiry_count", { expiry: { kind: "after", count: 0, unit: "day", from: "purchase" } }],
    ["expiry_day", { expiry: { kind: "date", lastOn: toDay("2026-11-21") } }],
    ["fee", { refundFeeCents: toCents(100_001) }],
    ["tax_at_sale", { ...fixed([massage, 1], [facial, 1]), taxed: "sale" }],
    ["share_insurance", { insuranceFriendly: true, shareable: true }],
  ])("PKG-1 %s is refused: %j", (what, over) => {
    expect(packageProblem({ ...terms, ...over }, today)).toBe(what);
    expect(() => checkPackage({ ...terms, ...over }, today)).toThrow(Refusal);
  });

  test("PKG-1 one that is right keeps its terms, without spaces around the name; a penny a use is enough", () => {
    expect(checkPackage({ ...terms, name: "  Ten massages " }, today)).toEqual(terms);
    expect(packageProblem({ ...terms, priceCents: toCents(10) }, today)).toBeNull();
    expect(packageProblem({ ...terms, expiry: { kind: "date", lastOn: today } }, today)).toBeNull();
  });

  test("PKG-1 a pool counts its uses once, whatever its services", () => {
    const pool = { kind: "pool", quantity: 5, serviceIds: [massage, facial] } as const;
    expect([unitsOf(pool), servicesOf(pool)]).toEqual([5, [massage, facial]]);
  });
});

describe("PKG-2 what a use is worth", () => {
  const list = (serviceId: ServiceId) => toCents(serviceId === massage ? 10_000 : 12_000);
  test("PKG-2 F-3 1,000.00 over seven equal uses is 142.86 five times and 142.85 twice", () => {
    const values = unitValues({ kind: "pool", quantity: 7, serviceIds: [massage] }, toCents(100_000), list).map(({ valueCents }) => valueCents);
    expect(values).toEqual([14_286, 14_286, 14_286, 14_286, 14_286, 14_285, 14_285]);
  });

  test("PKG-2 services without a list price share what is left of nothing: all alike when none has one", () => {
    const values = unitValues(terms.contents, toCents(1000), () => zeroCents);
    expect(values.map(({ valueCents }) => valueCents)).toEqual(Array.from({ length: 10 }, () => 100));
  });

  test("PKG-2 whatever is in it, the uses are worth the price exactly, and a dearer service no less", () => {
    const item = fc.record({ serviceId: fc.constantFrom(massage, facial), quantity: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: (one) => one.serviceId, minLength: 1 }), fc.integer({ min: 1, max: 10_000_000 }), (items, cents) => {
        const units = unitValues({ kind: "fixed", items }, toCents(cents), list);
        expect(units.reduce((sum, { valueCents }) => sum + valueCents, 0)).toBe(cents);
        const of = (serviceId: ServiceId) => units.filter((unit) => unit.serviceId === serviceId).map(({ valueCents }) => valueCents);
        expect(Math.max(0, ...of(massage))).toBeLessThanOrEqual(Math.min(Infinity, ...of(facial)) + 1);
      }),
    );
  });
});

describe("PKG-1 how long it lasts", () => {
  const bought = toDay("2026-01-31");
  test.each<[PackageExpiry, string | null, string | null]>([
    [{ kind: "none" }, null, null],
    [plainExpiry, null, "2027-01-31"],
    [{ kind: "after", count: 1, unit: "month", from: "purchase" }, null, "2026-02-28"],
    [{ kind: "after", count: 2, unit: "week", from: "purchase" }, null, "2026-02-14"],
    [{ kind: "after", count: 10, unit: "day", from: "first_use" }, null, null],
    [{ kind: "after", count: 10, unit: "day", from: "first_use" }, "2026-03-01", "2026-03-11"],
    [{ kind: "date", lastOn: toDay("2026-12-31") }, null, "2027-01-01"],
  ])("PKG-1 F-6 %j with the first use on %s ends before %s", (expiry, first, ends) => {
    expect(expiresOn(expiry, bought, first === null ? null : toDay(first))).toBe(ends);
  });

  test("PKG-1 it is said in words", () => {
    const words = (expiry: PackageExpiry) => expiryWords(expiry, (day) => day);
    expect(words(plainExpiry)).toBe("12 months from the sale");
    expect(words({ kind: "after", count: 1, unit: "week", from: "first_use" })).toBe("1 week from the first use");
    expect(words({ kind: "date", lastOn: today })).toBe("Usable through 2026-11-22");
    expect(words({ kind: "none" })).toBe("Never expires");
  });
});

describe("PKG-3 who may use it, and what is offered first", () => {
  const [rosa, ben] = [1 as PatientId, 2 as PatientId];
  const facts = (over: Partial<SaleFacts> = {}): SaleFacts => ({
    saleId: 1 as PackageSaleId,
    terms,
    ownerId: rosa,
    isSameHousehold: true,
    cancelledOn: null,
    expiresOn: toDay("2027-11-22"),
    paidCents: toCents(100_000),
    isPaid: true,
    inParts: false,
    redeemedCents: zeroCents,
    ...over,
  });
  const unit = { valueCents: toCents(10_000), holderId: null };

  test.each<[string, Partial<SaleFacts>, PatientId, string, ReturnType<typeof whyNotUsable>]>([
    ["its owner", {}, rosa, "2026-11-22", null],
    ["its owner on the last day", {}, rosa, "2027-11-21", null],
    ["its owner a day later", {}, rosa, "2027-11-22", "expired"],
    ["somebody else", {}, ben, "2026-11-22", "someone_elses"],
    ["somebody else of the household it is shared in", { terms: { ...terms, shareable: true } }, ben, "2026-11-22", null],
    ["a stranger it is shared with in vain", { terms: { ...terms, shareable: true }, isSameHousehold: false }, ben, "2026-11-22", "someone_elses"],
    ["anybody once it is cancelled", { cancelledOn: today }, rosa, "2026-11-22", "cancelled"],
    ["its owner before it is paid", { isPaid: false, paidCents: toCents(99_999) }, rosa, "2026-11-22", "not_paid"],
    ["its owner as it is paid", { isPaid: false, paidCents: toCents(10_000), terms: { ...terms, unlock: "as_paid" } }, rosa, "2026-11-22", null],
    ["its owner of one in instalments, as it is paid", { isPaid: false, inParts: true, paidCents: toCents(10_000) }, rosa, "2026-11-22", null],
    ["its owner of one in instalments, with a cent missing", { isPaid: false, inParts: true, paidCents: toCents(9999) }, rosa, "2026-11-22", "not_paid"],
    ["its owner with a cent missing", { isPaid: false, paidCents: toCents(9999), terms: { ...terms, unlock: "as_paid" } }, rosa, "2026-11-22", "not_paid"],
    ["its owner with one use redeemed and one paid", { isPaid: false, paidCents: toCents(10_000), redeemedCents: toCents(10_000), terms: { ...terms, unlock: "as_paid" } }, rosa, "2026-11-22", "not_paid"],
  ])("PKG-3 by %s", (_, over, who, on, why) => {
    expect(whyNotUsable(facts(over), unit, who, toDay(on))).toBe(why);
  });

  test("PKG-7 a use that was given is its holder's alone", () => {
    const given = { ...unit, holderId: ben };
    expect([whyNotUsable(facts(), given, ben, today), whyNotUsable(facts(), given, rosa, today)]).toEqual([null, "someone_elses"]);
  });

  test("PKG-3 membership benefit, earliest expiry, oldest purchase; what is for another service last", () => {
    const ranked = (name: string, over: Partial<Ranked>): Ranked & { name: string } => ({ name, kind: "package", expiresOn: null, boughtOn: today, isOther: false, seq: 1, ...over });
    const right = [
      ranked("benefit", { kind: "benefit", expiresOn: toDay("2030-01-01") }),
      ranked("soon", { expiresOn: toDay("2026-12-01") }),
      ranked("late, old", { expiresOn: toDay("2027-01-01"), boughtOn: toDay("2026-01-01") }),
      ranked("late, first", { expiresOn: toDay("2027-01-01") }),
      ranked("late, second", { expiresOn: toDay("2027-01-01"), seq: 2 }),
      ranked("never", {}),
      ranked("larger", { expiresOn: toDay("2026-11-23"), isOther: true }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(right, { minLength: right.length }), (some) => {
        expect(some.toSorted(compareMatches).map(({ name }) => name)).toEqual(right.map(({ name }) => name));
      }),
    );
  });
});

describe("PKG-3 what a redeemed line comes to", () => {
  const line = (cents: number, over: Partial<NewLine> = {}): NewLine => ({
    kind: "service",
    patientId: null,
    membershipId: null,
    planVersionId: null,
    description: "Massage",
    serviceOn: today,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: toCents(cents),
    taxRatePpm: 88_750,
    facts: { kind: "typed", quantity: 1, unitCents: toCents(cents) },
    ...over,
  });
  const unit = (over: Partial<UnitOnLine> = {}): UnitOnLine => ({ packageName: "Ten", valueCents: toCents(9000), upsizeCents: zeroCents, taxed: "redemption", insuranceFriendly: false, ...over });

  test("PKG-3 60→90 minutes: 140.00 − 100.00 = 40.00, and never below nothing", () => {
    expect([upsizeCents(toCents(14_000), toCents(10_000)), upsizeCents(toCents(10_000), toCents(14_000))]).toEqual([4000, 0]);
  });

  test("PKG-3 the discount brings the list price down to the use's worth; what a plan took off before gives way", () => {
    const member: NewLine = { ...line(12_000), discountCents: toCents(1800), facts: { kind: "reduced", listCents: toCents(12_000), of: line(12_000).facts, steps: [{ what: "manual", basisPoints: null, reason: "x", offCents: toCents(1800) }] } };
    const priced = priceLine(atPackagePrice(member, unit()));
    expect(priced).toMatchObject({ netCents: 9000, taxCents: 799, discountCents: 3000, facts: { steps: [{ what: "package", name: "Ten", offCents: 3000 }] } });
  });

  test("PKG-3 taxed at the sale it bears no tax again", () => {
    expect(priceLine(atPackagePrice(line(12_000), unit({ taxed: "sale" })))).toMatchObject({ netCents: 9000, taxCents: 0 });
  });

  test("PKG-8 for an insurer the line says the use's worth itself, and a use above the list price too", () => {
    expect(atPackagePrice(line(12_000), unit({ insuranceFriendly: true }))).toMatchObject({ unitCents: 9000, facts: { kind: "typed", unitCents: 9000 } });
    expect(priceLine(atPackagePrice(line(8000), unit()))).toMatchObject({ unitCents: 9000, netCents: 9000 });
  });

  test("PKG-3 whatever the prices, the line comes to the use's worth and what is on top, to the cent", () => {
    const money = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(money, money, fc.integer({ min: 0, max: 500_000 }), fc.boolean(), (list, value, more, insured) => {
        const priced = priceLine(atPackagePrice(line(list), unit({ valueCents: toCents(value), upsizeCents: toCents(more), insuranceFriendly: insured })));
        expect(priced.netCents).toBe(value + more);
      }),
    );
  });

  test("PKG-3 several uses of different worth on one line: with less than the list price they come off it, with more they stand as one", () => {
    const two = line(12_000, { quantity: 2, facts: { kind: "typed", quantity: 2, unitCents: toCents(12_000) } });
    expect(priceLine(atPackagePrice(two, unit({ valueCents: toCents(18_001) })))).toMatchObject({ quantity: 2, unitCents: 12_000, netCents: 18_001 });
    expect(priceLine(atPackagePrice(two, unit({ valueCents: toCents(24_000) })))).toMatchObject({ quantity: 2, netCents: 24_000, facts: { kind: "typed", quantity: 2 } });
    expect(priceLine(atPackagePrice(two, unit({ valueCents: toCents(25_001) })))).toMatchObject({ description: "2 × Massage", quantity: 1, netCents: 25_001 });
  });

  test("PKG-3 a line of three with two steps down is split to the cent, and neither part costs less than nothing", () => {
    const steps = [
      { what: "manual", basisPoints: null, reason: "x", offCents: toCents(51) },
      { what: "coupon", couponId: 7, code: "TEN", offCents: toCents(51) },
    ] as const;
    const of = { kind: "typed", quantity: 2, unitCents: toCents(51) } as const;
    const whole = line(51, { quantity: 2, discountCents: toCents(102), facts: { kind: "reduced", listCents: toCents(102), of, steps } });
    const { first, rest } = splitLine(whole, 1);
    expect([priceLine(first), priceLine(rest)].map(({ quantity, netCents }) => [quantity, netCents])).toEqual([[1, 0], [1, 0]]);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 30_000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (quantity, cents, a, b, at) => {
        const listCents = quantity * cents;
        const [one, two] = [Math.floor(listCents * a), Math.floor((listCents - Math.floor(listCents * a)) * b)];
        const facts: NewLine["facts"] = { kind: "reduced", listCents: toCents(listCents), of, steps: [{ ...steps[0], offCents: toCents(one) }, { ...steps[1], offCents: toCents(two) }] };
        const parts = splitLine(line(cents, { quantity, discountCents: toCents(one + two), facts }), 1 + (at % (quantity - 1)));
        const priced = [priceLine(parts.first), priceLine(parts.rest)];
        expect(priced.reduce((sum, { netCents }) => sum + netCents, 0)).toBe(listCents - one - two);
        expect(priced.every(({ netCents }) => netCents >= 0)).toBe(true);
        expect(parts.first.quantity + parts.rest.quantity).toBe(quantity);
      }),
    );
  });

  test("PPL-14 a coupon that is gone comes off the line, and what else was taken off stays", () => {
    const manual = { what: "manual", basisPoints: null, reason: "x", offCents: toCents(300) } as const;
    const coupon = { what: "coupon", couponId: 7, code: "TEN", offCents: toCents(1000) } as const;
    const of = line(9000).facts;
    const both = line(9000, { discountCents: toCents(1300), facts: { kind: "reduced", listCents: toCents(9000), of, steps: [coupon, manual] } });
    expect(withoutCoupons(both, () => false)).toBe(both);
    expect(withoutCoupons(line(9000), () => true)).toEqual(line(9000));
    expect(withoutCoupons(both, (id) => id === 7)).toMatchObject({ discountCents: 300, facts: { steps: [manual] } });
    const only = line(9000, { discountCents: toCents(1000), facts: { kind: "reduced", listCents: toCents(9000), of, steps: [coupon] } });
    expect(withoutCoupons(only, () => true)).toEqual(line(9000));
  });

  test("PKG-10 a benefit takes the line to nothing, or to what is above its cap", () => {
    expect(withBenefit(line(20_000), { label: "Cleanings", capCents: null })).toMatchObject({ offCents: 20_000, line: { discountCents: 20_000 } });
    expect(withBenefit(line(20_000), { label: "Cleanings", capCents: toCents(15_000) })).toMatchObject({ offCents: 15_000 });
    expect(withBenefit(line(10_000), { label: "Cleanings", capCents: toCents(15_000) })).toMatchObject({ offCents: 10_000 });
  });
});

describe("PKG-6 what comes back", () => {
  const facts = { paidCents: toCents(100_000), usedListCents: toCents(36_000), unusedValueCents: toCents(70_000), unpaidCents: zeroCents, feeCents: zeroCents };
  test.each([
    ["list_price", facts, 64_000],
    ["pro_rata", facts, 70_000],
    ["manual", facts, 0],
    ["list_price", { ...facts, feeCents: toCents(2500) }, 61_500],
    ["list_price", { ...facts, usedListCents: toCents(120_000) }, 0],
    // Three of ten used and 400.00 paid: 100.00 of it was not used.
    ["pro_rata", { ...facts, paidCents: toCents(40_000), unpaidCents: toCents(60_000) }, 10_000],
    ["pro_rata", { ...facts, paidCents: toCents(20_000), unpaidCents: toCents(80_000) }, 0],
  ] as const)("PKG-6 by %s of %j: %i", (method, of, cents) => {
    expect(refundSuggested(method, of)).toBe(cents);
  });
});
