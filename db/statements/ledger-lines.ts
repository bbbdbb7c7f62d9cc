/** A household's account as its statement tells it: every entry with what it changed for the payer. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { EntryKind } from "../ledger.ts";
import type { ReadableDb } from "../database.ts";

export type AccountEntry = {
  readonly entryId: number;
  readonly kind: EntryKind;
  readonly on: Day;
  readonly memo: string;
  readonly invoiceId: InvoiceId | null;
  readonly paymentId: number | null;
  readonly patientName: string | null;
  /** More owed positive, less owed negative; credit counts as less owed. */
  readonly netCents: Cents;
};

/** Entries that changed what the household owes or has as credit, in the order of their days. */
export function listAccountEntries(db: ReadableDb, householdId: HouseholdId, through: Day): AccountEntry[] {
  return db.all<AccountEntry>(
    `select e.id as entryId, e.kind, e.effective_on as "on", e.memo, e.invoice_id as invoiceId,
       e.payment_id as paymentId, trim(p.first_name || ' ' || p.last_name) as patientName,
       sum(o.amount_cents) as netCents
     from posting o join entry e on e.id = o.entry_id left join patient p on p.id = e.patient_id
     where o.account in ('receivable', 'household_credit') and o.household_id = ? and e.effective_on <= ?
       -- What an edited invoice said before, and the entry that took it back on the same day (INV-3).
       and not (e.kind = 'invoice_revised' and e.reverses_id is not null)
       and not exists (select 1 from entry r where r.reverses_id = e.id and r.kind = 'invoice_revised')
     group by e.id having netCents <> 0 order by e.effective_on, e.id`,
    householdId,
    through,
  );
}

export type ChargeLine = {
  readonly patientName: string | null;
  readonly description: string;
  readonly cents: Cents;
};

/** The lines of an invoice with their tax, as charges. */
export function listCharges(db: ReadableDb, invoiceId: InvoiceId): ChargeLine[] {
  return db.all<ChargeLine>(
    `select nullif(trim(coalesce(p.first_name || ' ' || p.last_name, '')), '') as patientName, l.description,
       l.net_cents + l.tax_cents as cents
     from invoice_line l left join patient p on p.id = l.patient_id
     where l.invoice_id = ? order by l.position`,
    invoiceId,
  );
}

/** What is open by due day, for the aging line (INV-11). */
export function listOpenAmounts(db: ReadableDb, householdId: HouseholdId): { dueOn: Day; cents: Cents }[] {
  return db.all(
    `select due_on as dueOn, balance_cents as cents from invoice
     where household_id = ? and balance_cents > 0 and voided_on is null and issued_at is not null`,
    householdId,
  );
}

export type PaymentWords = { readonly receiptNumber: number; readonly tender: string; readonly reference: string };

export function findPaymentWords(db: ReadableDb, paymentId: number): PaymentWords | undefined {
  return db.get<PaymentWords>(
    "select receipt_number as receiptNumber, tender, reference from payment where id = ?",
    paymentId,
  );
}
