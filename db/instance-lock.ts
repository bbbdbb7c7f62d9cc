/**
 * One Perennial per practice (R13): a tiny SQLite file beside the practice is held in BEGIN
 * EXCLUSIVE for as long as the practice is open. The operating system lets go of it when the
 * process ends in whatever way, so a crash never leaves a practice locked.
 */
import Sqlite from "better-sqlite3";
import { refuse } from "#domain/refusal.ts";
import { sqliteCode } from "./driver.ts";

export type InstanceLock = { release(): void };

/** Holds the lock file at `path`. Refuses `practice_already_open` when another process has it. */
export function holdInstanceLock(path: string): InstanceLock {
  const file = new Sqlite(path, { timeout: 0 });
  try {
    file.pragma("locking_mode = EXCLUSIVE");
    file.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if (sqliteCode(error)?.startsWith("SQLITE_BUSY")) refuse("practice_already_open", {});
    throw error;
  }
  return { release: () => file.close() };
}
