/** What the invoice editor opens with (INV-1, INV-3): a draft or an issued invoice as it was typed, and who works here. */
import type { ReadableDb } from "#db/database.ts";
import { findInvoice, listInvoiceLines, type InvoiceLineRow } from "#db/invoices.ts";
import { listStaff } from "#db/staff.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, PatientId, ServiceId, StaffId } from "#domain/identity.ts";
import { manualDiscountOf } from "#domain/invoices/manual-discount.ts";
import type { ManualDiscount, TypedKind } from "#domain/invoices/typed-line.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { isFixedLine } from "./price-revised.ts";
import { requireEditable } from "./require-invoice.ts";

export type EditorLine = {
  readonly lineId: InvoiceLineId;
  readonly patientId: PatientId | null;
  readonly kind: TypedKind;
  readonly serviceId: ServiceId | null;
  readonly providerId: StaffId | null;
  readonly description: string;
  readonly serviceOn: Day;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly taxRatePpm: number;
  readonly discount: ManualDiscount | null;
};

export type FixedLine = { readonly lineId: InvoiceLineId; readonly description: string; readonly netCents: Cents; readonly taxCents: Cents };

export type OpenedInvoice = {
  readonly invoiceId: InvoiceId;
  /** Null for a draft. */
  readonly number: number | null;
  readonly revision: number;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly invoicedOn: Day;
  readonly termsDays: number;
  readonly totalCents: Cents;
  readonly lines: EditorLine[];
  /** Lines of a membership, which stay as they are. */
  readonly fixed: FixedLine[];
};

/** Refuses `invoice_not_found`, and for an issued invoice what `requireEditable` refuses. */
export function openInEditor(cx: Cx, invoiceId: InvoiceId): OpenedInvoice {
  return look<OpenedInvoice>(cx, (db) => {
    const found = findInvoice(db, invoiceId) ?? refuse("invoice_not_found", {});
    const invoice = found.issuedAt === null ? found : requireEditable(db, invoiceId);
    const stored = listInvoiceLines(db, invoiceId);
    // Nobody owes a draft yet, so that everything on it may be changed.
    const isDraft = found.issuedAt === null;
    const { number, revision, householdId, invoicedOn, termsDays, totalCents } = invoice;
    return {
      invoiceId,
      number,
      revision,
      householdId,
      payerName: (JSON.parse(invoice.billTo) as string[])[0] ?? "",
      invoicedOn,
      termsDays,
      totalCents,
      lines: stored.filter((line) => isDraft || !isFixedLine(line)).map(editorLine),
      fixed: stored.filter((line) => !isDraft && isFixedLine(line)).map(({ lineId, description, netCents, taxCents }) => ({ lineId, description, netCents, taxCents })),
    };
  });
}

function editorLine(line: InvoiceLineRow): EditorLine {
  const { lineId, patientId, serviceId, providerId, description, serviceOn, quantity, unitCents, taxRatePpm } = line;
  return {
    lineId,
    patientId,
    kind: line.kind as TypedKind,
    serviceId,
    providerId,
    description,
    serviceOn,
    quantity,
    unitCents,
    taxRatePpm,
    discount: manualDiscountOf(JSON.parse(line.explain) as Partial<AmountFacts>),
  };
}

export type ProviderChoice = { readonly staffId: StaffId; readonly name: string; readonly isProvider: boolean };

/** Everybody who works here, those whose role is provider first: any of them may have done it. */
export function listProviders(cx: Cx): ProviderChoice[] {
  return look<ProviderChoice[]>(cx, (db: ReadableDb) =>
    listStaff(db)
      .filter(({ deactivatedAt }) => deactivatedAt === null)
      .map(({ id, name, role }) => ({ staffId: id, name, isProvider: role === "provider" }))
      .toSorted((a, b) => Number(b.isProvider) - Number(a.isProvider)),
  );
}
