/** What cannot be enrolled is refused in words, and nothing of it is kept: no membership, no coupon, no number (F-17, F-18). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, PlanId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { addCoupon } from "../coupons/manage-coupons.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openClub, type Club } from "./club.fixture.ts";
import { enrolPatients, type EnrolCommand } from "./enrol.ts";
import type { EnrolmentInput } from "./enrolment-plan.ts";
import { quoteEnrolment } from "./quote-enrolment.ts";

let club: Club;
let householdId: HouseholdId;
let rosa: PatientId;
let ben: PatientId;
beforeEach(() => {
  club = openClub("2026-04-20");
  const lee = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"]);
  householdId = lee.householdId;
  [rosa, ben] = [lee.patientIds[0] ?? (0 as never), lee.patientIds[1] ?? (0 as never)];
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const member = (patientId: PatientId) => ({
  patientId,
  planVersionId: club.adult.planVersionId,
  periodMonths: 1 as const,
  waiveActivationReason: null as string | null,
});
const enrolment = (over: Partial<EnrolmentInput> = {}): EnrolmentInput => ({
  householdId,
  members: [member(rosa)],
  startOn: club.today(),
  drawDay: null,
  firstMoney: "stub_now",
  agreement: "not_needed",
  ...over,
});
const command = (over: Partial<EnrolmentInput> = {}, more: Partial<EnrolCommand> = {}): EnrolCommand => ({
  enrolment: enrolment(over),
  expectedTodayCents: toCents(13_600),
  payment: null,
  mayWaiveFees: true,
  ...more,
});

/** Everything an enrolment could leave behind. */
const kept = (): unknown =>
  club.db.read((r) =>
    ["membership", "agreement", "document", "invoice", "period", "payment", "held_coupon", "coupon_use", "benefit_grant", "entry", "audit", "number_series"].map(
      (table) => JSON.stringify(r.all(`select * from ${table}`)),
    ),
  );

function refusedWhole(asked: EnrolCommand): string {
  const before = kept();
  const code = refusalOf(() => enrolPatients(club.cx(), asked));
  expect(kept()).toEqual(before);
  return code;
}

const terms = (over: Partial<CouponTerms>): CouponTerms => ({
  code: "SPRING",
  off: { kind: "percent", basisPoints: 1000 },
  charges: 1,
  scope: { kind: "dues" },
  planIds: [],
  redeemBy: null,
  maxUses: null,
  oncePerHousehold: false,
  ...over,
});

describe("MEM-1 refused, and nothing half-done", () => {
  test.each([0, 32, -1, 1.5])("MEM-1 draw day %j", (drawDay) => {
    expect(refusedWhole(command({ drawDay }))).toBe("draw_day_not_in_month");
    expect(refusalOf(() => quoteEnrolment(club.cx(), enrolment({ drawDay })))).toBe("draw_day_not_in_month");
  });

  test("MEM-1 a deceased patient, alone or beside somebody who could", () => {
    club.db.write((w) => w.exec("update patient set status = 'deceased' where id = ?", ben));
    expect(refusedWhole(command({ members: [member(rosa), member(ben)] }))).toBe("patient_cannot_enrol");
  });

  test("PPL-3 a household whose payer has died has to choose a new one first", () => {
    club.db.write((w) => w.exec("update patient set status = 'deceased' where id = ?", rosa));
    expect(refusedWhole(command({ members: [member(ben)] }))).toBe("payer_deceased");
    club.db.write((w) => w.exec("update household set payer_patient_id = ? where id = ?", ben, householdId));
    enrolPatients(club.cx(), command({ members: [member(ben)] }));
  });

  test("MEM-5 somebody who paid the fee once is not asked again, and a window that still shows it is told the new amount", () => {
    club.enrol(householdId, [{ patientId: rosa, plan: club.adult }]);
    const second = club.plan({ name: "Whitening" });
    const members = [{ ...member(rosa), planVersionId: second.planVersionId }];
    expect(refusedWhole(command({ members }))).toBe("amount_changed_meanwhile");
    enrolPatients(club.cx(), command({ members }, { expectedTodayCents: toCents(3700) }));
    expect(club.invoices(householdId).at(-1)?.totalCents).toBe(3700);
  });

  test("MEM-1 a fee waived without a reason, and by somebody who may not", () => {
    const members = [{ ...member(rosa), waiveActivationReason: "  " }];
    expect(refusedWhole(command({ members }, { expectedTodayCents: toCents(3700) }))).toBe("fee_waiver_without_reason");
    expect(refusedWhole(command({ members: [{ ...member(rosa), waiveActivationReason: "Opening week" }] }, { mayWaiveFees: false }))).toBe("fee_waiver_not_allowed");
  });

  test("MEM-1 a payment of another amount than is due", () => {
    const payment = { tender: "cash" as const, amountCents: toCents(100), tenderedCents: null, reference: "" };
    expect(refusedWhole(command({}, { payment }))).toBe("first_payment_wrong");
  });
});

describe("PPL-14 a coupon that cannot be used enrols nobody", () => {
  const withCoupon = () => refusedWhole(command({ couponCode: "spring" }));

  test("PPL-14 one that has expired, is for another plan, or is not there", () => {
    expect(withCoupon()).toBe("coupon_not_found");
    addCoupon(club.cx(), { terms: terms({ redeemBy: club.today() }) });
    club.sleepUntil(addDays(club.today(), 1));
    expect(withCoupon()).toBe("coupon_expired");
  });

  test("PPL-14 one that is for another plan", () => {
    addCoupon(club.cx(), { terms: terms({ planIds: [club.child.planId as PlanId] }) });
    expect(withCoupon()).toBe("coupon_other_plan");
  });

  test("PPL-14 one that is used up", () => {
    addCoupon(club.cx(), { terms: terms({ maxUses: 1 }) });
    const other = club.family("Ortiz", ["Ana", "1980-01-01"]);
    const first = enrolment({ householdId: other.householdId, members: [member(other.patientIds[0] ?? (0 as never))], couponCode: "SPRING" });
    enrolPatients(club.cx(), command(first, { expectedTodayCents: quoteEnrolment(club.cx(), first).today.cents }));
    expect(withCoupon()).toBe("coupon_used_up");
  });

  test("PPL-14 a coupon typed with an enrolment that is refused for another reason is not given", () => {
    addCoupon(club.cx(), { terms: terms({}) });
    expect(refusedWhole(command({ couponCode: "SPRING", startOn: toDay("2028-01-01") }))).toBe("start_too_far");
  });
});
