/**
 * A package typed on an invoice (PKG-2): called by its name, at its price, one and alone, so that what is paid,
 * given back and owed on the invoice is the package's and nothing else's. A discount by hand lowers what its
 * uses are worth with it.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findPackageByName, type PackageRow } from "#db/packages/catalogue.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { priceLine, type NewLine } from "#domain/invoices/lines.ts";
import type { TypedLine } from "#domain/invoices/typed-line.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { recordSale, requireSellableOn, saleWords, taxAtSale } from "./sell.ts";

/** Refuses `package_line_wrong` (`alone`) where a package has company. */
export function requireAlone(lines: readonly TypedLine[], others = 0): void {
  const at = lines.findIndex(({ kind }) => kind === "package");
  if (at >= 0 && lines.length + others > 1) refuse("package_line_wrong", { line: at + 1, what: "alone", priceCents: 0 });
}

/**
 * What the package puts on the line: no service, and its tax where that is due at the sale. Refuses
 * `package_line_wrong` and `package_wrong` for one whose last day has passed.
 */
export function packageOnLine(db: ReadableDb, line: TypedLine, place: number, on: Day): Pick<NewLine, "serviceId" | "providerId" | "taxRatePpm"> {
  const { terms } = requireNamed(db, line.description, place, on);
  const wrong = line.quantity !== 1 ? "quantity" : line.unitCents !== terms.priceCents ? "price" : null;
  if (wrong !== null) refuse("package_line_wrong", { line: place, what: wrong, priceCents: terms.priceCents });
  return { serviceId: null, providerId: null, taxRatePpm: taxAtSale(db, terms, on) };
}

/** The line as it is issued: an insurer takes none for a receipt (PKG-8). */
export function soldLine(db: ReadableDb, line: NewLine, on: Day): NewLine {
  return line.kind === "package" ? { ...line, description: saleWords(requireNamed(db, line.description, 1, on).terms) } : line;
}

/** Keeps what an issued invoice has sold. */
export function sellTyped(
  cx: Work,
  db: WritableDb,
  { householdId, invoiceId, on, line }: { readonly householdId: HouseholdId; readonly invoiceId: InvoiceId; readonly on: Day; readonly line: NewLine },
): void {
  const { patientId } = line;
  invariant(patientId !== null, "a package is somebody's");
  const { packageId, terms } = requireNamed(db, line.description, 1, on);
  recordSale(cx, db, { packageId, terms: { ...terms, priceCents: priceLine(line).netCents }, householdId, patientId, invoiceId, boughtOn: on });
}

function requireNamed(db: ReadableDb, name: string, place: number, on: Day): PackageRow {
  const found = findPackageByName(db, name.trim()) ?? refuse("package_line_wrong", { line: place, what: "name", priceCents: 0 });
  requireSellableOn(found, on);
  return found;
}
