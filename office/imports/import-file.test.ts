import { findEverything } from "#domain/imports/file-settings.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { ImportedPatient } from "#domain/imports/imported-patient.ts";
import type { ImportMapping } from "#domain/imports/mapping.ts";
import { addressKey } from "#domain/people/household-forming.ts";
import type { FileAnalysis } from "./analyse.ts";
import { ImportFile, type DryRunOptions, type DryRunReport, type Practice } from "./import-file.ts";
import type { ImportRow } from "#domain/imports/import-row.ts";

const options: DryRunOptions = {
  today: toDay("2026-11-22"),
  homeCountry: "US",
  choices: { importReview: false, importDuplicates: false },
};

type Imported = {
  analysis: FileAnalysis;
  report: DryRunReport;
  rows: ImportRow[];
  file: ImportFile;
};

async function importBytes(
  bytes: Uint8Array,
  change: Partial<ImportMapping> = {},
  practice?: Practice,
  choices = options.choices,
): Promise<Imported> {
  const file = new ImportFile(bytes);
  const analysis = file.analyse(findEverything, null);
  const report = await file.dryRun(
    { ...analysis.mapping, ...change },
    { ...options, choices },
    practice,
  );
  return { analysis, report, rows: [...file.rows()], file };
}

function importText(
  text: string,
  change: Partial<ImportMapping> = {},
  practice?: Practice,
): Promise<Imported> {
  return importBytes(Buffer.from(text), change, practice);
}

const data = join(import.meta.dirname, "../../../shared/data");
const present = existsSync(data);
if (!present) console.warn("Skipped: the shared patient files are not on this computer.");

type Expected = {
  readonly file: string;
  readonly rows: number;
  readonly email_ok: number;
  readonly any_phone: number;
  readonly addresses: number;
  readonly shared_address: number;
  readonly no_address: number;
  readonly deceased: number;
  readonly minors_living: number;
  readonly turning18_365d: number;
  readonly invalid_rows: number;
  readonly middle_present: number;
  readonly preferred_present: number;
  readonly first_visit_before_birth: number;
  readonly death_before_birth: number;
  readonly zip?: { readonly ok5?: number; readonly zero?: number; readonly blank?: number };
  readonly guarantor_accounts?: number;
  readonly families_2plus?: number;
  readonly dependents?: number;
};

const expectations: Expected[] = present
  ? (
      JSON.parse(readFileSync(join(data, "expected_counts.dev.json"), "utf8")) as {
        patients: Expected[];
      }
    ).patients
  : [];

