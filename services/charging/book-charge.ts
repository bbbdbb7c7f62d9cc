/**
 * Books money that the processor took (BIL-8): a payment by card on file, on the invoice it was meant
 * for as far as that still owes, the rest as household credit with a task for a person. Called once
 * for each key, in the transaction that ends the attempt.
 */
import { noteAttention } from "#db/billing-runs.ts";
import { findCard, listCards, markProven, markRemoved } from "#db/charging/cards.ts";
import type { WritableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import { cardWords } from "#domain/charging/card.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { takePayment } from "../payments/take.ts";
import { audit } from "../record.ts";

export type ChargeToBook = {
  readonly key: string;
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId | null;
  readonly cardId: number | null;
  readonly amountCents: Cents;
};

export type BookedCharge = { readonly paymentId: PaymentId; readonly toCreditCents: Cents };

export function bookCharge(cx: Work, db: WritableDb, charge: ChargeToBook): BookedCharge {
  const { key, householdId, invoiceId, cardId, amountCents } = charge;
  const invoice = invoiceId === null ? undefined : findPayable(db, invoiceId);
  const owedCents = invoice?.isOpen && invoice.householdId === householdId ? invoice.balanceCents : 0;
  const paysCents = toCents(Math.min(owedCents, amountCents));
  const card = cardId === null ? undefined : findCard(db, cardId);
  const taken = takePayment(cx, db, {
    householdId,
    tender: "card_on_file",
    amountCents,
    tenderedCents: null,
    reference: card ? cardWords(card) : "",
    choices: invoice && paysCents > 0 ? [{ invoiceId: invoice.invoiceId, cents: paysCents }] : [],
    note: "",
  });
  if (taken.toCreditCents > 0) {
    noteAttention(db, {
      householdId,
      kind: "charge_credit",
      subject: chargeSubject(key),
      reason: "charge_became_credit",
      at: cx.now,
    });
    db.touch("billing");
  }
  if (card && markProven(db, card.cardId, cx.now)) retireReplaced(cx, db, card.householdId, card.replacesId);
  return { paymentId: taken.paymentId, toCreditCents: taken.toCreditCents };
}

/** The subject of audit and attention rows about one charge. */
export function chargeSubject(key: string): string {
  return `charge/${key}`;
}

/** The new card has paid, so the one it replaces goes (BIL-14), and whatever that one had replaced. */
function retireReplaced(cx: Work, db: WritableDb, householdId: HouseholdId, replacesId: number | null): void {
  const onFile = new Set(listCards(db, householdId).map((card) => card.cardId));
  for (let cardId = replacesId; cardId !== null; cardId = findCard(db, cardId)?.replacesId ?? null) {
    if (!onFile.has(cardId)) continue;
    markRemoved(db, cardId, { at: cx.now, by: cx.actor.staffId, why: "replaced" });
    audit(cx, db, "card.replaced", `card/${cardId}`, { after: { householdId } });
    db.touch(`household/${householdId}`);
  }
}
