/** What stands behind billed days: the fee that paid for a first month (MEM-3, MEM-14), and the tax of a line. */
import type { Day, DayRange } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type FeeMonth = {
  readonly invoiceId: InvoiceId;
  readonly feeCents: Cents;
  readonly priceCents: Cents;
  readonly periodMonths: number;
  /** The whole month that it pays for. */
  readonly covered: DayRange;
};

/** The tax inside days of a billed line: their share of the line's (INV-1). */
export function findLineTax(db: ReadableDb, lineId: number): { readonly netCents: Cents; readonly taxCents: Cents } | undefined {
  return db.get(
    "select net_cents as netCents, tax_cents as taxCents from invoice_line where id = ? and tax_cents > 0 and net_cents > 0",
    lineId,
  );
}

/** The fee behind covered days that begin on a day; nothing where no fee was charged, or its invoice is void. */
export function findFeeMonth(db: ReadableDb, membershipId: MembershipId, from: Day): FeeMonth | undefined {
  const row = db.get<Omit<FeeMonth, "covered"> & { from: Day; to: Day }>(
    `select l.invoice_id as invoiceId, l.net_cents as feeCents, s.price_cents as priceCents,
       s.period_months as periodMonths, s.covered_from_on as "from", s.covered_to_on as "to"
     from membership_schedule s
       join invoice_line l on l.membership_id = s.membership_id and l.service_on = s.covered_from_on
         and l.kind in ('activation','reactivation')
       join invoice i on i.id = l.invoice_id and i.voided_on is null
     where s.membership_id = ? and s.covered_from_on = ? and s.withdrawn_at is null and l.net_cents > 0
     order by s.seq desc, l.id desc limit 1`,
    membershipId,
    from,
  );
  if (!row) return undefined;
  const { from: first, to, ...fee } = row;
  return { ...fee, covered: { from: first, to } };
}
