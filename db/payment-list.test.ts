import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PaymentId } from "#domain/identity.ts";
import { tenders } from "#domain/ledger/accounts.ts";
import { queryTerms } from "#domain/people/search-keys.ts";
import { Books, someDay, type Family } from "./books.fixture.ts";
import { explainPaymentPage, listPaymentRows, placeOf, totalPayments, type PaymentListRecord, type PaymentPlace, type PaymentQuery, type PaymentSort } from "./payment-list.ts";

let books: Books;
let lee: Family;
let ortiz: Family;
const made: PaymentId[] = [];

const everything: PaymentQuery = { householdId: null, from: null, to: null, tenders: [], states: [], terms: [], receiptNumber: null, reference: "" };
const day = (text: string): Day => toDay(text);

beforeAll(() => {
  books = new Books();
  const ada = books.staff("Ada");
  lee = books.family(["Rosa Lee", "Ben Kim"]);
  ortiz = books.family(["Ana Ortiz"]);
  for (let n = 0; n < 30; n += 1) {
    const family = n % 3 === 0 ? ortiz : lee;
    const cents = 500 + ((n * 700) % 2100);
    const tender = tenders[n % 4] ?? "cash";
    const invoice = n % 5 === 0 ? books.invoice(family.householdId, { cents: 300 }) : null;
    const paymentId = books.pay(family.householdId, cents, {
      on: addDays(someDay, (n * 7) % 11),
      tender,
      reference: n === 4 ? "ck-1001A" : "",
      ...(n % 2 === 0 ? { staffId: ada } : {}),
      applied: invoice === null ? [] : [[invoice, 300]],
    });
    if (n === 7) books.takeBack(family.householdId, paymentId, addDays(someDay, 12));
    made.push(paymentId);
  }
});
afterAll(() => books.dispose());

const page = (query: Partial<PaymentQuery>, sort: PaymentSort = "date", descending = false, after: PaymentPlace | null = null, limit = 200): PaymentListRecord[] =>
  books.read((db) => listPaymentRows(db, { ...everything, ...query }, { sort, descending, after, limit }));
const ids = (query: Partial<PaymentQuery>): PaymentId[] => page(query).map(({ paymentId }) => paymentId);
const terms = (text: string) => queryTerms(text, "mdy");

describe("INV-7 a row of the list", () => {
  test("says who paid what for what, and who took it", () => {
    const row = page({}).find(({ paymentId }) => paymentId === made[0]);
    expect(row).toEqual({
      paymentId: made[0],
      receiptNumber: 1,
      receivedOn: "2026-03-01",
      createdAt: "2026-03-01T11:00:00.000Z",
      householdId: ortiz.householdId,
      patientId: ortiz.payer,
      payerName: "Ana Ortiz",
      tender: "cash",
      reference: "",
      amountCents: 500,
      appliedCents: 300,
      toCreditCents: 200,
      refundedCents: 0,
      state: "taken",
      reversedOn: null,
      takenBy: "Ada",
    });
  });

  test("of a payment taken back keeps its amount and has nothing on invoices or as credit", () => {
    expect(page({}).find(({ paymentId }) => paymentId === made[7])).toMatchObject({
      reversedOn: "2026-03-13",
      appliedCents: 0,
      toCreditCents: 0,
      takenBy: "",
    });
  });
});

