/** Which card is to be tried again today (BIL-11), and what becomes of the retries that were missed. */
import { findCase, findOpenCase, listOpenCases, listOpenPartCases, type CaseRow } from "#db/dunning/cases.ts";
import { insertRetry } from "#db/dunning/retries.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { CaseId, HouseholdId, InvoiceId, PlanPartId } from "#domain/identity.ts";
import { isHeldBy } from "#domain/dunning/held-spans.ts";
import { dueNow, type RetryStep } from "#domain/dunning/timetable.ts";
import type { Work } from "../context.ts";
import { readCaseState, type CaseState } from "./case-state.ts";

export type DueRetry = {
  readonly caseId: CaseId;
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId;
  /** The part of a payment plan; null for dues (INV-6). */
  readonly partId: PlanPartId | null;
  /** Days after the first failure, by the timetable. */
  readonly day: number;
  /** The timetable's day; earlier than today after days off. */
  readonly dueOn: Day;
};

const casesPerPage = 200;

/**
 * At most one for each case, the latest due. A hard decline without a newer card, a hold, a household
 * without a card and a case that has ended have none; nor has the day of the last decline itself.
 */
export function listDueRetries(db: ReadableDb, today: Day): DueRetry[] {
  const due: DueRetry[] = [];
  let afterId = 0;
  for (;;) {
    const cases = listOpenCases(db, afterId, casesPerPage);
    const last = cases.at(-1);
    if (last === undefined) return due;
    for (const row of cases) {
      const retry = retryOf(db, row, today);
      if (retry) due.push(retry);
    }
    afterId = last.id;
  }
}

/** The same for one household: of its dues, and of each of its drawn payment plans. */
export function listDueRetriesOf(db: ReadableDb, householdId: HouseholdId, today: Day): DueRetry[] {
  const ofDues = findOpenCase(db, householdId);
  return [...(ofDues ? [ofDues] : []), ...listOpenPartCases(db, householdId)].flatMap((row) => retryOf(db, row, today) ?? []);
}

function retryOf(db: ReadableDb, row: CaseRow, today: Day): DueRetry | undefined {
  const retry = dueRetry(readCaseState(db, row, today), today);
  const { id: caseId, householdId, invoiceId, planPartId: partId } = row;
  return retry ? { caseId, householdId, invoiceId, partId, day: retry.day, dueOn: retry.on } : undefined;
}

function dueRetry(state: CaseState, today: Day): RetryStep | null {
  if (!state.canRetry || state.invoice === undefined || isHeldBy(state.held, today)) return null;
  if (state.lastDecline?.on === today) return null;
  return dueNow(state.table.retries, ({ day }) => state.decidedRetries.has(day), today).now;
}

/** Marks today's retry as done with its attempt, in the claim's transaction; the missed ones as skipped. */
export function recordRetry(
  cx: Work,
  db: WritableDb,
  retry: { readonly caseId: CaseId; readonly attemptId: string },
): void {
  decide(cx, db, retry.caseId, retry.attemptId, "");
}

/** Today's retry does not happen, for a reason such as the networks' limits (BIL-10): it is not made up for. */
export function skipRetry(cx: Work, db: WritableDb, retry: { readonly caseId: CaseId; readonly reason: string }): void {
  decide(cx, db, retry.caseId, null, retry.reason);
}

function decide(cx: Work, db: WritableDb, caseId: CaseId, attemptId: string | null, reason: string): void {
  const row = findCase(db, caseId);
  if (!row) return;
  const state = readCaseState(db, row, cx.today);
  const { now, skipped } = dueNow(state.table.retries, ({ day }) => state.decidedRetries.has(day), cx.today);
  const common = { caseId, decidedAt: cx.now };
  for (const step of skipped)
    insertRetry(db, { ...common, day: step.day, dueOn: step.on, attemptId: null, reason: "a_later_retry_was_due" });
  if (now) insertRetry(db, { ...common, day: now.day, dueOn: now.on, attemptId, reason });
  db.touch(`household/${row.householdId}`, "billing");
}
