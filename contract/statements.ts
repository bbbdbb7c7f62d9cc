/** Printed statements: one household or a batch in postal order, archived, marked as sent (DOC-2..5). */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import type { DocumentId, HouseholdId, PatientId, StatementId } from "#domain/identity.ts";
import { documentKindNames } from "#domain/statements/document-kinds.ts";
import { mostNudgeMm } from "#domain/statements/nudge.ts";
import { cents, command, day, fileOut, id, instant, pageInput, pageOf, query, stream, text } from "./base.ts";

/** A printer's correction in half millimetres: only whole numbers go over the wire. */
const halfMm = z.int().min(-2 * mostNudgeMm).max(2 * mostNudgeMm).default(0);

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
  /** How it gets its statement in this run. */
  by: z.enum(["email", "print"]),
  toEmail: z.string(),
  /** Why it is on paper although the household likes something else. */
  remark: z.string(),
  /** Why it cannot be printed now, such as a missing address; empty when it can. */
  problem: z.string(),
});
export type StatementCandidate = z.infer<typeof candidate>;

export const batchProgress = z.union([
  z.object({ state: z.literal("working"), done: z.int(), total: z.int() }),
  z.object({
    state: z.literal("done"),
    batchId: z.int(),
    /** Null when nothing is on paper. */
    documentId: id<DocumentId>().nullable(),
    printed: z.int(),
    /** Put into the outbox. */
    mailed: z.int(),
    pages: z.int(),
    totalCents: z.int(),
    leftOut: z.array(z.object({ householdId: id<HouseholdId>(), name: z.string(), reason: z.string() })),
    missingCharacters: z.array(z.string()),
  }),
]);
export type BatchProgress = z.infer<typeof batchProgress>;

/** A run with what became of it (DOC-5). */
export const statementRun = z.object({
  batchId: z.int(),
  asOfOn: day,
  createdAt: instant,
  by: z.string(),
  state: z.enum(["made", "sent", "unsent"]),
  sentAt: instant.nullable(),
  documentId: id<DocumentId>().nullable(),
  pages: z.int(),
  printed: z.int(),
  mailed: z.int(),
  /** Of those by e-mail. */
  waiting: z.int(),
  gone: z.int(),
  failed: z.int(),
  unsure: z.int(),
  dropped: z.int(),
  totalCents: z.int(),
});
export type StatementRun = z.infer<typeof statementRun>;

const by = z.enum(["preference", "print"]).default("preference");

export const documentRow = z.object({
  documentId: id<DocumentId>(),
  kind: z.enum(documentKindNames),
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

export const documentFilter = z.strictObject({
  /** Empty: every kind. */
  kinds: z.array(z.enum(documentKindNames)).max(30).default([]),
  /** A part of the title, which names the payer and the number. */
  text: text(120).default(""),
  /** Days on which they were made, both included. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
});

export const statementsContract = {
  statements: {
    /** Households with an open balance of at least the practice's minimum (DOC-4). */
    candidates: query("invoices.view")
      .input(
        z.strictObject({
          minimumCents: z.int().min(0).nullable().default(null),
          notSentDays: z.int().min(0).max(365).default(0),
          by,
        }),
      )
      .output(z.array(candidate)),
    /** Makes and archives one household's statement. */
    make: command("statements.print", { householdId: id<HouseholdId>(), ...options }).output(
      z.object({ statementId: id<StatementId>(), documentId: id<DocumentId>(), pages: z.int() }),
    ),
    /**
     * Each by the household's way: by e-mail into the outbox, the others as one merged PDF in postal order; with
     * progress, and closing the stream cancels it before anything is sent (DOC-5).
     */
    runBatch: stream("statements.print", { audit: "change" })
      .input(
        z.strictObject({
          requestId: z.uuid(),
          householdIds: z.array(id<HouseholdId>()).max(5000).default([]),
          /** Instead of households: whom a run that was taken back left without. */
          againOf: z.int().positive().nullable().default(null),
          by,
          ...options,
        }),
      )
      .output(eventIterator(batchProgress)),
    markSent: command("statements.print", { batchId: z.int().positive() }).output(z.object({ sent: z.int() })),
    /** Takes back what has not gone; what has gone, or may have, is said. */
    unsend: command("statements.print", { batchId: z.int().positive() }).output(
      z.object({ unsent: z.int(), dropped: z.int(), gone: z.int(), inDoubt: z.int() }),
    ),
    /** Newest first. */
    runs: query("invoices.view").input(z.strictObject(pageInput)).output(pageOf(statementRun)),
  },
  documents: {
    list: query("invoices.view")
      .input(
        z.strictObject({
          householdId: id<HouseholdId>().nullable().default(null),
          filter: documentFilter.default({ kinds: [], text: "", from: null, to: null }),
          /** Newest first. */
          descending: z.boolean().default(true),
          ...pageInput,
        }),
      )
      .output(pageOf(documentRow)),
    exportCsv: query("export.all", { audit: "view" }).input(z.strictObject({ filter: documentFilter })).output(fileOut),
    /** The exact archived copy (DOC-2). */
    open: query("invoices.view").input(z.strictObject({ documentId: id<DocumentId>() })).output(fileOut),
    /** The test sheet (DOC-3), for a printer as its computer calls it, with that printer's correction in it. */
    calibrationPage: query("statements.print")
      .input(z.strictObject({ printerName: text(120).default(""), rightHalfMm: halfMm, downHalfMm: halfMm }))
      .output(fileOut),
  },
};
