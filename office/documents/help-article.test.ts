import { beforeAll, describe, expect, test, vi } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { plainWords, textsOf } from "#domain/help/article.ts";
import { helpArticles } from "#domain/help/articles.ts";
import { helpExample } from "#domain/help/example.fixture.ts";
import { viewDocument } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of help articles on paper are skipped: ${pdfToolsMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

/** Letters and figures alone: lines are broken on paper, and marks of lists stand between. */
const letters = (text: string): string => bare(text).replaceAll(/[^\p{L}\p{N}]/gu, "");

describe.skipIf(pdfToolsMissing !== "")("DOC-1 help articles on paper", () => {
  test("DOC-1 HLP-1 every article: its title, its question, and each of its texts", async () => {
    for (const article of helpArticles) {
      const { pdf, missing, warnings } = await engine.compile(viewDocument("help_article", helpExample("Ana", { article, note: null })));
      expect([missing, warnings], article.id).toEqual([[], []]);
      const info = pdfInfo(pdf);
      expect(info.get("Title"), article.id).toBe(`Help – ${article.title}`);
      const text = letters(printedText(pdf));
      // A table's cells are read row by row, so each cell is looked for by itself, word by word where it wraps.
      for (const words of [article.title, article.question, ...article.blocks.filter(({ kind }) => kind !== "table").flatMap(textsOf)]) expect(text, article.id).toContain(letters(plainWords(words)));
      for (const cell of article.blocks.filter(({ kind }) => kind === "table").flatMap(textsOf)) for (const word of plainWords(cell).split(" ")) expect(text, article.id).toContain(letters(word));
    }
  });

  test("HLP-2 the longest note goes over as many pages as it needs, each with its number", async () => {
    const body = Array.from({ length: 90 }, (_, at) => `Line ${at + 1} of how we do it.`).join("\n");
    const { pdf, pages } = await engine.compile(viewDocument("help_article", helpExample("Ana", { note: { by: "Ana", at: toInstant("2026-11-20T15:00:00.000Z"), body } })));
    expect(pages).toBeGreaterThan(1);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["Line 1 of how we do it.", "Line 90 of how we do it.", `Page 1 of ${pages}`, `Page ${pages} of ${pages}`]) expect(text).toContain(bare(part));
  });
});
