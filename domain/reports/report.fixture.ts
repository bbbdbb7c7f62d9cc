/** A small report of every kind of column, for tests. */
import { toDay, toInstant } from "../calendar.ts";
import type { ReportSheet } from "./report-sheet.ts";

export function sampleReport(over: Partial<ReportSheet> = {}): ReportSheet {
  return {
    report: "aging",
    title: "Aging of receivables",
    practiceName: "Oak Street Dental",
    period: { kind: "as_of", on: toDay("2026-11-22") },
    knownAt: toInstant("2026-11-22T14:15:00.120Z"),
    madeOn: toDay("2026-11-22"),
    madeBy: "Ana R.",
    parameters: [{ label: "Rows", value: "by household" }],
    sections: [
      {
        id: "accounts",
        heading: null,
        columns: [
          { id: "name", header: "Household", kind: "text", share: 2 },
          { id: "due", header: "Due", kind: "day" },
          { id: "days", header: "Days", kind: "number" },
          { id: "open", header: "Open", kind: "money" },
        ],
        rows: [
          { key: "1", cells: ["Lee, Rosa", "2026-11-01", 21, 123_450], link: { to: "patient", id: 1 } },
          { key: "2", cells: ["=cmd", null, null, -500], link: null },
        ],
        totals: [null, null, 21, 122_950],
        totalLabel: "Total of 2",
        opens: ["open"],
        empty: "Nobody.",
        leftOut: 0,
      },
    ],
    notes: ["Ties to the ledger."],
    ...over,
  };
}
