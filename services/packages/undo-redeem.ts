/**
 * Takes a redemption back (PKG-3): the use is there again with its expiry as it was, the line costs what it
 * cost before, and an invoice that was made for the visit is void.
 */
import { listCouponsUsedOn, listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { WritableDb } from "#db/database.ts";
import { listInvoiceLines, type InvoiceLineRow } from "#db/invoices.ts";
import { findUse, listUsesOfPayment, markUseUndone } from "#db/packages/uses.ts";
import type { InvoiceId, InvoiceLineId, PackageUseId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { zeroCents } from "#domain/money.ts";
import { withoutCoupons } from "#domain/packages/redeem-price.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { keptLine } from "../invoices/price-revised.ts";
import { voidInvoice } from "../invoices/void.ts";
import { dropUntold } from "../messages/drop-untold.ts";
import { reverseWholePayment } from "../payments/reverse.ts";
import { audit } from "../record.ts";
import { keepExpiry } from "./redeem.ts";
import { requireSale } from "./require-sale.ts";
import { requireRepriceable, reviseLine } from "./revise-line.ts";

export type UndoneRedemption = { readonly invoiceId: InvoiceId; readonly unitsLeft: number };

/** Refuses `redeem_not_there`, `day_locked`, `package_cancelled` and what voiding refuses. */
export function undoRedeem(cx: Cx, input: { readonly useId: PackageUseId }): UndoneRedemption {
  return act<UndoneRedemption>(cx, (db) => undoRedeemWithin(cx, db, input.useId));
}

/** The same inside the caller's transaction. */
export function undoRedeemWithin(cx: Work, db: WritableDb, useId: PackageUseId): UndoneRedemption {
  const use = findUse(db, useId) ?? refuse("redeem_not_there", {});
  const sale = requireSale(db, use.saleId);
  // What was refunded is gone: a use that came back now could be had twice.
  if (sale.cancelledOn !== null) refuse("package_cancelled", { name: sale.terms.name });
  const { invoiceId, paymentId, lineId, lineBefore } = use;
  invariant(invoiceId !== null && paymentId !== null && lineId !== null, "a redeemed use has its invoice and payment");
  const reason = `Redemption of ${sale.terms.name} undone`;
  // A line of several was redeemed with several uses at once, and they come back together.
  const together = listUsesOfPayment(db, paymentId);
  for (const one of together) markUseUndone(db, one.useId, cx.today, cx.actor.staffId);
  reverseWholePayment(cx, db, { paymentId, reason, as: "mistake" });
  if (lineBefore === null) voidInvoice(cx, db, { invoiceId, reason });
  else putLineBack(cx, db, invoiceId, lineId, lineBefore, reason);
  keepExpiry(db, sale);
  dropUntold(cx, db, sale.householdId);
  audit(cx, db, "package_unit.restored", `package_sale/${sale.saleId}`, {
    before: { left: sale.unitsLeft },
    after: { left: sale.unitsLeft + together.length, invoiceId },
  });
  db.touch("packages", `patient/${sale.patientId}`);
  return { invoiceId, unitsLeft: sale.unitsLeft + together.length };
}

/** The line as it was before something was redeemed on it. */
export function putLineBack(cx: Work, db: WritableDb, invoiceId: InvoiceId, lineId: InvoiceLineId, before: string, reason: string): void {
  const invoice = requireRepriceable(db, invoiceId);
  invariant(
    listInvoiceLines(db, invoiceId).some((line) => line.lineId === lineId),
    "an invoice with a redeemed line is not edited",
  );
  // A coupon that was used up elsewhere meanwhile does not come back with the line.
  const used = new Set(listCouponsUsedOn(db, invoiceId).map(({ id }) => id));
  const usable = new Set(listUsableCoupons(db, invoice.householdId, invoice.invoicedOn).map(({ id }) => id));
  const line = withoutCoupons(keptLine(JSON.parse(before) as InvoiceLineRow), (couponId) => !used.has(couponId) && !usable.has(couponId));
  reviseLine(cx, db, invoice, { lineId, line, roomCents: zeroCents, reason });
}
