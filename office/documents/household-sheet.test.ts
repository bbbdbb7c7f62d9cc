import { beforeAll, describe, expect, test, vi } from "vitest";
import { samplePlan, sampleSheet } from "#domain/statements/household-sheet.fixture.ts";
import { sampleSetup } from "#domain/statements/testing.ts";
import { viewDocument } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of the printed household sheet are skipped: ${pdfToolsMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const family = (people: number, name = "Maximiliana Featherstonehaugh") =>
  Array.from({ length: people }, (_, at) => ({ name: `${name} ${at}`, age: 4 + at, isPayer: at === 0, plans: [samplePlan()] }));

describe.skipIf(pdfToolsMissing !== "")("PPL-7 the household sheet on paper", () => {
  test("PPL-7 says who is in it, what is left, the money and what was saved, on one tagged page", async () => {
    const { pdf, pages } = await engine.compile(viewDocument("household_sheet", sampleSheet({ members: family(4) })));
    expect(pages).toBe(1);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["Household sheet", "Maximiliana Featherstonehaugh 3", "Cleanings: 1 of 2, until Jun 4, 2027", "$37.00 since Nov 5, 2026", "Visa •••• 4242", "Saved", "$132.00"])
      expect(text).toContain(bare(part));
    expect(pdfInfo(pdf).get("Title")).toContain("Household sheet – 1042");
  });

  test.each([
    ["letter", "single-10"],
    ["a4", "dl"],
  ] as const)("PPL-7 a family of any size fits on one page of %s", async (paper, envelope) => {
    const cards = Array.from({ length: 3 }, (_, at) => ({ brand: "visa", last4: `424${at}`, expiresMonth: 1, expiresYear: 2031, isExpired: false }));
    for (const people of [11, 20, 45]) {
      const setup = { ...sampleSetup(envelope, paper), locale: "es-US", training: true };
      const { pdf, pages } = await engine.compile(viewDocument("household_sheet", sampleSheet({ setup, cards, members: family(people) })));
      expect({ people, pages }).toEqual({ people, pages: 1 });
      const named = bare(printedText(pdf)).match(/Featherstonehaugh/g)?.length ?? 0;
      // Who is not named is counted.
      if (named < people) expect(bare(printedText(pdf))).toContain(bare(`y ${people - named} más`));
      expect(named).toBeGreaterThanOrEqual(Math.min(people, 11));
    }
  });
});
