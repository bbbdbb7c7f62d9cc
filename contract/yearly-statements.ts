/** Yearly statements (DOC-6): one household's, or the January run as one merged PDF in postal order, marked as printed. */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import type { DocumentId, HouseholdId, PatientId } from "#domain/identity.ts";
import { cents, command, id, instant, query, stream } from "./base.ts";

const year = z.int().min(1900).max(9999);

export const yearlyCandidate = z.object({
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  patientId: id<PatientId>().nullable(),
  city: z.string(),
  postalCode: z.string(),
  channel: z.enum(["email", "text", "print"]),
  netCents: cents,
  madeAt: instant.nullable(),
  printedAt: instant.nullable(),
  problem: z.string(),
});
export type YearlyCandidate = z.infer<typeof yearlyCandidate>;

export const yearlyRun = z.object({
  runId: z.int(),
  year: z.int(),
  documentId: id<DocumentId>(),
  createdAt: instant,
  printedAt: instant.nullable(),
  statements: z.int(),
  pages: z.int(),
});
export type YearlyRun = z.infer<typeof yearlyRun>;

export const yearlyProgress = z.union([
  z.object({ state: z.literal("working"), done: z.int(), total: z.int() }),
  z.object({
    state: z.literal("done"),
    runId: z.int(),
    documentId: id<DocumentId>(),
    statements: z.int(),
    pages: z.int(),
    leftOut: z.array(z.object({ householdId: id<HouseholdId>(), name: z.string(), reason: z.string() })),
    missingCharacters: z.array(z.string()),
  }),
]);
export type YearlyProgress = z.infer<typeof yearlyProgress>;

export const yearlyStatementsContract = {
  yearlyStatements: {
    /** Households that had dues or payments in the year, in postal order. */
    candidates: query("invoices.view").input(z.strictObject({ year })).output(z.array(yearlyCandidate)),
    /** Makes and archives one household's. */
    make: command("statements.print", { householdId: id<HouseholdId>(), year }).output(
      z.object({ documentId: id<DocumentId>(), pages: z.int() }),
    ),
    /** One merged PDF in postal order, with progress; closing the stream cancels it. */
    runBatch: stream("statements.print", { audit: "change" })
      .input(z.strictObject({ requestId: z.uuid(), year, householdIds: z.array(id<HouseholdId>()).min(1).max(5000) }))
      .output(eventIterator(yearlyProgress)),
    runs: query("invoices.view").input(z.strictObject({ year })).output(z.array(yearlyRun)),
    markPrinted: command("statements.print", { runId: z.int().positive() }).output(z.object({ printed: z.int() })),
    unmarkPrinted: command("statements.print", { runId: z.int().positive() }).output(z.object({ unmarked: z.int() })),
  },
};
