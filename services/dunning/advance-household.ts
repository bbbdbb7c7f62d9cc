/**
 * One household on one day (BIL-11): its settled case ends, a new one begins, and the notice that has
 * come due goes into the outbox. After days off at most one notice is written, the latest due; the
 * others are recorded as skipped. Doing it again the same day does nothing.
 */
import { findOpenCase, findLastDecline, listOpenPartCases, setCause, type CaseRow } from "#db/dunning/cases.ts";
import type { WritableDb } from "#db/database.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { partNoticeOf } from "#domain/dunning/notice-kinds.ts";
import { isHeldBy } from "#domain/dunning/held-spans.ts";
import { dueNow, type NoticeStep } from "#domain/dunning/timetable.ts";
import type { Work } from "../context.ts";
import { causeOf, causeOfPart, readCaseState } from "./case-state.ts";
import { openCase } from "./open-case.ts";
import { openPartCases } from "./open-part-case.ts";
import { queueNotice, skipNotice, type NoticeToQueue } from "./queue-notice.ts";
import { settleCases } from "./settle-case.ts";

export type Advanced = { readonly opened: number; readonly queued: number; readonly skipped: number; readonly closed: number };

export function advanceHousehold(cx: Work, db: WritableDb, householdId: HouseholdId, canCharge: boolean): Advanced {
  const closed = settleCases(cx, db, householdId);
  const opened = (openCase(cx, db, householdId, canCharge) ? 1 : 0) + openPartCases(cx, db, householdId, canCharge);
  const tally = { opened, closed, queued: 0, skipped: 0 };
  const ofDues = findOpenCase(db, householdId);
  for (const row of [...(ofDues ? [ofDues] : []), ...listOpenPartCases(db, householdId)]) {
    const { queued, skipped } = writeNotices(cx, db, keepCause(db, row));
    tally.queued += queued;
    tally.skipped += skipped;
  }
  return tally;
}

/** A card taken away, or a household that now pays by hand, changes what the letters say and what is tried. */
function keepCause(db: WritableDb, row: CaseRow): CaseRow {
  const isDeclined = findLastDecline(db, row.invoiceId, row.planPartId) !== undefined;
  const cause = (row.planPartId === null ? causeOf : causeOfPart)(db, row.householdId, isDeclined);
  if (cause === row.cause) return row;
  setCause(db, row.id, cause);
  return { ...row, cause };
}

function writeNotices(cx: Work, db: WritableDb, row: CaseRow): { queued: number; skipped: number } {
  const state = readCaseState(db, row, cx.today);
  if (isHeldBy(state.held, cx.today)) return { queued: 0, skipped: 0 };
  const { now, skipped } = dueNow(state.table.notices, ({ kind }) => state.decidedNotices.has(kind), cx.today);
  const about = (step: NoticeStep): NoticeToQueue => ({
    householdId: row.householdId,
    caseId: row.id,
    invoiceId: row.invoiceId,
    event: `case/${row.id}`,
    kind: row.planPartId === null ? step.kind : partNoticeOf[step.kind],
    day: step.day,
    dueOn: step.on,
  });
  for (const step of skipped) skipNotice(cx, db, about(step), "a_later_notice_was_due");
  const queued = now !== null && queueNotice(cx, db, about(now)) !== null ? 1 : 0;
  return { queued, skipped: skipped.length };
}
