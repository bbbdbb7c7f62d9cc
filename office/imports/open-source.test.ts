import { type FileSettings, findEverything } from "#domain/imports/file-settings.ts";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refusalSentence } from "#contract/refusals.ts";
import { Refusal } from "#domain/refusal.ts";
import { sniffDelimiter } from "./delimiter.ts";
import { columnNames, findHeader } from "./header.ts";
import { openSource } from "./open-source.ts";
import type { RowSource } from "./row-source.ts";

function open(text: string, settings: Partial<FileSettings> = {}): RowSource {
  return openSource(Buffer.from(text), { ...findEverything, ...settings });
}

function rowsOf(source: RowSource): { line: number; cells: readonly string[] | null }[] {
  return [...source.batches()].flat();
}

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("was not refused");
}

test.each([
  ["a,b,c\n1,2,3\n4,5,6", ","],
  ["a;b;c\n1,5;2;3\n4,5;5;6", ";"],
  ["a\tb\n1\t2, 3\n", "\t"],
  ["a|b|c\n1|2|3", "|"],
  ['name;note\n"Lee, Ana";"a, b, c"\n"Ortiz, Ben";"d, e, f"', ";"],
  ["name\nAna\nBen", ","],
  ["", ","],
])("PPL-17 the separator of %j is %j", (text, delimiter) => {
  expect(sniffDelimiter(text)).toBe(delimiter);
});

test("PPL-17 a stated separator wins and lines keep their numbers", () => {
  const source = open("sep=;\r\nfname;dob\r\nAna,x;1984-03-07\r\n");
  expect(source.table?.delimiter).toBe(";");
  expect(source.columns).toEqual(["fname", "dob"]);
  expect(rowsOf(source)).toEqual([{ line: 3, cells: ["Ana,x", "1984-03-07"] }]);
  expect(source.notices.map(({ code }) => code)).toEqual(["separator_stated"]);
});

test("PPL-17 the line with the column names is found below a title, or missed where there is none", () => {
  const titled = open(
    "Patient list\n\nPrinted 11/22/2026\nFirst Name,Last Name,DOB\nAna,Lee,3/7/1984\n",
  );
  expect(titled.columns).toEqual(["First Name", "Last Name", "DOB"]);
  expect(rowsOf(titled)).toEqual([{ line: 5, cells: ["Ana", "Lee", "3/7/1984"] }]);
  expect(titled.notices).toContainEqual({
    code: "lines_before_header",
    line: 4,
    column: 0,
    name: "",
  });
  const bare = open("Ana,Lee,3/7/1984\nBen,Ortiz,4/8/1990\n");
  expect(bare.table?.hasHeader).toBe(false);
  expect(bare.columns).toEqual(["Column 1", "Column 2", "Column 3"]);
  expect(rowsOf(bare)).toHaveLength(2);
});

test("PPL-17 whether there are column names can be said by hand", () => {
  expect(open("Ana,Lee\nBen,Ortiz", { hasHeader: false }).columns).toEqual([
    "Column 1",
    "Column 2",
  ]);
  expect(open("1,2\n3,4", { hasHeader: true }).columns).toEqual(["1", "2"]);
  expect(findHeader([["", ""], []])).toBe(-1);
});

test("S7 blank and repeated column names are named apart and noticed with line and column", () => {
  const { names, notices } = columnNames(
    ["id", "", "id", "id", "__proto__", "constructor", " "],
    2,
  );
  expect(names).toEqual([
    "id",
    "Column 2",
    "id (2)",
    "id (3)",
    "__proto__",
    "constructor",
    "Column 7",
  ]);
  expect(notices.map(({ code, line, column }) => [code, line, column])).toEqual([
    ["header_blank", 2, 2],
    ["header_twice", 2, 3],
    ["header_twice", 2, 4],
    ["header_blank", 2, 7],
  ]);
});

test("PPL-17 tab-separated text with stray quotes is read without quoting, by itself", () => {
  const source = open('PatNum\tLName\tFName\n1\tLee\t"Bobby" Joe\n2\t"Ortiz\tBen\n');
  expect(source.table).toEqual({ delimiter: "\t", quoted: false, hasHeader: true });
  expect(rowsOf(source).map(({ cells }) => cells)).toEqual([
    ["1", "Lee", '"Bobby" Joe'],
    ["2", '"Ortiz', "Ben"],
  ]);
  expect(source.notices.map(({ code }) => code)).toContain("quotes_not_used");
});

test("PPL-18 blank rows are no rows", () => {
  expect(rowsOf(open("a,b\n1,2\n\n , \n,,\n3,4\n")).map(({ line }) => line)).toEqual([2, 6]);
});

