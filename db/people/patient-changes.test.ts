import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeDay } from "#domain/calendar.ts";
import { asId, type PatientId } from "#domain/identity.ts";
import { patientSearchKeys } from "#domain/people/search-keys.ts";
import { Books } from "../books.fixture.ts";
import { comparablePhone, findPatient, nextChartNumber, updatePatientRow, type PatientRecord } from "./patient.ts";
import { findPatientIds } from "./search.ts";
import { addFamily, blankRecord, named } from "./testing.ts";

let books: Books;
beforeEach(() => (books = new Books()));
afterEach(() => books.dispose());

const tokensOf = (id: PatientId): string[] =>
  books.read((db) => db.all<{ token: string }>("select token from patient_search where patient_id = ?", id).map(({ token }) => token).toSorted());

/** Names as people have them, and as nobody should but somebody types. */
const words = fc.constantFrom(
  "", "Rosa", "ROSA", "María-José", "O'Brien", "Đặng", "李", "Æther", "Null", "undefined", "'; drop table patient; --", "%", "_", "a b  c", " x ", "\u200bz", "👩‍⚕️", "Ωmega", "ﬁne", "İstanbul", "ß", "x".repeat(60),
);
const record: fc.Arbitrary<PatientRecord> = fc.record({
  ...Object.fromEntries(Object.entries(blankRecord).map(([key, value]) => [key, fc.constant(value)])) as { [K in keyof PatientRecord]: fc.Arbitrary<PatientRecord[K]> },
  prefix: fc.constantFrom("", "Dr."),
  firstName: words,
  middleName: words,
  lastName: words,
  preferredName: words,
  suffix: fc.constantFrom("", "Jr."),
  email: fc.constantFrom("", "rosa@example.org", "ROSA.LEE+x@Example.org"),
  birthOn: fc.option(fc.tuple(fc.integer({ min: 1900, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([y, m, d]) => makeDay(y, m, d))),
  phones: fc.array(fc.record({ kind: fc.constantFrom("mobile" as const, "home" as const, "work" as const), number: fc.constantFrom("(617) 555-0100", "+44 20 7946 0018", "555", "call me", "") }), { maxLength: 3 }),
});

describe("PPL-1 PPL-6 a record written over another", () => {
  test("is read back as it is, under the next version, and is found by its own words and no former ones", () => {
    fc.assert(
      fc.property(record, record, (before, after) => {
        const { patientIds } = addFamily(books.db, [before]);
        const id = patientIds[0] ?? asId<PatientId>(0);
        const chartNumber = books.read((db) => findPatient(db, id)?.chartNumber ?? "");
        const keys = (one: PatientRecord): string[] =>
          patientSearchKeys({ ...one, phones: one.phones.map(({ number }) => number), chartNumber }).toSorted();
        expect(tokensOf(id)).toEqual(keys(before));
        books.write((db) => updatePatientRow(db, { patientId: id, chartNumber }, after));
        expect(books.read((db) => findPatient(db, id))).toMatchObject({ ...after, version: 2, chartNumber });
        expect(tokensOf(id)).toEqual(keys(after));
        expect(books.read((db) => db.all("select number, kind from phone where patient_id = ? order by id", id))).toEqual(
          after.phones.map(({ number, kind }) => ({ number, kind })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("of somebody who is not there changes nobody", () => {
    const { patientIds } = addFamily(books.db, [named("Rosa", "Lee")]);
    expect(() => books.write((db) => updatePatientRow(db, { patientId: asId<PatientId>(99), chartNumber: "9" }, { ...blankRecord, lastName: "Ghost" }))).toThrow("FOREIGN KEY");
    expect(books.read((db) => [findPatient(db, patientIds[0] ?? asId(0))?.lastName, findPatientIds(db, [[{ token: "ghost", whole: false }]], 5)])).toEqual(["Lee", []]);
  });

  test("of one of two namesakes leaves the other's words", () => {
    const { patientIds } = addFamily(books.db, [named("Rosa", "Lee"), named("Rosa", "Lee")]);
    const [first, second] = patientIds as [PatientId, PatientId];
    books.write((db) => updatePatientRow(db, { patientId: first, chartNumber: "1" }, { ...blankRecord, firstName: "Ann", lastName: "Kim" }));
    const found = (token: string) => books.read((db) => findPatientIds(db, [[{ token, whole: false }]], 5));
    expect([found("rosa"), found("lee"), found("kim")]).toEqual([[second], [second], [first]]);
  });
});

describe("PPL-6 two written numbers are the same", () => {
  test.each([
    ["(617) 555-0100", "+1 617 555 0100", true],
    ["617.555.0100", "1-617-555-0100", true],
    ["617 555 0100", "617 555 0101", false],
    ["+44 20 7946 0018", "020 7946 0018", false],
    ["555-0100", "5550100", true],
    ["617 555 0100", "555 0100", false],
  ])("%s and %s: %s", (one, other, same) => {
    expect(comparablePhone(one) === comparablePhone(other)).toBe(same);
  });

  test.each(["", "call me", "+"])("“%s” has no digits to compare", (text) => {
    expect(comparablePhone(text)).toBe("");
  });
});

test("PPL-1 the next chart number steps over any run of numbers that are taken, and counts on from there", () => {
  addFamily(books.db, ["1", "2", "3", "5", "A6"].map((chartNumber) => ({ ...named("Old", "Chart"), chartNumber })));
  const next = (): string => books.write<string>((db) => nextChartNumber(db));
  expect([next(), next(), next()]).toEqual(["4", "6", "7"]);
});
