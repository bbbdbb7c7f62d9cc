/** A package as it is typed: every field may be empty yet, and what is missing holds the form back. */
import type { Day } from "#domain/calendar.ts";
import type { ServiceId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { ExpiryUnit, PackageTerms } from "#domain/packages/package-terms.ts";

export type DraftItem = { readonly serviceId: ServiceId | null; readonly quantity: number };

export type PackageDraft = Omit<PackageTerms, "contents" | "priceCents" | "expiry"> & {
  readonly way: "fixed" | "pool";
  /** Of a pool only the services count. */
  readonly items: readonly DraftItem[];
  readonly poolQuantity: number;
  readonly priceCents: Cents | null;
  readonly expiryKind: "none" | "purchase" | "first_use" | "date";
  readonly count: number;
  readonly unit: ExpiryUnit;
  readonly lastOn: Day | null;
};

export const emptyPackage: PackageDraft = {
  name: "",
  way: "fixed",
  items: [{ serviceId: null, quantity: 10 }],
  poolQuantity: 10,
  priceCents: null,
  expiryKind: "purchase",
  count: 12,
  unit: "month",
  lastOn: null,
  shareable: false,
  refundMethod: "list_price",
  refundFeeCents: zeroCents,
  insuranceFriendly: false,
  taxed: "redemption",
  unlock: "when_paid",
};

export function draftOf(terms: PackageTerms): PackageDraft {
  const { contents, expiry, ...rest } = terms;
  return {
    ...emptyPackage,
    ...rest,
    way: contents.kind,
    items: contents.kind === "fixed" ? contents.items : contents.serviceIds.map((serviceId) => ({ serviceId, quantity: 1 })),
    poolQuantity: contents.kind === "pool" ? contents.quantity : emptyPackage.poolQuantity,
    expiryKind: expiry.kind === "after" ? expiry.from : expiry.kind,
    count: expiry.kind === "after" ? expiry.count : emptyPackage.count,
    unit: expiry.kind === "after" ? expiry.unit : emptyPackage.unit,
    lastOn: expiry.kind === "date" ? expiry.lastOn : null,
  };
}

/** The terms, or null while something has yet to be chosen. */
export function termsOf(draft: PackageDraft): PackageTerms | null {
  const { way, items, poolQuantity, priceCents, expiryKind, count, unit, lastOn, ...rest } = draft;
  const chosen = items.flatMap(({ serviceId, quantity }) => (serviceId === null ? [] : [{ serviceId, quantity }]));
  if (draft.name.trim() === "" || priceCents === null || chosen.length === 0) return null;
  if (expiryKind === "date" && lastOn === null) return null;
  return {
    ...rest,
    priceCents,
    contents: way === "fixed" ? { kind: "fixed", items: chosen } : { kind: "pool", quantity: poolQuantity, serviceIds: chosen.map(({ serviceId }) => serviceId) },
    expiry:
      expiryKind === "none"
        ? { kind: "none" }
        : expiryKind === "date" && lastOn !== null
          ? { kind: "date", lastOn }
          : { kind: "after", count, unit, from: expiryKind === "first_use" ? "first_use" : "purchase" },
  };
}
