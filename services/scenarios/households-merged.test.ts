/** Stories of two households that become one, over months (MEM-15, PPL-4, PPL-3). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { mergeHouseholds } from "../households/merge-households.ts";
import { previewMerge } from "../households/merge-preview.ts";
import { mergePatients } from "../households/merge-patients.ts";
import { undoHouseholdMerge } from "../households/undo-merge.ts";
import { undoPatientMerge } from "../households/undo-patient-merge.ts";
import { openClub, periodsOf, type Club, type Family } from "../memberships/club.fixture.ts";
import { derivedView } from "../memberships/undo/derived-view.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { reverseWholePayment } from "../payments/reverse.ts";
import { movePatient } from "../people/move-patient.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";

let club: Club;
let lee: Family;
let ortiz: Family;
let rosa: MembershipId;
let ana: MembershipId;

beforeEach(() => {
  club = openClub("2027-01-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"]);
  ortiz = club.family("Ortiz", ["Ana", "1980-01-01"]);
  rosa = join(lee);
  live("2027-01-20");
  ana = join(ortiz);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  // Whatever is due has been billed: another run makes nothing.
  expect(club.runNow().invoicesMade).toBe(0);
  club.dispose();
});

function join(family: Family): MembershipId {
  const [patientId] = family.patientIds;
  const [id] = patientId ? club.enrol(family.householdId, [{ patientId, plan: club.adult }]).membershipIds : [];
  if (!id) throw new Error("a membership was made");
  return id;
}

/** Day by day; everything that is owed by the households named is paid on its day. */
function live(day: string, paying: readonly Family[] = [lee, ortiz]): void {
  while (club.today() < day) {
    club.advanceTo(addDays(club.today(), 1));
    for (const { householdId } of paying) club.payAll(householdId);
  }
}

const views = () => [lee, ortiz].map(({ householdId }) => club.db.read((db) => derivedView(db, householdId, club.today()) as Record<string, unknown>));
/** Draws that stand: a stub that was taken back leaves its void invoice behind. */
const draws = (id: HouseholdId) =>
  club
    .invoices(id)
    .filter(({ kind, invoiceId }) => kind === "draw" && !isVoid(invoiceId))
    .map(({ drawOn, totalCents, balanceCents }) => `${drawOn} ${totalCents} ${balanceCents}`);
const isVoid = (id: number): boolean =>
  club.db.read((r): boolean => r.get("select 1 from invoice where id = ? and voided_on is not null", id) !== undefined);
/** Households with a past-due case. */
const pastDue = () =>
  club.db.read((r) => r.all<{ h: number }>("select household_id as h from dunning_case where closed_at is null")).map(({ h }) => h);

