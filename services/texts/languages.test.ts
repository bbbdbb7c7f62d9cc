/** Each household reads its own language (DOC-8): every paper and every message goes by the chart of who pays. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { presentCreditNote } from "#domain/statements/present-credit-note.ts";
import { presentDeskPaper } from "#domain/statements/present-desk-paper.ts";
import { presentInvoice } from "#domain/statements/present-invoice.ts";
import { presentReceipt } from "#domain/statements/present-receipt.ts";
import { presentStatement } from "#domain/statements/present-statement.ts";
import { listCreditable, makeCreditNote } from "../invoices/credit-note.ts";
import { openEditorDesk, type EditorDesk } from "../invoices/editor.fixture.ts";
import { readCertificatePaper } from "../gift-certificates/certificate-paper.ts";
import { sellCertificate } from "../gift-certificates/sell.ts";
import { queueInvoiceMail, prepareInvoiceMail } from "../mail/send-document.ts";
import { setUpMail, writesByMail } from "../mail/mail.fixture.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { readRefundReceipt } from "../refunds/refund-receipt.ts";
import { readCreditNote } from "../statements/credit-note-data.ts";
import { readInvoiceToPrint } from "../statements/invoice-data.ts";
import { prepareBatch, prepareStatement } from "../statements/prepare-statements.ts";
import { readReceipt } from "../statements/receipt-data.ts";
import { saveText } from "./manage.ts";
import { languageOfHousehold } from "./words.ts";

let e: EditorDesk;
let invoiceId: InvoiceId;
let paymentId: PaymentId;
beforeEach(() => {
  e = openEditorDesk();
  e.practice();
  e.desk.db.write((db) => db.exec("update practice set phone = '978-555-0100'"));
  invoiceId = e.issue([e.line({ description: "Corona", taxRatePpm: 0 })]);
  ({ paymentId } = e.desk.take(e.home, 2000, { tender: "check", reference: "1042" }));
  reads(e.home, "es");
});
afterEach(() => e.close());

function reads(householdId: HouseholdId, language: "en" | "es"): void {
  e.desk.db.write((db) => db.exec("update patient set language = ? where id = (select payer_patient_id from household where id = ?)", language, householdId));
}
const statement = () => prepareStatement(e.desk.cx(), { householdId: e.home, fromOn: null, note: "" });
const file = { sha256: "c".repeat(64), bytes: 10, pages: 1 };

describe("DOC-8 papers in the language of who pays", () => {
  test("DOC-4 a statement: headings, days, ways to pay, the tender and the message", () => {
    saveText(e.desk.cx(), { textId: "statement.message", language: "es", basedOn: null, words: { subject: "", body: "Gracias, {payer}. Debe {amount}." } });
    const print = presentStatement(statement());
    expect(print.letter).toMatchObject({ heading: "Estado de cuenta", language: "es" });
    expect(print.message).toEqual([expect.stringMatching(/^Gracias, Rosa Lee\. Debe \$\d/u)]);
    expect(print.rows.map((row) => row.text).join(" ")).toContain("Cheque 1042");
    expect(print.slip?.waysToPay).toEqual({
      label: "Formas de pago",
      lines: ["Envíe un cheque con este talón en el sobre adjunto.", "Pague en nuestra recepción.", "Pague con tarjeta por teléfono: 978-555-0100."],
    });
    reads(e.home, "en");
    expect(presentStatement(statement())).toMatchObject({ letter: { heading: "Statement", language: "en" }, message: [] });
  });

  test("DOC-5 in one run each household has its own language", () => {
    const other = e.desk.household("Ben", "Ortiz").householdId;
    e.desk.issue(other, 5000);
    const { printed } = prepareBatch(e.desk.cx(), { householdIds: [e.home, other], by: "print", fromOn: null, note: "" });
    expect(new Map(printed.map(({ householdId, data }) => [householdId, data.setup.locale]))).toEqual(new Map([[e.home, "es-US"], [other, "en-US"]]));
  });

  test("DOC-7 a receipt: headings, tender, and a part payment", () => {
    const print = presentReceipt(readReceipt(e.desk.cx(), paymentId).data);
    expect(print.letter.heading).toBe("Recibo");
    expect(print.settled[0]?.label).toBe("Pagado con Cheque 1042");
    expect(print.sections[0]?.rows[0]?.text).toBe("Corona (pago parcial)");
  });

  test("INV-1 an invoice, and what is said on every one", () => {
    saveText(e.desk.cx(), { textId: "invoice.note", language: "es", basedOn: null, words: { subject: "", body: "Gracias, {payer}." } });
    const { data } = readInvoiceToPrint(e.desk.cx(), invoiceId);
    expect(presentInvoice(data).letter.heading).toBe("Factura");
    expect(data.note).toBe("Gracias, Rosa Lee.");
    reads(e.home, "en");
    expect(readInvoiceToPrint(e.desk.cx(), invoiceId).data.note).toBe("");
  });

  test("INV-3 a credit note", () => {
    const { lines } = listCreditable(e.desk.cx(), invoiceId);
    const note = makeCreditNote(e.desk.cx(), { invoiceId, lines: lines.map(({ lineId }) => ({ lineId, netCents: toCents(500) })), reason: "Half done" });
    expect(presentCreditNote(readCreditNote(e.desk.cx(), note.creditNoteId)).letter.heading).toBe("Nota de crédito");
  });

  test("INV-9 the receipt of a refund, word by word", () => {
    refundPayment(e.desk.cx(), { paymentId, parts: [{ invoiceId, cents: toCents(500) }], by: "check", owedAgain: false, reason: "Mudanza" });
    const { data } = readRefundReceipt(e.desk.cx(), paymentId);
    const print = presentDeskPaper(data);
    expect(data.heading).toBe("Recibo de reembolso");
    expect(print.sections.map(({ name, rows }) => [name, rows[0]?.text, rows[0]?.detail])).toEqual([["Servicios y otros", "Factura 1", "Mudanza · por cheque, que se enviará"]]);
    expect(print.settled[0]?.label).toBe("Pagado con Cheque 1042");
    expect(JSON.stringify(print)).not.toMatch(/Refund|Paid|Left|Household/u);
  });

  test("PKG-12 a gift certificate, with the practice's own note", () => {
    saveText(e.desk.cx(), { textId: "certificate.note", language: "es", basedOn: null, words: { subject: "", body: "Vale en {practice}." } });
    const sold = sellCertificate(e.desk.cx(), { householdId: e.home, amountCents: toCents(5000), recipient: "", tender: { tender: "cash", reference: "", tenderedCents: null } });
    const { data } = readCertificatePaper(e.desk.cx(), sold.certificateId);
    expect([data.heading, data.total.label, data.notes]).toEqual(["Certificado de regalo", "Queda en este certificado", [expect.stringMatching(/^Vale en .+\.$/u)]]);
    expect(JSON.stringify(presentDeskPaper(data))).not.toMatch(/Bought|Number|Left/u);
  });
});

describe("DOC-10 messages in the language of who pays", () => {
  test("DOC-10 an invoice goes with lines that call it what the paper calls itself", () => {
    setUpMail(e.desk.db);
    writesByMail(e.desk.db, e.home, "lee@families.example");
    queueInvoiceMail(e.desk.cx(), prepareInvoiceMail(e.desk.cx(), invoiceId), file);
    const [mail] = e.desk.db.read((db) => db.all<{ subject: string; body: string }>("select subject, body from mail"));
    expect(mail?.subject).toMatch(/^Factura 1 de /u);
    expect(mail?.body).toMatch(/^Estimado\/a Rosa Lee:\n\nAdjuntamos: Factura 1\.\n\nSi algo no está bien/u);
    // The office's own list of documents stays in the office's language.
    expect(e.desk.db.read((db) => db.get("select title from document"))).toEqual({ title: "Invoice 1" });
  });
});

test("DOC-8 without a payer the practice's language is used; a practice in Spanish writes Spanish", () => {
  const of = (): string => e.desk.db.read((db) => languageOfHousehold(db, e.home));
  expect(of()).toBe("es");
  e.desk.db.write((db) => db.exec("update household set payer_patient_id = null where id = ?", e.home));
  expect(of()).toBe("en");
  e.desk.db.write((db) => db.exec("update practice set locale = 'es-MX'"));
  expect(of()).toBe("es");
});
