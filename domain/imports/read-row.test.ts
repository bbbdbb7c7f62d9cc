import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { importFields, type ImportField } from "./field.ts";
import type { ImportMapping } from "./mapping.ts";
import { readRow, type ReadOptions, type ReadRow } from "./read-row.ts";
import { problemSentence } from "./row-problem.ts";

const options: ReadOptions = { today: toDay("2026-11-22"), homeCountry: "US" };
const columns = importFields.filter((field) => field !== "streetNumber");

function read(
  cells: Partial<Record<ImportField, string>>,
  mapping: Partial<ImportMapping> = {},
): ReadRow {
  const whole: ImportMapping = {
    source: "Old",
    columns,
    conventions: "plain",
    dateOrder: "mdy",
    padZip: false,
    damagedText: "ask",
    ...mapping,
  };
  const given = {
    externalId: "7",
    lastName: "Lee",
    firstName: "Rosa",
    birthDate: "1984-03-07",
    ...cells,
  };
  return readRow(
    whole.columns.map((field) =>
      field === null ? "" : ((given as Record<string, string>)[field] ?? ""),
    ),
    3,
    whole,
    options,
  );
}

function patientOf(row: ReadRow) {
  if (row.kind !== "patient" && row.kind !== "review")
    throw new Error(`not a patient: ${row.kind}`);
  return row.patient;
}

function codes(row: ReadRow): string[] {
  return row.problems.map(({ code }) => code);
}

test("PPL-17 a whole row becomes a patient in the practice's own form", () => {
  const row = read({
    externalId: "p-1",
    chartNumber: "C7",
    prefix: "Mrs.",
    firstName: " Rosa  María ",
    middleName: "I",
    lastName: "Gómez206",
    suffix: "III",
    preferredName: "Rosie",
    birthDate: "3/7/1984",
    sex: "F",
    status: "Inactive",
    email: "rosa@example.org",
    mobilePhone: "(464) 527-2097",
    workPhone: "464-527-2000 x12",
    street1: "80 Mill St",
    street2: "Apt 21",
    city: "Quincy",
    region: "Massachusetts",
    postalCode: "02171",
    country: "USA",
    language: "Spanish",
    firstVisit: "12/16/2023",
    textConsent: "yes",
    notes: "Likes mornings.",
  });
  expect(row.problems).toEqual([]);
  expect(patientOf(row)).toEqual({
    line: 3,
    externalId: "p-1",
    chartNumber: "C7",
    guarantorId: "",
    prefix: "Mrs.",
    firstName: "Rosa  María",
    middleName: "I",
    lastName: "Gómez206",
    suffix: "III",
    preferredName: "Rosie",
    birthOn: "1984-03-07",
    sex: "female",
    status: "inactive",
    deceasedOn: null,
    email: "rosa@example.org",
    phones: [
      { kind: "mobile", number: "(464) 527-2097" },
      { kind: "work", number: "464-527-2000 x12" },
    ],
    address: {
      line1: "80 Mill St",
      line2: "Apt 21",
      city: "Quincy",
      region: "MA",
      postalCode: "02171",
      country: "US",
    },
    language: "es",
    firstVisitOn: "2023-12-16",
    textConsent: "yes",
    notes: "Likes mornings.",
  });
});

test.each<[string, Partial<Record<ImportField, string>>, string]>([
  ["no name at all", { firstName: "", lastName: "  " }, "name_missing"],
  ["no birth date", { birthDate: "" }, "birth_date_missing"],
  ["an impossible birth date", { birthDate: "2/30/1984" }, "birth_date_not_real"],
  ["an empty date of MySQL", { birthDate: "0000-00-00" }, "birth_date_missing"],
  ["a birth date in the future", { birthDate: "2026-11-23" }, "birth_date_in_future"],
  ["a birth date before 1900", { birthDate: "1899-12-31" }, "birth_date_before_1900"],
  ["a NUL", { lastName: "Le\0e" }, "nul_character"],
  ["half a character", { lastName: "Le\ud800e" }, "broken_character"],
  ["a name of 121 letters", { lastName: "x".repeat(121) }, "text_too_long"],
])("F-18 a row with %s is refused, with line, column and a sentence", (_, cells, code) => {
  const row = read(cells);
  expect(row.kind).toBe("invalid");
  expect(codes(row)).toContain(code);
  const problem = row.problems.find((each) => each.code === code);
  expect(problem?.line).toBe(3);
  expect(problem?.column).toBeGreaterThan(0);
  expect(problemSentence(problem as never)).toMatch(/^[A-Z“].*\.$/);
});

