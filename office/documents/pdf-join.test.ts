import { beforeAll, describe, expect, test, vi } from "vitest";
import { longStatement, sampleStatement } from "#domain/statements/testing.ts";
import { viewStatements } from "./document-views.ts";
import { joinPdfs } from "./pdf-join.ts";
import { pageObjects, readPdf } from "./pdf-pages.ts";
import { sourcePlaces } from "./places.ts";
import { checkPdf, pdfFonts, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const facts = {
  title: "Statements – Łódź (3)",
  author: "Alder Street Dental",
  language: "en",
  datedOn: "2026-11-10",
};

const parts: Uint8Array[] = [];
beforeAll(async () => {
  const engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
  for (const view of [
    viewStatements([
      sampleStatement({ householdNumber: "1" }),
      longStatement(40, { householdNumber: "2" }),
    ]),
    viewStatements([
      sampleStatement({ householdNumber: "3", recipient: { name: "王小明", addressLines: [] } }),
    ]),
  ]) {
    parts.push((await engine.compile(view)).pdf);
  }
});

describe.skipIf(pdfToolsMissing !== "")("the parts of a print run", () => {
  test("DOC-5 are joined into one sound file with all pages in order", () => {
    const joined = joinPdfs(parts, facts);
    expect(checkPdf(joined)).toContain("No syntax or stream encoding errors found");
    expect(pageObjects(readPdf(joined))).toHaveLength(4);
    const pages = [1, 2, 3, 4].map((page) =>
      printedText(joined, "-f", String(page), "-l", String(page)),
    );
    expect(pages.map((text) => /Account\s+(\d)/u.exec(text)?.[1])).toEqual(["1", "2", "2", "3"]);
    expect(pages.join("")).toBe(parts.map((part) => printedText(part)).join(""));
  });

  test("DOC-2 keep their fonts and get the run's own title and date; paper needs no tags", () => {
    const joined = joinPdfs(parts, facts);
    expect(pdfFonts(joined).every((font) => font.isEmbedded)).toBe(true);
    const info = pdfInfo(joined);
    expect(info.get("Title")).toBe("Statements – Łódź (3)");
    expect(info.get("CreationDate")).toContain("Nov 10");
    expect(info.get("Tagged")).toBe("no");
  });

  test("DOC-5 equal parts make equal files, and a joined file can be joined again", () => {
    const joined = joinPdfs(parts, facts);
    expect(Buffer.from(joinPdfs(parts, facts)).equals(Buffer.from(joined))).toBe(true);
    const twice = joinPdfs([joined, joined], facts);
    expect(checkPdf(twice)).toContain("No syntax or stream encoding errors found");
    expect(pageObjects(readPdf(twice))).toHaveLength(8);
  });

  test("a file that our compiler did not make is not guessed at", () => {
    expect(() => readPdf(Buffer.from("%PDF-1.4\nnot really\n"))).toThrow(/our own compiler/u);
  });
});
