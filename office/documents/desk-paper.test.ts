import { beforeAll, describe, expect, test, vi } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { sampleReceipt } from "#domain/statements/testing.ts";
import { viewDocument } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of the desk's papers are skipped: ${pdfToolsMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const { setup, letterhead, recipient } = sampleReceipt();
const plan = (parts: number): DeskPaperData => ({
  setup,
  letterhead,
  recipient,
  datedOn: toDay("2026-11-22"),
  heading: "Payment plan",
  reference: "Invoice 1042",
  facts: [{ label: "Invoice", value: "1042" }],
  banner: "",
  sections: [
    {
      name: `${parts} payments, every month`,
      rows: Array.from({ length: parts }, (_, at) => ({ on: toDay("2026-12-05"), text: `Payment ${at + 1}`, detail: "", cents: toCents(2500) })),
    },
  ],
  total: { label: "Total of the plan", cents: toCents(2500 * parts) },
  settled: [{ label: "Paid so far", cents: toCents(0) }],
  notes: ["No interest and no charge is added."],
  signers: ["Rosa Lee", letterhead.name],
});

describe.skipIf(pdfToolsMissing !== "")("INV-6 INV-9 PKG-12 the papers of the desk", () => {
  test("INV-6 a plan has every part, the total, and a line for each who signs", async () => {
    const { pdf, pages } = await engine.compile(viewDocument("desk_paper", plan(6)));
    expect(pages).toBe(1);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["Payment plan", "Payment 6", "$150.00", "No interest", "Rosa Lee", "Date"]) expect(text).toContain(bare(part));
    expect(pdfInfo(pdf).get("Title")).toContain("Payment plan – Invoice 1042");
  });

  test("INV-6 the longest plan goes over as many pages as it needs, and loses none of its parts", async () => {
    const { pdf, pages } = await engine.compile(viewDocument("desk_paper", plan(60)));
    expect(pages).toBeGreaterThan(1);
    const text = bare(printedText(pdf));
    for (const at of [1, 30, 60]) expect(text).toContain(bare(`Payment ${at}`));
  });

  test("PKG-12 a certificate shows its code large, and a name without an address", async () => {
    const paper = { ...plan(0), heading: "Gift certificate", banner: "ABCDE-FGHJK", signers: [], recipient: { name: "Aunt Ann", addressLines: [] } };
    const { pdf } = await engine.compile(viewDocument("desk_paper", paper));
    const text = bare(printedText(pdf));
    for (const part of ["Gift certificate", "ABCDE-FGHJK", "Aunt Ann"]) expect(text).toContain(bare(part));
  });
});
