/** Changes of the schedule: draw day, plan, period length, holds that extend, and coming back (MEM-9..14). */
import { verify } from "#db/verify.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { cancelMembership } from "./cancel.ts";
import { changeDrawDay, type DrawDayInput } from "./change-draw-day.ts";
import { openClub, periodsOf, type Club, type Family } from "./club.fixture.ts";
import { holdMembership } from "./hold.ts";
import { movePlan, type PlanMoveInput } from "./move-plan.ts";
import { rejoinMembers } from "./rejoin.ts";
import { resumeMembership } from "./resume.ts";

let club: Club;
let lee: Family;
let id: MembershipId;

function open(on: string, monthlyCents = 3700): void {
  club = openClub(on);
  lee = club.family("Lee", ["Rosa", "1980-05-05"], ["Ben", "1982-05-05"]);
  const plan = club.plan({
    name: "Basic",
    prices: [
      { months: 1, priceCents: toCents(monthlyCents) },
      { months: 12, priceCents: toCents(42500) },
    ],
  });
  const [rosa] = lee.patientIds;
  if (!rosa) throw new Error("Rosa is there");
  const enrolled = club.enrol(lee.householdId, [{ patientId: rosa, plan }]);
  id = enrolled.membershipIds[0] as MembershipId;
}

beforeEach(() => open("2026-03-01"));
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

function movesTo(prices: { monthly: number; yearly?: number }, over: Partial<PlanMoveInput> = {}) {
  const plan = club.plan({
    name: "Plus",
    prices: [
      { months: 1, priceCents: toCents(prices.monthly) },
      { months: 12, priceCents: toCents(prices.yearly ?? 50_000) },
    ],
  });
  return movePlan(club.cx(), {
    membershipId: id,
    planVersionId: plan.planVersionId,
    periodMonths: 1,
    when: "now",
    reason: "Wants more",
    ...over,
  });
}

function changesDay(over: Partial<Extract<DrawDayInput, { scope: "all_future" }>> = {}) {
  return changeDrawDay(club.cx(), {
    membershipId: id,
    scope: "all_future",
    drawDay: 12,
    towards: "later",
    reason: "Payday",
    ...over,
  });
}

describe("MEM-9 moving to another plan", () => {
  test("MEM-9 37 to 49 on 15 March of a 1 March – 1 April period: 26.87 − 20.29 = 6.58, on one invoice", () => {
    club.advanceTo("2026-03-15");
    const before = club.invoices(lee.householdId).length;
    expect(movesTo({ monthly: 4900 })).toMatchObject({ dueCents: 658, creditCents: 0 });
    const made = club.invoices(lee.householdId).slice(before);
    expect(made).toMatchObject([{ totalCents: 658, lines: 2, kind: "draw", drawOn: "2026-03-15" }]);
    club.advanceTo("2026-04-01");
    expect(periodsOf(club, id)).toEqual([
      "2026-03-01 2026-03-15 period 1671",
      "2026-03-15 2026-04-01 stub 2687",
      "2026-04-01 2026-05-01 period 4900",
    ]);
  });

  test("MEM-9 a cheaper plan now becomes household credit, which the next draw uses", () => {
    club.advanceTo("2026-03-15");
    // New 17/31 of 25.00 = 13.71, old 20.29: 6.58 more was paid.
    expect(movesTo({ monthly: 2500 })).toMatchObject({ dueCents: 0, creditCents: 658 });
    expect(club.balance(lee.householdId)).toMatchObject({ creditCents: 658, balanceCents: 0 });
    club.advanceTo("2026-04-01");
    expect(club.balance(lee.householdId)).toMatchObject({ creditCents: 0, balanceCents: 2500 - 658 });
  });

  test("MEM-9 at the next draw nothing moves today, and the new price begins with the next period", () => {
    club.advanceTo("2026-03-15");
    expect(movesTo({ monthly: 2500 }, { when: "next_draw" })).toMatchObject({ invoiceId: null, dueCents: 0 });
    club.advanceTo("2026-04-01");
    expect(periodsOf(club, id)).toEqual(["2026-03-01 2026-04-01 period 3700", "2026-04-01 2026-05-01 period 2500"]);
  });

  test("MEM-9 to the yearly price now: the old days come off, a stub to the draw day, then the year", () => {
    club.advanceTo("2026-03-15");
    // 17/31 of 37.00 come off 17/365 of 500.00.
    expect(movesTo({ monthly: 4900 }, { periodMonths: 12 })).toMatchObject({ dueCents: 2329 - 2029, creditCents: 0 });
    club.advanceTo("2026-04-01");
    expect(periodsOf(club, id)).toEqual([
      "2026-03-01 2026-03-15 period 1671",
      "2026-03-15 2026-04-01 stub 2329",
      "2026-04-01 2027-04-01 period 50000",
    ]);
  });

  test("MEM-9 one change waits at a time, and none is made on hold", () => {
    movesTo({ monthly: 2500 }, { when: "next_draw" });
    expect(refused(() => movesTo({ monthly: 2600 }))).toBe("change_pending");
    club.advanceTo("2026-04-01");
    club.payAll(lee.householdId);
    holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-04-10"), untilOn: toDay("2026-05-10"), kind: "pause", reason: "Away" });
    expect(refused(() => movesTo({ monthly: 2600 }))).toBe("change_while_on_hold");
  });
});

