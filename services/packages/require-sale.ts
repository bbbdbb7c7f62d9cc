/** The package, or the sale of one, that somebody means. */
import type { ReadableDb } from "#db/database.ts";
import { findPackage, type PackageRow } from "#db/packages/catalogue.ts";
import { findSale, type SaleRow } from "#db/packages/sales.ts";
import type { PackageId, PackageSaleId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";

/** Refuses `package_not_found`. */
export function requirePackage(db: ReadableDb, packageId: PackageId): PackageRow {
  return findPackage(db, packageId) ?? refuse("package_not_found", {});
}

/** Refuses `package_sale_not_found`. */
export function requireSale(db: ReadableDb, saleId: PackageSaleId): SaleRow {
  return findSale(db, saleId) ?? refuse("package_sale_not_found", {});
}

/** Refuses `package_sale_not_found` and `package_cancelled`. */
export function requireRunningSale(db: ReadableDb, saleId: PackageSaleId): SaleRow {
  const sale = requireSale(db, saleId);
  return sale.cancelledOn === null ? sale : refuse("package_cancelled", { name: sale.terms.name });
}
