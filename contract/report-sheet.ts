/** A report as it is shown: the sheet of domain/reports/report-sheet.ts over the wire (REP-2). */
import { z } from "zod";
import type { ReportSheet } from "#domain/reports/report-sheet.ts";
import { day, instant } from "./base.ts";

const cell = z.union([z.string(), z.number(), z.null()]);

/** The domain's own type is what both sides read. */
export const reportSheet = z.object({
  report: z.string(),
  title: z.string(),
  practiceName: z.string(),
  period: z.union([
    z.object({ kind: z.literal("as_of"), on: day }),
    z.object({ kind: z.literal("range"), from: day, to: day }),
  ]),
  knownAt: instant,
  madeOn: day,
  madeBy: z.string(),
  parameters: z.array(z.object({ label: z.string(), value: z.string() })),
  sections: z.array(
    z.object({
      id: z.string(),
      heading: z.string().nullable(),
      columns: z.array(
        z.object({
          id: z.string(),
          header: z.string(),
          kind: z.enum(["text", "day", "money", "number"]),
          share: z.number().optional(),
          minor: z.boolean().optional(),
        }),
      ),
      rows: z.array(
        z.object({
          key: z.string().nullable(),
          cells: z.array(cell),
          link: z.object({ to: z.enum(["invoice", "payment", "patient", "household"]), id: z.int() }).nullable(),
        }),
      ),
      totals: z.array(cell).nullable(),
      totalLabel: z.string(),
      opens: z.array(z.string()),
      empty: z.string(),
      leftOut: z.int(),
    }),
  ),
  notes: z.array(z.string()),
}) as unknown as z.ZodType<ReportSheet, ReportSheet>;
