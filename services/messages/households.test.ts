/** DOC-12: the message goes to who pays: a guardian, the household two became, the household somebody left. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { mergeHouseholds } from "../households/merge-households.ts";
import { undoHouseholdMerge } from "../households/undo-merge.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { movePatient } from "../people/move-patient.ts";
import { refundDues } from "../refunds/refund-dues.ts";
import { viewRefundable } from "../refunds/refundable.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

let club: TellingClub;
beforeEach(() => (club = openTellingClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Home = { readonly householdId: HouseholdId; readonly patientIds: readonly PatientId[]; readonly ids: readonly MembershipId[] };

function home(last: string, ...people: readonly (readonly [string, string])[]): Home {
  const { householdId, patientIds } = club.family(last, ...people.map(([first, birthOn]): [string, string] => [first, birthOn]));
  const { membershipIds } = club.enrol(
    householdId,
    patientIds.map((patientId, index) => ({ patientId, plan: (people[index]?.[1] ?? "") > "2014" ? club.child : club.adult })),
  );
  return { householdId, patientIds, ids: membershipIds };
}
const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error("there is one");
  return one;
};

describe("DOC-12 who is written to", () => {
  test("DOC-12 a child's membership: the letter is the guardian's, and names the child", () => {
    const { householdId, patientIds } = club.family("Kim", ["Ann", "1980-01-01"], ["Cy", "2018-01-01"]);
    club.enrol(householdId, [{ patientId: patientIds[1] ?? first(patientIds), plan: club.child }]);
    const { body } = club.words(householdId, "signup");
    expect(body).toContain("Dear Ann Kim,");
    expect(body).toContain("Cy Kim, Child: $25.00 a month");
    expect(body).not.toContain("Ann Kim, ");
  });

  test("DOC-12 of a child who leaves the guardian reads the last day", () => {
    const kim = home("Kim", ["Ann", "1980-01-01"], ["Cy", "2018-01-01"]);
    cancelMembership(club.cx(), { membershipId: kim.ids[1] ?? first(kim.ids), when: "end_of_paid_period", onDate: null, reason: "Moves" });
    const { body } = club.words(kim.householdId, "cancelled");
    expect(body).toContain("Dear Ann Kim,");
    expect(body).toContain("the membership of Cy Kim ends");
  });
});

describe("DOC-12 PPL-4 two households become one", () => {
  test("DOC-12 PPL-4 what waited for the one that is gone goes to the other, once; with the merge undone it goes back", () => {
    const lee = home("Lee", ["Rosa", "1984-03-07"]);
    const ortiz = home("Ortiz", ["Ana", "1980-01-01"]);
    const [paid] = viewRefundable(club.cx(), first(ortiz.ids)).payments;
    if (!paid) throw new Error("something was paid");
    refundDues(club.cx(), { membershipId: first(ortiz.ids), paymentId: paid.paymentId, invoiceId: paid.invoiceId, cents: toCents(1000), by: "check", owedAgain: false, reason: "Kindness", cancel: null });
    const { mergeId } = mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
    expect(club.told(ortiz.householdId)).toEqual([]);
    expect(club.told(lee.householdId).toSorted()).toEqual(["refunded queued letter", "signup queued letter", "signup queued letter"]);
    expect(club.words(lee.householdId, "refunded").body).toContain("$10.00 comes to you as a check.");
    expect(club.words(lee.householdId, "signup").body).toContain("Ana Ortiz, Adult");
    undoHouseholdMerge(club.cx(), { mergeId });
    expect(club.told(ortiz.householdId)).toEqual(["signup queued letter", "refunded queued letter"]);
    expect(club.words(ortiz.householdId, "refunded").body).toContain("$10.00 comes to you as a check.");
  });

  test("DOC-12 PPL-4 who joins the one household on the day is told with what waits there", () => {
    const lee = home("Lee", ["Rosa", "1984-03-07"]);
    const ortiz = home("Ortiz", ["Ana", "1980-01-01"]);
    club.printLetters();
    mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
    const ben = club.join(lee.householdId, "Ben", "Lee", "1985-01-01");
    const eve = club.join(lee.householdId, "Eve", "Lee", "1986-01-01");
    for (const patientId of [ben, eve]) club.enrol(lee.householdId, [{ patientId, plan: club.adult }]);
    expect(club.waiting(lee.householdId, "signup")).toHaveLength(1);
    const { body } = club.words(lee.householdId, "signup");
    expect(body).toMatch(/Ben Lee, Adult: .*\nEve Lee, Adult: /u);
    expect(body).not.toContain("Ana Ortiz");
  });
});

describe("DOC-12 PPL-3 who moves to an own account", () => {
  test("DOC-12 PPL-3 what was done before is told to the household that asked, what comes after to the new one", () => {
    const lee = home("Lee", ["Rosa", "1964-03-07"], ["Ben", "1998-01-01"]);
    const [, ben] = lee.patientIds;
    const [, membershipId] = lee.ids;
    if (ben === undefined || membershipId === undefined) throw new Error("two members");
    const moved = movePatient(club.cx(), { patientId: ben, toHouseholdId: null });
    expect(club.words(lee.householdId, "signup").body).toContain("Ben Lee, Adult");
    cancelMembership(club.cx(), { membershipId, when: "end_of_paid_period", onDate: null, reason: "Moves" });
    expect(club.waiting(lee.householdId, "cancelled")).toEqual([]);
    expect(club.words(moved.householdId, "cancelled").body).toContain("Dear Ben Lee,");
  });
});
