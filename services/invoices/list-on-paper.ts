/** The chosen invoices as a printed list: what was asked for, rows and totals (INV-4, UI-4). */
import { findStaff } from "#db/staff.ts";
import type { ReadableDb } from "#db/database.ts";
import { emptyTrackerFilter, type TrackerFilter } from "#domain/invoices/tracker-query.ts";
import { asId, type PatientId } from "#domain/identity.ts";
import type { InvoiceListData } from "#domain/statements/present-invoice-list.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { everyTrackerRow, requireAtMost, type ChosenInvoices } from "./list.ts";

/** About eighty sheets, made in a few seconds; nobody reads more, and the spreadsheet has no end. */
export const mostOnPaper = 2_000;

/** Refuses `invoices_too_many`. */
export function readInvoiceList(cx: Cx, chosen: ChosenInvoices): InvoiceListData {
  return look<InvoiceListData>(cx, (db) => {
    const { totalCents, paidCents, balanceCents } = requireAtMost(db, chosen, cx.today, mostOnPaper);
    const { setup, letterhead } = readPrinting(db);
    const isSelection = chosen.invoiceIds !== null;
    return {
      setup,
      practiceName: letterhead.name,
      madeOn: cx.today,
      madeBy: cx.actor.staffId === null ? "" : (findStaff(db, cx.actor.staffId)?.name ?? ""),
      filter: isSelection ? emptyTrackerFilter : chosen.filter,
      whose: isSelection ? "" : whoseOf(db, chosen.filter),
      provider: isSelection || chosen.filter.providerId === null ? "" : (findStaff(db, chosen.filter.providerId)?.name ?? ""),
      isSelection,
      rows: [...everyTrackerRow(db, chosen, cx.today)],
      totals: { totalCents, paidCents, balanceCents },
    };
  });
}

function whoseOf(db: ReadableDb, { householdId, patientId }: TrackerFilter): string {
  if (patientId !== null) return nameOfPatient(db, patientId);
  if (householdId === null) return "";
  const row = db.get<{ name: string }>("select name from household where id = ?", householdId);
  return row === undefined ? "" : `the household of ${row.name}`;
}

function nameOfPatient(db: ReadableDb, patientId: PatientId): string {
  const row = db.get<{ name: string }>(
    "select trim(coalesce(nullif(preferred_name, ''), first_name) || ' ' || last_name) as name from patient where id = ?",
    asId<PatientId>(patientId),
  );
  return row?.name ?? "";
}
