/** A credit note as it is printed (INV-1, INV-3): what goes back of which line, and where the money is. */
import { findCreditNote, listCreditNoteLines } from "#db/credit-notes.ts";
import type { ReadableDb } from "#db/database.ts";
import { findInvoice } from "#db/invoices.ts";
import type { CreditNoteId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import type { CreditNoteData } from "#domain/statements/present-credit-note.ts";
import { look, type Cx } from "../context.ts";
import { readPrintingFor, type Printing } from "./print-setup.ts";
import { readHouseholdOnPaper } from "./statement-data.ts";

/** Refuses `credit_note_not_found`. */
export function readCreditNote(cx: Cx, creditNoteId: CreditNoteId): CreditNoteData {
  return look<CreditNoteData>(cx, (db) => creditNoteOf(db, creditNoteId));
}

/** The same inside another reading; in the household's language, unless a printing is given. */
export function creditNoteOf(db: ReadableDb, creditNoteId: CreditNoteId, asked?: Printing): CreditNoteData {
  const note = findCreditNote(db, creditNoteId) ?? refuse("credit_note_not_found", {});
  const invoice = findInvoice(db, note.invoiceId) ?? refuse("invoice_not_found", {});
  const printing = asked ?? readPrintingFor(db, invoice.householdId);
  const household = readHouseholdOnPaper(db, invoice.householdId, printing.homeCountry);
  const [name, ...addressLines] = JSON.parse(invoice.billTo) as string[];
  return {
    setup: printing.setup,
    letterhead: printing.letterhead,
    recipient: { name: name ?? household.name, addressLines },
    householdNumber: String(household.number),
    creditNoteNumber: String(note.number),
    invoiceNumber: String(invoice.number ?? ""),
    notedOn: note.notedOn,
    reason: note.reason,
    lines: listCreditNoteLines(db, creditNoteId).map((line) => ({
      on: line.serviceOn,
      patientName: line.patientName === "" ? null : line.patientName,
      providerName: line.providerName,
      description: line.description,
      netCents: line.netCents,
    })),
    taxCents: note.taxCents,
    totalCents: note.totalCents,
    toCreditCents: note.toCreditCents,
    offInvoiceCents: addCents(note.totalCents, -note.toCreditCents),
  };
}
