/**
 * The process that is killed while it pays cards back: `node refund-engine.fixture.ts FILE KEY ADDRESS START
 * sound|careless ROUND HOLD`. The sound one runs billing, which resolves what earlier lives left behind, and
 * then carries out the round's refunds, and the round's before, as commands that a desk repeats; the careless
 * one asks the processor first and writes down afterwards. It says `ready`, `asked` and `answered` around
 * each request to pay back, and `done`.
 */
import { randomUUID } from "node:crypto";
import { Database } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import type { PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { runBillingWithCards } from "../../billing/run-with-cards.ts";
import type { ChargingGateway } from "../../gateways/cards.ts";
import { httpCards } from "../../gateways/http-cards.ts";
import { viewPaymentGrounds } from "../../refunds/payment-grounds.ts";
import { refundPayment, type PaymentRefundInput } from "../../refunds/refund-payment.ts";
import { refundPaymentNow } from "../../refunds/to-card/refund-now.ts";
import { sayAndHold } from "../kill/hold-at.ts";
import { cxAt } from "./card-club.fixture.ts";

/** What each round gives back of every payment. */
export const roundCents = 500;

const [, , path = "", key = "", address = "", start = "0", kind = "sound", round = "0", hold = ""] = process.argv;
const db = Database.open(path, Buffer.from(key, "hex"), { mustExist: true });
const say = sayAndHold(hold);
const wire = httpCards({ address: () => address, limitMs: 5000 });
const gateway: ChargingGateway = {
  ...wire,
  refund: async (request) => {
    say("asked");
    const answer = await wire.refund(request);
    say("answered");
    return answer;
  },
};
const cx = cxAt(db, Number(start), gateway);

type Paid = { readonly paymentId: PaymentId; readonly chargeKey: string };

function cardPayments(): Paid[] {
  return db.read((r) =>
    r.all<Paid>(
      `select p.id as paymentId, a.id as chargeKey from payment p join charge_attempt a on a.payment_id = p.id
       where p.received_on < ? and p.reversed_on is null order by p.id`,
      cx.today,
    ),
  );
}

function inputOf(paymentId: PaymentId, of: number): PaymentRefundInput | undefined {
  const [ground] = viewPaymentGrounds(cx, paymentId).grounds;
  if (!ground || ground.leftCents < roundCents) return undefined;
  return { paymentId, parts: [{ invoiceId: ground.invoiceId, cents: toCents(roundCents) }], by: "tender", owedAgain: false, reason: `Round ${of}` };
}

async function soundly(of: number): Promise<void> {
  for (const { paymentId } of cardPayments()) {
    const input = inputOf(paymentId, of);
    if (!input) continue;
    const request = { id: `refund-${paymentId}-${of}`, operation: "refunds.payment" };
    // A refusal is an answer too: too little left, or the charge is disputed.
    await refundPaymentNow({ ...cx, request }, input).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  }
}

/** First the card, then the record of it. Killed in between, it forgets the refund and makes it again. */
async function carelessly(): Promise<void> {
  for (const { paymentId, chargeKey } of cardPayments()) {
    const input = inputOf(paymentId, 0);
    const isDone = db.read((r): boolean => r.get("select 1 from refund where payment_id = ?", paymentId) !== undefined);
    const practice = db.read((r) => findPractice(r));
    if (!input || isDone || !practice) continue;
    const metadata = { lineage: practice.lineage_id, epoch: practice.epoch, householdId: 0, paymentId, invoiceId: null };
    const answer = await gateway.refund({ key: randomUUID(), chargeKey, amountCents: toCents(roundCents), metadata });
    if (answer.state === "succeeded") recordIt(input);
  }
}

function recordIt(input: PaymentRefundInput): void {
  refundPayment(cx, { ...input, by: "check" });
}

say("ready");
if (kind === "careless") await carelessly();
else {
  await runBillingWithCards({ cx: () => cx, gateway }, "start");
  for (const each of [Number(round) - 1, Number(round)]) if (each >= 0) await soundly(each);
}
say("done");
db.close();
process.exit(0);

