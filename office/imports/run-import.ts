/**
 * Carries an import out (PPL-19): takes rows from the thread in slices, has them written invisibly,
 * lets the desk work in between, and makes everything visible at the end. Whatever ends it early
 * takes all of it back.
 */
import { setImmediate as otherWork } from "node:timers/promises";
import { refuse } from "#domain/refusal.ts";
import { beginImport, type Staging } from "#services/imports/begin-import.ts";
import { commitImport, type ImportResult } from "#services/imports/commit-import.ts";
import { cancelImport, discardLeftovers, discardSlices } from "#services/imports/discard-import.ts";
import { stagedAtOnce, stageRows } from "#services/imports/stage-rows.ts";
import type { DryRunCounts } from "#domain/imports/dry-run.ts";
import type { ImportBatchId } from "#domain/identity.ts";
import type { Cx } from "#services/context.ts";
import type { DeskFile, ImportDesk } from "./import-desk.ts";

/** Rows that the thread hands over at a time. */
const handedOver = 500;

/**
 * Refuses `import_not_run_dry` unless the counts are those of the last dry run, and what the parts
 * refuse. `keepGoing` is asked between slices; `false` ends the import with `import_stopped`.
 */
export async function runImport(
  cx: Cx,
  desk: ImportDesk,
  file: DeskFile,
  confirmed: DryRunCounts,
  keepGoing: () => boolean,
  progress: (done: number, total: number) => void,
): Promise<ImportResult> {
  const { dryRun } = file;
  if (!dryRun || !areSame(dryRun.counts, confirmed)) refuse("import_not_run_dry", {});
  if (desk.isImporting) refuse("import_already_running", {});
  file.isImporting = true;
  try {
    await clearLeftovers(cx);
    const staging = beginImport(cx, { ...file, ...dryRun });
    return await stageAndCommit(cx, file, staging, dryRun.counts, keepGoing, progress);
  } finally {
    file.isImporting = false;
  }
}

function areSame(counts: DryRunCounts, confirmed: DryRunCounts): boolean {
  const names = Object.keys(counts) as (keyof DryRunCounts)[];
  return names.every((name) => counts[name] === confirmed[name]);
}

async function stageAndCommit(
  cx: Cx,
  file: DeskFile,
  staging: Staging,
  counts: DryRunCounts,
  keepGoing: () => boolean,
  progress: (done: number, total: number) => void,
): Promise<ImportResult> {
  try {
    await stageAll(cx, file, staging, counts, keepGoing, progress);
    const result = commitImport(cx, staging.batchId, counts);
    // The same file has to be run dry again: everybody in it is known now.
    file.dryRun = null;
    return result;
  } catch (error) {
    await takeBack(cx, staging.batchId);
    throw error;
  }
}

async function stageAll(
  cx: Cx,
  file: DeskFile,
  staging: Staging,
  counts: DryRunCounts,
  keepGoing: () => boolean,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const total = counts.new + counts.known;
  let done = 0;
  for (let first = true; ; first = false) {
    const handed = await file.thread.rows(handedOver, first);
    for (let at = 0; at < handed.rows.length; at += stagedAtOnce) {
      if (!keepGoing()) refuse("import_stopped", {});
      const slice = handed.rows.slice(at, at + stagedAtOnce);
      stageRows(cx, staging, slice);
      done += slice.length;
      progress(done, total);
      await otherWork();
    }
    if (handed.done) return;
  }
}

async function takeBack(cx: Cx, batchId: ImportBatchId): Promise<void> {
  if (!cx.db.isOpen) return;
  cancelImport(cx, batchId);
  await discard(cx, discardSlices(cx, batchId));
}

/** Takes the rows of an undone import away; they are invisible already. */
export async function discardUndone(cx: Cx, batchId: ImportBatchId): Promise<void> {
  await discard(cx, discardSlices(cx, batchId));
}

/** What a crash left of imports; called when a practice is opened, and before a new import. */
export async function clearLeftovers(cx: Cx): Promise<void> {
  await discard(cx, discardLeftovers(cx));
}

/** Slice by slice with the desk's work in between; a practice that is closed meanwhile ends it, the rest waits. */
async function discard(cx: Cx, slices: Generator<number>): Promise<void> {
  while (cx.db.isOpen) {
    if (slices.next().done) return;
    await otherWork();
  }
}
