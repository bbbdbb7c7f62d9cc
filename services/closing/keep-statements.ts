/**
 * Location statements that are kept (INV-14): on the 1st the month before is made by itself, laid out,
 * put into the documents folder and written down once, so that its copy never changes.
 */
import {
  findKeptStatement,
  insertKeptStatement,
  hasBooks,
  isStatementKept,
  listKeptStatements,
  type KeptStatement,
} from "#db/closing/location-statements.ts";
import { insertDocument } from "#db/statements/records.ts";
import { addDays, addMonths, dayInZone, makeDay, monthOf, yearOf, type Day } from "#domain/calendar.ts";
import { findPractice } from "#db/practice.ts";
import type { LocationStatementId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { paperOf } from "../reports/show-report.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { makeLocationStatement } from "./location-report.ts";

const mostKept = 600;
/** A computer that was off makes up for this many months. */
const mostMonths = 24;

export type Month = { readonly from: Day; readonly to: Day };

/** Whole months that are over, since the practice began, with something to state and no copy yet; the oldest first. */
export function monthsToKeep(cx: Cx): Month[] {
  return look<Month[]>(cx, (db) => {
    const practice = findPractice(db);
    if (!practice) return [];
    const since = firstOfMonth(dayInZone(practice.created_at as Cx["now"], practice.time_zone));
    const months: Month[] = [];
    const thisMonth = firstOfMonth(cx.today);
    for (let back = mostMonths; back >= 1; back -= 1) {
      const from = addMonths(thisMonth, -back);
      const to = addDays(addMonths(from, 1), -1);
      if (from >= since && !isStatementKept(db, from, to) && hasBooks(db, to)) months.push({ from, to });
    }
    return months;
  });
}

function firstOfMonth(day: Day): Day {
  return makeDay(yearOf(day), monthOf(day), 1);
}

/** A month's statement as it is laid out. */
export function readMonthPaper(cx: Cx, month: Month): ReportPaper {
  return look<ReportPaper>(cx, (db) =>
    paperOf(db, makeLocationStatement(cx, db, { report: "location-statement", ...month })),
  );
}

/** Writes the copy down, once; answers whether it was this one. */
export function keepStatement(cx: Cx, month: Month, paper: ReportPaper, file: StoredFile): boolean {
  return act<boolean>(cx, (db) => {
    if (isStatementKept(db, month.from, month.to)) return false;
    const documentId = insertDocument(db, {
      ...file,
      kind: "location_statement",
      householdId: null,
      title: `Location statement ${month.from} to ${month.to}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    const statementId = insertKeptStatement(db, {
      fromOn: month.from,
      toOn: month.to,
      figures: JSON.stringify(paper.sheet),
      documentId,
      by: cx.actor.staffId,
      at: cx.now,
    });
    audit(cx, db, "location_statement.kept", `location_statement/${statementId}`, {
      after: { fromOn: month.from, toOn: month.to, sha256: file.sha256 },
    });
    db.touch("closing", "reports", "documents");
    return true;
  });
}

export function listKept(cx: Cx): KeptStatement[] {
  return look<KeptStatement[]>(cx, (db) => listKeptStatements(db, mostKept));
}

/** Where the copy lies. Refuses `statement_not_kept`. */
export function requireKept(cx: Cx, { statementId }: { readonly statementId: LocationStatementId }): { fileName: string; sha256: string } {
  return look<{ fileName: string; sha256: string }>(cx, (db) => {
    const kept = findKeptStatement(db, statementId);
    if (!kept || kept.sha256 === null) refuse("statement_not_kept", {});
    return { fileName: `location-statement-${kept.fromOn}-${kept.toOn}.pdf`, sha256: kept.sha256 };
  });
}
