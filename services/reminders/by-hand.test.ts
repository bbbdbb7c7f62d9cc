import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay, type Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type PatientId } from "#domain/identity.ts";
import { emptyTrackerFilter } from "#domain/invoices/tracker-query.ts";
import { contentHash, refusalOf } from "#db/testing.ts";
import { cancelWaiting } from "#db/dunning/notices.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { outboxLines, setUpMail, writesByMail } from "../mail/mail.fixture.ts";
import type { ChosenInvoices } from "../invoices/list.ts";
import { listTracker } from "../invoices/list.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { deskDay, givePractice, openDesk, serviceLine, type Desk } from "../payments/desk.fixture.ts";
import { previewReminders, remindInvoices, remindOfInvoice } from "./remind.ts";

type Family = { householdId: HouseholdId; patientId: PatientId };

let desk: Desk;
let rosa: Family;
let ben: Family;
beforeEach(() => {
  desk = openDesk();
  givePractice(desk);
  rosa = desk.household("Rosa", "Lee");
  ben = desk.household("Ben", "Ortiz");
});
afterEach(() => desk.dispose());

const bill = (who: Family, cents: number, today: string = "2026-11-01", dueOn: string = today): InvoiceId =>
  desk.issue(who.householdId, 0, { today, dueOn: toDay(dueOn), patientId: who.patientId, lines: [serviceLine(toDay(today), cents)] })
    .invoiceId;
const chosen = (invoiceIds: readonly InvoiceId[] | null, filter: Partial<ChosenInvoices["filter"]> = {}): ChosenInvoices => ({
  filter: { ...emptyTrackerFilter, ...filter },
  sort: "date",
  descending: false,
  invoiceIds,
});
const notices = () =>
  desk.db.read(
    (db) =>
      db
        .all<{ line: string }>("select invoice_id || ' ' || kind || ' ' || state || ' ' || due_on as line from notice order by id")
        .map(({ line }) => line) as never,
  ) as string[];
const shown = (filter: Partial<ChosenInvoices["filter"]> = {}) =>
  listTracker(desk.cx(), { ...chosen(null, filter), limit: 50 }).rows.map(
    (row) => `${row.number} ${row.reminders} ${row.lastRemindedOn ?? "-"}`,
  );

test("INV-5 a reminder by hand waits with the letters, and the tracker counts it", () => {
  const one = bill(rosa, 5000);
  bill(ben, 900);
  remindOfInvoice(desk.cx(), one);
  expect(notices()).toEqual(["1 invoice_reminder queued 2026-11-22"]);
  expect(shown()).toEqual(["1 1 2026-11-22", "2 0 -"]);
  expect(shown({ hasReminder: true })).toEqual(["1 1 2026-11-22"]);
});

test.each(["2026-11-22", "2026-11-24"])("INV-5 reminded of on 22 November, on %s it is too soon again", (today) => {
  const one = bill(rosa, 5000);
  remindOfInvoice(desk.cx(deskDay), one);
  expect(refusalOf(() => remindOfInvoice(desk.cx(today), one))).toBe("reminder_too_soon");
  expect(refusalOf(() => remindInvoices(desk.cx(today), chosen([one])))).toBe("reminder_too_soon");
});

test("INV-5 reminded of on 22 November, on the 25th the next may be written", () => {
  const one = bill(rosa, 5000);
  remindOfInvoice(desk.cx(deskDay), one);
  expect(remindInvoices(desk.cx("2026-11-25"), chosen([one])).written).toBe(1);
  expect(notices()).toHaveLength(2);
});

test("INV-5 the refusal names the day of the last reminder and the first day of the next", () => {
  const one = bill(rosa, 5000);
  remindOfInvoice(desk.cx(), one);
  const facts = { lastOn: "2026-11-22", nextOn: "2026-11-25" };
  expect(() => remindOfInvoice(desk.cx("2026-11-23"), one)).toThrow(expect.objectContaining({ code: "reminder_too_soon", facts }) as Error);
  expect(() => remindInvoices(desk.cx("2026-11-23"), chosen([one]))).toThrow(
    expect.objectContaining({ code: "reminder_too_soon", facts }) as Error,
  );
});

test("INV-5 before its due day an invoice is called to mind, afterwards it is reminded of", () => {
  const before = bill(rosa, 5000, "2026-11-20", "2026-12-05");
  const after = bill(ben, 5000, "2026-11-20", "2026-11-21");
  remindInvoices(desk.cx(), chosen([before, after]));
  expect(notices()).toEqual(["1 invoice_due_soon queued 2026-11-22", "2 invoice_reminder queued 2026-11-22"]);
});

test("INV-5 many at once: who can be reminded is, and the others are counted by their reason", () => {
  const [one, two] = [bill(rosa, 5000), bill(rosa, 700)];
  const recent = bill(ben, 900);
  const paid = bill(ben, 300, "2026-10-01");
  desk.take(ben.householdId, 300);
  const wrong = bill(ben, 400);
  voidAtDesk(desk.cx(), { invoiceId: wrong, reason: "Typed twice" });
  remindOfInvoice(desk.cx("2026-11-21"), recent);
  const all = chosen([one, two, recent, paid, wrong]);
  const said = previewReminders(desk.cx(), all);
  expect(said).toEqual({ written: 2, byEmail: 0, households: 1, leftOut: { nothingOwed: 2, disputed: 0, tooSoon: 1 }, nextOn: "2026-11-24" });
  expect(remindInvoices(desk.cx(), all)).toEqual(said);
  expect(listLettersToPrint(desk.cx()).map(({ payerName }) => payerName).toSorted()).toEqual(["Ben Ortiz", "Rosa Lee", "Rosa Lee"]);
});

