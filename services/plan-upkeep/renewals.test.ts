import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { forecastSteps } from "../billing/forecast.ts";
import { listLettersToPrint, previewLetter } from "../dunning/print-notices.ts";
import { refusalOf } from "#db/testing.ts";
import { toCents } from "#domain/money.ts";
import { changeDrawDay } from "../memberships/change-draw-day.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { renewTerm } from "./renew-term.ts";
import { listRenewals } from "./renewals.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-01-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  expect(club.runNow().invoicesMade).toBe(0);
  club.dispose();
});

type Member = { readonly householdId: HouseholdId; readonly membershipId: MembershipId };
function member(over: Partial<PlanTerms> = {}, months: 1 | 12 = 1): Member {
  const plan = club.plan({ name: "Term", commitmentPeriods: 6, ...over });
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const { membershipIds } = club.enrol(householdId, [{ patientId, plan, periodMonths: months }]);
  return { householdId, membershipId: membershipIds[0] as MembershipId };
}
function paidUntil(day: string, { householdId }: Member, prints = true): void {
  while (club.today() < day) {
    const next = addDays(club.today(), 20);
    club.advanceTo(next < day ? next : day, { prints });
    club.payAll(householdId);
  }
}
const letters = ({ householdId }: Member): string[] =>
  club.db.read((r) =>
    r
      .all<{ kind: string; state: string; due: string }>("select kind, state, due_on as due from notice where household_id = ? and kind like 'renewal%' order by id", householdId)
      .map(({ kind, state, due }) => `${kind} ${state} ${due}`),
  );
const drawDays = ({ householdId }: Member): string[] => club.invoices(householdId).filter(({ kind }) => kind === "draw").map(({ drawOn }) => `${drawOn}`);
const standing = ({ membershipId }: Member) => club.db.read((r) => membershipCard(r, membershipId, club.today()));

test("MEM-18 six months promised from 5 January: letters on 5 and 21 June, and the draws go on, with the next term's letters half a year later", () => {
  const rosa = member();
  paidUntil("2026-07-06", rosa);
  expect(letters(rosa)).toEqual(["renewal_30 printed 2026-06-05", "renewal_14 printed 2026-06-21"]);
  expect(drawDays(rosa).at(-1)).toBe("2026-07-05");
  paidUntil("2027-01-06", rosa);
  expect(letters(rosa).slice(2)).toEqual(["renewal_30 printed 2026-12-06", "renewal_14 printed 2026-12-22"]);
});

test("MEM-18 month to month has no term, so nobody is written to", () => {
  const rosa = member({ commitmentPeriods: 0 });
  paidUntil("2027-01-06", rosa);
  expect(letters(rosa)).toEqual([]);
  expect(listRenewals(club.cx())).toEqual([]);
});

describe("MEM-18 a plan that does not renew by itself", () => {
  test("MEM-18 the end is entered with the first letter, and after the term nothing is drawn", () => {
    const rosa = member({ autoRenew: false });
    paidUntil("2026-06-04", rosa);
    expect(standing(rosa)).toMatchObject({ standing: "active", endsOn: null });
    // The forecast knows of the end before it is entered.
    const forecast = club.db.read((r) => {
      const steps = forecastSteps(r, club.today(), null);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value.base.draws;
      }
    });
    expect(forecast).toBe(1);
    paidUntil("2026-06-06", rosa);
    expect(standing(rosa)).toMatchObject({ standing: "cancelling", endsOn: "2026-07-05" });
    expect(listRenewals(club.cx())).toMatchObject([{ what: "ends", renewsOn: "2026-07-05", letters: [{ kind: "renewal_30", state: "printed" }] }]);
    paidUntil("2026-09-06", rosa);
    expect(drawDays(rosa)).toEqual(["2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05", "2026-06-05"]);
    expect(standing(rosa).standing).toBe("expired");
    expect(letters(rosa)).toEqual(["renewal_30 printed 2026-06-05", "renewal_14 printed 2026-06-21"]);
  });

  test("MEM-18 whoever wishes to go on goes on for another term, and is asked again then", () => {
    const rosa = member({ autoRenew: false });
    paidUntil("2026-06-10", rosa);
    renewTerm(club.cx(), { membershipId: rosa.membershipId, reason: "Wishes to go on" });
    expect(refusalOf(() => renewTerm(club.cx(), { membershipId: rosa.membershipId, reason: "Again" }))).toBe("term_does_not_end");
    paidUntil("2026-07-06", rosa);
    expect([standing(rosa).endsOn, drawDays(rosa).at(-1)]).toEqual([null, "2026-07-05"]);
    paidUntil("2026-12-07", rosa);
    expect(standing(rosa).endsOn).toBe("2027-01-05");
  });

  test("MEM-18 BIL-3 with the computer off over the end, the days after it are not billed", () => {
    const rosa = member({ autoRenew: false });
    paidUntil("2026-05-20", rosa);
    club.leapTo("2026-08-20");
    expect(periodsOf(club, rosa.membershipId).at(-1)).toBe("2026-06-05 2026-07-05 period 3700");
    club.payAll(rosa.householdId);
    expect(standing(rosa).standing).toBe("expired");
  });
});

