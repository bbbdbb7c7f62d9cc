/** Members' prices and coupons on invoices typed at the desk (MEM-6, MEM-7, PPL-14). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId, ServiceId } from "#domain/identity.ts";
import type { MemberDiscount } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { addService } from "../catalogue/manage-services.ts";
import { giveCoupon } from "../coupons/give-coupon.ts";
import { addCoupon } from "../coupons/manage-coupons.ts";
import { holdMembership } from "../memberships/hold.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { readSettings, updateSettings } from "../practice/settings.ts";
import { readInvoiceToPrint } from "../statements/invoice-data.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { issueTyped, previewTyped, type TypedLine } from "../invoices/issue-typed.ts";
import { previewInvoice } from "../invoices/preview.ts";
import { voidAtDesk } from "../invoices/void.ts";

let club: Club;
let householdId: HouseholdId;
let patientId: PatientId;
let cleaning: ServiceId;
beforeEach(() => {
  club = openClub("2026-04-20");
  const family = club.family("Lee", ["Rosa", "1980-01-01"]);
  householdId = family.householdId;
  patientId = family.patientIds[0] ?? (0 as never);
  cleaning = service("D1110", "Cleaning", "Hygiene", 12_000);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function service(code: string, name: string, category: string, cents: number): ServiceId {
  return addService(club.cx(), { code, name, category, durationMinutes: 30, taxable: false, taxRatePpm: 0, priceCents: toCents(cents) }).serviceId;
}

const percent = (basisPoints: number): MemberDiscount["off"] => ({ kind: "percent", basisPoints });
const member = (name: string, ...discounts: MemberDiscount[]): MembershipId => {
  const plan = club.plan({ name, discounts, activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } });
  return club.enrol(householdId, [{ patientId, plan }]).membershipIds[0] ?? (0 as never);
};
const line = (over: Partial<TypedLine> = {}): TypedLine => ({
  patientId,
  kind: "service",
  serviceId: cleaning,
  description: "Cleaning",
  serviceOn: club.today(),
  quantity: 1,
  unitCents: toCents(12_000),
  taxRatePpm: 0,
  ...over,
});
const preview = (...lines: TypedLine[]) => previewTyped(club.cx(), { householdId, lines, termsDays: 0 });
const issue = (...lines: TypedLine[]) => issueTyped(club.cx(), { householdId, lines, termsDays: 0 });
const coupon = (over: Partial<CouponTerms>): void => {
  const terms: CouponTerms = {
    code: "SMILE",
    off: { kind: "percent", basisPoints: 1000 },
    charges: null,
    scope: { kind: "services", codes: ["D1110"] },
    planIds: [],
    redeemBy: null,
    maxUses: null,
    oncePerHousehold: false,
    ...over,
  };
  addCoupon(club.cx(), { terms });
  giveCoupon(club.cx(), { householdId, code: terms.code });
};

describe("MEM-6 the best single plan discount or member price", () => {
  test("MEM-6 of 15 % off everything and a member price of 90.00 the better one counts, never two", () => {
    member("Adult", { on: { kind: "all" }, off: percent(1500) });
    member("Hygiene", { on: { kind: "service", code: "d1110" }, off: { kind: "member_price", cents: toCents(9000) } });
    const shown = preview(line());
    expect(shown.lines[0]).toMatchObject({ listCents: 12_000, netCents: 9000, why: [{ label: "Hygiene, 90.00 for members", offCents: 3000 }] });
    expect(shown.lines[0]?.explain).toMatchObject({ rule: "MEM-6", sentence: "One at 120.00. Hygiene takes off 30.00 (90.00 for members). 90.00 is left." });
    // Of a dearer one the percent is better, and a member price is for each of several.
    expect(preview(line({ unitCents: toCents(8000) })).lines[0]?.why).toEqual([{ label: "Adult, 15 % off", offCents: 1200 }]);
    expect(preview(line({ quantity: 2 })).lines[0]).toMatchObject({ listCents: 24_000, netCents: 18_000 });
  });

  test("MEM-6 one plan with two discounts for a service gives the better", () => {
    member("Adult", { on: { kind: "all" }, off: percent(1000) }, { on: { kind: "category", category: "hygiene" }, off: percent(2000) });
    expect(preview(line()).lines[0]).toMatchObject({ netCents: 9600, why: [{ label: "Adult, 20 % off" }] });
  });

  test("MEM-6 plan discount, then coupon on what is left, then tax once: 120.00 less 20 % less 10 % at 8.25 % is 93.53", () => {
    member("Adult", { on: { kind: "all" }, off: percent(2000) });
    coupon({});
    const lines = [line({ taxRatePpm: 82_500 })];
    const shown = preview(...lines);
    // 8.25 % of 86.40 is 7.128.
    expect(shown).toMatchObject({ netCents: 8640, taxCents: 713, totalCents: 9353 });
    const { invoiceId } = issue(...lines);
    const booked = previewInvoice(club.cx(), invoiceId);
    expect(booked).toMatchObject({ totalCents: 9353, taxCents: 713 });
    expect(booked.lines[0]?.explain).toEqual(shown.lines[0]?.explain);
    expect(readInvoiceToPrint(club.cx(), invoiceId).data.lines[0]?.discounts).toEqual([
      { label: "Adult, 20 % off", cents: 2400 },
      { label: "Coupon SMILE", cents: 960 },
    ]);
  });

  test("MEM-6 a free line, a fee, and somebody who is no member cost what was typed", () => {
    member("Adult", { on: { kind: "all" }, off: percent(2000) });
    const other = club.join(householdId, "Ben", "Lee", "1979-01-01");
    const shown = preview(line({ serviceId: null }), line({ patientId: other }), line({ kind: "fee", serviceId: null, description: "Form" }));
    expect(shown.lines.map(({ netCents }) => netCents)).toEqual([12_000, 12_000, 12_000]);
    expect(shown.lines.flatMap(({ why }) => why)).toEqual([]);
  });

  test("MEM-21 another total than the one shown is refused, and a service that is gone too; nothing is kept", () => {
    member("Adult", { on: { kind: "all" }, off: percent(2000) });
    const asked = { householdId, lines: [line()], termsDays: 0 };
    const before = club.invoices(householdId);
    expect(refusalOf(() => issueTyped(club.cx(), { ...asked, expectedTotalCents: toCents(12_000) }))).toBe("amount_changed_meanwhile");
    expect(refusalOf(() => preview(line({ serviceId: 99 as ServiceId })))).toBe("service_not_found");
    expect(club.invoices(householdId)).toEqual(before);
    issueTyped(club.cx(), { ...asked, expectedTotalCents: toCents(9600) });
    expect(club.invoices(householdId).at(-1)).toMatchObject({ totalCents: 9600 });
  });
});

describe("MEM-7 only on days of the membership", () => {
  const on = (serviceOn: Day) => preview(line({ serviceOn }));

  test("MEM-7 a service dated before the start is never discounted, and the desk reads why", () => {
    member("Adult", { on: { kind: "all" }, off: percent(2000) });
    const before = on(addDays(club.today(), -1));
    expect(before.lines[0]).toMatchObject({ netCents: 12_000, why: [] });
    expect(before.warnings).toEqual(["Adult of Rosa Lee begins on 20 Apr 2026: a service before that day is not discounted."]);
    expect(on(club.today())).toMatchObject({ lines: [{ netCents: 9600 }], warnings: [] });
  });

  test("MEM-7 while the first payment is missing nothing is discounted", () => {
    const plan = club.plan({ name: "Adult", discounts: [{ on: { kind: "all" }, off: percent(2000) }] });
    club.enrol(householdId, [{ patientId, plan }], { unpaid: true });
    expect(on(club.today())).toMatchObject({ lines: [{ netCents: 12_000 }], warnings: [expect.stringContaining("pending")] });
    club.payAll(householdId);
    expect(on(club.today()).lines[0]?.netCents).toBe(9600);
  });

  test("MEM-12 on paused days nothing is discounted", () => {
    const membershipId = member("Adult", { on: { kind: "all" }, off: percent(2000) });
    holdMembership(club.cx(), { membershipId, fromOn: toDay("2026-04-25"), untilOn: toDay("2026-06-25"), kind: "pause", reason: "Travelling" });
    expect([on(toDay("2026-04-24")), on(toDay("2026-04-25"))].map(({ lines }) => lines[0]?.netCents)).toEqual([9600, 12_000]);
  });

  test("MEM-7 somebody past due has the price, and the desk is told", () => {
    member("Adult", { on: { kind: "all" }, off: percent(2000) });
    club.advanceTo("2026-05-22");
    expect(on(club.today())).toMatchObject({ lines: [{ netCents: 9600 }], warnings: ["Rosa Lee is past due on Adult. The member price is given; ask for the payment."] });
  });

  const choose = (pastDueMembers: "allow" | "warn" | "block") => {
    const { version, settings } = readSettings(club.cx());
    updateSettings(club.cx(), { version, settings: { ...settings, pastDueMembers } });
  };

  test("MEM-7 a practice may give it without a word, or not at all until the dues are paid", () => {
    member("Adult", { on: { kind: "all" }, off: percent(2000) });
    choose("block");
    expect(on(club.today())).toMatchObject({ lines: [{ netCents: 9600 }], warnings: [] });
    club.advanceTo("2026-05-20");
    // The draw's own day is not past due yet.
    expect(on(club.today()).lines[0]?.netCents).toBe(9600);
    club.advanceTo("2026-05-21");
    expect(on(club.today())).toMatchObject({
      lines: [{ netCents: 12_000, why: [] }],
      warnings: ["Rosa Lee is past due on Adult: no member price until the dues are paid."],
    });
    const { invoiceId } = issueTyped(club.cx(), { householdId, lines: [line({ serviceOn: club.today() })], termsDays: 0, expectedTotalCents: toCents(12_000) });
    expect(club.invoices(householdId).find((one) => one.invoiceId === invoiceId)?.totalCents).toBe(12_000);
    choose("allow");
    expect(on(club.today())).toMatchObject({ lines: [{ netCents: 9600 }], warnings: [] });
    choose("block");
    club.payAll(householdId);
    expect(on(club.today())).toMatchObject({ lines: [{ netCents: 9600 }], warnings: [] });
  });

  test("PPL-14 MEM-7 a coupon that the household holds still counts where the member price is kept back", () => {
    member("Adult", { on: { kind: "all" }, off: percent(2000) });
    coupon({});
    choose("block");
    club.advanceTo("2026-05-22");
    expect(on(club.today())).toMatchObject({ lines: [{ netCents: 10_800 }] });
  });
});

describe("PPL-14 coupons on listed services", () => {
  test("PPL-14 an amount off is spread over the listed services only, and its use comes back with a void", () => {
    const filling = service("D2391", "Filling", "Fillings", 5000);
    coupon({ off: { kind: "amount", cents: toCents(15_000) }, charges: 1 });
    const lines = [line(), line({ serviceId: filling, description: "Filling", unitCents: toCents(5000) }), line({ quantity: 1, unitCents: toCents(2000) })];
    expect(preview(...lines).lines.map(({ netCents }) => netCents)).toEqual([0, 5000, 0]);
    const { invoiceId } = issue(...lines);
    expect(preview(line()).lines[0]?.netCents).toBe(12_000);
    voidAtDesk(club.cx(), { invoiceId, reason: "Typed twice" });
    expect(preview(line()).lines[0]?.netCents).toBe(0);
  });

  test("PPL-14 a coupon for dues takes nothing off a service", () => {
    coupon({ scope: { kind: "dues" } });
    expect(preview(line()).lines[0]).toMatchObject({ netCents: 12_000, why: [] });
  });
});