test("INV-5 MEM-21 a preview leaves nothing behind, and says what the act then does", () => {
  bill(rosa, 5000);
  const before = contentHash(desk.db);
  const said = previewReminders(desk.cx(), chosen(null));
  expect(contentHash(desk.db)).toBe(before);
  expect(remindInvoices(desk.cx(), chosen(null))).toEqual(said);
  expect(contentHash(desk.db)).not.toBe(before);
});

test("INV-5 all that a filter leaves are reminded of, and no others", () => {
  bill(rosa, 5000, "2026-10-01");
  bill(ben, 900, "2026-11-21");
  remindInvoices(desk.cx(), chosen(null, { dueTo: toDay("2026-10-31") as Day }));
  expect(notices()).toEqual(["1 invoice_reminder queued 2026-11-22"]);
});

test("INV-5 who disputes a charge is not reminded, alone or among many", () => {
  const one = bill(rosa, 5000);
  desk.db.write((db) =>
    db.exec(
      "insert into dispute (dispute_id, household_id, amount_cents, reason, state, opened_at) values ('dp_1', ?, 100, 'fraudulent', 'opened', '2026-11-20T00:00:00.000Z')",
      rosa.householdId,
    ),
  );
  expect(refusalOf(() => remindOfInvoice(desk.cx(), one))).toBe("reminder_disputed");
  expect(previewReminders(desk.cx(), chosen([one]))).toMatchObject({ written: 0, leftOut: { disputed: 1 } });
  expect(refusalOf(() => remindInvoices(desk.cx(), chosen([one])))).toBe("nobody_to_remind");
});

test("INV-5 nothing owed, nothing there, too many: refused by name", () => {
  const paid = bill(rosa, 300);
  desk.take(rosa.householdId, 300);
  expect(refusalOf(() => remindOfInvoice(desk.cx(), paid))).toBe("nothing_to_waive");
  expect(refusalOf(() => remindOfInvoice(desk.cx(), asId<InvoiceId>(99)))).toBe("nothing_to_waive");
  expect(refusalOf(() => remindInvoices(desk.cx(), chosen([paid])))).toBe("nobody_to_remind");
  expect(notices()).toEqual([]);
});

test("INV-5 a reminder that is taken off the list does not count, and the next need not wait", () => {
  const one = bill(rosa, 5000);
  const { noticeId } = remindOfInvoice(desk.cx(), one);
  desk.db.write((db) => cancelWaiting(db, { noticeId }, "Taken off by hand", desk.cx().now));
  expect(shown()).toEqual(["1 0 -"]);
  remindOfInvoice(desk.cx("2026-11-23"), one);
  expect(shown()).toEqual(["1 1 2026-11-23"]);
});

test("F-15 writing reminders twice with one request is writing them once", () => {
  const one = bill(rosa, 5000);
  const cx = desk.cx(deskDay, { id: "00000000-0000-4000-8000-00000000beef", operation: "reminders.write" });
  const first = remindInvoices(cx, chosen([one]));
  expect(remindInvoices(cx, chosen([one]))).toEqual(first);
  expect(notices()).toHaveLength(1);
});

test("INV-5 DOC-10 who likes e-mail is reminded by e-mail and counted so, before and after; the others by letter", () => {
  setUpMail(desk.db);
  writesByMail(desk.db, rosa.householdId, "rosa@families.example");
  const [first, second] = [bill(rosa, 5000), bill(ben, 900)];
  const before = contentHash(desk.db);
  const said = previewReminders(desk.cx(), chosen([first, second]));
  expect(contentHash(desk.db)).toBe(before);
  expect(said).toMatchObject({ written: 2, byEmail: 1, households: 2 });
  expect(remindInvoices(desk.cx(), chosen([first, second]))).toEqual(said);
  expect(outboxLines(desk.db)).toEqual(["queued rosa@families.example - 0"]);
  expect(listLettersToPrint(desk.cx()).map(({ householdId }) => householdId)).toEqual([ben.householdId]);
});

test("INV-5 DOC-10 an account that is off, or an address that is lost, makes a letter of it", () => {
  setUpMail(desk.db);
  writesByMail(desk.db, rosa.householdId, "");
  const one = chosen([bill(rosa, 5000)]);
  expect(previewReminders(desk.cx(), one)).toMatchObject({ written: 1, byEmail: 0 });
  writesByMail(desk.db, rosa.householdId, "rosa@families.example");
  expect(previewReminders(desk.cx(), one)).toMatchObject({ written: 1, byEmail: 1 });
  desk.db.write((db) => db.exec("update mail_account set is_on = 0"));
  expect(previewReminders(desk.cx(), one)).toMatchObject({ written: 1, byEmail: 0 });
});
