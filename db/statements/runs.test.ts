import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeNumber } from "../numbers.ts";
import { insertPractice } from "../practice.ts";
import { insertMail, type MailState } from "../mail/outbox.ts";
import { asId, type DocumentId, type HouseholdId, type StatementId } from "#domain/identity.ts";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, someDay } from "../books.fixture.ts";
import { insertBatch, insertDocument, insertStatement, markBatch } from "./records.ts";
import { findStatementRun, listBatchMails, listHouseholdsLeft, listStatementRuns, markMailedStatement, statementEvent, takeBackMailed, takeBackStatement } from "./runs.ts";

let books: Books;
let households: HouseholdId[];
beforeEach(() => {
  books = new Books();
  books.write((db) => insertPractice(db, { name: "Maple", kind: "training", specialty: "dental", time_zone: "UTC", currency: "USD", lineage_id: "lineage", epoch: 1, computer_id: "this", created_at: someAt }));
  households = ["Rosa Lee", "Ana Ortiz", "Ida Cohen"].map((name) => books.family([name]).householdId);
});
afterEach(() => books.dispose());

const sentAt = toInstant("2026-03-05T10:00:00.000Z");
const home = (index: number): HouseholdId => households[index] ?? asId<HouseholdId>(0);
const documentOf = (householdId: HouseholdId | null): DocumentId =>
  books.write<DocumentId>((db) => insertDocument(db, { kind: "statement", householdId, title: "Statement", sha256: "a".repeat(64), bytes: 1, pages: 3, createdBy: null, createdAt: someAt }));
const batch = (documentId: DocumentId | null): number =>
  books.write<number>((db) => insertBatch(db, { asOfOn: someDay, fromOn: someDay, documentId, createdBy: null, createdAt: someAt }));

/** A statement of a run by e-mail, with its message in a state. */
function mailed(batchId: number | null, householdId: HouseholdId, state: MailState, asOfOn: Day = someDay): { statementId: StatementId; documentId: DocumentId } {
  const documentId = documentOf(householdId);
  const statementId = books.write<StatementId>((db) => {
    const id = insertStatement(db, { number: takeNumber(db, "statement"), householdId, batchId, documentId, asOfOn, fromOn: asOfOn, closingCents: toCents(500), createdAt: someAt, channel: "email" });
    const mailId = insertMail(db, { householdId, event: statementEvent(id), about: "document", noticeId: null, invoiceId: null, documentId, toName: "x", toEmail: "x@x.example", subject: "", body: "", nextAt: someAt, createdBy: null, createdAt: someAt, fromEmail: "desk@x.example" });
    if (state !== "queued") db.exec("update mail set state = ?, ended_at = ? where id = ?", state, state === "sending" ? null : someAt, mailId ?? 0);
    return id;
  });
  return { statementId, documentId };
}

function onPaper(batchId: number, householdId: HouseholdId): void {
  const documentId = documentOf(null);
  books.write((db) => void insertStatement(db, { number: takeNumber(db, "statement"), householdId, batchId, documentId, asOfOn: someDay, fromOn: someDay, closingCents: toCents(-300), createdAt: someAt }));
}

const statementOf = (id: StatementId) => books.read((db) => db.get<{ sent_at: string | null; unsent_at: string | null; channel: string }>("select sent_at, unsent_at, channel from statement where id = ?", id));