describe("MEM-10 paying the year", () => {
  test("MEM-10 annual 425.00 after 5 × 39.00 → 230.00 due, and the year runs from the start of the term", () => {
    club.dispose();
    open("2026-03-01", 3900);
    for (const day of ["2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"]) {
      club.advanceTo(day);
      club.payAll(lee.householdId);
    }
    club.advanceTo("2026-07-10");
    expect(movesTo({ monthly: 4900, yearly: 42_500 }, { periodMonths: 12, when: "start_of_term" })).toMatchObject({
      dueCents: 23_000,
      creditCents: 0,
    });
    expect(periodsOf(club, id)).toEqual(["2026-03-01 2027-03-01 period 42500"]);
    club.payAll(lee.householdId);
    club.advanceTo("2026-09-01");
    expect(club.balance(lee.householdId)).toMatchObject({ balanceCents: 0 });
  });

  test("MEM-10 a year with days on hold cannot be paid from its start", () => {
    club.advanceTo("2026-03-10");
    holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-03-10"), untilOn: toDay("2026-04-10"), kind: "pause", reason: "Away" });
    club.advanceTo("2026-05-02");
    expect(refused(() => movesTo({ monthly: 4900 }, { periodMonths: 12, when: "start_of_term" }))).toBe("term_has_gaps");
  });
});

