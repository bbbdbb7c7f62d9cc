/**
 * What a person's charge of an invoice comes to: its balance, or, while it is on a payment plan that is
 * drawn, the oldest part that is owed and never the whole (INV-6).
 */
import type { ReadableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import { listDrawnPartsOfInvoice, listPlanDebts } from "#db/payment-plans/drawn-parts.ts";
import type { InvoiceId, PlanPartId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";

export type Debt = {
  readonly partId: PlanPartId | null;
  readonly amountCents: Cents;
  /** The invoice that the attempt stands with. */
  readonly chargedId: InvoiceId;
  /** Every invoice that the money could be for. */
  readonly invoiceIds: readonly InvoiceId[];
};

export function findDebtOf(db: ReadableDb, invoiceId: InvoiceId): Debt {
  const [part] = listDrawnPartsOfInvoice(db, invoiceId);
  if (part)
    return {
      partId: part.partId,
      amountCents: part.restCents,
      chargedId: part.invoiceId,
      invoiceIds: listPlanDebts(db, part.planId).map((debt) => debt.invoiceId),
    };
  const payable = findPayable(db, invoiceId);
  return { partId: null, amountCents: payable?.balanceCents ?? zeroCents, chargedId: invoiceId, invoiceIds: [invoiceId] };
}
