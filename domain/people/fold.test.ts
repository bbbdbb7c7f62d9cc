import fc from "fast-check";
import { expect, test } from "vitest";
import { foldedKey, foldedPieces, foldText } from "./fold.ts";

const pairs: readonly (readonly [string, string])[] = [
  ["Gómez206", "gomez206"],
  ["Đặng Thị Ánh", "dang thi anh"],
  ["Łukasz Żółć", "lukasz zolc"],
  ["Søren Ærø", "soren aero"],
  ["Weiß", "weiss"],
  ["STRAẞE", "strasse"],
  ["Þór Œuvre", "thor oeuvre"],
  ["İpek Işık", "ipek isik"],
  ["Ħal Għaxaq", "hal ghaxaq"],
  ["Ｌｅｅ", "lee"],
  ["ﬁnn", "finn"],
  ["Ёлкина", "елкина"],
  ["Ἀθηνᾶ", "αθηνα"],
  ["مُحَمَّد", "محمد"],
  ["王小明", "王小明"],
  ["がく", "がく"],
  ["김민준", "김민준"],
  ["न्यूटन", "न्यूटन"],
  ["Zoe\u200b", "zoe"],
];

test.each(pairs)("PPL-6 %s is found as %s", (typed, folded) => {
  expect(foldText(typed)).toBe(folded);
});

test("PPL-6 a name in one piece and the same name with loose accents fold alike", () => {
  expect(foldText("José Nuñez".normalize("NFD"))).toBe(foldText("José Nuñez".normalize("NFC")));
});

test("PPL-6 folding twice changes nothing more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
    { numRuns: 500 },
  );
});

test("PPL-6 a compound name comes apart at blanks, hyphens and apostrophes", () => {
  expect(foldedPieces("O'Brien-Smith y Peña")).toEqual(["o", "brien", "smith", "y", "pena"]);
  expect(foldedKey("O’Brien-Smith")).toBe("obriensmith");
  expect(foldedPieces(" -- ")).toEqual([]);
});
