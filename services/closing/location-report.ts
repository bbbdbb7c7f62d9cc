/** The location statement as a report (INV-14, REP-2), with the rows behind its figures (REP-5). */
import { listPayoutItems } from "#db/closing/payouts.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { asId, type PayoutId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { totalsOf, type ReportColumn, type ReportRow, type ReportSection, type ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import { sheetHead } from "../reports/sheet-head.ts";
import type { FigurePlace } from "./day-sheet-report.ts";
import { readLocationFigures, type LocationFigures, type MoneyPart, type Sums, type Tie } from "./location-figures.ts";
import { amountWords, entrySection, type EntryOnSheet } from "./sheet-entries.ts";

export type LocationAsk = {
  readonly report: "location-statement";
  readonly from: Day;
  readonly to: Day;
};

export const noPayouts = "No payouts are reported for this period.";

export function makeLocationStatement(cx: Cx, db: ReadableDb, ask: LocationAsk): ReportSheet {
  const figures = readLocationFigures(db, ask);
  return {
    ...headOf(cx, db, ask, "Location statement"),
    parameters: [],
    sections: [
      memberSection(figures),
      moneySection(figures),
      payoutSection(figures),
      ...figures.payouts.map((payout) => transactionSection(db, payout.payoutRowId, payout.payoutId)),
    ],
    notes: tieWords(figures.tie, figures.payouts.length),
  };
}

function headOf(cx: Cx, db: ReadableDb, { from, to }: LocationAsk, title: string) {
  return sheetHead(cx, db, { report: "location-statement", title, period: { kind: "range", from, to }, knownAt: null });
}

const plain = { totals: null, totalLabel: "Total", opens: [], empty: "", leftOut: 0 } as const;

const memberRows = ["opening", "joins", "rejoins", "cancels", "lapses", "closing"] as const;
const memberWords: Readonly<Record<(typeof memberRows)[number], string>> = {
  opening: "Members at the beginning",
  joins: "Joined",
  rejoins: "Joined again",
  cancels: "Cancelled",
  lapses: "Lapsed",
  closing: "Members at the end",
};

function memberSection({ members }: LocationFigures): ReportSection {
  return {
    ...plain,
    id: "members",
    heading: "Members",
    columns: [
      { id: "what", header: "Members", kind: "text", share: 2 },
      { id: "count", header: "Count", kind: "number" },
    ],
    rows: memberRows.map((key) => ({
      key,
      cells: [memberWords[key], key === "cancels" || key === "lapses" ? -members[key] : members[key]],
      link: null,
    })),
    opens: ["count"],
  };
}

const partWords: Readonly<Record<MoneyPart, string>> = {
  dues: "Dues",
  fees: "Fees",
  other: "Services, products and packages",
  credit: "Kept as credit, less credit used",
  refunds: "Refunds",
  disputes: "Disputes",
  processor: "Processor fees",
};

function moneySection({ money, grossCents, netCents }: LocationFigures): ReportSection {
  const row = (key: string, label: string, { all, card }: Sums): ReportRow => ({ key, cells: [label, all, card], link: null });
  const part = (key: MoneyPart): ReportRow => row(key, partWords[key], money[key]);
  return {
    ...plain,
    id: "money",
    heading: "Money received",
    columns: [
      { id: "what", header: "Money", kind: "text", share: 2 },
      { id: "all", header: "All tenders", kind: "money" },
      { id: "card", header: "Of it by card on file", kind: "money" },
    ],
    rows: [
      part("dues"),
      part("fees"),
      part("other"),
      part("credit"),
      row("gross", "Gross", grossCents),
      part("refunds"),
      part("disputes"),
      part("processor"),
      row("net", "Net", netCents),
    ],
    opens: ["all", "card"],
  };
}

