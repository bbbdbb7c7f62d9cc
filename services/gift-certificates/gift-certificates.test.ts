/** Gift certificates (PKG-12): a liability when sold, a tender when used, back on the certificate when it goes back. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { breachesOfMoney, openDesk, type Desk } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { exportCertificatesCsv, listGiftCertificates, totalsOfCertificates, viewCertificate } from "./list.ts";
import { previewSale, sellCertificate, type SoldCertificate } from "./sell.ts";

let desk: Desk;
let buyer: HouseholdId;
let bearer: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  buyer = desk.household("Rosa", "Lee").householdId;
  bearer = desk.household("Ben", "Ortiz").householdId;
});
afterEach(() => {
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

const cash = { tender: "cash" as const, reference: "", tenderedCents: null };
const sell = (cents = 10_000, over: object = {}): SoldCertificate =>
  sellCertificate(desk.cx(), { householdId: buyer, amountCents: toCents(cents), recipient: "Ben Ortiz", tender: cash, ...over });
const redeem = (cents: number, reference: string, today?: string) =>
  desk.take(bearer, cents, { tender: "gift_certificate", reference, ...(today ? { today } : {}) });
const leftOf = (sold: SoldCertificate): number => viewCertificate(desk.cx(), sold.certificateId).leftCents;
const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.facts];
    throw error;
  }
};
const onAccount = (account: string): number =>
  desk.db.read((r) => r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account)?.cents ?? Number.NaN);
const revenue = (): number =>
  desk.db.read((r) => r.get<{ cents: number }>("select coalesce(-sum(amount_cents), 0) as cents from posting where account like 'revenue%'")?.cents ?? Number.NaN);

describe("sold, used in parts, used up", () => {
  test("PKG-12 sold it is owed to the bearer and no revenue; used it pays an invoice, whose own line is the revenue", () => {
    const sold = sell();
    expect(sold).toMatchObject({ number: 1, takenCents: 10_000, creditUsedCents: 0 });
    expect([onAccount("package_liability"), revenue(), onAccount("cash_drawer")]).toEqual([-10_000, 0, 10_000]);
    desk.issue(bearer, 6200);
    const taken = redeem(6200, sold.code.toLowerCase().replace("-", " "), "2028-11-22");
    expect(taken).toMatchObject({ toCreditCents: 0, balanceAfterCents: 0 });
    expect([onAccount("package_liability"), revenue(), leftOf(sold)]).toEqual([-3800, 6200, 3800]);
    expect(refusalOf(() => redeem(3801, sold.code))).toEqual(["certificate_too_little", { number: 1, leftCents: 3800 }]);
    desk.issue(bearer, 3800);
    redeem(3800, sold.code);
    expect(refusalOf(() => redeem(1, sold.code))).toEqual(["certificate_too_little", { number: 1, leftCents: 0 }]);
    expect([onAccount("package_liability"), leftOf(sold)]).toEqual([0, 0]);
    expect(viewCertificate(desk.cx(), sold.certificateId).moves.map((move) => move.amountCents)).toEqual([-6200, -3800]);
  });

  test("PKG-12 household credit pays for it before the drawer does", () => {
    desk.take(buyer, 4000);
    expect(sell(10_000)).toMatchObject({ takenCents: 6000, creditUsedCents: 4000 });
    desk.take(buyer, 5000);
    expect(sell(5000)).toMatchObject({ takenCents: 0, paymentId: null });
  });

  test("PKG-12 a preview sells nothing", () => {
    expect(previewSale(desk.cx(), { householdId: buyer, amountCents: toCents(500), recipient: "", tender: cash })).toMatchObject({ number: 1, takenCents: 500 });
    expect(listGiftCertificates(desk.cx(), { filter: { states: [], text: "" }, limit: 10 }).rows).toEqual([]);
    expect(sell(500).number).toBe(1);
  });
});

describe("what is refused", () => {
  test("PKG-12 no code, a wrong code, a cancelled one and one whose sale was taken back", () => {
    const sold = sell();
    expect(refusalOf(() => redeem(100, " "))).toEqual(["certificate_code_missing", {}]);
    expect(refusalOf(() => redeem(100, "AAAAA-AAAAA"))).toEqual(["certificate_not_found", {}]);
    if (sold.paymentId === null) throw new Error("it was paid in cash");
    reverseAtDesk(desk.cx(), { paymentId: sold.paymentId, reason: "Wrong amount" });
    expect(refusalOf(() => redeem(100, sold.code))).toEqual(["certificate_not_paid", { number: 1, invoiceNumber: 1 }]);
    voidAtDesk(desk.cx(), { invoiceId: sold.invoiceId, reason: "Wrong amount" });
    expect(refusalOf(() => redeem(100, sold.code))).toEqual(["certificate_cancelled", { number: 1 }]);
    expect(viewCertificate(desk.cx(), sold.certificateId)).toMatchObject({ state: "cancelled", leftCents: 0 });
    expect(onAccount("package_liability")).toBe(0);
  });

  test("PKG-12 the sale of a used one is not voided, and refunded at most by what is left", () => {
    const sold = sell();
    if (sold.paymentId === null) throw new Error("it was paid in cash");
    const { paymentId, invoiceId } = sold;
    redeem(7000, sold.code);
    expect(refusalOf(() => voidAtDesk(desk.cx(), { invoiceId, reason: "Regret" }))).toEqual(["certificate_used", { number: 1, leftCents: 3000 }]);
    const back = (cents: number) => () =>
      refundPayment(desk.cx(), { paymentId, parts: [{ invoiceId, cents: toCents(cents) }], by: "tender", owedAgain: false, reason: "Regret" });
    expect(refusalOf(back(3001))).toEqual(["certificate_used", { number: 1, leftCents: 3000 }]);
    back(3000)();
    expect(viewCertificate(desk.cx(), sold.certificateId)).toMatchObject({ leftCents: 0, state: "cancelled" });
    expect([onAccount("package_liability"), onAccount("cash_drawer")]).toEqual([0, 7000]);
  });
});

describe("money that goes back goes back onto it", () => {
  test("PKG-12 INV-9 a payment taken back today, and a refund, whole or in part, to the tender", () => {
    const sold = sell();
    const { invoiceId } = desk.issue(bearer, 6200);
    const mistake = redeem(6200, sold.code);
    reverseAtDesk(desk.cx(), { paymentId: mistake.paymentId, reason: "Wrong person" });
    expect(leftOf(sold)).toBe(10_000);
    const { paymentId } = redeem(6200, sold.code);
    refundPayment(desk.cx(), { paymentId, parts: [{ invoiceId, cents: toCents(1200) }], by: "tender", owedAgain: false, reason: "Not happy" });
    expect([leftOf(sold), onAccount("package_liability"), revenue()]).toEqual([5000, -5000, 5000]);
    refundPayment(desk.cx(), { paymentId, parts: [{ invoiceId, cents: toCents(5000) }], by: "tender", owedAgain: true, reason: "Pays in cash" });
    expect([leftOf(sold), onAccount("package_liability"), onAccount("refunds_payable"), desk.money(bearer).balanceCents]).toEqual([10_000, -10_000, 0, 5000]);
  });

  test("PKG-12 what was too much became credit; that part goes back onto the certificate too", () => {
    const sold = sell();
    const { paymentId } = redeem(4000, sold.code);
    refundPayment(desk.cx(), { paymentId, parts: [{ invoiceId: null, cents: toCents(4000) }], by: "tender", owedAgain: false, reason: "Not needed" });
    expect([leftOf(sold), onAccount("package_liability"), desk.money(bearer).creditCents]).toEqual([10_000, -10_000, 0]);
  });
});

describe("the list", () => {
  test("PKG-12 finds by code, number, buyer and recipient, by state, page by page; totals are what is owed", () => {
    const first = sell(10_000, { recipient: "Ann Berg" });
    const second = sell(2500, { recipient: "100% Wong" });
    redeem(2500, second.code);
    const find = (text: string, states: readonly ("active" | "used" | "cancelled")[] = []) =>
      listGiftCertificates(desk.cx(), { filter: { states: [...states], text }, limit: 10 }).rows.map((row) => row.number);
    expect([find(""), find("#1"), find("berg"), find("rosa"), find(first.code.slice(0, 5)), find("100%"), find("_")]).toEqual([[2, 1], [1], [1], [2, 1], [1], [2], []]);
    expect([find("", ["active"]), find("", ["used"]), find("", ["cancelled"])]).toEqual([[1], [2], []]);
    expect(totalsOfCertificates(desk.cx(), { states: [], text: "" })).toEqual({ count: 2, soldCents: 12_500, leftCents: 10_000 });
    const one = listGiftCertificates(desk.cx(), { filter: { states: [], text: "" }, limit: 1 });
    expect(one.rows.map((row) => row.number)).toEqual([2]);
    expect(listGiftCertificates(desk.cx(), { filter: { states: [], text: "" }, after: one.next, limit: 1 })).toMatchObject({ rows: [{ number: 1 }], next: null });
    const csv = exportCertificatesCsv(desk.cx(), { states: [], text: "" }).trim().split("\r\n");
    expect(csv).toHaveLength(3);
    expect(csv[2]).toContain("100.00,100.00");
  });
});

test("PKG-12 whatever is sold, used and given back, what is left of all is what the books owe, and never revenue", () => {
  const step = fc.record({ kind: fc.constantFrom("sell", "redeem", "back", "refund"), cents: fc.integer({ min: 1, max: 9000 }), pick: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
      const own = openDesk();
      try {
        const { householdId } = own.household("Kim", "Wong");
        const sold: SoldCertificate[] = [];
        const paid: ReturnType<Desk["take"]>[] = [];
        let issued = 0;
        for (const { kind, cents, pick } of steps) {
          if (kind === "sell") sold.push(sellCertificate(own.cx(), { householdId, amountCents: toCents(cents), recipient: "", tender: cash }));
          const certificate = sold[pick % Math.max(1, sold.length)];
          const payment = paid[pick % Math.max(1, paid.length)];
          if (kind === "redeem" && certificate) {
            refusalOf(() => {
              issued += own.issue(householdId, cents).totalCents;
              paid.push(own.take(householdId, cents, { tender: "gift_certificate", reference: certificate.code }));
            });
          }
          if (kind === "back" && payment) refusalOf(() => reverseAtDesk(own.cx(), { paymentId: payment.paymentId, reason: "Mistake" }));
          const [part] = payment?.applied ?? [];
          if (kind === "refund" && payment && part)
            refusalOf(() => refundPayment(own.cx(), { paymentId: payment.paymentId, parts: [{ invoiceId: part.invoiceId, cents: toCents(cents) }], by: "tender", owedAgain: true, reason: "Regret" }));
        }
        expect(breachesOfMoney(own.db).filter((breach) => !breach.startsWith("payment is not"))).toEqual([]);
        expect(verifyPractice(own.db).breaches).toEqual([]);
        const left = totalsOfCertificates(own.cx(), { states: [], text: "" }).leftCents;
        const books = own.db.read((r) =>
          r.get<{ owed: number; revenue: number }>(
            `select coalesce(-sum(iif(account = 'package_liability', amount_cents, 0)), 0) as owed,
               coalesce(-sum(iif(account like 'revenue%', amount_cents, 0)), 0) as revenue from posting`,
          ),
        );
        expect(books).toEqual({ owed: left, revenue: issued });
      } finally {
        own.dispose();
      }
    }),
    { numRuns: 12 },
  );
});
