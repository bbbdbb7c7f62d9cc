/**
 * The aging of receivables (INV-11) as a sheet: by household or by patient, credit apart or netted, last
 * payment and last statement, and whether it ties to the ledger.
 */
import { ledgerBalance } from "#db/reports/as-of.ts";
import { ageHouseholds, type AgingQuestion } from "#db/reports/aging.ts";
import { namesOfAccounts, type AccountFacts } from "#db/reports/account-facts.ts";
import type { ReadableDb } from "#db/database.ts";
import { dayText } from "#domain/day-text.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { agingColumns, netCredit, openSum, type AgingSums } from "#domain/reports/aging-sums.ts";
import { totalsOf, type ReportCell, type ReportColumn, type ReportRow, type ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import { agePatients } from "./age-patients.ts";
import { openAgingFigure } from "./aging-figure.ts";
import { bucketHeads, questionOf, type AgingAsk } from "./aging-question.ts";
import type { ReportMaker } from "./makers.ts";
import { sheetHead } from "./sheet-head.ts";

const columnsFor = ({ by }: AgingAsk): readonly ReportColumn[] => [
  { id: "name", header: by === "household" ? "Household" : "Patient", kind: "text", share: 2 },
  { id: "number", header: by === "household" ? "Account" : "Chart", kind: "text", share: 0.7 },
  ...agingColumns.map((id): ReportColumn => ({ id, header: bucketHeads[id], kind: "money" })),
  { id: "open", header: "Open", kind: "money" },
  { id: "credit", header: "Credit", kind: "money" },
  { id: "balance", header: "Balance", kind: "money" },
  { id: "paid_on", header: "Last paid", kind: "day" },
  { id: "paid", header: "Amount", kind: "money", minor: true },
  { id: "statement_on", header: "Statement", kind: "day" },
];

/** One account of the report: a household, or a patient with the credit of the household on its payer. */
export type AgedAccount = {
  readonly key: string;
  readonly name: string;
  readonly sortName: string;
  readonly number: string;
  readonly link: ReportRow["link"];
  readonly householdId: HouseholdId;
  readonly sums: AgingSums;
  readonly creditCents: number;
  readonly facts: AccountFacts;
};

export const agingMaker: ReportMaker<AgingAsk> = {
  make: makeAging,
  open: openAgingFigure,
};

function makeAging(cx: Cx, db: ReadableDb, ask: AgingAsk, mostRows: number): ReportSheet {
  const head = sheetHead(cx, db, {
    report: "aging",
    title: "Aging of receivables",
    period: { kind: "as_of", on: ask.asOf },
    knownAt: ask.knownAt,
  });
  const question = questionOf(cx, db, ask);
  const accounts = ask.by === "household" ? agedHouseholds(db, question) : agePatients(db, question);
  const columns = columnsFor(ask);
  const rows = accounts
    .toSorted((one, other) => compare(one.sortName, other.sortName) || compare(one.key, other.key))
    .map((account) => rowOf(account, ask));
  const totals = totalsOf(columns, rows).map((total, at) => (columns[at]?.id === "paid" ? null : total));
  return {
    ...head,
    parameters: [
      { label: "Ages count from", value: ask.ageFrom === "due" ? "the due day" : "the invoice day" },
      { label: "Rows", value: ask.by === "household" ? "by household" : "by patient" },
      { label: "Unused credit", value: ask.credit === "apart" ? "in its own column" : "taken off the oldest amounts" },
    ],
    sections: [
      {
        id: "accounts",
        heading: null,
        columns,
        rows: rows.slice(0, mostRows),
        totals,
        totalLabel: `${accounts.length.toLocaleString("en-US")} ${accounts.length === 1 ? "account" : "accounts"}`,
        opens: [...agingColumns, "open", "credit"],
        empty: `Nobody owed anything on ${dayText(ask.asOf)}, and nobody had unused credit.`,
        leftOut: Math.max(0, rows.length - mostRows),
      },
    ],
    notes: [tieNote(db, question, accounts), "Amounts that are not due yet stand with 0–30 days."],
  };
}

function agedHouseholds(db: ReadableDb, question: AgingQuestion): AgedAccount[] {
  const aged = ageHouseholds(db, question);
  const facts = namesOfAccounts(db, question);
  return aged.map(({ householdId, sums, creditCents }) => {
    const known = facts(householdId);
    return {
      key: String(householdId),
      name: known.name,
      sortName: known.sortName,
      number: String(known.number),
      link: known.payerPatientId === null ? null : { to: "patient" as const, id: known.payerPatientId },
      householdId,
      sums,
      creditCents,
      facts: known,
    };
  });
}

function rowOf(account: AgedAccount, ask: AgingAsk): ReportRow {
  const { sums, creditCents } = ask.credit === "netted" ? netCredit(account.sums, account.creditCents) : account;
  const open = openSum(sums);
  const { lastPaidOn, lastPaidCents, lastStatementOn } = account.facts;
  const cells: ReportCell[] = [
    account.name,
    account.number,
    ...agingColumns.map((column) => sums[column]),
    open,
    creditCents,
    open - creditCents,
    lastPaidOn,
    lastPaidCents,
    lastStatementOn,
  ];
  return { key: account.key, cells, link: account.link };
}

/** Totals tie to the ledger, or the sheet says by how much they do not (INV-11). */
function tieNote(db: ReadableDb, question: AgingQuestion, accounts: readonly AgedAccount[]): string {
  const open = accounts.reduce((sum, { sums }) => sum + openSum(sums), 0);
  const credit = accounts.reduce((sum, { creditCents }) => sum + creditCents, 0);
  const openOff = ledgerBalance(db, "receivable", question) - open;
  const creditOff = -ledgerBalance(db, "household_credit", question) - credit;
  if (openOff === 0 && creditOff === 0) return "Open amounts tie to the receivable account of the ledger, unused credit to its credit account.";
  return `The ledger differs from these rows by ${openOff} in receivable and ${creditOff} in unused credit, in the smallest unit of money. Run the check under Settings.`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
