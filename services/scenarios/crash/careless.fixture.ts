/**
 * The positive control: charging as a careless programmer would write it, first the card and then the
 * record of it. Killed in between, it forgets the charge and makes it again.
 */
import { randomUUID } from "node:crypto";
import { listCards } from "#db/charging/cards.ts";
import { findPractice } from "#db/practice.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { runBilling } from "../../billing/run.ts";
import type { Cx } from "../../context.ts";
import { noCards, type ChargingGateway } from "../../gateways/cards.ts";
import { takePayment } from "../../payments/take.ts";

type Owed = { readonly invoiceId: InvoiceId; readonly householdId: HouseholdId; readonly cents: number };

export async function chargeThenRecord(cx: Cx, gateway: ChargingGateway): Promise<void> {
  runBilling({ ...cx, gateways: { cards: noCards } }, "start");
  const practice = cx.db.read((db) => findPractice(db));
  const owed = cx.db.read((db): Owed[] =>
    db.all<Owed>("select id as invoiceId, household_id as householdId, balance_cents as cents from invoice where balance_cents > 0 order by id"),
  );
  for (const { invoiceId, householdId, cents } of owed) {
    const card = cx.db.read((db) => listCards(db, householdId)).at(-1);
    if (!card || !practice) continue;
    const metadata = { lineage: practice.lineage_id, epoch: practice.epoch, householdId, invoiceId, drawOn: null, ordinal: 1 };
    const answer = await gateway.charge({ key: randomUUID(), cardToken: card.token, amountCents: toCents(cents), metadata });
    if (answer.state !== "succeeded") continue;
    cx.db.write((db) => {
      takePayment(cx, db, {
        householdId,
        tender: "card_on_file",
        amountCents: toCents(cents),
        tenderedCents: null,
        reference: card.last4,
        choices: [{ invoiceId, cents: toCents(cents) }],
        note: "",
      });
    });
  }
}
