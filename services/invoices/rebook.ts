/**
 * The entries of a revision (INV-3, F-10): the standing one is taken back and the new one booked, each on the
 * day the invoice has or had. One that stood with another household on those days is corrected today,
 * because the books of that one must not change; and what was corrected later than its day stays so.
 */
import { findStandingEntry, type InvoiceRow } from "#db/invoices.ts";
import { hasMovedSince } from "#db/people/moved-invoices.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Posting } from "#domain/ledger/accounts.ts";
import type { Work } from "../context.ts";
import { reverseEntry } from "../ledger/reverse-entry.ts";
import { book } from "../record.ts";

/** `invoice` as it was before; `invoicedOn`: the day it has now. */
export function rebook(
  cx: Work,
  db: WritableDb,
  invoice: { readonly invoiceId: InvoiceId; readonly householdId: HouseholdId; readonly invoicedOn: Day },
  invoicedOn: Day,
  postings: readonly Posting[],
  memo: string,
  patientId: InvoiceRow["patientId"],
): void {
  const { invoiceId, householdId } = invoice;
  const standing = findStandingEntry(db, invoiceId);
  invariant(standing !== undefined, "an issued invoice has its entry");
  const hasMoved = hasMovedSince(db, invoiceId, standing.id);
  reverseEntry(cx, db, standing.id, { kind: "invoice_revised", memo, onItsOwnDay: !hasMoved });
  const correctedOn = standing.effectiveOn > invoice.invoicedOn ? standing.effectiveOn : invoicedOn;
  const earliestOn = hasMoved ? cx.today : correctedOn;
  const effectiveOn = invoicedOn < earliestOn ? earliestOn : invoicedOn;
  book(cx, db, { kind: "invoice_revised", householdId, patientId, invoiceId, effectiveOn, memo, postings });
}
