/** Coupons from the code typed at the counter to the last charge they are used on (PPL-14). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { refusalOf } from "#db/testing.ts";
import { rehearseRun } from "../billing/rehearse.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { enrolPatients } from "../memberships/enrol.ts";
import type { EnrolmentInput } from "../memberships/enrolment-plan.ts";
import { quoteEnrolment } from "../memberships/quote-enrolment.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { couponsOfHousehold, giveCoupon, takeCouponAway } from "./give-coupon.ts";
import { addCoupon, endCouponNow, listAllCoupons, listUsesOfCoupon } from "./manage-coupons.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-04-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const terms = (over: Partial<CouponTerms> = {}): CouponTerms => ({
  code: "WELCOME",
  off: { kind: "percent", basisPoints: 5000 },
  charges: 1,
  scope: { kind: "dues" },
  planIds: [],
  redeemBy: null,
  maxUses: null,
  oncePerHousehold: true,
  ...over,
});
const amount = (cents: number): CouponTerms["off"] => ({ kind: "amount", cents: toCents(cents) });
const add = (over: Partial<CouponTerms> = {}) => addCoupon(club.cx(), { terms: terms(over) });

function someone(last = "Lee"): { householdId: HouseholdId; patientId: PatientId } {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
  return { householdId, patientId: patientIds[0] ?? (0 as PatientId) };
}
const enrolment = (who: ReturnType<typeof someone>, couponCode: string | null, over: Partial<EnrolmentInput> = {}): EnrolmentInput => ({
  householdId: who.householdId,
  members: [{ patientId: who.patientId, planVersionId: club.adult.planVersionId, periodMonths: 1, waiveActivationReason: null }],
  startOn: club.today(),
  drawDay: null,
  firstMoney: "stub_now",
  agreement: "not_needed",
  couponCode,
  ...over,
});
function enrol(who: ReturnType<typeof someone>, couponCode: string | null): void {
  const input = enrolment(who, couponCode);
  const { today } = quoteEnrolment(club.cx(), input);
  enrolPatients(club.cx(), {
    enrolment: input,
    expectedTodayCents: today.cents,
    mayWaiveFees: false,
    payment: today.cents === 0 ? null : { tender: "cash", amountCents: today.cents, tenderedCents: null, reference: "" },
  });
}
const totals = (householdId: HouseholdId) => club.invoices(householdId).map(({ totalCents }) => totalCents);
const held = (householdId: HouseholdId) => couponsOfHousehold(club.cx(), householdId);

describe("PPL-14 at the counter", () => {
  test("PPL-14 a code typed in small letters takes half of the first month off, once, and the quote says so before", () => {
    add();
    const who = someone();
    const quote = quoteEnrolment(club.cx(), enrolment(who, " welcome "));
    expect(quote.today.lines.map(({ cents }) => cents)).toEqual([9900, 1850]);
    expect(quote.today.lines[1]?.explain.steps).toContainEqual({ label: "Coupon WELCOME", value: "− 18.50" });
    expect(quote.nextDraws.map(({ cents }) => cents)).toEqual([3700, 3700, 3700]);
    enrol(who, "Welcome");
    club.advanceTo("2026-05-05");
    expect(totals(who.householdId)).toEqual([9900 + 1850, 3700]);
    expect(held(who.householdId)).toMatchObject([{ chargesUsed: 1, offCents: 1850, endedOn: null }]);
  });

  test("PPL-14 the quote gives nothing away: looking at it leaves no coupon with the household", () => {
    const { couponId } = add();
    const who = someone();
    quoteEnrolment(club.cx(), enrolment(who, "WELCOME"));
    expect(held(who.householdId)).toEqual([]);
    expect(listUsesOfCoupon(club.cx(), couponId)).toEqual([]);
  });

  test.each<[what: string, prepare: () => void, code: string, refusal: object]>([
    ["is not there", () => undefined, "NONE", { code: "coupon_not_found", facts: { code: "NONE" } }],
    [
      "has expired",
      () => {
        add({ redeemBy: toDay("2026-04-06") });
        club.advanceTo("2026-04-07");
      },
      "welcome",
      { code: "coupon_expired", facts: { code: "WELCOME", redeemByOn: "2026-04-06" } },
    ],
    [
      "has been given to all it was for",
      () => {
        add({ maxUses: 1 });
        enrol(someone("First"), "WELCOME");
      },
      "WELCOME",
      { code: "coupon_used_up", facts: { code: "WELCOME", maxUses: 1 } },
    ],
    ["is for another plan", () => void add({ planIds: [club.child.planId] }), "WELCOME", { code: "coupon_other_plan", facts: { code: "WELCOME", plans: "Child" } }],
    [
      "has ended",
      () => {
        const { couponId, version } = add();
        endCouponNow(club.cx(), { couponId, version });
      },
      "WELCOME",
      { code: "coupon_ended", facts: { code: "WELCOME" } },
    ],
  ])("PPL-14 a coupon that %s is refused in words, and nobody is enrolled", (_, prepare, code, refusal) => {
    prepare();
    const who = someone();
    expect(() => quoteEnrolment(club.cx(), enrolment(who, code))).toThrow(expect.objectContaining(refusal));
    expect(() =>
      enrolPatients(club.cx(), { enrolment: enrolment(who, code), expectedTodayCents: toCents(13_600), mayWaiveFees: false, payment: null }),
    ).toThrow(expect.objectContaining(refusal));
    expect(club.invoices(who.householdId)).toEqual([]);
    expect(club.db.read((r) => r.all("select id from membership where household_id = ?", who.householdId))).toEqual([]);
  });

  test("PPL-14 a redeem-by day is a day on which it can still be used", () => {
    add({ redeemBy: toDay("2026-04-05") });
    const who = someone();
    enrol(who, "WELCOME");
    expect(totals(who.householdId)).toEqual([9900 + 1850]);
  });

  test("PPL-14 a second member of the household is refused the same coupon, and another household is not", () => {
    add();
    const who = someone();
    enrol(who, "WELCOME");
    const ben = club.join(who.householdId, "Ben", "Lee", "1980-01-01");
    expect(refusalOf(() => quoteEnrolment(club.cx(), enrolment({ ...who, patientId: ben }, "WELCOME")))).toBe("coupon_already_had");
    enrol(someone("Ortiz"), "WELCOME");
  });

  test("PPL-14 a coupon of 100 % on fee and dues enrols for nothing and leaves no payment to take", () => {
    add({ off: { kind: "percent", basisPoints: 10_000 }, scope: { kind: "dues_and_activation" } });
    const who = someone();
    enrol(who, "WELCOME");
    expect(totals(who.householdId)).toEqual([0]);
    club.advanceTo("2026-05-05");
    expect(totals(who.householdId)).toEqual([0, 3700]);
  });

  test("PPL-14 a fixed coupon once over fee and dues: what is left of it is lost", () => {
    add({ off: amount(20_000), scope: { kind: "dues_and_activation" } });
    const who = someone();
    enrol(who, "WELCOME");
    club.advanceTo("2026-05-05");
    // 200.00 against 99.00 and 37.00: 64.00 are lost.
    expect(totals(who.householdId)).toEqual([0, 3700]);
  });
});

describe("PPL-14 on draws", () => {
  test("PPL-14 a coupon for three charges counts charges, not months: the stub is one of them (F-8)", () => {
    add({ charges: 3, off: amount(1000) });
    const who = someone();
    club.advanceTo("2026-04-20");
    const input = enrolment(who, "WELCOME", { drawDay: 5 });
    const quote = quoteEnrolment(club.cx(), input);
    // 15/30 of 37.00 less 10.00 now, then twice 27.00, then the full price.
    expect(quote.today.cents).toBe(9900 + 850);
    expect(quote.nextDraws.map(({ cents }) => cents)).toEqual([2700, 2700, 3700]);
    enrolPatients(club.cx(), {
      enrolment: input,
      expectedTodayCents: quote.today.cents,
      mayWaiveFees: false,
      payment: { tender: "cash", amountCents: quote.today.cents, tenderedCents: null, reference: "" },
    });
    for (const day of ["2026-05-05", "2026-06-05", "2026-07-05"]) {
      club.advanceTo(day);
      club.payAll(who.householdId);
    }
    expect(totals(who.householdId).slice(1)).toEqual([2700, 2700, 3700]);
    expect(held(who.householdId)).toMatchObject([{ chargesUsed: 3, offCents: 3000 }]);
  });

  test("PPL-14 a coupon given later counts from the next draw; what was billed, and draws that were only made late, stay", () => {
    add({ charges: null });
    const who = someone();
    enrol(who, null);
    club.advanceTo("2026-05-05");
    const before = club.invoices(who.householdId);
    giveCoupon(club.cx(), { householdId: who.householdId, code: "WELCOME" });
    expect(club.invoices(who.householdId)).toEqual(before);
    expect(rehearseRun(club.cx(), toDay("2026-07-05")).rows.map(({ cents }) => cents)).toEqual([1850, 1850]);
    club.payAll(who.householdId);
    club.advanceTo("2026-06-05");
    expect(totals(who.householdId).at(-1)).toBe(1850);
  });

  test("PPL-14 a draw whose day lies before the coupon was given is not lowered, however late it is made", () => {
    add({ charges: null });
    const who = someone();
    enrol(who, null);
    // On 7 May the draw of 5 May has not been made yet.
    const late = { ...club.cx(), today: toDay("2026-05-07") };
    giveCoupon(late, { householdId: who.householdId, code: "WELCOME" });
    expect(rehearseRun(club.cx(), late.today).rows.map(({ cents }) => cents)).toEqual([3700]);
  });

  test("PPL-14 voiding the invoice gives the use back, and the next charge has it again", () => {
    add();
    const who = someone();
    enrol(who, null);
    giveCoupon(club.cx(), { householdId: who.householdId, code: "WELCOME" });
    club.advanceTo("2026-05-05");
    const draw = club.invoices(who.householdId).at(-1);
    expect(draw?.totalCents).toBe(1850);
    expect(held(who.householdId)).toMatchObject([{ chargesUsed: 1, offCents: 1850 }]);
    voidAtDesk(club.cx(), { invoiceId: draw?.invoiceId ?? (0 as never), reason: "Typed twice" });
    expect(held(who.householdId)).toMatchObject([{ chargesUsed: 0, offCents: 0 }]);
    expect(listAllCoupons(club.cx())).toMatchObject([{ households: 1, uses: 0, offCents: 0 }]);
    club.advanceTo("2026-06-05");
    expect(totals(who.householdId).at(-1)).toBe(1850);
    club.payAll(who.householdId);
    club.advanceTo("2026-07-05");
    expect(totals(who.householdId).at(-1)).toBe(3700);
  });

  test("PPL-14 the household's terms are frozen: ending the coupon takes nothing from those who have it", () => {
    const { couponId, version } = add({ charges: null });
    const who = someone();
    enrol(who, "WELCOME");
    endCouponNow(club.cx(), { couponId, version });
    club.advanceTo("2026-05-05");
    expect(totals(who.householdId).at(-1)).toBe(1850);
    expect(refusalOf(() => giveCoupon(club.cx(), { householdId: someone("Ortiz").householdId, code: "WELCOME" }))).toBe("coupon_ended");
  });

  test("PPL-14 a coupon taken away takes nothing off from that day on; taken away unused it may be given again", () => {
    add({ charges: null });
    const who = someone();
    enrol(who, null);
    const { heldCouponId } = giveCoupon(club.cx(), { householdId: who.householdId, code: "WELCOME" });
    takeCouponAway(club.cx(), { householdId: who.householdId, heldCouponId });
    expect(refusalOf(() => takeCouponAway(club.cx(), { householdId: who.householdId, heldCouponId }))).toBe("coupon_not_held");
    expect(refusalOf(() => takeCouponAway(club.cx(), { householdId: someone("Ortiz").householdId, heldCouponId }))).toBe("coupon_not_held");
    giveCoupon(club.cx(), { householdId: who.householdId, code: "WELCOME" });
    club.advanceTo("2026-05-05");
    expect(totals(who.householdId).at(-1)).toBe(1850);
    expect(held(who.householdId).map(({ chargesUsed, endedOn }) => [chargesUsed, endedOn])).toEqual([[1, null], [0, "2026-04-05"]]);
  });

  test("PPL-14 a fixed coupon is shared with the draws of the others, and the newcomer's preview knows what is left", () => {
    add({ off: amount(5000), charges: null });
    const who = someone();
    enrol(who, null);
    giveCoupon(club.cx(), { householdId: who.householdId, code: "WELCOME" });
    const ben = club.join(who.householdId, "Ben", "Lee", "1980-01-01");
    const input = enrolment({ ...who, patientId: ben }, null);
    const quote = quoteEnrolment(club.cx(), input);
    // Rosa's 37.00 come first on 5 May; 13.00 of the 50.00 are left for Ben.
    expect(quote.nextDraws[0]).toMatchObject({ on: "2026-05-05", cents: 2400 });
    enrol({ ...who, patientId: ben }, null);
    club.advanceTo("2026-05-05");
    expect(totals(who.householdId).at(-1)).toBe(2400);
  });
});

describe("PPL-14 the office's list", () => {
  test("PPL-14 it counts households and charges, and says who has it", () => {
    const { couponId } = add();
    const who = someone();
    enrol(who, "WELCOME");
    giveCouponTo("Ortiz");
    expect(listAllCoupons(club.cx())).toMatchObject([{ couponId, households: 2, uses: 1, offCents: 1850, endedAt: null }]);
    expect(listUsesOfCoupon(club.cx(), couponId).map(({ householdName, uses, offCents }) => [householdName, uses, offCents])).toEqual([
      ["Rosa Ortiz", 0, 0],
      ["Rosa Lee", 1, 1850],
    ]);
    expect(refusalOf(() => listUsesOfCoupon(club.cx(), 99 as never))).toBe("coupon_not_found");
  });

  test("PPL-14 two coupons never have one code, in whatever letters, and a wrong one is refused with what to mend", () => {
    const first = add();
    expect(refusalOf(() => add({ code: "welcome" }))).toBe("coupon_code_taken");
    expect(() => add({ code: "W" })).toThrow(expect.objectContaining({ code: "coupon_terms_wrong", facts: { what: "code" } }));
    expect(() => add({ code: "OTHER", planIds: [99] })).toThrow(expect.objectContaining({ facts: { what: "plan_gone" } }));
    expect(listAllCoupons(club.cx())).toHaveLength(1);
    expect(refusalOf(() => endCouponNow(club.cx(), { couponId: first.couponId, version: 9 }))).toBe("record_changed_meanwhile");
    endCouponNow(club.cx(), { couponId: first.couponId, version: 1 });
    expect(refusalOf(() => endCouponNow(club.cx(), { couponId: first.couponId, version: 2 }))).toBe("coupon_ended");
    expect(refusalOf(() => endCouponNow(club.cx(), { couponId: 99 as never, version: 1 }))).toBe("coupon_not_found");
  });
});

function giveCouponTo(last: string): void {
  const who = someone(last);
  enrol(who, null);
  giveCoupon(club.cx(), { householdId: who.householdId, code: "WELCOME" });
}
