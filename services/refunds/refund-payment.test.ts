/** Refunds of any payment (INV-9): where the money stood, how it goes back, and that parts never exceed the whole. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { openClub } from "../memberships/club.fixture.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { deskDay, openDesk, serviceLine, type Desk } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { viewPaymentGrounds } from "./payment-grounds.ts";
import { listRefundChecks, writeRefundCheck } from "./refund-checks.ts";
import { refundCredit } from "./refund-credit.ts";
import { previewPaymentRefund, refundPayment, type PaymentRefundInput } from "./refund-payment.ts";

let desk: Desk;
let lee: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  lee = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => {
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

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
const invoice = (invoiceId: InvoiceId) =>
  desk.db.read((r) => r.get("select paid_cents as paid, refunded_cents as refunded, balance_cents as balance from invoice where id = ?", invoiceId));
const refund = (paymentId: PaymentId, parts: PaymentRefundInput["parts"], over: Partial<PaymentRefundInput> = {}) => ({
  paymentId,
  parts,
  by: "tender" as const,
  owedAgain: false,
  reason: "Not happy",
  ...over,
});
const cleaning = () => serviceLine(deskDay, 9000, { taxRatePpm: 88_750 });

describe("what a refund does", () => {
  test("INV-9 INV-1 tax of 7.99 on 90.00 goes back as 4.00 with the half and as 3.99 with the rest", () => {
    const { invoiceId, totalCents } = desk.issue(lee, 9000, { lines: [cleaning()] });
    expect(totalCents).toBe(9799);
    const { paymentId } = desk.take(lee, 9799);
    expect(previewPaymentRefund(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(4900) }]))).toMatchObject({ taxCents: 400, leftAfterCents: 4899 });
    expect(invoice(invoiceId)).toEqual({ paid: 9799, refunded: 0, balance: 0 });
    expect(refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(4900) }]))).toMatchObject({ cents: 4900, taxCents: 400 });
    expect(refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(4899) }]))).toMatchObject({ taxCents: 399, leftAfterCents: 0, owedAfterCents: 0 });
    expect([onAccount("cash_drawer"), onAccount("revenue_services"), onAccount("tax_payable")]).toEqual([0, 0, 0]);
    expect(invoice(invoiceId)).toEqual({ paid: 9799, refunded: 9799, balance: 0 });
  });

  test("INV-9 one refund of a payment that stands on two invoices and partly as credit, each part named", () => {
    const first = desk.issue(lee, 3000);
    const second = desk.issue(lee, 5000);
    const { paymentId } = desk.take(lee, 10_000, { tender: "check", reference: "1042" });
    expect(viewPaymentGrounds(desk.cx(), paymentId)).toMatchObject({
      leftCents: 10_000,
      canGoBack: true,
      grounds: [
        { invoiceId: first.invoiceId, leftCents: 3000 },
        { invoiceId: second.invoiceId, leftCents: 5000 },
        { invoiceId: null, leftCents: 2000 },
      ],
    });
    refundPayment(
      desk.cx(),
      refund(paymentId, [{ invoiceId: second.invoiceId, cents: toCents(1500) }, { invoiceId: null, cents: toCents(2000) }], { by: "check" }),
    );
    expect(desk.money(lee)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(onAccount("refunds_payable")).toBe(-3500);
    const checks = listRefundChecks(desk.cx());
    expect(checks.map((check) => check.amountCents)).toEqual([1500, 2000]);
    for (const check of checks) writeRefundCheck(desk.cx(), { refundId: check.refundId, checkNumber: "77" });
    expect([onAccount("refunds_payable"), onAccount("bank")]).toEqual([0, -3500]);
    expect(viewPaymentGrounds(desk.cx(), paymentId).grounds.map((ground) => ground.leftCents)).toEqual([3000, 3500]);
  });

  test("INV-9 kept as credit it pays nothing by itself at once; owed again it opens the invoice", () => {
    const { invoiceId } = desk.issue(lee, 5000);
    const { paymentId } = desk.take(lee, 5000);
    refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(2000) }], { by: "credit" }));
    expect(desk.money(lee)).toEqual({ balanceCents: 0, creditCents: 2000 });
    refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(3000) }], { owedAgain: true }));
    expect(invoice(invoiceId)).toEqual({ paid: 2000, refunded: 2000, balance: 3000 });
    expect(desk.money(lee)).toEqual({ balanceCents: 3000, creditCents: 2000 });
    expect(onAccount("cash_drawer")).toBe(2000);
  });

  test("INV-9 money that became credit and paid another invoice goes back from there", () => {
    const { paymentId } = desk.take(lee, 4000);
    const { invoiceId } = desk.issue(lee, 3000);
    expect(viewPaymentGrounds(desk.cx(), paymentId).grounds).toMatchObject([
      { invoiceId, leftCents: 3000, throughCredit: true },
      { invoiceId: null, leftCents: 1000 },
    ]);
    expect(refusalOf(() => refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(3000) }], { owedAgain: true })))).toEqual(["refund_credit_owed", {}]);
    refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(3000) }, { invoiceId: null, cents: toCents(1000) }]));
    expect([onAccount("cash_drawer"), onAccount("revenue_services"), desk.money(lee).creditCents]).toEqual([0, 0, 0]);
    expect(invoice(invoiceId)).toEqual({ paid: 3000, refunded: 3000, balance: 0 });
  });

  test("INV-9 a refunded payment is no mistake of today any more, and its invoice is not voided", () => {
    const { invoiceId } = desk.issue(lee, 5000);
    const { paymentId, receiptNumber } = desk.take(lee, 5000);
    refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(1) }]));
    expect(refusalOf(() => reverseAtDesk(desk.cx(), { paymentId, reason: "Mistake" }))).toEqual(["payment_already_refunded", { receiptNumber }]);
    expect(refusalOf(() => voidAtDesk(desk.cx(), { invoiceId, reason: "Mistake" }))).toEqual(["invoice_already_credited", { number: 1 }]);
  });

  test("INV-9 dues on an invoice go back through their membership, whose paid days are cut; the fee beside them here", () => {
    const club = openClub("2026-04-05");
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    const plan = club.plan({ name: "Dues and fee", activation: { ...club.adult.terms.activation, feeCents: toCents(5000) } });
    club.enrol(householdId, [{ patientId, plan, periodMonths: 1 }]);
    const { paymentId, invoiceId, cents } = club.db.read(
      (r) => r.get<{ paymentId: PaymentId; invoiceId: InvoiceId; cents: number }>("select payment_id as paymentId, invoice_id as invoiceId, amount_cents as cents from allocation where source = 'payment'") ?? { paymentId: 0 as PaymentId, invoiceId: 0 as InvoiceId, cents: 0 },
    );
    expect(cents).toBe(8700);
    refundPayment(club.cx(), refund(paymentId, [{ invoiceId, cents: toCents(8700) }]));
    const rows = club.db.read((r) => r.all("select membership_id is not null as dues, amount_cents as cents from refund order by id"));
    expect(rows).toEqual([
      { dues: 1, cents: 3700 },
      { dues: 0, cents: 5000 },
    ]);
    expect(club.db.read((r) => r.get("select sum(amount_cents) as cents from period where in_force = 1 and invoice_id is not null"))).toEqual({ cents: 0 });
    expect(verifyPractice(club.db).breaches).toEqual([]);
    club.dispose();
  });
});

describe("what is refused", () => {
  test("INV-9 refuses more than is left, an invoice it does not pay, nothing at all, and credit as credit", () => {
    const { invoiceId } = desk.issue(lee, 3000);
    const other = desk.issue(lee, 3000, { today: "2026-11-23" });
    const { paymentId, receiptNumber } = desk.take(lee, 5000, { choices: [{ invoiceId, cents: toCents(3000) }] });
    const tried = (parts: PaymentRefundInput["parts"], over: Partial<PaymentRefundInput> = {}) =>
      refusalOf(() => refundPayment(desk.cx(), refund(paymentId, parts, over)));
    expect(tried([])).toEqual(["refund_nothing_chosen", {}]);
    expect(tried([{ invoiceId, cents: toCents(3001) }])).toEqual(["refund_too_much", { receiptNumber, leftCents: 3000 }]);
    expect(tried([{ invoiceId, cents: toCents(3000) }, { invoiceId: null, cents: toCents(2001) }])).toEqual(["refund_too_much", { receiptNumber, leftCents: 5000 }]);
    expect(tried([{ invoiceId: other.invoiceId, cents: toCents(1) }])).toEqual(["refund_part_not_there", { receiptNumber }]);
    expect(tried([{ invoiceId: null, cents: toCents(1) }], { by: "credit" })).toEqual(["refund_credit_to_credit", {}]);
    expect(tried([{ invoiceId: null, cents: toCents(1) }], { owedAgain: true })).toEqual(["refund_credit_owed", {}]);
    expect(tried([{ invoiceId, cents: toCents(1) }], { by: "credit", owedAgain: true })).toEqual(["refund_credit_owed", {}]);
    reverseAtDesk(desk.cx(), { paymentId, reason: "Mistake" });
    expect(tried([{ invoiceId, cents: toCents(1) }])).toEqual(["payment_already_reversed", { receiptNumber }]);
    expect(refusalOf(() => viewPaymentGrounds(desk.cx(), 999 as PaymentId))).toEqual(["payment_not_found", {}]);
  });

  test("INV-9 the same command a second time gives nothing back a second time (F-15)", () => {
    const { invoiceId } = desk.issue(lee, 3000);
    const { paymentId } = desk.take(lee, 3000);
    const again = () => refundPayment(desk.cx(deskDay, { id: "r1", operation: "refunds.refund" }), refund(paymentId, [{ invoiceId, cents: toCents(1000) }]));
    expect(again()).toEqual(again());
    expect(viewPaymentGrounds(desk.cx(), paymentId).leftCents).toBe(2000);
  });

  test("INV-9 two windows that refund the same payment: the second is told what is left", () => {
    const { invoiceId } = desk.issue(lee, 3000);
    const { paymentId, receiptNumber } = desk.take(lee, 3000);
    const both = [1, 2].map(() => refusalOf(() => refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(2000) }]))));
    expect(both).toEqual([undefined, ["refund_too_much", { receiptNumber, leftCents: 1000 }]]);
  });
});

describe("household credit as money", () => {
  test("INV-9 out of the drawer or as a check, the oldest credit first, never beyond what is left", () => {
    const { paymentId } = desk.take(lee, 4000);
    desk.take(lee, 1000);
    expect(refusalOf(() => refundCredit(desk.cx(), { householdId: lee, cents: toCents(5001), by: "cash", reason: "Moved" }))).toEqual(["refund_credit_too_much", { leftCents: 5000 }]);
    expect(refusalOf(() => refundCredit(desk.cx(), { householdId: lee, cents: toCents(0), by: "cash", reason: "Moved" }))).toEqual(["refund_nothing_chosen", {}]);
    expect(refusalOf(() => refundCredit(desk.cx(), { householdId: 99 as HouseholdId, cents: toCents(1), by: "cash", reason: "Moved" }))).toEqual(["payment_household_not_found", {}]);
    expect(refundCredit(desk.cx(), { householdId: lee, cents: toCents(4500), by: "cash", reason: "Moved" })).toMatchObject({ creditAfterCents: 500 });
    expect(desk.money(lee).creditCents).toBe(500);
    expect(onAccount("cash_drawer")).toBe(500);
    expect(viewPaymentGrounds(desk.cx(), paymentId)).toMatchObject({ leftCents: 0, grounds: [] });
    expect(refundCredit(desk.cx(), { householdId: lee, cents: toCents(500), by: "check", reason: "Moved" }).refundIds).toHaveLength(1);
    expect(listRefundChecks(desk.cx())).toMatchObject([{ amountCents: 500 }]);
  });

  test("INV-9 credit that no payment has brought goes back too; its check names no receipt", () => {
    const { invoiceId } = desk.issue(lee, 3000);
    const { paymentId } = desk.take(lee, 3000);
    refundPayment(desk.cx(), refund(paymentId, [{ invoiceId, cents: toCents(3000) }], { by: "credit" }));
    refundCredit(desk.cx(), { householdId: lee, cents: toCents(3000), by: "check", reason: "Moved" });
    expect(listRefundChecks(desk.cx())).toMatchObject([{ amountCents: 3000, receiptNumber: null, payerName: "Rosa Lee" }]);
    expect([onAccount("cash_drawer"), onAccount("refunds_payable")]).toEqual([3000, -3000]);
  });
});

test("INV-9 whatever is refunded in whatever order, refunds never exceed their payment and the books agree", () => {
  const act = fc.record({
    kind: fc.constantFrom("issue", "take", "refund", "credit"),
    cents: fc.integer({ min: 1, max: 9999 }),
    taxed: fc.boolean(),
    by: fc.constantFrom("tender", "credit", "check"),
    owedAgain: fc.boolean(),
    pick: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 14 }), (acts) => {
      const own = openDesk();
      try {
        const { householdId } = own.household("Ben", "Ortiz");
        const payments: PaymentId[] = [];
        for (const { kind, cents, taxed, by, owedAgain, pick } of acts) {
          if (kind === "issue") own.issue(householdId, cents, { lines: [serviceLine(deskDay, cents, { taxRatePpm: taxed ? 88_750 : 0 })] });
          if (kind === "take") payments.push(own.take(householdId, cents).paymentId);
          const paymentId = payments[pick % Math.max(1, payments.length)];
          if (kind === "refund" && paymentId !== undefined) {
            const { grounds } = viewPaymentGrounds(own.cx(), paymentId);
            const ground = grounds[pick % Math.max(1, grounds.length)];
            if (ground) refusalOf(() => refundPayment(own.cx(), refund(paymentId, [{ invoiceId: ground.invoiceId, cents: toCents(cents) }], { by, owedAgain })));
          }
          if (kind === "credit") refusalOf(() => refundCredit(own.cx(), { householdId, cents: toCents(cents), by: "cash", reason: "Moved" }));
        }
        expect(verifyPractice(own.db).breaches).toEqual([]);
        const over = own.db.read((r) => r.all(
          `select p.id from payment p where (select coalesce(sum(amount_cents), 0) from refund r where r.payment_id = p.id) > p.amount_cents
           union all select i.id from invoice i where i.refunded_cents > i.paid_cents
           union all select p.id from (select account as id, sum(amount_cents) as cents from posting where account in ('revenue_services', 'tax_payable') group by account) p where p.cents > 0`,
        ));
        expect(over).toEqual([]);
      } finally {
        own.dispose();
      }
    }),
    { numRuns: 15 },
  );
});
