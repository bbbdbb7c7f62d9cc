import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asId, type HouseholdId, type InvoiceId, type PaymentId } from "#domain/identity.ts";
import { accountOfTender, tenders as everyTender } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { breachesOfMoney, openDesk, type Desk } from "./desk.fixture.ts";
import { exportPaymentsCsv, listPayments, totalsOfPayments } from "./list.ts";
import { previewPayment } from "./preview.ts";
import { reverseAtDesk } from "./reverse.ts";

let desk: Desk;
let home: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  home = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => {
  expect(breachesOfMoney(desk.db)).toEqual([]);
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

/** What a person takes at the desk; a card on file is charged, certificates and packages are sold first, wallets are banked: they have tests of their own. */
const tenders = everyTender.filter((tender) => tender !== "card_on_file" && tender !== "gift_certificate" && tender !== "package_unit" && tender !== "wallet");
const refusal = (code: string) => expect.objectContaining({ code }) as Error;
const reverse = (paymentId: PaymentId, today?: string) => reverseAtDesk(desk.cx(today), { paymentId, reason: "Wrong family" });
/** Every account's balance, without those that stand at nothing. */
const ledger = (): Record<string, number> =>
  Object.fromEntries(
    desk.db
      .read((r) => r.all<{ account: string; cents: number }>("select account, sum(amount_cents) as cents from posting group by account having cents <> 0 order by account"))
      .map(({ account, cents }) => [account, cents]),
  );
const invoice = (id: InvoiceId) =>
  desk.db.read((r) => r.get<{ paid: number; balance: number }>("select paid_cents as paid, balance_cents as balance from invoice where id = ?", id));
const list = (over: object = {}) =>
  listPayments(desk.cx(), { filter: { householdId: null, from: null, to: null, tenders: [], text: "", ...over }, sort: "date", descending: true, after: null, limit: 100 });
const filter = { householdId: null, from: null, to: null, tenders: [], text: "" };

describe("INV-7 every tender", () => {
  test.each(tenders)("%s: exact, in part and above, each on its own account, and taken back without a trace", (tender) => {
    const account = accountOfTender(tender);
    for (const [paid, applied] of [
      [6200, 6200],
      [1, 1],
      [9999, 6200],
    ] as const) {
      const before = ledger();
      const { invoiceId } = desk.issue(home, 6200);
      const open = ledger();
      const taken = desk.take(home, paid, { tender, reference: "1042" });
      expect(taken).toMatchObject({ toCreditCents: paid - applied, changeCents: 0, balanceAfterCents: 6200 - applied });
      expect(ledger()[account]).toBe((before[account] ?? 0) + paid);
      expect(invoice(invoiceId)).toEqual({ paid: applied, balance: 6200 - applied });
      reverse(taken.paymentId);
      expect(ledger()).toEqual(open);
      expect(invoice(invoiceId)).toEqual({ paid: 0, balance: 6200 });
      voidAtDesk(desk.cx(), { invoiceId, reason: "End of this try" });
      expect(ledger()).toEqual(before);
    }
    expect(desk.money(home)).toEqual({ balanceCents: 0, creditCents: 0 });
  });

  test.each(tenders)("a list narrowed to %s holds those payments and no others, and its total is theirs", (tender) => {
    for (const one of tenders) desk.take(home, 100 + tenders.indexOf(one), { tender: one, reference: "7" });
    expect(list({ tenders: [tender] }).rows.map((row) => row.tender)).toEqual([tender]);
    expect(totalsOfPayments(desk.cx(), { ...filter, tenders: [tender] })).toEqual({ count: 1, sumCents: 100 + tenders.indexOf(tender), refundedCents: 0 });
    const csv = exportPaymentsCsv(desk.cx(), { ...filter, tenders: [tender] });
    expect(csv.trim().split("\r\n")).toHaveLength(2);
  });
});

describe("INV-9 taking a payment back", () => {
  test("on its own day only, and once", () => {
    const { paymentId } = desk.take(home, 500);
    expect(() => reverse(paymentId, "2026-11-23")).toThrow(refusal("payment_not_same_day"));
    reverse(paymentId);
    expect(() => reverse(paymentId)).toThrow(refusal("payment_already_reversed"));
    expect(() => reverse(asId<PaymentId>(99))).toThrow(refusal("payment_not_found"));
    expect(desk.money(home)).toEqual({ balanceCents: 0, creditCents: 0 });
  });

  test("opens again every invoice it paid, oldest and youngest, and the credit it left is gone from where it was used", () => {
    const old = desk.issue(home, 3000, { today: "2026-10-01" }).invoiceId;
    const young = desk.issue(home, 2000).invoiceId;
    const { paymentId } = desk.take(home, 9000);
    expect([invoice(old)?.balance, invoice(young)?.balance, desk.money(home).creditCents]).toEqual([0, 0, 4000]);
    const later = desk.issue(home, 2500).invoiceId;
    expect([invoice(later)?.balance, desk.money(home).creditCents]).toEqual([0, 1500]);
    reverse(paymentId);
    expect([old, young, later].map((id) => invoice(id)?.balance)).toEqual([3000, 2000, 2500]);
    expect(desk.money(home)).toEqual({ balanceCents: 7500, creditCents: 0 });
  });

  test("leaves another payment of the same day alone", () => {
    const { invoiceId } = desk.issue(home, 3000);
    const first = desk.take(home, 1000);
    const second = desk.take(home, 1500);
    reverse(first.paymentId);
    expect(invoice(invoiceId)).toEqual({ paid: 1500, balance: 1500 });
    expect(list().rows.map(({ receiptNumber, reversedOn }) => [receiptNumber, reversedOn])).toEqual([
      [second.receiptNumber, null],
      [first.receiptNumber, "2026-11-22"],
    ]);
    expect(totalsOfPayments(desk.cx(), filter)).toMatchObject({ sumCents: 1500 });
  });

  test("taking the money again afterwards takes the next receipt number (F-14)", () => {
    const first = desk.take(home, 1000);
    reverse(first.paymentId);
    expect(desk.take(home, 1000).receiptNumber).toBe(first.receiptNumber + 1);
  });
});

describe("INV-8 whose money, and where it goes", () => {
  test("one household's payment never touches another's invoice, however old", () => {
    const other = desk.household("Ben", "Ortiz").householdId;
    const theirs = desk.issue(other, 3000, { today: "2026-01-05" }).invoiceId;
    const ours = desk.issue(home, 1000).invoiceId;
    desk.take(home, 5000);
    expect([invoice(theirs)?.balance, invoice(ours)?.balance]).toEqual([3000, 0]);
    expect([desk.money(other), desk.money(home)]).toEqual([
      { balanceCents: 3000, creditCents: 0 },
      { balanceCents: 0, creditCents: 4000 },
    ]);
  });

  test.each<[string, (ids: { ours: InvoiceId; theirs: InvoiceId; paid: InvoiceId; voided: InvoiceId }) => { invoiceId: InvoiceId; cents: number }[], string]>([
    ["another household's invoice", ({ theirs }) => [{ invoiceId: theirs, cents: 100 }], "invoice_of_other_household"],
    ["a paid invoice", ({ paid }) => [{ invoiceId: paid, cents: 100 }], "invoice_not_open"],
    ["a void invoice", ({ voided }) => [{ invoiceId: voided, cents: 100 }], "invoice_not_open"],
    ["an invoice that is not there", () => [{ invoiceId: asId<InvoiceId>(999), cents: 100 }], "invoice_not_found"],
    ["more than is owed on it", ({ ours }) => [{ invoiceId: ours, cents: 3001 }], "allocation_over_balance"],
    ["more than was handed over", ({ ours }) => [{ invoiceId: ours, cents: 2001 }], "allocation_over_amount"],
    ["the same invoice twice", ({ ours }) => [{ invoiceId: ours, cents: 1 }, { invoiceId: ours, cents: 1 }], "allocation_twice"],
  ])("choosing %s is refused, in the preview as in the act, and nothing is taken", (_, choose, code) => {
    const other = desk.household("Ben", "Ortiz").householdId;
    const ids = { ours: desk.issue(home, 3000).invoiceId, theirs: desk.issue(other, 3000).invoiceId, paid: desk.issue(home, 100).invoiceId, voided: desk.issue(home, 100).invoiceId };
    desk.take(home, 100, { choices: [{ invoiceId: ids.paid, cents: toCents(100) }] });
    voidAtDesk(desk.cx(), { invoiceId: ids.voided, reason: "x" });
    const before = [ledger(), list().rows.length];
    const choices = choose(ids).map(({ invoiceId, cents }) => ({ invoiceId, cents: toCents(cents) }));
    const intent = { householdId: home, tender: "cash", amountCents: toCents(2000), tenderedCents: null, reference: "", choices } as const;
    expect(() => previewPayment(desk.cx(), intent)).toThrow(refusal(code));
    expect(() => desk.take(home, 2000, { choices })).toThrow(refusal(code));
    expect([ledger(), list().rows.length]).toEqual(before);
  });

  test("an unknown household is refused", () => {
    expect(() => desk.take(asId<HouseholdId>(999), 100)).toThrow(refusal("payment_household_not_found"));
  });

  test("a reference and a note are kept: the reference without outer blanks", () => {
    desk.take(home, 100, { tender: "check", reference: "  1042 ", note: " from her mother " });
    expect(list().rows[0]).toMatchObject({ reference: "1042", payerName: "Rosa Lee", takenBy: expect.any(String) });
    expect(list({ text: "1042" }).rows).toHaveLength(1);
    expect(list({ text: "9999" }).rows).toHaveLength(0);
  });
});

describe("INV-7 days", () => {
  test("a list from one day to another holds both ends and nothing outside", () => {
    for (const day of ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]) desk.take(home, 100, { today: day });
    const between = (from: string | null, to: string | null) => list({ from, to }).rows.map((row) => row.receivedOn);
    expect(between("2026-11-20", "2026-11-21")).toEqual(["2026-11-21", "2026-11-20"]);
    expect(between(null, "2026-11-19")).toEqual(["2026-11-19"]);
    expect(between("2026-11-22", null)).toEqual(["2026-11-22"]);
    expect(between("2026-11-22", "2026-11-20")).toEqual([]);
  });
});
