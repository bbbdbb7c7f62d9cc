import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvScanner, type CsvFault, type CsvRecord } from "./csv-scanner.ts";

type Scanned = { records: CsvRecord[]; fault: CsvFault | undefined };

function scan(
  text: string,
  options: { delimiter?: string; quoted?: boolean; pieces?: number } = {},
): Scanned {
  const records: CsvRecord[] = [];
  const scanner = csvScanner(
    { delimiter: options.delimiter ?? ",", quoted: options.quoted ?? true },
    (record) => {
      records.push(record);
    },
  );
  const size = options.pieces ?? Math.max(1, text.length);
  for (let at = 0; at < text.length; at += size) scanner.write(text.slice(at, at + size));
  return { fault: scanner.end(), records };
}

function cellsOf(text: string, options = {}): (readonly string[])[] {
  return scan(text, options).records.map(({ cells }) => cells);
}

test.each<[string, string, readonly (readonly string[])[]]>([
  [
    "plain cells",
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "no line end at the end",
    "a,b\n1,",
    [
      ["a", "b"],
      ["1", ""],
    ],
  ],
  [
    "Windows line ends",
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "old Macintosh line ends",
    "a,b\r1,2\r",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ["separators, quotes and line ends in quotes", '"a,""b""\nc",d', [['a,"b"\nc', "d"]]],
  ["blanks around quotes", 'a, "b" ,c', [["a", "b", "c"]]],
  ["blanks kept without quotes", "a,  b ,c", [["a", "  b ", "c"]]],
  ["a quote inside a cell", `5'10" tall,b`, [[`5'10" tall`, "b"]]],
  ["empty quotes", '"",""', [["", ""]]],
  ["an empty line", "a\n\nb", [["a"], [""], ["b"]]],
  ["only quotes at the end", 'a,""', [["a", ""]]],
])("PPL-17 CSV with %s is read", (_, text, expected) => {
  expect(cellsOf(text)).toEqual(expected);
  expect(cellsOf(text, { pieces: 1 })).toEqual(expected);
});

test("PPL-17 text without quoting keeps its quotes", () => {
  expect(cellsOf('a\t"Bobby" Lee\n"x\ty', { delimiter: "\t", quoted: false })).toEqual([
    ["a", '"Bobby" Lee'],
    ['"x', "y"],
  ]);
});

test("PPL-18 records know the line on which they start, whatever the line ends in quotes", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ["h,i", `"one${end}two${end}three",x`, "b,c", "", "d,e"].join(end);
    expect(scan(text).records.map(({ line }) => line)).toEqual([1, 2, 5, 6, 7]);
    expect(scan(text, { pieces: 1 }).records.map(({ line }) => line)).toEqual([1, 2, 5, 6, 7]);
  }
});

test.each<[string, CsvFault]>([
  ['a,b\n1,"2\n3,4\n', { code: "quote_not_closed", line: 2, column: 2 }],
  ['a,b\n1,"abc,5\n2,"def",6\n', { code: "text_after_quote", line: 3, column: 2 }],
  [`a\n${"x".repeat(40_000)}`, { code: "cell_too_long", line: 2, column: 1 }],
  [`a\n"${"x".repeat(40_000)}"`, { code: "cell_too_long", line: 2, column: 1 }],
  [`a\nb,"${"x\n".repeat(40_000)}`, { code: "quote_not_closed", line: 2, column: 2 }],
  [`a\n${",".repeat(1_000_000)}`, { code: "too_many_columns", line: 2, column: 201 }],
])("S7 %# a fault has its line and column", (text, fault) => {
  expect(scan(text).fault).toEqual(fault);
  expect(scan(text, { pieces: 997 }).fault).toEqual(fault);
});

test("S7 a file of commas is refused at once, not after a million cells", () => {
  const { records } = scan(`a\n${",".repeat(1_000_000)}\nb`);
  expect(records).toHaveLength(1);
});

test("PPL-19 the reader stops when it is told to", () => {
  let seen = 0;
  const scanner = csvScanner({ delimiter: ",", quoted: true }, () => {
    seen += 1;
    return seen < 2;
  });
  scanner.write("a\nb\nc\nd\n");
  expect(scanner.end()).toBeUndefined();
  expect(seen).toBe(2);
});

test("PPL-17 well-formed CSV of any content is read as an independent reader reads it, in pieces of any size", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "é", "王", '"', ",", "\n", "\r\n", " ", "'", ";", "😀"),
    maxLength: 8,
  });
  const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
  const plain = fc.string({ unit: fc.constantFrom("a", "b", "é", "'", ";", "."), maxLength: 5 });
  const record = fc
    .array(fc.oneof(quoted, plain), { minLength: 2, maxLength: 5 })
    .map((cells) => cells.join(","));
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 8 }),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 9 }),
      (records, end, pieces) => {
        const text = records.join(end);
        const other = parse(text, {
          relax_column_count: true,
          record_delimiter: end,
        }) as string[][];
        expect(cellsOf(text, { pieces })).toEqual(other);
      },
    ),
    { numRuns: 600 },
  );
});

test("PPL-18 the line of every record is right for any mixture of line ends", () => {
  const ends = fc.constantFrom("\n", "\r\n", "\r");
  const cell = fc
    .array(fc.oneof(ends, fc.constantFrom("a", '""')), { maxLength: 5 })
    .map((parts) => `"${parts.join("")}"`);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, ends), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      (rows, pieces) => {
        let text = "";
        const expected = rows.map(([quoted, end]) => {
          const line = 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
          text += `${quoted},x${end}`;
          return line;
        });
        expect(scan(text, { pieces }).records.map(({ line }) => line)).toEqual(expected);
      },
    ),
    { numRuns: 600 },
  );
});

const spectrum = join(import.meta.dirname, "../../../shared/data/csv-torture/csv-spectrum");
const present = existsSync(spectrum);
if (!present) console.warn("Skipped: the CSV torture files are not on this computer.");

/** The answer of this file belongs to another file. */
const wrongAnswer = "location_coordinates.csv";

test.skipIf(!present)(
  "PPL-17 every torture file with an answer is read to exactly that answer",
  () => {
    const files = readdirSync(join(spectrum, "csvs")).filter((name) => name !== wrongAnswer);
    expect(files.length).toBeGreaterThan(10);
    for (const name of files) {
      const text = readFileSync(join(spectrum, "csvs", name), "utf8");
      // One file came here with its Windows line ends changed, its answer did not.
      const answer = JSON.parse(
        readFileSync(join(spectrum, "json", name.replace(".csv", ".json")), "utf8").replaceAll(
          "\\r\\n",
          "\\n",
        ),
      );
      const { records, fault } = scan(text);
      expect(fault).toBeUndefined();
      const [headers = [], ...rows] = records.map(({ cells }) => cells);
      const objects = rows.map((cells) =>
        Object.fromEntries(headers.map((header, index) => [header, cells[index]])),
      );
      expect({ name, objects }).toEqual({ name, objects: answer });
    }
    const [header, row] = cellsOf(readFileSync(join(spectrum, "csvs", wrongAnswer), "utf8"));
    expect(header).toHaveLength(4);
    expect(row?.slice(2)).toEqual(["Modesto", "Stanislaus"]);
  },
);
