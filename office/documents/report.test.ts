import { beforeAll, describe, expect, test, vi } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { sampleReport } from "#domain/reports/report.fixture.ts";
import type { ReportSection } from "#domain/reports/report-sheet.ts";
import { sampleSetup } from "#domain/statements/testing.ts";
import { viewDocument } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of printed reports are skipped: ${pdfToolsMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const compile = (over: Parameters<typeof sampleReport>[0] = {}) =>
  engine.compile(viewDocument("report", { setup: sampleSetup(), timeZone: "America/New_York", sheet: sampleReport(over) }));
const [sampleSection] = sampleReport().sections;

describe.skipIf(pdfToolsMissing !== "")("REP-2 a report on paper", () => {
  test("REP-2 REP-3 has its heading, what was asked for, rows, totals, notes, and the instant of its entries", async () => {
    const { pdf, pages } = await compile();
    expect(pages).toBe(1);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["Aging of receivables", "Oak Street Dental", "9:15:00.120 AM", "by household", "Lee, Rosa", "1,234.50", "Total of 2", "$1,229.50", "Ties to the ledger."])
      expect(text).toContain(bare(part));
    expect(pdfInfo(pdf).get("Title")).toBe("Aging of receivables – As of Nov 22, 2026");
  });

  test("REP-2 many rows go over many pages with the head on each and the totals once", async () => {
    const rows = Array.from({ length: 240 }, (_, at) => ({ key: null, cells: [`Household ${at}`, "2026-11-01", at, at * 100], link: null }));
    const { pdf, pages } = await compile({ sections: sampleSection ? [{ ...sampleSection, rows }] : [] });
    expect(pages).toBeGreaterThan(4);
    const text = printedText(pdf);
    expect(text.match(/Household$/gm)?.length ?? 0).toBeLessThanOrEqual(pages);
    expect(bare(text).split(bare("Total of 2")).length).toBe(2);
    for (const at of [0, 119, 239]) expect(bare(text)).toContain(bare(`Household ${at}`));
    expect(bare(text)).toContain(bare(`Page ${pages} of ${pages}`));
  });

  test("REP-2 sections without rows say so, several have their headings, twelve columns go across", async () => {
    const empty: ReportSection = { ...(sampleSection as ReportSection), id: "none", heading: "Late entries", rows: [], totals: null };
    const wide: ReportSection = {
      ...(sampleSection as ReportSection),
      heading: "By household",
      columns: [0, 1, 2].flatMap(() => (sampleSection as ReportSection).columns),
      rows: [{ key: null, cells: Array.from({ length: 3 }, () => ["Nguyễn, Thị", "2026-11-01", 3, 1_234_567_89]).flat(), link: null }],
      totals: null,
    };
    const { pdf, pages } = await compile({ period: { kind: "range", from: toDay("2026-11-01"), to: toDay("2026-11-30") }, sections: [wide, empty] });
    expect(pages).toBe(1);
    checkPdf(pdf);
    expect(pdfInfo(pdf).get("Page size")).toMatch(/^792 x 612/);
    const text = bare(printedText(pdf));
    for (const part of ["By household", "Late entries", "Nobody.", "1,234,567.89", "Nov 1, 2026 – Nov 30, 2026"]) expect(text).toContain(bare(part));
  });
});