test("PPL-17 one name is enough, and blank ZIP, e-mail and phone are no problem", () => {
  expect(read({ firstName: "" })).toMatchObject({ kind: "patient", problems: [] });
  expect(read({ lastName: "" })).toMatchObject({ kind: "patient", problems: [] });
});

test("PPL-17 a date that can be read both ways waits for an answer, one that cannot does not", () => {
  const asked = { dateOrder: null };
  expect(codes(read({ birthDate: "3/7/1984" }, asked))).toEqual(["birth_date_order_unknown"]);
  expect(patientOf(read({ birthDate: "1984-03-07" }, asked)).birthOn).toBe("1984-03-07");
  expect(patientOf(read({ birthDate: "7/7/1984" }, asked)).birthOn).toBe("1984-07-07");
  expect(patientOf(read({ birthDate: "7/3/1984" }, { dateOrder: "dmy" })).birthOn).toBe(
    "1984-03-07",
  );
});

test("PPL-17 a two-digit year is taken with a warning", () => {
  const row = read({ birthDate: "3/7/84" });
  expect(patientOf(row).birthOn).toBe("1984-03-07");
  expect(codes(row)).toEqual(["century_guessed"]);
});

test.each<[Partial<Record<ImportField, string>>, string, string | null, readonly string[]]>([
  [{ deathDate: "2020-01-02" }, "deceased", "2020-01-02", []],
  [{ deathDate: "yes" }, "deceased", null, []],
  [{ deathDate: "No" }, "active", null, []],
  [{ status: "Deceased" }, "deceased", null, []],
  [{ deathDate: "2020-13-02" }, "deceased", null, ["death_date_not_real"]],
  [{ deathDate: "1980-01-01" }, "deceased", "1980-01-01", ["death_before_birth"]],
  [{ deathDate: "2030-01-01" }, "deceased", "2030-01-01", ["death_date_in_future"]],
])("PPL-17 the deceased are imported as deceased: %j", (cells, status, on, problems) => {
  const row = read(cells);
  expect(patientOf(row)).toMatchObject({ status, deceasedOn: on });
  expect(codes(row)).toEqual(problems);
});

test("PPL-17 Open Dental's numbers and empty dates are understood", () => {
  const openDental = { conventions: "openDental" } as const;
  const row = read(
    { sex: "1", status: "6", textConsent: "2", deathDate: "0001-01-01", firstVisit: "0001-01-01" },
    openDental,
  );
  expect(patientOf(row)).toMatchObject({
    sex: "female",
    status: "prospective",
    textConsent: "no",
    deceasedOn: null,
    firstVisitOn: null,
  });
  expect(row.problems).toEqual([]);
  expect(
    ["0", "1", "2", "3", "5"].map((status) => patientOf(read({ status }, openDental)).status),
  ).toEqual(["active", "non_patient", "inactive", "inactive", "deceased"]);
  expect(
    ["0", "1", "2"].map((textConsent) => patientOf(read({ textConsent }, openDental)).textConsent),
  ).toEqual(["unknown", "yes", "no"]);
  expect(read({ status: "4" }, openDental)).toMatchObject({ kind: "skipped" });
});

test("PPL-17 who only pays for others needs no birth date", () => {
  expect(
    patientOf(read({ status: "1", birthDate: "0001-01-01" }, { conventions: "openDental" })),
  ).toMatchObject({
    status: "non_patient",
    birthOn: null,
  });
});

