/** Refunds to cards and a backup that was restored (BIL-20): what went back since is fetched, booked once, and never made again. */
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { toCents } from "#domain/money.ts";
import { scriptedCards } from "../../gateways/scripted-cards.ts";
import { openClub } from "../../memberships/club.fixture.ts";
import { openCardClub, type CardClub } from "../../charging/card-club.fixture.ts";
import { fetchChargesSinceBackup } from "../../charging/fetch-since-backup.ts";
import { arriveFromElsewhere, viewBillingStop } from "../../practice/billing-stop.ts";
import { voidAtDesk } from "../../invoices/void.ts";
import { refundPayment } from "../refund-payment.ts";
import { asking, drawOf, onAccount, paidDraw, refundBreaches, refundStates, refusalOf, type PaidDraw } from "./card-refund.fixture.ts";
import { bookFoundRefund } from "./found-refund.ts";
import { refundPaymentNow } from "./refund-now.ts";
import { settleRefundAttempt } from "./settle-refund.ts";
import { sendClaimedRefunds } from "./send-refund.ts";

let house: CardClub;
let draw: PaidDraw;
/** "slow": a refund stays on its way until it is finished by hand. */
let refundsTake: "slow" | undefined;
const opened: CardClub[] = [];
beforeEach(async () => {
  refundsTake = undefined;
  house = openCardClub("2026-11-05", {
    club: openClub("2026-11-05"),
    cards: scriptedCards({
      now: () => house.now(),
      questionFault: () => house.questionFaults.shift() ?? "none",
      refundOutcome: () => refundsTake,
    }),
  });
  draw = await paidDraw(house);
});
afterEach(() => {
  for (const other of opened.splice(0)) other.db.close();
  house.dispose();
});

/** The file as it is now, in a copy of its own. */
function backUp(): string {
  const path = join(dirname(house.club.file.path), "backup.db");
  house.db.vacuumInto(path);
  return path;
}

/** The backup opened for work an hour later, with the same processor. */
function restore(path: string): CardClub {
  const db = Database.open(path, house.club.file.key);
  const copy = openCardClub(house.today(), { club: { ...house.club, db }, cards: house.cards });
  copy.moveTo(house.today(), "16:00");
  arriveFromElsewhere(copy.cx(), "restored", "a-computer", 1);
  opened.push(copy);
  return copy;
}

const refunded = (club: CardClub) =>
  club.db.read((r) => r.get<{ cents: number }>("select refunded_cents as cents from payment where id = ?", draw.paymentId)?.cents);

test("BIL-20 INV-9 a refund made since the backup is fetched and booked where it stood, and cannot be made again", async () => {
  const path = backUp();
  await refundPaymentNow(house.cx(), asking(draw, 3000));
  const copy = restore(path);
  expect([refunded(copy), await refusalOf(() => refundPayment(copy.cx(), asking(draw, 3000)))]).toEqual([
    0,
    ["refund_not_to_card", { receiptNumber: 2, why: "billing_stopped" }],
  ]);
  await copy.run("start");
  expect(viewBillingStop(copy.db)).toBeNull();
  expect([refunded(copy), refundStates(copy), copy.attention()]).toEqual([3000, ["succeeded sent"], ["refund_found: refund_found_at_processor"]]);
  expect(copy.db.read((r) => r.all("select invoice_id as invoiceId, amount_cents as cents, paid_by as paidBy from refund"))).toEqual([
    { invoiceId: draw.invoiceId, cents: 3000, paidBy: "tender" },
  ]);
  expect(await refusalOf(() => refundPayment(copy.cx(), asking(draw, 701)))).toEqual(["refund_too_much", { receiptNumber: 2, leftCents: 700 }]);
  await copy.run("hourly");
  expect(house.cards.refunds).toHaveLength(1);
  expect(refundBreaches(copy)).toEqual([]);
});

test("BIL-20 while the processor does not tell its refunds, billing stays stopped and nothing is booked", async () => {
  const path = backUp();
  await refundPaymentNow(house.cx(), asking(draw, 3000));
  const copy = restore(path);
  house.questionFaults.push("none", "server_error");
  expect(await fetchChargesSinceBackup(copy.needs())).toEqual({ state: "not_fetched", reason: "server_error" });
  expect([viewBillingStop(copy.db)?.reason, refunded(copy)]).toEqual(["restored", 0]);
  expect(await fetchChargesSinceBackup(copy.needs())).toMatchObject({ state: "fetched" });
  expect(refundBreaches(copy)).toEqual([]);
});

