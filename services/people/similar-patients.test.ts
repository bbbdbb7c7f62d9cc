import { afterEach, beforeEach, expect, test } from "vitest";
import { addFamily, named } from "#db/people/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { form } from "./desk.fixture.ts";
import { similarPatients, type SimilarPatient } from "./similar-patients.ts";

let club: Club;
const born = toDay("1984-03-07");
beforeEach(() => {
  club = openClub("2026-11-22");
  addFamily(
    club.db,
    [
      {
        ...named("Rosa", "Lee", born),
        email: "Rosa@Example.org",
        phones: [{ kind: "mobile", number: "(617) 555-0100" }],
      },
      { ...named("Ben", "Lee", toDay("2015-01-01")) },
    ],
    { address: { line1: "1 Elm St", line2: "", city: "Salem", region: "MA", postalCode: "01970", country: "US" } },
  );
});
afterEach(() => club.dispose());

function similar(over: Parameters<typeof form>[0], exceptId: SimilarPatient["patient"]["patientId"] | null = null) {
  return similarPatients(club.cx(), { form: form(over), exceptId }).map(({ patient, strength, why }) => [
    patient.name,
    strength,
    why,
  ]);
}

test("PPL-4 the same birth date and a similar name show the chart that is there already", () => {
  expect(similar({ firstName: "Rossa", lastName: "Lee", birthOn: born })).toEqual([
    ["Lee, Rosa", "same", "Same birth date and a similar name"],
  ]);
});

test("PPL-4 the same phone or e-mail is shown, but families share them", () => {
  expect(
    similar({
      firstName: "Ida",
      lastName: "Ortiz",
      email: "rosa@example.org",
      phones: [{ kind: "home", number: "+1 617 555 0100" }],
    }),
  ).toEqual([["Lee, Rosa", "contact", "Same phone, same e-mail"]]);
});

test("PPL-4 first and last name are found without a birth date, with the same phone", () => {
  expect(
    similar({ firstName: "rosa", lastName: "LEE", phones: [{ kind: "home", number: "6175550100" }] }),
  ).toEqual([["Lee, Rosa", "same", "Similar name and the same phone or e-mail"]]);
});

test("PPL-4 a twin and a namesake of another age are other people", () => {
  expect(similar({ firstName: "Mia", lastName: "Lee", birthOn: born })).toEqual([]);
  expect(similar({ firstName: "Rosa", lastName: "Lee", birthOn: toDay("1950-12-31") })).toEqual([]);
});

test("PPL-4 the chart being edited is not its own duplicate", () => {
  const rosa = club.db.read((db) => db.get<{ id: number }>("select id from patient where first_name = 'Rosa'"));
  expect(similar({ firstName: "Rosa", lastName: "Lee", birthOn: born }, rosa?.id as never)).toEqual([]);
});

test("PPL-4 the phone that a family shares is no hint among its own members", () => {
  const ben = club.db.read((db) => db.get<{ id: number }>("select id from patient where first_name = 'Ben'"));
  const typed = { firstName: "Ben", lastName: "Lee", phones: [{ kind: "home" as const, number: "6175550100" }] };
  expect(similar(typed, ben?.id as never)).toEqual([]);
  expect(similar({ ...typed, firstName: "Bo" })).toEqual([["Lee, Rosa", "contact", "Same phone"]]);
});

test("PPL-4 a family phone shared by many does not make the list long", () => {
  addFamily(
    club.db,
    Array.from({ length: 30 }, (_, index) => ({
      ...named(`Child ${index}`, "Home"),
      phones: [{ kind: "home" as const, number: "617 555 0100" }],
    })),
  );
  expect(similar({ firstName: "Zed", lastName: "New", phones: [{ kind: "home", number: "6175550100" }] })).toHaveLength(8);
});