describe("MEM-11 changing the draw day", () => {
  test("MEM-11 later: the gap is a stub drawn on the old day, then full dues on the new one", () => {
    club.advanceTo("2026-03-15");
    changesDay();
    club.advanceTo("2026-04-12");
    expect(periodsOf(club, id)).toEqual([
      "2026-03-01 2026-04-01 period 3700",
      // 11 of the 31 days of 12 March – 12 April.
      "2026-04-01 2026-04-12 stub 1313",
      "2026-04-12 2026-05-12 period 3700",
    ]);
    expect(club.invoices(lee.householdId).slice(-2)).toMatchObject([
      { drawOn: "2026-04-01", totalCents: 1313 },
      { drawOn: "2026-04-12", totalCents: 3700 },
    ]);
  });

  test("MEM-11 earlier: full dues on the new day less the unused days already paid", () => {
    club.advanceTo("2026-03-15");
    changesDay({ drawDay: 20, towards: "earlier" });
    club.advanceTo("2026-03-20");
    expect(periodsOf(club, id)).toEqual(["2026-03-01 2026-03-20 period 2268", "2026-03-20 2026-04-20 period 3700"]);
    // 12 of 31 days of 37.00 were paid and are not used: 14.32 comes off by itself.
    expect(club.balance(lee.householdId)).toMatchObject({ balanceCents: 3700 - 1432, creditCents: 0 });
  });

  test("MEM-11 the next draw only: its collection moves, never the period nor the draw day", () => {
    club.advanceTo("2026-03-15");
    changeDrawDay(club.cx(), { membershipId: id, scope: "next_draw", collectOn: toDay("2026-04-09"), reason: "Payday" });
    club.advanceTo("2026-04-08");
    expect(club.invoices(lee.householdId)).toHaveLength(1);
    club.advanceTo("2026-05-01");
    expect(club.invoices(lee.householdId).slice(1)).toMatchObject([{ drawOn: "2026-04-09" }, { drawOn: "2026-05-01" }]);
    expect(periodsOf(club, id)).toEqual([
      "2026-03-01 2026-04-01 period 3700",
      "2026-04-01 2026-05-01 period 3700",
      "2026-05-01 2026-06-01 period 3700",
    ]);
  });

  test("MEM-11 F-16 the next draw that was moved goes back to its own day, and the books say so", () => {
    club.advanceTo("2026-03-15");
    const collect = (on: string) => changeDrawDay(club.cx(), { membershipId: id, scope: "next_draw", collectOn: toDay(on), reason: "Payday" });
    collect("2026-04-09");
    collect("2026-04-01");
    expect(refused(() => collect("2026-04-01"))).toBe("next_draw_same");
    expect(verify(club.db).breaches).toEqual([]);
    club.advanceTo("2026-04-10");
    expect(club.invoices(lee.householdId).slice(1)).toMatchObject([{ drawOn: "2026-04-01" }]);
  });

  test("MEM-11 members on the household's day move together", () => {
    const [, ben] = lee.patientIds;
    if (!ben) throw new Error("Ben is there");
    club.enrol(lee.householdId, [{ patientId: ben, plan: club.adult }]);
    club.advanceTo("2026-03-15");
    expect(changesDay().membershipIds).toHaveLength(2);
    club.advanceTo("2026-04-12");
    expect(club.invoices(lee.householdId).slice(-2)).toMatchObject([{ lines: 2 }, { lines: 2, totalCents: 7400 }]);
  });

  test("MEM-11 at most 30 days away, never into the past, and not the same day", () => {
    const collect = (on: string) => () =>
      changeDrawDay(club.cx(), { membershipId: id, scope: "next_draw", collectOn: toDay(on), reason: "Payday" });
    club.advanceTo("2026-03-15");
    expect(refused(collect("2026-05-01"))).toBe("draw_day_too_far");
    expect(refused(collect("2026-03-14"))).toBe("draw_day_past");
    // 1 April is when it is collected anyway: nothing would change, and no change is kept.
    expect(refused(collect("2026-04-01"))).toBe("next_draw_same");
    expect(refused(() => changesDay({ drawDay: 1 }))).toBe("draw_day_same");
    expect(refused(() => changesDay({ drawDay: 10, towards: "earlier" }))).toBe("draw_day_past");
  });
});

describe("MEM-12 an extend moves the paid days behind the hold", () => {
  beforeEach(() => {
    club.dispose();
    open("2026-03-05");
    club.advanceTo("2026-03-15");
    holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-03-15"), untilOn: toDay("2026-04-15"), kind: "extend", reason: "Away" });
  });

  test("MEM-12 no money moves; 21 paid days follow the hold, then the alignment of MEM-3", () => {
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    club.advanceTo("2026-05-04");
    expect(club.invoices(lee.householdId)).toHaveLength(1);
    club.advanceTo("2026-05-05");
    club.payAll(lee.householdId);
    club.advanceTo("2026-06-05");
    expect(periodsOf(club, id)).toEqual([
      "2026-03-05 2026-03-15 period 1194",
      "2026-04-15 2026-05-06 covered 2506",
      // The stub up to the draw day after the moved days is charged on the last draw day before them.
      "2026-05-06 2026-06-05 stub 3581",
      "2026-06-05 2026-07-05 period 3700",
    ]);
    expect(club.invoices(lee.householdId).slice(1)).toMatchObject([
      { drawOn: "2026-05-05", totalCents: 3581 },
      { drawOn: "2026-06-05", totalCents: 3700 },
    ]);
  });

  test("MEM-12 ended on the day it began, the paid days go on as if nothing had been", () => {
    resumeMembership(club.cx(), { membershipId: id, onDay: toDay("2026-03-15") });
    club.advanceTo("2026-04-05");
    expect(periodsOf(club, id)).toEqual([
      "2026-03-05 2026-03-15 period 1194",
      "2026-03-15 2026-04-05 covered 2506",
      "2026-04-05 2026-05-05 period 3700",
    ]);
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 3700, creditCents: 0 });
  });

  test("MEM-12 a pause of moved days gives back what they had cost", () => {
    club.advanceTo("2026-04-15");
    holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-04-15"), untilOn: toDay("2026-05-15"), kind: "pause", reason: "Away" });
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 2506 });
  });
});