describe("MEM-18 what the letter says", () => {
  const body = (): string => {
    const [letter] = listLettersToPrint(club.cx()).filter(({ kind }) => kind === "renewal_30");
    if (!letter) throw new Error("a letter waits");
    return previewLetter(club.cx(), letter.noticeId).body;
  };

  test("MEM-18 paid by hand: the amount, the day, and that it may be paid earlier", () => {
    const rosa = member({ commitmentPeriods: 0 }, 12);
    paidUntil("2026-12-05", rosa);
    club.advanceTo("2026-12-06", { prints: false });
    expect(body()).toContain("The next one begins on Jan 5, 2027.");
    expect(body()).toContain("The next payment of $425.00 is due on Jan 5, 2027. You can pay at our front desk");
    expect(listRenewals(club.cx())).toMatchObject([{ what: "renews_by_hand", priceCents: 42_500, isPaidUp: true }]);
    paidUntil("2027-01-06", rosa);
    expect(periodsOf(club, rosa.membershipId).at(-1)).toBe("2027-01-05 2028-01-05 period 42500");
  });

  test("MEM-18 a membership that ends by itself: its last day", () => {
    const rosa = member({ autoRenew: false });
    paidUntil("2026-06-04", rosa);
    club.advanceTo("2026-06-05", { prints: false });
    expect(body()).toContain("its last day is Jul 4, 2026");
    club.payAll(rosa.householdId);
  });

  test("MEM-18 whoever leaves before the end of the term is not written to, and a letter that waits is taken off", () => {
    const rosa = member();
    paidUntil("2026-06-04", rosa);
    club.advanceTo("2026-06-06", { prints: false });
    club.payAll(rosa.householdId);
    expect(listLettersToPrint(club.cx()).map(({ kind }) => kind)).toContain("renewal_30");
    cancelMembership(club.cx(), { membershipId: rosa.membershipId, when: "now", onDate: null, reason: "Moves away" } as never);
    expect(listLettersToPrint(club.cx()).map(({ kind }) => kind)).not.toContain("renewal_30");
    paidUntil("2026-07-06", rosa);
    expect(letters(rosa)).toEqual(["renewal_30 cancelled 2026-06-05"]);
  });
});


describe("MEM-18 terms of other lengths", () => {
  test("MEM-18 a commitment of four quarters is a year, and its letters come once", () => {
    const plan = club.plan({ name: "Quarters", prices: [{ months: 3, priceCents: toCents(9900) }], commitmentPeriods: 4 });
    const { householdId, patientIds } = club.family("Ortiz", ["Ben", "1979-01-01"]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    const { membershipIds } = club.enrol(householdId, [{ patientId, plan, periodMonths: 3 }]);
    const ben: Member = { householdId, membershipId: membershipIds[0] as MembershipId };
    paidUntil("2027-01-06", ben);
    expect(letters(ben)).toEqual(["renewal_30 printed 2026-12-06", "renewal_14 printed 2026-12-22"]);
    expect(drawDays(ben)).toEqual(["2026-04-05", "2026-07-05", "2026-10-05", "2027-01-05"]);
  });

  test("MEM-18 MEM-11 after another draw day the letters name the day that is drawn, and no paid period is split at the end", () => {
    const rosa = member({ autoRenew: false });
    paidUntil("2026-02-10", rosa);
    changeDrawDay(club.cx(), { membershipId: rosa.membershipId, scope: "all_future", drawDay: 20, towards: "later", reason: "Payday" });
    paidUntil("2026-08-21", rosa);
    // Six months from the first dues day end on 5 July: the period that reaches over it is the last.
    expect(periodsOf(club, rosa.membershipId).at(-1)).toMatch(/ 2026-07-20 period 3700$/);
    expect(letters(rosa)).toEqual(["renewal_30 printed 2026-06-20", "renewal_14 printed 2026-07-06"]);
    expect(standing(rosa).standing).toBe("expired");
  });

  test("MEM-18 two letters that came due together are one: the later", () => {
    const rosa = member();
    paidUntil("2026-05-20", rosa);
    club.leapTo("2026-06-25");
    club.payAll(rosa.householdId);
    expect(letters(rosa)).toEqual(["renewal_30 skipped 2026-06-05", "renewal_14 queued 2026-06-21"]);
  });
});
