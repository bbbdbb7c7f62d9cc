/** Taking changes back: everything derived is as before, and history only grows. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay, toInstant, type PeriodMonths } from "#domain/calendar.ts";
import type { MembershipId, PatientId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addCoupon } from "../../coupons/manage-coupons.ts";
import { giveCoupon } from "../../coupons/give-coupon.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { cancelMembership } from "../cancel.ts";
import { changeDrawDay } from "../change-draw-day.ts";
import { adultTerms, openClub, periodsOf, type Club, type Family } from "../club.fixture.ts";
import { holdMembership } from "../hold.ts";
import { movePlan } from "../move-plan.ts";
import { rejoinMembers } from "../rejoin.ts";
import { resumeMembership } from "../resume.ts";
import { derivedView, grown } from "./derived-view.fixture.ts";
import { undoChange } from "./undo-at-desk.ts";

let club: Club;
let lee: Family;
let rosa: MembershipId;
let ben: MembershipId;

beforeEach(() => {
  club = openClub("2026-03-01");
  lee = club.family("Lee", ["Rosa", "1980-05-05"], ["Ben", "2018-05-05"]);
  const [rosaLee, benLee] = lee.patientIds as [PatientId, PatientId];
  const basic = club.plan({
    name: "Basic",
    prices: [
      { months: 1, priceCents: toCents(3700) },
      { months: 12, priceCents: toCents(42_500) },
    ],
    benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year"), plainBenefit("polish", "Polish", 1, "period")],
  });
  const { membershipIds } = club.enrol(lee.householdId, [
    { patientId: rosaLee, plan: basic },
    { patientId: benLee, plan: club.child },
  ]);
  [rosa, ben] = membershipIds as [MembershipId, MembershipId];
  addCoupon(club.cx(), {
    terms: {
      code: "SPRING",
      off: { kind: "percent", basisPoints: 1000 },
      charges: 3,
      scope: { kind: "dues" },
      planIds: [],
      redeemBy: null,
      maxUses: null,
      oncePerHousehold: true,
    },
  });
  giveCoupon(club.cx(), { householdId: lee.householdId, code: "SPRING" });
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.runNow();
  expect(club.runNow()).toMatchObject({ invoicesMade: 0, held: [] });
  club.dispose();
});

function refused(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const view = () => club.db.read((r) => derivedView(r, lee.householdId, club.today()) as never) as unknown;
const history = () => club.db.read((r) => grown(r));
const undo = (changeId: number) => undoChange(club.cx(), { changeId });

function plusPlan(monthly = 4900) {
  return club.plan({
    ...adultTerms,
    name: "Plus",
    prices: [
      { months: 1, priceCents: toCents(monthly) },
      { months: 12, priceCents: toCents(50_000) },
    ],
    benefits: [plainBenefit("cleaning", "Cleanings", 4, "benefit_year"), plainBenefit("whitening", "Whitening", 1, "benefit_year")],
  });
}

const moves = (when: "now" | "next_draw" | "renewal" | "start_of_term", monthly?: number, periodMonths: PeriodMonths = 1) =>
  movePlan(club.cx(), { membershipId: rosa, planVersionId: plusPlan(monthly).planVersionId, periodMonths, when, reason: "Asked" });
const drawsOn = (drawDay: number, towards: "later" | "earlier") =>
  changeDrawDay(club.cx(), { membershipId: rosa, scope: "all_future", drawDay, towards, reason: "Payday" });
const holds = (kind: "pause" | "extend" | "billing_only", fromOn: string, untilOn: string | null) =>
  holdMembership(club.cx(), { membershipId: rosa, fromOn: toDay(fromOn), untilOn: untilOn === null ? null : toDay(untilOn), kind, reason: "Away" });
const leaves = (when: "now" | "end_of_paid_period", settlement: "none" | "credit" = "none") =>
  cancelMembership(club.cx(), { membershipId: rosa, when, onDate: null, reason: "Moving", settlement });
const rejoins = (...members: MembershipId[]) =>
  rejoinMembers(club.cx(), { householdId: lee.householdId, members: members.map((membershipId) => ({ membershipId, fee: null })), drawDay: null, payment: null });

/** On 15 April everything is paid, and a third of the coupon is used. */
const midApril = () => {
  club.advanceTo("2026-04-01");
  club.payAll(lee.householdId);
  club.advanceTo("2026-04-15");
};

