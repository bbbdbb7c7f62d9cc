import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import { patientSearchKeys, matchesTerms, queryTerms } from "#domain/people/search-keys.ts";
import { Books, someAt } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import { plansOf } from "../testing.ts";
import { listPatientIds, totalPatients, type PatientFilter, type PatientSort, type Place } from "./list.ts";
import type { PatientStatus } from "./patient.ts";
import { named } from "./testing.ts";

type Person = {
  readonly id: PatientId;
  readonly household: number;
  readonly first: string;
  readonly last: string;
  readonly birthOn: Day | null;
  readonly status: PatientStatus;
  readonly owes: number;
  readonly memberships: readonly ("running" | "cancelled" | "lapsed" | "ending" | "withdrawn")[];
};

let books: Books;
const people: Person[] = [];
const today = toDay("2026-03-15");
const statuses: readonly PatientStatus[] = ["active", "inactive", "deceased", "non_patient", "prospective"];
const fates = [[], ["running"], ["cancelled"], ["lapsed"], ["ending"], ["withdrawn"], ["cancelled", "running"], ["cancelled", "lapsed"]] as const;
const firsts = ["Ana", "Ángel", "Ben", "Rosa"];
const lasts = ["Lee", "Leeds", "Ortiz", "Đặng"];

beforeAll(() => {
  books = new Books();
  const plan = books.plan();
  for (let n = 0; n < 20; n += 1) {
    const members = Array.from({ length: 1 + (n % 3) }, (_, at) => ({
      ...named(firsts[(n + at) % 4] ?? "", lasts[(n * 3 + at) % 4] ?? "", (n + at) % 5 === 0 ? null : addDays(toDay("2000-01-01"), (n * 7 + at) * 300)),
      status: statuses[(n * 2 + at) % 5] ?? "active",
    }));
    const { householdId, patientIds } = books.family(members);
    const owes = (n % 4) * 1000 - 1000;
    if (owes > 0) books.invoice(householdId, { cents: owes });
    if (owes < 0) books.pay(householdId, -owes);
    patientIds.forEach((id, at) => {
      const memberships = fates[(n + at * 3) % 8] ?? [];
      for (const fate of memberships) {
        const membershipId = books.membership(householdId, id, plan);
        books.write((db) => {
          if (fate === "cancelled") insertRow(db, "membership_cancellation", { membership_id: membershipId, effective_on: today });
          if (fate === "ending") insertRow(db, "membership_cancellation", { membership_id: membershipId, effective_on: addDays(today, 1) });
          if (fate === "withdrawn") insertRow(db, "membership_cancellation", { membership_id: membershipId, effective_on: today, withdrawn_at: someAt });
          if (fate === "lapsed") insertRow(db, "membership_lapse", { membership_id: membershipId, lapsed_on: addDays(today, -1) });
        });
      }
      const member = members[at];
      people.push({
        id,
        household: householdId,
        first: member?.firstName ?? "",
        last: member?.lastName ?? "",
        birthOn: member?.birthOn ?? null,
        status: member?.status ?? "active",
        owes: Math.max(0, owes),
        memberships,
      });
    });
  }
});
afterAll(() => books.dispose());

const everyone: PatientFilter = { terms: [], statuses: [], membership: "any", bornAfterOn: null, owing: false, today };

const runs = (person: Person): boolean => person.memberships.some((fate) => fate === "running" || fate === "ending" || fate === "withdrawn");

/** What the filter means, said once more in plain words. */
function keeps(person: Person, filter: PatientFilter): boolean {
  const keys = patientSearchKeys({ firstName: person.first, middleName: "", lastName: person.last, suffix: "", preferredName: "", birthOn: person.birthOn, phones: [], email: "", chartNumber: "" });
  const membership = {
    any: true,
    members: runs(person),
    former: person.memberships.length > 0 && !runs(person),
    never: person.memberships.length === 0,
  }[filter.membership];
  return (
    (filter.statuses.length === 0 || filter.statuses.includes(person.status)) &&
    membership &&
    (!filter.owing || person.owes > 0) &&
    (filter.bornAfterOn === null || (person.birthOn !== null && person.birthOn > filter.bornAfterOn && person.status !== "deceased")) &&
    matchesTerms(keys, filter.terms)
  );
}

function pages(filter: PatientFilter, sort: PatientSort, descending: boolean, limit: number): PatientId[] {
  const found: PatientId[] = [];
  let after: Place | null = null;
  for (;;) {
    const place: Place | null = after;
    const page: ReturnType<typeof listPatientIds> = books.read((db) => listPatientIds(db, filter, { sort, descending, after: place, limit }));
    found.push(...page.map(({ patientId }) => patientId));
    if (page.length < limit) return found;
    after = page.at(-1)?.place ?? null;
  }
}

