import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import { asId, type CaseId, type DocumentId, type InvoiceId, type NoticeId } from "#domain/identity.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import {
  closeCase,
  findCase,
  findFirstDecline,
  findLastCaseOfInvoice,
  findLiveCard,
  findOpenAmount,
  findOpenCase,
  insertCase,
  listCasesToldFinally,
  listHouseholdsToAdvance,
  listMembershipsOfInvoice,
  listOpenCases,
  listUnpaidDuesInvoices,
  paysByCard,
  reopenCase,
  setCause,
} from "./cases.ts";
import {
  cancelWaiting,
  countWaitingLetters,
  findLapsedByBatch,
  findLastAbout,
  findNotice,
  findNoticeBatch,
  insertNotice,
  insertNoticeBatch,
  listNoticeBatches,
  listNoticesOfCase,
  listNoticesOfHousehold,
  listWaitingLetters,
  markBatchUndone,
  markTold,
  uncancel,
  unprintBatch,
  type NewNotice,
} from "./notices.ts";

let books: Books;
let lee: Family;
let dues: InvoiceId;
const later = toInstant("2026-03-05T09:00:00.000Z");

beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]);
  dues = billed(lee, someDay);
});
afterEach(() => books.dispose());

function billed(family: Family, dueOn: Day): InvoiceId {
  const membershipId = books.membership(family.householdId, family.payer, books.plan());
  return books.invoice(family.householdId, { dueOn, lines: [{ kind: "dues", netCents: 3700, membershipId }] });
}
const open = (family = lee, invoiceId = dues): CaseId =>
  books.write<CaseId>((db) => insertCase(db, { householdId: family.householdId, invoiceId, cause: "manual_payer", dayZeroOn: someDay, settingsId: null, openedAt: someAt }));
const close = (id: CaseId, outcome: "settled" | "lapsed" | "ended" = "settled"): void =>
  books.write((db) => closeCase(db, id, { outcome, on: addDays(someDay, 4), at: later }));

