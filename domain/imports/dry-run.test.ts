import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { noAddress } from "../people/address.ts";
import { startDryRun, type DryRunChoices, type DryRunOutcome, type Verdict } from "./dry-run.ts";
import type { ImportedPatient } from "./imported-patient.ts";
import type { ReadRow } from "./read-row.ts";
import type { RowProblem, RowProblemCode } from "./row-problem.ts";

const today = toDay("2026-11-22");
const held: DryRunChoices = { importReview: false, importDuplicates: false };
const adult = toDay("1980-01-01");
const child = toDay("2015-01-01");

function patient(given: Partial<ImportedPatient>): ReadRow {
  return { kind: "patient", problems: [], patient: whole(given) };
}

function whole(given: Partial<ImportedPatient>): ImportedPatient {
  return {
    line: 0,
    externalId: "",
    chartNumber: "",
    guarantorId: "",
    prefix: "",
    firstName: "Ana",
    middleName: "",
    lastName: "Lee",
    suffix: "",
    preferredName: "",
    birthOn: adult,
    sex: "",
    status: "active",
    deceasedOn: null,
    email: "",
    phones: [],
    address: noAddress,
    language: "en",
    firstVisitOn: null,
    textConsent: "unknown",
    notes: "",
    ...given,
  };
}

function invalid(code: RowProblemCode = "birth_date_missing"): ReadRow {
  const problem: RowProblem = { code, line: 0, column: null, field: null, value: "" };
  return { kind: "invalid", problems: [problem] };
}

/** Runs rows whose external id is their letter, on lines 2, 3, 4 … */
function run(rows: Readonly<Record<string, ReadRow>>, choices = held): DryRunOutcome {
  const dryRun = startDryRun(today, choices);
  Object.entries(rows).forEach(([id, read], index) => {
    const named =
      read.kind === "patient" ? patient({ externalId: id, ...onlyGiven(read.patient) }) : read;
    dryRun.take(named, index + 2, id);
  });
  return dryRun.finish();
}

function onlyGiven(given: ImportedPatient): Partial<ImportedPatient> {
  const { externalId, ...rest } = given;
  return externalId === "" ? rest : given;
}

function verdicts(outcome: DryRunOutcome): Verdict[] {
  return Array.from({ length: outcome.counts.rows }, (_, row) => outcome.verdictOf(row));
}

test("PPL-18 the dry run counts households, dependents, minors, deceased and what can reach them", () => {
  const { counts } = run({
    a: patient({ firstName: "Ana", guarantorId: "a", email: "ana@example.org" }),
    b: patient({ firstName: "Ben", guarantorId: "a", birthOn: child, lastName: "Ortiz" }),
    c: patient({
      firstName: "Carl",
      guarantorId: "c",
      birthOn: toDay("2009-01-01"),
      status: "deceased",
    }),
    d: patient({
      firstName: "Dora",
      guarantorId: "d",
      phones: [{ kind: "home", number: "464-527-2097" }],
    }),
    e: patient({ firstName: "Emil", guarantorId: "d", birthOn: toDay("2009-06-01") }),
  });
  expect(counts).toEqual({
    rows: 5,
    new: 4,
    known: 0,
    duplicate: 0,
    review: 1,
    invalid: 0,
    skipped: 0,
    warnings: 0,
    households: 2,
    dependents: 2,
    families: 2,
    withoutPayer: 0,
    deceased: 1,
    minors: 2,
    turning18: 1,
    withEmail: 1,
    withPhone: 1,
    withAddress: 0,
  });
});

test("PPL-18 the same person twice in a file is held back, with the line of the other row", () => {
  const rows = {
    a: patient({ firstName: "José" }),
    b: patient({ firstName: "Rosa" }),
    c: patient({ firstName: "Jose" }),
  };
  const outcome = run(rows);
  expect(verdicts(outcome)).toEqual(["new", "new", "duplicate"]);
  expect(outcome.problemsOf(2)).toEqual([
    { code: "same_person_in_file", line: 4, column: null, field: null, value: "2" },
  ]);
  expect(outcome.repeats(2)).toBe(0);
  expect(verdicts(run(rows, { ...held, importDuplicates: true }))).toEqual(["new", "new", "new"]);
});

test("PPL-18 one number for two people is an error, for the same person a duplicate whatever is chosen", () => {
  const choices = { ...held, importDuplicates: true };
  const dryRun = startDryRun(today, choices);
  for (const firstName of ["Ana", "Ben", "Ana"])
    dryRun.take(patient({ externalId: "7", firstName }), 2, "7");
  expect(verdicts(dryRun.finish())).toEqual(["new", "invalid", "duplicate"]);
});

test("PPL-18 guarantors who are missing, held back or minors send the account to review", () => {
  const outcome = run({
    a: patient({ firstName: "Ana", guarantorId: "zz" }),
    b: invalid(),
    c: patient({ firstName: "Carl", guarantorId: "b" }),
    d: patient({ firstName: "Dora", guarantorId: "d", birthOn: child }),
    e: patient({ firstName: "Emil", guarantorId: "d" }),
    f: patient({ firstName: "Fay" }),
  });
  expect(verdicts(outcome)).toEqual(["review", "invalid", "review", "review", "review", "new"]);
  expect([0, 2, 3, 4].map((row) => outcome.problemsOf(row).map(({ code }) => code))).toEqual([
    ["guarantor_missing"],
    ["guarantor_held"],
    ["guarantor_is_minor"],
    ["guarantor_is_minor"],
  ]);
});

