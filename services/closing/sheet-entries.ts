/** Journal entries as rows of a sheet, each with the way to its invoice, payment or household (REP-5). */
import type { MoneyMovement, SheetEntry } from "#db/closing/day-sheet.ts";
import type { Day } from "#domain/calendar.ts";
import { moneyText } from "#domain/money-text.ts";
import { totalsOf, type ReportColumn, type ReportRow, type ReportSection } from "#domain/reports/report-sheet.ts";

export type EntryOnSheet = {
  readonly entry: Pick<SheetEntry, "entryId" | "householdName" | "householdId" | "invoiceId" | "paymentId" | "memo" | "byName"> & {
    /** Null for a sum of many days. */
    readonly effectiveOn: Day | null;
  };
  readonly cents: number;
};

const columns: readonly ReportColumn[] = [
  { id: "what", header: "What", kind: "text", share: 2 },
  { id: "day", header: "Effective", kind: "day" },
  { id: "who", header: "Household", kind: "text" },
  { id: "by", header: "Entered by", kind: "text" },
  { id: "amount", header: "Amount", kind: "money" },
];

/** `mostRows` are shown; the total has all. */
export function entrySection(id: string, heading: string | null, rows: readonly EntryOnSheet[], mostRows: number, empty: string): ReportSection {
  const all = rows.map(rowOf);
  return {
    id,
    heading,
    columns,
    rows: all.slice(0, mostRows),
    totals: totalsOf(columns, all),
    totalLabel: "Total",
    opens: [],
    empty,
    leftOut: Math.max(0, all.length - mostRows),
  };
}

function rowOf({ entry, cents }: EntryOnSheet): ReportRow {
  const { memo, effectiveOn, householdName, byName } = entry;
  return {
    key: String(entry.entryId),
    cells: [memo, effectiveOn, householdName, byName ?? "Perennial", cents],
    link: linkOf(entry),
  };
}

function linkOf({ invoiceId, paymentId, householdId }: EntryOnSheet["entry"]): ReportRow["link"] {
  if (invoiceId !== null) return { to: "invoice", id: invoiceId };
  if (paymentId !== null) return { to: "payment", id: paymentId };
  return householdId === null ? null : { to: "household", id: householdId };
}

/** Money that came in, or that went back out. */
export function moneyColumnOf(kind: string): "received" | "back" {
  return kind === "payment_received" ? "received" : "back";
}

export function moneyRows(movements: readonly MoneyMovement[]): EntryOnSheet[] {
  return movements.map(({ cents, ...entry }) => ({ entry: { ...entry, invoiceId: null, byName: "" }, cents }));
}

const words: Readonly<Record<string, string>> = {
  cash: "Cash",
  check: "Checks",
  card_on_file: "Card on file",
  card_terminal: "Card terminal",
  ach: "Bank transfer (ACH)",
  hsa_card: "HSA/FSA card",
  outside_financing: "Outside financing",
  gift_certificate: "Gift certificate",
  package_unit: "Package unit",
  wallet: "Wallet",
  household_credit: "Household credit",
  bank: "Bank account, by check or returned",
  other: "Other",
};

export function tenderWords(tender: string): string {
  return words[tender] ?? tender;
}

export function amountWords(cents: number): string {
  return moneyText(cents);
}
