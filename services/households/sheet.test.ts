import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { dayText } from "#domain/day-text.ts";
import { asId, type HouseholdId } from "#domain/identity.ts";
import { presentHouseholdSheet } from "#domain/statements/present-household-sheet.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { mergeHouseholds } from "./merge-households.ts";
import { householdSheet } from "./sheet.ts";
import { householdSheetOnPaper, recordSheet } from "./sheet-on-paper.ts";

let club: Club;
let lee: Family;
beforeEach(() => {
  club = openClub("2027-01-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"], ["Mia", "2018-05-06"]);
});
afterEach(() => club.dispose());

const sheet = () => householdSheet(club.cx(), { householdId: lee.householdId });

function enrolBoth(): void {
  const family = club.plan({
    name: "Family",
    audience: { minAge: null, maxAgeExclusive: null },
    householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1000 } }] },
  });
  club.enrol(lee.householdId, lee.patientIds.map((patientId) => ({ patientId, plan: family })));
}

test("PPL-7 members, plans, what is left, balance, credit, last and next draw, past due", () => {
  club.enrol(lee.householdId, [
    { patientId: lee.patientIds[0]!, plan: club.adult },
    { patientId: lee.patientIds[1]!, plan: club.child },
  ]);
  club.advanceTo("2027-02-10");
  expect(sheet()).toMatchObject({
    payerName: "Rosa Lee",
    balanceCents: 6200,
    creditCents: 0,
    pastDueCents: 6200,
    pastDueSinceOn: "2027-02-05",
    paysBy: "manual",
    cards: [],
    lastDraw: { on: "2027-02-05", cents: 6200, openCents: 6200 },
    nextDraw: { on: "2027-03-05", cents: 6200 },
    members: [
      { name: "Rosa Lee", age: 42, isPayer: true, plans: [{ planName: "Adult", standing: "past_due", benefits: [{ label: "Cleanings", used: 0, quantity: 2 }] }] },
      { name: "Mia Lee", age: 8, isPayer: false, plans: [{ planName: "Child" }] },
    ],
  });
});

test("PPL-7 saved against dues: what came off in twelve months, and the benefits that were used", () => {
  enrolBoth();
  club.db.write((w) => w.exec("update benefit_grant set used = 1"));
  // Dues of 37.00 and 37.00 less a tenth, on the enrolment and on two draws.
  for (const day of ["2027-02-05", "2027-03-05"]) {
    club.advanceTo(day);
    club.payAll(lee.householdId);
  }
  expect(sheet().savings).toMatchObject({ duesCents: 3 * (3700 + 3330), offCents: 3 * 370, benefitsUsed: 2, benefitsCents: 0 });
});

test("PPL-7 a used benefit that stands for one service counts with its list price", () => {
  const plan = club.plan({
    benefits: [
      { key: "clean", label: "Cleanings", quantity: 2, per: "benefit_year", scope: { kind: "services", codes: ["CLN"] }, valueCapCents: null, rollover: { kind: "none" }, shareable: false, waitingDays: null },
    ],
  });
  club.db.write((w) => {
    w.exec("insert into service (id, code, name, category, taxable, created_at) values (7, 'CLN', 'Cleaning', 'Hygiene', 0, '2027-01-01T00:00:00.000Z')");
    w.exec("insert into service_price (service_id, effective_on, price_cents, created_at) values (7, '2020-01-01', 9000, '2027-01-01T00:00:00.000Z')");
    w.exec("insert into service_price (service_id, effective_on, price_cents, created_at) values (7, '2027-01-01', 9500, '2027-01-01T00:00:00.000Z')");
  });
  club.enrol(lee.householdId, [{ patientId: lee.patientIds[0]!, plan }]);
  club.db.write((w) => w.exec("update benefit_grant set used = 2"));
  expect(sheet().savings).toMatchObject({ benefitsUsed: 2, benefitsCents: 19_000 });
});

test("PPL-7 MEM-15 a household that was merged away is answered by the one that stands for it", () => {
  const may = club.family("May", ["Eva", "1990-01-01"]);
  mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: may.householdId });
  const { householdId, members } = householdSheet(club.cx(), { householdId: may.householdId });
  expect([householdId, members.map(({ name }) => name)]).toEqual([lee.householdId, ["Rosa Lee", "Eva May", "Mia Lee"]]);
  expect(refusalOf(() => householdSheet(club.cx(), { householdId: asId<HouseholdId>(999) }))).toBe("household_not_found");
});

test("PPL-7 on paper it says the same as on the screen, and marks a training practice", () => {
  club.enrol(lee.householdId, [{ patientId: lee.patientIds[0]!, plan: club.adult }]);
  const print = presentHouseholdSheet(householdSheetOnPaper(club.cx(), { householdId: lee.householdId }));
  expect(print.rows).toEqual([
    { who: "Rosa Lee", about: "42 years, pays", plan: "Adult", price: "$37.00 a month", standing: "Active", paidThrough: "Feb 4, 2027", left: ["Cleanings: 2 of 2, until Jan 4, 2028"] },
    { who: "Mia Lee", about: "8 years", plan: "not on a plan", price: "", standing: "", paidThrough: "", left: [] },
  ]);
  expect(print.money.map(({ label, value }) => `${label} ${value}`)).toEqual(["Balance $0.00", "Past due $0.00", "Credit $0.00", "Pays dues by hand, at the desk"]);
  expect(print.recipient).toEqual(["Rosa Lee", "12 Elm Street", "Lowell, MA 01852"]);
  expect(print.mark).toContain("TRAINING");
});

describe("DOC-2 the sheet that was printed", () => {
  const file = { sha256: "a".repeat(64), bytes: 1234, pages: 1 };
  const documents = () => club.db.read((r) => r.all("select kind, household_id as householdId, title, pages from document order by id"));

  test("DOC-2 PPL-7 is kept with the household's documents, each time anew, and on record", () => {
    expect(recordSheet(club.cx(), lee.householdId, file)).toMatchObject({ pages: 1 });
    recordSheet(club.cx(), lee.householdId, file);
    const kept = { kind: "household_sheet", householdId: lee.householdId, title: `Household sheet of ${dayText(club.today())}`, pages: 1 };
    expect(documents()).toEqual([kept, kept]);
    expect(club.db.read((r) => r.all("select action from audit where subject = ? and action = 'household.sheet_printed'", `household/${lee.householdId}`))).toHaveLength(2);
  });

  test("DOC-2 MEM-15 of a household that was merged away lies with the one that it is now", () => {
    const other = club.family("Ortiz", ["Eva", "1990-01-01"]);
    mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: other.householdId });
    recordSheet(club.cx(), other.householdId, file);
    expect(documents()).toMatchObject([{ householdId: lee.householdId }]);
  });
});
