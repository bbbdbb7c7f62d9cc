import { expect, test } from "vitest";
import { textWidthEm } from "./text-width.ts";

test("DOC-3 ASCII is as wide as Noto Sans says", () => {
  expect(textWidthEm("A1.")).toBeCloseTo(0.639 + 0.572 + 0.268, 6);
});

test("DOC-3 accents do not make a Latin letter wider, composed or not", () => {
  expect(textWidthEm("Éé")).toBeCloseTo(textWidthEm("Ee"), 6);
  expect(textWidthEm("E\u0301e\u0301")).toBeCloseTo(textWidthEm("Ee"), 6);
  expect(textWidthEm("Nguyễn")).toBeCloseTo(textWidthEm("Nguyen"), 6);
});

test("DOC-3 the horned Vietnamese vowels are a little wider", () => {
  expect(textWidthEm("ơ")).toBeGreaterThan(textWidthEm("o"));
});

test("DOC-3 ideographs and Hangul syllables are squares, emoji at least as wide as printed", () => {
  expect(textWidthEm("王小明")).toBe(3);
  expect(textWidthEm("김철수")).toBe(3);
  expect(textWidthEm("😀")).toBeGreaterThanOrEqual(1.27);
});

test("DOC-3 full-width letters are counted as wide as they are, not as the letters they look like", () => {
  expect(textWidthEm("Ｒｏｓａ ５")).toBeCloseTo(5 + 0.26, 5);
});
