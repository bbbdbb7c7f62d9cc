/** Who comes to a plan between the announcement of new prices and their day, and what families pay (MEM-17, PPL-12, MEM-16). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay, type PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { HouseholdPricing } from "#domain/pricing/household-pricing.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";
import { movePlan } from "../memberships/move-plan.ts";
import type { EnrolmentInput } from "../memberships/enrolment-plan.ts";
import { quoteEnrolment } from "../memberships/quote-enrolment.ts";
import type { PlanView } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { readPriceRise } from "./price-rises.ts";
import { previewRise, raisePrices, type RiseInput } from "./raise-prices.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-03-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  expect(club.runNow()).toMatchObject({ invoicesMade: 0, held: [] });
  club.dispose();
});

function raise(plan: PlanView, over: Partial<RiseInput> = {}) {
  const input: RiseInput = {
    plans: [{ planId: plan.planId, changes: [{ months: 1, change: { kind: "to", cents: toCents(3900) } }] }],
    effectiveOn: toDay("2026-06-01"),
    scope: "first_draw_after_notice",
    noticeDays: 30,
    excluded: [],
    reason: "Costs",
    ...over,
  };
  const preview = previewRise(club.cx(), input);
  return { ...raisePrices(club.cx(), { ...input, expectedMembers: preview.raised, expectedAfterCents: preview.monthlyAfterCents }), preview };
}

function joins(last: string, over: { plan?: PlanView; months?: PeriodMonths; birthOn?: string } = {}) {
  const { householdId, patientIds } = club.family(last, ["Rosa", over.birthOn ?? "1980-01-01"]);
  const enrolment: EnrolmentInput = {
    householdId,
    members: [{ patientId: patientIds[0] as PatientId, planVersionId: (over.plan ?? club.adult).planVersionId, periodMonths: over.months ?? 1, waiveActivationReason: null }],
    startOn: club.today(),
    drawDay: 5,
    firstMoney: "stub_now",
    agreement: "not_needed",
  };
  const quote = quoteEnrolment(club.cx(), enrolment);
  const { membershipIds } = club.enrol(householdId, [{ patientId: patientIds[0] as PatientId, plan: over.plan ?? club.adult, periodMonths: over.months ?? 1 }], { drawDay: 5 });
  return { householdId, patientId: patientIds[0] as PatientId, membershipId: membershipIds[0] as never, quote };
}
function paidUntil(day: string, ...households: HouseholdId[]): void {
  while (club.today() < day) {
    club.advanceTo(club.today() < "2026-03-06" ? "2026-03-06" : nextOf(club.today(), day));
    for (const id of households) club.payAll(id);
  }
}
const nextOf = (today: string, day: string): string => {
  const on = `${today.slice(0, 8)}${today.slice(8) < "06" ? "06" : "28"}`;
  const later = on > today ? on : `${today.slice(0, 5)}${String(Number(today.slice(5, 7)) + 1).padStart(2, "0")}-06`;
  return later < day ? later : day;
};
const draws = (id: HouseholdId): string[] => club.invoices(id).filter(({ kind }) => kind === "draw").map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`);
const states = (riseId: number) => readPriceRise(club.cx(), riseId as never).members.map(({ patientName, state, effectOn }) => `${patientName} ${state} ${effectOn}`);

describe("MEM-17 who joins between the announcement and the day", () => {
  test("MEM-17 begins at the price that was sold, is told at the counter, gets the letter, and pays the new price with everybody", () => {
    const { riseId } = raise(club.adult);
    club.advanceTo("2026-04-05");
    const rosa = joins("Lee");
    expect(rosa.quote.warnings).toEqual(["Adult goes to 39.00 on 1 Jun 2026. Rosa Lee gets the letter about it, and pays it from the first draw 30 days after it on."]);
    expect(rosa.quote.nextDraws.map(({ on, cents }) => `${on} ${cents}`)).toEqual(["2026-05-05 3700", "2026-06-05 3700", "2026-07-05 3700"]);
    paidUntil("2026-07-06", rosa.householdId);
    expect(states(riseId)).toEqual(["Rosa Lee in_effect 2026-06-05"]);
    expect(draws(rosa.householdId)).toEqual(["2026-05-05 3700", "2026-06-05 3900", "2026-07-05 3900"]);
    expect(club.db.read((r) => r.all("select kind, state from notice where kind = 'price_change'"))).toEqual([{ kind: "price_change", state: "printed" }]);
  });

  test("MEM-17 somebody who joins three weeks before the day has 30 days all the same", () => {
    const { riseId } = raise(club.adult);
    club.advanceTo("2026-05-12");
    const rosa = joins("Lee");
    paidUntil("2026-07-06", rosa.householdId);
    // The letter of 13 May is old enough on 12 June: the first draw after it is that of 5 July.
    expect(draws(rosa.householdId)).toEqual(["2026-06-05 3700", "2026-07-05 3900"]);
    expect(states(riseId)).toEqual(["Rosa Lee in_effect 2026-07-05"]);
  });

  test("MEM-17 for new members only, who joins before the day keeps the price, without a letter and without a word", () => {
    raise(club.adult, { scope: "new_members" });
    club.advanceTo("2026-04-05");
    const rosa = joins("Lee");
    expect(rosa.quote.warnings).toEqual([]);
    paidUntil("2026-08-06", rosa.householdId);
    expect(draws(rosa.householdId).at(-1)).toBe("2026-08-05 3700");
  });

  test("MEM-17 at renewal: a newcomer's own year ends first", () => {
    const { riseId } = raise(club.adult, { scope: "at_renewal" });
    club.advanceTo("2026-04-05");
    const rosa = joins("Lee");
    expect(rosa.quote.warnings).toEqual(["Adult goes to 39.00 on 1 Jun 2026. Rosa Lee gets the letter about it, and pays it from the renewal on."]);
    club.advanceTo("2026-04-06");
    expect(states(riseId)).toEqual(["Rosa Lee notice_out 2027-04-05"]);
  });

  test("MEM-17 MEM-9 who moves to the plan meanwhile is in its rise; a period that is not raised asks for nothing", () => {
    const other = club.plan({ name: "Gold", prices: [{ months: 1, priceCents: toCents(5500) }] });
    const [rosa, ben] = [joins("Lee", { plan: other }), joins("Ortiz", { months: 12 })];
    const { riseId } = raise(club.adult, { excluded: [] });
    club.advanceTo("2026-04-06");
    for (const { householdId } of [rosa, ben]) club.payAll(householdId);
    movePlan(club.cx(), { membershipId: rosa.membershipId, planVersionId: club.adult.planVersionId, periodMonths: 1, when: "next_draw", reason: "Asked" });
    paidUntil("2026-07-06", rosa.householdId, ben.householdId);
    expect(draws(rosa.householdId)).toEqual(["2026-04-05 5500", "2026-05-05 3700", "2026-06-05 3900", "2026-07-05 3900"]);
    expect(states(riseId)).toEqual(["Rosa Lee in_effect 2026-06-05"]);
  });

  test("MEM-17 who was left out by name stays left out, and the day is done twice without a second letter", () => {
    const ida = joins("Zell");
    raise(club.adult, { excluded: [ida.membershipId] });
    paidUntil("2026-07-06", ida.householdId);
    club.runNow();
    expect(draws(ida.householdId).at(-1)).toBe("2026-07-05 3700");
    expect(club.db.read((r) => r.all("select id from notice where kind = 'price_change'"))).toEqual([]);
  });
});

describe("PPL-12 what a family pays at most", () => {
  const family: HouseholdPricing = { kind: "cap", people: 2, prices: [{ months: 1, capCents: toCents(7000), extraCents: toCents(1850) }] };

  test("PPL-12 MEM-17 goes up in the proportion of the price, is shown before, and families pay it", () => {
    const plan = club.plan({ name: "Family", householdPricing: family, activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } });
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"], ["Kim", "1990-01-01"]);
    club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })), { drawDay: 5 });
    const { preview } = raise(plan);
    // 70.00 × 39/37 = 73.78; a third person 18.50 × 39/37 = 19.50.
    expect(preview.plans).toMatchObject([{ name: "Family", families: [{ months: 1, oldCents: 7000, newCents: 7378 }] }]);
    paidUntil("2026-06-06", householdId);
    expect(draws(householdId)).toEqual(["2026-04-05 8850", "2026-05-05 8850", "2026-06-05 9328"]);
  });

  test("PPL-12 a plan without such a price shows none, and a lower price lowers it", () => {
    expect(raise(club.child, { plans: [{ planId: club.child.planId, changes: [{ months: 1, change: { kind: "to", cents: toCents(2600) } }] }] }).preview.plans[0]?.families).toEqual([]);
    const plan = club.plan({ name: "Family", householdPricing: family });
    const { preview } = raise(plan, { plans: [{ planId: plan.planId, changes: [{ months: 1, change: { kind: "by_percent", basisPoints: -1000 } }] }] });
    expect(preview.plans[0]?.families).toEqual([{ months: 1, oldCents: 7000, newCents: 6300 }]);
  });
});

describe("MEM-16 MEM-21 who grows out of the plan within the draws that are shown", () => {
  const young = () => club.plan({ name: "Young", audience: { minAge: null, maxAgeExclusive: 18 }, prices: [{ months: 1, priceCents: toCents(2000) }], ageOut: "auto", ageOutTo: club.adult.planId, activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } });

  test("MEM-16 MEM-21 is shown the next plan's price from that draw on, and pays it", () => {
    const plan = young();
    const rosa = joins("Lee", { plan, birthOn: "2008-04-20" });
    expect(rosa.quote.nextDraws.map(({ on, cents, lines }) => `${on} ${cents} ${lines[0]?.description}`)).toEqual([
      expect.stringMatching(/^2026-04-05 2000 Young/),
      expect.stringMatching(/^2026-05-05 3700 Adult/),
      expect.stringMatching(/^2026-06-05 3700 Adult/),
    ]);
    paidUntil("2026-06-06", rosa.householdId);
    expect(draws(rosa.householdId)).toEqual(["2026-04-05 2000", "2026-05-05 3700", "2026-06-05 3700"]);
    expect(periodsOf(club, rosa.membershipId).map((period) => period.split(" ")[3])).toEqual(["2000", "2000", "3700", "3700"]);
  });

  test("MEM-16 PPL-12 where the next plan counts families, the one who comes is counted there", () => {
    const adults = club.plan({ name: "Grown", householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 5000 } }] }, activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } });
    const plan = club.plan({ ...young().terms, name: "Youngest", ageOutTo: adults.planId });
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "2008-04-20"]);
    const [rosa, ben] = patientIds as [PatientId, PatientId];
    club.enrol(householdId, [{ patientId: rosa, plan: adults }], { drawDay: 5 });
    const enrolment: EnrolmentInput = {
      householdId,
      members: [{ patientId: ben, planVersionId: plan.planVersionId, periodMonths: 1, waiveActivationReason: null }],
      startOn: club.today(),
      drawDay: 5,
      firstMoney: "stub_now",
      agreement: "not_needed",
    };
    expect(quoteEnrolment(club.cx(), enrolment).nextDraws.map(({ on, cents }) => `${on} ${cents}`)).toEqual(["2026-04-05 2000", "2026-05-05 1850", "2026-06-05 1850"]);
    club.enrol(householdId, [{ patientId: ben, plan }], { drawDay: 5 });
    paidUntil("2026-06-06", householdId);
    expect(draws(householdId)).toEqual(["2026-04-05 5700", "2026-05-05 5550", "2026-06-05 5550"]);
  });

  test("MEM-16 where a person is asked first, the quote stays with the plan that is sold", () => {
    const plan = club.plan({ ...young().terms, name: "Asks", ageOut: "ask" });
    expect(joins("Lee", { plan, birthOn: "2008-04-20" }).quote.nextDraws.map(({ cents }) => cents)).toEqual([2000, 2000, 2000]);
  });
});
