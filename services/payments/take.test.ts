import { afterEach, beforeEach, expect, test } from "vitest";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { breachesOfMoney, cash, openDesk, type Desk } from "./desk.fixture.ts";
import { previewPayment } from "./preview.ts";
import { takeAtDesk } from "./take-at-desk.fixture.ts";

let desk: Desk;
let householdId: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  ({ householdId } = desk.household("Rosa", "Lee"));
});
afterEach(() => {
  expect(breachesOfMoney(desk.db)).toEqual([]);
  desk.dispose();
});

function balances(...ids: InvoiceId[]): number[] {
  return desk.db.read((r) =>
    ids.map(
      (id) => r.get<{ b: number }>("select balance_cents as b from invoice where id = ?", id)?.b ?? Number.NaN,
    ),
  );
}

test("INV-8 a payment pays the oldest due first, whatever the order of the invoices", () => {
  const late = desk.issue(householdId, 3000, { today: "2026-11-01" });
  const early = desk.issue(householdId, 2000, { today: "2026-09-01" });
  const taken = desk.take(householdId, 2500);
  expect(taken.applied.map((part) => [part.number, part.appliedCents])).toEqual([
    [early.number, 2000],
    [late.number, 500],
  ]);
  expect(balances(early.invoiceId, late.invoiceId)).toEqual([0, 2500]);
});

test("INV-8 what is paid above the balance becomes household credit", () => {
  desk.issue(householdId, 3700);
  const taken = desk.take(householdId, 5000);
  expect(taken).toMatchObject({ toCreditCents: 1300, balanceAfterCents: 0, changeCents: 0 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 0, creditCents: 1300 });
});

test("INV-8 a person may choose the invoices; the rest becomes credit and the others stay open", () => {
  const old = desk.issue(householdId, 1000, { today: "2026-09-01" });
  const chosen = desk.issue(householdId, 2000);
  const taken = desk.take(householdId, 1800, {
    choices: [{ invoiceId: chosen.invoiceId, cents: toCents(1500) }],
  });
  expect(taken).toMatchObject({ toCreditCents: 300, balanceAfterCents: 1500 });
  expect(balances(old.invoiceId, chosen.invoiceId)).toEqual([1000, 500]);
});

test("INV-7 cash shows the change, and the drawer keeps the amount only", () => {
  desk.issue(householdId, 3700);
  const taken = desk.take(householdId, 3700, { tenderedCents: toCents(5000) });
  expect(taken).toMatchObject({ changeCents: 1300, toCreditCents: 0 });
  const drawer = desk.db.read((r) =>
    r.get("select sum(amount_cents) as cents from posting where account = 'cash_drawer'"),
  );
  expect(drawer).toEqual({ cents: 3700 });
});

test.each([
  ["check", "undeposited_checks"],
  ["card_terminal", "card_clearing"],
  ["hsa_card", "card_clearing"],
  ["ach", "bank"],
  ["outside_financing", "bank"],
] as const)("INV-7 a %s is booked to %s", (tender, account) => {
  desk.issue(householdId, 100);
  desk.take(householdId, 100, { tender, reference: "1042" });
  const booked = desk.db.read((r) => r.get("select account from posting where amount_cents = 100 and account <> 'receivable'"));
  expect(booked).toEqual({ account });
});

test("F-14 receipts are numbered without gaps, and a refused payment takes no number", () => {
  expect(desk.take(householdId, 100).receiptNumber).toBe(1);
  expect(() => desk.take(householdId, 0)).toThrow("payment_not_positive");
  expect(() => desk.take(householdId, 100, { tender: "check" })).toThrow("check_number_missing");
  expect(desk.take(householdId, 100).receiptNumber).toBe(2);
});

test("F-17 an invoice of another household, a paid one and an unknown one are refused, nothing is kept", () => {
  const other = desk.household("Ben", "Ortiz");
  const theirs = desk.issue(other.householdId, 1000);
  const paid = desk.issue(householdId, 500);
  desk.take(householdId, 500);
  const choose = (invoiceId: number) => () =>
    desk.take(householdId, 100, { choices: [{ invoiceId: asId<InvoiceId>(invoiceId), cents: toCents(100) }] });
  expect(choose(theirs.invoiceId)).toThrow("invoice_of_other_household");
  expect(choose(paid.invoiceId)).toThrow("invoice_not_open");
  expect(choose(999)).toThrow("invoice_not_found");
  expect(desk.db.read((r) => r.get("select count(*) as n from payment"))).toEqual({ n: 1 });
});

test("MEM-21 the preview says exactly what the payment then does", () => {
  desk.issue(householdId, 2000, { today: "2026-10-01" });
  desk.issue(householdId, 3000);
  const intent = { ...cash(householdId, 6200), tenderedCents: toCents(7000) };
  const preview = previewPayment(desk.cx(), intent);
  const { applied, toCreditCents, changeCents, balanceAfterCents } = desk.take(householdId, 6200, intent);
  expect({ applied, toCreditCents, changeCents, balanceAfterCents, unresolvedCharges: [] }).toEqual(preview);
  expect(preview).toMatchObject({ toCreditCents: 1200, changeCents: 800, balanceAfterCents: 0 });
});

test("INV-8 when two desks take money for one balance, the second becomes credit and its reply says so", () => {
  desk.issue(householdId, 3700);
  const first = cash(householdId, 3700);
  const shown = [previewPayment(desk.cx(), first), previewPayment(desk.cx(), first)];
  expect(shown.map((preview) => preview.toCreditCents)).toEqual([0, 0]);
  const replies = [takeAtDesk(desk.cx(), first), takeAtDesk(desk.cx(), first)];
  expect(replies.map((reply) => reply.toCreditCents)).toEqual([0, 3700]);
  expect(desk.money(householdId)).toEqual({ balanceCents: 0, creditCents: 3700 });
});

test("F-15 a repeated request id answers the same and takes the money once", () => {
  desk.issue(householdId, 3700);
  const cx = desk.cx("2026-11-22", { id: "4f9f0d1e-0001-4000-8000-000000000001", operation: "payments.take" });
  const replies = [takeAtDesk(cx, cash(householdId, 3700)), takeAtDesk(cx, cash(householdId, 3700))];
  expect(replies[1]).toEqual(replies[0]);
  expect(desk.db.read((r) => r.get("select count(*) as n from payment"))).toEqual({ n: 1 });
});

test("F-11 a payment leaves an audit record and tells every window what it moved", () => {
  const { invoiceId } = desk.issue(householdId, 100);
  const topics: string[] = [];
  desk.db.onCommit((changed) => topics.push(...changed));
  const { paymentId } = desk.take(householdId, 100);
  expect(topics).toEqual(
    expect.arrayContaining(["payments", "invoices", "billing", `household/${householdId}`, `invoice/${invoiceId}`]),
  );
  const record = desk.db.read((r) => r.get("select action, after from audit where subject = ?", `payment/${paymentId}`));
  expect(record).toMatchObject({ action: "payment.taken" });
});
