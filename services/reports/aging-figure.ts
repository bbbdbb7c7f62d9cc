/** The invoices or the credit behind one figure of the aging (REP-5). */
import { listCreditEntries, type CreditEntry } from "#db/reports/credit-entries.ts";
import { listOpenThen, type AgingQuestion, type OpenInvoice } from "#db/reports/aging.ts";
import { findPatientName, namesOfAccounts } from "#db/reports/account-facts.ts";
import type { ReadableDb } from "#db/database.ts";
import { asId, type HouseholdId, type PatientId } from "#domain/identity.ts";
import { ageDays } from "#domain/invoices/aging.ts";
import { refuse } from "#domain/refusal.ts";
import { agingColumn, agingColumns } from "#domain/reports/aging-sums.ts";
import { totalsOf, type ReportColumn, type ReportRow, type ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import { sharesOf } from "./age-patients.ts";
import { bucketHeads, questionOf, type AgingAsk } from "./aging-question.ts";
import type { FigureAt } from "./makers.ts";
import { sheetHead } from "./sheet-head.ts";

type Whose = { readonly householdId: HouseholdId | null; readonly patientId: PatientId | null; readonly isPatient: boolean };

const invoiceColumns: readonly ReportColumn[] = [
  { id: "invoice", header: "Invoice", kind: "text", share: 0.6 },
  { id: "whose", header: "Household", kind: "text", share: 2 },
  { id: "invoiced_on", header: "Date", kind: "day" },
  { id: "due_on", header: "Due", kind: "day" },
  { id: "age", header: "Days", kind: "number" },
  { id: "open", header: "Open", kind: "money" },
];

const creditColumns: readonly ReportColumn[] = [
  { id: "on", header: "Day", kind: "day" },
  { id: "whose", header: "Household", kind: "text", share: 1 },
  { id: "memo", header: "What", kind: "text", share: 2 },
  { id: "credit", header: "Credit", kind: "money" },
];

/** Refuses `report_row_unknown`. */
export function openAgingFigure(cx: Cx, db: ReadableDb, ask: AgingAsk, at: FigureAt, mostRows: number): ReportSheet {
  const question = questionOf(cx, db, ask);
  const whose = whoseOf(ask, at);
  const facts = namesOfAccounts(db, question);
  const isCredit = at.columnId === "credit";
  const bucket = agingColumns.find((column) => column === at.columnId);
  if (!isCredit && bucket === undefined && at.columnId !== "open") refuse("report_row_unknown", {});
  const rows = isCredit
    ? listCreditEntries(db, question, whose.householdId).map((entry) => creditRow(entry, facts(entry.householdId).name))
    : openRows(db, question, whose)
        .filter(({ column }) => bucket === undefined || column === bucket)
        .map(({ invoice, cents }) => invoiceRow(question, invoice, cents, facts(invoice.householdId).name));
  const columns = isCredit ? creditColumns : invoiceColumns;
  const totals = totalsOf(columns, rows).map((total, index) => (columns[index]?.id === "age" ? null : total));
  const what = isCredit ? "Unused credit" : bucket === undefined ? "Open invoices" : `Open invoices, ${bucketHeads[bucket]} days`;
  return {
    ...sheetHead(cx, db, { report: "aging-rows", title: what, period: { kind: "as_of", on: ask.asOf }, knownAt: ask.knownAt }),
    parameters: [{ label: "Of", value: nameOf(db, whose, (id) => facts(id).name) }],
    sections: [
      {
        id: isCredit ? "credit" : "invoices",
        heading: null,
        columns,
        rows: rows.slice(0, mostRows),
        totals,
        totalLabel: "Total",
        opens: [],
        empty: isCredit ? "No credit was given or used." : "Nothing was open.",
        leftOut: Math.max(0, rows.length - mostRows),
      },
    ],
    notes: ask.credit === "netted" ? ["Before unused credit is taken off."] : [],
  };
}

function whoseOf({ by }: AgingAsk, { rowKey }: FigureAt): Whose {
  const isPatient = by === "patient";
  if (rowKey === null) return { householdId: null, patientId: null, isPatient: false };
  const match = (isPatient ? /^(\d{1,15})\/(\d{0,15})$/ : /^(\d{1,15})()$/).exec(rowKey) ?? refuse("report_row_unknown", {});
  const [, household = "", patient = ""] = match;
  return {
    householdId: asId<HouseholdId>(Number(household)),
    patientId: patient === "" ? null : asId<PatientId>(Number(patient)),
    isPatient,
  };
}

function openRows(db: ReadableDb, question: AgingQuestion, { householdId, patientId, isPatient }: Whose) {
  return listOpenThen(db, question, householdId).flatMap((invoice) => {
    const column = agingColumn(question.asOf, question.ageFrom === "due" ? invoice.dueOn : invoice.invoicedOn);
    if (!isPatient) return [{ invoice, cents: invoice.openCents, column }];
    return sharesOf(db, invoice)
      .filter((share) => share.patientId === patientId)
      .map(({ cents }) => ({ invoice, cents, column }));
  });
}

function invoiceRow(question: AgingQuestion, invoice: OpenInvoice, cents: number, whose: string): ReportRow {
  const { invoiceId, number, invoicedOn, dueOn } = invoice;
  const age = ageDays(question.asOf, question.ageFrom === "due" ? dueOn : invoicedOn);
  return { key: null, cells: [String(number), whose, invoicedOn, dueOn, age, cents], link: { to: "invoice", id: invoiceId } };
}

function creditRow({ on, memo, cents, invoiceId }: CreditEntry, whose: string): ReportRow {
  return { key: null, cells: [on, whose, memo, cents], link: invoiceId === null ? null : { to: "invoice", id: invoiceId } };
}

function nameOf(db: ReadableDb, { householdId, patientId, isPatient }: Whose, household: (id: HouseholdId) => string): string {
  if (householdId === null) return "all accounts";
  if (isPatient && patientId !== null) return findPatientName(db, patientId)?.name ?? "";
  return household(householdId);
}
