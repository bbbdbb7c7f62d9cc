/** What one use of a package is worth (PKG-2): the price spread over the contents by list price × quantity (F-3). */
import type { ServiceId } from "../identity.ts";
import { splitCents, splitEvenly, type Cents } from "../money.ts";
import type { PackageContents } from "./package-terms.ts";

export type UnitWorth = {
  /** Null: any service of the pool. */
  readonly serviceId: ServiceId | null;
  readonly valueCents: Cents;
};

/**
 * One row for each use, in the order of the contents; together they are the price exactly. A pool's uses
 * are worth the same. A service without a list price weighs nothing, unless none has one.
 */
export function unitValues(contents: PackageContents, priceCents: Cents, listPrice: (serviceId: ServiceId) => Cents): UnitWorth[] {
  if (contents.kind === "pool")
    return splitEvenly(priceCents, contents.quantity).map((valueCents) => ({ serviceId: null, valueCents }));
  const units = contents.items.flatMap(({ serviceId, quantity }) => Array.from({ length: quantity }, () => serviceId));
  const weights = units.map((serviceId) => listPrice(serviceId));
  const values = weights.some((weight) => weight > 0) ? splitCents(priceCents, weights) : splitEvenly(priceCents, units.length);
  return units.map((serviceId, index) => ({ serviceId, valueCents: values[index] as Cents }));
}
