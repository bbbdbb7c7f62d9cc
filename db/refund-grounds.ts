/** Where the money of a payment stands now, and what stands on an invoice's accounts (INV-9). */
import type { Day } from "#domain/calendar.ts";
import type { CreditId, InvoiceId, MembershipId, PaymentId } from "#domain/identity.ts";
import type { Account } from "#domain/ledger/accounts.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "./database.ts";

export type InvoicePart = {
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  readonly invoicedOn: Day;
  /** What the payment pays of it, less what of that was refunded; what came through credit is in it. */
  readonly leftCents: Cents;
  /** Of that, what came through household credit. */
  readonly throughCreditCents: Cents;
};

/** Invoices that the money of a payment stands on, itself or as the credit that it became. */
export function listInvoiceParts(db: ReadableDb, paymentId: PaymentId): InvoicePart[] {
  return db.all<InvoicePart>(
    `select i.id as invoiceId, i.number as invoiceNumber, i.invoiced_on as invoicedOn,
       sum(a.amount_cents) - coalesce((select sum(r.amount_cents) from refund r
         where r.payment_id = ? and r.invoice_id = i.id and r.owed_again = 0), 0) as leftCents,
       sum(iif(a.source = 'credit', a.amount_cents, 0)) as throughCreditCents
     from allocation a join invoice i on i.id = a.invoice_id
     where i.voided_on is null
       and (a.payment_id = ? or a.credit_id in (select id from credit where payment_id = ?))
     group by i.id having leftCents > 0 order by i.due_on, i.id limit 200`,
    paymentId,
    paymentId,
    paymentId,
  );
}

export type CreditPart = { readonly creditId: CreditId; readonly leftCents: Cents };

/** What of a payment is household credit that nothing used yet. */
export function listCreditParts(db: ReadableDb, paymentId: PaymentId): CreditPart[] {
  return db.all<CreditPart>(
    "select id as creditId, left_cents as leftCents from credit where payment_id = ? and left_cents > 0 order by id",
    paymentId,
  );
}

const income = `('revenue_dues','revenue_activation','revenue_services','revenue_packages','revenue_fees',
  'deferred_dues','package_liability','tax_payable')`;

/** What stands on an invoice's accounts: what it booked, less what was given back or moved since. */
export function standingOn(db: ReadableDb, invoiceId: InvoiceId): { readonly account: Account; readonly leftCents: Cents }[] {
  return db.all(
    `select p.account, -sum(p.amount_cents) as leftCents from entry e join posting p on p.entry_id = e.id
     where e.invoice_id = ? and p.account in ${income} group by p.account having leftCents <> 0 order by p.account`,
    invoiceId,
  );
}

/** What refunds have taken off an invoice's accounts. */
export function refundedOf(db: ReadableDb, invoiceId: InvoiceId): { readonly cents: Cents; readonly taxCents: Cents } {
  return (
    db.get(
      `select coalesce(sum(p.amount_cents), 0) as cents,
         coalesce(sum(iif(p.account = 'tax_payable', p.amount_cents, 0)), 0) as taxCents
       from entry e join posting p on p.entry_id = e.id
       where e.invoice_id = ? and e.kind = 'refunded' and p.account in ${income}`,
      invoiceId,
    ) ?? { cents: 0 as Cents, taxCents: 0 as Cents }
  );
}

/** Memberships whose dues an invoice bills; their refunds cut the days that were paid (MEM-19). */
export function listDuesOn(db: ReadableDb, invoiceId: InvoiceId): MembershipId[] {
  return db
    .all<{ id: MembershipId }>(
      `select distinct membership_id as id from invoice_line
       where invoice_id = ? and kind in ('dues','stub') and membership_id is not null order by id`,
      invoiceId,
    )
    .map(({ id }) => id);
}