function payoutSection({ payouts }: LocationFigures): ReportSection {
  const columns: readonly ReportColumn[] = [
    { id: "payout", header: "Payout", kind: "text", share: 2 },
    { id: "arrived", header: "Arrived", kind: "day" },
    { id: "transactions", header: "Transactions", kind: "money" },
    { id: "amount", header: "Paid out", kind: "money" },
    { id: "bank", header: "Bank shows", kind: "money" },
    { id: "off", header: "Difference", kind: "money" },
  ];
  const rows = payouts.map(({ payoutRowId, payoutId, arrivedOn, itemsCents, amountCents, bankCents }) => ({
    key: String(payoutRowId),
    cells: [payoutId, arrivedOn, itemsCents, amountCents, bankCents, bankCents === null ? amountCents - itemsCents : bankCents - itemsCents],
    link: null,
  }));
  return {
    ...plain,
    id: "payouts",
    heading: "Payouts",
    columns,
    rows,
    totals: rows.length === 0 ? null : totalsOf(columns, rows),
    opens: ["transactions"],
    empty: noPayouts,
  };
}

const kindWords: Readonly<Record<string, string>> = {
  charge: "Charge",
  refund: "Refund",
  dispute: "Dispute",
  dispute_won: "Dispute won",
  fee: "Fee",
  other: "Other",
};

function transactionSection(db: ReadableDb, payoutRowId: PayoutId, payoutId: string): ReportSection {
  const columns: readonly ReportColumn[] = [
    { id: "day", header: "Day", kind: "day" },
    { id: "what", header: "What", kind: "text" },
    { id: "who", header: "Household", kind: "text", share: 2 },
    { id: "amount", header: "Amount", kind: "money" },
    { id: "fee", header: "Fee", kind: "money" },
    { id: "net", header: "Net", kind: "money" },
  ];
  const rows = listPayoutItems(db, payoutRowId).map((item): ReportRow => ({
    key: String(item.position),
    cells: [
      item.happenedOn,
      kindWords[item.kind] ?? item.kind,
      item.householdName === "" ? "Not in our books" : item.householdName,
      item.amountCents,
      -item.feeCents,
      item.amountCents - item.feeCents,
    ],
    link: item.paymentId === null ? null : { to: "payment", id: item.paymentId },
  }));
  return {
    ...plain,
    id: `payout-${payoutRowId}`,
    heading: `Payout ${payoutId}`,
    columns,
    rows,
    totals: totalsOf(columns, rows),
    empty: "The processor names no transactions of it.",
  };
}

/** Whether everything ties, or by how much it does not. */
export function tieWords(tie: Tie, payouts: number): string[] {
  if (payouts === 0)
    return [
      `${noPayouts} ${tie.booksCents === 0 ? "No card on file was charged either." : `By our books ${amountWords(tie.booksCents)} is with the processor from this period.`}`,
    ];
  const books = tie.booksCents - tie.processorCents;
  const sums = tie.paidOutCents - tie.transactionsCents;
  const bank = tie.bankCents - tie.seenCents;
  return [
    books === 0
      ? `Charges less refunds and disputes tie: ${amountWords(tie.booksCents)} in our books and at the processor.`
      : `Charges less refunds and disputes are ${amountWords(tie.booksCents)} in our books and ${amountWords(tie.processorCents)} in the processor’s payouts: ${amountWords(Math.abs(books))} ${books > 0 ? "is not paid out yet" : "more was paid out than is in our books"}.`,
    sums === 0
      ? `The payouts of ${amountWords(tie.paidOutCents)} are what their transactions come to.`
      : `The payouts differ from their transactions by ${amountWords(sums)}.`,
    tie.unseen > 0
      ? `${tie.unseen === 1 ? "1 payout was" : `${tie.unseen} payouts were`} not looked up at the bank yet.`
      : bank === 0
        ? "The bank shows every payout."
        : `The bank shows ${amountWords(Math.abs(bank))} ${bank > 0 ? "more" : "less"} than was paid out.`,
  ];
}

/** Refuses `report_row_unknown` where nothing opens. */
export function openLocationStatement(cx: Cx, db: ReadableDb, ask: LocationAsk, at: FigurePlace, mostRows: number): ReportSheet {
  const section = sectionBehind(db, readLocationFigures(db, ask), at, mostRows);
  if (!section) refuse("report_row_unknown", {});
  return { ...headOf(cx, db, ask, "Location statement"), parameters: [], sections: [section], notes: [] };
}

