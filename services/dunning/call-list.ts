/**
 * The call list (BIL-13): every past-due household, the oldest first, with the three sentences of
 * BIL-12 and everything the actions beside a row need. A case whose invoice is settled is not on it,
 * whatever the hour of the next run.
 */
import { findCallFacts, type CallFacts } from "#db/dunning/call-list.ts";
import { listOpenCases, type CaseCause } from "#db/dunning/cases.ts";
import { findPractice } from "#db/practice.ts";
import type { ReadableDb } from "#db/database.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";
import { caseSentences, partSentences, type CaseStory } from "#domain/dunning/case-sentences.ts";
import type { DeclineKind } from "#domain/dunning/decline-situations.ts";
import type { NextStep } from "#domain/dunning/declines.ts";
import { noticeNames, type NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { findDrawnPart } from "#db/payment-plans/drawn-parts.ts";
import type { CaseId, HouseholdId, InvoiceId, NoticeId, PlanPartId } from "#domain/identity.ts";
import { partWord } from "#domain/payment-plans/due-parts.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { Cents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";
import { nextStepOf, readCaseState, type CaseState } from "./case-state.ts";

export type CallRow = Omit<CallFacts, "hasCard"> & {
  readonly caseId: CaseId;
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  /** `Payment 2 of 6`, where a drawn part of a payment plan is owed (INV-6); null for dues. */
  readonly planPart: string | null;
  readonly cause: CaseCause;
  readonly dayZeroOn: Day;
  /** Days since day 0, held or not: the age by which the list is sorted. */
  readonly days: number;
  readonly amountCents: Cents;
  /** Known once the final notice is out; null before. */
  readonly lapseOn: Day | null;
  readonly declineKind: DeclineKind | null;
  readonly declinedOn: Day | null;
  readonly staff: string;
  readonly patient: string;
  readonly next: string;
  readonly nextOn: Day | null;
  readonly hasCard: boolean;
  /** Whether the machine, or a person by hand, may try the card of the household again. */
  readonly canRetry: boolean;
  readonly lastNotice: { readonly kind: NoticeKind; readonly state: string; readonly on: Day } | null;
  /** A letter that waits to be printed. */
  readonly waitingNoticeId: NoticeId | null;
};

/** A list for a person with a telephone ends somewhere. */
const mostCases = 2000;

export function listCalls(cx: Cx): CallRow[] {
  return look<CallRow[]>(cx, (db) => readCalls(db, cx.today));
}

export function readCalls(db: ReadableDb, today: Day): CallRow[] {
  return listOpenCases(db, 0, mostCases)
    .map((row) => readCaseState(db, row, today))
    .flatMap((state) => (state.invoice === undefined ? [] : [callRow(db, state, state.invoice.balanceCents, today)]))
    .toSorted((a, b) => b.days - a.days || a.caseId - b.caseId);
}

function callRow(db: ReadableDb, state: CaseState, amountCents: Cents, today: Day): CallRow {
  const { case: row, lastDecline } = state;
  const step = nextStepOf(state, today);
  const part = row.planPartId === null ? null : partOf(db, row.planPartId);
  const last = state.notices.findLast(({ state: word }) => word !== "skipped" && word !== "cancelled");
  return {
    ...findCallFacts(db, row.id, row.householdId, today),
    caseId: row.id,
    householdId: row.householdId,
    invoiceId: state.invoice?.invoiceId ?? row.invoiceId,
    invoiceNumber: state.invoice?.number ?? 0,
    planPart: part?.word ?? null,
    cause: row.cause,
    dayZeroOn: row.dayZeroOn,
    days: daysBetween(row.dayZeroOn, today),
    amountCents,
    lapseOn: state.lapseOn,
    declineKind: lastDecline?.kind ?? null,
    declinedOn: lastDecline?.on ?? null,
    ...(part ? partSentences(storyOf(state), step, part) : caseSentences(storyOf(state), step)),
    nextOn: dayOf(step),
    canRetry: state.canRetry,
    lastNotice: last ? { kind: last.kind, state: last.state, on: last.toldOn ?? last.dueOn } : null,
    waitingNoticeId: state.notices.findLast(({ state: word }) => word === "queued")?.id ?? null,
  };
}

function partOf(db: ReadableDb, partId: PlanPartId): { word: string; invoiceNumber: number; dueOn: Day } | null {
  const part = findDrawnPart(db, partId);
  return part ? { word: partWord(part), invoiceNumber: part.invoiceNumber, dueOn: part.dueOn } : null;
}

function storyOf(state: CaseState): CaseStory {
  const { cause } = state.case;
  if (cause === "card_declined" && state.lastDecline)
    return { cause, code: state.lastDecline.code, on: state.lastDecline.on };
  return { cause: cause === "card_removed" ? cause : "manual_payer", dueOn: state.invoice?.dueOn ?? state.case.dayZeroOn };
}

function dayOf(step: NextStep): Day | null {
  return "on" in step ? step.on : null;
}

/** The list as a table for a spreadsheet (PPL-21), in the list's order. */
export function exportCallsCsv(cx: Cx, causes: readonly CaseCause[]): string {
  return look<string>(cx, (db) => {
    const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
    const rows = readCalls(db, cx.today).filter(({ cause }) => causes.length === 0 || causes.includes(cause));
    return csvText(columns(digits), rows);
  });
}

export const causeNames: Readonly<Record<CaseCause, string>> = {
  card_declined: "Card declined",
  card_removed: "No card on file",
  manual_payer: "Pays by hand",
};

function columns(digits: 0 | 2): CsvColumn<CallRow>[] {
  return [
    { header: "Payer", cell: (row) => row.payerName },
    { header: "Phone", cell: (row) => row.phone },
    { header: "Members", cell: (row) => row.members },
    { header: "Why", cell: (row) => causeNames[row.cause] },
    { header: "Since", cell: (row) => row.dayZeroOn },
    { header: "Days", cell: (row) => row.days },
    { header: "Invoice", cell: (row) => row.invoiceNumber },
    { header: "To pay", cell: (row) => csvAmount(row.amountCents, digits) },
    { header: "Owed in all", cell: (row) => csvAmount(row.owedCents, digits) },
    { header: "Lapses", cell: (row) => row.lapseOn },
    { header: "Last notice", cell: (row) => (row.lastNotice === null ? null : noticeNames[row.lastNotice.kind]) },
    { header: "Last notice on", cell: (row) => row.lastNotice?.on ?? null },
    { header: "For staff", cell: (row) => row.staff },
    { header: "Next", cell: (row) => row.next },
  ];
}
