import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cleanText,
  cleanTexts,
  nameCharacter,
  neededCodePoints,
  substitute,
  substituteMissing,
} from "./printable.ts";

describe("text on paper", () => {
  test("DOC-2 signs that mean something to a typesetter stay as typed", () => {
    const typed =
      "#let x = 1 *bold* _it_ $x^2$ \\ ~ `code` @ref <label> // [a] {b} \"q\" 'q' -- --- ...";
    expect(cleanText(typed)).toEqual({ text: typed, dropped: [] });
  });

  test("DOC-2 decomposed accents are composed, so that the font's own letter is used", () => {
    expect(cleanText("Nguye\u0302\u0303n").text).toBe("Nguyễn");
  });

  test("DOC-2 a control character is shown as a substitute and reported", () => {
    expect(cleanText("bell\u0007")).toEqual({ text: `bell${substitute}`, dropped: [7] });
  });

  test("DOC-2 line ends and tabs inside a name are blanks", () => {
    expect(cleanText("Rosa\r\n\tLee\u2028Ortiz").text).toBe("Rosa Lee Ortiz");
  });

  test("DOC-2 signs that turn the reading order are left out: they would turn the amount beside them", () => {
    expect(cleanText("Rosa\u202E eeL\u2066x\u2069").text).toBe("Rosa eeLx");
  });

  test("DOC-2 towers of accents are cut to what languages need, and the rest reported", () => {
    const { text, dropped } = cleanText(`x${"\u0323".repeat(20)}`);
    expect([...text]).toHaveLength(5);
    expect(dropped).toHaveLength(16);
  });

  test("DOC-2 a run without a place to break gets one, an e-mail address of usual length none", () => {
    expect(
      cleanText("W".repeat(100))
        .text.split("\u200B")
        .every((part) => part.length <= 16),
    ).toBe(true);
    expect(cleanText("reception.desk@alderstreetdental.example").text).not.toContain("\u200B");
    expect(cleanText("Featherstonehaugh-Cholmondeley").text).not.toContain("\u200B");
  });

  test("DOC-2 cleaning twice changes nothing more, and never leaves a lone surrogate", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const once = cleanText(raw).text;
        expect(cleanText(once).text).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
    expect(cleanText("a\uD800b").text).toBe(`a${substitute}b`);
  });

  test("DOC-2 every text of a document is cleaned, keys and numbers are left", () => {
    const dropped = new Set<number>();
    expect(cleanTexts({ "a\u0007": ["x\u0001", 5, null, true] }, dropped)).toEqual({
      "a\u0007": [`x${substitute}`, 5, null, true],
    });
    expect([...dropped]).toEqual([1]);
  });

  test("DOC-2 blanks and invisible joiners need no glyph, everything else does", () => {
    const needed = neededCodePoints({ a: "A \u00A0\u200D\uFE0F", b: ["é", 7] });
    expect([...needed].map((code) => String.fromCodePoint(code))).toEqual(["A", "é"]);
  });

  test("DOC-2 what no font has is replaced visibly and named", () => {
    expect(substituteMissing(["𠮷野"], new Set([0x20bb7]))).toEqual([`${substitute}野`]);
    expect(nameCharacter(0x20bb7)).toBe("U+20BB7 𠮷");
    expect(nameCharacter(7)).toBe("U+0007");
  });
});
