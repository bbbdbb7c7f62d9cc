/** Runs of statements, newest first, with what became of each (DOC-5). */
import { listStatementRuns, type StatementRunRow } from "#db/statements/runs.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";

export function listRuns(
  cx: Cx,
  query: { readonly after?: string | null | undefined; readonly limit: number },
): { rows: StatementRunRow[]; next: string | null } {
  return look<{ rows: StatementRunRow[]; next: string | null }>(cx, (db) => {
    const before = readPlace(query.after)?.id ?? Number.MAX_SAFE_INTEGER;
    const rows = listStatementRuns(db, before, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return { rows: page, next: rows.length > query.limit && last ? writePlace("statement_run", last.batchId) : null };
  });
}
