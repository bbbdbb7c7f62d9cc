/** Importing patients from a file (PPL-17..19): look, map, run dry, import, take back. */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import type { ImportBatchId } from "#domain/identity.ts";
import type { DateOrderFinding } from "#domain/imports/date-order.ts";
import type { DryRunCounts } from "#domain/imports/dry-run.ts";
import { importFields } from "#domain/imports/field.ts";
import {
  fileFormats,
  fileNoticeCodes,
  textEncodings,
  type FileNotice,
} from "#domain/imports/file-settings.ts";
import { importLimits } from "#domain/imports/limits.ts";
import type { ImportMapping, SavedMapping } from "#domain/imports/mapping.ts";
import { isRowProblemCode, type RowProblemCode } from "#domain/imports/row-problem.ts";
import { notImportedReasons, type NotImportedReason } from "#domain/imports/synonyms.ts";
import {
  command,
  fileOut,
  id,
  instant,
  nothing,
  query,
  requiredText,
  stream,
  text,
} from "./base.ts";

const fileId = z.uuid();
const field = z.enum(importFields);
const columns = z.array(field.nullable()).max(importLimits.columns).readonly();

/** How the file is written; null leaves it to be found. */
export const fileSettings = z.strictObject({
  encoding: z.enum(textEncodings).nullable(),
  delimiter: z.string().length(1).nullable(),
  quoted: z.boolean().nullable(),
  hasHeader: z.boolean().nullable(),
});

export const importMapping = z.strictObject({
  source: requiredText(100),
  columns,
  conventions: z.enum(["plain", "openDental"]),
  dateOrder: z.enum(["mdy", "dmy"]).nullable(),
  padZip: z.boolean(),
  damagedText: z.enum(["repair", "keep", "ask"]),
}) satisfies z.ZodType<ImportMapping>;

export const savedMapping = z.strictObject({
  kind: z.literal("perennial-import-mapping"),
  version: z.literal(1),
  name: text(100),
  source: text(100),
  conventions: z.enum(["plain", "openDental"]),
  dateOrder: z.enum(["mdy", "dmy"]).nullable(),
  padZip: z.boolean(),
  fields: z
    .array(z.strictObject({ header: text(200), field }))
    .max(importFields.length)
    .readonly(),
}) satisfies z.ZodType<SavedMapping>;

const dateOrderFindings = [
  "not_needed",
  "mdy",
  "dmy",
  "unproved",
  "mixed",
] as const satisfies readonly DateOrderFinding[];

/** What a first look at a file finds. */
export const fileAnalysis = z.object({
  format: z.enum(fileFormats),
  encoding: z.enum(textEncodings),
  encodingSure: z.boolean(),
  table: z
    .object({ delimiter: z.string(), quoted: z.boolean(), hasHeader: z.boolean() })
    .nullable(),
  columns: z.array(z.string()).readonly(),
  samples: z.array(z.array(z.string()).readonly()).readonly(),
  sampleRows: z.array(z.array(z.string()).readonly()).readonly(),
  rowCount: z.int(),
  preset: z.string().nullable(),
  mapping: importMapping,
  notImported: z
    .array(
      z.object({
        column: z.int(),
        header: z.string(),
        reason: z.enum(notImportedReasons),
        instead: z.int().nullable(),
      }),
    )
    .readonly(),
  dateOrder: z.enum(dateOrderFindings),
  dateExamples: z.array(z.string()).readonly(),
  lostZeros: z.int(),
  damaged: z.object({ cells: z.int(), example: z.string(), repaired: z.string() }),
  notices: z
    .array(
      z.object({ code: z.enum(fileNoticeCodes), line: z.int(), column: z.int(), name: z.string() }),
    )
    .readonly() satisfies z.ZodType<readonly FileNotice[]>,
});
export type FileAnalysisView = z.infer<typeof fileAnalysis>;
export type { NotImportedReason };