test("BIL-20 a refund on its way when the backup was made ends as it did", async () => {
  const { attemptKey } = refundPayment(house.cx(), asking(draw, 3000));
  const path = backUp();
  await sendClaimedRefunds(house.cx());
  const copy = restore(path);
  await copy.run("start");
  expect(house.cards.refunds.map(({ key }) => key)).toEqual([attemptKey]);
  expect([refundStates(copy), refunded(copy)]).toEqual([["succeeded sent"], 3000]);
  expect(refundBreaches(copy)).toEqual([]);
});

test("BIL-20 one that is found on its way and then does not reach its card leaves the books as they are, and no check", () => {
  const { db } = house;
  const at = house.now();
  const outcome = { state: "pending", processorId: "re_found" } as const;
  const practice = db.read((r) => r.get<{ lineage: string; epoch: number }>("select lineage_id as lineage, epoch from practice"));
  const { lineage = "", epoch = 1 } = practice ?? {};
  const chargeKey = house.attempts()[0]?.key ?? "";
  const found = { key: "found-on-its-way", chargeKey, amountCents: toCents(3000), outcome, metadata: { lineage, epoch, householdId: draw.householdId, paymentId: draw.paymentId, invoiceId: draw.invoiceId } };
  db.write((w): void => {
    bookFoundRefund(house.cx(), w, found);
    settleRefundAttempt(house.cx(), w, found.key, { state: "declined", processorId: "re_found", code: "card_cannot_be_credited", at }, false);
  });
  expect([refunded(house), refundStates(house), db.read((r) => r.all("select * from refund"))]).toEqual([0, ["declined taken_back"], []]);
  expect(refundBreaches(house)).toEqual([]);
});

test("BIL-20 one that never left before the backup is not sent by the restored file, whose epoch is another", async () => {
  refundPayment(house.cx(), asking(draw, 3000));
  const copy = restore(backUp());
  await copy.run("start");
  expect([refundStates(copy), house.cards.refunds.length]).toEqual([["unknown"], 0]);
  copy.pass(24 * 3_600_000);
  await copy.run("hourly");
  expect([refundStates(copy), refunded(copy)]).toEqual([["failed taken_back"], 0]);
  expect(refundBreaches(copy)).toEqual([]);
});

test("BIL-20 a charge that is found with its refund is booked as it was made, and so is the refund, once", async () => {
  const member = house.member("Ortiz");
  house.moveTo("2027-01-04");
  await house.run();
  const path = backUp();
  await house.runThrough("2027-01-05");
  const charge = house.attempts(member.householdId).findLast(({ state }) => state === "succeeded");
  const payment = { ...draw, paymentId: charge?.paymentId as never, invoiceId: house.draws(member.householdId).at(-1)?.invoiceId as never };
  await refundPaymentNow(house.cx(), asking(payment, 1000));
  const copy = restore(path);
  await copy.run("start");
  expect(copy.db.read((r) => r.get("select amount_cents as cents, refunded_cents as refunded from payment where household_id = ? order by id desc", member.householdId))).toEqual({
    cents: 3700,
    refunded: 1000,
  });
  expect(refundStates(copy)).toEqual(["succeeded sent"]);
  expect(onAccount(copy, "refunds_payable")).toBe(0);
  // The event about the same refund says nothing new.
  await copy.run("hourly");
  expect(refundStates(copy)).toEqual(["succeeded sent"]);
  expect(refundBreaches(copy)).toEqual([]);
});

/** Charged and paid back after the backup: neither is in the restored file. */
async function chargedAndPaidBack(cents: number, outcome?: "slow"): Promise<{ readonly copy: CardClub; readonly householdId: number; readonly refundKey: string }> {
  const member = house.member("Ortiz");
  house.moveTo("2027-01-04");
  await house.run();
  const path = backUp();
  await house.runThrough("2027-01-05");
  refundsTake = outcome;
  await refundPaymentNow(house.cx(), asking(drawOf(house, member), cents));
  return { copy: restore(path), householdId: member.householdId, refundKey: house.cards.refunds.at(-1)?.key ?? "" };
}

