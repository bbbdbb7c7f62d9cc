/**
 * What billed days are worth when they will not be used (MEM-9, MEM-11, MEM-12, MEM-13): what their line
 * really cost; days that an activation or reactivation fee has paid for, their share of a month's dues,
 * never more than the fee (docs/decisions/days-a-fee-has-paid.md).
 */
import { findFeeMonth, findLineTax } from "#db/memberships/fee-month.ts";
import { listPeriodsReaching, type PeriodRow } from "#db/memberships/period-cuts.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import type { Account } from "#domain/ledger/accounts.ts";
import { coveredCents, unusedCents } from "#domain/memberships/unused-days.ts";
import { prorate, zeroCents, type Cents } from "#domain/money.ts";

export type UnusedPeriod = {
  readonly period: PeriodRow;
  /** What its days from the asked day on are worth. */
  readonly unusedCents: Cents;
  /** The tax that comes on top. */
  readonly taxCents: Cents;
  /** How much less its row costs once they are cut: nothing where a fee paid. */
  readonly offRowCents: Cents;
  /** The invoice that asked for them: the fee's where a fee paid. */
  readonly invoiceId: InvoiceId | null;
  readonly account: Extract<Account, "deferred_dues" | "revenue_activation">;
};

/** Every period in force that pays for days on or after `on`, in order. */
export function listUnused(db: ReadableDb, membershipId: MembershipId, on: Day): UnusedPeriod[] {
  return listPeriodsReaching(db, membershipId, on).map((period): UnusedPeriod => {
    const fee = period.kind === "covered" && period.amountCents === 0 ? findFeeMonth(db, membershipId, period.from) : undefined;
    if (!fee) {
      const cents = unusedCents(period, on);
      return { period, unusedCents: cents, taxCents: taxOf(db, period, cents), offRowCents: cents, invoiceId: period.invoiceId, account: "deferred_dues" };
    }
    const worth = { ...period, amountCents: coveredCents(period, fee.covered, fee) };
    return {
      period,
      unusedCents: unusedCents(worth, on),
      taxCents: zeroCents,
      offRowCents: zeroCents,
      invoiceId: fee.invoiceId,
      account: "revenue_activation",
    };
  });
}

function taxOf(db: ReadableDb, { invoiceLineId }: PeriodRow, cents: Cents): Cents {
  const line = invoiceLineId === null ? undefined : findLineTax(db, invoiceLineId);
  return line ? prorate(line.taxCents, Math.min(cents, line.netCents), line.netCents) : zeroCents;
}
