import { beforeAll, describe, expect, test, vi } from "vitest";
import { firstPageMm, shiftPages } from "#domain/printing/shift-pages.ts";
import { longStatement, sampleStatement } from "#domain/statements/testing.ts";
import { viewStatements } from "./document-views.ts";
import { joinPdfs } from "./pdf-join.ts";
import { sourcePlaces } from "./places.ts";
import { checkPdf, pdfInfo, pdfToolsMissing, printedText, printedWords } from "./testing.ts";
import { openTypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let single: Uint8Array<ArrayBuffer>;
let run: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
  single = new Uint8Array((await engine.compile(viewStatements([sampleStatement()]))).pdf);
  const long = (await engine.compile(viewStatements([longStatement(40)]))).pdf;
  run = joinPdfs([single, long], { title: "Run", author: "Alder Street Dental", language: "en", datedOn: "2026-11-10" });
});

describe.skipIf(pdfToolsMissing !== "")("what the printer gets, read by other people's programs", () => {
  test("DOC-3 every word of every page moves by the printer's correction, to a twentieth of a millimetre", () => {
    for (const pdf of [single, run]) {
      const moved = shiftPages(pdf, { rightMm: 3.5, downMm: -2 });
      expect(moved).not.toBeNull();
      const [before, after] = [printedWords(pdf), printedWords(moved!)];
      expect(after).toHaveLength(before.length);
      expect(before.length).toBeGreaterThan(50);
      after.forEach((word, index) => {
        const was = before[index]!;
        expect([word.page, word.text]).toEqual([was.page, was.text]);
        expect(Math.abs(word.leftMm - was.leftMm - 3.5), word.text).toBeLessThan(0.05);
        expect(Math.abs(word.topMm - was.topMm + 2), word.text).toBeLessThan(0.05);
      });
    }
  });

  test("DOC-3 the moved file is sound, as large, and says the same", () => {
    for (const pdf of [single, run]) {
      const moved = shiftPages(pdf, { rightMm: -10, downMm: 10 })!;
      expect(checkPdf(moved)).toContain("No syntax or stream encoding errors found");
      for (const fact of ["Title", "Pages", "Page size", "Tagged"]) expect(pdfInfo(moved).get(fact), fact).toBe(pdfInfo(pdf).get(fact));
      expect(printedText(moved)).toBe(printedText(pdf));
    }
  });

  test("DOC-9 the paper of our documents is read from them", () => {
    expect(firstPageMm(single)?.widthMm).toBeCloseTo(215.9, 1);
    expect(firstPageMm(run)?.heightMm).toBeCloseTo(279.4, 1);
  });
});
