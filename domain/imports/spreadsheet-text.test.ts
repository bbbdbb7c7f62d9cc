import fc from "fast-check";
import { expect, test } from "vitest";
import { protectCell, unprotectCell } from "./spreadsheet-text.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+1 464 527 2097", "'+1 464 527 2097"],
  ["-12", "'-12"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", "'\rx"],
  ["  =1", "'  =1"],
  ["\ufeff=1", "'\ufeff=1"],
  ["'=1", "''=1"],
  ["''=1", "'''=1"],
  ["O'Brien", "O'Brien"],
  ["'Apostrophe", "'Apostrophe"],
  ["Ana", "Ana"],
  ["", ""],
])("PPL-21 %j is exported as %j and read back as it was", (text, cell) => {
  expect(protectCell(text)).toBe(cell);
  expect(unprotectCell(cell)).toBe(text);
});

test("PPL-21 every text survives the round trip, and no exported cell starts a formula", () => {
  const unit = fc.constantFrom(
    "'",
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    " ",
    "\ufeff",
    "a",
    "1",
    "é",
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      expect(unprotectCell(protectCell(text))).toBe(text);
      expect(protectCell(text)).not.toMatch(/^[\s\ufeff]*[=+\-@\t\r]/);
    }),
    { numRuns: 2_000 },
  );
});
