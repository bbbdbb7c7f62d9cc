/**
 * Numbered migrations, each in one transaction, with the file's version in SQLite's header. A file
 * of a newer app is refused before anything is written (R12); a verified backup is made first by
 * the caller (`office`), who knows where backups live (R11).
 */
import { refuse } from "#domain/refusal.ts";
import type { Database } from "./database.ts";
import { applicationId } from "./driver.ts";

export type Migration = {
  readonly version: number;
  readonly name: string;
  /** Runs inside the migration's own transaction; uses `script` only. */
  readonly up: (db: { script(text: string): void }) => void;
};

export type FileVersion = { readonly version: number; readonly isOurs: boolean };

/** The version a file carries; 0 for a new one. Refuses nothing and writes nothing. */
export function fileVersion(db: Database): FileVersion {
  const version = Number(db.pragma("user_version"));
  const isMarked = version > 0 && Number(db.pragma("application_id")) === applicationId;
  return { version, isOurs: version === 0 || isMarked };
}

export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Whether opening this file would change its shape, so that the caller backs it up first. */
export function needsMigration(db: Database, migrations: readonly Migration[]): boolean {
  const { version } = fileVersion(db);
  return version > 0 && version < latestVersion(migrations);
}

/**
 * Brings a file to the newest shape, step by step. Refuses `practice_file_newer` for a file of a
 * newer app and `practice_file_damaged` for a database that is not a practice.
 */
export function migrate(db: Database, migrations: readonly Migration[]): { from: number; to: number } {
  const { version: from, isOurs } = fileVersion(db);
  const to = latestVersion(migrations);
  if (!isOurs) refuse("practice_file_damaged", { problems: 1 });
  if (from > to) refuse("practice_file_newer", { fileVersion: from, appVersion: to });
  for (const migration of migrations) {
    if (migration.version <= from) continue;
    db.write(() => {
      migration.up(db);
      db.script(`pragma application_id = ${applicationId}; pragma user_version = ${migration.version};`);
    });
  }
  return { from, to };
}
