/**
 * Puts a backup in the place of a practice file. The copy is prepared beside it under another name
 * and swapped in by renames; what stood there before is kept aside, never overwritten, and a crash
 * between the renames is finished at the next start.
 */
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Instant } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import { isBackupName, readManifest } from "./backup.ts";
import { Database } from "./database.ts";
import { flushFile, flushFolder, hashFile, isNoRoom } from "./files.ts";
import { findPractice } from "./practice.ts";

const preparedName = "practice.db.restoring";
const parts = ["", "-wal", "-shm"] as const;

export type RestoreSource = { readonly folder: string; readonly fileName: string };

/**
 * Copies a backup beside `file` and answers where; its bytes are those its manifest names. Refuses
 * `backup_not_found`, `backup_not_readable` and `disk_full`.
 */
export function prepareRestore(file: string, source: RestoreSource): string {
  const backup = join(source.folder, source.fileName);
  if (!isBackupName(source.fileName) || !existsSync(backup)) refuse("backup_not_found", {});
  const manifest = readManifest(source.folder, source.fileName);
  if (!manifest || hashFile(backup) !== manifest.sha256) refuse("backup_not_readable", { problems: 1 });
  const prepared = join(dirname(file), `.${preparedName}`);
  dropPrepared(prepared);
  try {
    copyFileSync(backup, prepared);
  } catch (error) {
    dropPrepared(prepared);
    if (isNoRoom(error)) refuse("disk_full", {});
    throw error;
  }
  return prepared;
}

/** Removes a copy that will not be swapped in. */
export function dropPrepared(prepared: string): void {
  for (const part of parts) rmSync(`${prepared}${part}`, { force: true });
}

/**
 * Swaps a prepared copy in, closed and complete, and answers under which name the former file is
 * kept, or null when there was none.
 */
export function swapIn(file: string, prepared: string, at: Instant): string | null {
  const folder = dirname(file);
  const ready = join(folder, preparedName);
  flushFile(prepared);
  renameSync(prepared, ready);
  flushFolder(folder);
  const aside = `${basename(file)}.before-restore-${at.replaceAll(/[:.]/g, "")}`;
  const hadFile = existsSync(file);
  for (const part of parts) {
    if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, join(folder, `${aside}${part}`));
  }
  renameSync(ready, file);
  flushFolder(folder);
  return hadFile ? aside : null;
}

/** Ends a swap that a crash cut in two: the former file is aside already and the new one complete. */
export function finishSwap(file: string): void {
  const ready = join(dirname(file), preparedName);
  if (!existsSync(ready)) return;
  if (existsSync(file)) {
    // It was cut before anything moved: the former file stands, and the restore is asked for again.
    rmSync(ready);
    return;
  }
  // A log left under the old name would be taken for the new file's own. It goes to the file it
  // belongs to, never over the log of one kept before; without such a file it says nothing.
  for (const part of parts.slice(1)) {
    if (!existsSync(`${file}${part}`)) continue;
    const aside = listKeptAside(dirname(file)).findLast((name) => !existsSync(join(dirname(file), `${name}${part}`)));
    if (aside === undefined) rmSync(`${file}${part}`);
    else renameSync(`${file}${part}`, join(dirname(file), `${aside}${part}`));
  }
  renameSync(ready, file);
  flushFolder(dirname(file));
}

/** Names of former files kept aside, oldest first. */
export function listKeptAside(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.before-restore-[^-]+-[^-]+-[^-]+Z$/.test(name))
    .toSorted();
}

/** Lineage and epoch of a file, if it can be read at all: a damaged one says nothing. */
export function readIdentity(file: string, key: Buffer): { lineageId: string; epoch: number } | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const database = Database.open(file, key, { readonly: true });
    try {
      return database.read((db) => {
        const row = findPractice(db);
        return row && { lineageId: row.lineage_id, epoch: row.epoch };
      });
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}