type Case = [what: string, ready: () => void, change: () => { changeId: number }];

describe("every kind of change", () => {
  test.each<Case>([
    ["MEM-9 a dearer plan now", midApril, () => moves("now")],
    ["MEM-9 a cheaper plan now, with credit", midApril, () => moves("now", 2500)],
    ["MEM-9 the yearly price now", midApril, () => moves("now", 4900, 12)],
    ["MEM-9 a plan at the next draw", midApril, () => moves("next_draw")],
    ["MEM-9 a plan at renewal", midApril, () => moves("renewal")],
    ["MEM-9 a dearer plan while the draw is not paid", () => club.advanceTo("2026-04-10"), () => moves("now")],
    ["MEM-9 a cheaper plan while the draw is not paid", () => club.advanceTo("2026-04-10"), () => moves("now", 1000)],
    ["MEM-10 the year at once", midApril, () => moves("start_of_term", 4900, 12)],
    ["MEM-11 a later draw day for all", midApril, () => drawsOn(12, "later")],
    ["MEM-11 an earlier draw day for all", midApril, () => drawsOn(20, "earlier")],
    ["MEM-11 an earlier draw day that begins today", midApril, () => drawsOn(15, "earlier")],
    ["MEM-11 the next draw only", midApril, () => changeDrawDay(club.cx(), { membershipId: rosa, scope: "next_draw", collectOn: toDay("2026-05-09"), reason: "Payday" })],
    [
      "MEM-11 another day for a draw that was moved before",
      () => {
        midApril();
        changeDrawDay(club.cx(), { membershipId: rosa, scope: "next_draw", collectOn: toDay("2026-05-09"), reason: "Payday" });
      },
      () => changeDrawDay(club.cx(), { membershipId: rosa, scope: "next_draw", collectOn: toDay("2026-05-12"), reason: "Later still" }),
    ],
    ["MEM-12 a pause from today", midApril, () => holds("pause", "2026-04-15", "2026-05-20")],
    ["MEM-12 a pause that lies ahead", midApril, () => holds("pause", "2026-05-10", "2026-06-20")],
    ["MEM-12 an extend from today", midApril, () => holds("extend", "2026-04-15", "2026-05-20")],
    ["MEM-12 billing only from today", midApril, () => holds("billing_only", "2026-04-15", "2026-05-20")],
    ["MEM-12 a pause from today with a fee", midApril, () => holdMembership(club.cx(), { membershipId: rosa, fromOn: club.today(), untilOn: toDay("2026-05-20"), kind: "pause", reason: "Away", fee: { each: false, cents: toCents(500) } })],
    ["MEM-13 a cancellation now, without settlement", midApril, () => leaves("now")],
    ["MEM-13 a cancellation now, the unused days as credit", midApril, () => leaves("now", "credit")],
    ["MEM-13 a cancellation at the end of the paid days", midApril, () => leaves("end_of_paid_period")],
    [
      "MEM-12 resuming today after a pause",
      () => {
        midApril();
        holds("pause", "2026-04-15", "2026-06-20");
        club.advanceTo("2026-05-03");
        club.payAll(lee.householdId);
      },
      () => resumeMembership(club.cx(), { membershipId: rosa, onDay: club.today() }),
    ],
    [
      "MEM-12 resuming before the hold begins",
      () => {
        midApril();
        holds("pause", "2026-05-10", "2026-06-20");
      },
      () => resumeMembership(club.cx(), { membershipId: rosa, onDay: toDay("2026-05-10") }),
    ],
    [
      "MEM-14 two come back within the benefit year",
      () => {
        midApril();
        for (const membershipId of [rosa, ben]) cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reason: "Moving" });
        club.advanceTo("2026-06-20");
      },
      () => rejoins(rosa, ben),
    ],
    [
      "MEM-14 one comes back while paid days are left",
      () => {
        midApril();
        cancelMembership(club.cx(), { membershipId: rosa, when: "now", onDate: null, reason: "Moving" });
        club.advanceTo("2026-04-20");
      },
      () => rejoins(rosa),
    ],
    [
      "MEM-14 one comes back after the benefit year",
      () => {
        midApril();
        cancelMembership(club.cx(), { membershipId: rosa, when: "now", onDate: null, reason: "Moving" });
        club.leapTo("2027-03-20");
        club.payAll(lee.householdId);
      },
      () => rejoins(rosa),
    ],
    [
      "MEM-14 one comes back after a lapse",
      () => {
        club.advanceTo("2026-05-10");
        club.payAll(lee.householdId);
      },
      () => rejoins(rosa),
    ],
  ])("%s: taken back, all that is derived is as before", (_, ready, change) => {
    ready();
    const before = view();
    const rows = history();
    const { changeId } = change();
    expect(view()).not.toEqual(before);
    expect(undo(changeId).membershipIds).toContain(rosa);
    expect(view()).toEqual(before);
    for (const [what, count] of Object.entries(history())) expect(count, what).toBeGreaterThanOrEqual(rows[what] ?? 0);
    expect(verifyPractice(club.db).breaches).toEqual([]);
    expect(refused(() => undo(changeId))).toBe("change_already_undone");
  });
});

