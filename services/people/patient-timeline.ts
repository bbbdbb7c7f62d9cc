/** A chart's story, newest first, page by page (UI-3, MEM-20). Each amount comes with its explanation. */
import type { ReadableDb } from "#db/database.ts";
import { listInvoiceLines } from "#db/invoices.ts";
import { findImportFile } from "#db/people/chart.ts";
import type { Patient } from "#db/people/patient.ts";
import {
  listChangeEvents,
  listCreditEvents,
  listEndEvents,
  listEnrolments,
  listHoldEvents,
  listInvoiceEvents,
  listPaymentEvents,
  listSettlementEvents,
  listStatementEvents,
  type ChartOf,
} from "#db/people/timeline.ts";
import { findPractice } from "#db/practice.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import { explain, type Explained } from "#domain/billing/explain.ts";
import { dayInZone, type Day, type Instant } from "#domain/calendar.ts";
import type { InvoiceId, PatientId } from "#domain/identity.ts";
import { moneyText } from "#domain/money-text.ts";
import { addCents } from "#domain/money.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";
import { requirePatient } from "./require.ts";
import {
  changeLine,
  creditLine,
  endLine,
  enrolmentLine,
  holdLines,
  invoiceLines,
  paymentLines,
  settlementLine,
  statementLine,
  type TimelineLine,
} from "./timeline-items.ts";

export type TimelineEntry = Omit<TimelineLine, "id"> & { readonly explain: Explained | null };
export type TimelinePage = { readonly rows: TimelineEntry[]; readonly next: string | null };

export type TimelineQuery = {
  readonly patientId: PatientId;
  readonly after?: string | null | undefined;
  readonly limit: number;
};

/** Refuses `patient_not_found` and `list_place_unknown`. */
export function patientTimeline(cx: Cx, query: TimelineQuery): TimelinePage {
  return look<TimelinePage>(cx, (db) => {
    const patient = requirePatient(db, query.patientId);
    const practice = findPractice(db);
    const digits = currencyDigits(practice?.currency ?? "USD") ?? 2;
    const zone = practice?.time_zone ?? "UTC";
    const after = readPlace(query.after);
    const lines = linesOf(db, patient, cx.today, zone, digits)
      .map((line) => ({ line, key: keyOf(line) }))
      .filter(({ line, key }) => !after || key < String(after.key) || (key === after.key && line.id < after.id))
      .toSorted((a, b) => (a.key === b.key ? b.line.id - a.line.id : a.key < b.key ? 1 : -1));
    const page = lines.slice(0, query.limit);
    const last = page.at(-1);
    return {
      rows: page.map(({ line: { id: _id, ...line } }) => ({
        ...line,
        explain: line.kind === "invoice" && line.invoiceId ? explainInvoice(db, line.invoiceId, digits) : null,
      })),
      next: lines.length > query.limit && last ? writePlace(last.key, last.line.id) : null,
    };
  });
}

/** Newest first; what has no moment of its own stands after the other lines of its day. */
function keyOf(line: TimelineLine): string {
  return `${line.on} ${line.at ?? ""} ${line.kind}`;
}

function linesOf(
  db: ReadableDb,
  patient: Patient,
  today: Day,
  zone: string,
  digits: 0 | 2,
): TimelineLine[] {
  const chart: ChartOf = { patientId: patient.patientId, householdId: patient.householdId, today };
  const localDay = (at: Instant): Day => dayInZone(at, zone);
  return [
    joinedLine(db, patient, localDay(patient.createdAt)),
    ...listInvoiceEvents(db, chart).flatMap(invoiceLines),
    ...listPaymentEvents(db, chart).flatMap(paymentLines),
    ...listSettlementEvents(db, chart).map(settlementLine),
    ...listCreditEvents(db, chart).map(creditLine),
    ...listStatementEvents(db, chart).map(statementLine),
    ...listEnrolments(db, chart).map((event) => enrolmentLine(event, digits)),
    ...listHoldEvents(db, chart).flatMap((event) => holdLines(event, today)),
    ...listEndEvents(db, chart).map(endLine),
    ...listChangeEvents(db, chart).map((event) => changeLine(event, localDay(event.at))),
  ];
}

function joinedLine(db: ReadableDb, patient: Patient, on: Day): TimelineLine {
  const file = findImportFile(db, patient.importBatchId);
  return {
    id: patient.patientId,
    on: patient.firstVisitOn ?? on,
    at: patient.firstVisitOn ? null : patient.createdAt,
    kind: "joined",
    title: patient.firstVisitOn ? "First visit" : "Chart opened",
    detail: file === null ? "" : `Imported from ${file}`,
    amountCents: null,
    by: "",
    invoiceId: null,
    invoiceStatus: null,
  };
}

/** One line explains itself; several are added up. */
function explainInvoice(db: ReadableDb, invoiceId: InvoiceId, digits: 0 | 2): Explained {
  const lines = listInvoiceLines(db, invoiceId);
  const [first] = lines;
  if (first && lines.length === 1 && first.taxCents === 0 && first.explain !== "{}") {
    return explain(JSON.parse(first.explain) as AmountFacts, first.netCents, digits);
  }
  const total = addCents(...lines.map((line) => line.netCents + line.taxCents));
  const tax = addCents(...lines.map((line) => line.taxCents));
  return {
    rule: "INV-1",
    sentence: `${lines.length} line${lines.length === 1 ? "" : "s"} make ${moneyText(total, digits)}.`,
    steps: [
      ...lines.map((line) => ({
        label: [line.description, line.patientName].filter((part) => part !== "").join(", "),
        value: moneyText(line.netCents, digits),
      })),
      ...(tax === 0 ? [] : [{ label: "Tax", value: moneyText(tax, digits) }]),
      { label: "Total", value: moneyText(total, digits) },
    ],
  };
}