describe("BIL-11 a past-due case", () => {
  test("is one a household while it is open; closed once, it stays as it ended", () => {
    const id = open();
    expect(() => open()).toThrow(/UNIQUE/);
    expect(books.read((db) => findOpenCase(db, lee.householdId))).toEqual({ id, householdId: lee.householdId, invoiceId: dues, planPartId: null, cause: "manual_payer", dayZeroOn: someDay, settingsId: null, closedOn: null, outcome: null });
    books.write((db) => setCause(db, id, "card_removed"));
    close(id, "lapsed");
    close(id, "settled");
    expect(books.read((db) => [findOpenCase(db, lee.householdId), findCase(db, id)])).toEqual([undefined, expect.objectContaining({ cause: "card_removed", closedOn: "2026-03-05", outcome: "lapsed" })]);
    const next = open();
    expect(books.read((db) => [findLastCaseOfInvoice(db, dues)?.id, findLastCaseOfInvoice(db, asId<InvoiceId>(99))])).toEqual([next, undefined]);
  });

  test("closed by a mistake goes on as if it had never been", () => {
    const id = open();
    close(id);
    books.write((db) => reopenCase(db, id));
    expect(books.read((db) => findOpenCase(db, lee.householdId))).toMatchObject({ id, closedOn: null, outcome: null });
  });

  test("is told page by page in the order of the ids, open ones only", () => {
    const families = ["Ana A", "Ben B", "Cy C"].map((name) => books.family([name]));
    const ids = families.map((family) => open(family, billed(family, someDay)));
    close(ids[1] ?? asId(0));
    const page = (after: number, limit: number) => books.read((db) => listOpenCases(db, after, limit).map(({ id }) => id));
    expect([page(0, 9), page(0, 1), page(ids[0] ?? 0, 9), page(ids[2] ?? 0, 9)]).toEqual([[ids[0], ids[2]], [ids[0]], [ids[2]], []]);
  });

  test("households to look at are those with an open case or unpaid dues, each once, after a place", () => {
    const [waits, paid, tomorrow, fee] = ["Ana A", "Ben B", "Cy C", "Dee D"].map((name) => books.family([name])) as [Family, Family, Family, Family];
    billed(waits, someDay);
    const settled = billed(paid, someDay);
    books.pay(paid.householdId, 3700, { applied: [[settled, 3700]] });
    billed(tomorrow, addDays(someDay, 1));
    books.invoice(fee.householdId, { dueOn: someDay });
    open();
    const list = (after: number, limit: number) => books.read((db) => listHouseholdsToAdvance(db, someDay, after, limit));
    expect([list(0, 9), list(0, 1), list(lee.householdId, 9)]).toEqual([[lee.householdId, waits.householdId], [lee.householdId], [waits.householdId]]);
    const id = open(paid, settled);
    expect(list(0, 9)).toEqual([lee.householdId, waits.householdId, paid.householdId]);
    close(id);
    expect(list(0, 9)).toEqual([lee.householdId, waits.householdId]);
  });

  test("the unpaid dues of a household, the oldest first; nothing void, paid, in draft, due later or without dues", () => {
    const older = billed(lee, addDays(someDay, -31));
    const gone = billed(lee, addDays(someDay, -40));
    books.void(lee.householdId, gone);
    billed(lee, addDays(someDay, 1));
    books.invoice(lee.householdId, { dueOn: someDay });
    books.sql("update invoice set issued_at = null where id = ?", billed(lee, addDays(someDay, -50)));
    expect(books.read((db) => listUnpaidDuesInvoices(db, lee.householdId, someDay).map(({ invoiceId, balanceCents }) => [invoiceId, balanceCents]))).toEqual([[older, 3700], [dues, 3700]]); // prettier-ignore
    expect(books.read((db) => [findOpenAmount(db, dues)?.balanceCents, findOpenAmount(db, gone), listMembershipsOfInvoice(db, dues).length])).toEqual([3700, undefined, 1]);
  });

  test("the first decline of an invoice, and whether the machine had tried", () => {
    const decline = (ordinal: number, on: Day, origin: string): void =>
      void books.write((db) => insertRow(db, "charge_attempt", { invoice_id: dues, state: "declined", decline_kind: "soft", ordinal, attempt_on: on, origin }));
    const first = () => books.read((db) => findFirstDecline(db, dues));
    expect(first()).toBeUndefined();
    decline(1, addDays(someDay, 2), "staff");
    expect(first()).toEqual({ on: "2026-03-03", byMachine: false });
    decline(2, addDays(someDay, 5), "automatic");
    expect(first()).toEqual({ on: "2026-03-03", byMachine: true });
  });

  test("the newest card that is there, of a household that pays by card", () => {
    const card = (addedAt: string, removedAt: string | null = null): number =>
      books.write<number>((db) => insertRow(db, "card", { household_id: lee.householdId, added_at: addedAt, removed_at: removedAt }));
    const live = () => books.read((db) => findLiveCard(db, lee.householdId)?.id);
    card("2026-01-01T00:00:00.000Z");
    expect([live(), books.read((db) => paysByCard(db, lee.householdId))]).toEqual([undefined, false]);
    books.sql("update household set pays_by = 'card' where id = ?", lee.householdId);
    const newer = card("2026-02-01T00:00:00.000Z");
    card("2026-03-01T00:00:00.000Z", someAt);
    expect([live(), books.read((db) => paysByCard(db, lee.householdId))]).toEqual([newer, true]);
  });
});

