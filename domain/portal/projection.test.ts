import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type HouseholdId, type PatientId } from "../identity.ts";
import { toCents } from "../money.ts";
import type { Standing } from "../memberships/standing-words.ts";
import { portalView, type MembershipFacts, type PackageFacts, type PortalFacts } from "./projection.ts";
import { defaultPortal, type PortalSettings } from "./settings.ts";

const today = toDay("2026-11-22");
const lees = asId<HouseholdId>(1);
const others = asId<HouseholdId>(2);
const rosa = asId<PatientId>(11);
const ben = asId<PatientId>(12);
const stranger = asId<PatientId>(21);

const people = [
  { patientId: rosa, householdId: lees, firstName: "Rosa" },
  { patientId: ben, householdId: lees, firstName: "Ben" },
];

const membership = (over: Partial<MembershipFacts> = {}): MembershipFacts => ({
  patientId: rosa,
  planName: "Adult",
  standing: "active",
  startOn: toDay("2026-01-05"),
  paidThroughOn: toDay("2026-12-04"),
  nextDrawOn: toDay("2026-12-05"),
  nextDrawCents: toCents(3700),
  endsOn: null,
  benefits: [{ label: "Cleanings", used: 1, quantity: 2, untilOn: toDay("2027-01-04") }],
  ...over,
});

const unit = (holderId: PatientId | null = null, serviceName: string | null = "Massage") => ({ holderId, serviceName });
const bundle = (over: Partial<PackageFacts> = {}): PackageFacts => ({
  householdId: lees,
  name: "Ten massages",
  isPaid: true,
  expiresOn: toDay("2027-06-01"),
  cancelledOn: null,
  open: [unit(), unit()],
  ...over,
});

const facts = (over: Partial<PortalFacts> = {}): PortalFacts => ({ householdId: lees, people, memberships: [membership()], packages: [bundle()], ...over });
const shown = (over: Partial<PortalFacts> = {}, settings: Partial<PortalSettings> = {}) => portalView(facts(over), { ...defaultPortal, ...settings }, today);

describe("PKG-4 what the portal shows", () => {
  test("PKG-4 by default: balances are shown, somebody can ask to join, nothing can be bought or used", () => {
    expect(defaultPortal).toEqual({ showBalances: true, buyPackages: false, redeem: false, joinRequests: true });
    expect(shown().can).toEqual({ join: true, buyPackages: false, redeem: false });
  });

  test("PKG-4 a plan with its standing and next draw, and a package with what is left and when it ends", () => {
    expect(shown()).toEqual({
      asOfOn: today,
      balances: {
        memberships: [
          {
            who: "Rosa",
            plan: "Adult",
            standing: "active",
            since: "2026-01-05",
            paidThroughOn: "2026-12-04",
            nextDraw: { on: "2026-12-05", cents: 3700 },
            endsOn: null,
            benefits: [{ label: "Cleanings", left: 1, of: 2, untilOn: "2027-01-04" }],
          },
        ],
        packages: [{ name: "Ten massages", who: null, left: 2, services: [{ name: "Massage", left: 2 }], expiresOn: "2027-06-01", isPaid: true }],
      },
      can: { join: true, buyPackages: false, redeem: false },
    });
  });

  test("PKG-4 nothing at all when the practice does not show balances", () => {
    const view = shown({}, { showBalances: false });
    expect(view.balances).toBeNull();
    expect(JSON.stringify(view)).not.toMatch(/Rosa|Adult|massage/i);
  });

  test.each<[Partial<PortalSettings>, object]>([
    [{ buyPackages: true }, { join: true, buyPackages: true, redeem: false }],
    [{ redeem: true }, { join: true, buyPackages: false, redeem: true }],
    [{ joinRequests: false }, { join: false, buyPackages: false, redeem: false }],
  ])("PKG-4 what can be asked for is what the practice says: %j", (settings, can) => {
    expect(shown({}, settings).can).toEqual(can);
  });

  test.each<[Standing, boolean]>([
    ["active", true],
    ["past_due", true],
    ["on_hold", true],
    ["cancelling", true],
    ["cancelled", false],
    ["expired", false],
    ["lapsed", false],
  ])("PKG-4 a membership that is %s is shown: %s", (standing, isShown) => {
    expect(shown({ memberships: [membership({ standing })] }).balances?.memberships).toHaveLength(isShown ? 1 : 0);
  });

  test("PKG-4 without a next draw none is shown, and benefits never fall below nothing", () => {
    const [one] = shown({ memberships: [membership({ nextDrawOn: null, nextDrawCents: null, benefits: [{ label: "Cleanings", used: 3, quantity: 2, untilOn: today }] })] }).balances?.memberships ?? [];
    expect(one).toMatchObject({ nextDraw: null, benefits: [{ left: 0, of: 2 }] });
  });

  test.each<[what: string, over: Partial<PackageFacts>, left: number]>([
    ["used up", { open: [] }, 0],
    ["cancelled", { cancelledOn: today }, 0],
    ["expired yesterday", { expiresOn: toDay("2026-11-21") }, 0],
    ["not usable from today on", { expiresOn: today }, 0],
    ["usable until tomorrow", { expiresOn: toDay("2026-11-23") }, 2],
    ["without an end", { expiresOn: null }, 2],
    ["not yet paid", { isPaid: false }, 2],
  ])("PKG-4 a package that is %s", (_, over, left) => {
    const packages = shown({ packages: [bundle(over)] }).balances?.packages ?? [];
    expect(packages.map((one) => one.left)).toEqual(left === 0 ? [] : [left]);
  });

  test("PKG-4 a pool counts as a whole, fixed uses by service, and whose alone they are is said", () => {
    const [pool, fixed] = shown({
      packages: [bundle({ open: [unit(null, null), unit(null, null)] }), bundle({ open: [unit(ben, "Massage"), unit(ben, "Facial"), unit(ben, "Massage")] })],
    }).balances?.packages ?? [];
    expect(pool).toMatchObject({ left: 2, services: [], who: null });
    expect(fixed).toMatchObject({ left: 3, who: "Ben", services: [{ name: "Massage", left: 2 }, { name: "Facial", left: 1 }] });
  });

  test("PKG-4 uses given to another household are not this one's any more; uses given here are", () => {
    const given = bundle({ open: [unit(), unit(stranger)] });
    const received = bundle({ householdId: others, name: "Five facials", open: [unit(ben, "Facial"), unit(null, "Facial"), unit(stranger, "Facial")] });
    expect(shown({ packages: [given, received] }).balances?.packages.map(({ name, left, who }) => [name, left, who])).toEqual([
      ["Ten massages", 1, null],
      ["Five facials", 1, "Ben"],
    ]);
  });
});

