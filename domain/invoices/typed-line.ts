/**
 * A line as the desk types it (INV-1), before anything comes off it, and what is wrong with one.
 * Whatever a form can send is looked at here, so that the desk reads what to mend (F-18).
 */
import { isDay, type Day } from "../calendar.ts";
import type { InvoiceLineId, PatientId, ServiceId, StaffId } from "../identity.ts";
import type { Cents } from "../money.ts";
import { refuse } from "../refusal.ts";
import { longestTermsDays } from "./terms.ts";

/** Taken off by hand, with a reason, after the plan's price and coupons. */
export type ManualDiscount = { readonly reason: string } & (
  | { readonly kind: "percent"; readonly basisPoints: number }
  | { readonly kind: "amount"; readonly cents: Cents }
);

/** A package is called by its name in the catalogue of packages, and stands alone (PKG-2). */
export const typedKinds = ["service", "product", "fee", "package"] as const;
export type TypedKind = (typeof typedKinds)[number];

export type TypedLine = {
  /** The line it changes, in a draft or an invoice that is edited; null for a new one. */
  readonly lineId?: InvoiceLineId | null;
  readonly patientId: PatientId;
  readonly kind: TypedKind;
  /** The catalogue's service or product, for members' prices and coupons; without it the line stays as it is typed. */
  readonly serviceId?: ServiceId | null;
  /** Who did it; one invoice may have several (INV-1). */
  readonly providerId?: StaffId | null;
  readonly description: string;
  readonly serviceOn: Day;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly taxRatePpm: number;
  readonly discount?: ManualDiscount | null;
};

export type LineProblem =
  | "description"
  | "quantity_zero"
  | "quantity_negative"
  | "quantity_large"
  | "price_negative"
  | "price_large"
  | "tax_rate"
  | "service_day"
  | "discount_amount"
  | "discount_percent"
  | "discount_reason"
  | "discount_too_much";

export const lineLimits = {
  lines: 500,
  quantity: 999,
  unitCents: 100_000_000,
  taxRatePpm: 500_000,
  description: 120,
  reason: 200,
} as const;

/**
 * Refuses `invoice_no_lines`, `invoice_too_many_lines`, `invoice_terms_wrong` and, for the first line
 * that is wrong, `invoice_line_wrong` with its place counted from 1.
 */
export function checkTyped(lines: readonly TypedLine[], termsDays: number, keptLines = 0): void {
  if (lines.length + keptLines === 0) refuse("invoice_no_lines", {});
  if (lines.length + keptLines > lineLimits.lines) refuse("invoice_too_many_lines", { lines: lines.length + keptLines, most: lineLimits.lines });
  if (!Number.isSafeInteger(termsDays) || termsDays < 0 || termsDays > longestTermsDays) refuse("invoice_terms_wrong", { most: longestTermsDays });
  lines.forEach((line, index) => {
    const what = lineProblem(line);
    if (what !== null) refuse("invoice_line_wrong", { line: index + 1, what });
  });
}

/** The first thing wrong with a line, in the order of the form; null when nothing is. */
export function lineProblem(line: TypedLine): LineProblem | null {
  const { description, quantity, unitCents, taxRatePpm, discount = null } = line;
  if (description.trim() === "" || description.length > lineLimits.description) return "description";
  if (!isDay(line.serviceOn)) return "service_day";
  if (quantity === 0) return "quantity_zero";
  if (!Number.isSafeInteger(quantity) || quantity < 0) return "quantity_negative";
  if (quantity > lineLimits.quantity) return "quantity_large";
  if (!Number.isSafeInteger(unitCents) || unitCents < 0) return "price_negative";
  if (unitCents > lineLimits.unitCents) return "price_large";
  if (!Number.isSafeInteger(taxRatePpm) || taxRatePpm < 0 || taxRatePpm > lineLimits.taxRatePpm) return "tax_rate";
  return discount === null ? null : discountProblem(discount);
}

function discountProblem(discount: ManualDiscount): LineProblem | null {
  if (discount.kind === "amount" && !(Number.isSafeInteger(discount.cents) && discount.cents > 0)) return "discount_amount";
  if (discount.kind === "percent" && !(Number.isSafeInteger(discount.basisPoints) && discount.basisPoints > 0 && discount.basisPoints <= 10_000))
    return "discount_percent";
  const reason = discount.reason.trim();
  return reason === "" || reason.length > lineLimits.reason ? "discount_reason" : null;
}

/** Whether two hand discounts are the same one: an unchanged one needs no permission again. */
export function isSameDiscount(a: ManualDiscount | null, b: ManualDiscount | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.reason.trim() !== b.reason.trim()) return false;
  if (a.kind === "percent") return b.kind === "percent" && a.basisPoints === b.basisPoints;
  return b.kind === "amount" && a.cents === b.cents;
}
