/**
 * Looks at a practice file before anything is written to it (R8, R12): the key, the version, and
 * whether its pages are whole. A file found bad is never opened for writing.
 */
import { Database } from "#db/database.ts";
import { readingFile } from "#db/driver.ts";
import { fileVersion, latestVersion, needsMigration, type Migration } from "#db/migrate.ts";
import { findPractice } from "#db/practice.ts";
import { refuse } from "#domain/refusal.ts";

/** Pages checked at once before opening; a larger file is checked by a worker after it is open. */
export const quickCheckPages = 25_000;

/**
 * Answers whether the file must be migrated, and whether all of it was checked. Refuses
 * `practice_not_found`, `practice_key_wrong`, `practice_file_newer`, `practice_file_damaged`.
 */
export function inspectFile(
  file: string,
  key: Buffer,
  migrations: readonly Migration[],
): { mustMigrate: boolean; isChecked: boolean } {
  return readingFile(() => inspect(file, key, migrations));
}

function inspect(file: string, key: Buffer, migrations: readonly Migration[]) {
  const database = Database.open(file, key, { readonly: true });
  try {
    const { version, isOurs } = fileVersion(database);
    const appVersion = latestVersion(migrations);
    if (!isOurs || version === 0) refuse("practice_file_damaged", { problems: 1 });
    if (version > appVersion) refuse("practice_file_newer", { fileVersion: version, appVersion });
    const isChecked = Number(database.pragma("page_count")) <= quickCheckPages;
    if (isChecked) requireWhole(database);
    if (!database.read((db) => findPractice(db) !== undefined)) refuse("practice_file_damaged", { problems: 1 });
    return { mustMigrate: needsMigration(database, migrations), isChecked };
  } finally {
    database.close();
  }
}

function requireWhole(database: Database): void {
  const lines = database.read((db) => db.all<{ quick_check: string }>("pragma quick_check(100)"));
  if (lines.length !== 1 || lines[0]?.quick_check !== "ok")
    refuse("practice_file_damaged", { problems: lines.length });
}