function countAddresses(patients: readonly ImportedPatient[]): {
  addresses: number;
  shared: number;
  none: number;
} {
  const uses = new Map<string, number>();
  let none = 0;
  for (const { address } of patients) {
    const { line1, city, region, postalCode } = address;
    const key = addressKey({ street1: line1, street2: "", city, region, postalCode });
    if (key === "") none += 1;
    else uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return {
    addresses: uses.size,
    shared: [...uses.values()].filter((count) => count > 1).length,
    none,
  };
}

test.skipIf(!present).each(expectations.filter(({ file }) => !file.includes("febrl")))(
  "PPL-18 the dry run of $file agrees with an independent count",
  async (expected) => {
    const { report, rows, file } = await importBytes(
      readFileSync(join(data, expected.file.replace(/^dev\//, ""))),
    );
    const { counts } = report;
    const patients = rows.map(({ patient }) => patient);
    const problems = [...file.problemsCsv()].join("");
    expect({
      rows: counts.rows,
      new: counts.new,
      deceased: counts.deceased,
      minors: counts.minors,
      turning18: counts.turning18,
      invalid: counts.invalid,
      duplicate: counts.duplicate,
      review: counts.review,
      withEmail: counts.withEmail,
      withPhone: counts.withPhone,
      middle: patients.filter(({ middleName }) => middleName !== "").length,
      preferred: patients.filter(({ preferredName }) => preferredName !== "").length,
      visitBeforeBirth: problems.split("first_visit_before_birth").length - 1,
      deathBeforeBirth: problems.split("death_before_birth").length - 1,
      ...countAddresses(patients),
    }).toEqual({
      rows: expected.rows,
      new: expected.rows,
      deceased: expected.deceased,
      minors: expected.minors_living,
      turning18: expected.turning18_365d,
      invalid: expected.invalid_rows,
      duplicate: 0,
      review: 0,
      withEmail: expected.email_ok,
      withPhone: expected.any_phone,
      middle: expected.middle_present,
      preferred: expected.preferred_present,
      visitBeforeBirth: expected.first_visit_before_birth,
      deathBeforeBirth: expected.death_before_birth,
      addresses: expected.addresses,
      shared: expected.shared_address,
      none: expected.no_address,
    });
    if (expected.zip) {
      const zips = patients.map(({ address }) => address.postalCode);
      expect(zips.filter((zip) => /^\d{5}$/.test(zip) && zip !== "00000")).toHaveLength(
        expected.zip.ok5 ?? 0,
      );
      expect(zips.filter((zip) => zip === "")).toHaveLength(
        (expected.zip.zero ?? 0) + (expected.zip.blank ?? 0),
      );
    }
    if (expected.guarantor_accounts !== undefined) {
      expect(counts).toMatchObject({
        households: expected.guarantor_accounts,
        families: expected.families_2plus,
        dependents: expected.dependents,
      });
    } else {
      expect(counts).toMatchObject({ households: expected.rows, dependents: 0 });
    }
  },
);

test.skipIf(!present)(
  "PPL-18 eight dependents of Open Dental stay with guarantors of other names and addresses",
  async () => {
    const { rows } = await importBytes(
      readFileSync(join(data, "patients/opendental-query-23-families.txt")),
    );
    const dependents = rows.filter(({ isPayer }) => !isPayer);
    expect(dependents).toHaveLength(8);
    for (const dependent of dependents) {
      const payer = rows.find(
        ({ household, isPayer }) => isPayer && household === dependent.household,
      );
      expect(payer?.patient.externalId).toBe(dependent.patient.guarantorId);
      expect(payer?.patient.lastName).not.toBe(dependent.patient.lastName);
      expect(payer?.patient.address.line1).not.toBe(dependent.patient.address.line1);
    }
    const consents = rows.map(({ patient }) => patient.textConsent);
    expect([
      consents.filter((each) => each === "yes").length,
      consents.filter((each) => each === "no").length,
    ]).toEqual([14, 7]);
  },
);

test.skipIf(!present)(
  "PPL-18 44 birth dates of the damaged file are refused with line and reason, duplicates are held back",
  async () => {
    const { report, file } = await importBytes(
      readFileSync(join(data, "patients/febrl1-au-1000-dups.csv")),
    );
    expect(report.counts).toMatchObject({ rows: 1000, invalid: 44, deceased: 0, minors: 0 });
    expect(report.counts.duplicate).toBeGreaterThan(370);
    const lines = [...file.problemsCsv()].join("").trim().split("\r\n").slice(1);
    const refused = lines.filter((line) => line.includes(",invalid,"));
    expect(refused.filter((line) => line.includes("birth_date_missing"))).toHaveLength(41);
    expect(refused.filter((line) => line.includes("birth_date_not_real"))).toHaveLength(3);
    expect(refused.every((line) => /^\d+,10,"date_of_birth",/.test(line))).toBe(true);
  },
);

test.skipIf(!present)(
  "PPL-17 FHIR patients are imported with official names, deaths, phones and languages",
  async () => {
    const { report, rows } = await importBytes(
      readFileSync(join(data, "fhir/synthea-ca-patients-r4.ndjson")),
    );
    expect(report.counts).toMatchObject({
      rows: 50,
      new: 50,
      deceased: 6,
      minors: 9,
      withPhone: 50,
      withEmail: 0,
      invalid: 0,
    });
    expect(rows.filter(({ patient }) => patient.language === "es")).toHaveLength(8);
    expect(rows.filter(({ patient }) => patient.address.postalCode === "")).toHaveLength(3);
    expect(report.problems.map(({ code, value }) => [code, value])).toEqual(
      Array.from({ length: 3 }, () => ["language_not_offered", expect.stringMatching(/ko/i)]),
    );
    const bundle = await importBytes(readFileSync(join(data, "fhir/bundle-one-patient-r4.json")));
    expect(bundle.report.counts).toMatchObject({ rows: 1, new: 1, invalid: 0 });
  },
);

test.skipIf(!present)("PPL-17 the same rows in four encodings give the same patients", async () => {
  const folder = join(data, "encodings");
  const read = async (name: string) =>
    (await importBytes(readFileSync(join(folder, name)))).rows.map(
      ({ patient }) => `${patient.firstName} ${patient.lastName}`,
    );
  const plain = await read("utf8-lf.csv");
  expect(plain).toHaveLength(100);
  expect(plain[0]).toBe("Beatriz277 Beltrán716");
  expect(await read("utf8-bom-crlf.csv")).toEqual(plain);
  expect(await read("utf16le-bom-crlf.csv")).toEqual(plain);
  const western = await read("windows1252-crlf.csv");
  expect(western).toHaveLength(97);
  expect(western.filter((name) => !plain.includes(name))).toEqual([]);
});

test("PPL-17 the order of dates is proved by the whole column, or asked", async () => {
  const proved = await importText("fname,lname,dob\nAna,Lee,3/7/1984\nBen,Lee,12/25/1990\n");
  expect(proved.analysis.dateOrder).toBe("mdy");
  expect(proved.rows.map(({ patient }) => patient.birthOn)).toEqual(["1984-03-07", "1990-12-25"]);
  const open = await importText("fname,lname,dob\nAna,Lee,3/7/1984\nBen,Lee,1/2/1990\n");
  expect(open.analysis).toMatchObject({
    dateOrder: "unproved",
    dateExamples: ["3/7/1984", "1/2/1990"],
  });
  expect(open.report.counts).toMatchObject({ new: 0, invalid: 2 });
  const answered = await importText("fname,lname,dob\nAna,Lee,3/7/1984\nBen,Lee,1/2/1990\n", {
    dateOrder: "dmy",
  });
  expect(answered.rows.map(({ patient }) => patient.birthOn)).toEqual(["1984-07-03", "1990-02-01"]);
});

test("PPL-17 lost zeros of ZIP codes are counted and given back, in files of the USA only", async () => {
  const american = await importText(
    "lname,dob,state,zip\nLee,1984-03-07,MA,2171\nOrtiz,1984-03-08,TX,75001\n",
  );
  expect(american.analysis).toMatchObject({ lostZeros: 1, mapping: { padZip: true } });
  expect(american.rows.map(({ patient }) => patient.address.postalCode)).toEqual([
    "02171",
    "75001",
  ]);
  const australian = await importText(
    "lname,dob,state,zip\nLee,1984-03-07,nsw,2171\nOrtiz,1984-03-08,,3000\nNg,1984-01-01,vic,3001\n",
  );
  expect(australian.analysis).toMatchObject({ lostZeros: 0, mapping: { padZip: false } });
  expect(australian.rows.map(({ patient }) => patient.address.postalCode)).toEqual([
    "2171",
    "3000",
    "3001",
  ]);
});

test("PPL-17 damaged accents are seen, held, and repaired on demand", async () => {
  const text = "fname,lname,dob\nJosÃ©,NuÃ±ez,1984-03-07\nAna,Lee,1984-03-08\n";
  const asked = await importText(text);
  expect(asked.analysis.damaged).toEqual({ cells: 2, example: "JosÃ©", repaired: "José" });
  expect(asked.report.counts).toMatchObject({ new: 1, review: 1 });
  const repaired = await importText(text, { damagedText: "repair" });
  expect(repaired.rows[0]?.patient).toMatchObject({ firstName: "José", lastName: "Nuñez" });
});

test("PPL-17 samples and reasons are shown for every column", async () => {
  const { analysis } = await importText(
    "lname,dob,SSN,shoe size,empty\nLee,1984-03-07,999-00-1111,38,\nOrtiz,1990-01-02,,40,\n",
  );
  expect(analysis.samples).toEqual([
    ["Lee", "Ortiz"],
    ["1984-03-07", "1990-01-02"],
    ["999-00-1111"],
    ["38", "40"],
    [],
  ]);
  expect(analysis.notImported.map(({ header, reason }) => [header, reason])).toEqual([
    ["SSN", "identity_number"],
    ["shoe size", "unknown"],
    ["empty", "blank"],
  ]);
});

test("PPL-18 all problems can be saved as CSV that no spreadsheet runs", async () => {
  const { file } = await importText(
    'lname,fname,dob\nLee,Ana,"=cmd|\'/c calc\'!A1"\nOrtiz,"Ben ""B""",31/31/1990\n',
  );
  const csv = [...file.problemsCsv()].join("");
  expect(csv.split("\r\n")).toEqual([
    "Line,Column,Column name,Kind,Code,Value,What to do",
    `2,3,"dob",invalid,birth_date_not_real,"'=cmd|'/c calc'!A1","The birth date “=cmd|'/c calc'!A1” is no day of the calendar. Correct it."`,
    '3,3,"dob",invalid,birth_date_not_real,"31/31/1990","The birth date “31/31/1990” is no day of the calendar. Correct it."',
    "",
  ]);
});

test("PPL-17 a second run of the same file adds nobody", async () => {
  const text = "id,lname,fname,dob\n1,Lee,Ana,1984-03-07\n2,Ortiz,Ben,1990-01-02\n";
  const practice: Practice = {
    meet: (rows) =>
      Promise.resolve(
        rows.map(({ row }) => ({
          row,
          acquaintance: { kind: "known" as const, patientId: 40 + row },
        })),
      ),
    guarantors: () => Promise.resolve([]),
  };
  const { report, rows } = await importText(text, {}, practice);
  expect(report.counts).toMatchObject({ rows: 2, new: 0, known: 2 });
  expect(rows.map(({ verdict, knownPatientId }) => [verdict, knownPatientId])).toEqual([
    ["known", 40],
    ["known", 41],
  ]);
});

test("PPL-18 the practice is asked about guarantors who are not in the file", async () => {
  const asked: string[][] = [];
  const practice: Practice = {
    meet: () => Promise.resolve([]),
    guarantors: (ids) => {
      asked.push([...ids]);
      return Promise.resolve(["7"]);
    },
  };
  const { report, rows } = await importText(
    "id,lname,dob,guarantor\n1,Lee,2015-03-07,7\n2,Ortiz,2015-03-07,8\n",
    {},
    practice,
  );
  expect(asked).toEqual([["7", "8"]]);
  expect(report.counts).toMatchObject({ new: 1, review: 1 });
  expect(rows[0]?.outsideGuarantor).toBe("7");
});

test.each<[string, Partial<ImportMapping>, string]>([
  ["a field twice", { columns: ["lastName", "lastName", "birthDate"] }, "import_field_twice"],
  ["no name", { columns: [null, null, "birthDate"] }, "import_name_not_mapped"],
  ["no birth date", { columns: ["lastName", null, null] }, "import_birth_date_not_mapped"],
  ["too few columns", { columns: ["lastName", "birthDate"] }, "import_mapping_does_not_fit"],
])("F-18 a mapping with %s is refused whole", async (_, change, code) => {
  await expect(importText("a,b,c\n1,2,3\n", change)).rejects.toMatchObject({ code });
});

test("PPL-19 work ends with a refusal as soon as it is told to stop", async () => {
  let asked = 0;
  const file = new ImportFile(
    Buffer.from(`lname,dob\n${"Lee,1984-03-07\n".repeat(30_000)}`),
    () => {
      asked += 1;
      return asked < 3;
    },
  );
  expect(() => file.analyse(findEverything, null)).toThrow(
    expect.objectContaining({ code: "import_stopped" }) as Error,
  );
});
