/**
 * The invoice list on paper (INV-4, UI-4): what was asked for in words, a row for each invoice, and
 * the totals. It is an office's working paper, so it goes across the sheet and into no envelope.
 */
import { dayOfMonthOf, monthOf, yearOf, type Day } from "../calendar.ts";
import { statusWord, type InvoiceStatus } from "../invoices/status-words.ts";
import { filterWords } from "../invoices/filter-words.ts";
import type { TrackerFilter } from "../invoices/tracker-query.ts";
import type { Cents } from "../money.ts";
import type { PrintSetup } from "./document-data.ts";
import { papers } from "./envelope.ts";
import type { LabelledText } from "./present-letter.ts";
import { printAmount, printDay, printMoney } from "./print-format.ts";

export type InvoiceListRow = {
  readonly number: number | null;
  readonly invoicedOn: Day;
  readonly patientName: string;
  readonly payerName: string;
  readonly dueOn: Day;
  readonly status: InvoiceStatus;
  readonly totalCents: Cents;
  readonly paidCents: Cents;
  readonly balanceCents: Cents;
};

export type InvoiceListData = {
  readonly setup: PrintSetup;
  readonly practiceName: string;
  readonly madeOn: Day;
  /** Who printed it; empty when nobody is named. */
  readonly madeBy: string;
  readonly filter: TrackerFilter;
  readonly whose: string;
  /** The provider the filter names; empty when it names none. */
  readonly provider: string;
  /** The invoices were picked out by hand, so the filter says nothing. */
  readonly isSelection: boolean;
  readonly rows: readonly InvoiceListRow[];
  /** Money of void invoices is not in the sums. */
  readonly totals: { readonly totalCents: Cents; readonly paidCents: Cents; readonly balanceCents: Cents };
};

export type InvoiceListPrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  readonly heading: string;
  readonly about: readonly string[];
  readonly filters: readonly LabelledText[];
  readonly columns: readonly string[];
  /** In the order of the columns. */
  readonly rows: readonly (readonly string[])[];
  readonly totals: readonly string[];
  readonly pageWords: { readonly page: string; readonly of: string };
  /** The mark across a training list (F-20); null for real ones. */
  readonly mark: string | null;
};

const columns = ["Number", "Date", "Patient", "Payer", "Due", "Status", "Total", "Paid", "Balance"] as const;

export function presentInvoiceList(data: InvoiceListData): InvoiceListPrint {
  const { setup, rows, totals } = data;
  const { currency, locale, paper } = setup;
  const amount = (cents: Cents) => printAmount(cents, currency, locale);
  const money = (cents: Cents) => printMoney(cents, currency, locale);
  const day = (on: Day) => printDay(on, locale);
  const count = rows.length === 1 ? "1 invoice" : `${rows.length.toLocaleString("en-US")} invoices`;
  const asked = filterWords(data.filter, { day, money, whose: data.whose, provider: data.provider });
  return {
    title: `Invoices \u2013 ${day(data.madeOn)}`,
    author: data.practiceName,
    dated: { year: yearOf(data.madeOn), month: monthOf(data.madeOn), day: dayOfMonthOf(data.madeOn) },
    // The long edge at the top.
    sheet: { widthMm: papers[paper].heightMm, heightMm: papers[paper].widthMm },
    heading: "Invoices",
    about: [
      data.practiceName,
      `${count} as of ${day(data.madeOn)}${data.madeBy === "" ? "" : `, printed by ${data.madeBy}`}`,
    ],
    filters: data.isSelection
      ? [{ label: "Selected", value: "by hand" }]
      : asked.length > 0
        ? asked
        : [{ label: "Filter", value: "none, all invoices" }],
    columns,
    rows: rows.map((row) => [
      row.number === null ? "Draft" : String(row.number),
      day(row.invoicedOn),
      row.patientName,
      row.payerName,
      day(row.dueOn),
      statusWord(row.status),
      amount(row.totalCents),
      amount(row.paidCents),
      amount(row.balanceCents),
    ]),
    totals: [money(totals.totalCents), money(totals.paidCents), money(totals.balanceCents)],
    pageWords: { page: "Page", of: "of" },
    mark: setup.training ? "TRAINING \u2013 not real invoices" : null,
  };
}
