/** The imports of the practice, and which of them can still be taken back (PPL-18). */
import { listBatches, type ImportBatch } from "#db/imports/batches.ts";
import { findTouched } from "#db/imports/touched.ts";
import type { DryRunCounts } from "#domain/imports/dry-run.ts";
import { look, type Cx } from "../context.ts";

export type ImportView = Pick<
  ImportBatch,
  "batchId" | "fileName" | "source" | "rows" | "staffName" | "committedAt" | "endedAt"
> & {
  readonly state: "committed" | "undone";
  readonly counts: DryRunCounts & { readonly updated: number };
  readonly canUndo: boolean;
  /** Charts changed or used since, which is why it cannot be taken back. */
  readonly touched: number;
};

const mostShown = 20;

export function listImports(cx: Cx): ImportView[] {
  return look<ImportView[]>(cx, (db) =>
    listBatches(db, mostShown).map((batch) => {
      const touched = batch.state === "committed" ? findTouched(db, batch.batchId).count : 0;
      const { batchId, fileName, source, rows, staffName, committedAt, endedAt } = batch;
      return {
        batchId,
        fileName,
        source,
        rows,
        staffName,
        committedAt,
        endedAt,
        state: batch.state === "undone" ? "undone" : "committed",
        counts: JSON.parse(batch.counts) as ImportView["counts"],
        canUndo: batch.state === "committed" && touched === 0,
        touched,
      };
    }),
  );
}
