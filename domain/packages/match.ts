/**
 * Which uses fit a service of a patient on a day, and which is offered first (PKG-3): a membership's
 * benefit, then what expires first, then what was bought first. What was sold for another service comes last.
 */
import type { Day } from "../calendar.ts";
import type { PackageSaleId, PatientId } from "../identity.ts";
import type { Cents } from "../money.ts";
import type { PackageTerms } from "./package-terms.ts";

/** What a sale is on the day somebody wants to use it. */
export type SaleFacts = {
  readonly saleId: PackageSaleId;
  readonly terms: PackageTerms;
  readonly ownerId: PatientId;
  readonly isSameHousehold: boolean;
  readonly cancelledOn: Day | null;
  readonly expiresOn: Day | null;
  /** Before tax; what is paid of the package's price and not refunded. */
  readonly paidCents: Cents;
  readonly isPaid: boolean;
  /** Paid in instalments: an unpaid part blocks only what it would pay for (PKG-9). */
  readonly inParts: boolean;
  /** Σ of the values of the uses that were redeemed. */
  readonly redeemedCents: Cents;
};

export type UnitFacts = { readonly valueCents: Cents; readonly holderId: PatientId | null };

export type NotUsable = "cancelled" | "expired" | "someone_elses" | "not_paid";

/** Why a use of a package cannot be redeemed for a patient on a service day; null when it can. */
export function whyNotUsable(sale: SaleFacts, unit: UnitFacts, patientId: PatientId, serviceOn: Day): NotUsable | null {
  if (sale.cancelledOn !== null) return "cancelled";
  if (!mayUse(sale, unit, patientId)) return "someone_elses";
  if (sale.expiresOn !== null && serviceOn >= sale.expiresOn) return "expired";
  if (sale.isPaid) return null;
  // Σ redeemed unit values + its own ≤ paid (PKG-2).
  const isUnlocked = (sale.inParts || sale.terms.unlock === "as_paid") && sale.redeemedCents + unit.valueCents <= sale.paidCents;
  return isUnlocked ? null : "not_paid";
}

function mayUse(sale: SaleFacts, unit: UnitFacts, patientId: PatientId): boolean {
  if (unit.holderId !== null) return unit.holderId === patientId;
  return sale.ownerId === patientId || (sale.terms.shareable && sale.isSameHousehold);
}

export type Ranked = {
  readonly kind: "benefit" | "package";
  readonly expiresOn: Day | null;
  readonly boughtOn: Day;
  /** For another service than it was sold for, a larger or a smaller one. */
  readonly isOther: boolean;
  /** Tells apart what is alike otherwise: the lower was there first. */
  readonly seq: number;
};

/** The order of the dialog; nothing that never expires goes before what does. */
export function compareMatches(a: Ranked, b: Ranked): number {
  return (
    Number(a.isOther) - Number(b.isOther) ||
    Number(a.kind === "package") - Number(b.kind === "package") ||
    compareDays(a.expiresOn, b.expiresOn) ||
    compareDays(a.boughtOn, b.boughtOn) ||
    a.seq - b.seq
  );
}

function compareDays(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}
