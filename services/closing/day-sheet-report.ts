/** The day sheet as a report (INV-12, REP-2): its sections, and the rows behind each of its figures (REP-5). */
import { findInvoiceHead } from "#db/closing/day-sheet.ts";
import type { ReadableDb } from "#db/database.ts";
import { sheetBlocks, type BlockSums, type SheetBlock } from "#domain/closing/blocks.ts";
import { asId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import {
  totalsOf,
  type ReportCell,
  type ReportColumn,
  type ReportRow,
  type ReportSection,
  type ReportSheet,
} from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import { knownBefore, sheetHead } from "../reports/sheet-head.ts";
import { providerRows, readDaySheet, type DaySheet, type DaySheetAsk } from "./day-sheet.ts";
import { amountWords, entrySection, moneyColumnOf, moneyRows, tenderWords, type EntryOnSheet } from "./sheet-entries.ts";

/** `knownAt` is the practice's wall time as printed, null for now (REP-3). */
export type DaySheetReportAsk = Omit<DaySheetAsk, "knownAt"> & { readonly report: "day-sheet"; readonly knownAt: string | null };

export type FigurePlace = { readonly sectionId: string; readonly rowKey: string | null; readonly columnId: string };

const blockWords: Readonly<Record<SheetBlock, string>> = {
  charges: "Charges",
  payments: "Payments",
  adjustments: "Adjustments",
};

const money = (id: string, header: string): ReportColumn => ({ id, header, kind: "money" });
const blockColumns: readonly ReportColumn[] = [
  money("opening", "Opening"),
  ...sheetBlocks.map((block) => money(block, blockWords[block])),
  money("closing", "Closing"),
];

/** Refuses `period_too_long` and what every report refuses for its days. */
export function makeDaySheet(cx: Cx, db: ReadableDb, ask: DaySheetReportAsk, mostRows: number): ReportSheet {
  const head = headOf(cx, db, ask, "Day sheet");
  const sheet = sheetOf(cx, db, ask);
  return {
    ...head,
    parameters: [
      { label: "Days of", value: ask.basis === "effective" ? "the effective date" : "the date of entry" },
    ],
    sections: [
      balanceSection(ask, sheet),
      ...(ask.from === ask.to ? [] : [daysSection(sheet)]),
      providerSection(sheet),
      tenderSection(sheet),
      ...(ask.basis === "effective" ? [lateSection(sheet, mostRows)] : []),
    ],
    notes: [
      "The balance is what patients owe less the credit held for them, so a payment lowers it by all that was paid.",
      `At the close ${amountWords(sheet.owedCents)} is owed and ${amountWords(sheet.heldCents)} is held as credit.`,
    ],
  };
}

function sheetOf(cx: Cx, db: ReadableDb, ask: DaySheetReportAsk): DaySheet {
  return readDaySheet(db, { ...ask, knownAt: knownBefore(cx, db, ask.knownAt) });
}

function headOf(cx: Cx, db: ReadableDb, { from, to, knownAt }: DaySheetReportAsk, title: string) {
  return sheetHead(cx, db, { report: "day-sheet", title, period: { kind: "range", from, to }, knownAt });
}

function section(
  id: string,
  heading: string | null,
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  over: Partial<ReportSection> = {},
): ReportSection {
  return { id, heading, columns, rows, totals: null, totalLabel: "Total", opens: [], empty: "Nothing.", leftOut: 0, ...over };
}

function balanceSection({ basis }: DaySheetReportAsk, sheet: DaySheet): ReportSection {
  const { openingCents, sums, lateSums, closingCents } = sheet;
  const hasLate = basis === "effective";
  const columns: ReportColumn[] = [
    { id: "what", header: "Balance", kind: "text", share: 2 },
    ...(hasLate ? [money("first", "At the first close"), money("late", "Entered after it")] : []),
    money("all", "All"),
  ];
  const line = (key: string, label: string, first: ReportCell, late: ReportCell, all: number): ReportRow => ({
    key,
    cells: [label, ...(hasLate ? [first, late] : []), all],
    link: null,
  });
  return section("balance", null, columns, [
    line("opening", "Opening balance", null, null, openingCents),
    ...sheetBlocks.map((block) => line(block, blockWords[block], sums[block] - lateSums[block], lateSums[block], sums[block])),
    line("closing", "Closing balance", null, null, closingCents),
  ], { opens: hasLate ? ["first", "late", "all"] : ["all"] });
}

const cellsOf = (openingCents: number, sums: BlockSums, closingCents: number): ReportCell[] => [
  openingCents,
  ...sheetBlocks.map((block) => sums[block]),
  closingCents,
];

function daysSection({ days, openingCents, closingCents }: DaySheet): ReportSection {
  const columns: ReportColumn[] = [{ id: "day", header: "Day", kind: "day" }, ...blockColumns];
  const rows = days.map(({ dayOn, openingCents: opening, sums, closingCents: closing }) => ({
    key: dayOn,
    cells: [dayOn, ...cellsOf(opening, sums, closing)],
    link: null,
  }));
  const totals = totalsOf(columns, rows);
  // Balances are not added up: the range opens with the first day's and closes with the last one's.
  totals[1] = openingCents;
  totals[totals.length - 1] = closingCents;
  return section("days", "Day by day", columns, rows, { totals, opens: [...sheetBlocks] });
}

function providerSection({ providers }: DaySheet): ReportSection {
  const columns: ReportColumn[] = [{ id: "provider", header: "Provider", kind: "text", share: 2 }, ...blockColumns];
  const rows = providers.map(({ provider, name, openingCents, sums, closingCents }) => ({
    key: String(provider),
    cells: [name, ...cellsOf(openingCents, sums, closingCents)],
    link: null,
  }));
  return section("providers", "By provider", columns, rows, {
    totals: totalsOf(columns, rows),
    totalLabel: "All providers",
    opens: [...sheetBlocks],
  });
}

function tenderSection(sheet: DaySheet): ReportSection {
  const columns: ReportColumn[] = [
    { id: "tender", header: "Money", kind: "text", share: 2 },
    money("received", "Received"),
    money("back", "Taken back or refunded"),
    money("net", "Net"),
  ];
  const tenders = Map.groupBy(sheet.money, ({ tender }) => tender);
  const rows = [...tenders].map(([tender, own]) => {
    const received = own.filter(({ kind }) => moneyColumnOf(kind) === "received").reduce((sum, { cents }) => sum + cents, 0);
    const net = own.reduce((sum, { cents }) => sum + cents, 0);
    return { key: tender, cells: [tenderWords(tender), received, net - received, net], link: null };
  });
  return section("money", "Money by tender", columns, rows.toSorted((a, b) => String(a.cells[0]).localeCompare(String(b.cells[0]))), {
    totals: totalsOf(columns, rows),
    opens: ["received", "back", "net"],
    empty: "No money came in or went out.",
  });
}

function lateSection(sheet: DaySheet, mostRows: number): ReportSection {
  const late = sheet.movements.filter(({ entry }) => entry.isLate === 1);
  return entrySection("late", "Entered after the first close of its day", merged(late), mostRows, "Nothing was entered after a close.");
}

/** One row an entry, however many invoices it lies on. */
function merged(movements: DaySheet["movements"]) {
  return [...Map.groupBy(movements, ({ entry }) => entry.entryId).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ entry: first.entry, cents: own.reduce((sum, { cents }) => sum + cents, 0) }] : [];
  });
}

