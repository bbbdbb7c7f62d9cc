import { beforeAll, describe, expect, test, vi } from "vitest";
import { sampleAgreement, sampleSetup } from "#domain/statements/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { viewDocument } from "./document-views.ts";
import { greyPng } from "./grey-png.fixture.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, inkIn, pdfInfo, pdfToolsMissing, printedText, printedWords } from "./testing.ts";
import { openTypstEngine, TemplateError, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of printed agreements are skipped: ${pdfToolsMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const one = (changes: Parameters<typeof sampleAgreement>[0] = {}) =>
  engine.compile(viewDocument("agreement", { agreements: [sampleAgreement(changes)] }));

describe.skipIf(pdfToolsMissing !== "")("MEM-8 agreements on paper", () => {
  test("MEM-8 text, prices, signer and fingerprint are on the page, selectable", async () => {
    const { pdf, pages, warnings } = await one();
    expect(warnings).toEqual([]);
    expect(pages).toBe(1);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["This is not insurance.", "$25.00 a month", "Rosa Lee", "before Ana Ruiz", "9f2c9f2c"])
      expect(text).toContain(bare(part));
    expect(pdfInfo(pdf).get("Title")).toContain("Agreement");
    expect(pdfInfo(pdf).get("Tagged")).toBe("yes");
  });

  test("MEM-8 the strokes are inked above the line that they stand on", async () => {
    const signed = await one();
    const open = await one({ signed: null });
    const label = printedWords(open.pdf).find(({ text }) => text === "Signature");
    const area = { xMm: label?.leftMm ?? 0, yMm: (label?.topMm ?? 0) - 17, widthMm: 60, heightMm: 13 };
    expect(inkIn(open.pdf, area)).toBe(0);
    expect(inkIn(signed.pdf, area)).toBeGreaterThan(200);
  });

  test("MEM-8 a typed name stands where strokes would", async () => {
    const { signed } = sampleAgreement();
    if (!signed) throw new Error("signed");
    const { pdf } = await one({ signed: { ...signed, signature: { kind: "typed", name: "Rosa Q. Lee" } } });
    expect(bare(printedText(pdf))).toContain("RosaQ.Lee");
  });

  test("MEM-8 a long text takes more pages and the signature stays with the figures", async () => {
    const text = Array.from({ length: 60 }, (_, index) => `Paragraph ${index}. ${"Words of the practice. ".repeat(12)}`).join("\n\n");
    const { pdf, pages } = await one({ text });
    expect(pages).toBeGreaterThan(2);
    const words = printedWords(pdf);
    const pageOf = (wanted: string): number | undefined => words.find((word) => word.text === wanted)?.page;
    expect(pageOf("Signature")).toBe(pages);
    expect(words.findLast(({ text: word }) => word === "Dues")?.page).toBe(pages);
  });

  test("MEM-8 each of a family begins on its own page", async () => {
    const { pages, endPages } = await engine.compile(
      viewDocument("agreement", { agreements: [sampleAgreement(), sampleAgreement({ signed: null }), sampleAgreement()] }),
    );
    expect([pages, endPages]).toEqual([3, [1, 2, 3]]);
  });
});

describe("MEM-8 a scanned picture", () => {
  const scan = (bytes: Uint8Array) =>
    engine.compile(
      viewDocument("scan", {
        setup: sampleSetup(),
        letterhead: sampleAgreement().letterhead,
        title: "Signed agreement of Mia Lee",
        datedOn: toDay("2026-11-22"),
        picture: { kind: "png", bytes },
      }),
    );

  test("MEM-8 is a page of its own with a title", async () => {
    const { pdf, pages } = await scan(greyPng(200, 260));
    expect(pages).toBe(1);
    if (pdfToolsMissing !== "") return;
    checkPdf(pdf);
    expect(pdfInfo(pdf).get("Title")).toBe("Signed agreement of Mia Lee");
    expect(inkIn(pdf, { xMm: 50, yMm: 60, widthMm: 100, heightMm: 100 })).toBeGreaterThan(1000);
  });

  test("MEM-8 that cannot be read is said to be so", async () => {
    const bytes = greyPng(20, 20);
    bytes.fill(0, 40, 60);
    await expect(scan(bytes)).rejects.toBeInstanceOf(TemplateError);
  });
});
