/** Writes down statements that were made, marks batches as sent or not sent (DOC-5), in one transaction each. */
import { insertBatch, insertDocument, insertStatement, markBatch, markInvoicesSent } from "#db/statements/records.ts";
import { findStatementRun, listBatchMails, statementEvent, takeBackStatement } from "#db/statements/runs.ts";
import { decideMail } from "#db/mail/outbox.ts";
import type { WritableDb } from "#db/database.ts";
import { takeNumber } from "#db/numbers.ts";
import type { DocumentId, HouseholdId, StatementId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import type { StatementData } from "#domain/statements/document-data.ts";
import { act, type Cx, type Work } from "../context.ts";
import { queueDocumentMail } from "../mail/queue-mail.ts";
import { isReachedByMail } from "../mail/reach.ts";
import { requireTakenBack } from "./prepare-statements.ts";
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

/** A statement that goes by e-mail has a file of its own. */
export type MadeMail = MadeStatement & { readonly file: StoredFile };

export type RecordedBatch = {
  readonly batchId: number;
  /** Null when nothing is on paper. */
  readonly documentId: DocumentId | null;
  /** Whose address was lost while the files were made. */
  readonly unreached: readonly HouseholdId[];
};

/**
 * The whole run in one transaction: the file of those on paper, and in the outbox each of the others.
 * Nothing of it is there before, so a run that is cancelled or breaks has sent nothing (DOC-5, DOC-10).
 */
export function recordBatch(
  cx: Cx,
  printed: readonly MadeStatement[],
  file: StoredFile | null,
  mailed: readonly MadeMail[] = [],
  againOf: number | null = null,
): RecordedBatch {
  return act<RecordedBatch>(cx, (db) => {
    if (againOf !== null) requireTakenBack(db, againOf);
    const reached = mailed.filter(({ householdId }) => isReachedByMail(db, householdId, cx.today));
    const statements = printed.length + reached.length;
    if (statements === 0) refuse("nothing_to_print", {});
    const documentId =
      file === null
        ? null
        : insertDocument(db, {
            ...file,
            kind: "statement_batch",
            householdId: null,
            title: `${printed.length} ${printed.length === 1 ? "statement" : "statements"} of ${cx.today}`,
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
    for (const made of printed) {
      insertStatement(db, { ...statementOf(cx, db, made), batchId, documentId: paperOf(documentId) });
      db.touch(`household/${made.householdId}`);
    }
    for (const made of reached) recordMailed(cx, db, batchId, made);
    audit(cx, db, "statement_batch.made", `statement_batch/${batchId}`, { after: { statements, byEmail: reached.length } });
    db.touch("statements", "documents");
    return {
      batchId,
      documentId,
      unreached: mailed.filter((made) => !reached.includes(made)).map(({ householdId }) => householdId),
    };
  });
}

function paperOf(documentId: DocumentId | null): DocumentId {
  invariant(documentId !== null, "statements on paper have their file");
  return documentId;
}

function statementOf(cx: Work, db: WritableDb, { householdId, data }: MadeStatement) {
  return {
    number: takeNumber(db, "statement"),
    householdId,
    asOfOn: data.statementOn,
    fromOn: data.fromOn,
    closingCents: data.closingCents,
    createdAt: cx.now,
  };
}

function recordMailed(cx: Work, db: WritableDb, batchId: number, { householdId, data, file }: MadeMail): void {
  const statement = statementOf(cx, db, { householdId, data });
  const title = `Statement ${statement.number} for ${data.recipient.name}`;
  const documentId = insertDocument(db, {
    ...file,
    kind: "statement",
    householdId,
    title,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  const statementId = insertStatement(db, { ...statement, batchId, documentId, channel: "email" });
  queueDocumentMail(cx, db, {
    householdId,
    about: "document",
    documentId,
    invoiceId: null,
    title: `Statement ${statement.number}`,
    event: statementEvent(statementId),
  });
}

/** Those on paper went to the post. Refuses `statement_batch_not_found`, `statement_batch_sent` and `statement_batch_by_email`. */
export function markBatchSent(cx: Cx, batchId: number): { sent: number } {
  return act<{ sent: number }>(cx, (db) => {
    const batch = findStatementRun(db, batchId) ?? refuse("statement_batch_not_found", {});
    if (batch.state === "sent") refuse("statement_batch_sent", {});
    if (batch.printed === 0) refuse("statement_batch_by_email", {});
    const sent = markBatch(db, batchId, cx.now, null);
    markInvoicesSent(db, batchId, cx.now);
    audit(cx, db, "statement_batch.sent", `statement_batch/${batchId}`, { after: { statements: sent } });
    db.touch("statements", "documents", "invoices");
    return { sent };
  });
}

export type Unsent = {
  /** Statements nobody gets any more: on paper, and by e-mail that had not gone. */
  readonly unsent: number;
  /** Of these, messages dropped from the outbox. */
  readonly dropped: number;
  /** Messages that have gone and stay gone. */
  readonly gone: number;
  /** Messages on their way or in doubt: nobody can say that they have not gone. */
  readonly inDoubt: number;
};

/**
 * Takes back what has not gone. A message that waits or failed is dropped; one that has gone, is on
 * its way or in doubt stays what it is. Refuses `statement_batch_not_found`, `statement_batch_not_sent`
 * and `statement_batch_gone` when every one of them has gone.
 */
export function unsendBatch(cx: Cx, batchId: number): Unsent {
  return act<Unsent>(cx, (db) => {
    const batch = findStatementRun(db, batchId) ?? refuse("statement_batch_not_found", {});
    const isOnPaper = batch.printed > 0;
    if (batch.state === "unsent") refuse("statement_batch_not_sent", {});
    const mails = listBatchMails(db, batchId);
    const open = mails.filter(({ state }) => state === "queued" || state === "failed");
    if (!isOnPaper && open.length === 0) refuse("statement_batch_gone", {});
    for (const { mailId, statementId, householdId, state } of open) {
      decideMail(db, mailId, state, { state: "cancelled", at: cx.now, by: cx.actor.staffId });
      takeBackStatement(db, statementId, cx.now);
      db.touch("outbox", `household/${householdId}`);
    }
    const onPaper = markBatch(db, batchId, null, cx.now);
    const unsent: Unsent = {
      unsent: onPaper + open.length,
      dropped: open.length,
      gone: mails.filter(({ state }) => state === "sent").length,
      inDoubt: mails.filter(({ state }) => state === "sending" || state === "unsure").length,
    };
    audit(cx, db, "statement_batch.unsent", `statement_batch/${batchId}`, { after: { ...unsent, statements: unsent.unsent } });
    db.touch("statements", "documents", "invoices");
    return unsent;
  });
}