test("MEM-15 merged while past due: the debt, its count of days and its letters come along, and one payment settles everything", () => {
  // Ana does not pay on 20 February.
  live("2027-02-24", [lee]);
  expect(pastDue()).toEqual([ortiz.householdId]);
  const preview = previewMerge(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
  expect(preview).toMatchObject({ absorbed: { balanceCents: 3700, pastDueCents: 3700 }, after: { balanceCents: 3700, pastDueCents: 3700 } });
  mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
  expect(pastDue()).toEqual([lee.householdId]);
  const notices = club.db.read((r) => r.all<{ h: number }>("select distinct household_id as h from notice"));
  expect(notices).toEqual([{ h: lee.householdId }]);
  // The count goes on from day 0, 20 February; she pays on 10 March what both owe by then.
  club.advanceTo("2027-03-10");
  // Rosa's dues of 5 March, and Ana's stub of 20 March to 5 April on the same draw: 16 of 31 days.
  expect(draws(lee.householdId).slice(-2)).toEqual(["2027-02-20 3700 3700", "2027-03-05 5610 5610"]);
  club.payAll(lee.householdId);
  expect(pastDue()).toEqual([]);
  live("2027-04-06", [lee]);
  expect(draws(lee.householdId).at(-1)).toBe("2027-04-05 7400 0");
  expect(periodsOf(club, ana).slice(-2)).toEqual(["2027-03-20 2027-04-05 stub 1910", "2027-04-05 2027-05-05 period 3700"]);
});

test("MEM-15 merged while past due and nobody pays: both lapse on the days they would have, and nothing more is drawn", () => {
  live("2027-02-24", [lee]);
  mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
  club.advanceTo("2027-05-06");
  const lapsed = club.db.read((r) => r.all("select membership_id as id, lapsed_on as day from membership_lapse order by lapsed_on, id"));
  // Twenty-eight days after 20 February, and after 5 March.
  expect(lapsed).toMatchObject([{ id: ana, day: "2027-03-20" }, { id: rosa }]);
  expect(club.balance(ortiz.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
});

test.each(["2027-02-01", "2027-02-10", "2027-02-24"])("MEM-15 merged on %s and un-merged the next day, every derived view is equal", (day) => {
  live(day);
  club.advanceTo(addDays(club.today(), 1));
  const before = views();
  const { mergeId } = mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
  expect(views()).not.toEqual(before);
  undoHouseholdMerge(club.cx(), { mergeId });
  expect(views()).toEqual(before);
  live("2027-05-21");
  expect(draws(lee.householdId).map((one) => one.slice(0, 10))).toEqual(["2027-02-05", "2027-03-05", "2027-04-05", "2027-05-05"]);
  expect(draws(ortiz.householdId).at(-1)).toBe("2027-05-20 3700 0");
});

test("MEM-15 PPL-4 a second record in a household of its own, merged and taken apart again while past due", () => {
  live("2027-02-24", [lee]);
  const before = views();
  const { mergeId } = mergePatients(club.cx(), { survivorId: club.join(lee.householdId, "Ana", "Ortiz", null), mergedId: ortiz.patientIds[0]! });
  expect(club.balance(lee.householdId)).toEqual({ balanceCents: 3700, creditCents: 0 });
  undoPatientMerge(club.cx(), { mergeId });
  expect(views()).toEqual(before);
});

test("MEM-15 a check of the household that was merged away bounces: its invoice is owed again where its people are", () => {
  live("2027-02-19");
  club.advanceTo("2027-02-20");
  const { paymentId } = takeAtDesk(club.cx(), { householdId: ortiz.householdId, tender: "check", amountCents: toCents(3700), tenderedCents: null, reference: "1043", choices: null, note: "" });
  mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
  club.advanceTo("2027-02-26");
  club.db.write((w) => {
    reverseWholePayment(club.cx(), w, { paymentId, reason: "Returned by the bank", as: "returned_check" });
  });
  expect([club.balance(lee.householdId), club.balance(ortiz.householdId)]).toEqual([
    { balanceCents: 3700, creditCents: 0 },
    { balanceCents: 0, creditCents: 0 },
  ]);
});

test("MEM-15 PPL-3 after money has touched the merge, people leave it with what is owed for them alone", () => {
  live("2027-02-10");
  mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
  // The stub of 20 February to 5 March was charged on the day of the merge, for Ana alone, and is open.
  expect(draws(lee.householdId).at(-1)).toBe("2027-02-10 1718 1718");
  const { householdId } = movePatient(club.cx(), { patientId: ortiz.patientIds[0]!, toHouseholdId: null, takeInvoices: true });
  expect([club.balance(lee.householdId), club.balance(householdId)]).toEqual([
    { balanceCents: 0, creditCents: 0 },
    { balanceCents: 1718, creditCents: 0 },
  ]);
  club.payAll(householdId);
  live("2027-03-06", [lee, { householdId, patientIds: ortiz.patientIds }]);
  expect(draws(householdId)).toEqual(["2027-02-10 1718 0", "2027-03-05 3700 0"]);
  expect(draws(lee.householdId).at(-1)).toBe("2027-03-05 3700 0");
});