test("MEM-12 a pause that ends on the day it began bills the rest of the period again, and no day is free", () => {
  club.advanceTo("2026-03-15");
  holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-03-15"), untilOn: toDay("2026-04-15"), kind: "pause", reason: "Away" });
  expect(club.balance(lee.householdId)).toMatchObject({ creditCents: 2029 });
  resumeMembership(club.cx(), { membershipId: id, onDay: toDay("2026-03-15") });
  expect(periodsOf(club, id)).toEqual(["2026-03-01 2026-03-15 period 1671", "2026-03-15 2026-04-01 stub 2029"]);
  expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
});

describe("MEM-14 coming back", () => {
  test("MEM-14 six months of dues for each member: 37 + 25 → 372.00, with the first month included", () => {
    const [, ben] = lee.patientIds;
    if (!ben) throw new Error("Ben is there");
    const cheaper = club.plan({ name: "Cheaper", prices: [{ months: 1, priceCents: toCents(2500) }] });
    const second = club.enrol(lee.householdId, [{ patientId: ben, plan: cheaper }]).membershipIds[0] as MembershipId;
    for (const membershipId of [id, second])
      cancelMembership(club.cx(), { membershipId, when: "end_of_paid_period", onDate: null, reason: "Moving" });
    club.advanceTo("2026-06-20");
    const members = [id, second].map((membershipId) => ({ membershipId, fee: null }));
    const back = rejoinMembers(club.cx(), {
      householdId: lee.householdId,
      members,
      drawDay: 5,
      payment: { tender: "cash", amountCents: toCents(37_200), tenderedCents: toCents(40_000), reference: "" },
    });
    expect(back.dueCents).toBe(37_200);
    club.advanceTo("2026-07-05");
    club.payAll(lee.householdId);
    club.advanceTo("2026-08-05");
    expect(periodsOf(club, id)).toEqual([
      "2026-03-01 2026-04-01 period 3700",
      "2026-06-20 2026-07-20 covered 0",
      // As MEM-4: 16/31 of 37.00, charged on 5 July.
      "2026-07-20 2026-08-05 stub 1910",
      "2026-08-05 2026-09-05 period 3700",
    ]);
  });

  test("MEM-14 annual 425.00 → 212.50", () => {
    const [, ben] = lee.patientIds;
    if (!ben) throw new Error("Ben is there");
    const yearly = club.enrol(lee.householdId, [{ patientId: ben, plan: club.adult, periodMonths: 12 }]);
    const membershipId = yearly.membershipIds[0] as MembershipId;
    cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reason: "Moving" });
    const back = rejoinMembers(club.cx(), {
      householdId: lee.householdId,
      members: [{ membershipId, fee: null }],
      drawDay: null,
      payment: null,
    });
    expect(back.dueCents).toBe(21_250);
  });

  test("MEM-14 the fee may be changed with a reason, and only one who has left comes back", () => {
    const back = (cents: number, reason: string) => () =>
      rejoinMembers(club.cx(), {
        householdId: lee.householdId,
        members: [{ membershipId: id, fee: { cents: toCents(cents), reason } }],
        drawDay: null,
        payment: null,
      });
    expect(refused(back(0, "Goodwill"))).toBe("not_ended");
    cancelMembership(club.cx(), { membershipId: id, when: "now", onDate: null, reason: "Moving" });
    expect(refused(back(0, " "))).toBe("rejoin_fee_needs_reason");
    expect(back(0, "Goodwill")()).toMatchObject({ dueCents: 0 });
    club.advanceTo("2026-04-01");
    club.payAll(lee.householdId);
    club.advanceTo("2026-05-01");
    expect(periodsOf(club, id)).toEqual(["2026-03-01 2026-04-01 covered 0", "2026-04-01 2026-05-01 period 3700", "2026-05-01 2026-06-01 period 3700"]);
  });

  test("MEM-14 after a lapse a written-off period stays written off, and blocked days are not billed", () => {
    club.advanceTo("2026-05-20");
    expect(club.balance(lee.householdId).balanceCents).toBe(0);
    rejoinMembers(club.cx(), { householdId: lee.householdId, members: [{ membershipId: id, fee: null }], drawDay: null, payment: null });
    expect(club.invoices(lee.householdId).at(-1)).toMatchObject({ totalCents: 22_200 });
    club.payAll(lee.householdId);
    club.advanceTo("2026-06-01");
    club.payAll(lee.householdId);
    club.advanceTo("2026-07-01");
    expect(periodsOf(club, id).slice(-3)).toEqual([
      "2026-05-20 2026-06-20 covered 0",
      "2026-06-20 2026-07-01 stub 1357",
      "2026-07-01 2026-08-01 period 3700",
    ]);
  });
});

