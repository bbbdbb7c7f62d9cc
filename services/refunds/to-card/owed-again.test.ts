/** What a refund leaves owed is not charged again while the refund is on its way (INV-9): were it refused after all, the card would have paid twice. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub } from "../../charging/card-club.fixture.ts";
import { chargeNow } from "../../charging/charge-now.ts";
import { refundPayment } from "../refund-payment.ts";
import { asking, paidDraw, refundStates, refusalOf, type PaidDraw } from "./card-refund.fixture.ts";
import { sendClaimedRefunds } from "./send-refund.ts";

let house: CardClub;
let draw: PaidDraw;
beforeEach(async () => {
  house = openCardClub("2026-11-05");
  draw = await paidDraw(house);
});
afterEach(() => house.dispose());

const charge = () => refusalOf(() => chargeNow(house.cx(), { invoiceId: draw.invoiceId, cardId: null }));
const owed = () => house.draws(draw.householdId)[0]?.balanceCents;

test.each(["sent", "pending", "unknown"])("INV-9 while the refund of what is owed again is %s the card is not charged for it, and nothing is left behind", async (state) => {
  const { attemptKey } = refundPayment(house.cx(), asking(draw, 3700, { owedAgain: true }));
  house.db.write((w) => w.exec("update refund_attempt set state = ? where id = ?", state, String(attemptKey)));
  expect(await charge()).toEqual(["charge_refund_on_its_way", { number: expect.any(Number) }]);
  expect([house.cards.charges.length, owed()]).toEqual([1, 3700]);
});

test("INV-9 when the refund has arrived, what it left owed can be charged", async () => {
  refundPayment(house.cx(), asking(draw, 1000, { owedAgain: true }));
  await sendClaimedRefunds(house.cx());
  expect([refundStates(house), owed()]).toEqual([["succeeded sent"], toCents(1000)]);
  await chargeNow(house.cx(), { invoiceId: draw.invoiceId, cardId: null });
  expect([house.cards.charges.map(({ amountCents }) => amountCents), owed()]).toEqual([[3700, 1000], 0]);
});
