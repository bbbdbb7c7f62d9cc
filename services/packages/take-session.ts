/**
 * Takes a use of a package for a visit that was missed (PPL-16, PKG-3): by the practice's policy, in place of
 * the fee. It stands on an invoice of its own as what it is, a missed visit and no service; undoing it gives
 * the use back and voids that invoice.
 */
import { findService } from "#db/catalogue/services.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { listSalesFor } from "#db/packages/sales.ts";
import type { InvoiceId, PackageSaleId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { compareMatches } from "#domain/packages/match.ts";
import type { Work } from "../context.ts";
import { findUnits, type Visit } from "./matches.ts";
import { redeemMissedWithin } from "./redeem.ts";

export type Session = {
  readonly saleId: PackageSaleId;
  readonly visit: Visit;
  readonly packageName: string;
  readonly valueCents: Cents;
};

const mostSales = 200;

/**
 * The use that would be taken, in the order of the Redeem dialog; null where nothing fits. A package with
 * receipts for an insurer is left alone: every invoice of it is a visit that took place (PKG-8).
 */
export function sessionFor(db: ReadableDb, visit: Visit): Session | null {
  const service = findService(db, visit.serviceId, visit.serviceOn);
  if (!service) return null;
  const found = listSalesFor(db, visit.patientId, visit.householdId, mostSales).flatMap((sale) => {
    const units = sale.terms.insuranceFriendly ? null : findUnits(db, sale, visit, service, 1);
    const [match] = Array.isArray(units) ? units : [];
    if (!match) return [];
    const isOther = sale.terms.contents.kind === "fixed" && match.unit.serviceId !== service.serviceId;
    return [{ sale, match, kind: "package" as const, expiresOn: sale.expiresOn, boughtOn: sale.boughtOn, isOther, seq: sale.saleId }];
  });
  const [best] = found.toSorted(compareMatches);
  return best ? { saleId: best.sale.saleId, visit, packageName: best.sale.terms.name, valueCents: best.match.unit.valueCents } : null;
}

/** Refuses what `requireUnits` refuses. */
export function takeSession(
  cx: Work,
  db: WritableDb,
  { saleId, visit, providerId, description }: Session & { readonly providerId: StaffId; readonly description: string },
): { readonly invoiceId: InvoiceId; readonly number: number } {
  const { invoiceId, number } = redeemMissedWithin(cx, db, { saleId, visit, providerId, description });
  return { invoiceId, number };
}
