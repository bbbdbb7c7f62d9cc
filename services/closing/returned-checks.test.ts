/** Deposits beside the rest of the desk (INV-9, INV-13): refunds, credit notes' credit, and checks that come back. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountBalance } from "#db/ledger.ts";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { returnCheck } from "../payments/return-check.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openClosingDesk, type ClosingDesk } from "./closing-desk.fixture.ts";
import { readDaySheet } from "./day-sheet.ts";
import { listUndepositedFunds, makeDeposit, undoDeposit } from "./deposits.ts";

const monday = toDay("2026-11-23");
const friday = toDay("2026-11-27");
let desk: ClosingDesk;
let lee: HouseholdId;
beforeEach(() => {
  desk = openClosingDesk();
  lee = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => {
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

const balances = () => desk.db.read((db) => [accountBalance(db, "cash_drawer"), accountBalance(db, "undeposited_checks"), accountBalance(db, "bank")]);
const depositAll = () => makeDeposit(desk.cx(monday), { postingIds: listUndepositedFunds(desk.cx(monday)).items.map(({ postingId }) => postingId), depositedOn: monday, note: "" });

test("INV-13 a check that comes back after its deposit is missing at the bank, not in the drawer, and its deposit stays", () => {
  desk.issue(lee, 4000, { today: monday });
  const { paymentId } = desk.take(lee, 4000, { today: monday, tender: "check", reference: "1001" });
  const { depositId } = depositAll();
  expect(balances()).toEqual([0, 0, 4000]);
  expect(refusalOf(() => reverseAtDesk(desk.cx(monday), { paymentId, reason: "Mistake" }))).toBe("payment_deposited");
  returnCheck(desk.cx(friday), { paymentId, feeCents: toCents(0), reason: "Returned by the bank" });
  expect(balances()).toEqual([0, 0, 0]);
  expect(listUndepositedFunds(desk.cx(friday)).items).toEqual([]);
  expect(refusalOf(() => undoDeposit(desk.cx(friday), { depositId, reason: "x" }))).toBe("deposit_check_returned");
  expect(desk.money(lee)).toEqual({ balanceCents: 4000, creditCents: 0 });
  const sheet = desk.db.read((db) => readDaySheet(db, { from: friday, to: friday, basis: "effective", knownAt: null }));
  expect([sheet.openingCents, sheet.sums.payments, sheet.closingCents]).toEqual([0, 4000, 4000]);
});

test("INV-13 a check that comes back before it was deposited is in no list any more", () => {
  const { paymentId } = desk.take(lee, 4000, { today: monday, tender: "check", reference: "1001" });
  returnCheck(desk.cx(friday), { paymentId, feeCents: toCents(0), reason: "Torn" });
  expect([balances(), listUndepositedFunds(desk.cx(friday)).items]).toEqual([[0, 0, 0], []]);
});

test("INV-13 a deposit that is undone a week later is undone on that day; the money is in the drawer again", () => {
  desk.take(lee, 2500, { today: monday });
  const { depositId } = depositAll();
  undoDeposit(desk.cx(friday), { depositId, reason: "It was never brought to the bank" });
  const entries = desk.db.read((db) =>
    db.all<{ kind: string; on: string }>(`select kind, effective_on as "on" from entry where kind like 'deposit%' order by id`),
  );
  expect(entries).toEqual([
    { kind: "deposited", on: monday },
    { kind: "deposit_undone", on: friday },
  ]);
  expect(balances()).toEqual([2500, 0, 0]);
});

test("INV-13 deposits move no receivable: the day sheet has the payment once", () => {
  desk.issue(lee, 2500, { today: monday });
  desk.take(lee, 2500, { today: monday });
  depositAll();
  const sheet = desk.db.read((db) => readDaySheet(db, { from: monday, to: monday, basis: "effective", knownAt: null }));
  expect(sheet.sums).toEqual({ charges: 2500, payments: -2500, adjustments: 0 });
  expect(sheet.money.map(({ tender, cents }) => [tender, cents])).toEqual([["cash", 2500]]);
});
