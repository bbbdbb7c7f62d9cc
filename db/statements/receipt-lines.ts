/** What a receipt says: the payment, the lines it paid. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import type { InvoiceLineKind } from "#domain/invoices/status-words.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type Receipt = {
  readonly receiptNumber: number;
  readonly householdId: HouseholdId;
  readonly tender: string;
  readonly reference: string;
  readonly amountCents: Cents;
  readonly changeCents: Cents;
  readonly receivedOn: Day;
  readonly reversedOn: Day | null;
  /** What the household owed right after it, less its credit: a reprint says the same (F-10). */
  readonly balanceAfterCents: number;
};

export function findReceipt(db: ReadableDb, paymentId: PaymentId): Receipt | undefined {
  return db.get<Receipt>(
    `select p.receipt_number as receiptNumber, p.household_id as householdId, p.tender, p.reference,
       p.amount_cents as amountCents, p.change_cents as changeCents, p.received_on as receivedOn,
       p.reversed_on as reversedOn,
       (select coalesce(sum(o.amount_cents), 0) from posting o
         where o.household_id = p.household_id and o.account in ('receivable', 'household_credit')
           and o.entry_id <= e.id) as balanceAfterCents
     from payment p join entry e on e.payment_id = p.id and e.kind = 'payment_received' and e.reverses_id is null
     where p.id = ?`,
    paymentId,
  );
}

export type PaidLine = {
  readonly invoiceId: InvoiceId;
  readonly allocatedCents: Cents;
  readonly totalCents: Cents;
  readonly kind: InvoiceLineKind;
  readonly membershipId: number | null;
  readonly patientName: string | null;
  readonly description: string;
  readonly fromOn: Day | null;
  readonly toOn: Day | null;
  readonly netCents: Cents;
  readonly taxCents: Cents;
};

/** The lines of the invoices a payment was applied to when it was taken, invoice by invoice. */
export function listReceiptLines(db: ReadableDb, paymentId: PaymentId): PaidLine[] {
  return db.all<PaidLine>(
    `select i.id as invoiceId, a.amount_cents as allocatedCents, i.total_cents as totalCents, l.kind, l.membership_id as membershipId,
       nullif(trim(coalesce(p.first_name || ' ' || p.last_name, '')), '') as patientName, l.description,
       l.from_on as fromOn, l.to_on as toOn, l.net_cents as netCents, l.tax_cents as taxCents
     from allocation a join invoice i on i.id = a.invoice_id join invoice_line l on l.invoice_id = i.id
       left join patient p on p.id = l.patient_id
       join entry e on e.id = a.entry_id and e.kind = 'payment_received'
     where a.payment_id = ? and a.amount_cents > 0 order by a.id, l.position`,
    paymentId,
  );
}
