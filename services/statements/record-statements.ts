/** Writes down statements that were made, marks batches as sent or not sent (DOC-5), in one transaction each. */
import {
  findBatch,
  insertBatch,
  insertDocument,
  insertStatement,
  markBatch,
  markInvoicesSent,
} from "#db/statements/records.ts";
import { takeNumber } from "#db/numbers.ts";
import type { DocumentId, HouseholdId, StatementId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { StatementData } from "#domain/statements/document-data.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";

/** A rendered file that is already in the documents folder. */
export type StoredFile = { readonly sha256: string; readonly bytes: number; readonly pages: number };
export type MadeStatement = { readonly householdId: HouseholdId; readonly data: StatementData };

export type RecordedStatement = {
  readonly statementId: StatementId;
  readonly documentId: DocumentId;
  readonly pages: number;
};

export function recordStatement(cx: Cx, made: MadeStatement, file: StoredFile): RecordedStatement {
  return act<RecordedStatement>(cx, (db) => {
    const number = takeNumber(db, "statement");
    const documentId = insertDocument(db, {
      ...file,
      kind: "statement",
      householdId: made.householdId,
      title: `Statement ${number} for ${made.data.recipient.name}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    const statementId = insertStatement(db, {
      number,
      householdId: made.householdId,
      batchId: null,
      documentId,
      asOfOn: made.data.statementOn,
      fromOn: made.data.fromOn,
      closingCents: made.data.closingCents,
      createdAt: cx.now,
    });
    audit(cx, db, "statement.made", `household/${made.householdId}`, {
      after: { number, closingCents: made.data.closingCents },
    });
    db.touch("statements", "documents", `household/${made.householdId}`);
    return { statementId, documentId, pages: file.pages };
  });
}

export type RecordedBatch = { readonly batchId: number; readonly documentId: DocumentId };

export function recordBatch(cx: Cx, made: readonly MadeStatement[], file: StoredFile): RecordedBatch {
  return act<RecordedBatch>(cx, (db) => {
    const documentId = insertDocument(db, {
      ...file,
      kind: "statement_batch",
      householdId: null,
      title: `${made.length} statements of ${cx.today}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    const batchId = insertBatch(db, {
      asOfOn: cx.today,
      fromOn: cx.today,
      documentId,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    for (const { householdId, data } of made) {
      insertStatement(db, {
        number: takeNumber(db, "statement"),
        householdId,
        batchId,
        documentId,
        asOfOn: data.statementOn,
        fromOn: data.fromOn,
        closingCents: data.closingCents,
        createdAt: cx.now,
      });
      db.touch(`household/${householdId}`);
    }
    audit(cx, db, "statement_batch.made", `statement_batch/${batchId}`, { after: { statements: made.length } });
    db.touch("statements", "documents");
    return { batchId, documentId };
  });
}

/** Refuses `statement_batch_not_found` and `statement_batch_sent`. */
export function markBatchSent(cx: Cx, batchId: number): { sent: number } {
  return act<{ sent: number }>(cx, (db) => {
    const batch = findBatch(db, batchId);
    if (!batch) refuse("statement_batch_not_found", {});
    if (batch.state === "sent") refuse("statement_batch_sent", {});
    const sent = markBatch(db, batchId, cx.now, null);
    markInvoicesSent(db, batchId, cx.now);
    audit(cx, db, "statement_batch.sent", `statement_batch/${batchId}`, { after: { statements: sent } });
    db.touch("statements", "documents", "invoices");
    return { sent };
  });
}

/** Refuses `statement_batch_not_found` and `statement_batch_not_sent`. */
export function unsendBatch(cx: Cx, batchId: number): { unsent: number } {
  return act<{ unsent: number }>(cx, (db) => {
    const batch = findBatch(db, batchId);
    if (!batch) refuse("statement_batch_not_found", {});
    if (batch.state !== "sent") refuse("statement_batch_not_sent", {});
    const unsent = markBatch(db, batchId, null, cx.now);
    audit(cx, db, "statement_batch.unsent", `statement_batch/${batchId}`, { after: { statements: unsent } });
    db.touch("statements", "documents", "invoices");
    return { unsent };
  });
}
