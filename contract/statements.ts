/** Printed statements: one household or a batch in postal order, archived, marked as sent (DOC-2..5). */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import type { DocumentId, HouseholdId, PatientId, StatementId } from "#domain/identity.ts";
import { cents, command, day, fileOut, id, instant, nothing, pageInput, pageOf, query, stream, text } from "./base.ts";

const options = {
  fromOn: day.nullable().default(null),
  /** Bold note above the lines. */
  note: text(500).default(""),
};

export const candidate = z.object({
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  patientId: id<PatientId>().nullable(),
  city: z.string(),
  postalCode: z.string(),
  balanceCents: cents,
  oldestDueOn: day.nullable(),
  lastStatementOn: day.nullable(),
  channel: z.enum(["email", "text", "print"]),
  /** Why it cannot be printed now, such as a missing address; empty when it can. */
  problem: z.string(),
});
export type StatementCandidate = z.infer<typeof candidate>;

export const batchProgress = z.union([
  z.object({ state: z.literal("working"), done: z.int(), total: z.int() }),
  z.object({
    state: z.literal("done"),
    batchId: z.int(),
    documentId: id<DocumentId>(),
    statements: z.int(),
    pages: z.int(),
    totalCents: z.int(),
    leftOut: z.array(z.object({ householdId: id<HouseholdId>(), name: z.string(), reason: z.string() })),
    missingCharacters: z.array(z.string()),
  }),
]);
export type BatchProgress = z.infer<typeof batchProgress>;

export const documentRow = z.object({
  documentId: id<DocumentId>(),
  kind: z.enum(["statement", "statement_batch", "receipt", "invoice", "notice", "notice_batch", "calibration", "agreement", "household_sheet", "location_statement"]),
  title: z.string(),
  householdId: id<HouseholdId>().nullable(),
  payerName: z.string(),
  pages: z.int(),
  createdAt: instant,
  sentAt: instant.nullable(),
  batchId: z.int().nullable(),
  statementId: id<StatementId>().nullable(),
});
export type DocumentRow = z.infer<typeof documentRow>;

export const statementsContract = {
  statements: {
    /** Households with an open balance of at least the practice's minimum (DOC-4). */
    candidates: query("invoices.view")
      .input(
        z.strictObject({
          minimumCents: z.int().min(0).nullable().default(null),
          notSentDays: z.int().min(0).max(365).default(0),
        }),
      )
      .output(z.array(candidate)),
    /** Makes and archives one household's statement. */
    make: command("statements.print", { householdId: id<HouseholdId>(), ...options }).output(
      z.object({ statementId: id<StatementId>(), documentId: id<DocumentId>(), pages: z.int() }),
    ),
    /** One merged PDF in postal order, with progress; closing the stream cancels it. */
    runBatch: stream("statements.print", { audit: "change" })
      .input(
        z.strictObject({
          requestId: z.uuid(),
          householdIds: z.array(id<HouseholdId>()).min(1).max(5000),
          ...options,
        }),
      )
      .output(eventIterator(batchProgress)),
    markSent: command("statements.print", { batchId: z.int().positive() }).output(z.object({ sent: z.int() })),
    unsend: command("statements.print", { batchId: z.int().positive() }).output(z.object({ unsent: z.int() })),
  },
  documents: {
    list: query("invoices.view")
      .input(z.strictObject({ householdId: id<HouseholdId>().nullable().default(null), ...pageInput }))
      .output(pageOf(documentRow)),
    /** The exact archived copy (DOC-2). */
    open: query("invoices.view").input(z.strictObject({ documentId: id<DocumentId>() })).output(fileOut),
    calibrationPage: query("statements.print").input(nothing).output(fileOut),
  },
};