describe("UI-4 the list in any order", () => {
  const sorts = ["date", "receipt", "amount"] as const;
  const keys = { date: "receivedOn", receipt: "receiptNumber", amount: "amountCents" } as const;
  const all = sorts.flatMap((sort) => [false, true].map((descending) => [sort, descending] as const));

  test.each(all)("by %s, descending %s: in order, each row once, and pages put together are the same", (sort, descending) => {
    const whole = page({}, sort, descending);
    expect(new Set(whole.map(({ paymentId }) => paymentId)).size).toBe(30);
    const sign = descending ? -1 : 1;
    const sorted = whole.toSorted((a, b) => {
      const [x, y] = [a[keys[sort]], b[keys[sort]]];
      return sign * (x < y ? -1 : x > y ? 1 : a.paymentId - b.paymentId);
    });
    expect(whole).toEqual(sorted);
    for (const limit of [1, 4, 7, 29, 30]) {
      const found: PaymentListRecord[] = [];
      let last: PaymentListRecord | undefined;
      do {
        const rows = page({}, sort, descending, last ? placeOf(last, sort) : null, limit);
        found.push(...rows);
        last = rows.length === limit ? rows.at(-1) : undefined;
      } while (last);
      expect(found).toEqual(whole);
    }
  });

  test.each(["date", "receipt"] as const)("by %s an index gives the order and nothing is sorted", (sort) => {
    for (const descending of [false, true]) {
      for (const after of [null, { key: sort === "date" ? "2026-03-05" : 9, id: 3 }]) {
        const plan = books.read((db) => explainPaymentPage(db, everything, { sort, descending, after, limit: 50 }));
        expect(plan.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
        expect(plan.filter((step) => /^SCAN (a|c|h|s)\b/.test(step))).toEqual([]);
      }
    }
  });
});

describe("INV-7 what the list is narrowed to", () => {
  const of = (test: (row: PaymentListRecord) => boolean): PaymentId[] =>
    page({}).filter(test).map(({ paymentId }) => paymentId); // prettier-ignore
  type Case = readonly [what: string, query: () => Partial<PaymentQuery>, keeps: (row: PaymentListRecord) => boolean];
  const cases: readonly Case[] = [
    ["one household", () => ({ householdId: lee.householdId }), (row) => row.householdId === lee.householdId],
    ["from a day, that day included", () => ({ from: day("2026-03-05") }), (row) => row.receivedOn >= "2026-03-05"],
    ["up to a day, that day included", () => ({ to: day("2026-03-05") }), (row) => row.receivedOn <= "2026-03-05"],
    ["one day", () => ({ from: day("2026-03-05"), to: day("2026-03-05") }), (row) => row.receivedOn === "2026-03-05"],
    ["one tender", () => ({ tenders: ["check"] }), (row) => row.tender === "check"],
    ["two tenders", () => ({ tenders: ["check", "cash"] }), (row) => row.tender === "check" || row.tender === "cash"],
    ["a payer's name", () => ({ terms: terms("ort") }), (row) => row.payerName === "Ana Ortiz"],
    ["the name of another member of the household", () => ({ terms: terms("kim") }), (row) => row.payerName === "Rosa Lee"],
    ["a receipt's number", () => ({ receiptNumber: 5 }), (row) => row.receiptNumber === 5],
    ["a check's number in any case", () => ({ reference: "CK-1001a" }), (row) => row.reference === "ck-1001A"],
    ["a name or a number", () => ({ terms: terms("ortiz"), receiptNumber: 5 }), (row) => row.payerName === "Ana Ortiz" || row.receiptNumber === 5],
    ["everything at once", () => ({ householdId: lee.householdId, from: day("2026-03-02"), tenders: ["cash"], terms: terms("rosa") }), (row) => row.payerName === "Rosa Lee" && row.receivedOn >= "2026-03-02" && row.tender === "cash"],
  ];
  test.each(cases)("%s", (_, query, keeps) => {
    const expected = of(keeps);
    expect(ids(query())).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(30);
    const kept = page({}).filter(keeps);
    expect(books.read((db) => totalPayments(db, { ...everything, ...query() }))).toEqual({
      count: kept.length,
      refundedCents: 0,
      sumCents: kept.filter(({ reversedOn }) => reversedOn === null).reduce((sum, row) => sum + row.amountCents, 0),
    });
  });

  test.each([
    ["a day range that is empty", { from: toDay("2026-03-05"), to: toDay("2026-03-04") }],
    ["a household that is not there", { householdId: 999 as HouseholdId }],
    ["a name nobody has", { terms: terms("nobody") }],
    ["half a reference", { reference: "ck-1001" }],
    ["a receipt that was never given", { receiptNumber: 9999 }],
  ] as const)("nothing for %s, and the sum is zero", (_, query) => {
    expect(ids(query)).toEqual([]);
    expect(books.read((db) => totalPayments(db, { ...everything, ...query }))).toEqual({ count: 0, sumCents: 0, refundedCents: 0 });
  });
});
