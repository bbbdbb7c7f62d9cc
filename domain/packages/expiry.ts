/** How long a package can be used (PKG-1). An expiry is the first day on which it cannot be used any more (F-6). */
import { addDays, addMonths, type Day } from "../calendar.ts";
import type { ExpiryUnit, PackageExpiry } from "./package-terms.ts";

/** Null while it never expires, or where the first use has yet to say so. */
export function expiresOn(expiry: PackageExpiry, boughtOn: Day, firstUsedOn: Day | null): Day | null {
  switch (expiry.kind) {
    case "none":
      return null;
    case "date":
      return addDays(expiry.lastOn, 1);
    case "after": {
      const from = expiry.from === "purchase" ? boughtOn : firstUsedOn;
      return from === null ? null : later(from, expiry.count, expiry.unit);
    }
  }
}

/** `12 months from the first use`, for lists and paper. */
export function expiryWords(expiry: PackageExpiry, dayWord: (day: Day) => string): string {
  switch (expiry.kind) {
    case "none":
      return "Never expires";
    case "date":
      return `Usable through ${dayWord(expiry.lastOn)}`;
    case "after":
      return `${expiry.count} ${expiry.unit}${expiry.count === 1 ? "" : "s"} from ${expiry.from === "purchase" ? "the sale" : "the first use"}`;
  }
}

function later(from: Day, count: number, unit: ExpiryUnit): Day {
  if (unit === "month") return addMonths(from, count);
  return addDays(from, unit === "week" ? count * 7 : count);
}
