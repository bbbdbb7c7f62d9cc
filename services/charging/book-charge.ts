/**
 * Books money that the processor took (BIL-8): a payment by card on file, on the invoice it was meant
 * for as far as that still owes, the rest as household credit with a task for a person. Called once
 * for each key, in the transaction that ends the attempt.
 */
import { noteAttention } from "#db/billing-runs.ts";
import { findCard, listCards, markProven, markRemoved } from "#db/charging/cards.ts";
import type { WritableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import { listPlanDebts } from "#db/payment-plans/drawn-parts.ts";
import { findPlanOfPart } from "#db/payment-plans/plans.ts";
import { cardWords } from "#domain/charging/card.ts";
import type { HouseholdId, InvoiceId, PaymentId, PlanPartId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { spreadPart } from "#domain/payment-plans/due-parts.ts";
import type { Work } from "../context.ts";
import { takePayment } from "../payments/take.ts";
import { audit } from "../record.ts";

export type ChargeToBook = {
  readonly key: string;
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId | null;
  /** The part of a payment plan that was drawn: it may be spread over several invoices (INV-6). */
  readonly planPartId?: PlanPartId | null;
  readonly cardId: number | null;
  readonly amountCents: Cents;
};

export type BookedCharge = { readonly paymentId: PaymentId; readonly toCreditCents: Cents };

export function bookCharge(cx: Work, db: WritableDb, charge: ChargeToBook): BookedCharge {
  const { key, householdId, cardId, amountCents } = charge;
  const choices = spreadPart(debtsOf(db, charge), amountCents).map((debt) => ({ invoiceId: debt.invoiceId, cents: debt.cents }));
  const card = cardId === null ? undefined : findCard(db, cardId);
  const taken = takePayment(cx, db, {
    householdId,
    tender: "card_on_file",
    amountCents,
    tenderedCents: null,
    reference: card ? cardWords(card) : "",
    choices,
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

/** What the money was for and is still owed: the invoice, or the invoices of the plan whose part it is. */
function debtsOf(db: WritableDb, { householdId, invoiceId, planPartId }: ChargeToBook): { invoiceId: InvoiceId; balanceCents: Cents }[] {
  const planId = planPartId == null ? undefined : findPlanOfPart(db, planPartId);
  const debts = planId === undefined ? [] : listPlanDebts(db, planId).map((debt) => debt.invoiceId);
  // An ended plan holds no invoice any more: then the money goes to the invoice that it was asked for.
  return (debts.length > 0 || invoiceId === null ? debts : [invoiceId]).flatMap((id) => {
    const invoice = findPayable(db, id);
    return invoice?.isOpen && invoice.householdId === householdId ? [{ invoiceId: id, balanceCents: invoice.balanceCents }] : [];
  });
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
