import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDay, toDay } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import { isMinor } from "#domain/people/age.ts";
import { addFamily, named } from "#db/people/testing.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { countPatients } from "./count-patients.ts";
import { refusalOf } from "./desk.fixture.ts";
import {
  lastAdultBirthday,
  listPatients,
  totalsOfPatients,
  type PatientListPage,
  type PatientListQuery,
} from "./list-patients.ts";

let club: Club;
beforeEach(() => {
  club = openClub("2026-11-22");
});
afterEach(() => club.dispose());

const everyone: PatientListQuery = {
  text: "",
  statuses: [],
  membership: "any",
  minors: false,
  owing: false,
  sort: "name",
  descending: false,
  limit: 2,
};

function list(over: Partial<PatientListQuery> = {}): PatientListPage {
  return listPatients(club.cx(), { ...everyone, ...over });
}

test("UI-4 pages follow one another to the end, with unknown birth dates and names of any script", () => {
  addFamily(club.db, [
    named("Ana", "Lee", toDay("1990-01-01")),
    named("Ben", "王".repeat(110)),
    named("Cy", "\"\\\"".repeat(40)),
    named("Dee", "Ödön"),
    named("Eve", "Zak", toDay("1980-01-01")),
  ]);
  for (const sort of ["name", "birth", "city", "balance"] as const) {
    for (const descending of [false, true]) {
      const seen: string[] = [];
      let after: string | null = null;
      for (let pages = 0; pages < 5 && (pages === 0 || after !== null); pages += 1) {
        const page: PatientListPage = list({ sort, descending, after });
        seen.push(...page.rows.map(({ name }) => name));
        after = page.next;
        expect((after ?? "").length).toBeLessThanOrEqual(400);
      }
      expect({ sort, count: new Set(seen).size, rows: seen.length }).toEqual({ sort, count: 5, rows: 5 });
    }
  }
});

test("UI-4 a place that is not of this list is refused in words", () => {
  expect(refusalOf(() => list({ after: "nonsense" }))).toBe("list_place_unknown");
});

test("UI-4 the list can be narrowed to members, former members and those who never were", () => {
  const { householdId, patientIds } = club.family("Lee", ["Ana", "1984-01-01"], ["Ben", "1985-01-01"], ["Cy", "1986-01-01"]);
  const [ana, ben] = patientIds as [PatientId, PatientId, PatientId];
  const { membershipIds } = club.enrol(householdId, [
    { patientId: ana, plan: club.adult },
    { patientId: ben, plan: club.adult },
  ]);
  cancelMembership(club.cx(), { membershipId: membershipIds[1] as never, when: "now", onDate: null, reason: "Moved" });
  const names = (membership: PatientListQuery["membership"]): string[] =>
    list({ membership, limit: 10 }).rows.map(({ name }) => name);
  expect([names("members"), names("former"), names("never")]).toEqual([["Lee, Ana"], ["Lee, Ben"], ["Lee, Cy"]]);
  expect(totalsOfPatients(club.cx(), { ...everyone, membership: "former" })).toMatchObject({ patients: 1 });
  expect(list({ membership: "members" }).rows[0]).toMatchObject({ standing: "active", planName: "Adult" });
  expect(list({ membership: "former" }).rows[0]).toMatchObject({ standing: "cancelled" });
});

test("PPL-18 everybody on file is counted: the living minors, the dead, the households", () => {
  addFamily(club.db, [
    named("Ana", "Lee", toDay("1984-01-01")),
    named("Ben", "Lee", toDay("2008-11-23")),
    named("Cy", "Lee", toDay("2008-11-22")),
    { ...named("Dee", "Lee", toDay("2015-01-01")), status: "deceased" },
    { ...named("Eve", "Lee"), status: "inactive" },
  ]);
  addFamily(club.db, [named("Flo", "Ortiz")]);
  expect(countPatients(club.cx())).toEqual({ total: 6, active: 4, deceased: 1, minors: 1, households: 2 });
  expect(list({ minors: true }).rows.map(({ name }) => name)).toEqual(["Lee, Ben"]);
});

test("PPL-18 who was born after the last adult birthday is exactly who is a minor", () => {
  const day = fc
    .tuple(fc.integer({ min: 2000, max: 2031 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, dayOfMonth]) => makeDay(year, month, dayOfMonth));
  const around = fc.constantFrom(toDay("2026-02-28"), toDay("2028-02-29"), toDay("2026-03-01"), toDay("2026-11-22"));
  const births = fc.oneof(day, fc.constantFrom(toDay("2008-02-29"), toDay("2010-02-28"), toDay("2010-03-01")));
  fc.assert(
    fc.property(births, around, (birthOn, today) => {
      expect(birthOn > lastAdultBirthday(today)).toBe(isMinor(birthOn, today));
    }),
    { numRuns: 1_000 },
  );
});
