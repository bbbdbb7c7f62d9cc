import type { PackageProblem } from "./check-package.ts";

/** Why a line cannot be redeemed as it stands. */
export type LineNotRedeemable = "quantity" | "paid" | "no_service" | "redeemed" | "kind" | "alone";

/** Refusal codes of packages and redeeming with the facts their sentences need (F-17). */
export type PackageRefusals = {
  package_wrong: { what: PackageProblem };
  /** A package on line `line` of an invoice that is typed; its price in the catalogue where that is what is wrong. */
  package_line_wrong: { line: number; what: "alone" | "name" | "quantity" | "price"; priceCents: number };
  package_name_taken: { name: string };
  package_not_found: Record<never, never>;
  /** Taken off sale. */
  package_retired: { name: string };
  package_service_gone: { name: string };
  /** At today's list prices a use would be worth nothing. */
  package_unit_worthless: { name: string };
  package_sale_not_found: Record<never, never>;
  package_cancelled: { name: string };
  package_expired: { name: string; on: string };
  package_not_paid: { name: string; openCents: number };
  package_someone_elses: { name: string; owner: string };
  package_used_up: { name: string };
  package_not_for_service: { name: string; service: string };
  /** An insurer's receipt lacks something: of the service `name`, or of the practitioner. */
  receipt_incomplete: { what: "provider" | "licence" | "duration"; name: string };
  redeem_line_not_found: Record<never, never>;
  redeem_line_wrong: { why: LineNotRedeemable };
  redeem_not_there: Record<never, never>;
  package_refund_too_much: { leftCents: number };
  package_in_use: { name: string };
  package_transfer_off: { name: string };
  package_transfer_household: { name: string };
  package_transfer_same: { name: string };
  /** Uses were redeemed: its sale's invoice, or a visit's, is not voided. */
  units_used_on_invoice: { number: number };
  /** Posted by redeeming, taken back by undoing that. */
  unit_payment_undo: { receiptNumber: number };
  benefit_not_found: Record<never, never>;
  benefit_used_up: { label: string };
  benefit_waiting: { label: string; on: string };
  benefit_not_usable: { label: string };
  benefit_not_for_service: { label: string; service: string };
  benefit_someone_elses: { label: string };
};
