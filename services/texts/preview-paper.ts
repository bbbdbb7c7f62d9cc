/** A paper tried with a household (DOC-8): its own statement, receipt, invoice or certificate where it has one, examples where not. */
import { findInvoice } from "#db/invoices.ts";
import { findReceipt } from "#db/statements/receipt-lines.ts";
import type { ReadableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { GiftCertificateId, HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents } from "#domain/money.ts";
import type { AgingLine, InvoiceData, ReceiptData, StatementData } from "#domain/statements/document-data.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { certificatePaperOf } from "../gift-certificates/certificate-paper.ts";
import { invoiceOf } from "../statements/invoice-data.ts";
import type { Printing } from "../statements/print-setup.ts";
import { receiptOf } from "../statements/receipt-data.ts";
import { readHouseholdOnPaper, readStatement } from "../statements/statement-data.ts";
import { sayText } from "./words.ts";

export type Tried<T> = { readonly data: T; readonly from: string; readonly examples: string[] };

const exampleCents = toCents(12_000);

/** With something open in the bucket that the words are for; null for words of every statement. */
export function previewStatement(db: ReadableDb, printing: Printing, householdId: HouseholdId, bucket: keyof AgingLine | null, today: Day): Tried<StatementData> {
  const data = readStatement(db, printing, { householdId, fromOn: null, note: "" }, today);
  const wanted = bucket ?? "days0to30Cents";
  const isThere = bucket === null ? data.amountDueCents > 0 : oldest(data.aging) === bucket;
  if (isThere) return { data, from: "The statement of this household as of today.", examples: [] };
  const none = { days0to30Cents: zeroCents, days31to60Cents: zeroCents, days61to90Cents: zeroCents, over90Cents: zeroCents };
  const closingCents = addCents(data.closingCents, exampleCents);
  return {
    data: {
      ...data,
      openingCents: addCents(data.openingCents, exampleCents),
      closingCents,
      amountDueCents: toCents(Math.max(exampleCents, closingCents)),
      aging: { ...none, [wanted]: exampleCents },
    },
    from: bucket === null ? "This household owes nothing now: an amount is made up." : "This household owes nothing of that age: an amount is made up.",
    examples: ["The balance and its age"],
  };
}

function oldest(aging: AgingLine): keyof AgingLine | null {
  return (["over90Cents", "days61to90Cents", "days31to60Cents", "days0to30Cents"] as const).find((name) => aging[name] > 0) ?? null;
}

export function previewReceipt(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<ReceiptData> {
  const payments = db.all<{ id: PaymentId }>(
    "select id from payment where household_id = ? and reversed_on is null order by id desc limit 20",
    householdId,
  );
  for (const { id } of payments) {
    const payment = findReceipt(db, id);
    const { data } = payment ? receiptOf(db, printing, payment, id) : { data: null };
    if (data?.lines.some(({ kind }) => kind === "dues"))
      return { data, from: `Receipt ${data.receiptNumber} of this household.`, examples: [] };
  }
  const household = readHouseholdOnPaper(db, householdId, printing.homeCountry);
  return {
    data: {
      setup: printing.setup,
      letterhead: printing.letterhead,
      recipient: { name: household.name, addressLines: household.addressLines },
      householdNumber: String(household.number),
      receiptNumber: "1042",
      paidOn: today,
      lines: [{ patientName: household.name, description: "Adult", period: { fromOn: today, throughOn: addDays(today, 29) }, kind: "dues", amountCents: toCents(3700), taxCents: zeroCents }],
      tenders: [{ label: printing.language === "es" ? "Efectivo" : "Cash", reference: null, isCard: false, amountCents: toCents(3700) }],
      toCreditCents: zeroCents,
      changeCents: zeroCents,
      balanceAfterCents: zeroCents,
      nextDraw: null,
      howToCancel: sayText(db, "receipt.how_to_cancel", printing.language, { practice: printing.letterhead.name, phone: printing.letterhead.phone ?? "" }),
    },
    from: "This household has paid no dues yet: a payment is made up.",
    examples: ["The payment"],
  };
}

export function previewInvoice(db: ReadableDb, printing: Printing, householdId: HouseholdId, isVoid: boolean, today: Day): Tried<InvoiceData> {
  const found = db.get<{ id: InvoiceId }>(
    `select id from invoice where household_id = ? and number is not null and (voided_on is not null) = ? order by id desc limit 1`,
    householdId,
    isVoid ? 1 : 0,
  );
  const invoice = found && findInvoice(db, found.id);
  if (found && invoice) {
    const { data } = invoiceOf(db, printing, invoice, found.id);
    return { data, from: `Invoice ${data.invoiceNumber} of this household.`, examples: [] };
  }
  const household = readHouseholdOnPaper(db, householdId, printing.homeCountry);
  const values = { practice: printing.letterhead.name, phone: printing.letterhead.phone ?? "", payer: household.name };
  const openCents = isVoid ? zeroCents : exampleCents;
  return {
    data: {
      setup: printing.setup,
      letterhead: printing.letterhead,
      recipient: { name: household.name, addressLines: household.addressLines },
      householdNumber: String(household.number),
      invoiceNumber: "1042",
      revision: 0,
      issuedOn: today,
      dueOn: today,
      lines: [{ on: today, patientName: household.name, providerName: null, description: printing.language === "es" ? "Limpieza" : "Cleaning", quantity: 1, unitPriceCents: exampleCents, discounts: [], taxCents: zeroCents }],
      totalCents: exampleCents,
      paidCents: zeroCents,
      creditedCents: isVoid ? exampleCents : zeroCents,
      balanceCents: openCents,
      note: sayText(db, isVoid ? "invoice.void" : "invoice.note", printing.language, values),
      paymentOptions: openCents > 0 ? printing.paymentOptions : [],
    },
    from: isVoid ? "This household has no void invoice: one is made up." : "This household has no invoice yet: one is made up.",
    examples: ["The invoice"],
  };
}

export function previewCertificate(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<DeskPaperData> {
  const found = db.get<{ id: GiftCertificateId }>("select id from gift_certificate where household_id = ? order by id desc limit 1", householdId);
  if (found) {
    const { data } = certificatePaperOf(db, printing, found.id, today);
    return { data, from: `${data.reference} of this household.`, examples: [] };
  }
  const household = readHouseholdOnPaper(db, householdId, printing.homeCountry);
  const isSpanish = printing.language === "es";
  return {
    data: {
      setup: printing.setup,
      letterhead: printing.letterhead,
      recipient: { name: household.name, addressLines: household.addressLines },
      datedOn: today,
      heading: isSpanish ? "Certificado de regalo" : "Gift certificate",
      reference: isSpanish ? "Certificado de regalo 1042" : "Gift certificate 1042",
      facts: [],
      banner: "ABCD-EFGH",
      sections: [],
      total: { label: isSpanish ? "Queda en este certificado" : "Left on this certificate", cents: exampleCents },
      settled: [],
      notes: [sayText(db, "certificate.note", printing.language, { practice: printing.letterhead.name, phone: printing.letterhead.phone ?? "" })],
      signers: [],
    },
    from: "This household has bought no gift certificate: one is made up.",
    examples: ["The certificate"],
  };
}
