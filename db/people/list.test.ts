import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDay, toDay } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import { queryTerms } from "#domain/people/search-keys.ts";
import { sortName } from "#domain/people/names.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { listPatientIds, totalPatients, type PatientFilter, type PatientSort, type Place } from "./list.ts";
import { addFamily, blankRecord, named } from "./testing.ts";

let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

const everyone: PatientFilter = {
  terms: [],
  statuses: [],
  membership: "any",
  bornAfterOn: null,
  owing: false,
  today: toDay("2026-11-22"),
};

function allPages(filter: PatientFilter, sort: PatientSort, descending: boolean, limit: number): PatientId[] {
  const found: PatientId[] = [];
  let after: Place | null = null;
  for (;;) {
    const place: Place | null = after;
    const page: ReturnType<typeof listPatientIds> = file.db.read((db) =>
      listPatientIds(db, filter, { sort, descending, after: place, limit }),
    );
    found.push(...page.map(({ patientId }) => patientId));
    if (page.length < limit) return found;
    after = page.at(-1)?.place ?? null;
  }
}

const person = fc.record({
  firstName: fc.constantFrom("Ana", "ana", "Ángel", "Ben", ""),
  lastName: fc.constantFrom("Lee", "lee", "Ödön", "Zak"),
  birthOn: fc.option(
    fc.tuple(fc.integer({ min: 1980, max: 1982 }), fc.integer({ min: 1, max: 2 })).map(([y, m]) => makeDay(y, m, 1)),
  ),
});

test("UI-4 pages put together are the whole list in order, for every column and direction", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(person, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      (families, limit) => {
        const rows = families.flatMap((members, index) => {
          const city = ["Salem", "dover", ""][index % 3] ?? "";
          const { householdId, patientIds } = addFamily(file.db, members, {
            address: { line1: "", line2: "", city, region: "", postalCode: "", country: "US" },
          });
          const balance = (index % 2) * 3700;
          file.db.write((db) => db.exec("update household set balance_cents = ? where id = ?", balance, householdId));
          return patientIds.map((id, at) => {
            const record = { ...blankRecord, ...members[at] };
            return {
              id,
              keys: {
                name: sortName(record),
                // Unknown sorts before everything.
                birth: record.birthOn ?? "",
                balance,
                city: city.toLowerCase(),
              },
            };
          });
        });
        for (const sort of ["name", "birth", "balance", "city"] as const) {
          for (const descending of [false, true]) {
            const sign = descending ? -1 : 1;
            const expected = rows
              .toSorted((a, b) => {
                const [x, y] = [a.keys[sort], b.keys[sort]];
                return sign * (x < y ? -1 : x > y ? 1 : a.id - b.id);
              })
              .map(({ id }) => id);
            expect({ sort, descending, ids: allPages(everyone, sort, descending, limit) }).toEqual({
              sort,
              descending,
              ids: expected,
            });
          }
        }
        file.db.write((db) => {
          db.exec("update household set payer_patient_id = null");
          db.exec("delete from patient");
          db.exec("delete from household");
        });
      },
    ),
    { numRuns: 15 },
  );
});

test("UI-4 filters leave the right people, and the totals count exactly those", () => {
  const lee = addFamily(file.db, [
    named("Ana", "Lee", toDay("1980-05-05")),
    named("Ben", "Lee", toDay("2015-05-05")),
    { ...named("Cy", "Lee", toDay("2014-05-05")), status: "deceased" },
  ]);
  const [ana, ben, cy] = lee.patientIds;
  const [dee] = addFamily(file.db, [{ ...named("Dee", "Ortiz"), status: "inactive" }]).patientIds;
  file.db.write((db) => db.exec("update household set balance_cents = 3700 where id = ?", lee.householdId));
  const ids = (filter: Partial<PatientFilter>): PatientId[] =>
    allPages({ ...everyone, ...filter }, "name", false, 2);
  expect(ids({})).toEqual([ana, ben, cy, dee]);
  expect(ids({ statuses: ["active", "inactive"] })).toEqual([ana, ben, dee]);
  expect(ids({ owing: true })).toEqual([ana, ben, cy]);
  expect(ids({ bornAfterOn: toDay("2008-11-22") })).toEqual([ben]);
  expect(ids({ terms: queryTerms("lee", "mdy") })).toEqual([ana, ben, cy]);
  expect(ids({ terms: queryTerms("lee b", "mdy") })).toEqual([ben]);
  expect(ids({ membership: "never" })).toEqual([ana, ben, cy, dee]);
  expect(ids({ membership: "members" })).toEqual([]);
  const totals = (filter: Partial<PatientFilter>): unknown =>
    file.db.read((db) => totalPatients(db, { ...everyone, ...filter }));
  expect(totals({})).toEqual({ patients: 4, households: 2, owingCents: 3700 });
  expect(totals({ terms: queryTerms("ana", "mdy") })).toEqual({ patients: 1, households: 1, owingCents: 3700 });
  expect(totals({ statuses: ["prospective"] })).toEqual({ patients: 0, households: 0, owingCents: 0 });
});

test("UI-4 by name and by birth date the list walks an index and sorts nothing", () => {
  const plans: string[] = [];
  file.db.read((db) => {
    const explaining = {
      ...db,
      all: <R>(text: string, ...values: Parameters<typeof db.all>[1][]): R[] => {
        plans.push(...db.all<{ detail: string }>(`explain query plan ${text}`, ...values).map(({ detail }) => detail));
        return [];
      },
    };
    for (const sort of ["name", "birth"] as const) {
      for (const descending of [false, true]) {
        listPatientIds(explaining, everyone, { sort, descending, after: null, limit: 50 });
        listPatientIds(explaining, everyone, { sort, descending, after: { key: "2000-01-01", id: 1 }, limit: 50 });
      }
    }
    return null;
  });
  expect(plans.filter((detail) => detail.includes("USE TEMP B-TREE"))).toEqual([]);
  expect(plans.some((detail) => detail.includes("patient_sort"))).toBe(true);
  expect(plans.some((detail) => detail.includes("patient_birth"))).toBe(true);
});
