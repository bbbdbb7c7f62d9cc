import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import { asId, type PatientId } from "#domain/identity.ts";
import { insertAudit } from "../audit.ts";
import { Books, someAt, someDay, type Family, type SoldPlan } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import {
  listChangeEvents,
  listCreditEvents,
  listEndEvents,
  listEnrolments,
  listHoldEvents,
  listInvoiceEvents,
  listPaymentEvents,
  listSettlementEvents,
  listStatementEvents,
  type ChartOf,
} from "./timeline.ts";

let books: Books;
let lee: Family;
let plan: SoldPlan;
let chart: ChartOf;
const day = (text: string): Day => toDay(text);
const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));

beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]);
  plan = books.plan();
  chart = { patientId: lee.payer, householdId: lee.householdId, today: someDay };
});
afterEach(() => books.dispose());

const ben = (): ChartOf => ({ ...chart, patientId: lee.patientIds[1] ?? asId<PatientId>(0) });

describe("MEM-20 what happened to the money of a household", () => {
  test("its issued invoices, newest first, with their status today and who made them", () => {
    const ada = books.staff("Ada");
    const old = books.invoice(lee.householdId, { on: day("2026-01-31"), dueOn: day("2026-02-01"), cents: 100 });
    const paid = books.invoice(lee.householdId, { on: day("2026-02-15"), cents: 200, createdBy: ada });
    books.pay(lee.householdId, 200, { applied: [[paid, 200]] });
    const gone = books.invoice(lee.householdId, { on: day("2026-02-20") });
    books.void(lee.householdId, gone);
    books.sql("update invoice set issued_at = null where id = ?", books.invoice(lee.householdId));
    const events = books.read((db) => listInvoiceEvents(db, chart));
    expect(events.map(({ invoiceId, status, by, voidReason }) => [invoiceId, status, by, voidReason])).toEqual([
      [gone, "void", null, "mistyped"],
      [paid, "paid", "Ada", null],
      [old, "overdue", null, null],
    ]);
    expect(events[2]).toMatchObject({ number: 1, on: "2026-01-31", dueOn: "2026-02-01", totalCents: 100, kind: "manual", at: "2026-01-31T10:00:00.000Z" });
    expect(books.read((db) => listInvoiceEvents(db, { ...chart, today: day("2026-02-01") })).at(-1)?.status).toBe("unpaid");
  });

  test("and those of another household that bill this patient, each once", () => {
    const other = books.family(["Ana Ortiz"]);
    const line = { netCents: 100, patientId: lee.payer };
    const theirs = books.invoice(other.householdId, { lines: [line, line, { netCents: 5 }] });
    books.invoice(other.householdId);
    expect(books.read((db) => listInvoiceEvents(db, chart).map(({ invoiceId }) => invoiceId))).toEqual([theirs]);
    expect(books.read((db) => listInvoiceEvents(db, ben()))).toEqual([]);
  });

  test("its payments, with who took them and why one was taken back", () => {
    const first = books.pay(lee.householdId, 100, { on: day("2026-02-01"), staffId: books.staff("Ada"), tender: "check", reference: "17" });
    const second = books.pay(lee.householdId, 200, { on: day("2026-02-02") });
    books.takeBack(lee.householdId, second, day("2026-02-02"));
    books.pay(books.family(["Ana Ortiz"]).householdId, 300);
    expect(books.read((db) => listPaymentEvents(db, chart))).toEqual([
      { id: second, receiptNumber: 2, on: "2026-02-02", at: "2026-02-02T11:00:00.000Z", tender: "cash", reference: "", amountCents: 200, reversedOn: "2026-02-02", reverseReason: "mistyped", by: null },
      { id: first, receiptNumber: 1, on: "2026-02-01", at: "2026-02-01T11:00:00.000Z", tender: "check", reference: "17", amountCents: 100, reversedOn: null, reverseReason: null, by: "Ada" },
    ]);
  });

  test("credit notes and write-offs, not payments and uses of credit", () => {
    const invoiceId = books.invoice(lee.householdId, { cents: 1000 });
    books.pay(lee.householdId, 300, { applied: [[invoiceId, 100]] });
    books.settle(lee.householdId, invoiceId, "credit", 50);
    books.settle(lee.householdId, invoiceId, "credit_note", 60);
    books.settle(lee.householdId, invoiceId, "write_off", 70, day("2026-03-02"));
    const events = books.read((db) => listSettlementEvents(db, chart));
    expect(events.map(({ source, amountCents, on, number, memo }) => [source, amountCents, on, number, memo])).toEqual([
      ["write_off", 70, "2026-03-02", 1, "written_off"],
      ["credit_note", 60, "2026-03-01", 1, "credit_noted"],
    ]);
  });

  test("credit that was granted, newest first, also what was taken back or used", () => {
    books.pay(lee.householdId, 500, { on: day("2026-02-01") });
    const payment = books.pay(lee.householdId, 70, { on: day("2026-02-05") });
    books.takeBack(lee.householdId, payment);
    expect(books.read((db) => listCreditEvents(db, chart).map(({ origin, amountCents, on }) => [origin, amountCents, on]))).toEqual([
      ["overpayment", 70, "2026-02-05"],
      ["overpayment", 500, "2026-02-01"],
    ]);
  });

  test("its statements with their closing balance and whether they were sent", () => {
    row("statement", { household_id: lee.householdId, number: 1, as_of_on: "2026-01-31", closing_cents: 900, sent_at: someAt });
    row("statement", { household_id: lee.householdId, number: 2, as_of_on: "2026-02-28", closing_cents: 100 });
    row("statement", { number: 3 });
    expect(books.read((db) => listStatementEvents(db, chart).map(({ number, on, closingCents, sentAt }) => [number, on, closingCents, sentAt]))).toEqual([
      [2, "2026-02-28", 100, null],
      [1, "2026-01-31", 900, someAt],
    ]);
  });
});

