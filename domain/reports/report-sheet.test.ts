import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay, toInstant } from "../calendar.ts";
import { readRecords } from "../accounting/independent-reader.fixture.ts";
import { unprotectCell } from "../imports/spreadsheet-text.ts";
import { sampleSetup } from "../statements/testing.ts";
import { isKnownAt, knownInstant } from "./known-at.ts";
import { presentReport } from "./present-report.ts";
import { reportCsv, withLabel } from "./report-csv.ts";
import { sampleReport } from "./report.fixture.ts";
import { reportFileName, rowsOf, totalsOf } from "./report-sheet.ts";

describe("REP-2 a report for a spreadsheet", () => {
  test("REP-2 says what was asked for, then rows, totals and notes", () => {
    expect(reportCsv(sampleReport(), 2)).toBe(
      [
        "\ufeffAging of receivables",
        "Practice,Oak Street Dental",
        "As of,2026-11-22",
        "Known at,2026-11-22T14:15:00.120Z",
        "Rows,by household",
        "",
        "Household,Due,Days,Open",
        '"Lee, Rosa",2026-11-01,21,1234.50',
        "'=cmd,,,-5.00",
        "Total of 2,,21,1229.50",
        "",
        "Ties to the ledger.",
        "",
      ].join("\r\n"),
    );
  });

  test("REP-2 a range has its first and last day, a section its heading, an empty one its header alone", () => {
    const [section] = sampleReport().sections;
    if (!section) throw new Error("a section");
    const text = reportCsv(
      sampleReport({
        period: { kind: "range", from: toDay("2026-11-01"), to: toDay("2026-11-30") },
        sections: [{ ...section, heading: "Payments", rows: [], totals: null }],
        notes: [],
      }),
      0,
    );
    expect(text).toContain("From,2026-11-01\r\nTo,2026-11-30\r\n");
    expect(text.endsWith("\r\nPayments\r\nHousehold,Due,Days,Open\r\n")).toBe(true);
  });

  test("S6 whatever stands in the cells, it reads back and nothing runs as a formula", () => {
    const cell = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }).filter((text) => text.isWellFormed()), fc.constantFrom("=1", "+2", "@x", "-3", "\t4"));
    fc.assert(
      fc.property(cell, fc.integer({ min: -9_000_000, max: 9_000_000 }), (name, cents) => {
        const [section] = sampleReport().sections;
        if (!section) throw new Error("a section");
        const text = reportCsv(sampleReport({ sections: [{ ...section, rows: [{ key: null, cells: [name, null, null, cents], link: null }] }] }), 2);
        const row = readRecords(text.slice(1)).find((record) => record.length === 4 && unprotectCell(record[0] ?? "") === name.replaceAll(/\r/g, name.includes("\r") ? "\r" : ""));
        expect(row?.[3]).toBe(`${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`);
      }),
    );
  });
});

