/** Writes down yearly statements that were made, and marks a run as printed (DOC-6), in one transaction each. */
import { householdNow } from "#db/people/merges.ts";
import { insertDocument } from "#db/statements/records.ts";
import { findYearlyRun, insertYearlyRun, insertYearlyStatement, listYearlyRuns, setYearlyRunPrinted, type YearlyRunRow } from "#db/statements/yearly-runs.ts";
import type { DocumentId, HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { YearlyStatementData } from "#domain/yearly-statements/yearly-statement-data.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import type { MadeYearly, PreparedYearlyRun } from "./prepare.ts";

export type RecordedYearly = { readonly documentId: DocumentId; readonly pages: number };

/** Keeps the very statement that was made (DOC-2). */
export function recordYearlyStatement(cx: Cx, asked: HouseholdId, data: YearlyStatementData, file: StoredFile): RecordedYearly {
  return act<RecordedYearly>(cx, (db) => {
    const householdId = householdNow(db, asked);
    const { year, netCents } = data;
    const documentId = insertDocument(db, {
      ...file,
      kind: "yearly_statement",
      householdId,
      title: `Yearly statement ${year} for ${data.recipient.name}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    insertYearlyStatement(db, { householdId, year, runId: null, documentId, netCents, createdAt: cx.now });
    audit(cx, db, "yearly_statement.made", `household/${householdId}`, { after: { year, documentId, netCents } });
    db.touch("documents", "statements", `household/${householdId}`);
    return { documentId, pages: file.pages };
  });
}

export type RecordedYearlyRun = { readonly runId: number; readonly documentId: DocumentId };

export function recordYearlyRun(cx: Cx, { year, statements }: Pick<PreparedYearlyRun, "year" | "statements">, file: StoredFile): RecordedYearlyRun {
  return act<RecordedYearlyRun>(cx, (db) => {
    const documentId = insertDocument(db, {
      ...file,
      kind: "yearly_batch",
      householdId: null,
      title: `${statements.length} yearly statements of ${year}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    const runId = insertYearlyRun(db, { year, documentId, createdBy: cx.actor.staffId, createdAt: cx.now });
    for (const one of statements) insertOfRun(cx, db, { year, runId, documentId }, one);
    audit(cx, db, "yearly_run.made", `yearly_run/${runId}`, { after: { year, statements: statements.length } });
    db.touch("documents", "statements");
    return { runId, documentId };
  });
}

function insertOfRun(
  cx: Cx,
  db: Parameters<typeof insertYearlyStatement>[0],
  run: { readonly year: number; readonly runId: number; readonly documentId: DocumentId },
  { householdId, data }: MadeYearly,
): void {
  insertYearlyStatement(db, { ...run, householdId, netCents: data.netCents, createdAt: cx.now });
  db.touch(`household/${householdId}`);
}

const mostRuns = 50;

/** The runs of a year, newest first. */
export function listRunsOfYear(cx: Cx, { year }: { readonly year: number }): YearlyRunRow[] {
  return look<YearlyRunRow[]>(cx, (db) => listYearlyRuns(db, year, mostRuns));
}

/** Refuses `yearly_run_not_found` and `yearly_run_printed`. */
export function markYearlyRunPrinted(cx: Cx, runId: number): { printed: number } {
  return act<{ printed: number }>(cx, (db) => {
    const run = findYearlyRun(db, runId) ?? refuse("yearly_run_not_found", {});
    if (run.printedAt !== null) refuse("yearly_run_printed", {});
    setYearlyRunPrinted(db, runId, cx.now);
    audit(cx, db, "yearly_run.printed", `yearly_run/${runId}`, { after: { statements: run.statements } });
    db.touch("documents", "statements");
    return { printed: run.statements };
  });
}

/** Takes the mark away again. Refuses `yearly_run_not_found` and `yearly_run_not_printed`. */
export function unmarkYearlyRunPrinted(cx: Cx, runId: number): { unmarked: number } {
  return act<{ unmarked: number }>(cx, (db) => {
    const run = findYearlyRun(db, runId) ?? refuse("yearly_run_not_found", {});
    if (run.printedAt === null) refuse("yearly_run_not_printed", {});
    setYearlyRunPrinted(db, runId, null);
    audit(cx, db, "yearly_run.unmarked", `yearly_run/${runId}`, { before: { printedAt: run.printedAt } });
    db.touch("documents", "statements");
    return { unmarked: run.statements };
  });
}
