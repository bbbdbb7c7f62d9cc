/** The packages the practice sells (PKG-1): listed, added, changed, taken off sale. What was sold keeps its terms. */
import { findService } from "#db/catalogue/services.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { insertPackage, isPackageNameTaken, listPackages, setPackageRetired, updatePackage, type PackageRow } from "#db/packages/catalogue.ts";
import type { Day } from "#domain/calendar.ts";
import type { PackageId, ServiceId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { checkPackage } from "#domain/packages/check-package.ts";
import { servicesOf, type PackageTerms } from "#domain/packages/package-terms.ts";
import { unitValues, type UnitWorth } from "#domain/packages/unit-values.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requirePackage } from "./require-sale.ts";

const mostPackages = 1000;

export type PackageView = PackageRow & {
  /** What its services cost one by one today; null where one of them has gone. */
  readonly listCents: Cents | null;
  /** Its services in words: `10 × Massage 60`, `Any 5 of …`. */
  readonly contentWords: string;
};

export function listCatalogueOfPackages(cx: Cx): PackageView[] {
  return look<PackageView[]>(cx, (db) => listPackages(db, mostPackages).map((row) => viewOf(db, row, cx.today)));
}

/** Refuses `package_wrong`, `package_name_taken`, `package_service_gone` and `package_unit_worthless`. */
export function addPackage(cx: Cx, input: { readonly terms: PackageTerms }): PackageView {
  return act<PackageView>(cx, (db) => {
    const terms = checked(db, input.terms, null, cx.today);
    const packageId = insertPackage(db, { terms, createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "package.added", `package/${packageId}`, { after: { name: terms.name, priceCents: terms.priceCents } });
    return changed(db, packageId, cx.today);
  });
}

/** Refuses `package_not_found`, `record_changed_meanwhile` and what adding refuses. */
export function changePackage(cx: Cx, input: { readonly packageId: PackageId; readonly version: number; readonly terms: PackageTerms }): PackageView {
  return act<PackageView>(cx, (db) => {
    const before = requireUnchanged(db, input);
    const terms = checked(db, input.terms, input.packageId, cx.today);
    updatePackage(db, input.packageId, terms);
    audit(cx, db, "package.changed", `package/${input.packageId}`, {
      before: { name: before.terms.name, priceCents: before.terms.priceCents },
      after: { name: terms.name, priceCents: terms.priceCents },
    });
    return changed(db, input.packageId, cx.today);
  });
}

/** Refuses `package_not_found`, `record_changed_meanwhile`, and on the way back `package_name_taken`. */
export function setPackageOnSale(cx: Cx, input: { readonly packageId: PackageId; readonly version: number; readonly onSale: boolean }): PackageView {
  return act<PackageView>(cx, (db) => {
    const { terms } = requireUnchanged(db, input);
    if (input.onSale && isPackageNameTaken(db, terms.name, input.packageId)) refuse("package_name_taken", { name: terms.name });
    setPackageRetired(db, input.packageId, input.onSale ? null : cx.now);
    audit(cx, db, "package.state_changed", `package/${input.packageId}`, { after: { onSale: input.onSale } });
    return changed(db, input.packageId, cx.today);
  });
}

/** What each use is worth at the list prices of a day (PKG-2). Refuses `package_service_gone` and `package_unit_worthless`. */
export function worthOfUnits(db: ReadableDb, terms: PackageTerms, on: Day): UnitWorth[] {
  const { name, contents, priceCents } = terms;
  const prices = new Map(servicesOf(contents).map((serviceId) => [serviceId, listPriceOf(db, serviceId, on, name)]));
  const units = unitValues(contents, priceCents, (serviceId) => prices.get(serviceId) ?? zeroCents);
  return units.some(({ valueCents }) => valueCents === 0) ? refuse("package_unit_worthless", { name }) : units;
}

function listPriceOf(db: ReadableDb, serviceId: ServiceId, on: Day, name: string): Cents {
  const service = findService(db, serviceId, on);
  return service ? (service.priceCents ?? zeroCents) : refuse("package_service_gone", { name });
}

function checked(db: ReadableDb, input: PackageTerms, packageId: PackageId | null, today: Day): PackageTerms {
  const terms = checkPackage(input, today);
  if (isPackageNameTaken(db, terms.name, packageId)) refuse("package_name_taken", { name: terms.name });
  worthOfUnits(db, terms, today);
  return terms;
}

function requireUnchanged(db: ReadableDb, input: { readonly packageId: PackageId; readonly version: number }): PackageRow {
  const row = requirePackage(db, input.packageId);
  return row.version === input.version ? row : refuse("record_changed_meanwhile", {});
}

function changed(db: WritableDb, packageId: PackageId, today: Day): PackageView {
  db.touch("packages");
  return viewOf(db, requirePackage(db, packageId), today);
}

function viewOf(db: ReadableDb, row: PackageRow, today: Day): PackageView {
  const { contents } = row.terms;
  const service = (serviceId: ServiceId) => findService(db, serviceId, today);
  if (contents.kind === "pool") {
    const services = contents.serviceIds.map(service);
    const words = `${contents.quantity} of ${services.map((one) => one?.name ?? "a service that has gone").join(", ")}`;
    return { ...row, listCents: null, contentWords: words };
  }
  const items = contents.items.map(({ serviceId, quantity }) => ({ quantity, service: service(serviceId) }));
  const listCents = items.every((item) => item.service?.priceCents != null)
    ? addCents(zeroCents, ...items.map((item) => item.quantity * (item.service?.priceCents ?? 0)))
    : null;
  return { ...row, listCents, contentWords: items.map((item) => `${item.quantity} × ${item.service?.name ?? "a service that has gone"}`).join(", ") };
}
