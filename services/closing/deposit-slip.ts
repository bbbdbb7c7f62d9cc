/** The deposit slip with its check list (INV-13), as a report sheet for paper and spreadsheet. */
import type { DepositRow, UndepositedItem } from "#db/closing/deposits.ts";
import type { ReadableDb } from "#db/database.ts";
import type { DepositId } from "#domain/identity.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";
import { totalsOf, type ReportColumn, type ReportRow, type ReportSection, type ReportSheet } from "#domain/reports/report-sheet.ts";
import { look, type Cx } from "../context.ts";
import { sheetHead } from "../reports/sheet-head.ts";
import { csvOfSheet, paperOf, type ReportText } from "../reports/show-report.ts";
import { viewDeposit } from "./deposits.ts";

const checkColumns: readonly ReportColumn[] = [
  { id: "number", header: "Check number", kind: "text" },
  { id: "payer", header: "Payer", kind: "text", share: 2 },
  { id: "receipt", header: "Receipt", kind: "number" },
  { id: "taken", header: "Taken on", kind: "day" },
  { id: "amount", header: "Amount", kind: "money" },
];

const cashColumns: readonly ReportColumn[] = [
  { id: "what", header: "Cash", kind: "text", share: 2 },
  { id: "receipt", header: "Receipt", kind: "number" },
  { id: "taken", header: "Taken on", kind: "day" },
  { id: "amount", header: "Amount", kind: "money" },
];

export function depositSheet(cx: Cx, db: ReadableDb, depositId: DepositId): ReportSheet {
  const { deposit, items } = viewDeposit(cx, { depositId });
  const head = sheetHead(cx, db, {
    report: `deposit-${deposit.number}`,
    title: `Deposit ${deposit.number}`,
    period: { kind: "as_of", on: deposit.depositedOn },
    knownAt: null,
  });
  return {
    ...head,
    parameters: [
      { label: "Checks", value: String(deposit.checks) },
      ...(deposit.note === "" ? [] : [{ label: "Note", value: deposit.note }]),
      ...(deposit.byName === null ? [] : [{ label: "Made by", value: deposit.byName }]),
    ],
    sections: [
      summary(deposit),
      listOf("checks", "Checks", checkColumns, items.filter(isCheck).map(checkRow), "No checks."),
      listOf("cash", "Cash", cashColumns, items.filter((item) => !isCheck(item)).map(cashRow), "No cash."),
    ],
    notes: deposit.undoneOn === null ? [] : [`This deposit was undone: ${deposit.undoReason ?? ""}`],
  };
}

function summary({ cashCents, checksCents }: DepositRow): ReportSection {
  const columns: readonly ReportColumn[] = [
    { id: "what", header: "Deposit", kind: "text" },
    { id: "amount", header: "Amount", kind: "money" },
  ];
  const rows: ReportRow[] = [
    { key: "cash", cells: ["Cash", cashCents], link: null },
    { key: "checks", cells: ["Checks", checksCents], link: null },
  ];
  return {
    id: "summary",
    heading: null,
    columns,
    rows,
    totals: totalsOf(columns, rows),
    totalLabel: "Total deposit",
    opens: [],
    empty: "",
    leftOut: 0,
  };
}

function listOf(id: string, heading: string, columns: readonly ReportColumn[], rows: ReportRow[], empty: string): ReportSection {
  // Receipt numbers are numbers that nobody adds up.
  const totals = totalsOf(columns, rows).map((cell, at) => (columns[at]?.id === "receipt" ? null : cell));
  return { id, heading, columns, rows, totals, totalLabel: "Total", opens: [], empty, leftOut: 0 };
}

const isCheck = ({ account }: UndepositedItem): boolean => account === "undeposited_checks";

function checkRow(item: UndepositedItem): ReportRow {
  const { postingId, reference, payerName, receiptNumber, effectiveOn, amountCents } = item;
  return { key: String(postingId), cells: [reference, payerName, receiptNumber, effectiveOn, amountCents], link: linkOf(item) };
}

function cashRow(item: UndepositedItem): ReportRow {
  const { postingId, payerName, memo, receiptNumber, effectiveOn, amountCents } = item;
  return { key: String(postingId), cells: [payerName === "" ? memo : payerName, receiptNumber, effectiveOn, amountCents], link: linkOf(item) };
}

function linkOf({ paymentId }: UndepositedItem): ReportRow["link"] {
  return paymentId === null ? null : { to: "payment", id: paymentId };
}

/** Refuses `deposit_not_found`. */
export function readDepositSlip(cx: Cx, input: { readonly depositId: DepositId }): ReportPaper {
  return look<ReportPaper>(cx, (db) => paperOf(db, depositSheet(cx, db, input.depositId)));
}

export function writeDepositCsv(cx: Cx, input: { readonly depositId: DepositId }): ReportText {
  return look<ReportText>(cx, (db) => csvOfSheet(db, depositSheet(cx, db, input.depositId)));
}
