import fc from "fast-check";
import { expect, test } from "vitest";
import { certificateCode, codeOf, isWholeCode } from "./code.ts";

const numbers = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 9, maxLength: 9 });

test("PKG-12 a code is read as it was written, in any case, with or without its dash, O for 0 and I or L for 1", () => {
  fc.assert(
    fc.property(numbers, (drawn) => {
      const code = codeOf(drawn);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/u);
      expect(isWholeCode(code)).toBe(true);
      const scrawled = code.toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "l");
      expect(certificateCode(scrawled)).toBe(code);
    }),
  );
});

test("PKG-12 one wrong sign never makes another whole code", () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 31 }), (drawn, place, by) => {
      const other = drawn.map((number, index) => (index === place ? number + by : number));
      const [code, wrong] = [codeOf(drawn), codeOf(other)];
      expect(isWholeCode(`${wrong.slice(0, 10)}${code.slice(10)}`)).toBe(false);
    }),
  );
});

test("PKG-12 what is too short or too long stays what it is and is no whole code", () => {
  expect([certificateCode(""), certificateCode(" - "), certificateCode("ab1")]).toEqual(["", "", "AB1"]);
  expect(isWholeCode(certificateCode("ABCDEFGHJKM"))).toBe(false);
});