describe("until when", () => {
  test("MEM-9 a move that waits can be withdrawn until its day, also after draws in between", () => {
    midApril();
    const { changeId } = moves("renewal");
    club.advanceTo("2026-05-01");
    club.payAll(lee.householdId);
    const before = periodsOf(club, rosa);
    undo(changeId);
    expect(periodsOf(club, rosa)).toEqual(before);
    for (let month = 6; month <= 12; month += 1) {
      club.advanceTo(`2026-${String(month).padStart(2, "0")}-01`);
      club.payAll(lee.householdId);
    }
    for (const on of ["2027-01-01", "2027-02-01", "2027-03-01"]) {
      club.advanceTo(on);
      club.payAll(lee.householdId);
    }
    expect(periodsOf(club, rosa).at(-1)).toBe("2027-03-01 2027-04-01 period 3700");
  });

  test("MEM-9 on its own day a move that moved no money goes within 24 hours, later no more", () => {
    midApril();
    const { changeId } = moves("now");
    const cx = club.cx();
    const later = (hours: number) => ({ ...cx, now: toInstant(`2026-04-${hours > 9 ? 16 : 15}T${hours > 9 ? "15:00:01" : "23:00:00"}.000Z`), request: { id: `later-${hours}`, operation: "test" } });
    expect(refused(() => undoChange(later(24), { changeId }))).toBe("undo_too_late");
    expect(refused(() => undoChange(later(8), { changeId }))).toBeUndefined();
  });

  test("MEM-9 money that moved since keeps the change", () => {
    midApril();
    const { changeId } = moves("now");
    club.payAll(lee.householdId);
    expect(refused(() => undo(changeId))).toBe("undo_money_moved");
  });

  test("MEM-9 the newer of two changes goes first", () => {
    midApril();
    const first = moves("now").changeId;
    const second = holds("pause", "2026-05-10", "2026-06-20").changeId;
    expect(refused(() => undo(first))).toBe("undo_later_change");
    undo(second);
    undo(first);
  });

  test("MEM-9 a benefit that came with the move and was used keeps it", () => {
    midApril();
    const { changeId } = moves("now");
    club.db.write((w) => void w.exec("update benefit_grant set used = 1 where benefit = 'whitening' and membership_id = ?", rosa));
    expect(refused(() => undo(changeId))).toBe("undo_benefits_used");
  });

  test("MEM-14 a payment that came with the change is taken back with it, on its day", () => {
    midApril();
    cancelMembership(club.cx(), { membershipId: rosa, when: "now", onDate: null, reason: "Moving" });
    club.advanceTo("2026-05-20");
    club.payAll(lee.householdId);
    const before = view();
    const { changeId } = rejoinMembers(club.cx(), {
      householdId: lee.householdId,
      members: [{ membershipId: rosa, fee: null }],
      drawDay: null,
      payment: { tender: "cash", amountCents: toCents(22_200), tenderedCents: null, reference: "" },
    });
    undo(changeId);
    expect(view()).toEqual(before);
  });

  test("a change that is not there is refused in words", () => {
    expect(refused(() => undo(999))).toBe("change_not_found");
  });
});