describe("PKG-4 nothing of anybody else", () => {
  const id = fc.integer({ min: 1, max: 6 });
  const day = fc.constantFrom("2026-01-01", "2026-11-22", "2027-05-05").map(toDay);
  const standing = fc.constantFrom<Standing>("active", "past_due", "on_hold", "cancelled", "pending", "lapsed");
  const person = fc.record({ patientId: id, householdId: fc.constantFrom(lees, others) });
  /** Names carry whose they are, so that a leak can be seen in the text. */
  const world = fc.record({
    people: fc.uniqueArray(person, { maxLength: 6, selector: (one) => one.patientId }),
    memberships: fc.array(fc.record({ patientId: id, standing, startOn: day, used: fc.nat(4), quantity: fc.nat(4) }), { maxLength: 6 }),
    packages: fc.array(
      fc.record({
        householdId: fc.constantFrom(lees, others),
        expiresOn: fc.option(day, { nil: null }),
        cancelledOn: fc.option(day, { nil: null }),
        isPaid: fc.boolean(),
        open: fc.array(fc.record({ holderId: fc.option(id, { nil: null }), serviceName: fc.constantFrom("Massage", null) }), { maxLength: 5 }),
      }),
      { maxLength: 5 },
    ),
  });

  test("PKG-4 whatever is in the records, no other household's name, plan or count is shown", () => {
    fc.assert(
      fc.property(world, fc.boolean(), (made, showBalances) => {
        const homeOf = new Map(made.people.map((one) => [one.patientId, one.householdId]));
        const nameOf = (patientId: number) => (homeOf.get(patientId) === lees ? `own${patientId}` : `SECRET${patientId}`);
        const view = portalView(
          {
            householdId: lees,
            people: made.people.map((one) => ({ patientId: asId<PatientId>(one.patientId), householdId: one.householdId, firstName: nameOf(one.patientId) })),
            memberships: made.memberships.map((one) => membership({ patientId: asId<PatientId>(one.patientId), standing: one.standing, startOn: one.startOn, planName: `plan of ${nameOf(one.patientId)}` })),
            packages: made.packages.map((one) => bundle({ ...one, open: one.open.map((use) => unit(use.holderId === null ? null : asId<PatientId>(use.holderId), use.serviceName)), name: one.householdId === lees ? "own package" : "given package" })),
          },
          { ...defaultPortal, showBalances },
          today,
        );
        expect(JSON.stringify(view)).not.toContain("SECRET");
        if (!showBalances) {
          expect(view.balances).toBeNull();
          return;
        }
        const isOwn = (patientId: number | null) => patientId !== null && homeOf.get(patientId) === lees;
        const most = made.packages.map((one) => one.open.filter(({ holderId }) => (holderId === null ? one.householdId === lees : isOwn(holderId))).length);
        expect(view.balances?.packages.reduce((sum, one) => sum + one.left, 0)).toBeLessThanOrEqual(most.reduce((sum, n) => sum + n, 0));
        expect(view.balances?.memberships.length).toBe(made.memberships.filter((one) => isOwn(one.patientId) && !["cancelled", "lapsed"].includes(one.standing)).length);
        for (const one of view.balances?.packages ?? []) expect(one.left).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test("PKG-4 a field that the facts have and the portal does not name is not shown", () => {
    const leaky = { ...membership(), notes: "clinical note", balanceCents: 12345, householdName: "The Strangers" } as MembershipFacts;
    const text = JSON.stringify(shown({ memberships: [leaky], packages: [{ ...bundle(), soldBy: "Ana at the desk", invoiceNumber: 4711 } as PackageFacts] }));
    expect(text).not.toMatch(/clinical|12345|Strangers|Ana|4711/);
  });
});
