/**
 * Packages whose last day has passed (PKG-1, INV-15): what is left of them is not owed any more and becomes
 * revenue on the day they expired. A step of the daily run; a second run finds nothing.
 */
import type { WritableDb } from "#db/database.ts";
import { listOpenUnits, listSalesExpired } from "#db/packages/sales.ts";
import { insertUse } from "#db/packages/uses.ts";
import { invariant } from "#domain/invariant.ts";
import { toCents, zeroCents } from "#domain/money.ts";
import { onOpenDay } from "../closing/open-day.ts";
import type { Work } from "../context.ts";
import { audit, book } from "../record.ts";

/** More than a day has; the rest follows with the next run. */
const mostADay = 5000;

/** Answers how many packages had something left. */
export function expirePackages(cx: Work, db: WritableDb): number {
  const expired = listSalesExpired(db, cx.today, mostADay);
  for (const sale of expired) {
    invariant(sale.expiresOn !== null, "what expires has its day");
    for (const { unitId } of listOpenUnits(db, sale.saleId))
      insertUse(db, {
        unitId,
        kind: "expired",
        patientId: null,
        serviceId: null,
        providerId: null,
        usedOn: sale.expiresOn,
        invoiceId: null,
        lineId: null,
        paymentId: null,
        listCents: zeroCents,
        upsizeCents: zeroCents,
        lineBefore: null,
        createdBy: cx.actor.staffId,
        createdAt: cx.now,
      });
    book(cx, db, {
      kind: "package_expired",
      householdId: sale.householdId,
      patientId: sale.patientId,
      ...onOpenDay(db, sale.expiresOn),
      memo: `Package ${sale.terms.name} expired`,
      postings: [
        { account: "package_liability", amountCents: sale.valueLeftCents, householdId: null },
        { account: "revenue_packages", amountCents: toCents(-sale.valueLeftCents), householdId: null },
      ],
    });
    audit(cx, db, "package.expired", `package_sale/${sale.saleId}`, {
      before: { left: sale.unitsLeft },
      after: { left: 0, valueCents: sale.valueLeftCents, expiredOn: sale.expiresOn },
    });
    db.touch("packages", `patient/${sale.patientId}`);
  }
  return expired.length;
}
