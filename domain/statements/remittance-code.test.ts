import fc from "fast-check";
import { expect, test } from "vitest";
import { toCents } from "../money.ts";
import { readRemittanceCode, remittanceCode } from "./remittance-code.ts";

const slip = fc.record({
  householdNumber: fc.stringMatching(/^[A-Z0-9-]{1,12}$/u),
  amountCents: fc.nat(99_999_999).map(toCents),
});

test("DOC-3 a scanned slip opens the household with the amount", () => {
  fc.assert(
    fc.property(slip, (given) => {
      expect(readRemittanceCode(remittanceCode(given))).toEqual(given);
    }),
  );
});

test("DOC-3 a slip with one wrong figure is not taken for another household or amount", () => {
  fc.assert(
    fc.property(slip, fc.nat(40), fc.integer({ min: 1, max: 9 }), (given, place, shift) => {
      const code = remittanceCode(given);
      const digits = [...code.matchAll(/\d/gu)]
        .map((match) => match.index)
        .filter((index) => index >= 5);
      const at = digits[place % digits.length] ?? 5;
      const wrong = `${code.slice(0, at)}${(Number(code[at]) + shift) % 10}${code.slice(at + 1)}`;
      expect(readRemittanceCode(wrong)).toBeNull();
    }),
  );
});

test("DOC-3 other codes are not ours", () => {
  for (const other of [
    "",
    "https://example.com",
    "PRN1:1042",
    "PRN1:1042:-5:3",
    "PRN1:1042:12.5:1",
  ]) {
    expect(readRemittanceCode(other)).toBeNull();
  }
});

test("DOC-3 the code holds only the account and the amount, in QR's compact alphabet", () => {
  expect(remittanceCode({ householdNumber: "1042", amountCents: toCents(27620) })).toMatch(
    /^PRN1:1042:27620:\d$/u,
  );
});
