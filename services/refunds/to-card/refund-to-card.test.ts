/** Refunds to the card that paid (INV-9, MEM-19): booked when the processor says yes, never twice, never lost. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertDispute } from "#db/charging/disputes.ts";
import { toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub } from "../../charging/card-club.fixture.ts";
import { noCards } from "../../gateways/cards.ts";
import type { Fault } from "../../gateways/scripted-cards.ts";
import { scriptedCards } from "../../gateways/scripted-cards.ts";
import { openClub } from "../../memberships/club.fixture.ts";
import { stopBilling } from "../../practice/billing-stop.ts";
import { viewPaymentGrounds } from "../payment-grounds.ts";
import { listRefundChecks, writeRefundCheck } from "../refund-checks.ts";
import { previewPaymentRefund, refundPayment } from "../refund-payment.ts";
import { asking, drawOf, membershipOf, onAccount, paidDraw, refundBreaches, refundStates, refusalOf, type PaidDraw } from "./card-refund.fixture.ts";
import { refundPaymentNow } from "./refund-now.ts";
import { listRefundsToCardOf, listRefundsToWatch } from "./refunds-view.ts";
import { clearUnplacedRefund, resolveRefundByHand } from "./resolve-by-hand.ts";
import { isRefundDue, sendClaimedRefunds } from "./send-refund.ts";

let house: CardClub;
let draw: PaidDraw;
let refundFaults: Fault[];
let outcome: "succeed" | "slow" | { readonly decline: string } | undefined;

/** A club whose processor can be told what becomes of refunds. */
function openHouse(): CardClub {
  const club = openClub("2026-11-05");
  refundFaults = [];
  outcome = undefined;
  const cards = scriptedCards({
    now: () => house.now(),
    refundFault: () => refundFaults.shift() ?? "none",
    refundOutcome: () => outcome,
    questionFault: () => house.questionFaults.shift() ?? "none",
  });
  return openCardClub("2026-11-05", { club, cards });
}

beforeEach(async () => {
  house = openHouse();
  draw = await paidDraw(house);
});
afterEach(() => {
  house.dispose();
});

const payment = () => house.db.read((r) => r.get("select refunded_cents as refunded from payment where id = ?", draw.paymentId));
const invoice = () =>
  house.db.read((r) => r.get("select refunded_cents as refunded, balance_cents as balance from invoice where id = ?", draw.invoiceId));
const duesLeft = () =>
  house.db.read((r) => r.get<{ cents: number }>("select amount_cents as cents from period where invoice_id = ? and in_force = 1", draw.invoiceId)?.cents);
const clearing = () => onAccount(house, "card_clearing");

