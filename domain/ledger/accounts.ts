/**
 * The accounts of the double-entry ledger (F-10). Postings are debit-positive, and every entry sums
 * to zero. Receivable and household credit are kept per household.
 */
import { addCents, type Cents } from "../money.ts";
import { invariant } from "../invariant.ts";
import type { HouseholdId } from "../identity.ts";

export const accounts = [
  "receivable",
  "revenue_dues",
  "revenue_activation",
  "revenue_services",
  "revenue_packages",
  "revenue_fees",
  "deferred_dues",
  "package_liability",
  // Dues that were banked as money to spend (PKG-11).
  "wallet_liability",
  "household_credit",
  "tax_payable",
  "cash_drawer",
  "undeposited_checks",
  "card_clearing",
  "bank",
  "processor_fees",
  "write_off",
  "refunds_payable",
  // What a counted drawer has beyond, or short of, what was booked into it (INV-12).
  "over_short",
] as const;
export type Account = (typeof accounts)[number];

export type Posting = {
  readonly account: Account;
  /** Debit positive, credit negative; never zero. */
  readonly amountCents: Cents;
  readonly householdId: HouseholdId | null;
};

/** Drops empty postings and asserts that the rest balance (F-10). */
export function balancedPostings(postings: readonly Posting[]): Posting[] {
  const kept = postings.filter((posting) => posting.amountCents !== 0);
  invariant(addCents(...kept.map((posting) => posting.amountCents)) === 0, "an entry balances");
  invariant(
    kept.every((posting) => !perHousehold.has(posting.account) || posting.householdId !== null),
    "receivable and credit belong to a household",
  );
  return kept;
}

const perHousehold: ReadonlySet<Account> = new Set<Account>(["receivable", "household_credit"]);

/** How money was paid (INV-7). A write-off is an adjustment, not a tender. */
export const tenders = [
  "cash",
  "check",
  "card_on_file",
  "card_terminal",
  "ach",
  "hsa_card",
  "outside_financing",
  "gift_certificate",
  "package_unit",
  "wallet",
  "other",
] as const;
export type Tender = (typeof tenders)[number];

/** Where a tender's money is until it reaches the bank. */
export function accountOfTender(tender: Tender): Account {
  switch (tender) {
    case "cash":
      return "cash_drawer";
    case "check":
      return "undeposited_checks";
    case "gift_certificate":
    case "package_unit":
      return "package_liability";
    case "wallet":
      return "wallet_liability";
    case "ach":
    case "outside_financing":
    case "other":
      return "bank";
    case "card_on_file":
    case "card_terminal":
    case "hsa_card":
      return "card_clearing";
  }
}