describe("DOC-5 what became of a run", () => {
  test("counts each way and each ending, and adds up what is owed; a credit adds nothing", () => {
    const one = batch(documentOf(null));
    onPaper(one, home(0));
    for (const state of ["queued", "sending", "sent", "failed", "unsure", "cancelled"] as const) mailed(one, home(1), state);
    const other = batch(null);
    mailed(other, home(2), "sent");
    mailed(null, home(2), "sent");
    const shown = books.read((db) => listStatementRuns(db, 1e9, 9));
    expect(shown.map((run) => run.batchId)).toEqual([other, one]);
    expect(shown[1]).toMatchObject({ state: "made", pages: 3, printed: 1, mailed: 6, waiting: 2, gone: 1, failed: 1, unsure: 1, dropped: 1, totalCents: 3000 });
    expect(shown[0]).toMatchObject({ documentId: null, pages: 0, printed: 0, mailed: 1, gone: 1, waiting: 0, totalCents: 500 });
    expect(books.read((db) => [findStatementRun(db, one), findStatementRun(db, 99)])).toEqual([shown[1], undefined]);
    expect(books.read((db) => listStatementRuns(db, other, 9)).map((run) => run.batchId)).toEqual([one]);
    expect(books.read((db) => listStatementRuns(db, 1e9, 1)).map((run) => run.batchId)).toEqual([other]);
  });

  test("its messages in the order they were made, and no others", () => {
    const [one, other] = [batch(null), batch(null)];
    const first = mailed(one, home(1), "queued");
    mailed(other, home(1), "queued");
    const second = mailed(one, home(0), "failed");
    expect(books.read((db) => listBatchMails(db, one).map((row) => [row.statementId, row.householdId, row.state]))).toEqual([
      [first.statementId, home(1), "queued"],
      [second.statementId, home(0), "failed"],
    ]);
  });

  test("who is left: on paper that was not sent, by e-mail that was dropped; nobody whose message has gone or may have", () => {
    const one = batch(documentOf(null));
    onPaper(one, home(0));
    mailed(one, home(1), "cancelled");
    for (const state of ["sent", "unsure", "queued", "sending", "failed"] as const) mailed(one, home(2), state);
    expect(books.read((db) => listHouseholdsLeft(db, one))).toEqual([home(0), home(1)]);
    books.write((db) => markBatch(db, one, sentAt, null));
    expect(books.read((db) => listHouseholdsLeft(db, one))).toEqual([home(1)]);
  });
});

describe("DOC-5 a statement that went by e-mail", () => {
  test("counts as sent with its own document and no other; taken back before it counts no more", () => {
    const one = batch(null);
    const [lee, ortiz] = [mailed(one, home(0), "sent"), mailed(one, home(1), "queued")];
    books.write((db) => markMailedStatement(db, lee.documentId, sentAt));
    expect(statementOf(lee.statementId)).toEqual({ sent_at: sentAt, unsent_at: null, channel: "email" });
    expect(statementOf(ortiz.statementId)).toEqual({ sent_at: null, unsent_at: null, channel: "email" });
    books.write((db) => takeBackStatement(db, ortiz.statementId, someAt));
    books.write((db) => takeBackStatement(db, lee.statementId, someAt));
    expect([statementOf(lee.statementId)?.unsent_at, statementOf(ortiz.statementId)?.unsent_at]).toEqual([null, someAt]);
    books.write((db) => markMailedStatement(db, ortiz.documentId, sentAt));
    expect(statementOf(ortiz.statementId)).toEqual({ sent_at: sentAt, unsent_at: null, channel: "email" });
  });

  test("known by its document: only what did not go is taken back", () => {
    const one = batch(null);
    const [lee, ortiz] = [mailed(one, home(0), "failed"), mailed(one, home(1), "sent")];
    books.write((db) => markMailedStatement(db, ortiz.documentId, sentAt));
    for (const { documentId } of [lee, ortiz]) books.write((db) => takeBackMailed(db, documentId, someAt));
    expect([statementOf(lee.statementId)?.unsent_at, statementOf(ortiz.statementId)?.unsent_at]).toEqual([someAt, null]);
  });

  test("marks its household's open invoices up to its day, and nobody else's", () => {
    const before = books.invoice(home(0), { on: addDays(someDay, -1) });
    books.invoice(home(0), { on: addDays(someDay, 1) });
    books.invoice(home(1), { on: toDay("2026-01-05") });
    const { documentId } = mailed(batch(null), home(0), "sent");
    books.write((db) => markMailedStatement(db, documentId, sentAt));
    expect(books.read((db) => db.all("select id, last_channel as channel from invoice where last_sent_at = ?", sentAt))).toEqual([{ id: before, channel: "email" }]);
  });

  test("a paper run marked as sent leaves those by e-mail as they are", () => {
    const one = batch(documentOf(null));
    onPaper(one, home(0));
    const { statementId } = mailed(one, home(1), "queued");
    expect(books.write<number>((db) => markBatch(db, one, sentAt, null))).toBe(1);
    expect(statementOf(statementId)?.sent_at).toBeNull();
  });
});
