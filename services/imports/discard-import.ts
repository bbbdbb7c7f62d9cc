/**
 * Takes the invisible rows of an import away: after a stop, a difference in the totals, an undo, or
 * a crash that left them behind (PPL-19, R16). In slices, so that the desk goes on working; whatever
 * is interrupted is finished the next time.
 */
import {
  findBatch,
  listBatchesWithHiddenRows,
  listBatchesIn,
  setBatchState,
} from "#db/imports/batches.ts";
import { takeHiddenSlice } from "#db/imports/staged.ts";
import type { ImportBatchId } from "#domain/identity.ts";
import type { Cx } from "../context.ts";
import { audit } from "../record.ts";

/** Patients taken away in one transaction. */
const slice = 200;

/** Ends a batch that was under way; its rows are still there, invisible, until `discardSlices` took them. */
export function cancelImport(cx: Cx, batchId: ImportBatchId): void {
  cx.db.write<void>((db) => {
    if (findBatch(db, batchId)?.state !== "staging") return;
    setBatchState(db, batchId, "cancelled", cx.now);
    audit(cx, db, "import.cancelled", `import/${batchId}`);
    db.touch("imports");
  });
}

/** Each step takes one slice away, and answers how many rows went. */
export function* discardSlices(cx: Cx, batchId: ImportBatchId): Generator<number> {
  for (;;) {
    const gone = takeHiddenSlice(cx.db, batchId, slice);
    if (gone === 0) return;
    yield gone;
  }
}

/** What a crash or a power cut left of imports: cancelled, and taken away slice by slice. */
export function* discardLeftovers(cx: Cx): Generator<number> {
  const stranded = cx.db.read((db) => listBatchesIn(db, "staging"));
  for (const batchId of stranded) cancelImport(cx, batchId);
  for (const batchId of cx.db.read((db) => listBatchesWithHiddenRows(db)))
    yield* discardSlices(cx, batchId);
}