test.each<[Partial<Record<ImportField, string>>, string]>([
  [{ email: "rosa@" }, "email_not_an_address"],
  [{ email: "rosa@example.org\n" }, "email_not_an_address"],
  [{ homePhone: "ask her" }, "phone_odd"],
  [{ region: "MA", postalCode: "2171" }, "zip_lost_zero"],
  [{ country: "USA", postalCode: "ABC" }, "zip_odd"],
  [{ firstVisit: "soon" }, "first_visit_not_real"],
  [{ firstVisit: "1980-01-01" }, "first_visit_before_birth"],
  [{ status: "gold" }, "status_unknown"],
  [{ textConsent: "perhaps" }, "text_consent_unknown"],
  [{ language: "Korean" }, "language_not_offered"],
  [{ country: "Atlantis" }, "country_unknown"],
  [{ externalId: "" }, "external_id_missing"],
  [{ firstName: "Ana and Ben" }, "two_people_in_name"],
])("PPL-18 %j is imported with the warning %s", (cells, code) => {
  const row = read(cells);
  expect(row.kind).toBe("patient");
  expect(codes(row)).toEqual([code]);
});

test("PPL-17 an address that is none is left out, a phone that is none is kept", () => {
  expect(patientOf(read({ email: "rosa@" })).email).toBe("");
  expect(patientOf(read({ homePhone: "ask her" })).phones).toEqual([
    { kind: "home", number: "ask her" },
  ]);
});

test("PPL-17 lost zeros come back when the office says so, and 00000 is blank", () => {
  expect(
    patientOf(read({ region: "MA", postalCode: "2171" }, { padZip: true })).address.postalCode,
  ).toBe("02171");
  expect(patientOf(read({ region: "MA", postalCode: "00000" })).address.postalCode).toBe("");
});

test.each<[Partial<Record<ImportField, string>>, string, string, string]>([
  [{ region: "UnitedKingdom", postalCode: "LA4", city: "Morecambe" }, "GB", "UnitedKingdom", "LA4"],
  [{ region: "wa", postalCode: "6061", city: "Perth" }, "", "wa", "6061"],
  [{ region: "nsw", postalCode: "2171", city: "Sydney" }, "", "nsw", "2171"],
  [{ region: "Georgia", postalCode: "30301" }, "US", "GA", "30301"],
  [{ city: "Quincy", postalCode: "02171" }, "US", "", "02171"],
  [{}, "", "", ""],
])("PPL-17 the country of %j is %j", (cells, country, region, postalCode) => {
  const row = read(cells);
  expect(patientOf(row).address).toMatchObject({ country, region, postalCode });
  expect(row.problems).toEqual([]);
});

test("PPL-17 damaged text is held until somebody says what to do with it", () => {
  expect(read({ firstName: "JosÃ©" })).toMatchObject({ kind: "review" });
  expect(patientOf(read({ firstName: "JosÃ©" }, { damagedText: "repair" }))).toMatchObject({
    firstName: "José",
  });
  expect(patientOf(read({ firstName: "JosÃ©" }, { damagedText: "keep" }))).toMatchObject({
    firstName: "JosÃ©",
  });
});

test("PPL-21 a formula stays text and the export's apostrophe is taken off once", () => {
  expect(patientOf(read({ lastName: "=HYPERLINK(1)" })).lastName).toBe("=HYPERLINK(1)");
  expect(patientOf(read({ lastName: "'=HYPERLINK(1)" })).lastName).toBe("=HYPERLINK(1)");
  expect(patientOf(read({ mobilePhone: "'+1 464 527 2097" })).phones[0]?.number).toBe(
    "+1 464 527 2097",
  );
  expect(patientOf(read({ lastName: "'t Hart" })).lastName).toBe("'t Hart");
});