describe("the processor says yes", () => {
  test("INV-9 MEM-19 29.60 of 37.00 goes back to the card, under a key that is written down before", async () => {
    const before = clearing();
    const done = await refundPaymentNow(house.cx(), asking(draw, 2960));
    expect(done).toMatchObject({ cents: 2960, leftAfterCents: 740, card: { state: "succeeded", bookedAs: "sent", last4: "1001" } });
    expect(done.card?.sentence).toBe("29.60 to the card ending in 1001 on 5 Dec 2026. Refunded to the card.");
    expect(house.cards.refunds).toMatchObject([{ key: done.attemptKey, chargeKey: draw.chargeKey, amountCents: 2960, metadata: { paymentId: draw.paymentId, invoiceId: draw.invoiceId } }]);
    expect(clearing() - before).toBe(-2960);
    expect([onAccount(house, "refunds_payable"), payment(), invoice(), duesLeft()]).toEqual([0, { refunded: 2960 }, { refunded: 2960, balance: 0 }, 740]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("INV-9 several part refunds never exceed the payment", async () => {
    await refundPaymentNow(house.cx(), asking(draw, 2000));
    await refundPaymentNow(house.cx(), asking(draw, 1000));
    expect(await refusalOf(() => refundPaymentNow(house.cx(), asking(draw, 701)))).toEqual(["refund_too_much", { receiptNumber: 2, leftCents: 700 }]);
    await refundPaymentNow(house.cx(), asking(draw, 700));
    expect(house.cards.refunds.map(({ amountCents }) => amountCents)).toEqual([2000, 1000, 700]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("INV-9 owed again it opens the invoice, which is how a charge of today is taken back", async () => {
    const done = await refundPaymentNow(house.cx(), asking(draw, 3700, { owedAgain: true }));
    expect(done).toMatchObject({ owedAfterCents: 3700, leftAfterCents: 0, card: { state: "succeeded" } });
    expect([invoice(), duesLeft()]).toEqual([{ refunded: 0, balance: 3700 }, 3700]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("F-15 INV-9 the same command twice pays back once and answers the same", async () => {
    const cx = { ...house.cx(), request: { id: "r-1", operation: "refunds.payment" } };
    const first = await refundPaymentNow(cx, asking(draw, 1000));
    expect(await refundPaymentNow(cx, asking(draw, 1000))).toEqual(first);
    expect(house.cards.refunds).toHaveLength(1);
    expect(payment()).toEqual({ refunded: 1000 });
  });

  test("MEM-21 a preview claims nothing and asks nobody", async () => {
    expect(previewPaymentRefund(house.cx(), asking(draw, 1000))).toMatchObject({ cents: 1000, leftAfterCents: 2700 });
    await sendClaimedRefunds(house.cx());
    expect([refundStates(house), house.cards.refunds.length, payment()]).toEqual([[], 0, { refunded: 0 }]);
  });

  test("INV-14 the next payout has the refund in it, and card clearing comes to nothing", async () => {
    await refundPaymentNow(house.cx(), asking(draw, 2960));
    const payout = house.cards.payOut(house.today());
    expect(payout.items).toMatchObject([
      { kind: "charge", chargeKey: draw.chargeKey, amountCents: 3700 },
      { kind: "refund", chargeKey: draw.chargeKey, amountCents: -2960 },
    ]);
    expect(payout.amountCents).toBe(clearing());
    expect(house.cards.payOut(house.today()).items).toEqual([]);
  });
});

describe("while it is on its way", () => {
  test("INV-9 the money is set aside: no second window gives it away, and card clearing waits for the answer", async () => {
    outcome = "slow";
    const before = clearing();
    const done = await refundPaymentNow(house.cx(), asking(draw, 2000));
    expect(done.card).toMatchObject({ state: "pending", bookedAs: null });
    expect([clearing() - before, onAccount(house, "refunds_payable")]).toEqual([0, -2000]);
    expect(viewPaymentGrounds(house.cx(), draw.paymentId)).toMatchObject({ leftCents: 1700, onTheWayCents: 2000, cardLast4: "1001" });
    expect(await refusalOf(() => refundPayment(house.cx(), asking(draw, 1701, { by: "check" })))).toEqual(["refund_too_much", { receiptNumber: 2, leftCents: 1700 }]);
    expect(listRefundsToWatch(house.cx())).toMatchObject([{ state: "pending", receiptNumber: 2, payerName: "Rosa Lee" }]);
    house.cards.finishRefund(done.attemptKey ?? "");
    await house.run();
    expect([refundStates(house), clearing() - before, listRefundsToWatch(house.cx())]).toEqual([["succeeded sent"], -2000, []]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("INV-9 two windows ask at once for the same money: one gets it, the other is refused in words", async () => {
    const both = await Promise.allSettled([refundPaymentNow(house.cx(), asking(draw, 3000)), refundPaymentNow(house.cx(), asking(draw, 3000))]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(house.cards.refunds).toHaveLength(1);
    expect(refundBreaches(house)).toEqual([]);
  });

  test.each(["lost_before", "lost_after", "server_error", "rate_limited", "nonsense"] as const)(
    "BIL-8 BIL-9 INV-9 after %s it is unknown, asked about with the same key, and ends paid back once",
    async (fault) => {
      refundFaults.push(fault);
      const done = await refundPaymentNow(house.cx(), asking(draw, 2960));
      expect(done.card?.state).toBe("unknown");
      expect(house.attention()).toEqual(["refund_unknown: refund_unknown"]);
      expect(isRefundDue(house.needs())).toBe(false);
      house.pass(6 * 60_000);
      expect(isRefundDue(house.needs())).toBe(true);
      await house.run();
      expect(house.cards.refunds.map(({ key }) => key)).toEqual([done.attemptKey]);
      expect([refundStates(house), house.attention()]).toEqual([["succeeded sent"], []]);
      expect(refundBreaches(house)).toEqual([]);
    },
  );

  test("BIL-8 absent after 23 hours it has failed, nothing was given back, and nothing of it stays", async () => {
    refundFaults.push("lost_before");
    await refundPaymentNow(house.cx(), asking(draw, 2960));
    house.pass(24 * 3_600_000);
    await house.run();
    expect([refundStates(house), house.cards.refunds.length]).toEqual([["failed taken_back"], 0]);
    expect([payment(), invoice(), duesLeft(), onAccount(house, "refunds_payable")]).toEqual([{ refunded: 0 }, { refunded: 0, balance: 0 }, 3700, 0]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("BIL-8 power cut between the claim and the request: the next run finds it and sends it under its key", async () => {
    const { attemptKey } = refundPayment(house.cx(), asking(draw, 2960));
    expect([refundStates(house), house.cards.refunds.length]).toEqual([["sent"], 0]);
    await house.run();
    expect(house.cards.refunds.map(({ key }) => key)).toEqual([attemptKey]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("MEM-15 BIL-8 nobody gives the household's money away by merging it meanwhile", async () => {
    outcome = "slow";
    await refundPaymentNow(house.cx(), asking(draw, 2000));
    const { hasUnresolvedCharge } = await import("#db/people/household-rows.ts");
    expect(house.db.read((db): boolean => hasUnresolvedCharge(db, draw.householdId))).toBe(true);
  });

  test("BIL-8 after five days, and not before, a person enters what the dashboard shows", async () => {
    outcome = "slow";
    const { attemptKey } = await refundPaymentNow(house.cx(), asking(draw, 2960));
    const key = attemptKey ?? "";
    const entered = { key, outcome: "refunded" as const, reference: "re_dash" };
    expect(await refusalOf(() => resolveRefundByHand(house.cx(), entered))).toEqual(["card_refund_too_young", { fromOn: "2026-12-10" }]);
    expect(await refusalOf(() => resolveRefundByHand(house.cx(), { ...entered, key: "none" }))).toEqual(["card_refund_not_found", {}]);
    house.moveTo("2026-12-11");
    expect(await refusalOf(() => resolveRefundByHand(house.cx(), { ...entered, reference: " " }))).toEqual(["charge_reference_missing", {}]);
    expect(resolveRefundByHand(house.cx(), entered)).toEqual({ state: "succeeded" });
    expect(await refusalOf(() => resolveRefundByHand(house.cx(), entered))).toEqual(["card_refund_ended", {}]);
    expect(listRefundsToCardOf(house.cx(), draw.paymentId)[0]?.sentence).toContain("entered by hand with the reference re_dash");
    expect(house.breaches()).toEqual([]);
  });

  test("BIL-8 a person finds that nothing went back; should it go through after all, it is booked and shown", async () => {
    outcome = "slow";
    const { attemptKey } = await refundPaymentNow(house.cx(), asking(draw, 2960));
    const key = attemptKey ?? "";
    house.moveTo("2026-12-11");
    expect(resolveRefundByHand(house.cx(), { key, outcome: "not_refunded", reference: "not there" })).toEqual({ state: "failed" });
    expect([payment(), house.attention()]).toEqual([{ refunded: 0 }, ["refund_refused: refund_refused"]]);
    house.cards.finishRefund(key);
    await house.run();
    expect([refundStates(house), payment()]).toEqual([["succeeded sent"], { refunded: 2960 }]);
    expect(house.attention()).toContain("refund_late: refund_went_through_after_all");
    expect(refundBreaches(house)).toEqual([]);
  });
});

describe("the processor says no", () => {
  test("INV-9 nothing of it stays, a sentence says why, and another way is taken", async () => {
    outcome = { decline: "card_cannot_be_credited" };
    const before = clearing();
    const { card } = await refundPaymentNow(house.cx(), asking(draw, 2960));
    expect(card).toMatchObject({ state: "declined", bookedAs: "taken_back" });
    expect(card?.sentence).toBe(
      "29.60 to the card ending in 1001 on 5 Dec 2026. The bank does not take money back on this card; it may be closed. Nothing was refunded. Give it back another way: as a check, or as credit.",
    );
    expect([clearing() - before, payment(), invoice(), duesLeft(), listRefundChecks(house.cx())]).toEqual([0, { refunded: 0 }, { refunded: 0, balance: 0 }, 3700, []]);
    expect(house.attention()).toEqual(["refund_refused: refund_refused"]);
    expect(refundBreaches(house)).toEqual([]);
    refundPayment(house.cx(), asking(draw, 2960, { by: "check" }));
    expect(listRefundChecks(house.cx()).map(({ amountCents }) => amountCents)).toEqual([2960]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("INV-9 refused while it was owed again: the invoice is settled as before", async () => {
    outcome = { decline: "card_cannot_be_credited" };
    await refundPaymentNow(house.cx(), asking(draw, 3700, { owedAgain: true }));
    expect([invoice(), payment(), house.balance(draw.householdId)]).toEqual([{ refunded: 0, balance: 0 }, { refunded: 0 }, { balanceCents: 0, creditCents: 0 }]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("INV-9 what was paid another way meanwhile is not taken back: a check is owed instead", async () => {
    outcome = "slow";
    const { attemptKey } = await refundPaymentNow(house.cx(), asking(draw, 3700, { owedAgain: true }));
    house.club.payAll(draw.householdId);
    house.cards.finishRefund(attemptKey ?? "", "declined");
    await house.run();
    expect(refundStates(house)).toEqual(["declined check"]);
    expect(house.attention()).toEqual(["refund_refused: refund_refused_check"]);
    const [check] = listRefundChecks(house.cx());
    expect(check).toMatchObject({ amountCents: 3700 });
    writeRefundCheck(house.cx(), { refundId: check?.refundId as never, checkNumber: "77" });
    expect([onAccount(house, "refunds_payable"), onAccount(house, "bank")]).toEqual([0, -3700]);
    expect(refundBreaches(house)).toEqual([]);
  });

  test("INV-9 a test card that takes no refunds says so, in words", async () => {
    const other = await paidDrawOf("Ortiz", "test_no_refunds");
    const { card } = await refundPaymentNow(house.cx(), asking(other, 100));
    expect(card).toMatchObject({ state: "declined", bookedAs: "taken_back" });
  });

  test("INV-9 it went through and the bank sent it back: the money is ours again, and a check is owed", async () => {
    const before = clearing();
    const { attemptKey } = await refundPaymentNow(house.cx(), asking(draw, 2960));
    house.cards.finishRefund(attemptKey ?? "", "declined");
    await house.run();
    expect([refundStates(house), clearing() - before, listRefundChecks(house.cx()).length]).toEqual([["declined check"], 0, 1]);
    // What was reported before that comes late and says nothing new.
    house.cards.emit({ id: "evt_old", at: house.now(), kind: "refund", key: attemptKey ?? "", outcome: { state: "succeeded", processorId: "re_1", at: house.now() } });
    await house.run();
    expect([refundStates(house), clearing() - before]).toEqual([["declined check"], 0]);
    expect(refundBreaches(house)).toEqual([]);
  });
});

describe("what cannot go to the card", () => {
  test("BIL-17 INV-9 a disputed charge", async () => {
    house.db.write((db) => {
      insertDispute(db, {
        disputeId: "dp_1",
        key: draw.chargeKey,
        householdId: draw.householdId,
        invoiceId: draw.invoiceId,
        amountCents: toCents(3700),
        reason: "fraudulent",
        state: "lost",
        evidenceByOn: null,
        openedAt: toInstant("2026-12-05T16:00:00Z"),
      });
    });
    expect(viewPaymentGrounds(house.cx(), draw.paymentId)).toMatchObject({ canGoBack: false, noWay: "disputed" });
    expect(await refusalOf(() => refundPaymentNow(house.cx(), asking(draw, 100)))).toEqual(["refund_not_to_card", { receiptNumber: 2, why: "disputed" }]);
    expect(house.cards.refunds).toEqual([]);
  });

  test("BIL-17 a dispute that comes while the refund is on its way takes the money off once the refund is refused", async () => {
    refundFaults.push("lost_before");
    await refundPaymentNow(house.cx(), asking(draw, 1000));
    house.cards.emit({ id: "evt_d", at: house.now(), kind: "dispute", disputeId: "dp_1", key: draw.chargeKey, amountCents: toCents(3700), reason: "fraudulent", state: "opened", evidenceBy: null });
    house.pass(60_000);
    await house.run();
    expect(house.attention()).toContain("dispute_refunded: disputed_after_refund");
    house.pass(10 * 60_000);
    await house.run();
    expect(refundStates(house)).toEqual(["declined taken_back"]);
    expect(house.db.read((r) => r.get("select reversed_as as reversed from payment where id = ?", draw.paymentId))).toEqual({ reversed: "dispute" });
    expect(house.breaches()).toEqual([]);
  });

  test("BIL-19 nothing without a processor", async () => {
    const cx = { ...house.cx(), gateways: { cards: noCards } };
    expect(viewPaymentGrounds(cx, draw.paymentId)).toMatchObject({ canGoBack: false, noWay: "not_connected" });
    expect(await refusalOf(() => refundPaymentNow(cx, asking(draw, 100)))).toEqual(["refund_not_to_card", { receiptNumber: 2, why: "not_connected" }]);
  });

  test("BIL-20 nothing while billing is stopped", async () => {
    stopBilling(house.cx(), "restored", "");
    expect(await refusalOf(() => refundPaymentNow(house.cx(), asking(draw, 100)))).toEqual(["refund_not_to_card", { receiptNumber: 2, why: "billing_stopped" }]);
  });

  test("BIL-17 INV-9 money that a won dispute gave back has no charge to refund", async () => {
    const dispute = { at: house.now(), kind: "dispute" as const, disputeId: "dp_1", key: draw.chargeKey, amountCents: toCents(3700), reason: "fraudulent", evidenceBy: null };
    house.cards.emit({ ...dispute, id: "evt_1", state: "opened" });
    house.cards.emit({ ...dispute, id: "evt_2", state: "won" });
    await house.run();
    const again = house.db.read((r) => r.get<{ id: number }>("select id from payment where household_id = ? order by id desc", draw.householdId));
    expect(viewPaymentGrounds(house.cx(), again?.id as never)).toMatchObject({ canGoBack: false, noWay: "no_charge" });
  });
});

test("INV-9 gone through twice over: paid to the card after the check was written, it waits until a person has cleared it up", async () => {
  outcome = "slow";
  const { attemptKey } = await refundPaymentNow(house.cx(), asking(draw, 3700, { owedAgain: true }));
  const key = attemptKey ?? "";
  house.club.payAll(draw.householdId);
  house.moveTo("2026-12-11");
  resolveRefundByHand(house.cx(), { key, outcome: "not_refunded", reference: "not there" });
  const [check] = listRefundChecks(house.cx());
  writeRefundCheck(house.cx(), { refundId: check?.refundId as never, checkNumber: "77" });
  house.cards.finishRefund(key);
  await house.run();
  expect(refundStates(house)).toEqual(["succeeded unplaced"]);
  expect(house.attention()).toContain("refund_unplaced: refund_unplaced");
  expect(listRefundsToWatch(house.cx())[0]?.sentence).toContain("nothing here is left that it could stand on");
  expect([onAccount(house, "refunds_payable"), refundBreaches(house)]).toEqual([3700, []]);
  expect(clearUnplacedRefund(house.cx(), { key, reason: "Kept by the patient" })).toEqual({ cleared: true });
  expect(await refusalOf(() => clearUnplacedRefund(house.cx(), { key, reason: "Again" }))).toEqual(["card_refund_ended", {}]);
  expect([onAccount(house, "refunds_payable"), onAccount(house, "write_off"), refundStates(house), listRefundsToWatch(house.cx())]).toEqual([0, 3700, ["succeeded cleared"], []]);
  expect(refundBreaches(house)).toEqual([]);
});

async function paidDrawOf(last: string, token: string): Promise<PaidDraw> {
  const member = house.member(last, { token });
  await house.runThrough("2027-01-06");
  expect(membershipOf(house, member)).toBeGreaterThan(0);
  return drawOf(house, member);
}
