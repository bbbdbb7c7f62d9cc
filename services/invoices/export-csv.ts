/** The filtered tracker as a table for a spreadsheet (INV-4, PPL-21). */
import { findPractice } from "#db/practice.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { sentWord, statusWord } from "#domain/invoices/status-words.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { look, type Cx } from "../context.ts";
import { everyTrackerRow, type ChosenInvoices, type TrackerRow } from "./list.ts";

export function exportInvoicesCsv(cx: Cx, chosen: ChosenInvoices): string {
  return look<string>(cx, (db) => {
    const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
    return csvText(columns(digits), everyTrackerRow(db, chosen, cx.today));
  });
}

function columns(digits: 0 | 2): CsvColumn<TrackerRow>[] {
  return [
    { header: "Number", cell: (row) => row.number },
    { header: "Date", cell: (row) => row.invoicedOn },
    { header: "Patient", cell: (row) => row.patientName },
    { header: "Payer", cell: (row) => row.payerName },
    { header: "Due", cell: (row) => row.dueOn },
    { header: "Total", cell: (row) => csvAmount(row.totalCents, digits) },
    { header: "Paid", cell: (row) => csvAmount(row.paidCents, digits) },
    { header: "Balance", cell: (row) => csvAmount(row.balanceCents, digits) },
    { header: "Days past due", cell: (row) => (row.balanceCents > 0 ? Math.max(0, row.ageDays) : null) },
    { header: "Status", cell: (row) => statusWord(row.status) },
    { header: "Last sent", cell: (row) => row.lastSentAt?.slice(0, 10) ?? null },
    { header: "Sent by", cell: (row) => (row.lastChannel === null ? null : sentWord(row.lastChannel)) },
    { header: "Reminders", cell: (row) => row.reminders },
    { header: "Last reminder", cell: (row) => row.lastRemindedOn },
  ];
}