export const dryRunCounts = z.object({
  rows: z.int(),
  new: z.int(),
  known: z.int(),
  duplicate: z.int(),
  review: z.int(),
  invalid: z.int(),
  skipped: z.int(),
  warnings: z.int(),
  households: z.int(),
  dependents: z.int(),
  families: z.int(),
  withoutPayer: z.int(),
  deceased: z.int(),
  minors: z.int(),
  turning18: z.int(),
  withEmail: z.int(),
  withPhone: z.int(),
  withAddress: z.int(),
}) satisfies z.ZodType<DryRunCounts>;
export type DryRunCountsView = z.infer<typeof dryRunCounts>;

export const rowProblem = z.object({
  code: z.string().refine(isRowProblemCode) as unknown as z.ZodType<RowProblemCode, RowProblemCode>,
  line: z.int(),
  column: z.int().nullable(),
  field: field.nullable(),
  value: z.string(),
});

const progress = z.object({ kind: z.literal("progress"), done: z.int(), total: z.int() });

export const importView = z.object({
  batchId: id<ImportBatchId>(),
  fileName: z.string(),
  source: z.string(),
  state: z.enum(["committed", "undone"]),
  rows: z.int(),
  counts: dryRunCounts.extend({ updated: z.int() }),
  staffName: z.string().nullable(),
  committedAt: instant.nullable(),
  endedAt: instant.nullable(),
  canUndo: z.boolean(),
  touched: z.int(),
});
export type ImportView = z.infer<typeof importView>;

/** Bytes of one part of a file: small enough for every transport. */
export const partBytes = 384 * 1024;

export const importsContract = {
  imports: {
    /** Announces a file; its bytes follow in parts and stay in memory only. */
    openFile: command("patients.import", {
      fileName: text(255),
      bytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    }).output(z.object({ fileId })),
    /** The bytes from `at` on; a part that was sent before is taken again without harm. */
    addPart: command("patients.import", {
      fileId,
      at: z.int().min(0),
      base64: z.string().max(Math.ceil(partBytes / 3) * 4),
    }).output(z.object({ received: z.int() })),
    /** `columns` null: they are proposed. */
    analyse: query("patients.import")
      .input(z.strictObject({ fileId, settings: fileSettings, columns: columns.nullable() }))
      .output(fileAnalysis),
    /** What would become of every row; closing the stream stops it. */
    dryRun: stream("patients.import")
      .input(
        z.strictObject({
          fileId,
          mapping: importMapping,
          importReview: z.boolean(),
          importDuplicates: z.boolean(),
        }),
      )
      .output(
        eventIterator(
          z.discriminatedUnion("kind", [
            progress,
            z.object({
              kind: z.literal("done"),
              counts: dryRunCounts,
              problems: z.array(rowProblem).readonly(),
              problemCount: z.int(),
            }),
          ]),
        ),
      ),
    /** All problems of the last dry run. */
    problemsCsv: query("patients.import").input(z.strictObject({ fileId })).output(fileOut),
    /** Imports what the last dry run showed; closing the stream before the end takes everything back. */
    commit: stream("patients.import", { audit: "change" })
      .input(z.strictObject({ fileId, counts: z.strictObject(dryRunCounts.shape) }))
      .output(
        eventIterator(
          z.discriminatedUnion("kind", [
            progress,
            z.object({
              kind: z.literal("done"),
              batchId: id<ImportBatchId>(),
              patients: z.int(),
              households: z.int(),
              updated: z.int(),
            }),
          ]),
        ),
      ),
    closeFile: command("patients.import", { fileId }).output(z.object({ closed: z.boolean() })),
    list: query("patients.import").input(nothing).output(z.array(importView)),
    undo: command("patients.import", { batchId: id<ImportBatchId>() }).output(
      z.object({ undone: z.literal(true) }),
    ),
    mappings: query("patients.import")
      .input(nothing)
      .output(z.array(z.object({ mappingId: z.int(), saved: savedMapping }))),
    saveMapping: command("patients.import", { saved: savedMapping }).output(
      z.object({ name: z.string() }),
    ),
    removeMapping: command("patients.import", { mappingId: z.int().positive() }).output(
      z.object({ removed: z.literal(true) }),
    ),
  },
};
