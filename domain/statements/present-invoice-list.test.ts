import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { emptyTrackerFilter } from "../invoices/tracker-query.ts";
import { toCents } from "../money.ts";
import { presentInvoiceList, type InvoiceListData, type InvoiceListRow } from "./present-invoice-list.ts";
import { sampleSetup } from "./testing.ts";

const row = (changes: Partial<InvoiceListRow> = {}): InvoiceListRow => ({
  number: 1042,
  invoicedOn: toDay("2026-11-02"),
  patientName: "Lee, Mia",
  payerName: "Lee, Rosa",
  dueOn: toDay("2026-11-17"),
  status: "overdue",
  totalCents: toCents(123450),
  paidCents: toCents(3450),
  balanceCents: toCents(120000),
  ...changes,
});

const list = (changes: Partial<InvoiceListData> = {}): InvoiceListData => ({
  setup: sampleSetup(),
  practiceName: "Alder Street Dental",
  madeOn: toDay("2026-11-22"),
  madeBy: "Ana Ruiz",
  filter: emptyTrackerFilter,
  whose: "",
  provider: "",
  isSelection: false,
  rows: [row()],
  totals: { totalCents: toCents(123450), paidCents: toCents(3450), balanceCents: toCents(120000) },
  ...changes,
});

test("INV-4 a row of the printed list is the row of the screen, amounts without a sign in their columns", () => {
  const print = presentInvoiceList(list());
  expect(print.columns).toEqual(["Number", "Date", "Patient", "Payer", "Due", "Status", "Total", "Paid", "Balance"]);
  expect(print.rows).toEqual([
    ["1042", "Nov 2, 2026", "Lee, Mia", "Lee, Rosa", "Nov 17, 2026", "Overdue", "1,234.50", "34.50", "1,200.00"],
  ]);
  expect(print.totals).toEqual(["$1,234.50", "$34.50", "$1,200.00"]);
});

test("INV-4 a draft is called one, because it has no number", () => {
  expect(presentInvoiceList(list({ rows: [row({ number: null, status: "draft" })] })).rows[0]?.[0]).toBe("Draft");
});

test.each([
  [0, "0 invoices as of Nov 22, 2026, printed by Ana Ruiz"],
  [1, "1 invoice as of Nov 22, 2026, printed by Ana Ruiz"],
  [1200, "1,200 invoices as of Nov 22, 2026, printed by Ana Ruiz"],
])("UI-4 a list of %i says how many, of which day and by whom", (count, sentence) => {
  const rows = Array.from({ length: count }, () => row());
  expect(presentInvoiceList(list({ rows })).about).toEqual(["Alder Street Dental", sentence]);
});

test("UI-4 the head says the filter, or that there was none, or that rows were picked out by hand", () => {
  const filters = (changes: Partial<InvoiceListData>) => presentInvoiceList(list(changes)).filters;
  expect(filters({})).toEqual([{ label: "Filter", value: "none, all invoices" }]);
  expect(filters({ filter: { ...emptyTrackerFilter, dueTo: toDay("2026-11-22"), balanceFromCents: toCents(5000) } })).toEqual([
    { label: "Due", value: "up to Nov 22, 2026" },
    { label: "Balance", value: "from $50.00" },
  ]);
  expect(filters({ isSelection: true })).toEqual([{ label: "Selected", value: "by hand" }]);
  expect(filters({ whose: "Mia Lee" })).toEqual([{ label: "Of", value: "Mia Lee" }]);
});

test("F-20 a training practice's list is marked, a real one is not", () => {
  expect(presentInvoiceList(list()).mark).toBeNull();
  expect(presentInvoiceList(list({ setup: { ...sampleSetup(), training: true } })).mark).toContain("TRAINING");
});

test("INV-4 the list lies across the sheet of the practice's own paper", () => {
  expect(presentInvoiceList(list()).sheet).toEqual({ widthMm: 279.4, heightMm: 215.9 });
  expect(presentInvoiceList(list({ setup: sampleSetup("din-c6-5" as never, "a4") })).sheet).toEqual({ widthMm: 297, heightMm: 210 });
});
