import fc from "fast-check";
import { expect, test } from "vitest";
import { csvScanner } from "../imports/csv-scanner.ts";
import { protectCell, unprotectCell } from "../imports/spreadsheet-text.ts";
import { csvAmount, csvLine, csvText } from "./csv.ts";

const starts = ["=", "+", "-", "@", "\t", "\r", "\n", "\u0000", "|", "＝", "＋", "－", "＠"];
const before = ["", " ", "   ", "\ufeff", "\u00a0", "\u2003", "\ufeff ", "'", "''", " \ufeff\u00a0", "\u0000"];
const bodies = ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","pay")', "SUM(A1:A9)*cmd|x", "", "\"", ",2"];
const attacks = starts.flatMap((start) => before.flatMap((blank) => bodies.map((body) => blank + start + body)));

/** What a spreadsheet has in the cell: quotes taken off as RFC 4180 says. */
function cellRead(line: string): string {
  const read: string[] = [];
  const scanner = csvScanner({ delimiter: ",", quoted: true }, (record) => {
    read.push(...record.cells);
  });
  scanner.write(`${line}\r\n`);
  expect(scanner.end()).toBeUndefined();
  expect(read).toHaveLength(1);
  return read[0] ?? "";
}

test(`S6 of ${attacks.length} cells that a spreadsheet might run, none begins as a formula, and each comes back as it was`, () => {
  const running = attacks.filter((attack) => !cellRead(csvLine([attack])).startsWith("'"));
  expect(running).toEqual([]);
  const changed = attacks.filter((attack) => unprotectCell(cellRead(csvLine([attack]))) !== attack);
  expect(changed).toEqual([]);
});

test.each(["Rosa", "O'Brien", "12 Oak St", "a=b", "x-ray", "rosa+billing@example.org", "'t Hooft", "…", "王小明", "ʻOkina", "(617) 555-0100", "#12", "~", "1/2"])(
  "PPL-21 %s is nobody's formula and is written as typed",
  (text) => {
    expect(protectCell(text)).toBe(text);
    expect(csvLine([text])).toBe(text);
  },
);

test("S6 any text at all survives, quoted or not, and its line stays one record", () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom(...attacks));
  fc.assert(
    fc.property(fc.array(text.filter((one) => one.isWellFormed()), { minLength: 1, maxLength: 5 }), (cells) => {
      const records: string[][] = [];
      const scanner = csvScanner({ delimiter: ",", quoted: true }, (record) => {
        records.push([...record.cells]);
      });
      scanner.write(csvText(cells.map((_, at) => ({ header: `h${at}`, cell: (row: string[]) => row[at] ?? "" })), [cells]).slice(1));
      scanner.end();
      expect(records).toHaveLength(2);
      expect(records[1]?.map(unprotectCell)).toEqual(cells);
    }),
  );
});

test("S6 amounts are numbers of the form -?digits(.digits)? and so are exempt, to the last cent", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(0 as const, 2 as const), (cents, digits) => {
      const { decimal } = csvAmount(cents, digits);
      expect(decimal).toMatch(/^-?\d+(\.\d+)?$/);
      expect(decimal).toMatch(digits === 0 ? /^-?\d+$/ : /^-?\d+\.\d{2}$/);
      expect(BigInt(decimal.replace(".", ""))).toBe(BigInt(cents));
    }),
  );
});

test("PPL-20 headers are protected like any other cell", () => {
  expect(csvText([{ header: "=1", cell: () => 1 }], [0])).toBe("\ufeff'=1\r\n1\r\n");
});

test("PPL-20 a table without rows is its header alone", () => {
  expect(csvText([{ header: "Name", cell: () => "" }], [])).toBe("\ufeffName\r\n");
});
