/** What happens to a payment afterwards: put on other invoices (INV-8), a check that comes back (INV-9); and split tenders (INV-7). */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { sellCertificate } from "../gift-certificates/sell.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { breachesOfMoney, cash, openDesk, type Desk } from "./desk.fixture.ts";
import { moveMoney, previewMove, viewSplit } from "./move-money.ts";
import { previewReturn, returnCheck, usualReturnFee } from "./return-check.ts";
import { reverseAtDesk } from "./reverse.ts";
import { previewSplit, takeSplit, type SplitToTake } from "./take-split.ts";

let desk: Desk;
let lee: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  lee = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => {
  expect(breachesOfMoney(desk.db)).toEqual([]);
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
const balance = (invoiceId: InvoiceId): number =>
  desk.db.read((r) => r.get<{ cents: number }>("select balance_cents as cents from invoice where id = ?", invoiceId)?.cents ?? Number.NaN);
const put = (invoiceId: InvoiceId, cents: number) => ({ invoiceId, cents: toCents(cents) });
const onAccount = (account: string): number =>
  desk.db.read((r) => r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account)?.cents ?? Number.NaN);

describe("INV-8 put on other invoices", () => {
  test("INV-8 from one invoice to another, a part of it kept, and from credit onto an invoice", () => {
    const a = desk.issue(lee, 6000).invoiceId;
    const { paymentId } = desk.take(lee, 7000);
    const b = desk.issue(lee, 5000).invoiceId;
    expect([balance(a), balance(b), desk.money(lee).creditCents]).toEqual([0, 4000, 0]);
    expect(viewSplit(desk.cx(), paymentId)).toMatchObject({
      amountCents: 7000,
      unusedCents: 0,
      rows: [{ invoiceId: a, paidByThisCents: 6000, mostCents: 6000 }, { invoiceId: b, paidByThisCents: 1000, mostCents: 5000 }],
    });
    const wanted = { paymentId, choices: [put(a, 2500), put(b, 4000)] };
    const shown = previewMove(desk.cx(), wanted);
    expect([balance(a), balance(b)]).toEqual([0, 4000]);
    expect(moveMoney(desk.cx(), wanted)).toEqual(shown);
    expect([balance(a), balance(b), desk.money(lee)]).toEqual([3500, 1000, { balanceCents: 4500, creditCents: 500 }]);
    moveMoney(desk.cx(), { paymentId, choices: [] });
    expect([balance(a), balance(b), desk.money(lee).creditCents]).toEqual([6000, 5000, 7000]);
    moveMoney(desk.cx(), { paymentId, choices: [put(b, 5000), put(a, 2000)] });
    expect([balance(a), balance(b), desk.money(lee).creditCents]).toEqual([4000, 0, 0]);
  });

  test("INV-8 INV-9 a payment that was moved is taken back without a trace", () => {
    const a = desk.issue(lee, 6000).invoiceId;
    const b = desk.issue(lee, 5000).invoiceId;
    const { paymentId } = desk.take(lee, 6000);
    moveMoney(desk.cx(), { paymentId, choices: [put(b, 3000), put(a, 1000)] });
    reverseAtDesk(desk.cx(), { paymentId, reason: "Wrong household" });
    expect([balance(a), balance(b), desk.money(lee)]).toEqual([6000, 5000, { balanceCents: 11_000, creditCents: 0 }]);
  });

  test("INV-8 refuses more than the invoice or the payment can take, strangers, doubles and what was refunded", () => {
    const a = desk.issue(lee, 6000).invoiceId;
    const other = desk.issue(desk.household("Ben", "Ortiz").householdId, 900).invoiceId;
    const { paymentId, receiptNumber } = desk.take(lee, 5000);
    const b = desk.issue(lee, 9000).invoiceId;
    const tried = (choices: readonly ReturnType<typeof put>[]) => refusalOf(() => moveMoney(desk.cx(), { paymentId, choices }));
    expect(tried([put(a, 6001)])).toMatchObject(["allocation_over_balance", { balanceCents: 6000 }]);
    expect(tried([put(a, 4000), put(b, 1001)])).toEqual(["payment_split_over", { receiptNumber, amountCents: 5000 }]);
    expect(tried([put(other, 1)])).toMatchObject(["invoice_of_other_household", { number: 2 }]);
    expect(tried([put(a, 1), put(a, 1)])).toMatchObject(["allocation_twice", { number: 1 }]);
    expect(tried([put(99 as InvoiceId, 1)])).toEqual(["invoice_not_found", {}]);
    refundPayment(desk.cx(), { paymentId, parts: [put(a, 1)], by: "tender", owedAgain: false, reason: "x" });
    expect(tried([put(a, 1)])).toEqual(["payment_already_refunded", { receiptNumber }]);
    expect(refusalOf(() => viewSplit(desk.cx(), 99 as PaymentId))).toEqual(["payment_not_found", {}]);
  });

  test("INV-8 moved any number of times, a payment stands whole somewhere and comes back whole", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 })), { minLength: 1, maxLength: 5 }), (moves) => {
        const own = openDesk();
        try {
          const { householdId } = own.household("Kim", "Wong");
          const a = own.issue(householdId, 3000).invoiceId;
          const b = own.issue(householdId, 2000).invoiceId;
          const { paymentId } = own.take(householdId, 3500);
          for (const [onA, onB] of moves) {
            const done = refusalOf(() => moveMoney(own.cx(), { paymentId, choices: [put(a, onA), put(b, onB)] }));
            const isWrong = onA > 3000 || onB > 2000 || onA + onB > 3500;
            expect(done !== undefined).toBe(isWrong);
            if (!isWrong) expect(viewSplit(own.cx(), paymentId)).toMatchObject({ unusedCents: 3500 - onA - onB });
          }
          reverseAtDesk(own.cx(), { paymentId, reason: "Mistake" });
          expect(own.money(householdId)).toEqual({ balanceCents: 5000, creditCents: 0 });
          expect(verifyPractice(own.db).breaches).toEqual([]);
        } finally {
          own.dispose();
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("INV-9 a returned check", () => {
  test("INV-9 is reversed on a later day, opens what it paid, and asks for the fee where one is wanted", () => {
    const { invoiceId } = desk.issue(lee, 5000);
    const { paymentId } = desk.take(lee, 6000, { tender: "check", reference: "1042" });
    const asked = { paymentId, feeCents: toCents(3500), reason: "No funds" };
    expect(previewReturn(desk.cx("2026-12-04"), asked)).toMatchObject({ owedAfterCents: 8500, creditAfterCents: 0 });
    const done = returnCheck(desk.cx("2026-12-04"), asked);
    expect([balance(invoiceId), desk.money(lee)]).toEqual([5000, { balanceCents: 8500, creditCents: 0 }]);
    expect(done.feeInvoiceId).not.toBe(null);
    expect(desk.db.read((r) => r.get("select description, kind, net_cents as cents from invoice_line where invoice_id = ?", done.feeInvoiceId))).toEqual({ description: "Returned check 1042", kind: "fee", cents: 3500 });
    expect([onAccount("undeposited_checks"), onAccount("revenue_fees")]).toEqual([0, -3500]);
    expect(refusalOf(() => returnCheck(desk.cx("2026-12-05"), asked))).toEqual(["payment_already_reversed", { receiptNumber: 1 }]);
  });

  test("INV-9 without a fee nothing is asked for; cash is no check; the usual fee is a setting, nothing at first", () => {
    const { paymentId } = desk.take(lee, 500, { tender: "check", reference: "7" });
    const { paymentId: notes, receiptNumber } = desk.take(lee, 500);
    expect(returnCheck(desk.cx(), { paymentId, feeCents: toCents(0), reason: "Closed account" }).feeInvoiceId).toBe(null);
    expect(refusalOf(() => returnCheck(desk.cx(), { paymentId: notes, feeCents: toCents(0), reason: "x" }))).toEqual(["payment_not_check", { receiptNumber }]);
    expect(refusalOf(() => returnCheck(desk.cx(), { paymentId: 99 as PaymentId, feeCents: toCents(0), reason: "x" }))).toEqual(["payment_not_found", {}]);
    expect(usualReturnFee(desk.cx())).toBe(0);
  });
});

describe("INV-7 several tenders at once", () => {
  const split = (over: Partial<SplitToTake> = {}): SplitToTake => ({
    ...cash(lee, 2000),
    tenderedCents: toCents(5000),
    more: [{ tender: "check" as Tender, amountCents: toCents(3000), tenderedCents: null, reference: "1042" }],
    ...over,
  });

  test("INV-7 each has its receipt, together they pay oldest first, change is due on the cash alone", () => {
    const a = desk.issue(lee, 1500, { today: "2026-10-01" }).invoiceId;
    const b = desk.issue(lee, 3000).invoiceId;
    const shown = previewSplit(desk.cx(), split());
    expect(shown).toMatchObject({ changeCents: 3000, toCreditCents: 500, balanceAfterCents: 0 });
    const taken = takeSplit(desk.cx(), split());
    expect(taken).toMatchObject({ receiptNumber: 1, changeCents: 3000, toCreditCents: 500, balanceAfterCents: 0, more: [{ receiptNumber: 2 }] });
    expect([balance(a), balance(b)]).toEqual([0, 0]);
    expect(desk.db.read((r) => r.all("select payment_id as p, invoice_id as i, amount_cents as c from allocation order by id"))).toEqual([
      { p: 1, i: a, c: 1500 },
      { p: 1, i: b, c: 500 },
      { p: 2, i: b, c: 2500 },
    ]);
  });

  test("INV-7 one refused tender refuses all of them, and nothing is taken", () => {
    desk.issue(lee, 5000);
    const sold = sellCertificate(desk.cx(), { householdId: lee, amountCents: toCents(1000), recipient: "", tender: { tender: "cash", reference: "", tenderedCents: null } });
    const gift = (cents: number) => ({ tender: "gift_certificate" as Tender, amountCents: toCents(cents), tenderedCents: null, reference: sold.code });
    const before = desk.money(lee);
    const tried = (more: SplitToTake["more"]) => [refusalOf(() => previewSplit(desk.cx(), split({ more }))), refusalOf(() => takeSplit(desk.cx(), split({ more })))];
    expect(tried([{ tender: "check", amountCents: toCents(1), tenderedCents: null, reference: " " }])).toEqual([["check_number_missing", {}], ["check_number_missing", {}]]);
    expect(tried([gift(1001)])).toEqual([["certificate_too_little", { number: 1, leftCents: 1000 }], ["certificate_too_little", { number: 1, leftCents: 1000 }]]);
    expect(refusalOf(() => takeSplit(desk.cx(), split({ more: [gift(600), gift(600)] })))).toEqual(["certificate_too_little", { number: 1, leftCents: 400 }]);
    expect(desk.money(lee)).toEqual(before);
    expect(takeSplit(desk.cx(), split({ more: [gift(1000)] })).balanceAfterCents).toBe(2000);
  });

  test("INV-8 two windows for one balance: the second is asked before it becomes credit", () => {
    desk.issue(lee, 2000);
    const one = { ...cash(lee, 2000), more: [] };
    const shown = previewSplit(desk.cx(), one);
    takeSplit(desk.cx(), { ...one, shownToCreditCents: shown.toCreditCents });
    const second = () => takeSplit(desk.cx(), { ...one, shownToCreditCents: shown.toCreditCents });
    expect(refusalOf(second)).toEqual(["payment_more_to_credit", { toCreditCents: 2000 }]);
    expect(desk.money(lee)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(takeSplit(desk.cx(), { ...one, shownToCreditCents: toCents(2000) })).toMatchObject({ toCreditCents: 2000 });
  });
});