const moneyOf = (copy: CardClub, householdId: number) =>
  copy.db.read((r) => r.get("select amount_cents as cents, refunded_cents as refunded from payment where household_id = ? order by id desc", householdId));

test("BIL-20 INV-9 one that went back whole is a payment and a refund, not nothing", async () => {
  const { copy, householdId } = await chargedAndPaidBack(3700);
  await copy.run("start");
  expect([moneyOf(copy, householdId), refundStates(copy)]).toEqual([{ cents: 3700, refunded: 3700 }, ["succeeded sent"]]);
  expect(refundBreaches(copy)).toEqual([]);
});

test.each(["succeeded", "declined"] as const)("BIL-20 INV-9 a refund that is on its way when its charge is found is counted when it has %s, and not before", async (as) => {
  const { copy, householdId, refundKey } = await chargedAndPaidBack(1000, "slow");
  await copy.run("start");
  expect([moneyOf(copy, householdId), refundStates(copy)]).toEqual([{ cents: 3700, refunded: 0 }, ["pending"]]);
  house.cards.finishRefund(refundKey, as);
  copy.pass(24 * 3_600_000);
  await copy.run("hourly");
  expect(moneyOf(copy, householdId)).toEqual({ cents: 3700, refunded: as === "succeeded" ? 1000 : 0 });
  expect(refundBreaches(copy)).toEqual([]);
});

test("BIL-20 INV-9 what was paid back at the processor itself is left out, what went under our key is not", async () => {
  const { copy, householdId } = await chargedAndPaidBack(1000);
  const { listCharges } = house.cards;
  const gateway = {
    ...house.cards,
    listCharges: async (...asked: Parameters<typeof listCharges>) => {
      const listed = await listCharges(...asked);
      return "state" in listed ? listed : listed.map((charge) => (charge.refundedCents > 0 ? { ...charge, refundedCents: toCents(charge.refundedCents + 500) } : charge));
    },
  };
  await fetchChargesSinceBackup({ cx: copy.cx, gateway });
  expect([moneyOf(copy, householdId), refundStates(copy)]).toEqual([{ cents: 3200, refunded: 1000 }, ["succeeded sent"]]);
});

test("BIL-20 INV-9 where nothing is left that it could stand on, it waits for a person", async () => {
  const path = backUp();
  await refundPaymentNow(house.cx(), asking(draw, 3000));
  const copy = restore(path);
  voidAtDesk(copy.cx(), { invoiceId: draw.invoiceId, reason: "Mistake" });
  copy.db.write((db) => db.exec("update payment set refunded_cents = 0"));
  refundPayment(copy.cx(), { paymentId: draw.paymentId, parts: [{ invoiceId: null, cents: 3700 as never }], by: "check", owedAgain: false, reason: "Left" });
  await copy.run("start");
  expect([refundStates(copy), copy.attention()]).toEqual([["succeeded unplaced"], ["refund_unplaced: refund_unplaced"]]);
  expect(refundBreaches(copy)).toEqual([]);
});

test("BIL-17 BIL-20 a refund that another copy made is told by its event, with the charge that it belongs to", async () => {
  const path = backUp();
  const copy = restore(path);
  await copy.run("start");
  // Paid back in the other copy's name before that one was shut out: only the event tells of it.
  house.cards.emit({ id: "evt_x", at: house.now(), kind: "refund", key: "elsewhere", outcome: { state: "succeeded", processorId: "re_9", at: house.now() } });
  await copy.run("hourly");
  expect(refundStates(copy)).toEqual([]);
  const metadata = { lineage: copy.db.read((r) => r.get<{ id: string }>("select lineage_id as id from practice"))?.id ?? "", epoch: 9, householdId: draw.householdId, paymentId: draw.paymentId, invoiceId: draw.invoiceId };
  await house.cards.refund({ key: "other-copy", chargeKey: draw.chargeKey, amountCents: 500 as never, metadata });
  house.cards.emit({ id: "evt_y", at: house.now(), kind: "refund", key: "other-copy", outcome: { state: "succeeded", processorId: "re_1", at: house.now() } });
  await copy.run("hourly");
  expect([refundStates(copy), refunded(copy)]).toEqual([["succeeded sent"], 500]);
  expect(refundBreaches(copy)).toEqual([]);
});