test("PPL-18 rows under review come in when the office says so, in the accounts as they are", () => {
  const outcome = run(
    {
      a: patient({ firstName: "Ana", guarantorId: "zz" }),
      b: patient({ firstName: "Ben", guarantorId: "zz", birthOn: child }),
    },
    { ...held, importReview: true },
  );
  expect(verdicts(outcome)).toEqual(["new", "new"]);
  expect(outcome.householdOf(0)).toBe(outcome.householdOf(1));
  expect(outcome.households[0]?.payer).toBe(0);
});

test("PPL-17 a row with a number that the practice knows is not new", () => {
  const dryRun = startDryRun(today, held);
  const row = dryRun.take(patient({ externalId: "7" }), 2, "7");
  const child1 = dryRun.take(
    patient({ externalId: "8", guarantorId: "7", firstName: "Ben", birthOn: child }),
    3,
    "8",
  );
  dryRun.meet(row, { kind: "known", patientId: 41 });
  const outcome = dryRun.finish();
  expect(verdicts(outcome)).toEqual(["known", "new"]);
  expect(outcome.acquaintanceOf(row)).toEqual({ kind: "known", patientId: 41 });
  expect(outcome.households[outcome.householdOf(child1)]?.payer).toBe(row);
  expect(outcome.counts).toMatchObject({ new: 1, known: 1, households: 0, dependents: 1 });
});

test("PPL-4 somebody who seems to be a patient already is held back, with the name", () => {
  const dryRun = startDryRun(today, held);
  const row = dryRun.take(patient({ externalId: "7" }), 2, "7");
  dryRun.meet(row, { kind: "similar", patientId: 41, name: "Ana Lee, born 1 Jan 1980" });
  const outcome = dryRun.finish();
  expect(verdicts(outcome)).toEqual(["duplicate"]);
  expect(outcome.problemsOf(row)[0]).toMatchObject({ code: "same_person_in_practice" });
});

test("PPL-18 a guarantor who is a patient already takes the dependents of a later file", () => {
  const dryRun = startDryRun(today, held);
  const row = dryRun.take(patient({ externalId: "8", guarantorId: "7", birthOn: child }), 2, "8");
  expect(dryRun.missingGuarantors()).toEqual(["7"]);
  const outcome = dryRun.finish(new Set(["7"]));
  expect(verdicts(outcome)).toEqual(["new"]);
  expect(outcome.outsideGuarantorOf(row)).toBe("7");
  expect(outcome.counts).toMatchObject({ households: 0, dependents: 1 });
});

test("PPL-18 the counts always add up to the rows, and every coming row is in a household", () => {
  const anyRow = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .record({
          firstName: fc.constantFrom("Ana", "Ben", "Carl"),
          lastName: fc.constantFrom("Lee", "Ortiz"),
          birthOn: fc.constantFrom(adult, child, toDay("1955-05-05")),
          externalId: fc.integer({ min: 0, max: 9 }).map(String),
          guarantorId: fc.oneof(fc.constant(""), fc.integer({ min: 0, max: 12 }).map(String)),
        })
        .map((given) => patient(given)),
    },
    { weight: 1, arbitrary: fc.constant(invalid()) },
    { weight: 1, arbitrary: fc.constant<ReadRow>({ kind: "skipped", problems: [] }) },
  );
  fc.assert(
    fc.property(
      fc.array(anyRow, { maxLength: 25 }),
      fc.boolean(),
      fc.boolean(),
      (rows, importReview, importDuplicates) => {
        const dryRun = startDryRun(today, { importReview, importDuplicates });
        rows.forEach((read, index) =>
          dryRun.take(read, index + 2, read.kind === "patient" ? read.patient.externalId : ""),
        );
        const outcome = dryRun.finish();
        const { counts } = outcome;
        expect(
          counts.new +
            counts.known +
            counts.duplicate +
            counts.review +
            counts.invalid +
            counts.skipped,
        ).toBe(rows.length);
        if (importReview) expect(counts.review).toBe(0);
        const seen = new Set<string>();
        rows.forEach((read, row) => {
          const verdict = outcome.verdictOf(row);
          if (verdict === "new") {
            expect(outcome.householdOf(row)).toBeGreaterThanOrEqual(0);
            // Two new rows never carry the same number: the database would refuse the second.
            if (read.kind === "patient") {
              expect(seen.has(read.patient.externalId)).toBe(false);
              seen.add(read.patient.externalId);
            }
            const household = outcome.households[outcome.householdOf(row)];
            expect(outcome.verdictOf(household?.payer ?? -1)).toBe("new");
          } else if (read.kind === "patient") {
            expect(outcome.problemsOf(row).length).toBeGreaterThan(0);
          }
        });
      },
    ),
    { numRuns: 500 },
  );
});
