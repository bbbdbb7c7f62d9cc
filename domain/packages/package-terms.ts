/** What a package is (PKG-1): its contents, price, how long it lasts, who may use it and what comes back. */
import type { Day } from "../calendar.ts";
import type { ServiceId } from "../identity.ts";
import type { Cents } from "../money.ts";

export type PackageContents =
  /** So many of each. */
  | { readonly kind: "fixed"; readonly items: readonly { readonly serviceId: ServiceId; readonly quantity: number }[] }
  /** So many uses of any of the services. */
  | { readonly kind: "pool"; readonly quantity: number; readonly serviceIds: readonly ServiceId[] };

export type ExpiryUnit = "day" | "week" | "month";

export type PackageExpiry =
  | { readonly kind: "none" }
  | { readonly kind: "after"; readonly count: number; readonly unit: ExpiryUnit; readonly from: "purchase" | "first_use" }
  /** Usable on this day, and not on the next. */
  | { readonly kind: "date"; readonly lastOn: Day };

export const refundMethods = ["list_price", "pro_rata", "manual"] as const;
export type RefundMethod = (typeof refundMethods)[number];

export type PackageTerms = {
  readonly name: string;
  readonly contents: PackageContents;
  readonly priceCents: Cents;
  readonly expiry: PackageExpiry;
  /** Others of the household may use it. */
  readonly shareable: boolean;
  readonly refundMethod: RefundMethod;
  /** Kept by the practice when it refunds by list price. */
  readonly refundFeeCents: Cents;
  /** Sold as a prepayment; each visit has an invoice of its own (PKG-8). */
  readonly insuranceFriendly: boolean;
  /** At the sale for a single service; at each use where services are mixed. */
  readonly taxed: "sale" | "redemption";
  /** Usable when all is paid, or unit by unit as it is paid (PKG-2). */
  readonly unlock: "when_paid" | "as_paid";
};

/** The services that a package is for, each once. */
export function servicesOf(contents: PackageContents): readonly ServiceId[] {
  return contents.kind === "pool" ? [...new Set(contents.serviceIds)] : [...new Set(contents.items.map(({ serviceId }) => serviceId))];
}

/** How many uses it has. */
export function unitsOf(contents: PackageContents): number {
  return contents.kind === "pool" ? contents.quantity : contents.items.reduce((sum, { quantity }) => sum + quantity, 0);
}

export const plainExpiry: PackageExpiry = { kind: "after", count: 12, unit: "month", from: "purchase" };
