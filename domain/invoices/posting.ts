/** What an issued invoice books (F-10): the household owes the total, revenue and tax stand against it. */
import type { HouseholdId } from "../identity.ts";
import type { Account, Posting } from "../ledger/accounts.ts";
import { addCents, toCents, type Cents } from "../money.ts";
import type { PricedInvoice, PricedLine } from "./lines.ts";

/**
 * Debits receivable with the total; credits each line's net to the account of its kind and the tax
 * to tax payable. One posting an account, so that a year of dues books as few rows as a single fee.
 */
export function invoicePostings(invoice: PricedInvoice, householdId: HouseholdId): Posting[] {
  const credits = new Map<Account, Cents>();
  const credit = (account: Account, cents: Cents): void => {
    credits.set(account, addCents(credits.get(account) ?? 0, cents));
  };
  for (const line of invoice.lines) {
    credit(accountOfLine(line), line.netCents);
    credit("tax_payable", line.taxCents);
  }
  return [
    { account: "receivable" as const, amountCents: invoice.totalCents, householdId },
    ...[...credits].map(([account, cents]) => ({
      account,
      amountCents: toCents(-cents),
      householdId: null,
    })),
  ].filter((posting) => posting.amountCents !== 0);
}

/** Dues are deferred until their days have passed (INV-15); a package is owed until it is used. */
export function accountOfLine(line: Pick<PricedLine, "kind" | "membershipId">): Account {
  switch (line.kind) {
    case "dues":
    case "stub":
      return "deferred_dues";
    case "activation":
    case "reactivation":
      return "revenue_activation";
    case "service":
    case "product":
      return "revenue_services";
    case "package":
      return "package_liability";
    case "fee":
      return "revenue_fees";
    case "discount":
      // A discount of a membership takes off its dues; any other one takes off services.
      return line.membershipId === null ? "revenue_services" : "deferred_dues";
  }
}
