/** Uses the household's credit on an invoice that a person chose (INV-4, INV-8). */
import { findPayable } from "#db/invoices.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { useCreditOn } from "./use-credit.ts";

export type AppliedCredit = { readonly appliedCents: Cents };

/** Refuses `invoice_not_found`, `invoice_not_open` and `no_household_credit`. */
export function applyCredit(cx: Cx, request: { readonly invoiceId: InvoiceId }): AppliedCredit {
  return act<AppliedCredit>(cx, (db) => {
    const invoice = findPayable(db, request.invoiceId);
    if (!invoice) refuse("invoice_not_found", {});
    if (!invoice.isOpen) refuse("invoice_not_open", { number: invoice.number });
    const appliedCents = useCreditOn(cx, db, invoice, cx.today);
    if (appliedCents === 0) refuse("no_household_credit", {});
    return { appliedCents };
  });
}