test.each<[string, string | Uint8Array, string, Partial<FileSettings>?]>([
  ["nothing", "", "import_file_empty"],
  ["only a byte-order mark", "\ufeff", "import_file_empty"],
  ["only blanks", " \r\n\r\n", "import_file_empty"],
  ["a workbook", Buffer.from("PK\x03\x04[Content_Types].xml", "latin1"), "import_file_is_not_text"],
  [
    "bytes of any kind",
    Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 32)),
    "import_file_is_not_text",
  ],
  ["a NUL in the names", `fna\0me,dob\n${"Ana,1984-03-07\n".repeat(20)}`, "import_header_has_nul"],
  ["an open quote", 'fname,dob\nAna,"1984\nBen,x\n', "import_quote_not_closed"],
  ["text after a quote", 'fname,dob\n"A"na,x\n', "import_text_after_quote"],
  ["a million columns", `a,b\n${",".repeat(1_000_000)}\n`, "import_too_many_columns"],
  ["an endless line", `a,b\n${"x".repeat(5_000_000)}`, "import_cell_too_long"],
  ["too many rows", `a,b\n${"1,2\n".repeat(200_001)}`, "import_too_many_rows"],
  ["JSON that is no FHIR", '{"a": 1}', "import_json_not_fhir"],
  ["broken JSON", '{"resourceType": "Bundle",\n "entry": [ {"resource": {', "import_json_broken"],
  [
    "FHIR without patients",
    '{"resourceType":"Observation"}\n{"resourceType":"Observation"}\n',
    "import_fhir_without_patients",
  ],
])("S7 a file with %s is refused in words", (_, content, code, settings = {}) => {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const refusal = refusalOf(() => rowsOf(openSource(bytes, { ...findEverything, ...settings })));
  expect(refusal.code).toBe(code);
  expect(refusalSentence(refusal.code, refusal.facts)).toMatch(/\.$/);
  expect(refusalSentence(refusal.code, refusal.facts)).not.toMatch(/undefined|NaN/);
});

test("S7 a file of more than 50 MB is refused before it is read", () => {
  const refusal = refusalOf(() => openSource(new Uint8Array(50 * 1024 * 1024 + 1), findEverything));
  expect(refusal).toMatchObject({
    code: "import_file_too_large",
    facts: { megabytes: 51, limit: 50 },
  });
});

test("PPL-17 FHIR patients are read from NDJSON, a bundle, a list, or one alone", () => {
  const ana = { resourceType: "Patient", id: "a", name: [{ family: "Lee" }] };
  const other = { resourceType: "Observation", note: 'a "Patient" }]{[' };
  const texts = [
    `${JSON.stringify(ana)}\n${JSON.stringify(other)}\r\n\n${JSON.stringify(ana)}`,
    JSON.stringify(
      {
        resourceType: "Bundle",
        link: [{ relation: "self" }],
        entry: [{ resource: other }, { resource: ana }, { resource: ana }],
      },
      null,
      2,
    ),
    JSON.stringify([ana, ana]),
  ];
  for (const text of texts)
    expect(rowsOf(open(text)).map(({ cells }) => cells?.[4])).toEqual(["Lee", "Lee"]);
  expect(rowsOf(open(JSON.stringify(ana, null, 2)))).toHaveLength(1);
  expect(rowsOf(open(JSON.stringify(ana)))).toHaveLength(1);
  expect(open(texts[1] ?? "").format).toBe("fhir_bundle");
  expect(rowsOf(open(texts[1] ?? ""))[0]?.line).toBeGreaterThan(8);
});

test("PPL-17 a line of NDJSON that is broken is one bad row", () => {
  const source = open(
    '{"resourceType":"Patient","id":"a"}\n{"resourceType":\n{"resourceType":"Patient","id":"b"}\n',
  );
  expect(rowsOf(source).map(({ line, cells }) => [line, cells === null])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ]);
});

const data = join(import.meta.dirname, "../../../shared/data");
const present = existsSync(data);
if (!present) console.warn("Skipped: the shared files are not on this computer.");

test.skipIf(!present)("PPL-17 DSTU2 is refused in words and nothing is read from it", () => {
  const bytes = readFileSync(join(data, "fhir/dstu2-bundle-must-refuse.json"));
  const refusal = refusalOf(() => rowsOf(openSource(bytes, findEverything)));
  expect(refusal.code).toBe("import_fhir_too_old");
});

test.skipIf(!present)("S7 every torture file is read, or refused with its line", () => {
  const outcomes: Record<string, string> = {};
  for (const set of ["frictionless", "node-csv", "csv-spectrum/csvs"]) {
    const folder = join(data, "csv-torture", set);
    for (const name of readdirSync(folder)) {
      try {
        outcomes[`${set}/${name}`] =
          `${rowsOf(openSource(readFileSync(join(folder, name)), findEverything)).length} rows`;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        outcomes[`${set}/${name}`] = `${error.code} ${JSON.stringify(error.facts)}`;
      }
    }
  }
  expect(outcomes).toMatchObject({
    "frictionless/accent.csv": "2 rows",
    "frictionless/ascii-notvalid.csv": "1 rows",
    "frictionless/blank-headers.csv": "2 rows",
    "frictionless/blank-rows-multiple.csv": "2 rows",
    "frictionless/bom.csv": "2 rows",
    "frictionless/capital-invalid.csv": "10 rows",
    "frictionless/defective-rows.csv": "2 rows",
    "frictionless/delimiter.csv": "2 rows",
    "frictionless/doublequote.csv": "5 rows",
    "frictionless/duplicate-headers.csv": "2 rows",
    "frictionless/empty.csv": "import_file_empty {}",
    "frictionless/escaping.csv": 'import_text_after_quote {"line":4,"column":2}',
    "frictionless/invalid.csv": "3 rows",
    "node-csv/365-utf16le-bom-windows.csv": "1 rows",
    "node-csv/365-utf8-bom-windows.csv": "1 rows",
  });
  expect(Object.keys(outcomes).length).toBeGreaterThan(30);
});
