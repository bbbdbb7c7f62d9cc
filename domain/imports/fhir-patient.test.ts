import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFhirPatient } from "./fhir-patient.ts";
import { fhirColumns } from "./presets.ts";

function cellsOf(resource: unknown): Record<string, string> {
  const reading = readFhirPatient(resource);
  if (reading.kind !== "patient") throw new Error(reading.kind);
  return Object.fromEntries(
    fhirColumns.map((column, index) => [column, reading.cells[index] ?? ""]),
  );
}

test("PPL-17 the official name is taken, wherever it stands in the list", () => {
  const cells = cellsOf({
    resourceType: "Patient",
    id: "p1",
    name: [
      { use: "maiden", family: "Cassin", given: ["Aurea"] },
      {
        use: "official",
        family: "McGlynn",
        given: ["Aurea", "Inés"],
        prefix: ["Mrs."],
        suffix: ["PhD"],
      },
      { use: "nickname", given: ["Auri"] },
    ],
  });
  expect(cells).toMatchObject({
    externalId: "p1",
    firstName: "Aurea",
    middleName: "Inés",
    lastName: "McGlynn",
    prefix: "Mrs.",
    suffix: "PhD",
    preferredName: "Auri",
  });
});

test("PPL-17 a name that has ended is not taken", () => {
  const cells = cellsOf({
    resourceType: "Patient",
    name: [
      { use: "official", family: "Cassin", period: { end: "2010-01-01" } },
      { family: "McGlynn", given: ["Aurea"] },
    ],
  });
  expect(cells.lastName).toBe("McGlynn");
});

test("PPL-17 phones by use, e-mail, home address, language, death and status are taken", () => {
  const cells = cellsOf({
    resourceType: "Patient",
    active: false,
    gender: "female",
    birthDate: "1984-04-12",
    deceasedDateTime: "2020-05-06T23:30:00-07:00",
    telecom: [
      { system: "phone", use: "old", value: "1" },
      { system: "phone", use: "work", value: "555-1" },
      { system: "phone", value: "555-2" },
      { system: "phone", use: "mobile", value: "555-3" },
      { system: "email", value: "a@example.org" },
    ],
    address: [
      { use: "work", line: ["1 Office Rd"], city: "Elsewhere" },
      {
        use: "home",
        line: ["662 McClure Burg", "Apt 17"],
        city: "Irvine",
        state: "CA",
        postalCode: "92618",
        country: "US",
      },
    ],
    communication: [{ language: { coding: [{ code: "es" }] } }],
  });
  expect(cells).toMatchObject({
    status: "inactive",
    sex: "female",
    birthDate: "1984-04-12",
    deathDate: "2020-05-06",
    mobilePhone: "555-3",
    homePhone: "555-2",
    workPhone: "555-1",
    email: "a@example.org",
    street1: "662 McClure Burg",
    street2: "Apt 17",
    city: "Irvine",
    region: "CA",
    postalCode: "92618",
    country: "US",
    language: "es",
  });
});

test.each<[unknown, string]>([
  [{ resourceType: "Patient", name: [{ family: ["Chen"] }] }, "old_version"],
  [{ resourceType: "Observation" }, "other"],
  [{ name: [] }, "not_readable"],
  [null, "not_readable"],
  [[], "not_readable"],
  ["Patient", "not_readable"],
])("PPL-17 %j is %s", (resource, kind) => {
  expect(readFhirPatient(resource).kind).toBe(kind);
});

test.each([
  { resourceType: "Patient" },
  { resourceType: "Patient", name: {}, address: "x", telecom: [1, null, "x"], communication: [{}] },
  { resourceType: "Patient", name: [{ given: [1, null], family: 7 }], birthDate: 19840101 },
])("F-18 a Patient with parts of the wrong shape gives blank cells: %j", (resource) => {
  const cells = cellsOf(resource);
  expect(Object.values(cells).every((cell) => typeof cell === "string")).toBe(true);
  expect(cells.lastName).toBe("");
});

const ndjson = join(import.meta.dirname, "../../../shared/data/fhir/synthea-ca-patients-r4.ndjson");
const present = existsSync(ndjson);
if (!present) console.warn("Skipped: the FHIR patients are not on this computer.");

test.skipIf(!present)("PPL-17 fifty FHIR patients are read with their official names", () => {
  const patients = readFileSync(ndjson, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { name: { use: string; family: string }[] });
  const rows = patients.map(cellsOf);
  expect(rows).toHaveLength(50);
  expect(rows.filter(({ deathDate }) => deathDate !== "")).toHaveLength(6);
  expect(rows.filter(({ homePhone }) => homePhone !== "")).toHaveLength(50);
  rows.forEach((row, index) => {
    expect(row.lastName).toBe(patients[index]?.name.find(({ use }) => use === "official")?.family);
  });
});
