import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { addPatient } from "./add-patient.ts";
import { form, newHousehold } from "./desk.fixture.ts";
import { searchPatients, type Found } from "./search-patients.ts";

let club: Club;
beforeEach(() => {
  club = openClub("2026-11-22");
});
afterEach(() => club.dispose());

function search(text: string, seeInvoices = true): Found {
  return searchPatients(club.cx(), { text, limit: 12 }, { seeInvoices });
}

function addRosa(): void {
  addPatient(club.cx(), {
    form: form({
      firstName: "Rosa María",
      lastName: "O'Brien-Gómez",
      preferredName: "Rosie",
      birthOn: toDay("1984-03-07"),
      email: "rosa.obrien@example.org",
      phones: [{ kind: "mobile", number: "(464) 527-2097" }],
    }),
    household: newHousehold,
  });
}

test.each([
  "rosa",
  "maria",
  "rosie",
  "gomez",
  "O'BRIEN",
  "Gómez, Rosa",
  "ros gom",
  "464-527-2097",
  "5272097",
  "2097",
  "+1 464 527 2097",
  "3/7/84",
  "03/07/1984",
  "1984-03-07",
  "rosa.obrien@ex",
  "gomez 1984",
  "1",
])("PPL-6 typing %j finds the chart", (typed) => {
  addRosa();
  expect(search(typed).patients.map(({ name }) => name)).toEqual(["O'Brien-Gómez, Rosa María"]);
});

test.each(["rosb", "gomez lee", "3/8/84", "5272098"])("PPL-6 typing %j finds nobody", (typed) => {
  addRosa();
  expect(search(typed)).toEqual({ patients: [], invoices: [] });
});

test("PPL-6 an office that writes the day first is understood", () => {
  club.db.write((db) => db.exec("update practice set locale = 'en-GB'"));
  addRosa();
  expect(search("7/3/84").patients).toHaveLength(1);
  expect(search("3/7/84").patients).toHaveLength(0);
});

test("PPL-6 a row says who it is: age, phone, balance, plan and standing", () => {
  const { householdId, patientIds } = club.family("Lee", ["Ana", "1984-11-23"]);
  club.enrol(householdId, [{ patientId: patientIds[0] as never, plan: club.adult }], { unpaid: true });
  expect(search("lee ana").patients).toMatchObject([
    { name: "Lee, Ana", age: 41, standing: "pending", planName: "Adult", balanceCents: 13_600, phone: "" },
  ]);
});

test("PPL-6 an invoice is found by its number, by those who may see invoices", () => {
  const { householdId, patientIds } = club.family("Lee", ["Ana", "1984-11-23"]);
  club.enrol(householdId, [{ patientId: patientIds[0] as never, plan: club.adult }]);
  for (const typed of ["1", "#1", "inv 1", "Invoice #0001"]) {
    expect(search(typed).invoices).toMatchObject([
      { number: 1, payerName: "Ana Lee", totalCents: 13_600, status: "paid" },
    ]);
  }
  expect(search("2").invoices).toEqual([]);
  expect(search("1", false).invoices).toEqual([]);
});

test("PPL-6 what no search can read finds nobody and breaks nothing", () => {
  addRosa();
  const odd = ["%", "_", "'; drop table patient; --", "\u{10ffff}", "😀", "a".repeat(120), "(((", "\u202e"];
  for (const typed of odd) expect({ typed, found: search(typed).patients }).toEqual({ typed, found: [] });
});
