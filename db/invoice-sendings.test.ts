import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant, type Instant } from "#domain/calendar.ts";
import { asId, type InvoiceId, type InvoiceSendingId } from "#domain/identity.ts";
import { Books, type Family } from "./books.fixture.ts";
import { findSending, insertSending, markInvoiceSent, undoSending } from "./invoice-sendings.ts";

let books: Books;
let lee: Family;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee"]);
});
afterEach(() => books.dispose());

const at = (day: number): Instant => toInstant(`2026-03-${String(day).padStart(2, "0")}T09:00:00.000Z`);

function send(day: number, ...invoices: readonly InvoiceId[]): { readonly sendingId: InvoiceSendingId; readonly marked: boolean[] } {
  return books.write((db) => {
    const sendingId = insertSending(db, { documentId: null, sentAt: at(day), staffId: null });
    return { sendingId, marked: invoices.map((id) => markInvoiceSent(db, sendingId, id, at(day))) };
  });
}

const undo = (sendingId: InvoiceSendingId, sentOn: number, day: number): number =>
  books.write<number>((db) => undoSending(db, sendingId, at(sentOn), at(day)));

function marks(): (string | null)[] {
  return books.read((db) =>
    db.all<{ moment: string | null }>("select last_sent_at as moment from invoice order by id").map(({ moment }) => moment),
  );
}

describe("INV-4 a sending", () => {
  test("INV-4 marks what was issued, and neither a draft nor a void invoice", () => {
    const [issued, draft, gone] = [books.invoice(lee.householdId), books.invoice(lee.householdId), books.invoice(lee.householdId)];
    books.sql("update invoice set issued_at = null where id = ?", draft);
    books.void(lee.householdId, gone);
    const { sendingId, marked } = send(1, issued, draft, gone, asId<InvoiceId>(99));
    expect(marked).toEqual([true, false, false, false]);
    expect(marks()).toEqual([at(1), null, null]);
    expect(books.read((db) => db.get("select last_channel as channel from invoice where id = ?", issued))).toEqual({ channel: "print" });
    expect(books.read((db) => [findSending(db, sendingId), findSending(db, asId(99))])).toEqual([
      { sentAt: at(1), undoneAt: null },
      undefined,
    ]);
  });

  test("INV-4 F-13 holds an invoice once, however often it is marked", () => {
    const invoice = books.invoice(lee.householdId);
    expect(send(1, invoice, invoice).marked).toEqual([true, false]);
    expect(books.read((db) => db.get("select count(*) as n from invoice_sent"))).toEqual({ n: 1 });
  });

  test("INV-4 F-12 undone, each invoice has the mark from before, or none", () => {
    const [old, fresh] = [books.invoice(lee.householdId), books.invoice(lee.householdId)];
    send(1, old);
    const { sendingId } = send(5, old, fresh);
    expect(marks()).toEqual([at(5), at(5)]);
    expect(undo(sendingId, 5, 6)).toBe(2);
    expect(marks()).toEqual([at(1), null]);
    expect(books.read((db) => findSending(db, sendingId))).toEqual({ sentAt: at(5), undoneAt: at(6) });
    expect(books.read((db) => db.get("select last_channel as channel from invoice where id = ?", fresh))).toEqual({ channel: null });
  });

  test("INV-4 an invoice that was sent again since keeps its newer mark", () => {
    const [one, two] = [books.invoice(lee.householdId), books.invoice(lee.householdId)];
    const first = send(1, one, two);
    send(5, two);
    expect(undo(first.sendingId, 1, 6)).toBe(1);
    expect(marks()).toEqual([null, at(5)]);
  });

  test("INV-4 undoing twice changes nothing more", () => {
    const invoice = books.invoice(lee.householdId);
    const { sendingId } = send(1, invoice);
    expect([undo(sendingId, 1, 6), undo(sendingId, 1, 7), marks()]).toEqual([1, 0, [null]]);
  });
});
