import { beforeAll, describe, expect, test, vi } from "vitest";
import { noticeKinds } from "#domain/dunning/notice-kinds.ts";
import { fieldsOf, fillText, longestBody, type MergeValues } from "#domain/dunning/notice-text.ts";
import { defaultTexts } from "#domain/dunning/notice-texts.ts";
import { sampleNotice, sampleSetup } from "#domain/statements/testing.ts";
import { viewDocument, viewNotices } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText, printedWords } from "./testing.ts";
import { openTypstEngine, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of printed letters are skipped: ${pdfToolsMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

/** Long values, as a large family of a long-named practice would have. */
const long = (name: string): string => (name === "members" ? "Rosa, Ben, Ida, Maximiliana and Christopher-James Featherstonehaugh" : `${name} value`);

describe.skipIf(pdfToolsMissing !== "")("BIL-11 letters on paper", () => {
  test("BIL-11 the words are on the page, selectable, with the amount and the slip", async () => {
    const { pdf, pages } = await engine.compile(viewDocument("notice", sampleNotice()));
    expect(pages).toBe(1);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["Your membership ends on Jan 2, 2027", "Dear Rosa Lee,", "$74.00", "1872 Maple Avenue", "With kind regards,"])
      expect(text).toContain(bare(part));
    expect(pdfInfo(pdf).get("Title")).toContain("Letter – Account 1042");
  });

  test("BIL-11 the body is set large: type of 11.5 pt, two points more than a statement", async () => {
    const { pdf } = await engine.compile(viewDocument("notice", sampleNotice()));
    const dear = printedWords(pdf).find(({ text }) => text === "Dear");
    // A word's box is as high as its type: 11.5 pt are 4 mm.
    expect((dear?.bottomMm ?? 0) - (dear?.topMm ?? 0)).toBeGreaterThan(3.9);
  });

  test.each(noticeKinds.flatMap((kind) => (["en", "es"] as const).map((language) => [kind, language] as const)))(
    "DOC-8 the default %s in %s fits on one page above the slip, on every paper",
    async (kind, language) => {
      const values: MergeValues = Object.fromEntries(fieldsOf[kind].map((name) => [name, long(name)]));
      const text = defaultTexts[kind][language];
      for (const [envelope, paper] of [["single-10", "letter"], ["dl", "a4"]] as const) {
        const setup = { ...sampleSetup(envelope, paper), locale: language === "es" ? "es-US" : "en-US" };
        const { pages } = await engine.compile(
          viewDocument("notice", sampleNotice({ setup, subject: fillText(text.subject, values), body: fillText(text.body, values) })),
        );
        expect(pages).toBe(1);
      }
    },
  );

  test("DOC-8 a text as long as may be saved takes a second page and loses nothing", async () => {
    const body = `${"Word after word. ".repeat(Math.floor(longestBody / 17) - 1)}\nThe end.`;
    const { pdf } = await engine.compile(viewDocument("notice", sampleNotice({ body })));
    expect(bare(printedText(pdf))).toContain("Theend.");
  });

  test("DOC-11 in a print run each letter begins on its own page", async () => {
    const letters = [sampleNotice(), sampleNotice({ pay: null, subject: "Another" }), sampleNotice({ subject: "A third" })];
    const { pages, endPages } = await engine.compile(viewNotices(letters));
    expect(pages).toBe(3);
    expect(endPages).toEqual([1, 2, 3]);
  });
});
