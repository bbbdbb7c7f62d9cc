/**
 * Money that a card paid and that nobody here is known for (BIL-20): found on the processor's list after
 * a restore, charged to somebody who joined after the backup. It waits until a person has said whose it
 * is, or that it was paid back.
 */
import { noteResolution } from "#db/charging/attempts.ts";
import { findNobodysCharge, giveToHousehold, listNobodysCharges, type NobodysCharge } from "#db/charging/nobodys.ts";
import type { WritableDb } from "#db/database.ts";
import { findHouseholdMoney } from "#db/payments.ts";
import { findPractice } from "#db/practice.ts";
import { dayInZone, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PaymentId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireNotMerged } from "../people/require.ts";
import { bookCharge, chargeSubject } from "./book-charge.ts";

const mostShown = 500;

export type NobodysView = Omit<NobodysCharge, "chargedAt"> & { readonly chargedOn: Day };

export function listNobodys(cx: Cx): NobodysView[] {
  return look<NobodysView[]>(cx, (db) => {
    const zone = findPractice(db)?.time_zone ?? "UTC";
    return listNobodysCharges(db, mostShown).map(({ chargedAt, ...charge }) => ({ ...charge, chargedOn: dayInZone(chargedAt, zone) }));
  });
}

/**
 * Books it as the household's card payment: credit, which its next invoice uses. Refuses
 * `charge_not_found`, also for one that was placed meanwhile, and `payment_household_not_found`.
 */
export function placeNobodys(
  cx: Cx,
  request: { readonly key: string; readonly householdId: HouseholdId },
): { readonly paymentId: PaymentId; readonly creditCents: Cents } {
  return act<{ paymentId: PaymentId; creditCents: Cents }>(cx, (db) => {
    const { key, householdId } = request;
    const charge = requireNobodys(db, key);
    if (!findHouseholdMoney(db, householdId)) refuse("payment_household_not_found", {});
    requireNotMerged(db, householdId);
    const booked = bookCharge(cx, db, { key, householdId, invoiceId: null, cardId: null, amountCents: charge.amountCents });
    giveToHousehold(db, key, { householdId, paymentId: booked.paymentId, by: cx.actor.staffId, at: cx.now });
    audit(cx, db, "charge.placed", chargeSubject(key), { after: { householdId, amountCents: charge.amountCents } });
    db.touch("charges", "billing", `household/${householdId}`);
    return { paymentId: booked.paymentId, creditCents: booked.toCreditCents };
  });
}

/**
 * It was paid back in the processor's own dashboard; the reference is what stands there. Refuses
 * `charge_not_found` and `charge_reference_missing`.
 */
export function notePaidBack(cx: Cx, request: { readonly key: string; readonly reference: string }): { readonly noted: boolean } {
  return act<{ noted: boolean }>(cx, (db) => {
    const { key } = request;
    const reference = request.reference.trim();
    const charge = requireNobodys(db, key);
    if (reference === "") refuse("charge_reference_missing", {});
    noteResolution(db, key, { resolution: "not_charged", reference, by: cx.actor.staffId, at: cx.now });
    audit(cx, db, "charge.paid_back", chargeSubject(key), { after: { amountCents: charge.amountCents, reference } });
    db.touch("charges", "billing");
    return { noted: true };
  });
}

function requireNobodys(db: WritableDb, key: string): NobodysCharge {
  const charge = findNobodysCharge(db, key);
  if (!charge) refuse("charge_not_found", {});
  return charge;
}
