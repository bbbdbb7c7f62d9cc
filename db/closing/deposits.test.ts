/** What waits for the bank, by the ledger alone (INV-13): postings of drawer and checks that no deposit holds. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay, toInstant, type Day } from "#domain/calendar.ts";
import { asId, type EntryId } from "#domain/identity.ts";
import type { Account } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { insertLedgerEntry, type EntryKind } from "../ledger.ts";
import { takeNumber } from "../numbers.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { findDeposit, findUndeposited, insertDeposit, listDepositItems, listDeposits, listUndeposited, markConfirmed, markUndone } from "./deposits.ts";

const at = toInstant("2026-03-02T22:00:00.000Z");
const monday = toDay("2026-03-02");
let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

const entry = (kind: EntryKind, account: Account, cents: number, reversesId: EntryId | null = null, on: Day = monday): EntryId =>
  file.db.write((db) =>
    insertLedgerEntry(db, {
      kind,
      householdId: null,
      effectiveOn: on,
      enteredAt: at,
      actorId: null,
      workstation: "desk",
      memo: kind,
      reversesId,
      postings: [
        { account, amountCents: toCents(cents), householdId: null },
        { account: "revenue_services", amountCents: toCents(-cents), householdId: null },
      ],
    }),
  );
const waiting = () => file.db.read((db) => listUndeposited(db, 50)).map(({ account, amountCents }) => [account, amountCents]);
const postingOf = (entryId: EntryId, account: Account = "cash_drawer"): number =>
  file.db.read((db) => db.get<{ id: number }>("select id from posting where entry_id = ? and account = ?", entryId, account))?.id ?? 0;
const deposit = (entryIds: readonly EntryId[], cents: number, on: Day = monday) =>
  file.db.write((db) =>
    insertDeposit(db, {
      number: takeNumber(db, "deposit"),
      depositedOn: on,
      cashCents: toCents(cents),
      checksCents: toCents(0),
      note: "Night drop",
      entryId: entryIds[0] ?? asId<EntryId>(1),
      by: null,
      at,
      items: entryIds.map((id) => ({ postingId: postingOf(id), paymentId: null, amountCents: toCents(cents / entryIds.length) })),
    }),
  );

test("INV-13 cash and checks wait, the oldest first; cards, the bank and the deposit's own entry never do", () => {
  entry("payment_received", "undeposited_checks", 400, null, toDay("2026-03-03"));
  entry("payment_received", "cash_drawer", 300);
  entry("payment_received", "card_clearing", 200);
  entry("payment_received", "bank", 100);
  entry("deposited", "cash_drawer", -50);
  entry("deposit_undone", "cash_drawer", 50);
  expect(waiting()).toEqual([
    ["cash_drawer", 300],
    ["undeposited_checks", 400],
  ]);
});

test("INV-13 a movement and its reversal are neither, but a reversal of another amount stays", () => {
  const gone = entry("payment_received", "cash_drawer", 300);
  entry("payment_reversed", "cash_drawer", -300, gone);
  const part = entry("payment_received", "cash_drawer", 500);
  entry("payment_reversed", "cash_drawer", -200, part);
  expect(waiting()).toEqual([
    ["cash_drawer", 500],
    ["cash_drawer", -200],
  ]);
});

test("INV-13 what is in a deposit does not wait; when that is undone it does again, and its list stays", () => {
  const [one, two] = [entry("payment_received", "cash_drawer", 300), entry("payment_received", "cash_drawer", 300)];
  const depositId = deposit([one, two], 600);
  expect([waiting(), file.db.read((db) => findUndeposited(db, postingOf(one)))]).toEqual([[], undefined]);
  file.db.write((db) => markUndone(db, depositId, { on: monday, by: null, reason: "Wrong bag", at }));
  expect(waiting()).toHaveLength(2);
  expect(file.db.read((db) => listDepositItems(db, depositId))).toHaveLength(2);
  expect(file.db.read((db) => findDeposit(db, depositId))).toMatchObject({ number: 1, items: 2, checks: 0, undoneOn: monday, undoReason: "Wrong bag" });
  expect(deposit([one], 300)).not.toBe(depositId);
  expect(() => deposit([one], 300)).toThrow("UNIQUE");
});

test("INV-13 a reversal of what lies at the bank waits as what is missing in the drawer", () => {
  const one = entry("payment_received", "cash_drawer", 300);
  deposit([one], 300);
  entry("payment_reversed", "cash_drawer", -300, one);
  expect(waiting()).toEqual([["cash_drawer", -300]]);
});

test("INV-13 deposits are listed by their day, the newest first, with the bank's day once it is known", () => {
  const first = deposit([entry("payment_received", "cash_drawer", 100)], 100);
  const second = deposit([entry("payment_received", "cash_drawer", 200)], 200, toDay("2026-03-05"));
  const numbers = (from: string, to: string) => file.db.read((db) => listDeposits(db, toDay(from), toDay(to), 9)).map(({ number }) => number);
  expect([numbers("2026-03-01", "2026-03-31"), numbers("2026-03-03", "2026-03-05"), numbers("2026-04-01", "2026-04-30")]).toEqual([[2, 1], [2], []]);
  file.db.write((db) => markConfirmed(db, second, toDay("2026-03-06"), null));
  expect(file.db.read((db) => [findDeposit(db, first)?.confirmedOn, findDeposit(db, second)?.confirmedOn])).toEqual([null, "2026-03-06"]);
  file.db.write((db) => markConfirmed(db, second, null, null));
  expect(file.db.read((db) => findDeposit(db, second))).toMatchObject({ confirmedOn: null, totalCents: 200, note: "Night drop" });
});
