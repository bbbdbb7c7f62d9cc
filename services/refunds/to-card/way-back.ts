/** Whether what a card paid can go back to that card, and if not, why (INV-9, MEM-19). */
import { isBillingStopped } from "#db/billing-runs.ts";
import type { ReadableDb } from "#db/database.ts";
import { findChargeBehind } from "#db/refund-attempts.ts";
import type { PaymentId } from "#domain/identity.ts";
import type { NoWayToCard } from "#domain/payments/refund-attempt-words.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../../context.ts";

export type WayToCard =
  | { readonly can: true; readonly chargeKey: string; readonly last4: string }
  | { readonly can: false; readonly why: NoWayToCard; readonly last4: string };

/** Of a payment by card on file. The processor may still say no. */
export function wayToCard(cx: Work, db: ReadableDb, paymentId: PaymentId): WayToCard {
  const charge = findChargeBehind(db, paymentId);
  const last4 = charge?.last4 ?? "";
  if (!charge) return { can: false, why: "no_charge", last4 };
  if (charge.isDisputed === 1) return { can: false, why: "disputed", last4 };
  if (!cx.gateways?.cards.canCharge) return { can: false, why: "not_connected", last4 };
  // What was refunded since the backup is not known yet (BIL-20).
  if (isBillingStopped(db)) return { can: false, why: "billing_stopped", last4 };
  return { can: true, chargeKey: charge.chargeKey, last4 };
}

/** Refuses `refund_not_to_card` with why it is so. */
export function requireWayToCard(cx: Work, db: ReadableDb, payment: { readonly paymentId: PaymentId; readonly receiptNumber: number }): string {
  const way = wayToCard(cx, db, payment.paymentId);
  return way.can ? way.chargeKey : refuse("refund_not_to_card", { receiptNumber: payment.receiptNumber, why: way.why });
}
