import fc from "fast-check";
import { expect, test } from "vitest";
import { csvScanner } from "../imports/csv-scanner.ts";
import { unprotectCell } from "../imports/spreadsheet-text.ts";
import { csvAmount, csvLine, csvText, type CsvColumn } from "./csv.ts";

type Row = { readonly name: string; readonly note: string; readonly cents: number };
const columns: readonly CsvColumn<Row>[] = [
  { header: "Name", cell: (row) => row.name },
  { header: "Note", cell: (row) => row.note },
  { header: "Balance", cell: (row) => csvAmount(row.cents) },
];

test("PPL-21 a table is UTF-8 with a byte-order mark, one record a line, quoted where needed", () => {
  expect(
    csvText(columns, [
      { name: "Lee, Rosa", note: 'said "later"', cents: 3705 },
      { name: "Đặng", note: "two\r\nlines", cents: -5 },
    ]),
  ).toBe(
    '\ufeffName,Note,Balance\r\n"Lee, Rosa","said ""later""",37.05\r\nĐặng,"two\r\nlines",-0.05\r\n',
  );
});

test.each([
  ["=1+1", "'=1+1"],
  ["+1 617", "'+1 617"],
  ["-12", "'-12"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", "\"'\rx\""],
  ["  =1", "'  =1"],
  ["\ufeff=1", "'\ufeff=1"],
  ["'=1", "''=1"],
  ["O'Brien", "O'Brien"],
])("PPL-21 the text cell %j is written as %j", (text, cell) => {
  expect(csvLine([text])).toBe(cell);
});

test("PPL-21 numeric cells are exempt, so that a spreadsheet adds them up", () => {
  expect(csvLine([-12, csvAmount(-3705), csvAmount(0), csvAmount(7), csvAmount(-1200, 0), null])).toBe(
    "-12,-37.05,0.00,0.07,-1200,",
  );
});

test("PPL-21 our own importer reads every exported text back as it was", () => {
  const unit = fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", " ", "\ufeff", '"', ",", "é", "王");
  const cell = fc.string({ unit, maxLength: 10 });
  fc.assert(
    fc.property(fc.array(fc.record({ name: cell, note: cell, cents: fc.integer() }), { maxLength: 8 }), (rows) => {
      const read: string[][] = [];
      const scanner = csvScanner({ delimiter: ",", quoted: true }, (record) => {
        read.push([...record.cells]);
      });
      scanner.write(csvText(columns, rows).slice(1));
      expect(scanner.end()).toBeUndefined();
      expect(read.slice(1).map(([name, note]) => [unprotectCell(name ?? ""), unprotectCell(note ?? "")])).toEqual(
        rows.map(({ name, note }) => [name, note]),
      );
    }),
  );
});
