/** Opens a batch: from here on rows are written, and nobody sees them (PPL-19). */
import { insertBatch, listBatchesIn } from "#db/imports/batches.ts";
import type { DryRunCounts } from "#domain/imports/dry-run.ts";
import type { ImportMapping } from "#domain/imports/mapping.ts";
import type { HouseholdId, ImportBatchId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { Cx } from "../context.ts";

export type ImportToBegin = {
  readonly fileName: string;
  readonly sha256: string;
  readonly mapping: ImportMapping;
  /** What the dry run showed and the office confirmed. */
  readonly counts: DryRunCounts;
};

/** An import under way: which households its rows have opened so far. Lives in memory only. */
export type Staging = {
  readonly batchId: ImportBatchId;
  readonly source: string;
  readonly households: Map<number, HouseholdId>;
};

/** Refuses `import_already_running` while another batch is being written, `import_nothing_to_import`. */
export function beginImport(cx: Cx, { fileName, sha256, mapping, counts }: ImportToBegin): Staging {
  if (counts.new + counts.known === 0) refuse("import_nothing_to_import", {});
  return cx.db.write<Staging>((db) => {
    if (listBatchesIn(db, "staging").length > 0) refuse("import_already_running", {});
    const batchId = insertBatch(db, {
      fileName,
      sha256,
      source: mapping.source,
      rows: counts.rows,
      counts: JSON.stringify(counts),
      mapping: JSON.stringify(mapping),
      staffId: cx.actor.staffId,
      createdAt: cx.now,
    });
    return { batchId, source: mapping.source, households: new Map() };
  });
}
