/** Small balances that a practice may give up together (INV-10). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "./database.ts";

export type SmallBalance = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly totalCents: Cents;
  readonly balanceCents: Cents;
};

/**
 * Open invoices due on or before a day, of households that owe at most so much in all and have no
 * credit; without those on a payment plan or with a card charge that may yet succeed.
 */
export function listSmallBalances(
  db: ReadableDb,
  { atMostCents, dueBy, limit }: { readonly atMostCents: Cents; readonly dueBy: Day; readonly limit: number },
): SmallBalance[] {
  return db.all<SmallBalance>(
    `select i.id as invoiceId, i.number, i.household_id as householdId, h.name as payerName, i.invoiced_on as invoicedOn,
       i.due_on as dueOn, i.total_cents as totalCents, i.balance_cents as balanceCents
     from household h join invoice i on i.household_id = h.id
     where h.balance_cents > 0 and h.balance_cents <= ? and h.credit_cents = 0 and h.staged_batch_id is null
       and i.balance_cents > 0 and i.voided_on is null and i.issued_at is not null and i.due_on <= ?
       and not exists (select 1 from payment_plan_invoice x where x.invoice_id = i.id and x.in_force = 1)
       and not exists (select 1 from charge_attempt a where a.invoice_id = i.id and a.state in ('sent','pending','unknown'))
     order by i.due_on, i.id limit ?`,
    atMostCents,
    dueBy,
    limit,
  );
}
