/** The journal for the accountant (INV-16): the account map, what would go, the files, and what has gone. */
import { z } from "zod";
import { accountLimits } from "#domain/accounting/account-map.ts";
import { exportFormats } from "#domain/accounting/files.ts";
import { command, day, fileOut, instant, query, requiredText, nothing, sumCents, text } from "./base.ts";

const exportAsk = {
  format: z.enum(exportFormats),
  from: day,
  to: day,
  /** Whole days again that went before; otherwise only what is new. */
  again: z.boolean().default(false),
  dayOrder: z.enum(["month-first", "day-first"]).default("month-first"),
  taxRate: text(60).default("Tax Exempt"),
};

const mapRow = z.object({
  account: z.string(),
  title: z.string(),
  holds: z.string(),
  name: z.string(),
  number: z.string(),
  isDefault: z.boolean(),
});
export type AccountMapRow = z.infer<typeof mapRow>;

const journalEntry = z.object({
  number: z.string(),
  on: day,
  memo: z.string(),
  isCorrection: z.boolean(),
  lines: z.array(z.object({ name: z.string(), number: z.string(), cents: sumCents, memo: z.string() })),
});

export const accountingContract = {
  accounting: {
    map: query("reports.view").input(nothing).output(z.array(mapRow)),
    mapAccount: command("settings.change", {
      account: z.string().max(40),
      name: requiredText(accountLimits.name),
      number: text(accountLimits.number),
    }).output(z.object({ account: z.string() })),
    /** Where the next export begins, and those made before. */
    exports: query("reports.view")
      .input(nothing)
      .output(
        z.object({
          fromOn: day,
          toOn: day,
          exports: z.array(
            z.object({
              exportId: z.int(),
              format: z.enum(exportFormats),
              from: day,
              to: day,
              days: z.int(),
              corrections: z.int(),
              createdAt: instant,
              by: z.string(),
            }),
          ),
        }),
      ),
    preview: query("export.all")
      .input(z.strictObject(exportAsk))
      .output(z.object({ entries: z.array(journalEntry), exportedDays: z.array(day) })),
    export: command("export.all", exportAsk).output(
      z.object({ exportId: z.int(), files: z.array(fileOut), days: z.int(), corrections: z.int() }),
    ),
  },
};
export type JournalEntryView = z.infer<typeof journalEntry>;
