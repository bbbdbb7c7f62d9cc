import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { rehearseRun } from "../billing/rehearse.ts";
import { listPrintRuns } from "../dunning/list-notices.ts";
import { listLettersToPrint, previewLetter, undoPrint } from "../dunning/print-notices.ts";
import { openClub, periodsOf, type Club, type EnrolOver } from "../memberships/club.fixture.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { rejoinMembers } from "../memberships/rejoin.ts";
import { movePlan } from "../memberships/move-plan.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { revisePlan } from "../plans/change-plan.ts";
import { listPlans, type PlanView } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { chooseAgeOut } from "./age-outs.ts";
import { exportPriceRise } from "./export-price-rise.ts";
import { listPriceRises, readPriceRise, withdrawPriceRise } from "./price-rises.ts";
import { previewRise, raisePrices, type RiseInput } from "./raise-prices.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-03-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  expect(club.runNow().invoicesMade).toBe(0);
  club.dispose();
});

type Member = { readonly householdId: HouseholdId; readonly patientId: PatientId; readonly membershipId: MembershipId };

function member(last: string, over: EnrolOver & { readonly plan?: PlanView; readonly months?: 1 | 12; readonly birthOn?: string } = {}): Member {
  const { householdId, patientIds } = club.family(last, ["Rosa", over.birthOn ?? "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const { membershipIds } = club.enrol(householdId, [{ patientId, plan: over.plan ?? club.adult, periodMonths: over.months ?? 1 }], { drawDay: 5, ...over });
  return { householdId, patientId, membershipId: membershipIds[0] as MembershipId };
}

const plus200 = (over: Partial<RiseInput> = {}): RiseInput => ({
  plans: [{ planId: club.adult.planId, changes: [{ months: 1, change: { kind: "by_amount", cents: toCents(200) } }, { months: 12, change: { kind: "by_percent", basisPoints: 500 } }] }],
  effectiveOn: toDay("2026-06-01"),
  scope: "first_draw_after_notice",
  noticeDays: 30,
  excluded: [],
  reason: "Costs of materials",
  ...over,
});
function raise(input: RiseInput = plus200()) {
  const preview = previewRise(club.cx(), input);
  return raisePrices(club.cx(), { ...input, expectedMembers: preview.raised, expectedAfterCents: preview.monthlyAfterCents });
}
const draws = (householdId: HouseholdId): string[] =>
  club.invoices(householdId).filter(({ kind }) => kind === "draw").map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`);
function paidUntil(day: string, households: readonly HouseholdId[], prints = true): void {
  while (club.today() < day) {
    const next = addDays(club.today(), 20);
    club.advanceTo(next < day ? next : day, { prints });
    for (const householdId of households) club.payAll(householdId);
  }
}
const states = (riseId: number) => readPriceRise(club.cx(), riseId as never).members.map(({ patientName, state, effectOn }) => `${patientName} ${state} ${effectOn}`);

test("MEM-17 who was told 30 days before pays the new price from the first draw on or after the day", () => {
  const rosa = member("Lee");
  const { riseId, letters } = raise();
  expect(letters).toBe(1);
  paidUntil("2026-07-06", [rosa.householdId]);
  expect(draws(rosa.householdId)).toEqual(["2026-04-05 3700", "2026-05-05 3700", "2026-06-05 3900", "2026-07-05 3900"]);
  expect(states(riseId)).toEqual(["Rosa Lee in_effect 2026-06-05"]);
  expect(club.db.read((r) => membershipCard(r, rosa.membershipId, club.today())).priceCents).toBe(3900);
});

test("MEM-17 a letter printed late moves the day: 6 May is in time for 5 June, 7 May is not", () => {
  for (const [printedOn, first] of [["2026-05-06", "2026-06-05"], ["2026-05-07", "2026-07-05"]] as const) {
    const own = openClub("2026-03-05");
    club.dispose();
    club = own;
    const rosa = member("Lee");
    const { riseId } = raise();
    paidUntil(addDays(toDay(printedOn), -1), [rosa.householdId], false);
    club.advanceTo(printedOn, { prints: false });
    expect(states(riseId)).toEqual([`Rosa Lee notice_waits ${first}`]);
    expect(club.printLetters()).toContain("price_change");
    paidUntil("2026-07-06", [rosa.householdId]);
    expect(draws(rosa.householdId).find((draw) => draw.endsWith("3900"))).toBe(`${first} 3900`);
  }
});

test("MEM-17 without its letter nobody pays more, however long it waits", () => {
  const rosa = member("Lee");
  const { riseId } = raise();
  paidUntil("2026-09-06", [rosa.householdId], false);
  expect(draws(rosa.householdId).every((draw) => draw.endsWith("3700"))).toBe(true);
  expect(readPriceRise(club.cx(), riseId).members).toMatchObject([{ state: "notice_waits", noticeBy: "2026-05-02" }]);
});

test("MEM-17 PPL-11 the plan gets a version with the new prices on the day; newcomers pay it, others keep their terms", () => {
  const rosa = member("Lee");
  const revised = revisePlan(club.cx(), { planId: club.adult.planId, version: club.adult.version, terms: { ...club.adult.terms, descriptor: "Three cleanings" } });
  const ben = member("Ortiz", { plan: revised });
  const { riseId } = raise();
  expect(listPlans(club.cx()).find(({ planId }) => planId === club.adult.planId)).toMatchObject({ versionNumber: 2 });
  paidUntil("2026-06-06", [rosa.householdId, ben.householdId]);
  const plan = listPlans(club.cx()).find(({ planId }) => planId === club.adult.planId);
  expect(plan).toMatchObject({ versionNumber: 3, terms: { descriptor: "Three cleanings", prices: [{ months: 1, priceCents: 3900 }, { months: 12, priceCents: 44_625 }] } });
  if (!plan) throw new Error("the plan is there");
  const eva = member("Novak", { plan });
  expect(club.invoices(eva.householdId)[0]?.totalCents).toBe(9900 + 3770);
  const versionOf = ({ membershipId }: Member) =>
    club.db.read((r) => r.get<{ number: number }>("select v.number from membership_schedule s join plan_version v on v.id = s.plan_version_id where s.membership_id = ? order by s.seq desc", membershipId))?.number;
  // Rosa's own terms are those she was sold, at the new price; Ben was on the version that the new one replaces.
  expect([versionOf(rosa), versionOf(ben), versionOf(eva)]).toEqual([1, 3, 3]);
  expect([rosa, ben].map(({ householdId }) => draws(householdId).at(-1))).toEqual(["2026-06-05 3900", "2026-06-05 3900"]);
  expect(states(riseId)).toHaveLength(2);
});

test("MEM-17 new members only: nobody is written to, nobody pays more", () => {
  const rosa = member("Lee");
  const started = raise(plus200({ scope: "new_members", effectiveOn: club.today() }));
  expect(started).toMatchObject({ raised: 0, letters: 0 });
  const plan = listPlans(club.cx()).find(({ planId }) => planId === club.adult.planId);
  expect(plan?.terms.prices[0]).toEqual({ months: 1, priceCents: 3900 });
  paidUntil("2026-07-06", [rosa.householdId]);
  expect(draws(rosa.householdId).at(-1)).toBe("2026-07-05 3700");
  expect(listLettersToPrint(club.cx())).toEqual([]);
});

test("MEM-17 at renewal: with the end of the member's own year, and a paid year is never split", () => {
  const rosa = member("Lee");
  const ben = member("Ortiz", { months: 12 });
  const { riseId } = raise(plus200({ scope: "at_renewal" }));
  expect(states(riseId)).toEqual(["Rosa Lee notice_waits 2027-03-05", "Rosa Ortiz notice_waits 2027-03-05"]);
  paidUntil("2027-03-06", [rosa.householdId, ben.householdId]);
  expect(draws(rosa.householdId).slice(-2)).toEqual(["2027-02-05 3700", "2027-03-05 3900"]);
  expect(periodsOf(club, ben.membershipId)).toEqual(["2026-03-05 2027-03-05 period 42500", "2027-03-05 2028-03-05 period 44625"]);
});

describe("MEM-21 the wizard shows what will be", () => {
  test("MEM-17 each member's old and new price, who is left out and why, the letters and the change a month", () => {
    const [rosa, ben, ida] = [member("Lee"), member("Ortiz", { months: 12 }), member("Zell")];
    const waiting = raise(plus200({ plans: [{ planId: club.adult.planId, changes: [{ months: 12, change: { kind: "to", cents: toCents(43_000) } }] }] }));
    expect(refusalOf(() => previewRise(club.cx(), plus200()))).toBe("rise_waits_already");
    withdrawPriceRise(club.cx(), { riseId: waiting.riseId, memberRowIds: null });
    const preview = previewRise(club.cx(), plus200({ excluded: [ida.membershipId] }));
    expect(preview.members.map(({ patientName, oldCents, newCents, firstOn, leftOut }) => [patientName, oldCents, newCents, firstOn, leftOut])).toEqual([
      ["Rosa Lee", 3700, 3900, "2026-06-05", null],
      ["Rosa Ortiz", 42_500, 44_625, "2027-03-05", null],
      ["Rosa Zell", 3700, 3900, "2026-06-05", "excluded"],
    ]);
    expect(preview).toMatchObject({ raised: 2, leftOut: 1, letters: 2, monthlyBeforeCents: 3700 + 3542, monthlyAfterCents: 3900 + 3719, firstOn: "2026-06-05", lastOn: "2027-03-05" });
    // Nothing of a preview stays.
    expect(listPriceRises(club.cx()).map(({ riseId }) => riseId)).toEqual([waiting.riseId]);
    expect(listLettersToPrint(club.cx())).toEqual([]);
    expect([rosa, ben].every(({ membershipId }) => membershipId > 0)).toBe(true);
  });

  test("MEM-17 somebody joins between the look and the confirmation: nothing happens, and the desk looks again", () => {
    member("Lee");
    const preview = previewRise(club.cx(), plus200());
    member("Ortiz");
    expect(refusalOf(() => raisePrices(club.cx(), { ...plus200(), expectedMembers: preview.raised, expectedAfterCents: preview.monthlyAfterCents }))).toBe("rise_changed_meanwhile");
    expect(listPriceRises(club.cx())).toEqual([]);
  });

  test.each([
    ["rise_day_past", { effectiveOn: toDay("2026-03-04") }],
    ["rise_changes_nothing", { plans: [] }],
    ["plan_not_found", { plans: [{ planId: 99 as never, changes: [] }] }],
  ])("F-18 MEM-17 %s", (code, over) => {
    expect(refusalOf(() => previewRise(club.cx(), plus200(over)))).toBe(code);
  });

  test("F-18 MEM-17 a price that would be nothing is refused, and the same price is no change", () => {
    const to = (cents: number) => previewRise(club.cx(), plus200({ plans: [{ planId: club.adult.planId, changes: [{ months: 1, change: { kind: "to", cents: toCents(cents) } }] }] }));
    expect(refusalOf(() => to(0))).toBe("rise_price_wrong");
    expect(refusalOf(() => to(3700))).toBe("rise_changes_nothing");
  });

  test("MEM-17 BIL-4 the card and the rehearsal name the new price before it is drawn, and so it is drawn", () => {
    const rosa = member("Lee");
    raise();
    paidUntil("2026-05-20", [rosa.householdId]);
    expect(club.db.read((r) => membershipCard(r, rosa.membershipId, club.today())).nextDrawCents).toBe(3900);
    const rehearsed = rehearseRun(club.cx(), toDay("2026-06-05")).rows.map(({ drawOn, cents }) => `${drawOn} ${cents}`);
    // A rehearsal makes no version of the plan: the next act is not confused by one that is gone.
    expect(listPlans(club.cx()).find(({ planId }) => planId === club.adult.planId)?.versionNumber).toBe(1);
    const other = club.plan({ name: "Gold", prices: [{ months: 1, priceCents: toCents(9900) }] });
    const eva = member("Novak", { plan: other });
    paidUntil("2026-06-06", [rosa.householdId, eva.householdId]);
    expect(draws(rosa.householdId).slice(-1)).toEqual(rehearsed);
    expect(draws(eva.householdId)).toEqual(["2026-06-05 9900"]);
  });
});

describe("MEM-17 the letter and its proof", () => {
  test("MEM-17 one letter a household names every member, both prices and the day; late printing names a later day", () => {
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"]);
    club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult })), { drawDay: 5 });
    raise();
    const [letter, ...more] = listLettersToPrint(club.cx());
    if (!letter || more.length > 0) throw new Error("one letter");
    const body = () => previewLetter(club.cx(), letter.noticeId).body;
    expect(body()).toContain("Rosa Lee, Adult: $39.00 a month instead of $37.00 a month, with the first payment on or after Jun 1, 2026.");
    expect(body()).toContain("Ben Lee, Adult");
    paidUntil("2026-05-20", [householdId], false);
    expect(body()).toContain("on or after Jun 19, 2026");
    expect(previewLetter(club.cx(), letter.noticeId).subject).toBe("New prices from Jun 19, 2026");
  });

  test("MEM-17 kept are the letter, its day and its file; a print taken back before the draw takes the price back, after it it is refused", () => {
    const rosa = member("Lee");
    const { riseId } = raise();
    paidUntil("2026-03-20", [rosa.householdId]);
    expect(readPriceRise(club.cx(), riseId).members).toMatchObject([{ state: "notice_out", noticeSentOn: "2026-03-06", noticeState: "printed", documentId: expect.any(Number) as number }]);
    expect(exportPriceRise(club.cx(), riseId)).toContain("Rosa Lee,Adult,1,37.00,39.00,told,2026-06-05,2026-03-06");
    const [run] = listPrintRuns(club.cx());
    if (!run) throw new Error("a print run");
    undoPrint(club.cx(), run.batchId);
    expect(states(riseId)).toEqual(["Rosa Lee notice_waits 2026-06-05"]);
    club.printLetters();
    paidUntil("2026-06-06", [rosa.householdId]);
    const [told] = readPriceRise(club.cx(), riseId).members;
    const again = listPrintRuns(club.cx()).find(({ documentId }) => documentId === told?.documentId);
    expect(again?.canUndo).toBe(false);
    expect(refusalOf(() => undoPrint(club.cx(), again?.batchId ?? 0))).toBe("notice_took_effect");
  });
});

describe("MEM-17 withdrawn", () => {
  test("MEM-17 for one member: they keep the old price, the other pays the new one, and it cannot be withdrawn twice", () => {
    const [rosa, ben] = [member("Lee"), member("Ortiz")];
    const { riseId } = raise();
    paidUntil("2026-05-20", [rosa.householdId, ben.householdId]);
    const row = readPriceRise(club.cx(), riseId).members.find(({ membershipId }) => membershipId === ben.membershipId);
    expect(withdrawPriceRise(club.cx(), { riseId, memberRowIds: [row?.id ?? 0] })).toEqual({ members: 1, told: 1 });
    expect(refusalOf(() => withdrawPriceRise(club.cx(), { riseId, memberRowIds: [row?.id ?? 0] }))).toBe("rise_member_not_waiting");
    paidUntil("2026-08-06", [rosa.householdId, ben.householdId]);
    expect([rosa, ben].map(({ householdId }) => draws(householdId).at(-1))).toEqual(["2026-08-05 3900", "2026-08-05 3700"]);
    expect(states(riseId)).toEqual(["Rosa Lee in_effect 2026-06-05", "Rosa Ortiz withdrawn null"]);
    expect(refusalOf(() => withdrawPriceRise(club.cx(), { riseId, memberRowIds: null }))).toBe("rise_over");
  });

  test("MEM-17 as a whole: letters that wait are taken off, the plan keeps its prices, and another rise can be made", () => {
    const rosa = member("Lee");
    const { riseId } = raise();
    expect(withdrawPriceRise(club.cx(), { riseId, memberRowIds: null })).toEqual({ members: 1, told: 0 });
    expect(listLettersToPrint(club.cx())).toEqual([]);
    expect(refusalOf(() => withdrawPriceRise(club.cx(), { riseId, memberRowIds: null }))).toBe("rise_over");
    paidUntil("2026-06-06", [rosa.householdId]);
    expect(listPlans(club.cx()).find(({ planId }) => planId === club.adult.planId)?.versionNumber).toBe(1);
    expect(draws(rosa.householdId).at(-1)).toBe("2026-06-05 3700");
    expect(raise(plus200({ effectiveOn: toDay("2026-09-01") })).raised).toBe(1);
    expect(refusalOf(() => withdrawPriceRise(club.cx(), { riseId: 99 as never, memberRowIds: null }))).toBe("rise_not_found");
  });
});

describe("MEM-17 a letter that is not true any more", () => {
  test("MEM-17 MEM-9 who pays by the year before the draw of the new price keeps what the year costs", () => {
    const [rosa, ben] = [member("Lee"), member("Ortiz")];
    const { riseId } = raise(plus200({ plans: [{ planId: club.adult.planId, changes: [{ months: 1, change: { kind: "by_amount", cents: toCents(200) } }] }] }));
    movePlan(club.cx(), { membershipId: rosa.membershipId, planVersionId: club.adult.planVersionId, periodMonths: 12, when: "next_draw", reason: "Pays the year" });
    expect(listLettersToPrint(club.cx())).toHaveLength(1);
    paidUntil("2026-07-06", [rosa.householdId, ben.householdId]);
    expect(draws(rosa.householdId)).toEqual(["2026-04-05 42500"]);
    expect(states(riseId)).toEqual(["Rosa Lee left null", "Rosa Ortiz in_effect 2026-06-05"]);
    expect(previewRise(club.cx(), plus200({ effectiveOn: toDay("2026-09-01") })).members.map(({ oldCents, leftOut }) => [oldCents, leftOut])).toEqual([[42_500, null], [3900, null]]);
  });

  test("MEM-17 MEM-13 who leaves before the draw of the new price is not asked for it", () => {
    const rosa = member("Lee");
    const { riseId } = raise();
    paidUntil("2026-04-10", [rosa.householdId]);
    cancelMembership(club.cx(), { membershipId: rosa.membershipId, when: "now", onDate: null, reason: "Moved" } as never);
    paidUntil("2026-06-10", [rosa.householdId]);
    expect(states(riseId)).toEqual(["Rosa Lee left null"]);
  });
});

test("MEM-17 MEM-14 who leaves and comes back at the price that the letter names pays the new one as it was told", () => {
  const rosa = member("Lee");
  const { riseId } = raise();
  paidUntil("2026-03-20", [rosa.householdId]);
  cancelMembership(club.cx(), { membershipId: rosa.membershipId, when: "now", onDate: null, reason: "Abroad" } as never);
  expect(states(riseId)).toEqual(["Rosa Lee left null"]);
  rejoinMembers(club.cx(), { householdId: rosa.householdId, members: [{ membershipId: rosa.membershipId, fee: { cents: toCents(0), reason: "Only a day" } }], drawDay: null, payment: null });
  expect(club.db.read((r) => membershipCard(r, rosa.membershipId, club.today())).priceCents).toBe(3700);
  expect(states(riseId)).toEqual(["Rosa Lee notice_out 2026-06-05"]);
  paidUntil("2026-07-06", [rosa.householdId]);
  expect(draws(rosa.householdId).slice(-2)).toEqual(["2026-06-05 3900", "2026-07-05 3900"]);
});

describe("MEM-16 MEM-17 growing out of a plan on the day of a price rise", () => {
  test("MEM-16 MEM-17 the birthday's move comes first: the new plan at the price it has that day, and the old plan's rise is over", () => {
    const young = club.plan({ name: "Young", audience: { minAge: null, maxAgeExclusive: 18 }, prices: [{ months: 1, priceCents: toCents(2500) }], ageOut: "auto", ageOutTo: club.adult.planId });
    const ida = member("Lee", { plan: young, birthOn: "2008-06-01" });
    const older = member("Ortiz");
    const both: RiseInput = { ...plus200(), plans: [...plus200().plans, { planId: young.planId, changes: [{ months: 1, change: { kind: "to", cents: toCents(2700) } }] }] };
    const { riseId } = raise(both);
    paidUntil("2026-05-20", [ida.householdId, older.householdId]);
    const shown = club.db.read((r) => membershipCard(r, ida.membershipId, club.today()));
    expect(shown).toMatchObject({ planName: "Young", nextDrawOn: "2026-06-05", nextDrawCents: 3900 });
    paidUntil("2026-07-06", [ida.householdId, older.householdId]);
    expect(draws(ida.householdId)).toEqual(["2026-04-05 2500", "2026-05-05 2500", "2026-06-05 3900", "2026-07-05 3900"]);
    expect(states(riseId)).toEqual(["Rosa Lee left null", "Rosa Ortiz in_effect 2026-06-05"]);
    expect(club.db.read((r) => membershipCard(r, ida.membershipId, club.today()))).toMatchObject({ planName: "Adult", priceCents: 3900 });
  });

  test("MEM-16 MEM-17 a rise before the birthday is paid until it; who stays by choice pays the rise", () => {
    const young = club.plan({ name: "Young", audience: { minAge: null, maxAgeExclusive: 18 }, prices: [{ months: 1, priceCents: toCents(2500) }], ageOut: "auto", ageOutTo: club.adult.planId });
    const [ida, max] = [member("Lee", { plan: young, birthOn: "2008-07-20" }), member("Max", { plan: young, birthOn: "2008-06-01" })];
    raise({ ...plus200(), plans: [{ planId: young.planId, changes: [{ months: 1, change: { kind: "to", cents: toCents(2700) } }] }] });
    chooseAgeOut(club.cx(), { membershipId: max.membershipId, choice: "stay", reason: "At school" });
    paidUntil("2026-08-06", [ida.householdId, max.householdId]);
    expect(draws(ida.householdId).slice(-3)).toEqual(["2026-06-05 2700", "2026-07-05 2700", "2026-08-05 3700"]);
    expect(draws(max.householdId).slice(-2)).toEqual(["2026-07-05 2700", "2026-08-05 2700"]);
  });
});
