/** One invoice as it is looked at: lines that explain themselves, what settled it, what is left (INV-4). */
import { householdCredit } from "#db/credits.ts";
import type { ReadableDb } from "#db/database.ts";
import { findInvoice, listInvoiceLines, listSettlements, type InvoiceRow, type SettlementRow } from "#db/invoices.ts";
import { findPractice } from "#db/practice.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { Explained } from "#domain/billing/explain.ts";
import { asId, type HouseholdId, type InvoiceId, type MembershipId, type PatientId, type PaymentId } from "#domain/identity.ts";
import { explainLine } from "#domain/invoices/explain-line.ts";
import { invoiceStatus } from "#domain/invoices/status.ts";
import type { InvoiceLineKind, InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";

export type LineView = {
  readonly position: number;
  readonly kind: InvoiceLineKind;
  readonly patientName: string;
  readonly patientId: PatientId | null;
  readonly membershipId: MembershipId | null;
  /** Who did it, where the desk said so (INV-1). */
  readonly providerName: string | null;
  readonly description: string;
  readonly serviceOn: Day;
  readonly fromOn: Day | null;
  /** The last covered day (F-6). */
  readonly throughOn: Day | null;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly explain: Explained;
};

export type SettlementView = {
  readonly on: Day;
  readonly source: SettlementRow["source"];
  readonly label: string;
  readonly cents: Cents;
  readonly paymentId: PaymentId | null;
};

export type InvoiceView = {
  readonly invoiceId: InvoiceId;
  readonly number: number | null;
  readonly kind: InvoiceRow["kind"];
  readonly householdId: HouseholdId;
  readonly billTo: string[];
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly status: InvoiceStatus;
  readonly lines: LineView[];
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly paidCents: Cents;
  readonly creditedCents: Cents;
  readonly writtenOffCents: Cents;
  readonly balanceCents: Cents;
  readonly settlements: SettlementView[];
  readonly voidedOn: Day | null;
  readonly voidReason: string | null;
  readonly householdCreditCents: Cents;
};

/** Refuses `invoice_not_found`. */
export function previewInvoice(cx: Cx, invoiceId: InvoiceId): InvoiceView {
  return look<InvoiceView>(cx, (db) => viewInvoice(db, invoiceId, cx.today));
}

export function viewInvoice(db: ReadableDb, invoiceId: InvoiceId, today: Day): InvoiceView {
  const invoice = findInvoice(db, invoiceId);
  if (!invoice) refuse("invoice_not_found", {});
  const { number, kind, householdId, invoicedOn, dueOn, voidedOn, voidReason } = invoice;
  const { totalCents, taxCents, paidCents, creditedCents, writtenOffCents, balanceCents } = invoice;
  return {
    invoiceId,
    number,
    kind,
    householdId,
    billTo: JSON.parse(invoice.billTo) as string[],
    invoicedOn,
    dueOn,
    status: invoiceStatus(invoice, today),
    lines: linesOf(db, invoiceId),
    totalCents,
    taxCents,
    paidCents,
    creditedCents,
    writtenOffCents,
    balanceCents,
    settlements: listSettlements(db, invoiceId).map(settlementView),
    voidedOn,
    voidReason,
    householdCreditCents: householdCredit(db, householdId),
  };
}

function linesOf(db: ReadableDb, invoiceId: InvoiceId): LineView[] {
  const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
  return listInvoiceLines(db, invoiceId).map((line) => {
    const { position, kind, patientName, patientId, description, serviceOn, fromOn, toOn } = line;
    const { quantity, unitCents, netCents, taxCents } = line;
    return {
      position,
      kind,
      patientName,
      patientId,
      membershipId: line.membershipId === null ? null : asId<MembershipId>(line.membershipId),
      providerName: line.providerName,
      description,
      serviceOn,
      fromOn,
      throughOn: toOn === null ? null : addDays(toOn, -1),
      quantity,
      unitCents,
      netCents,
      taxCents,
      explain: explainLine(line, digits),
    };
  });
}

function settlementView(row: SettlementRow): SettlementView {
  const what = settlementWord(row);
  return {
    on: row.on,
    source: row.source,
    label: row.reverses === 1 ? `${what}, taken back` : what,
    cents: toCents(row.amountCents),
    paymentId: row.paymentId,
  };
}

function settlementWord(row: SettlementRow): string {
  switch (row.source) {
    case "payment":
      return `${tenderWord(row.tender as Tender)}, receipt ${row.receiptNumber ?? ""}`;
    case "credit":
      return "Household credit";
    case "credit_note":
      return "Given back";
    case "write_off":
      return "Written off";
  }
}
