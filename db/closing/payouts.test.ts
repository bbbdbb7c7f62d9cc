/** Payouts as reported, each once (INV-14): their sums, their places, and what the bank shows of them. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import {
  findPayout,
  hasPayout,
  insertPayout,
  keepPayoutPlace,
  listPayoutItems,
  listPayoutItemsOn,
  listPayouts,
  markPayoutSeen,
  payoutPlace,
  type PayoutItem,
} from "./payouts.ts";

const at = toInstant("2026-04-12T15:00:00.000Z");
const item = (over: Partial<PayoutItem> = {}): PayoutItem => ({
  kind: "charge",
  chargeKey: null,
  happenedOn: toDay("2026-04-10"),
  amountCents: toCents(3700),
  feeCents: toCents(140),
  ...over,
});

let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

const insert = (payoutId: string, arrivedOn: string, amountCents: number, items: readonly PayoutItem[] = [item()]) =>
  file.db.write((db) => insertPayout(db, { payoutId, arrivedOn: toDay(arrivedOn), amountCents: toCents(amountCents), entryId: null, takenAt: at, items }));
const list = (from: string, to: string) => file.db.read((db) => listPayouts(db, toDay(from), toDay(to), 10));

test("INV-14 a payout comes to its charges less its fees, refunds and disputes", () => {
  const payoutRowId = insert("po_1", "2026-04-12", 3010, [
    item(),
    item({ kind: "refund", amountCents: toCents(-500), feeCents: toCents(0) }),
    item({ kind: "fee", amountCents: toCents(0), feeCents: toCents(50) }),
  ]);
  expect(file.db.read((db) => findPayout(db, payoutRowId))).toMatchObject({ itemsCents: 3010, feeCents: 190, items: 3, bankOn: null, bankCents: null });
  expect(file.db.read((db) => listPayoutItems(db, payoutRowId)).map(({ position, kind }) => [position, kind])).toEqual([
    [1, "charge"],
    [2, "refund"],
    [3, "fee"],
  ]);
});

test("INV-14 a payout without transactions comes to nothing, and says so", () => {
  const payoutRowId = insert("po_1", "2026-04-12", 900, []);
  expect(file.db.read((db) => findPayout(db, payoutRowId))).toMatchObject({ amountCents: 900, itemsCents: 0, feeCents: 0, items: 0 });
});

test("INV-14 the same payout is never there twice", () => {
  insert("po_1", "2026-04-12", 100);
  expect(file.db.read((db) => [hasPayout(db, "po_1"), hasPayout(db, "po_2")])).toEqual([true, false]);
  expect(() => insert("po_1", "2026-04-13", 200)).toThrow("UNIQUE");
});

test("INV-14 payouts are listed by the day they arrived, transactions by the day they happened", () => {
  insert("po_2", "2026-05-01", 200, [item({ happenedOn: toDay("2026-04-30") })]);
  insert("po_1", "2026-04-30", 100, [item({ happenedOn: toDay("2026-04-29") }), item({ happenedOn: toDay("2026-05-01") })]);
  expect(list("2026-04-01", "2026-04-30").map(({ payoutId }) => payoutId)).toEqual(["po_1"]);
  expect(list("2026-04-30", "2026-05-01").map(({ payoutId }) => payoutId)).toEqual(["po_1", "po_2"]);
  const happened = file.db.read((db) => listPayoutItemsOn(db, toDay("2026-04-01"), toDay("2026-04-30")));
  expect(happened.map(({ happenedOn }) => happenedOn)).toEqual(["2026-04-29", "2026-04-30"]);
});

test("INV-14 what the bank shows is noted, changed and taken back; half of it cannot be said", () => {
  const payoutRowId = insert("po_1", "2026-04-12", 3560);
  const see = (bank: { on: string; cents: number } | null) =>
    file.db.write((db) => markPayoutSeen(db, payoutRowId, bank && { on: toDay(bank.on), cents: toCents(bank.cents) }, null));
  see({ on: "2026-04-13", cents: 3500 });
  expect(file.db.read((db) => findPayout(db, payoutRowId))).toMatchObject({ bankOn: "2026-04-13", bankCents: 3500 });
  see({ on: "2026-04-14", cents: 3560 });
  expect(list("2026-04-12", "2026-04-12")).toMatchObject([{ bankOn: "2026-04-14", bankCents: 3560 }]);
  see(null);
  expect(file.db.read((db) => findPayout(db, payoutRowId))).toMatchObject({ bankOn: null, bankCents: null });
  expect(() => file.db.write((db) => db.exec("update payout set bank_on = '2026-04-14'"))).toThrow("CHECK");
});

test("INV-14 the place in the processor's list moves on, and is one", () => {
  expect(file.db.read((db) => payoutPlace(db))).toBeNull();
  for (const after of ["3", "7"]) file.db.write((db) => keepPayoutPlace(db, after));
  expect(file.db.read((db) => payoutPlace(db))).toBe("7");
  expect(file.db.read((db) => db.all("select * from payout_place"))).toHaveLength(1);
});
