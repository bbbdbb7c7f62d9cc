import { beforeAll, describe, expect, test, vi } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { DisputeEvidenceData } from "#domain/statements/present-dispute-evidence.ts";
import { sampleSetup, sampleStatement } from "#domain/statements/testing.ts";
import { viewDocument, viewStatements } from "./document-views.ts";
import { joinPdfs } from "./pdf-join.ts";
import { isOwnPdf } from "./pdf-pages.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of printed evidence are skipped: ${pdfToolsMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const evidence = (changes: Partial<DisputeEvidenceData> = {}): DisputeEvidenceData => ({
  setup: sampleSetup(),
  letterhead: { name: "Alder Street Dental", addressLines: ["1 Alder Street", "Salem MA 01970"], phone: "(978) 555-0142", email: null, taxId: null },
  madeOn: toDay("2026-12-06"),
  disputeId: "dp_1PgafmB7WZ01zgkWBKDJ8EzF",
  reason: "fraudulent",
  openedOn: toDay("2026-12-05"),
  evidenceByOn: toDay("2026-12-20"),
  amountCents: toCents(3700),
  chargedOn: toDay("2026-12-05"),
  card: "ending in 4242",
  payerName: "José Łukasiewicz 王小明",
  payerAddressLines: ["9 Elm Street", "Salem MA 01970"],
  payerContact: ["rosa@example.org"],
  householdNumber: "12",
  memberSinceOn: toDay("2026-11-05"),
  invoiceNumber: 1042,
  receiptNumber: 77,
  agreements: [{ patientName: "Mia Lee", planName: "Child", signedOn: toDay("2026-11-05"), signer: "Rosa Lee", method: "screen", isEnclosed: true }],
  visits: [{ on: toDay("2026-11-10"), who: "Mia Lee", what: "Cleaning <b>$1</b> #hash @ref \\* _x_", cents: toCents(12_000) }],
  payments: [{ on: toDay("2026-11-05"), who: "Cash", what: "Receipt 70", cents: toCents(9900) }],
  ...changes,
});

const visits = (count: number): DisputeEvidenceData["visits"] =>
  Array.from({ length: count }, (_, at) => ({ on: toDay("2026-11-10"), who: `Patient ${at}`, what: "Periodic examination", cents: toCents(at + 1) }));

describe.skipIf(pdfToolsMissing !== "")("BIL-17 the evidence in a dispute on paper", () => {
  test("BIL-17 names the dispute, the cardholder, what is enclosed, visits and payments, as typed", async () => {
    const { pdf, pages, missing } = await engine.compile(viewDocument("dispute_evidence", evidence()));
    expect([pages, missing]).toEqual([1, []]);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["dp_1PgafmB7WZ01zgkWBKDJ8EzF", "Dec 20, 2026", "José Łukasiewicz 王小明", "ending in 4242", "Agreement of Mia Lee, Child, signed on the screen", "Cleaning <b>$1</b> #hash @ref \\* _x_", "120.00", "Receipt 70"])
      expect(text).toContain(bare(part));
    expect(pdfInfo(pdf).get("Title")).toBe("Evidence in dispute dp_1PgafmB7WZ01zgkWBKDJ8EzF");
  });

  test.each([0, 1, 200])("BIL-17 with %i visits every row is printed, and none is said where there are none", async (count) => {
    const { pdf } = await engine.compile(viewDocument("dispute_evidence", evidence({ visits: visits(count) })));
    const text = bare(printedText(pdf));
    expect(text.match(/Periodicexamination/g)?.length ?? 0).toBe(count);
    expect(text.includes(bare("No visit is on record"))).toBe(count === 0);
  });

  test("BIL-17 other papers made here follow it in one sound file", async () => {
    const cover = (await engine.compile(viewDocument("dispute_evidence", evidence({ visits: visits(60) }))));
    const paper = (await engine.compile(viewStatements([sampleStatement({ householdNumber: "4711" })]))).pdf;
    const joined = joinPdfs([cover.pdf, paper], { title: "Evidence", author: "Alder Street Dental", language: "en", datedOn: "2026-12-06" });
    checkPdf(joined);
    expect(Number(pdfInfo(joined).get("Pages"))).toBe(cover.pages + 1);
    expect(bare(printedText(joined))).toContain("4711");
  });
});

test("BIL-17 only a PDF of our own compiler is taken apart; a scan that a person brought is not", async () => {
  const { pdf } = await engine.compile(viewDocument("dispute_evidence", evidence()));
  expect(isOwnPdf(pdf)).toBe(true);
  const foreign = Buffer.from("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 2\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF");
  expect(isOwnPdf(foreign)).toBe(false);
  expect(isOwnPdf(new Uint8Array())).toBe(false);
});
