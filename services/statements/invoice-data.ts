/** An invoice as it is printed (INV-1): the same facts as its preview. */
import { findInvoice, listInvoiceLines, type InvoiceLineRow } from "#db/invoices.ts";
import { findPlanOfInvoice, listParts } from "#db/payment-plans/plans.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import { reducedLabel } from "#domain/billing/explain.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { paidOfPart } from "#domain/statements/present-invoice-plan.ts";
import type { InvoiceData, InvoiceLineData, InvoicePlan } from "#domain/statements/document-data.ts";
import type { ReadableDb } from "#db/database.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { look, type Cx } from "../context.ts";
import { sayText } from "../texts/words.ts";
import { readPrintingFor, type Printing } from "./print-setup.ts";
import { readHouseholdOnPaper } from "./statement-data.ts";

export type InvoiceToPrint = { readonly householdId: HouseholdId; readonly data: InvoiceData };

/** Refuses `invoice_not_found`. */
export function readInvoiceToPrint(cx: Cx, invoiceId: InvoiceId): InvoiceToPrint {
  return look<InvoiceToPrint>(cx, (db) => {
    const invoice = findInvoice(db, invoiceId);
    if (!invoice) refuse("invoice_not_found", {});
    return invoiceOf(db, readPrintingFor(db, invoice.householdId), invoice, invoiceId);
  });
}

/** The invoice in the language of its printing. */
export function invoiceOf(db: ReadableDb, printing: Printing, invoice: Invoice, invoiceId: InvoiceId): InvoiceToPrint {
  const household = readHouseholdOnPaper(db, invoice.householdId, printing.homeCountry);
  // Whom it was billed to then, whatever the household's name and address are now.
  const [name, ...addressLines] = JSON.parse(invoice.billTo) as string[];
  return {
    householdId: invoice.householdId,
    data: {
      setup: printing.setup,
      letterhead: printing.letterhead,
      recipient: { name: name ?? household.name, addressLines },
      householdNumber: String(household.number),
      invoiceNumber: String(invoice.number ?? ""),
      revision: Math.max(0, invoice.revision - 1),
      issuedOn: invoice.invoicedOn,
      dueOn: invoice.dueOn,
      lines: listInvoiceLines(db, invoiceId).map((line) => ({
        on: line.serviceOn,
        patientName: line.patientName === "" ? null : line.patientName,
        providerName: line.providerName,
        description: line.description,
        quantity: line.quantity,
        unitPriceCents: line.unitCents,
        discounts: discountsOf(line, printing.language),
        taxCents: line.taxCents,
      })),
      totalCents: invoice.totalCents,
      paidCents: invoice.paidCents,
      // Credit notes, write-offs and a void: whatever settled it without being paid.
      creditedCents: addCents(invoice.totalCents, -invoice.paidCents, -invoice.balanceCents),
      balanceCents: invoice.balanceCents,
      plan: planOf(db, invoiceId),
      note: sayText(db, invoice.voidedOn === null ? "invoice.note" : "invoice.void", printing.language, {
        practice: printing.letterhead.name,
        phone: printing.letterhead.phone ?? "",
        payer: name ?? household.name,
      }),
      paymentOptions: invoice.balanceCents > 0 ? printing.paymentOptions : [],
    },
  };
}

/** The schedule of the plan it is on; none once the plan is over. */
function planOf(db: ReadableDb, invoiceId: InvoiceId): InvoicePlan | null {
  const plan = findPlanOfInvoice(db, invoiceId);
  if (!plan || plan.endedOn !== null) return null;
  return {
    payBy: plan.payBy,
    isSigned: plan.signedOn !== null,
    parts: listParts(db, plan.planId).map((part) => ({ on: part.dueOn, cents: part.cents, paidCents: paidOfPart(part, plan.paidCents) })),
  };
}

type Invoice = NonNullable<ReturnType<typeof findInvoice>>;

/** What was taken off the price of a line before tax, step by step (INV-1): the plan's price first, then coupons. */
function discountsOf(line: InvoiceLineRow, language: TextLanguage): InvoiceLineData["discounts"] {
  const cents = addCents(line.quantity * line.unitCents, -line.netCents);
  if (cents <= 0) return [];
  const facts = JSON.parse(line.explain) as Partial<AmountFacts>;
  const steps = facts.kind === "reduced" ? (facts.steps ?? []).map((step) => ({ label: reducedLabel(step), cents: step.offCents })) : [];
  return addCents(...steps.map((step) => step.cents)) === cents ? steps : [{ label: language === "es" ? "Descuento" : "Discount", cents }];
}
