/** Changes that meet each other: a hold while a move waits, a cancellation in a hold, coming back within and after the benefit year. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { MembershipId, PatientId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { cancelMembership } from "../cancel.ts";
import { openClub, periodsOf, type Club, type Family } from "../club.fixture.ts";
import { holdMembership } from "../hold.ts";
import { membershipCard, type MembershipCard } from "../membership-card.ts";
import { movePlan } from "../move-plan.ts";
import { rejoinMembers } from "../rejoin.ts";
import { resumeMembership } from "../resume.ts";
import { undoChange } from "../undo/undo-at-desk.ts";

let club: Club;
let lee: Family;
let rosa: MembershipId;

const cleanings = (quantity: number) => plainBenefit("cleaning", "Cleanings", quantity, "benefit_year");

beforeEach(() => {
  club = openClub("2026-03-01");
  lee = club.family("Lee", ["Rosa", "1980-05-05"]);
  const basic = club.plan({ name: "Basic", prices: [{ months: 1, priceCents: toCents(3700) }], benefits: [cleanings(2)] });
  rosa = club.enrol(lee.householdId, [{ patientId: lee.patientIds[0] as PatientId, plan: basic }]).membershipIds[0] as MembershipId;
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

const card = () => club.db.read((r) => membershipCard(r, rosa, club.today()) as never) as MembershipCard;
const used = (units: number) =>
  club.db.write((w) => void w.exec("update benefit_grant set used = ? where membership_id = ? and from_on <= ? and to_on > ?", units, rosa, club.today(), club.today()));
/** Lives on to a day, paying every bill on the day it is made. */
const until = (day: string) => {
  while (club.today() < day) {
    club.advanceTo(new Date(Date.parse(`${club.today()}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10));
    club.payAll(lee.householdId);
  }
};
const movesLater = () => {
  const plus = club.plan({ name: "Plus", prices: [{ months: 1, priceCents: toCents(4900) }], benefits: [cleanings(4)] });
  return movePlan(club.cx(), { membershipId: rosa, planVersionId: plus.planVersionId, periodMonths: 1, when: "next_draw", reason: "Wants more" }).changeId;
};
const pauses = (from: string, to: string) =>
  holdMembership(club.cx(), { membershipId: rosa, fromOn: toDay(from), untilOn: toDay(to), kind: "pause", reason: "Away" }).changeId;
const leaves = (when: "now" | "end_of_paid_period" = "now") =>
  cancelMembership(club.cx(), { membershipId: rosa, when, onDate: null, reason: "Moving" });
const comesBack = () =>
  rejoinMembers(club.cx(), { householdId: lee.householdId, members: [{ membershipId: rosa, fee: null }], drawDay: null, payment: null });

describe("a hold while a move waits", () => {
  test("MEM-9 MEM-12 the move begins in the hold, and the days after it are the new plan's", () => {
    used(1);
    club.advanceTo("2026-03-15");
    movesLater();
    pauses("2026-03-20", "2026-04-25");
    until("2026-03-31");
    // 12 of the 31 days were paid and frozen: 14.32 of credit.
    expect(club.balance(lee.householdId)).toMatchObject({ creditCents: 1432 });
    expect(card()).toMatchObject({ planName: "Basic", standing: "on_hold", waiting: [{ effectiveOn: "2026-04-01" }] });
    until("2026-06-01");
    expect(periodsOf(club, rosa)).toEqual([
      "2026-03-01 2026-03-20 period 2268",
      // 6 of the 30 days of 1 April – 1 May at 49.00.
      "2026-04-25 2026-05-01 stub 980",
      "2026-05-01 2026-06-01 period 4900",
      "2026-06-01 2026-07-01 period 4900",
    ]);
    expect(card()).toMatchObject({ planName: "Plus", waiting: [], benefits: [{ quantity: 4, used: 1 }] });
  });

  test("MEM-9 MEM-12 the hold is taken back first, then the move, and all is as before", () => {
    club.advanceTo("2026-03-15");
    const move = movesLater();
    const hold = pauses("2026-03-20", "2026-04-25");
    expect(refused(() => undoChange(club.cx(), { changeId: move }))).toBe("undo_later_change");
    undoChange(club.cx(), { changeId: hold });
    undoChange(club.cx(), { changeId: move });
    until("2026-05-01");
    expect(periodsOf(club, rosa)).toEqual([
      "2026-03-01 2026-04-01 period 3700",
      "2026-04-01 2026-05-01 period 3700",
      "2026-05-01 2026-06-01 period 3700",
    ]);
  });

  test("MEM-9 MEM-12 a move is not made while a hold runs, and is once it has ended", () => {
    club.advanceTo("2026-03-15");
    pauses("2026-03-15", "2026-04-20");
    expect(refused(movesLater)).toBe("change_while_on_hold");
    until("2026-03-25");
    resumeMembership(club.cx(), { membershipId: rosa, onDay: club.today() });
    club.payAll(lee.householdId);
    movesLater();
    until("2026-04-01");
    expect(periodsOf(club, rosa).at(-1)).toBe("2026-04-01 2026-05-01 period 4900");
  });
});

describe("a cancellation in a hold", () => {
  test("MEM-12 MEM-13 leaving in a pause bills nothing more, and the credit of the pause stays", () => {
    club.advanceTo("2026-03-15");
    pauses("2026-03-15", "2026-05-10");
    until("2026-04-10");
    leaves();
    until("2026-07-01");
    expect(periodsOf(club, rosa)).toEqual(["2026-03-01 2026-03-15 period 1671"]);
    expect(club.invoices(lee.householdId)).toHaveLength(1);
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 2029 });
    expect(card()).toMatchObject({ standing: "cancelled" });
  });

  test("MEM-12 MEM-13 MEM-14 back after leaving in a hold: the fee, a month covered, and the hold is over", () => {
    club.advanceTo("2026-03-15");
    pauses("2026-03-15", "2026-05-10");
    until("2026-04-10");
    leaves();
    until("2026-04-20");
    const { dueCents } = comesBack();
    // Six months of 37.00, less the credit of the pause.
    expect(dueCents).toBe(22_200 - 2029);
    club.payAll(lee.householdId);
    expect(card()).toMatchObject({ standing: "active", heldUntilOn: null });
    until("2026-06-01");
    expect(periodsOf(club, rosa)).toEqual([
      "2026-03-01 2026-03-15 period 1671",
      "2026-04-20 2026-05-20 covered 0",
      // 12 of the 31 days of 1 May – 1 June.
      "2026-05-20 2026-06-01 stub 1432",
      "2026-06-01 2026-07-01 period 3700",
    ]);
  });
});

describe("coming back", () => {
  test("MEM-14 within the benefit year the counters go on", () => {
    used(2);
    until("2026-04-10");
    leaves("end_of_paid_period");
    until("2026-06-15");
    expect(comesBack().dueCents).toBe(22_200);
    club.payAll(lee.householdId);
    expect(card()).toMatchObject({ benefits: [{ label: "Cleanings", quantity: 2, used: 2, untilOn: "2027-02-28" }] });
    until("2026-08-01");
    expect(periodsOf(club, rosa)).toEqual([
      "2026-03-01 2026-04-01 period 3700",
      "2026-04-01 2026-05-01 period 3700",
      "2026-06-15 2026-07-15 covered 0",
      // 17 of the 31 days of 1 July – 1 August.
      "2026-07-15 2026-08-01 stub 2029",
      "2026-08-01 2026-09-01 period 3700",
    ]);
  });

  test("MEM-14 after the benefit year a new one begins with the return, and the counters with it", () => {
    used(2);
    until("2026-04-10");
    leaves("end_of_paid_period");
    club.leapTo("2027-03-15");
    comesBack();
    club.payAll(lee.householdId);
    expect(card()).toMatchObject({ benefits: [{ label: "Cleanings", quantity: 2, used: 0, untilOn: "2028-03-14" }] });
    until("2027-05-01");
    expect(periodsOf(club, rosa).slice(-3)).toEqual([
      "2027-03-15 2027-04-15 covered 0",
      // 16 of the 30 days of 1 April – 1 May.
      "2027-04-15 2027-05-01 stub 1973",
      "2027-05-01 2027-06-01 period 3700",
    ]);
  });

  test("MEM-14 a return with a move that was waiting when they left: the old terms go on, the move is gone", () => {
    club.advanceTo("2026-03-15");
    movesLater();
    leaves();
    club.advanceTo("2026-03-20");
    expect(comesBack().dueCents).toBe(22_200);
    club.payAll(lee.householdId);
    expect(card()).toMatchObject({ planName: "Basic", priceCents: 3700, waiting: [] });
    until("2026-05-01");
    expect(periodsOf(club, rosa).at(-1)).toBe("2026-05-01 2026-06-01 period 3700");
  });
});
