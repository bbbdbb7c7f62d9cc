/** Refunds that come with something else (MEM-13, MEM-9, MEM-19): the card first, a check where the card says no. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub } from "../../charging/card-club.fixture.ts";
import { noCards } from "../../gateways/cards.ts";
import { scriptedCards } from "../../gateways/scripted-cards.ts";
import { cancelMembership, type CancelInput } from "../../memberships/cancel.ts";
import { openClub } from "../../memberships/club.fixture.ts";
import { takeAtDesk } from "../../payments/take-at-desk.fixture.ts";
import { listRefundChecks } from "../refund-checks.ts";
import { readRefundReceipt } from "../refund-receipt.ts";
import { viewRefundable } from "../refundable.ts";
import { membershipOf, onAccount, paidDraw, refundBreaches, refundStates, type PaidDraw } from "./card-refund.fixture.ts";
import { refundDuesNow } from "./refund-now.ts";
import { alsoToCards } from "./send-refund.ts";

let house: CardClub;
let draw: PaidDraw;
let declines = false;
let slow = false;
beforeEach(async () => {
  declines = false;
  slow = false;
  const club = openClub("2026-11-05");
  const cards = scriptedCards({
    now: () => house.now(),
    refundOutcome: () => (declines ? { decline: "card_cannot_be_credited" } : slow ? "slow" : undefined),
  });
  house = openCardClub("2026-11-05", { club, cards });
  draw = await paidDraw(house);
});
afterEach(() => {
  expect(refundBreaches(house)).toEqual([]);
  house.dispose();
});

const leaving = (over: Partial<CancelInput>): CancelInput => ({
  membershipId: membershipOf(house, draw),
  when: "now",
  onDate: null,
  reason: "Moved",
  settlement: "refund",
  refundBy: "tender",
  ...over,
});
const cancel = (over: Partial<CancelInput> = {}, cx = house.cx()) => alsoToCards(cx, cancelMembership(cx, leaving(over)));
const checks = () => listRefundChecks(house.cx()).map(({ amountCents }) => amountCents);
const backs = () => house.cards.refunds.map(({ amountCents, outcome }) => [amountCents, outcome.state]);

test("MEM-13 INV-9 who leaves on 11 December gets 25 of 31 days of 37.00 back on the card: 29.84", async () => {
  house.moveTo("2026-12-11");
  await cancel();
  expect([backs(), refundStates(house), checks()]).toEqual([[[2984, "succeeded"]], ["succeeded sent"], []]);
  expect(onAccount(house, "refunds_payable")).toBe(0);
});

test("MEM-13 INV-9 where the card refuses, the membership stays cancelled and the money waits as a check", async () => {
  declines = true;
  house.moveTo("2026-12-11");
  await cancel();
  expect([backs(), refundStates(house), checks()]).toEqual([[[2984, "declined"]], ["declined check"], [2984]]);
  expect(house.attention()).toContain("refund_refused: refund_refused_check");
});

test("MEM-13 a settlement of a later day goes to the card with that day's run, with nobody at the desk", async () => {
  await cancel({ when: "on_date", onDate: toDay("2026-12-20") });
  expect(backs()).toEqual([]);
  await house.runThrough("2026-12-20");
  expect([backs(), checks()]).toEqual([[[1910, "succeeded"]], []]);
});

test("MEM-13 cash of a payment that nobody stands at the desk for waits as a check", async () => {
  house.db.write((db) => db.exec("update household set pays_by = 'manual'"));
  await house.runThrough("2027-01-05");
  const paid = house.draws(draw.householdId).at(-1);
  takeAtDesk(house.cx(), { householdId: draw.householdId, tender: "cash", amountCents: toCents(3700), tenderedCents: null, reference: "", choices: null, note: "", knowsOfCharge: true });
  await cancel({ when: "on_date", onDate: toDay("2027-01-20") });
  await house.runThrough("2027-01-20");
  expect(paid).toMatchObject({ dueOn: "2027-01-05", totalCents: 3700 });
  expect([backs(), checks()]).toEqual([[], [1910]]);
});

test("MEM-13 without a processor, and where the desk says so, it is a check", async () => {
  house.moveTo("2026-12-11");
  await cancel({ refundBy: "tender" }, { ...house.cx(), gateways: { cards: noCards } });
  expect([backs(), checks()]).toEqual([[], [2984]]);
});

test("MEM-19 MEM-13 dues refunded with a cancellation stay owed when the card refuses", async () => {
  declines = true;
  house.moveTo("2026-12-11");
  const membershipId = membershipOf(house, draw);
  const [paid] = viewRefundable(house.cx(), membershipId).payments;
  expect(paid).toMatchObject({ suggestedCents: 2984, canGoBack: true, noWay: null, cardLast4: "1001" });
  const done = await refundDuesNow(house.cx(), {
    membershipId,
    paymentId: draw.paymentId,
    invoiceId: draw.invoiceId,
    cents: toCents(2984),
    by: "tender",
    owedAgain: false,
    reason: "Moves away",
    cancel: { when: "now", onDate: null, reason: "Moves away" },
  });
  expect(done).toMatchObject({ cancelled: true, card: { state: "declined", bookedAs: "check" } });
  expect(done.card?.sentence).toContain("waits under Refund checks to write");
  expect(checks()).toEqual([2984]);
});

test("MEM-19 dues refunded alone and refused: the days are worth again what they were, and are suggested again", async () => {
  declines = true;
  house.moveTo("2026-12-11");
  const membershipId = membershipOf(house, draw);
  const asked = { membershipId, paymentId: draw.paymentId, invoiceId: draw.invoiceId, cents: toCents(2984), by: "tender" as const, owedAgain: false, reason: "Moves", cancel: null };
  expect(await refundDuesNow(house.cx(), asked)).toMatchObject({ card: { state: "declined", bookedAs: "taken_back" } });
  expect(viewRefundable(house.cx(), membershipId).payments[0]).toMatchObject({ leftCents: 3700, suggestedCents: 2984 });
  declines = false;
  expect(await refundDuesNow(house.cx(), asked)).toMatchObject({ card: { state: "succeeded" } });
  expect(viewRefundable(house.cx(), membershipId).payments[0]).toMatchObject({ leftCents: 716, suggestedCents: 0 });
});

test("INV-9 the receipt says to the card, and on its way until the processor has said yes", async () => {
  slow = true;
  house.moveTo("2026-12-11");
  const membershipId = membershipOf(house, draw);
  await refundDuesNow(house.cx(), { membershipId, paymentId: draw.paymentId, invoiceId: draw.invoiceId, cents: toCents(1000), by: "tender", owedAgain: false, reason: "Moves", cancel: null });
  const rows = () => readRefundReceipt(house.cx(), draw.paymentId).data.sections.find(({ name }) => name === "Membership dues")?.rows;
  expect(rows()).toMatchObject([{ cents: 1000, detail: expect.stringMatching(/to the card: .*1001.*, on its way$/) as string }]);
  house.cards.finishRefund(house.cards.refunds[0]?.key ?? "");
  await house.run();
  expect(rows()).toMatchObject([{ detail: expect.stringMatching(/to the card: .*1001[^,]*$/) as string }]);
});