function sectionBehind(db: ReadableDb, figures: LocationFigures, { sectionId, rowKey, columnId }: FigurePlace, mostRows: number): ReportSection | null {
  if (sectionId === "members") return movesSection(figures, rowKey, mostRows);
  if (sectionId === "payouts" && rowKey !== null) {
    const payout = figures.payouts.find(({ payoutRowId }) => String(payoutRowId) === rowKey);
    return payout ? transactionSection(db, asId<PayoutId>(payout.payoutRowId), payout.payoutId) : null;
  }
  return sectionId === "money" && rowKey !== null ? moneyBehind(figures, rowKey, columnId === "card", mostRows) : null;
}

const moveOfRow: Readonly<Record<string, string>> = { joins: "join", rejoins: "rejoin", cancels: "cancel", lapses: "lapse" };
const moveWords: Readonly<Record<string, string>> = {
  join: "Joined",
  rejoin: "Joined again",
  cancel: "Cancelled",
  lapse: "Lapsed",
};

function movesSection({ moves }: LocationFigures, rowKey: string | null, mostRows: number): ReportSection | null {
  if (rowKey === null || !(rowKey in moveOfRow || rowKey === "opening" || rowKey === "closing")) return null;
  const own = moves.filter(({ move }) => !(rowKey in moveOfRow) || move.kind === moveOfRow[rowKey]);
  return {
    ...plain,
    id: "rows",
    heading: null,
    columns: [
      { id: "who", header: "Patient", kind: "text", share: 2 },
      { id: "plan", header: "Plan", kind: "text" },
      { id: "what", header: "What", kind: "text" },
      { id: "day", header: "Day", kind: "day" },
    ],
    rows: own.slice(0, mostRows).map(({ membershipId, patientId, patientName, planName, move }) => ({
      key: `${membershipId}/${move.on}`,
      cells: [patientName, planName, moveWords[move.kind] ?? move.kind, move.on],
      link: { to: "patient", id: patientId },
    })),
    empty: "Nobody.",
    leftOut: Math.max(0, own.length - mostRows),
  };
}

const grossParts: ReadonlySet<string> = new Set(["dues", "fees", "other", "credit"]);

function moneyBehind({ rows, refunds, fees }: LocationFigures, rowKey: string, cardOnly: boolean, mostRows: number): ReportSection | null {
  const isKnown = rowKey === "gross" || rowKey === "net" || rowKey in partWords;
  if (!isKnown) return null;
  const isIn = (part: MoneyPart): boolean => rowKey === part || rowKey === "net" || (rowKey === "gross" && grossParts.has(part));
  const found: EntryOnSheet[] = [
    ...rows
      .filter(({ part, onCard }) => isIn(part) && (!cardOnly || onCard))
      .map(({ movement, cents }) => ({ entry: movement.entry, cents })),
    ...(isIn("refunds") ? refunds : [])
      .filter(({ onCard }) => !cardOnly || onCard === 1)
      .map(({ refundId, refundedOn, amountCents, paymentId, householdId, householdName, receiptNumber, reason }) => ({
        entry: {
          entryId: asId(refundId),
          effectiveOn: refundedOn,
          householdName,
          householdId: asId(householdId),
          invoiceId: null,
          paymentId: paymentId === null ? null : asId(paymentId),
          memo: receiptNumber === null ? `Refund of credit: ${reason}` : `Refund of receipt ${receiptNumber}: ${reason}`,
          byName: "",
        } as EntryOnSheet["entry"],
        cents: -amountCents,
      })),
    ...(isIn("processor") ? fees : [])
      .filter(({ feeCents }) => feeCents !== 0)
      .map(({ happenedOn, feeCents, householdName, paymentId, position }) => ({
        entry: {
          entryId: asId(position),
          effectiveOn: happenedOn,
          householdName,
          householdId: null,
          invoiceId: null,
          paymentId: paymentId === null ? null : asId(paymentId),
          memo: "Fee of the processor",
          byName: "",
        } as EntryOnSheet["entry"],
        cents: -feeCents,
      })),
  ];
  return entrySection("rows", null, found, mostRows, "Nothing.");
}