const filter: fc.Arbitrary<PatientFilter> = fc.record({
  terms: fc.constantFrom("", "", "lee", "leeds", "an", "rosa o", "dang", "zz").map((typed) => queryTerms(typed, "mdy")),
  statuses: fc.subarray([...statuses], { maxLength: 3 }),
  membership: fc.constantFrom("any", "members", "former", "never"),
  bornAfterOn: fc.constantFrom(null, null, toDay("2008-03-15"), toDay("2100-01-01")),
  owing: fc.boolean(),
  today: fc.constant(today),
});
const order = fc.record({ sort: fc.constantFrom<PatientSort>("name", "birth", "balance", "city"), descending: fc.boolean(), limit: fc.constantFrom(1, 3, 7, 100) });

describe("UI-4 PPL-6 the patient list narrowed by anything at once", () => {
  test("has exactly the people that the filter means, in any order and any pages, and the totals are theirs", () => {
    fc.assert(
      fc.property(filter, order, (asked, { sort, descending, limit }) => {
        const expected = people.filter((person) => keeps(person, asked));
        const found = pages(asked, sort, descending, limit);
        expect(found.toSorted((a, b) => a - b)).toEqual(expected.map(({ id }) => id).toSorted((a, b) => a - b));
        expect(pages(asked, sort, descending, 100)).toEqual(found);
        const households = new Map(expected.map((person) => [person.household, person.owes]));
        expect(books.read((db) => totalPatients(db, asked))).toEqual({
          patients: expected.length,
          households: households.size,
          owingCents: [...households.values()].reduce((sum, cents) => sum + cents, 0),
        });
      }),
      { numRuns: 120 },
    );
  });

  test.each([
    ["any", 1],
    ["members", 1],
    ["former", 1],
    ["never", 1],
  ] as const)("by membership “%s” there is somebody for and somebody against", (membership, least) => {
    const found = pages({ ...everyone, membership }, "name", false, 100);
    expect(found.length).toBeGreaterThanOrEqual(least);
    if (membership !== "any") expect(found.length).toBeLessThan(people.length);
  });

  test("members, former members and those who never were are everybody, each once", () => {
    const parts = (["members", "former", "never"] as const).flatMap((membership) => pages({ ...everyone, membership }, "name", false, 100));
    expect(parts.toSorted((a, b) => a - b)).toEqual(people.map(({ id }) => id).toSorted((a, b) => a - b));
  });

  test("a membership that ends tomorrow runs today, and not tomorrow", () => {
    const ending = people.find(({ memberships }) => memberships.length === 1 && memberships[0] === "ending");
    const members = (on: Day) => pages({ ...everyone, membership: "members", today: on }, "name", false, 100);
    expect(members(today)).toContain(ending?.id);
    expect(members(addDays(today, 1))).not.toContain(ending?.id);
  });
});

describe("UI-4 what a page of the list costs", () => {
  const narrowings: readonly (readonly [what: string, over: Partial<PatientFilter>])[] = [
    ["nobody in particular", {}],
    ["one status", { statuses: ["active"] }],
    ["members", { membership: "members" }],
    ["former members", { membership: "former" }],
    ["those who owe", { owing: true }],
    ["minors", { bornAfterOn: toDay("2008-03-15") }],
  ];
  test.each(narrowings)("%s, by name and by birth date: walked along an index from the place on, nothing sorted", (_, over) => {
    for (const sort of ["name", "birth"] as const) {
      for (const after of [null, { key: sort === "name" ? "lee" : "2001-01-01", id: 5 }]) {
        const steps = plansOf(books.db, (db) => {
          listPatientIds(db, { ...everyone, ...over }, { sort, descending: false, after, limit: 50 });
        });
        expect(steps.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
        expect(steps.some((step) => step.includes(sort === "name" ? "patient_sort" : "patient_birth"))).toBe(true);
        expect(steps.filter((step) => step.startsWith("SCAN") && !step.startsWith("SCAN p"))).toEqual([]);
      }
    }
  });

  test("a rare word drives the list: no patient is walked past", () => {
    const steps = plansOf(books.db, (db) => {
      listPatientIds(db, { ...everyone, terms: queryTerms("ortiz", "mdy") }, { sort: "name", descending: false, after: null, limit: 50 });
    });
    expect(steps.filter((step) => /^SCAN (p|patient)\b/.test(step))).toEqual([]);
    expect(steps.some((step) => /SEARCH s USING (COVERING INDEX|PRIMARY KEY)/.test(step))).toBe(true);
  });
});