describe("MEM-20 what happened to a patient's memberships", () => {
  test("joining, at the price of the first record, and whether it was again", () => {
    const ada = books.staff("Ada");
    const first = books.membership(lee.householdId, lee.payer, plan, { startOn: day("2025-01-31"), drawDay: 31, priceCents: 3500, createdBy: ada });
    const other = books.membership(lee.householdId, lee.payer, books.plan("Gold"), { startOn: day("2025-06-01"), periodMonths: 12 });
    const again = books.membership(lee.householdId, lee.payer, plan, { startOn: someDay });
    books.membership(lee.householdId, lee.patientIds[1] ?? lee.payer, plan);
    books.sql("insert into membership_schedule (membership_id, seq, plan_version_id, period_months, price_cents, draw_day, anchor_on, opening, reason, created_at) select membership_id, 2, plan_version_id, 1, 9999, 1, anchor_on, opening, reason, created_at from membership_schedule where membership_id = ?", first);
    const events = books.read((db) => listEnrolments(db, chart));
    expect(events.map(({ id, planName, on, priceCents, periodMonths, drawDay, again: isAgain, by }) => [id, planName, on, priceCents, periodMonths, drawDay, isAgain, by])).toEqual([
      [again, "Adult", "2026-03-01", 3700, 1, 1, 1, null],
      [other, "Gold", "2025-06-01", 3700, 12, 1, 0, null],
      [first, "Adult", "2025-01-31", 3500, 1, 31, 0, "Ada"],
    ]);
    expect(books.read((db) => listEnrolments(db, ben()))).toHaveLength(1);
  });

  test("holds that stand", () => {
    const id = books.membership(lee.householdId, lee.payer, plan);
    row("membership_hold", { membership_id: id, kind: "pause", from_on: "2026-04-01", until_on: "2026-05-01", reason: "abroad" });
    row("membership_hold", { membership_id: id, kind: "pause", from_on: "2026-06-01", withdrawn_at: someAt });
    expect(books.read((db) => listHoldEvents(db, chart))).toMatchObject([{ planName: "Adult", kind: "pause", on: "2026-04-01", untilOn: "2026-05-01", reason: "abroad", by: null }]);
    expect(books.read((db) => listHoldEvents(db, ben()))).toEqual([]);
  });

  test("ends of every kind that stand, each in its own word", () => {
    const ids = [0, 1, 2].map(() => books.membership(lee.householdId, lee.payer, plan));
    row("membership_cancellation", { membership_id: ids[0] ?? 0, kind: "cancelled", effective_on: "2026-04-01", reason: "moved" });
    row("membership_cancellation", { membership_id: ids[1] ?? 0, kind: "expired", effective_on: "2026-05-01" });
    row("membership_cancellation", { membership_id: ids[2] ?? 0, kind: "cancelled", withdrawn_at: someAt });
    row("membership_lapse", { membership_id: ids[2] ?? 0, lapsed_on: "2026-06-01", unpaid_since_on: "2026-05-01" });
    row("membership_lapse", { membership_id: ids[1] ?? 0, lapsed_on: "2026-01-01", ended_at: someAt });
    const ends = books.read((db) => listEndEvents(db, chart).map(({ kind, on, reason }) => [kind, on, reason]));
    expect(ends).toEqual(
      expect.arrayContaining([
        ["cancelled", "2026-04-01", "moved"],
        ["expired", "2026-05-01", expect.any(String)],
        ["lapsed", "2026-06-01", "2026-05-01"],
      ]),
    );
    expect(ends).toHaveLength(3);
    expect(books.read((db) => listEndEvents(db, ben()))).toEqual([]);
  });
});

describe("F-11 who changed the record", () => {
  test("edits and moves of this patient and edits of this household, newest first; nobody else's and no other act", () => {
    const ada = books.staff("Ada");
    const acts = [
      ["patient.edited", `patient/${lee.payer}`],
      ["patient.viewed", `patient/${lee.payer}`],
      ["patient.edited", `patient/${lee.patientIds[1]}`],
      ["household.edited", `household/${lee.householdId}`],
      ["household.edited", `household/${Number(lee.householdId) + 10}`],
      ["patient.moved", `patient/${lee.payer}`],
      ["patient.edited", `patient/${lee.payer}1`],
    ] as const;
    books.write((db) => {
      acts.forEach(([action, subject], at) => {
        insertAudit(db, { at: toInstant(`2026-03-0${at + 1}T09:00:00.000Z`), actorId: at === 0 ? ada : null, workstation: "desk", action, subject, before: { city: "A" }, after: { city: "B" } });
      });
    });
    expect(books.read((db) => listChangeEvents(db, chart).map(({ action, at, by, before, after }) => [action, at.slice(0, 10), by, before, after]))).toEqual([
      ["patient.moved", "2026-03-06", null, '{"city":"A"}', '{"city":"B"}'],
      ["household.edited", "2026-03-04", null, '{"city":"A"}', '{"city":"B"}'],
      ["patient.edited", "2026-03-01", "Ada", '{"city":"A"}', '{"city":"B"}'],
    ]);
  });
});

test("MEM-20 each source answers at most a thousand rows, the newest ones", () => {
  const { householdId } = lee;
  books.write((db) => {
    const credit = (n: number): void => {
      insertRow(db, "credit", { household_id: householdId, granted_on: addDays(someDay, -n) });
    };
    for (let n = 0; n < 1005; n += 1) credit(1005 - n);
  });
  const events = books.read((db) => listCreditEvents(db, chart));
  expect(events).toHaveLength(1000);
  expect(events[0]?.on).toBe(addDays(someDay, -1));
});
