/** A blank invoice typed at the desk (INV-1), issued at once and due by its terms (INV-3), at members' prices (MEM-6). */
import { insertCouponUses } from "#db/coupons/held-coupons.ts";
import type { WritableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { dueDay } from "#domain/invoices/terms.ts";
import type { Cents } from "#domain/money.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { keepPolicies } from "../insurance/keep-policies.ts";
import { sellTyped, soldLine } from "../packages/typed-package.ts";
import { issueInvoice } from "./issue.ts";
import {
  onePatient,
  priceTyped,
  requireBookableDay,
  viewPricedLine,
  type KnownDiscounts,
  type PricedLineView,
  type TypedInvoice,
} from "./price-typed.ts";

export type { TypedInvoice, TypedLine } from "./price-typed.ts";

export type TypedIssued = { readonly invoiceId: InvoiceId; readonly number: number };

export type TypedPreview = {
  readonly lines: PricedLineView[];
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly totalCents: Cents;
  readonly warnings: string[];
};

/**
 * Refuses `payment_household_not_found`, `amount_changed_meanwhile`, `day_locked` and what `priceTyped`
 * refuses.
 */
export function issueTyped(cx: Cx, invoice: TypedInvoice): TypedIssued {
  return act<TypedIssued>(cx, (db) => issueTypedWithin(cx, db, invoice));
}

/** The same inside the caller's transaction; with a draft it becomes the invoice, under its own id. */
export function issueTypedWithin(
  cx: Work,
  db: WritableDb,
  invoice: TypedInvoice,
  draft: { readonly draftId: InvoiceId; readonly known: KnownDiscounts } | null = null,
): TypedIssued {
  const invoicedOn = requireBookableDay(cx, db, invoice);
  const { services, priced } = priceTyped(cx, db, invoice, draft?.known);
  const { expectedTotalCents = null } = invoice;
  if (expectedTotalCents !== null && expectedTotalCents !== priced.totalCents)
    refuse("amount_changed_meanwhile", { shownCents: expectedTotalCents, nowCents: priced.totalCents });
  const { invoiceId, number } = issueInvoice(cx, db, {
    kind: "manual",
    householdId: invoice.householdId,
    patientId: onePatient(invoice.lines),
    drawOn: null,
    invoicedOn,
    dueOn: dueDay(invoicedOn, invoice.termsDays),
    termsDays: invoice.termsDays,
    lines: services.lines.map((line) => soldLine(db, line, invoicedOn)),
    ...(draft === null ? {} : { draftId: draft.draftId }),
  });
  for (const line of services.lines)
    if (line.kind === "package") sellTyped(cx, db, { householdId: invoice.householdId, invoiceId, on: invoicedOn, line });
  insertCouponUses(db, invoiceId, services.uses, cx.now);
  keepPolicies(db, invoiceId, invoice.lines);
  if (services.uses.length > 0) db.touch("coupons");
  db.touch("billing");
  return { invoiceId, number };
}

/** What it will come to, by the same code (MEM-21). Refuses what issuing refuses, but for a closed day. */
export function previewTyped(cx: Cx, invoice: TypedInvoice, known: KnownDiscounts = new Map()): TypedPreview {
  return look<TypedPreview>(cx, (db) => {
    const { services, priced } = priceTyped(cx, db, invoice, known);
    const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
    return {
      lines: priced.lines.map((line) => viewPricedLine(line, digits)),
      netCents: priced.netCents,
      taxCents: priced.taxCents,
      totalCents: priced.totalCents,
      warnings: services.warnings,
    };
  });
}
