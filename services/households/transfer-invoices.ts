/**
 * Takes what is owed for one person alone to another household (PPL-3): the open invoice itself goes
 * along, so that its dues, its count of days and its number stay, and a linked transfer moves the amount.
 */
import { findOpenCase } from "#db/dunning/cases.ts";
import { hasLiveCharge } from "#db/invoices.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { freeDrawSeq, setDrawSeq } from "#db/people/household-rows.ts";
import type { Household } from "#db/people/household.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { bookTransfer } from "./transfer-balance.ts";

export type TransferredInvoice = { readonly invoiceId: InvoiceId; readonly number: number; readonly cents: Cents };

type Transferable = TransferredInvoice & { readonly drawOn: string | null; readonly drawSeq: number };

/** Open invoices with lines of this person only, on no payment plan, on which nothing is settled and no coupon of the household was used. */
export function listTransferable(db: ReadableDb, patientId: PatientId, householdId: HouseholdId): Transferable[] {
  return db.all<Transferable>(
    `select i.id as invoiceId, i.number, i.balance_cents as cents, iif(i.kind = 'draw', i.draw_on, null) as drawOn, i.draw_seq as drawSeq
     from invoice i
     where i.household_id = ? and i.balance_cents > 0 and i.balance_cents = i.total_cents and i.voided_on is null
       and i.issued_at is not null
       and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.patient_id = ?)
       and not exists (select 1 from invoice_line l where l.invoice_id = i.id and l.patient_id is not ?)
       and not exists (select 1 from allocation a where a.invoice_id = i.id)
       and not exists (select 1 from coupon_use u where u.invoice_id = i.id)
       and not exists (select 1 from payment_plan_invoice x where x.invoice_id = i.id and x.in_force = 1)
     order by i.due_on, i.id`,
    householdId,
    patientId,
    patientId,
  );
}

/** Refuses `merge_charge_unresolved` while a card is being asked for one of them. */
export function transferInvoicesOf(
  cx: Work,
  db: WritableDb,
  patientId: PatientId,
  from: Household,
  to: Household,
): TransferredInvoice[] {
  const invoices = listTransferable(db, patientId, from.householdId);
  for (const invoice of invoices) {
    if (hasLiveCharge(db, invoice.invoiceId)) refuse("merge_charge_unresolved", { household: from.name });
    transferOne(cx, db, patientId, invoice, from, to);
  }
  return invoices.map(({ invoiceId, number, cents }) => ({ invoiceId, number, cents }));
}

function transferOne(cx: Work, db: WritableDb, patientId: PatientId, invoice: Transferable, from: Household, to: Household): void {
  const { invoiceId, number, cents, drawOn } = invoice;
  bookTransfer(cx, db, {
    from: from.householdId,
    to: to.householdId,
    account: "receivable",
    cents,
    invoiceId,
    patientId,
    memo: `Invoice ${number} moved from household ${from.number} to ${to.number}`,
  });
  if (drawOn !== null) setDrawSeq(db, invoiceId, freeDrawSeq(db, [from.householdId, to.householdId], drawOn));
  db.exec("update invoice set household_id = ? where id = ?", to.householdId, invoiceId);
  db.exec("update charge_attempt set household_id = ? where invoice_id = ?", to.householdId, invoiceId);
  moveCase(db, invoiceId, from.householdId, to.householdId);
}

/** The count of a debt goes on with it (BIL-11), unless the other household has one of its own already. */
function moveCase(db: WritableDb, invoiceId: InvoiceId, from: HouseholdId, to: HouseholdId): void {
  const open = findOpenCase(db, from);
  if (open?.invoiceId !== invoiceId || findOpenCase(db, to)) return;
  db.exec("update dunning_case set household_id = ? where id = ?", to, open.id);
  db.exec("update notice set household_id = ? where case_id = ?", to, open.id);
}
