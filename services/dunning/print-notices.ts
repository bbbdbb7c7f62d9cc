/**
 * Mail to print (DOC-11): the waiting letters in postal order as one file, marked as printed with it,
 * and taken back with Undo. A letter that is no longer needed, or has no usable address, is left out
 * and said.
 */
import {
  findLapsedByBatch,
  findNotice,
  findNoticeBatch,
  insertNoticeBatch,
  listWaitingLetters,
  markBatchUndone,
  markTold,
  cancelWaiting,
  unprintBatch,
  type NoticeRow,
  type WaitingLetter,
} from "#db/dunning/notices.ts";
import { findCase } from "#db/dunning/cases.ts";
import { insertDocument } from "#db/statements/records.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { DocumentId, HouseholdId, NoticeId } from "#domain/identity.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import type { SignedCopy } from "#db/messages/facts.ts";
import { isReminderNeeded } from "#db/reminders/due.ts";
import { refuse } from "#domain/refusal.ts";
import type { NoticeData } from "#domain/statements/document-data.ts";
import { billToLines } from "#domain/invoices/bill-to.ts";
import { mailingProblem, windowProblem } from "#domain/statements/mailing-problem.ts";
import { isRecallLetterNeeded } from "../benefits/recall-letters.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { isEventLetterNeeded } from "../messages/event-letter.ts";
import { copiesOf } from "../messages/joined.ts";
import { readPrinting, type Printing } from "../statements/print-setup.ts";
import { isPlanLetterNeeded } from "../plan-upkeep/plan-letter.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { letterSnapshot, writeLetter } from "./notice-letter.ts";

/** A print run holds at most this many letters. */
export const mostLetters = 2000;

export type WaitingNotice = {
  readonly noticeId: NoticeId;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly kind: NoticeKind;
  readonly dueOn: Day;
  readonly city: string;
  readonly postalCode: string;
  /** Why it cannot be printed now; empty when it can. */
  readonly problem: string;
};

/** What waits for the printer, in postal order. */
export function listLettersToPrint(cx: Cx): WaitingNotice[] {
  return look<WaitingNotice[]>(cx, (db) => {
    const printing = readPrinting(db);
    return stillNeeded(db, cx.today).map((row) => shown(row, printing));
  });
}

function shown(row: WaitingLetter, printing: Printing): WaitingNotice {
  const { householdId, payerName, kind, dueOn, city, postalCode } = row;
  return { noticeId: row.id, householdId, payerName, kind, dueOn, city, postalCode, problem: problemOf(row, printing) };
}

/** No address, or one that does not show whole behind the window (DOC-3, DOC-5). */
function problemOf(row: WaitingLetter, { setup, homeCountry }: Printing): string {
  return mailingProblem(row) || windowProblem(setup, { name: row.payerName, addressLines: billToLines("", row, homeCountry) });
}

/** A case may have been settled a moment ago, before the run has tidied up: nobody is reminded of what is paid. */
function stillNeeded(db: ReadableDb, today: Day): WaitingLetter[] {
  return listWaitingLetters(db, mostLetters).filter((row) => isNoticeNeeded(db, row, today));
}

/** Whether a waiting notice still says something that holds, on paper or by e-mail. */
export function isNoticeNeeded(db: ReadableDb, row: NoticeRow, today: Day): boolean {
  if (row.kind === "recall") return isRecallLetterNeeded(db, row, today);
  return row.invoiceId === null ? isPlanLetterNeeded(db, row, today) && isEventLetterNeeded(db, row, today) : isStillOwed(db, row);
}

function isStillOwed(db: ReadableDb, row: NoticeRow): boolean {
  if (row.kind === "lapsed") return true;
  if (row.invoiceId !== null && (row.kind === "invoice_reminder" || row.kind === "invoice_due_soon"))
    return isReminderNeeded(db, row.invoiceId);
  const open = db.get("select 1 from invoice where id = ? and balance_cents > 0 and voided_on is null", row.invoiceId);
  return open !== undefined;
}

export type MadeLetter = {
  readonly noticeId: NoticeId;
  readonly householdId: HouseholdId;
  readonly data: NoticeData;
  /** Archived papers that lie behind it in the envelope: the agreements of who joined (DOC-12). */
  readonly enclosures: readonly SignedCopy[];
};

export type PreparedLetters = {
  readonly letters: MadeLetter[];
  readonly leftOut: { householdId: HouseholdId; name: string; reason: string }[];
};

/** The chosen letters as data, in postal order. Refuses `nothing_to_print`. */
export function prepareLetters(cx: Cx, noticeIds: readonly NoticeId[]): PreparedLetters {
  const chosen = new Set(noticeIds);
  return look<PreparedLetters>(cx, (db) => {
    const printing = readPrinting(db);
    const rows = stillNeeded(db, cx.today).filter(({ id }) => chosen.has(id));
    const leftOut = rows
      .map((row) => shown(row, printing))
      .filter(({ problem }) => problem !== "")
      .map(({ householdId, payerName, problem }) => ({ householdId, name: payerName, reason: problem }));
    const letters = rows
      .filter((row) => problemOf(row, printing) === "")
      .map((row) => ({ noticeId: row.id, householdId: row.householdId, data: writeLetter(db, printing, row, cx.today), enclosures: copiesOf(db, row) }));
    if (letters.length === 0) refuse("nothing_to_print", {});
    return { letters, leftOut };
  });
}

/** One letter as it would be printed today. Refuses `notice_not_found`. */
export function previewLetter(cx: Cx, noticeId: NoticeId): NoticeData {
  return look<NoticeData>(cx, (db) => {
    const notice = findNotice(db, noticeId) ?? refuse("notice_not_found", {});
    return writeLetter(db, readPrinting(db), notice, cx.today);
  });
}

