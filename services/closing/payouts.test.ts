/** Fetching payouts (INV-14): each once whatever the line does, in their order, and nothing where nobody reports any. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountBalance } from "#db/ledger.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub } from "../charging/card-club.fixture.ts";
import type { Cx } from "../context.ts";
import { noCards, type ListedPayout } from "../gateways/cards.ts";
import { scriptedCards } from "../gateways/scripted-cards.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { confirmPayout, fetchPayouts, listPayoutsOf, takePayouts } from "./payouts.ts";

const spring = { from: toDay("2026-03-01"), to: toDay("2026-05-31") };
let house: CardClub;
beforeEach(() => {
  house = openCardClub("2026-03-05");
});
afterEach(() => {
  expect(verifyPractice(house.db).breaches).toEqual([]);
  house.dispose();
});

const balance = (account: Parameters<typeof accountBalance>[1]) => house.db.read((db) => accountBalance(db, account));
const ids = () => listPayoutsOf(house.cx(), spring).payouts.map(({ payoutId }) => payoutId);
const with_ = (cards: Cx["gateways"]["cards"]) => () => ({ ...house.cx(), gateways: { cards } });

test("INV-14 a charge is paid out once: a second payout has only what came since", async () => {
  house.member("Lee");
  await house.runThrough("2026-04-12");
  expect(house.cards.payOut(toDay("2026-04-12"), { feeCents: 140 })).toMatchObject({ payoutId: "po_1", amountCents: 3560, items: [{ amountCents: 3700, feeCents: 140 }] });
  await house.runThrough("2026-05-12");
  expect(house.cards.payOut(toDay("2026-05-12"), { feeCents: 150 })).toMatchObject({ payoutId: "po_2", amountCents: 3550 });
  expect(await fetchPayouts(house.cx)).toBe(2);
  expect(ids()).toEqual(["po_1", "po_2"]);
  expect([balance("bank"), balance("processor_fees"), balance("card_clearing")]).toEqual([7110, 290, 0]);
});

test("INV-14 the same answer twice, as after a crash before the place was kept, books nothing twice", async () => {
  house.member("Lee");
  await house.runThrough("2026-04-12");
  const payouts: ListedPayout[] = [house.cards.payOut(toDay("2026-04-12"))];
  const take = () => house.db.write((db) => takePayouts(house.cx(), db, { payouts, next: "1" }));
  expect([take(), take()]).toEqual([1, 0]);
  expect(await fetchPayouts(house.cx)).toBe(0);
  expect(balance("bank")).toBe(3700);
});

test("INV-14 one payout named twice in one answer is one payout", () => {
  const payout: ListedPayout = { payoutId: "po_9", arrivedOn: toDay("2026-03-05"), amountCents: toCents(0), items: [] };
  expect(house.db.write((db) => takePayouts(house.cx(), db, { payouts: [payout, payout], next: null }))).toBe(1);
  expect(house.db.write((db) => takePayouts(house.cx(), db, { payouts: [payout], next: null }))).toBe(0);
  expect(ids()).toEqual(["po_9"]);
  expect(house.db.read((db) => db.get("select entry_id as id from payout"))).toEqual({ id: null });
});

test("INV-14 a payout that takes money back, after refunds, is booked the other way", async () => {
  house.cards.payOut(toDay("2026-03-05"), {
    items: [{ kind: "refund", chargeKey: null, happenedOn: toDay("2026-03-04"), amountCents: toCents(-2000), feeCents: toCents(0) }],
  });
  expect(await fetchPayouts(house.cx)).toBe(1);
  expect([balance("bank"), balance("card_clearing"), balance("processor_fees")]).toEqual([-2000, 2000, 0]);
});

test("INV-14 without a processor, and with one that reports no payouts, nothing is asked and the list says so", async () => {
  const { payouts: _, ...silent } = scriptedCards();
  expect(await fetchPayouts(with_(noCards))).toBe(0);
  expect(await fetchPayouts(with_(silent))).toBe(0);
  expect(listPayoutsOf(with_(noCards)(), spring)).toEqual({ reports: false, payouts: [] });
  expect(listPayoutsOf(with_(silent)(), spring)).toEqual({ reports: false, payouts: [] });
  expect(listPayoutsOf(house.cx(), spring)).toEqual({ reports: true, payouts: [] });
});

test("INV-14 what the bank shows is on record with who looked, and can be taken back", async () => {
  house.cards.payOut(toDay("2026-03-05"), { amountCents: toCents(500), items: [] });
  await fetchPayouts(house.cx);
  const [payout] = listPayoutsOf(house.cx(), spring).payouts;
  if (!payout) throw new Error("one payout");
  const { payoutRowId } = payout;
  const bank = { on: toDay("2026-03-05"), cents: toCents(480) };
  expect(confirmPayout(house.cx(), { payoutRowId, bank })).toEqual({ payoutRowId, offCents: -20 });
  expect(confirmPayout(house.cx(), { payoutRowId, bank: null })).toEqual({ payoutRowId, offCents: null });
  expect(listPayoutsOf(house.cx(), spring).payouts).toMatchObject([{ bankOn: null, bankCents: null }]);
  const actions = house.db.read((db) => db.all<{ action: string }>("select action from audit where action like 'payout.%' order by id"));
  expect(actions.map(({ action }) => action)).toEqual(["payout.received", "payout.confirmed", "payout.confirmation_withdrawn"]);
});
