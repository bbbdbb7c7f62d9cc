import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { rehearseRun } from "../billing/rehearse.ts";
import { forecastSteps } from "../billing/forecast.ts";
import { listLettersToPrint, previewLetter } from "../dunning/print-notices.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { revisePlan, setPlanState } from "../plans/change-plan.ts";
import { listPlans, type PlanView } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { chooseAgeOut, listAgeOuts, previewAgeOut } from "./age-outs.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-09-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

/** A plan up to 18 that is grown out of into the club's adult plan. */
function young(over: Partial<PlanTerms> = {}): PlanView {
  return club.plan({ name: "Young", audience: { minAge: null, maxAgeExclusive: 18 }, prices: [{ months: 1, priceCents: toCents(2500) }], ageOutTo: club.adult.planId, ...over });
}

type Teen = { readonly householdId: HouseholdId; readonly patientId: PatientId; readonly membershipId: MembershipId };

function teen(plan: PlanView, birthOn: string | null = "2008-12-20"): Teen {
  const { householdId, patientIds } = club.family("Lee", ["Ida", birthOn]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const { membershipIds } = club.enrol(householdId, [{ patientId, plan }], { drawDay: 5 });
  return { householdId, patientId, membershipId: membershipIds[0] as MembershipId };
}

const notices = (householdId: HouseholdId): string[] =>
  club.db.read((r) =>
    r
      .all<{ kind: string; state: string; due: string; told: string | null }>("select kind, state, due_on as due, told_on as told from notice where household_id = ? order by id", householdId)
      .filter(({ kind }) => kind.startsWith("age_out"))
      .map(({ kind, state, due, told }) => `${kind} ${state} ${due} ${told}`),
  );
const draws = (householdId: HouseholdId): string[] =>
  club.invoices(householdId).filter(({ kind }) => kind === "draw").map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`);
/** One day after another; what is owed is paid in cash often enough that nobody lapses. */
function paidUntil(day: string, householdId: HouseholdId, prints = true): void {
  while (club.today() < day) {
    const next = addDays(club.today(), 20);
    club.advanceTo(next < day ? next : day, { prints });
    club.payAll(householdId);
  }
}

test("MEM-16 born 20 Dec 2008, max 18, draw day 5: moves 5 Jan 2027, notices 21 Oct and 20 Nov 2026", () => {
  const ida = teen(young({ ageOut: "auto" }));
  paidUntil("2027-02-06", ida.householdId);
  expect(notices(ida.householdId)).toEqual(["age_out_60 printed 2026-10-21 2026-10-21", "age_out_30 printed 2026-11-20 2026-11-20"]);
  expect(draws(ida.householdId)).toEqual(["2026-10-05 2500", "2026-11-05 2500", "2026-12-05 2500", "2027-01-05 3700", "2027-02-05 3700"]);
  expect(club.db.read((r) => membershipCard(r, ida.membershipId, club.today()))).toMatchObject({ planName: "Adult", priceCents: 3700, standing: "active" });
  // The used and unused benefits are those of the same benefit year, and there is no activation fee.
  expect(club.invoices(ida.householdId).filter(({ kind }) => kind !== "draw")).toHaveLength(1);
  expect(club.runNow().invoicesMade).toBe(0);
});

describe("MEM-16 the rule of the plan", () => {
  test("MEM-16 ask: the member stays, and a person decides, before the birthday or after it", () => {
    const ida = teen(young());
    paidUntil("2027-01-06", ida.householdId);
    expect(draws(ida.householdId).at(-1)).toBe("2027-01-05 2500");
    expect(listAgeOuts(club.cx())).toMatchObject([{ membershipId: ida.membershipId, state: "decide", birthdayOn: "2026-12-20", movesOn: "2027-02-05", oldCents: 2500, newCents: 3700, chosen: null }]);
    chooseAgeOut(club.cx(), { membershipId: ida.membershipId, choice: "move", reason: "Talked with her mother" });
    expect(listAgeOuts(club.cx())).toMatchObject([{ state: "moves", chosen: { choice: "move", reason: "Talked with her mother" } }]);
    paidUntil("2027-03-06", ida.householdId);
    expect(draws(ida.householdId).slice(-2)).toEqual(["2027-02-05 3700", "2027-03-05 3700"]);
    expect(listAgeOuts(club.cx())).toEqual([]);
  });

  test("MEM-16 whoever is to stay stays, and is written to no more; that can be taken back", () => {
    const ida = teen(young({ ageOut: "auto" }));
    paidUntil("2026-10-20", ida.householdId);
    club.advanceTo("2026-10-21", { prints: false });
    expect(listLettersToPrint(club.cx()).map(({ kind }) => kind)).toEqual(["age_out_60"]);
    chooseAgeOut(club.cx(), { membershipId: ida.membershipId, choice: "stay", reason: "Still at school" });
    // The letter that waited is not true any more.
    expect(listLettersToPrint(club.cx())).toEqual([]);
    paidUntil("2027-01-06", ida.householdId);
    expect(notices(ida.householdId)).toEqual(["age_out_60 cancelled 2026-10-21 null"]);
    expect(draws(ida.householdId).at(-1)).toBe("2027-01-05 2500");
    chooseAgeOut(club.cx(), { membershipId: ida.membershipId, choice: "plan", reason: "School is over" });
    paidUntil("2027-02-06", ida.householdId);
    expect(draws(ida.householdId).at(-1)).toBe("2027-02-05 3700");
  });

  test("MEM-16 never: nothing happens and nobody is asked", () => {
    const ida = teen(young({ ageOut: "never" }));
    paidUntil("2027-01-06", ida.householdId);
    expect([notices(ida.householdId), draws(ida.householdId).at(-1)]).toEqual([[], "2027-01-05 2500"]);
    expect(listAgeOuts(club.cx())).toMatchObject([{ state: "stays", chosen: null }]);
  });

  test.each([
    ["without a successor", () => young({ ageOut: "auto", ageOutTo: null }), "no_successor"],
    ["with one that is closed", () => {
      const plan = young({ ageOut: "auto" });
      setPlanState(club.cx(), { planId: club.adult.planId, version: club.adult.version, state: "closed" });
      return plan;
    }, "successor_unfit"],
    ["with one for older people", () => young({ ageOut: "auto", ageOutTo: club.plan({ name: "Golden", audience: { minAge: 65, maxAgeExclusive: null } }).planId }), "successor_unfit"],
  ])("MEM-16 auto %s: the member stays, without letters, and the desk is told why", (_, make, state) => {
    const ida = teen(make());
    paidUntil("2027-01-06", ida.householdId);
    expect([notices(ida.householdId), draws(ida.householdId).at(-1)]).toEqual([[], "2027-01-05 2500"]);
    expect(listAgeOuts(club.cx())).toMatchObject([{ state, membershipId: ida.membershipId }]);
    expect(refusalOf(() => chooseAgeOut(club.cx(), { membershipId: ida.membershipId, choice: "move", reason: "Now" }))).toBe("age_out_no_successor");
    expect(listAgeOuts(club.cx())).toMatchObject([{ chosen: null }]);
  });

  test("MEM-16 without a birth date there is a task, and nothing else", () => {
    const ida = teen(young({ ageOut: "auto" }), null);
    expect(listAgeOuts(club.cx())).toMatchObject([{ membershipId: ida.membershipId, state: "no_birth_date", birthdayOn: null }]);
    expect(refusalOf(() => chooseAgeOut(club.cx(), { membershipId: ida.membershipId, choice: "stay", reason: "No" }))).toBe("age_out_not_ahead");
  });
});

describe("MEM-16 with the computer off", () => {
  test("MEM-16 BIL-3 the move is made with its own draw, however late", () => {
    const ida = teen(young({ ageOut: "auto" }));
    paidUntil("2026-11-21", ida.householdId);
    club.leapTo("2027-01-20");
    expect(draws(ida.householdId).slice(-2)).toEqual(["2026-12-05 2500", "2027-01-05 3700"]);
    expect(periodsOf(club, ida.membershipId).at(-1)).toBe("2027-01-05 2027-02-05 period 3700");
    expect(club.runNow().invoicesMade).toBe(0);
  });

  test("MEM-16 two letters that came due together are one: the later", () => {
    const ida = teen(young({ ageOut: "auto" }));
    paidUntil("2026-10-06", ida.householdId);
    club.leapTo("2026-11-25");
    expect(notices(ida.householdId)).toEqual(["age_out_60 skipped 2026-10-21 null", "age_out_30 queued 2026-11-20 null"]);
    club.runNow();
    expect(notices(ida.householdId)).toHaveLength(2);
  });
});

describe("MEM-21 what is shown is what happens", () => {
  test("MEM-16 BIL-4 BIL-5 the preview, the card, the rehearsal and the forecast name the draw of the move as it is made", () => {
    const plan = young();
    const ida = teen(plan);
    paidUntil("2026-12-06", ida.householdId);
    const choice = { membershipId: ida.membershipId, choice: "move", reason: "Wished" } as const;
    const preview = previewAgeOut(club.cx(), choice);
    expect(preview.sentence).toBe("With the draw of 5 Jan 2027 the member moves to Adult, at 37.00. No activation fee; used benefits carry over.");
    // Nothing of the preview stays.
    expect(listAgeOuts(club.cx())).toMatchObject([{ state: "decide" }]);
    chooseAgeOut(club.cx(), choice);
    const shown = preview.nextDraws.map(({ on, cents }) => `${on} ${cents}`);
    expect(shown).toEqual(["2027-01-05 3700", "2027-02-05 3700", "2027-03-05 3700"]);
    expect(club.db.read((r) => membershipCard(r, ida.membershipId, club.today()))).toMatchObject({ planName: "Young", nextDrawCents: 3700 });
    const rehearsed = rehearseRun(club.cx(), toDay("2027-01-05")).rows.map(({ drawOn, cents }) => `${drawOn} ${cents}`);
    const forecast = club.db.read((r) => {
      const steps = forecastSteps(r, club.today(), null);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value.base.months.slice(1, 4).map(({ cents }) => Number(cents));
      }
    });
    paidUntil("2027-03-06", ida.householdId);
    expect(draws(ida.householdId).slice(-3)).toEqual(shown);
    expect([rehearsed, forecast]).toEqual([[shown[0]], [3700, 3700, 3700]]);
  });

  test("MEM-16 the letter says who moves, when and at what price, and asks where a person decides", () => {
    const ida = teen(young({ ageOut: "auto" }));
    paidUntil("2026-10-20", ida.householdId);
    club.advanceTo("2026-10-21", { prints: false });
    const [letter] = listLettersToPrint(club.cx());
    if (!letter) throw new Error("a letter waits");
    const { body } = previewLetter(club.cx(), letter.noticeId);
    expect(body).toContain("With the payment of Jan 5, 2027 Ida Lee moves to the plan Adult, at $37.00 a month.");
    expect(body).toContain("Ida Lee has a birthday on Dec 20, 2026");
    const { planId, version, terms } = listed("Young");
    const revised = revisePlan(club.cx(), { planId, version, terms: { ...terms, ageOut: "ask" } });
    expect(revised.versionNumber).toBe(2);
    // The age is what was sold; what is done at it is the office's rule of today.
    expect(previewLetter(club.cx(), letter.noticeId).body).toContain("The plan for this age is Adult, at $37.00 a month. Please talk to us");
    expect(ida.membershipId).toBeGreaterThan(0);
  });

  test("MEM-16 PPL-11 a plan to go to that was forgotten can be named for members who are there", () => {
    const ida = teen(young({ ageOut: "auto", ageOutTo: null }));
    paidUntil("2026-12-21", ida.householdId);
    expect(listAgeOuts(club.cx())).toMatchObject([{ state: "no_successor" }]);
    const { planId, version, terms } = listed("Young");
    revisePlan(club.cx(), { planId, version, terms: { ...terms, ageOutTo: club.adult.planId } });
    expect(listAgeOuts(club.cx())).toMatchObject([{ state: "moves", movesOn: "2027-01-05", newCents: 3700 }]);
    paidUntil("2027-01-06", ida.householdId);
    expect(draws(ida.householdId).at(-1)).toBe("2027-01-05 3700");
  });
});

function listed(name: string): PlanView {
  const plan = listPlans(club.cx()).find((one) => one.name === name);
  if (!plan) throw new Error(name);
  return plan;
}
