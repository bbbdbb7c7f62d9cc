/**
 * Reports (REP-2): one question shows any of them, two make its files, one opens the rows behind a
 * figure (REP-5). A new report is a new member of `reportAsk` and its maker in services/reports/makers.ts.
 */
import { z } from "zod";
import { isKnownAt } from "#domain/reports/known-at.ts";
import { day, fileOut, query } from "./base.ts";
import { reportSheet } from "./report-sheet.ts";

/** Only what was entered by then (REP-3): an instant, or the practice's wall time; null = everything known now. */
const knownAt = z.string().max(40).refine(isKnownAt).nullable().default(null);

export const agingAsk = z.strictObject({
  report: z.literal("aging"),
  asOf: day,
  knownAt,
  /** What the days are counted from; the setting of INV-11. */
  ageFrom: z.enum(["due", "invoice"]).default("due"),
  by: z.enum(["household", "patient"]).default("household"),
  /** Unused credit in its own column, or taken off the oldest amounts first. */
  credit: z.enum(["apart", "netted"]).default("apart"),
});

export const deferredAsk = z.strictObject({
  report: z.literal("deferred-dues"),
  asOf: day,
  knownAt,
  by: z.enum(["plan", "membership"]).default("plan"),
});

export const daySheetAsk = z.strictObject({
  report: z.literal("day-sheet"),
  from: day,
  to: day,
  knownAt,
  /** By the day an entry takes effect, or by the day it was entered. */
  basis: z.enum(["effective", "entered"]).default("effective"),
});

export const locationAsk = z.strictObject({ report: z.literal("location-statement"), from: day, to: day });

/** How benefits were used, and by whom at a loss (PKG-10). */
export const benefitUseAsk = z.strictObject({
  report: z.literal("benefit-use"),
  from: day,
  to: day,
  by: z.enum(["plan", "member"]).default("plan"),
});

export const accountMapAsk = z.strictObject({ report: z.literal("account-map") });

export const exportsAsk = z.strictObject({ report: z.literal("accounting-exports") });

/** What the next export would write; the format changes the file and not what is in it. */
export const journalAsk = z.strictObject({ report: z.literal("journal"), from: day, to: day, again: z.boolean().default(false) });

export const reportAsk = z.discriminatedUnion("report", [
  benefitUseAsk,
  agingAsk,
  deferredAsk,
  daySheetAsk,
  locationAsk,
  accountMapAsk,
  exportsAsk,
  journalAsk,
]);
export type ReportAsk = z.infer<typeof reportAsk>;
export type ReportAskInput = z.input<typeof reportAsk>;

export const reportsContract = {
  reports: {
    show: query("reports.view")
      .input(z.strictObject({ ask: reportAsk }))
      .output(reportSheet),
    /** The rows that make one figure; a null row is the total. */
    open: query("reports.view")
      .input(
        z.strictObject({
          ask: reportAsk,
          sectionId: z.string().max(60),
          rowKey: z.string().max(120).nullable(),
          columnId: z.string().max(60),
        }),
      )
      .output(reportSheet),
    exportCsv: query("export.all", { audit: "view" })
      .input(z.strictObject({ ask: reportAsk }))
      .output(fileOut),
    exportPdf: query("export.all", { audit: "view" })
      .input(z.strictObject({ ask: reportAsk }))
      .output(fileOut),
  },
};