describe("REP-2 a report on paper", () => {
  const paper = (over: Parameters<typeof sampleReport>[0] = {}, setup = sampleSetup()) =>
    presentReport({ setup, timeZone: "America/New_York", sheet: sampleReport(over) });

  test("F-10 REP-3 it says its day, and to the thousandth of a second up to when entries are in it", () => {
    const print = paper();
    expect(print.heading).toBe("Aging of receivables");
    expect(print.about).toEqual([
      "Oak Street Dental",
      "As of Nov 22, 2026",
      "With everything entered by Nov 22, 2026, 9:15:00.120\u00a0AM, made by Ana R.".replace("\u00a0", " "),
    ]);
    expect(print.title).toBe("Aging of receivables – As of Nov 22, 2026");
  });

  test("REP-2 rows are plain figures, totals carry the currency, days are written out, empty cells stay empty", () => {
    const [section] = paper().sections;
    expect(section?.rows).toEqual([
      ["Lee, Rosa", "Nov 1, 2026", "21", "1,234.50"],
      ["=cmd", "", "", "−5.00"],
    ]);
    expect(section?.totals).toEqual(["Total of 2", "", "21", "$1,229.50"]);
    expect(section?.columns.map(({ right, share }) => ({ right, share }))).toEqual([
      { right: false, share: 2 },
      { right: false, share: null },
      { right: true, share: null },
      { right: true, share: null },
    ]);
  });

  test("REP-2 many columns go across the sheet, few stand upright", () => {
    const [section] = sampleReport().sections;
    if (!section) throw new Error("a section");
    const wide = { ...section, columns: [...section.columns, ...section.columns] };
    const [upright, across] = [paper().sheet, paper({ sections: [wide] }).sheet];
    expect(upright.heightMm).toBeGreaterThan(upright.widthMm);
    expect(across).toEqual({ widthMm: upright.heightMm, heightMm: upright.widthMm });
  });

  test("F-20 a training practice marks its reports, a live one does not", () => {
    expect(paper({}, { ...sampleSetup(), training: true }).mark).toBe("TRAINING – not real figures");
    expect(paper({}, { ...sampleSetup(), training: false }).mark).toBeNull();
  });

  test("REP-2 nobody named, nobody said; a range of one day is that day", () => {
    expect(paper({ madeBy: "" }).about[2]).not.toContain("made by");
    const day = toDay("2026-11-22");
    expect(paper({ period: { kind: "range", from: day, to: day } }).about[1]).toBe("Nov 22, 2026");
    expect(paper({ period: { kind: "range", from: toDay("2026-11-01"), to: day } }).about[1]).toBe("Nov 1, 2026 – Nov 22, 2026");
  });
});

test("REP-2 the file is named by the report and its days", () => {
  const [from, to] = [toDay("2026-11-01"), toDay("2026-11-30")];
  expect(reportFileName({ report: "aging", period: { kind: "as_of", on: to } })).toBe("aging-2026-11-30");
  expect(reportFileName({ report: "day-sheet", period: { kind: "range", from, to } })).toBe("day-sheet-2026-11-01-2026-11-30");
  expect(reportFileName({ report: "day-sheet", period: { kind: "range", from, to: from } })).toBe("day-sheet-2026-11-01");
});

test("REP-2 totals sum money and numbers and nothing else; the word stands in the first free text column", () => {
  const { columns = [], rows = [] } = sampleReport().sections[0] ?? {};
  expect(totalsOf(columns, rows)).toEqual([null, null, 21, 122_950]);
  expect(totalsOf(columns, [])).toEqual([null, null, 0, 0]);
  expect(withLabel(columns, [null, null, 21, 1], "Sum")).toEqual(["Sum", null, 21, 1]);
  expect(withLabel(columns.slice(2), [21, 1], "Sum")).toEqual([21, 1]);
  expect(rowsOf(sampleReport())).toBe(2);
});

describe("REP-3 the instant that a reprint is asked for by", () => {
  test.each([
    ["2026-11-22T14:15:00.120Z", true],
    ["2026-11-22T09:15", true],
    ["2026-11-22T09:15:07", true],
    ["2026-11-22T09:15:07.5", true],
    ["2026-02-30T09:15", false],
    ["2026-11-22T24:00", false],
    ["2026-11-22T09:60", false],
    ["2026-11-22", false],
    ["now", false],
    ["", false],
  ])("REP-3 %j: %s", (text, known) => {
    expect(isKnownAt(text)).toBe(known);
  });

  test.each([
    ["2026-11-22T09:15:00.120", "2026-11-22T14:15:00.120Z"],
    ["2026-07-01T09:15", "2026-07-01T13:15:00.000Z"],
    // The hour that comes twice: the first of the two.
    ["2026-11-01T01:30", "2026-11-01T05:30:00.000Z"],
    ["2026-11-22T14:15:00.120Z", "2026-11-22T14:15:00.120Z"],
  ])("REP-3 F-9 %s in New York is %s", (text, at) => {
    expect(toInstant(knownInstant(text, "America/New_York"))).toBe(at);
  });
});