describe("DOC-11 DOC-12 F-13 the outbox", () => {
  let caseId: CaseId;
  beforeEach(() => {
    caseId = open();
  });
  const notice = (event: string, over: Partial<NewNotice> = {}): NoticeId | null =>
    books.write((db) =>
      insertNotice(db, {
        householdId: lee.householdId,
        caseId,
        invoiceId: dues,
        cardId: null,
        event,
        kind: "past_due_final",
        day: 21,
        dueOn: someDay,
        channel: "letter",
        state: "queued",
        facts: "{}",
        reason: "",
        createdBy: null,
        createdAt: someAt,
        ...over,
      }) as never,
    );
  const batch = (): number =>
    books.write<number>((db) => insertNoticeBatch(db, { documentId: asId<DocumentId>(insertRow(db, "document", {})), letters: 1, printedOn: someDay, createdBy: null, createdAt: someAt }));
  const tell = (id: NoticeId | null, batchId: number | null, on = someDay): void =>
    books.write((db) => markTold(db, id ?? asId(0), { state: "printed", channel: "letter", on, at: later, facts: '{"said":1}', batchId, documentId: null }));
  const stateOf = (id: NoticeId | null) => books.read((db) => findNotice(db, id ?? asId(0))?.state);

  test("has each notice of an event once, for ever: also after it was cancelled", () => {
    const first = notice("case/1");
    expect(first).not.toBeNull();
    expect(notice("case/1")).toBeNull();
    expect(notice("case/2")).not.toBeNull();
    books.write((db) => cancelWaiting(db, { noticeId: first ?? asId(0) }, "paid", later));
    expect([stateOf(first), notice("case/1")]).toEqual(["cancelled", null]);
    expect(books.read((db) => listNoticesOfCase(db, caseId))).toHaveLength(2);
  });

  test("one that was printed says when and with which words, and is neither told nor cancelled again", () => {
    const id = notice("case/1");
    const batchId = batch();
    tell(id, batchId);
    tell(id, null, addDays(someDay, 9));
    expect(books.read((db) => findNotice(db, id ?? asId(0)))).toMatchObject({ state: "printed", toldOn: someDay, facts: '{"said":1}', batchId });
    expect(books.write<number>((db) => cancelWaiting(db, { caseId }, "paid", later))).toBe(0);
  });

  test("a printed run is taken back: its letters wait again, others stay printed", () => {
    const [first, second] = [notice("case/1"), notice("case/2")];
    const [one, two] = [batch(), batch()];
    tell(first, one);
    tell(second, two);
    expect(books.write<number>((db) => unprintBatch(db, one))).toBe(1);
    expect([stateOf(first), stateOf(second), books.read(countWaitingLetters)]).toEqual(["queued", "printed", 1]);
    books.write((db) => markBatchUndone(db, one, later));
    expect(books.read((db) => [findNoticeBatch(db, one)?.undoneAt, findNoticeBatch(db, two)?.undoneAt, listNoticeBatches(db, 9).map(({ batchId }) => batchId)])).toEqual([later, null, [two, one]]);
  });

  test("a run whose letter made somebody lapse cannot be taken back", () => {
    const batchId = batch();
    tell(notice("case/1"), batchId);
    const lapsed = () => books.read((db) => findLapsedByBatch(db, batchId)?.name);
    expect(lapsed()).toBeUndefined();
    close(caseId, "lapsed");
    expect(lapsed()).toBe("Rosa Lee");
  });

  test("what was cancelled with a case comes back with it, and nothing that was cancelled for another reason", () => {
    const [first, second] = [notice("case/1"), notice("case/2")];
    books.write((db) => cancelWaiting(db, { noticeId: second ?? asId(0) }, "by hand", later));
    expect(books.write<number>((db) => cancelWaiting(db, { caseId }, "paid", later))).toBe(1);
    books.write((db) => uncancel(db, caseId, "paid"));
    expect([stateOf(first), stateOf(second)]).toEqual(["queued", "cancelled"]);
  });

  test("only a case whose final notice was told by a day can lapse", () => {
    const told = (by: Day) => books.read((db) => listCasesToldFinally(db, by, 0, 9).map(({ id }) => id));
    const id = notice("case/1");
    expect(told(addDays(someDay, 99))).toEqual([]);
    tell(id, null, toDay("2026-03-10"));
    expect([told(toDay("2026-03-09")), told(toDay("2026-03-10"))]).toEqual([[], [caseId]]);
    close(caseId);
    expect(told(toDay("2026-03-10"))).toEqual([]);
  });

  test("letters wait in postal order; mail, skipped and printed notices do not wait for the printer", () => {
    const at = (postalCode: string) => ({ address: { line1: "1 Elm", line2: "", city: "Salem", region: "MA", postalCode, country: "US" } });
    const [far, near] = [books.family(["Ana A"], at("02000")), books.family(["Ben B"], at("01000"))];
    const ids = [far, near].map((family, n) => notice(`far/${n}`, { householdId: family.householdId, caseId: null }));
    notice("mail/1", { channel: "email" });
    notice("skip/1", { state: "skipped" });
    tell(notice("told/1"), null);
    const letters = books.read((db) => listWaitingLetters(db, 9));
    expect(letters.map(({ id, payerName, postalCode }) => [id, payerName, postalCode])).toEqual([[ids[1], "Ben B", "01000"], [ids[0], "Ana A", "02000"]]); // prettier-ignore
    expect([books.read(countWaitingLetters), books.read((db) => listWaitingLetters(db, 1)).length]).toEqual([2, 1]);
  });

  test("the newest notice about an invoice that was not cancelled, and those of a household newest first", () => {
    const [first, second] = [notice("case/1"), notice("case/2")];
    const about = () => books.read((db) => findLastAbout(db, dues, "past_due_final")?.id);
    expect(about()).toBe(second);
    books.write((db) => cancelWaiting(db, { noticeId: second ?? asId(0) }, "paid", later));
    expect(about()).toBe(first);
    expect(books.read((db) => listNoticesOfHousehold(db, lee.householdId, 9).map(({ id }) => id))).toEqual([second, first]);
  });
});
