/** Finds people while somebody types (PPL-6): any part of a name, phone, birth date, e-mail, chart or invoice number. */
import type { ReadableDb } from "#db/database.ts";
import { statusCase } from "#db/invoice-tracker/status-case.ts";
import { patientRows } from "#db/people/rows.ts";
import { findPatientIds } from "#db/people/search.ts";
import { findPractice } from "#db/practice.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import type { Cents } from "#domain/money.ts";
import { dateOrderOf } from "#domain/people/date-habit.ts";
import { queryTerms, type SearchTerm } from "#domain/people/search-keys.ts";
import { look, type Cx } from "../context.ts";
import { patientView, type PatientView } from "./patient-view.ts";

export type FoundInvoice = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly payerName: string;
  readonly totalCents: Cents;
  readonly status: InvoiceStatus;
};

export type Found = { readonly patients: PatientView[]; readonly invoices: FoundInvoice[] };

/** The best `limit` patients, and the invoice of that number where the person may see invoices. */
export function searchPatients(
  cx: Cx,
  query: { readonly text: string; readonly limit: number },
  may: { readonly seeInvoices: boolean },
): Found {
  return look<Found>(cx, (db) => ({
    patients: patientRows(
      db,
      findPatientIds(db, termsOf(db, query.text), query.limit),
      cx.today,
    ).map((row) => patientView(row, cx.today)),
    invoices: may.seeInvoices ? invoicesNumbered(db, query.text, cx.today) : [],
  }));
}

/** What was typed as terms, in the order of day and month that the practice writes. */
export function termsOf(db: ReadableDb, text: string): SearchTerm[] {
  return queryTerms(text, dateOrderOf(findPractice(db)?.locale ?? "en-US"));
}

/** `1042`, `#1042` or `INV 1042`. */
const invoiceNumber = /^\s*(?:#|inv(?:oice)?\.?\s*#?)?\s*0*(\d{1,9})\s*$/i;

function invoicesNumbered(db: ReadableDb, text: string, today: Day): FoundInvoice[] {
  const number = invoiceNumber.exec(text)?.[1];
  if (number === undefined) return [];
  return db.all<FoundInvoice>(
    `select i.id as invoiceId, i.number, h.name as payerName, i.total_cents as totalCents, ${statusCase} as status
     from invoice i join household h on h.id = i.household_id where i.number = ?`,
    today,
    Number(number),
  );
}
