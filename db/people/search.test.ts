import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDay } from "#domain/calendar.ts";
import { asId, type ImportBatchId, type PatientId } from "#domain/identity.ts";
import { matchesTerms, patientSearchKeys, queryTerms } from "#domain/people/search-keys.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { findPatientIds } from "./search.ts";
import { addFamily, blankRecord, named } from "./testing.ts";

let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

function search(typed: string, limit = 12): PatientId[] {
  return file.db.read((db) => findPatientIds(db, queryTerms(typed, "mdy"), limit));
}

const names = ["Lee", "Leeds", "Lee-Ortiz", "Đặng", "Dan", "Rosa", "Ros", "O'Brien", "Brien"];
const somebody = fc.record({
  firstName: fc.constantFrom(...names),
  lastName: fc.constantFrom(...names),
  birthOn: fc
    .tuple(fc.integer({ min: 1983, max: 1985 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => makeDay(year, month, day)),
  phones: fc.constantFrom([], [{ kind: "mobile" as const, number: "617 555 0100" }]),
});
const typings = ["l", "lee", "lee ro", "dan", "1984", "3/7/84", "617", "5550100 lee", "ortiz", "ro dan 1984", "zz", "lee zz"];

test("PPL-6 the index finds exactly the people whose words match, whatever the order of the terms", () => {
  fc.assert(
    fc.property(fc.array(somebody, { minLength: 1, maxLength: 40 }), (people) => {
      const { patientIds } = addFamily(file.db, people);
      const ours = new Set(patientIds);
      for (const typed of typings) {
        const terms = queryTerms(typed, "mdy");
        const expected = patientIds.filter((id, index) => {
          const person = { ...blankRecord, ...people[index] };
          const phones = person.phones.map(({ number }) => number);
          const chartNumber = String(id);
          return matchesTerms(patientSearchKeys({ ...person, phones, chartNumber }), terms);
        });
        const found = search(typed, 10_000).filter((id) => ours.has(id));
        // The chart number is the id here only by chance, so words of digits are left to it.
        if (!/^\d+$/.test(typed)) expect({ typed, found: found.toSorted((a, b) => a - b) }).toEqual({ typed, found: expected });
      }
      file.db.write((db) => {
        db.exec("update household set payer_patient_id = null");
        db.exec("delete from patient");
        db.exec("delete from household");
      });
    }),
    { numRuns: 25 },
  );
});

test("PPL-6 a whole word stands before a beginning, people in care before others, then by name", () => {
  const { patientIds } = addFamily(file.db, [
    named("Zoe", "Lee"),
    { ...named("Abe", "Lee"), status: "deceased" },
    named("Ann", "Leeds"),
    named("Ben", "Lee"),
    { ...named("Cy", "Leeds"), status: "inactive" },
  ]);
  const [zoe, abe, ann, ben, cy] = patientIds;
  expect(search("lee")).toEqual([ben, zoe, abe, ann, cy]);
  expect(search("lee", 2)).toEqual([ben, zoe]);
});

test("PPL-6 people with many names do not push others off the list", () => {
  const many = named("Rosa Rosalind Rosemary", "Rossi Roswell Rosen");
  const { patientIds } = addFamily(file.db, [...Array.from({ length: 15 }, () => many)]);
  expect(new Set(search("ro"))).toEqual(new Set(patientIds.slice(0, 12)));
});

test("PPL-6 nothing typed finds nobody, and an unknown word beside a known one neither", () => {
  addFamily(file.db, [named("Rosa", "Lee")]);
  expect([search(""), search("  "), search("-"), search("lee nobody")]).toEqual([[], [], [], []]);
});

test("PPL-6 staged rows are never found, not even by several words", () => {
  file.db.write((db) =>
    db.exec(
      "insert into import_batch (file_name, sha256, source, state, created_at) values ('a.csv', '', 'csv', 'staging', '2026-11-22T12:00:00.000Z')",
    ),
  );
  const stagedBatchId = asId<ImportBatchId>(1);
  addFamily(file.db, [{ ...named("Rosa", "Lee"), stagedBatchId }], { stagedBatchId });
  expect([search("lee"), search("rosa lee")]).toEqual([[], []]);
  file.db.write((db) => db.exec("update patient set staged_batch_id = null"));
  expect(search("rosa lee")).toHaveLength(1);
});

test("PPL-6 each term is a range of an index: no table is scanned", () => {
  const plans: string[] = [];
  file.db.read((db) => {
    const explaining = {
      ...db,
      all: <R>(text: string, ...values: Parameters<typeof db.all>[1][]): R[] => {
        const plan = db.all<{ detail: string }>(`explain query plan ${text}`, ...values);
        plans.push(...plan.map(({ detail }) => detail));
        return db.all<R>(text, ...values);
      },
    };
    return findPatientIds(explaining, queryTerms("lee rosa 1984", "mdy"), 12);
  });
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((detail) => detail.startsWith("SCAN"))).toEqual([]);
});
