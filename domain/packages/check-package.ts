/** What is wrong with a package as somebody typed it (PKG-1, F-18): the first thing, in the order of the form. */
import { isDay, type Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import { refuse } from "../refusal.ts";
import { servicesOf, unitsOf, type PackageTerms } from "./package-terms.ts";

export const packageLimits = { name: 80, units: 500, services: 40, priceCents: 100_000_000, expiryCount: 1200 } as const;

export type PackageProblem =
  | "name"
  | "contents"
  | "quantity"
  | "too_many_units"
  | "same_service_twice"
  | "price"
  | "price_small"
  | "expiry_count"
  | "expiry_day"
  | "fee"
  | "tax_at_sale"
  | "share_insurance";

/** The terms with the name trimmed. Refuses `package_wrong` with what is wrong. */
export function checkPackage(terms: PackageTerms, today: Day): PackageTerms {
  const what = packageProblem(terms, today);
  return what === null ? { ...terms, name: terms.name.trim() } : refuse("package_wrong", { what });
}

export function packageProblem(terms: PackageTerms, today: Day): PackageProblem | null {
  const { contents, expiry, priceCents } = terms;
  const name = terms.name.trim();
  if (name === "" || name.length > packageLimits.name) return "name";
  const named = contents.kind === "pool" ? contents.serviceIds : contents.items.map(({ serviceId }) => serviceId);
  if (named.length === 0 || named.length > packageLimits.services) return "contents";
  if (new Set(named).size !== named.length) return "same_service_twice";
  const quantities = contents.kind === "pool" ? [contents.quantity] : contents.items.map(({ quantity }) => quantity);
  if (quantities.some((quantity) => !Number.isSafeInteger(quantity) || quantity < 1)) return "quantity";
  if (unitsOf(contents) > packageLimits.units) return "too_many_units";
  if (!isAmount(priceCents) || priceCents === 0 || priceCents > packageLimits.priceCents) return "price";
  // Every use is worth something, so that no visit reads 0.00 (PKG-8).
  if (priceCents < unitsOf(contents)) return "price_small";
  if (expiry.kind === "after" && !(Number.isSafeInteger(expiry.count) && expiry.count >= 1 && expiry.count <= packageLimits.expiryCount))
    return "expiry_count";
  if (expiry.kind === "date" && (!isDay(expiry.lastOn) || expiry.lastOn < today)) return "expiry_day";
  if (!isAmount(terms.refundFeeCents) || terms.refundFeeCents > priceCents) return "fee";
  if (terms.taxed === "sale" && servicesOf(contents).length > 1) return "tax_at_sale";
  return terms.insuranceFriendly && terms.shareable ? "share_insurance" : null;
}

function isAmount(cents: Cents): boolean {
  return Number.isSafeInteger(cents) && cents >= 0;
}