/** The papers that lie behind a letter. Refuses `notice_not_found`. */
export function listEnclosures(cx: Cx, noticeId: NoticeId): SignedCopy[] {
  return look<SignedCopy[]>(cx, (db) => copiesOf(db, findNotice(db, noticeId) ?? refuse("notice_not_found", {})));
}

export type PrintedLetters = {
  readonly batchId: number;
  readonly documentId: DocumentId;
  readonly letters: number;
  readonly pages: number;
  readonly leftOut: PreparedLetters["leftOut"];
  /** Characters no font on this computer has. */
  readonly missingCharacters: string[];
};

/** The answer of this very request, if it was carried out before: its letters do not wait any more (F-15). */
export function findPrinted(cx: Cx): PrintedLetters | undefined {
  const { request } = cx;
  if (!request) return undefined;
  return look<PrintedLetters | undefined>(cx, (db) => {
    const row = db.get<{ reply: string }>(
      "select reply from request where id = ? and operation = ?",
      request.id,
      request.operation,
    );
    return row ? (JSON.parse(row.reply) as PrintedLetters) : undefined;
  });
}

/**
 * Archives the run's file and marks its letters as printed today, in one transaction (DOC-2, DOC-11).
 * Refuses `notice_not_waiting` when one of them was printed elsewhere meanwhile.
 */
export function recordLetters(
  cx: Cx,
  made: readonly MadeLetter[],
  file: StoredFile,
  told: Pick<PrintedLetters, "leftOut" | "missingCharacters"> = { leftOut: [], missingCharacters: [] },
): PrintedLetters {
  return act<PrintedLetters>(cx, (db) => ({
    ...recordRun(cx, db, made, file),
    letters: made.length,
    pages: file.pages,
    ...told,
  }));
}

function recordRun(
  cx: Cx,
  db: WritableDb,
  made: readonly MadeLetter[],
  file: StoredFile,
): Pick<PrintedLetters, "batchId" | "documentId"> {
  // Making the file takes seconds: somebody else may have printed one of its letters meanwhile.
  if (made.some(({ noticeId }) => findNotice(db, noticeId)?.state !== "queued")) refuse("notice_not_waiting", {});
  const [only] = made;
  const documentId = insertDocument(db, {
    ...file,
    kind: made.length === 1 ? "notice" : "notice_batch",
    householdId: made.length === 1 && only ? only.householdId : null,
    title: made.length === 1 && only ? `Letter to ${only.data.recipient.name}` : `${made.length} letters of ${cx.today}`,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  const batchId = insertNoticeBatch(db, {
    documentId,
    letters: made.length,
    printedOn: cx.today,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  for (const { noticeId, householdId, data } of made) {
    markTold(db, noticeId, {
      state: "printed",
      channel: "letter",
      on: cx.today,
      at: cx.now,
      facts: letterSnapshot(data),
      batchId,
      documentId,
    });
    db.touch(`household/${householdId}`);
  }
  audit(cx, db, "notice_batch.printed", `notice_batch/${batchId}`, { after: { letters: made.length } });
  db.touch("notices", "documents", "billing");
  return { batchId, documentId };
}

/**
 * The run jammed or was never posted: its letters wait again, and a lapse waits for the next print.
 * Refuses `notice_batch_not_found`, `notice_batch_undone` and `notice_took_effect`.
 */
export function undoPrint(cx: Cx, batchId: number): { waiting: number } {
  return act<{ waiting: number }>(cx, (db) => {
    const batch = findNoticeBatch(db, batchId) ?? refuse("notice_batch_not_found", {});
    if (batch.undoneAt !== null) refuse("notice_batch_undone", {});
    const lapsed = findLapsedByBatch(db, batchId);
    if (lapsed) refuse("notice_took_effect", { name: lapsed.name });
    const waiting = unprintBatch(db, batchId);
    markBatchUndone(db, batchId, cx.now);
    cancelSettled(cx, db);
    audit(cx, db, "notice_batch.unprinted", `notice_batch/${batchId}`, { after: { letters: waiting } });
    db.touch("notices", "documents", "billing");
    return { waiting };
  });
}

/** Letters that came back after their case had ended are not needed any more. */
function cancelSettled(cx: Pick<Cx, "now">, db: WritableDb): void {
  for (const row of listWaitingLetters(db, mostLetters)) {
    const ended = row.caseId !== null && findCase(db, row.caseId)?.outcome !== null;
    if (ended && row.kind !== "lapsed") cancelWaiting(db, { noticeId: row.id }, "No longer needed", cx.now);
  }
}

/**
 * Told in another way: handed over at the desk, or read out on the telephone. It counts as sent today.
 * Refuses `notice_not_found` and `notice_not_waiting`.
 */
export function giveNotice(cx: Cx, noticeId: NoticeId): { noticeId: NoticeId } {
  return act<{ noticeId: NoticeId }>(cx, (db) => {
    const notice = findNotice(db, noticeId) ?? refuse("notice_not_found", {});
    if (notice.state !== "queued") refuse("notice_not_waiting", {});
    markTold(db, noticeId, {
      state: "sent",
      channel: "by_hand",
      on: cx.today,
      at: cx.now,
      facts: letterSnapshot(writeLetter(db, readPrinting(db), notice, cx.today)),
      batchId: null,
      documentId: null,
    });
    audit(cx, db, "notice.given", `household/${notice.householdId}`, { after: { noticeId, kind: notice.kind } });
    db.touch("notices", `household/${notice.householdId}`, "billing");
    return { noticeId };
  });
}

