/** Closes and counts of days (INV-12): once a day, every count kept, and what is expected of a drawer. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay, toInstant, type Day } from "#domain/calendar.ts";
import type { Account } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { insertLedgerEntry, type EntryKind } from "../ledger.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import {
  countUnclosed,
  expectedOf,
  findDayClose,
  insertDayClose,
  insertDrawerCount,
  lastFloat,
  listDayStates,
  listDrawerCounts,
} from "./day-closes.ts";

const at = toInstant("2026-03-02T22:00:00.000Z");
const monday = toDay("2026-03-02");
const tuesday = toDay("2026-03-03");
const none = toCents(0);
let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

const entry = (kind: EntryKind, account: Account, cents: number, effectiveOn: Day = monday) =>
  file.db.write((db) =>
    insertLedgerEntry(db, {
      kind,
      householdId: null,
      effectiveOn,
      enteredAt: at,
      actorId: null,
      workstation: "desk",
      memo: kind,
      postings: [
        { account, amountCents: toCents(cents), householdId: null },
        { account: "revenue_services", amountCents: toCents(-cents), householdId: null },
      ],
    }),
  );
const count = (closeId: number, seq: number, floatCents: number, overCents = 0) =>
  file.db.write((db) =>
    insertDrawerCount(db, {
      closeId,
      seq,
      pieces: { "100": seq },
      floatCents: toCents(floatCents),
      countedCashCents: toCents(floatCents),
      expectedCashCents: none,
      countedChecksCents: none,
      expectedChecksCents: none,
      cardBatchCents: none,
      expectedCardCents: none,
      overCents: toCents(overCents),
      reason: "",
      entryId: null,
      by: null,
      at,
    }),
  );
const close = (day: Day) => file.db.write((db) => insertDayClose(db, day, null, at));

test("INV-12 a day has one first close, which remembers the newest entry there was", () => {
  entry("payment_received", "cash_drawer", 500);
  const closeId = close(monday);
  entry("payment_received", "cash_drawer", 700);
  expect(file.db.read((db) => findDayClose(db, monday))).toMatchObject({ closeId, dayOn: monday, lastEntryId: 1, createdAt: at });
  expect(file.db.read((db) => findDayClose(db, tuesday))).toBeUndefined();
  expect(() => close(monday)).toThrow("UNIQUE");
});

test("INV-12 every count stays as it was; two of one number are impossible", () => {
  const closeId = close(monday);
  count(closeId, 1, 0, -300);
  count(closeId, 2, 0, 0);
  expect(file.db.read((db) => listDrawerCounts(db, monday)).map(({ seq, overCents, pieces }) => [seq, overCents, pieces])).toEqual([
    [2, 0, { "100": 2 }],
    [1, -300, { "100": 1 }],
  ]);
  expect(() => count(closeId, 2, 0)).toThrow("UNIQUE");
  expect(() => file.db.write((db) => db.exec("update drawer_count set over_cents = 0"))).toThrow("append-only");
});

test.each<[EntryKind, Account, number, Partial<Record<"cashCents" | "checksCents" | "cardCents", number>>]>([
  ["payment_received", "cash_drawer", 500, { cashCents: 500 }],
  ["payment_received", "undeposited_checks", 500, { checksCents: 500 }],
  ["refunded", "cash_drawer", -200, { cashCents: -200 }],
  ["drawer_counted", "cash_drawer", 500, {}],
  ["deposited", "cash_drawer", -500, {}],
  ["deposit_undone", "undeposited_checks", 500, {}],
  ["payout_received", "card_clearing", -500, {}],
  // Without a payment of the terminal behind it, it never was in the batch.
  ["payment_received", "card_clearing", 500, {}],
])("INV-12 of %s on %s, %i cents are expected as %o", (kind, account, cents, expected) => {
  entry(kind, account, cents);
  entry(kind, account, cents, tuesday);
  expect(file.db.read((db) => expectedOf(db, monday))).toEqual({ cashCents: 0, checksCents: 0, cardCents: 0, ...expected });
});

test("INV-12 the float of a day is that of the newest count up to it", () => {
  expect(file.db.read((db) => lastFloat(db, monday))).toBe(0);
  const closeId = close(monday);
  count(closeId, 1, 10_000);
  count(closeId, 2, 15_000);
  count(close(tuesday), 1, 20_000);
  expect(file.db.read((db) => [lastFloat(db, toDay("2026-03-01")), lastFloat(db, monday), lastFloat(db, tuesday)])).toEqual([0, 15_000, 20_000]);
});

test("INV-12 days are listed with their entries, closes and what the last count was over", () => {
  entry("payment_received", "cash_drawer", 500);
  entry("payment_received", "cash_drawer", 500);
  count(close(tuesday), 1, 0, -25);
  const states = file.db.read((db) => listDayStates(db, monday, tuesday));
  expect(states.map(({ dayOn, entries, counts, overCents, closedAt }) => [dayOn, entries, counts, overCents, closedAt])).toEqual([
    [tuesday, 0, 1, -25, at],
    [monday, 2, 0, null, null],
  ]);
  expect(file.db.read((db) => [countUnclosed(db, null, tuesday), countUnclosed(db, monday, tuesday)])).toEqual([1, 0]);
});