/** The entries behind one figure. Refuses `report_row_unknown` where nothing opens. */
export function openDaySheet(cx: Cx, db: ReadableDb, ask: DaySheetReportAsk, at: FigurePlace, mostRows: number): ReportSheet {
  const sheet = sheetOf(cx, db, ask);
  const found = at.sectionId === "balance" ? balanceBehind(db, sheet, at) : rowsBehind(sheet, at);
  if (!found) refuse("report_row_unknown", {});
  return {
    ...headOf(cx, db, ask, `Day sheet: ${found.heading}`),
    parameters: [],
    sections: [entrySection("rows", null, found.rows, mostRows, "No entries.")],
    notes: [],
  };
}

type Found = { readonly heading: string; readonly rows: readonly EntryOnSheet[] };

function rowsBehind(sheet: DaySheet, { sectionId, rowKey, columnId }: FigurePlace): Found | null {
  if (sectionId === "money") return moneyBehind(sheet, rowKey, columnId);
  const block = sheetBlocks.find((one) => one === columnId);
  if (!block) return null;
  const heading = blockWords[block];
  const own = sheet.movements.filter((movement) => movement.block === block);
  if (sectionId === "days")
    return { heading, rows: merged(rowKey === null ? own : own.filter(({ entry }) => sheet.dayOf(entry) === rowKey)) };
  if (sectionId !== "providers") return null;
  if (rowKey === null) return { heading, rows: merged(own) };
  const provider = sheet.providers.find((one) => String(one.provider) === rowKey);
  if (!provider) return null;
  return { heading: `${heading}, ${provider.name}`, rows: providerRows(sheet, provider.provider, block) };
}

/** Movements of a block; of the opening and the closing the invoices that are open then, and the credit held. */
function balanceBehind(db: ReadableDb, sheet: DaySheet, { rowKey, columnId }: FigurePlace): Found | null {
  if (rowKey === "opening") return openThen(db, "Opening balance", sheet.openBefore, sheet.openingCents);
  if (rowKey === "closing") {
    const open = new Map(sheet.openBefore);
    for (const { invoiceId, cents } of sheet.movements)
      if (invoiceId !== null) open.set(invoiceId, (open.get(invoiceId) ?? 0) + cents);
    return openThen(db, "Closing balance", open, sheet.closingCents);
  }
  const block = sheetBlocks.find((one) => one === rowKey);
  if (!block) return null;
  const own = sheet.movements.filter(
    ({ block: of, entry }) => of === block && (columnId === "all" || (entry.isLate === 1) === (columnId === "late")),
  );
  return { heading: blockWords[block], rows: merged(own) };
}

function openThen(db: ReadableDb, heading: string, open: ReadonlyMap<number, number>, balanceCents: number): Found {
  const rows = [...open].flatMap(([invoiceId, cents]): EntryOnSheet[] => {
    const entry = cents === 0 ? undefined : findInvoiceHead(db, invoiceId);
    return entry ? [{ entry, cents }] : [];
  });
  const heldCents = balanceCents - rows.reduce((sum, { cents }) => sum + cents, 0);
  return { heading, rows: heldCents === 0 ? rows : [...rows, { entry: creditHeld, cents: heldCents }] };
}

const creditHeld: EntryOnSheet["entry"] = {
  entryId: asId(0),
  effectiveOn: null,
  householdName: "",
  householdId: null,
  invoiceId: null,
  paymentId: null,
  memo: "Credit held for households",
  byName: "",
};

function moneyBehind(sheet: DaySheet, rowKey: string | null, columnId: string): Found | null {
  const own = sheet.money.filter(
    ({ tender, kind }) => (rowKey === null || tender === rowKey) && (columnId === "net" || moneyColumnOf(kind) === columnId),
  );
  return { heading: rowKey === null ? "Money" : tenderWords(rowKey), rows: moneyRows(own) };
}
