/** One member of a family changes, the others do not (MEM-4, MEM-6, MEM-11..14): lines of one invoice, one at a time. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { cancelMembership, type CancelInput } from "./cancel.ts";
import { previewCancel } from "./preview-cancel.ts";
import { undoCancel } from "./undo-cancel.ts";
import { changeDrawDay } from "./change-draw-day.ts";
import { openClub, periodsOf, type Club, type Family } from "./club.fixture.ts";
import { holdMembership, previewHold } from "./hold.ts";
import { membershipCard } from "./membership-card.ts";
import { rejoinMembers } from "./rejoin.ts";

let club: Club;
let lee: Family;
let rosa: MembershipId;
let ben: MembershipId;

beforeEach(() => {
  club = openClub("2026-01-05");
  lee = club.family("Lee", ["Rosa", "1980-05-05"], ["Ben", "1982-05-05"], ["Mia", "2018-05-05"]);
  const [first, second] = lee.patientIds;
  if (!first || !second) throw new Error("Rosa and Ben are there");
  const enrolled = club.enrol(lee.householdId, [
    { patientId: first, plan: club.adult },
    { patientId: second, plan: club.adult },
  ]);
  [rosa, ben] = enrolled.membershipIds as [MembershipId, MembershipId];
});
afterEach(() => {
  club.runNow();
  expect(club.runNow()).toMatchObject({ invoicesMade: 0, held: [] });
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const leaving = (membershipId: MembershipId, when: CancelInput["when"] = "now", onDate: string | null = null): CancelInput => ({
  membershipId,
  when,
  onDate: onDate === null ? null : toDay(onDate),
  reason: "Moving",
});
const balance = (): number => club.balance(lee.householdId).balanceCents;
const draws = () => club.invoices(lee.householdId).slice(1).map(({ drawOn, totalCents, balanceCents, lines }) => ({ drawOn, totalCents, balanceCents, lines }));
const standing = (id: MembershipId): string => club.db.read((r) => membershipCard(r, id, club.today()).standing);
const hold = (membershipId: MembershipId, from: string, until: string) =>
  ({ membershipId, fromOn: toDay(from), untilOn: toDay(until), kind: "pause", reason: "Away" }) as const;

describe("MEM-13 one of two leaves", () => {
  test("MEM-13 on the unpaid draw day: their line comes off by a credit note, the other's stays", () => {
    club.advanceTo("2026-02-05");
    expect(draws()).toEqual([{ drawOn: "2026-02-05", totalCents: 7400, balanceCents: 7400, lines: 2 }]);
    cancelMembership(club.cx(), leaving(ben));
    expect(draws()).toEqual([{ drawOn: "2026-02-05", totalCents: 7400, balanceCents: 3700, lines: 2 }]);
    expect([standing(rosa), standing(ben)]).toEqual(["active", "cancelled"]);
    club.payAll(lee.householdId);
    club.advanceTo("2026-03-05");
    expect(draws().at(-1)).toEqual({ drawOn: "2026-03-05", totalCents: 3700, balanceCents: 3700, lines: 1 });
    expect(periodsOf(club, ben)).toEqual(["2026-01-05 2026-02-05 period 3700"]);
  });

  test("MEM-13 both on the unpaid draw day: nothing is owed for days that nobody has", () => {
    club.advanceTo("2026-02-05");
    for (const id of [rosa, ben]) cancelMembership(club.cx(), leaving(id));
    expect(balance()).toBe(0);
    expect(club.advanceTo("2026-04-06").every(({ invoicesMade }) => invoicesMade === 0)).toBe(true);
  });

  test("MEM-13 after the draw was paid nothing comes back by itself, and the other goes on", () => {
    club.advanceTo("2026-02-05");
    club.payAll(lee.householdId);
    cancelMembership(club.cx(), leaving(ben));
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    club.advanceTo("2026-03-05");
    expect(draws().at(-1)).toMatchObject({ totalCents: 3700, lines: 1 });
  });

  test.each([
    [2000, 1700, 0],
    [3700, 0, 0],
    [5000, 0, 1300],
  ])("MEM-13 with %d of the family's 7400 paid: %d is still owed and %d is credit", (paid, balanceCents, creditCents) => {
    club.advanceTo("2026-02-05");
    takeAtDesk(club.cx(), {
      householdId: lee.householdId,
      tender: "cash",
      amountCents: toCents(paid),
      tenderedCents: null,
      reference: "",
      choices: null,
      note: "",
    });
    cancelMembership(club.cx(), leaving(ben));
    expect(club.balance(lee.householdId)).toEqual({ balanceCents, creditCents });
    // No money has moved since, so that it can be taken back within the day.
    undoCancel(club.cx(), ben);
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 7400 - paid, creditCents: 0 });
    club.advanceTo("2026-03-05");
    expect(draws().at(-1)).toMatchObject({ totalCents: 7400, lines: 2 });
  });

  test("MEM-13 on a date ahead the draws until then have both, and the preview says so", () => {
    const preview = previewCancel(club.cx(), leaving(ben, "on_date", "2026-03-10"));
    expect(preview.nextDraws.map(({ on, cents }) => `${on} ${cents}`)).toEqual(["2026-02-05 3700", "2026-03-05 3700"]);
    cancelMembership(club.cx(), leaving(ben, "on_date", "2026-03-10"));
    expect(standing(ben)).toBe("cancelling");
    for (const day of ["2026-02-05", "2026-03-05", "2026-04-05"]) {
      club.advanceTo(day);
      club.payAll(lee.householdId);
    }
    expect(draws().map(({ totalCents, lines }) => `${totalCents} ${lines}`)).toEqual(["7400 2", "7400 2", "3700 1"]);
    expect(standing(ben)).toBe("cancelled");
  });

  test("MEM-13 a day that has passed cannot be the last one", () => {
    club.advanceTo("2026-01-20");
    expect(refusalOf(() => cancelMembership(club.cx(), leaving(ben, "on_date", "2026-01-19")))).toBe("cancel_too_early");
    expect(standing(ben)).toBe("active");
  });

  test("MEM-13 undone for one, the other still leaves", () => {
    for (const id of [rosa, ben]) cancelMembership(club.cx(), leaving(id, "end_of_paid_period"));
    undoCancel(club.cx(), ben);
    expect(refusalOf(() => undoCancel(club.cx(), ben))).toBe("not_cancelled");
    club.advanceTo("2026-02-05");
    expect(draws()).toMatchObject([{ totalCents: 3700, lines: 1 }]);
    expect([standing(rosa), standing(ben)]).toEqual(["cancelled", "active"]);
  });
});

describe("MEM-12 one of two is on hold", () => {
  test("MEM-12 a pause gives back only their days, and the other is drawn as ever", () => {
    club.advanceTo("2026-01-20");
    expect(previewHold(club.cx(), hold(ben, "2026-01-20", "2026-02-25"))).toMatchObject({ creditCents: 1910 });
    holdMembership(club.cx(), hold(ben, "2026-01-20", "2026-02-25"));
    expect(club.balance(lee.householdId).creditCents).toBe(1910);
    club.advanceTo("2026-02-05");
    expect(draws()).toEqual([{ drawOn: "2026-02-05", totalCents: 3700, balanceCents: 3700 - 1910, lines: 1 }]);
    club.payAll(lee.householdId);
    club.advanceTo("2026-03-05");
    // Ben's stub of 8 days is a charge of its own on the day his hold ends; then they are together again.
    expect(draws().slice(1).map(({ drawOn, totalCents, lines }) => `${drawOn} ${totalCents} ${lines}`)).toEqual(["2026-02-25 1057 1", "2026-03-05 7400 2"]);
    // Nobody has paid the stub, which is Ben's alone.
    expect([standing(rosa), standing(ben)]).toEqual(["active", "past_due"]);
  });

  test("MEM-12 on the unpaid draw day their line comes off the invoice instead of becoming credit", () => {
    club.advanceTo("2026-02-04");
    holdMembership(club.cx(), hold(ben, "2026-02-10", "2026-03-10"));
    club.advanceTo("2026-02-05");
    expect(balance()).toBe(7400);
    club.advanceTo("2026-02-10");
    // 23 of 28 days of 37.00.
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 7400 - 3039, creditCents: 0 });
  });
});

describe("MEM-11 MEM-4 the household's day", () => {
  test("MEM-11 whoever is on hold stands in the way of moving the household's day", () => {
    holdMembership(club.cx(), hold(ben, "2026-02-01", "2026-03-10"));
    const wanted = { membershipId: ben, scope: "all_future", drawDay: 12, towards: "later", reason: "Payday" } as const;
    expect(refusalOf(() => changeDrawDay(club.cx(), wanted))).toBe("change_while_on_hold");
    club.advanceTo("2026-01-20");
    expect(periodsOf(club, rosa)).toEqual(["2026-01-05 2026-02-05 period 3700"]);
  });

  test("MEM-11 asked for one, both move, and a child who joins afterwards is aligned to the new day", () => {
    const [, , mia] = lee.patientIds;
    if (!mia) throw new Error("Mia is there");
    const moved = changeDrawDay(club.cx(), { membershipId: ben, scope: "all_future", drawDay: 12, towards: "later", reason: "Payday" });
    expect(moved.membershipIds).toEqual([rosa, ben]);
    club.advanceTo("2026-02-12");
    club.payAll(lee.householdId);
    club.advanceTo("2026-02-20");
    const { membershipIds } = club.enrol(lee.householdId, [{ patientId: mia, plan: club.child }]);
    club.advanceTo("2026-03-12");
    // 20 of the 28 days of 12 February – 12 March of 25.00.
    expect(periodsOf(club, membershipIds[0])).toEqual(["2026-02-20 2026-03-12 stub 1786", "2026-03-12 2026-04-12 period 2500"]);
    expect(draws().at(-1)).toMatchObject({ drawOn: "2026-03-12", totalCents: 9900, lines: 3 });
  });

  test("MEM-11 the next draw collected later moves both, once", () => {
    changeDrawDay(club.cx(), { membershipId: rosa, scope: "next_draw", collectOn: toDay("2026-02-15"), reason: "Payday" });
    club.advanceTo("2026-02-14");
    expect(draws()).toEqual([]);
    club.advanceTo("2026-02-15");
    club.payAll(lee.householdId);
    club.advanceTo("2026-03-05");
    expect(draws().map(({ drawOn, lines }) => `${drawOn} ${lines}`)).toEqual(["2026-02-15 2", "2026-03-05 2"]);
  });
});

describe("MEM-14 one of two comes back", () => {
  test("MEM-14 aligned to the day on which the other still draws", () => {
    cancelMembership(club.cx(), leaving(ben, "end_of_paid_period"));
    for (const day of ["2026-02-05", "2026-03-05"]) {
      club.advanceTo(day);
      club.payAll(lee.householdId);
    }
    club.advanceTo("2026-03-20");
    const back = rejoinMembers(club.cx(), {
      householdId: lee.householdId,
      members: [{ membershipId: ben, fee: null }],
      drawDay: null,
      payment: null,
    });
    expect(back.dueCents).toBe(6 * 3700);
    club.payAll(lee.householdId);
    club.advanceTo("2026-04-05");
    // The fee pays through 20 April; the 15 days to 5 May go with Rosa's draw of 5 April.
    expect(draws().at(-1)).toMatchObject({ drawOn: "2026-04-05", totalCents: 3700 + 1850, lines: 2 });
    club.payAll(lee.householdId);
    club.advanceTo("2026-05-05");
    expect(draws().at(-1)).toMatchObject({ drawOn: "2026-05-05", totalCents: 7400, lines: 2 });
  });

  test("MEM-14 a member of another household is not taken back here, and nobody is when one cannot be", () => {
    const ortiz = club.family("Ortiz", ["Ana", "1980-01-01"]);
    cancelMembership(club.cx(), leaving(ben));
    const back = (householdId: Family["householdId"], ...ids: readonly MembershipId[]) => () =>
      rejoinMembers(club.cx(), {
        householdId,
        members: ids.map((membershipId) => ({ membershipId, fee: null })),
        drawDay: null,
        payment: null,
      });
    expect(refusalOf(back(ortiz.householdId, ben))).toBe("patient_of_other_household");
    expect(refusalOf(back(lee.householdId, ben, rosa))).toBe("not_ended");
    expect(standing(ben)).toBe("cancelled");
    expect(club.invoices(lee.householdId)).toHaveLength(1);
  });

  test("MEM-14 a payment that is not what is due is refused, and nothing has happened", () => {
    cancelMembership(club.cx(), leaving(ben));
    const pays = (cents: number) => () =>
      rejoinMembers(club.cx(), {
        householdId: lee.householdId,
        members: [{ membershipId: ben, fee: null }],
        drawDay: null,
        payment: { tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "" },
      });
    expect(refusalOf(pays(22_199))).toBe("first_payment_wrong");
    expect(refusalOf(pays(22_201))).toBe("first_payment_wrong");
    expect(standing(ben)).toBe("cancelled");
    expect(pays(22_200)()).toMatchObject({ dueCents: 22_200 });
    expect(balance()).toBe(0);
  });
});