test("PPL-18 a row with a value too many is refused, blanks too many and cells too few are not", () => {
  const mapping: ImportMapping = {
    source: "Old",
    columns: ["lastName", "birthDate"],
    conventions: "plain",
    dateOrder: "mdy",
    padZip: false,
    damagedText: "ask",
  };
  expect(codes(readRow(["Lee", "1984-03-07", "Jr"], 9, mapping, options))).toEqual([
    "too_many_cells",
  ]);
  expect(readRow(["Lee", "1984-03-07", " ", ""], 9, mapping, options).kind).toBe("patient");
  const short = { ...mapping, columns: ["lastName", "birthDate", "city"] as const };
  expect(codes(readRow(["Lee", "1984-03-07"], 9, short, options))).toEqual(["row_shorter"]);
});

test("PPL-17 a whole name in one cell is split, unless its parts have cells of their own", () => {
  const nameless = { firstName: "", lastName: "" };
  const row = read({ ...nameless, fullName: "Lee Jr., Dr. Rosa María" });
  expect(patientOf(row)).toMatchObject({
    prefix: "Dr.",
    firstName: "Rosa",
    middleName: "María",
    lastName: "Lee",
    suffix: "Jr.",
  });
  expect(patientOf(read({ fullName: "Somebody Else" }))).toMatchObject({
    firstName: "Rosa",
    lastName: "Lee",
  });
  expect(codes(read({ ...nameless, fullName: "Dan and Lilly Lee" }))).toEqual([
    "two_people_in_name",
  ]);
});

test("PPL-17 a street number in a column of its own stands before the street", () => {
  const mapping: ImportMapping = {
    source: "Old",
    columns: ["lastName", "birthDate", "streetNumber", "street1"],
    conventions: "plain",
    dateOrder: null,
    padZip: false,
    damagedText: "ask",
  };
  const row = readRow(["webb", "19140326", " 41", "willoughby crescent"], 2, mapping, options);
  expect(patientOf(row).address.line1).toBe("41 willoughby crescent");
});

const blns = join(import.meta.dirname, "../../../shared/data/nasty/blns.json");
const present = existsSync(blns);
if (!present) console.warn("Skipped: the naughty strings are not on this computer.");

test.skipIf(!present)(
  "F-18 every naughty string in a name is kept as typed, or refused with a reason",
  () => {
    const strings = JSON.parse(readFileSync(blns, "utf8")) as string[];
    expect(strings.length).toBeGreaterThan(500);
    let kept = 0;
    for (const text of strings) {
      const row = read({ firstName: text, notes: text }, { damagedText: "keep" });
      if (row.kind === "invalid") {
        expect(row.problems.length).toBeGreaterThan(0);
        continue;
      }
      const trimmed = text
        .replace(/^'(?=[=+\-@])/, "")
        .replace(/^[ \t\u00a0\u3000\ufeff]+|[ \t\u00a0\u3000]+$/g, "");
      expect(patientOf(row)).toMatchObject({ firstName: trimmed, notes: trimmed });
      kept += 1;
    }
    expect(kept).toBeGreaterThan(450);
  },
);

test("F-18 no row of any content makes the reader fail", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(
      "",
      "0",
      "3/7/84",
      "99/99/9999",
      "__proto__",
      "constructor",
      "=1",
      "'",
      "\0",
      "a@b",
      "+".repeat(50),
    ),
  );
  fc.assert(
    fc.property(
      fc.array(cell, { maxLength: 40 }),
      fc.constantFrom("mdy", "dmy", null),
      (cells, dateOrder) => {
        const mapping: ImportMapping = {
          source: "x",
          columns,
          conventions: "openDental",
          dateOrder,
          padZip: true,
          damagedText: "repair",
        };
        const row = readRow(cells, 1, mapping, options);
        for (const problem of row.problems)
          expect(problemSentence(problem)).not.toContain("undefined");
        if (row.kind === "patient" && row.patient.birthOn)
          expect(row.patient.birthOn <= options.today).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