describe("MEM-2 a full period paid at the start", () => {
  function fullNow(): void {
    club.dispose();
    club = openClub("2026-01-10");
    lee = club.family("Lee", ["Rosa", "1980-05-05"]);
    const [rosa] = lee.patientIds;
    if (!rosa) throw new Error("Rosa is there");
    const enrolled = club.enrol(lee.householdId, [{ patientId: rosa, plan: club.plan({ name: "Basic" }) }], {
      drawDay: 20,
      firstMoney: "full_now",
    });
    id = enrolled.membershipIds[0] as MembershipId;
    club.advanceTo("2026-01-15");
  }

  test("MEM-12 MEM-2 a pause before the first draw gives back all its days: 26/31 of 37.00 = 31.03", () => {
    fullNow();
    holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-01-15"), untilOn: toDay("2026-02-20"), kind: "pause", reason: "Away" });
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 3103 });
    club.advanceTo("2026-02-20");
    expect(club.invoices(lee.householdId).at(-1)).toMatchObject({ totalCents: 3700, balanceCents: 3700 - 3103 });
  });

  test("MEM-12 MEM-2 an extend moves all its days: 26 follow the hold", () => {
    fullNow();
    holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-01-15"), untilOn: toDay("2026-02-20"), kind: "extend", reason: "Away" });
    club.advanceTo("2026-02-20");
    club.payAll(lee.householdId);
    club.advanceTo("2026-03-20");
    expect(periodsOf(club, id)).toEqual([
      "2026-01-10 2026-01-15 stub 597",
      "2026-02-20 2026-03-18 covered 3103",
      "2026-03-18 2026-03-20 stub 264",
      "2026-03-20 2026-04-20 period 3700",
    ]);
  });

  test("MEM-9 MEM-2 a move to another plan before the first draw takes all its days off", () => {
    fullNow();
    // 5/31 of 49.00 up to the 20th, less 26/31 of 37.00.
    expect(movesTo({ monthly: 4900 })).toMatchObject({ dueCents: 0, creditCents: 3103 - 790 });
  });

  test.each([
    ["a move at the next draw", () => movesTo({ monthly: 2500 }, { when: "next_draw" })],
    ["a later draw day", () => changesDay({ drawDay: 25 })],
  ])("MEM-2 the days beyond the first draw become credit with %s: 21/31 of 37.00 = 25.06", (_, change) => {
    fullNow();
    change();
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 2506 });
  });
});
