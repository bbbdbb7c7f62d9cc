/** Reports of past runs, newest first (BIL-1). */
import { listRuns } from "#db/billing-runs.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";
import type { RunReport } from "./run.ts";

export function listRunReports(
  cx: Cx,
  query: { readonly after?: string | null | undefined; readonly limit: number },
): { rows: RunReport[]; next: string | null } {
  return look<{ rows: RunReport[]; next: string | null }>(cx, (db) => {
    const before = readPlace(query.after)?.id ?? Number.MAX_SAFE_INTEGER;
    const rows = listRuns(db, before, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => JSON.parse(row.report) as RunReport),
      next: rows.length > query.limit && last ? writePlace("run", last.id) : null,
    };
  });
}
