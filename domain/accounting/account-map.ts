/**
 * The accountant's names of our accounts (INV-16): a name and a number for each, with defaults that a
 * small American practice's chart of accounts has. Two of ours may share one of theirs.
 */
import type { Account } from "../ledger/accounts.ts";

export type MappedAccount = {
  /** As it stands in their chart of accounts; `:` divides a sub-account in QuickBooks. */
  readonly name: string;
  /** Their account code; Xero goes by it. */
  readonly number: string;
};

export type AccountMap = { readonly [Name in Account]: MappedAccount };

/** What each account holds, for the person who maps it. */
export type AccountAbout = MappedAccount & { readonly title: string; readonly holds: string };

export const accountDefaults: { readonly [Name in Account]: AccountAbout } = {
  receivable: { title: "Receivable", name: "Accounts Receivable", number: "1200", holds: "What households owe on invoices" },
  revenue_dues: { title: "Dues earned", name: "Membership Dues Income", number: "4010", holds: "Dues of days that have passed" },
  revenue_activation: { title: "Activation fees", name: "Activation Fee Income", number: "4020", holds: "Activation and reactivation fees" },
  revenue_services: { title: "Services and products", name: "Service Income", number: "4100", holds: "Services and products that were sold" },
  revenue_packages: { title: "Packages earned", name: "Package Income", number: "4110", holds: "Units of packages that were used or expired" },
  revenue_fees: { title: "Other fees", name: "Fee Income", number: "4200", holds: "Fees such as for pauses, early exits and returned checks" },
  deferred_dues: { title: "Deferred dues", name: "Deferred Membership Dues", number: "2400", holds: "Dues billed for days that have not passed" },
  package_liability: { title: "Packages and certificates owed", name: "Unredeemed Packages", number: "2410", holds: "Units and certificates that were sold and not used" },
  wallet_liability: { title: "Wallets owed", name: "Member Wallets", number: "2425", holds: "Dues that members keep as money to spend" },
  household_credit: { title: "Household credit", name: "Customer Credits", number: "2420", holds: "Money the practice owes to households" },
  tax_payable: { title: "Sales tax", name: "Sales Tax Payable", number: "2200", holds: "Tax on invoices" },
  cash_drawer: { title: "Cash drawer", name: "Cash Drawer", number: "1010", holds: "Cash that was not deposited yet" },
  undeposited_checks: { title: "Checks not deposited", name: "Undeposited Funds", number: "1020", holds: "Checks that were not deposited yet" },
  card_clearing: { title: "Card clearing", name: "Card Clearing", number: "1030", holds: "Card payments on their way to the bank" },
  bank: { title: "Bank", name: "Checking", number: "1000", holds: "Money that has reached the bank" },
  processor_fees: { title: "Processor fees", name: "Merchant Fees", number: "6100", holds: "What the card processor keeps" },
  write_off: { title: "Write-offs", name: "Bad Debt", number: "6200", holds: "Amounts that were given up" },
  refunds_payable: { title: "Refunds to send", name: "Refunds Payable", number: "2430", holds: "Refund checks that were not written yet" },
  over_short: { title: "Cash over and short", name: "Cash Over and Short", number: "6300", holds: "What a counted drawer had beyond or short of its bookings" },
};

/** Longest name that QuickBooks takes; a number is never longer either. */
export const accountLimits = { name: 100, number: 20 } as const;

/** The default, or what the office has chosen. */
export function mapOf(chosen: ReadonlyMap<string, MappedAccount>): AccountMap {
  return Object.fromEntries(
    Object.entries(accountDefaults).map(([account, { name, number }]) => [account, chosen.get(account) ?? { name, number }]),
  ) as AccountMap;
}
