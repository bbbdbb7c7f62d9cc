/** Restoring a backup into a practice's folder (R10, BIL-20), and who may do so. */
import { holdInstanceLock } from "#db/instance-lock.ts";
import { migrations } from "#db/migrations/index.ts";
import { Refusal, refuse } from "#domain/refusal.ts";
import { inspectFile } from "#services/upkeep/inspect-file.ts";
import type { Restored } from "#services/upkeep/restore.ts";
import { backupWorker, requireKey, type Opener } from "./open-practice.ts";
import { isThere, makeFolder, type PracticeFolder } from "./practice-folder.ts";
import type { BackupWork } from "./workers/backup-worker.ts";
import { runOrder } from "./workers/order.ts";

/**
 * Without somebody signed in who may restore, a backup only takes the place of a file that cannot be
 * opened, or of none: nobody rolls a sound practice back from the sign-in screen. Refuses
 * `restore_needs_sign_in`.
 */
export async function requireRestoreAllowed(
  opener: Opener,
  folder: PracticeFolder,
  isOpenHere: boolean,
): Promise<void> {
  if (isOpenHere || (await isSound(opener, folder))) refuse("restore_needs_sign_in", {});
}

async function isSound(opener: Opener, folder: PracticeFolder): Promise<boolean> {
  if (!(await isThere(folder.file))) return false;
  try {
    inspectFile(folder.file, await requireKey(opener.keys, folder.slug), migrations);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The practice must be closed here. Refuses what `restoreBackup` does, and `practice_already_open`. */
export async function restoreFolder(opener: Opener, folder: PracticeFolder, fileName: string): Promise<Restored> {
  if (!(await isThere(folder.dir))) refuse("backup_not_found", {});
  await makeFolder(folder);
  const lock = holdInstanceLock(folder.lockFile);
  try {
    const key = await requireKey(opener.keys, folder.slug);
    const { computerId, workstation, clock } = opener;
    const source = { folder: folder.backups, fileName };
    const order = { file: folder.file, key, source, computerId, workstation, wallNow: clock.wall() };
    return await runOrder<Restored>(backupWorker, { work: "restore", order } satisfies BackupWork);
  } finally {
    lock.release();
  }
}
