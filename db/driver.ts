/**
 * The one module that knows the SQLite driver: an encrypted file (ChaCha20, raw 256-bit key) opened
 * with every pragma set and asserted. Plain WAL means synchronous=NORMAL in this driver, which
 * loses acknowledged commits in a power cut, so FULL is set and read back (chapter 8, facts).
 */
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";

export type SqliteFile = Sqlite.Database;
export type SqliteStatement = Sqlite.Statement;

export const keyBytes = 32;
/** Marks a file as a Perennial practice in the SQLite header ("PRNL"). */
export const applicationId = 0x50524e4c;

export type OpenOptions = {
  readonly readonly?: boolean;
  /** Refuses instead of creating when the file is absent. */
  readonly mustExist?: boolean;
};

/**
 * Opens an encrypted practice file. Refuses `practice_key_wrong` when the key does not fit,
 * `practice_not_found` when the file must exist and does not, or its folder is missing, and
 * `practice_file_damaged` when it was cut off before the end of its first page.
 */
export function openSqlite(path: string, key: Buffer, options: OpenOptions = {}): SqliteFile {
  invariant(key.length === keyBytes, "a key of 32 bytes");
  const readonly = options.readonly ?? false;
  const mustExist = options.mustExist ?? readonly;
  const file = openFile(path, readonly, mustExist);
  try {
    file.pragma("cipher = 'chacha20'");
    file.pragma(`key = 'raw:${key.toString("hex")}'`);
    assertKeyFits(file);
    assertNotCutOff(file, path, mustExist);
    if (!readonly) {
      file.pragma("journal_mode = WAL");
      file.pragma("synchronous = FULL");
      file.pragma("fullfsync = ON");
      file.pragma("secure_delete = FAST");
    }
    file.pragma("foreign_keys = ON");
    file.pragma("trusted_schema = OFF");
    // Without this a REPLACE would remove rows of the append-only tables unseen by their triggers.
    file.pragma("recursive_triggers = ON");
    file.pragma("cell_size_check = ON");
    file.pragma("temp_store = MEMORY");
    file.pragma("cache_size = -64000");
    file.pragma("mmap_size = 0");
    assertPragmas(file, readonly);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/**
 * Encrypts a closed file under another key. Refuses what `openSqlite` refuses of a file that must exist.
 * The file leaves its log mode for it; the next opening sets it again.
 */
export function changeKey(path: string, from: Buffer, to: Buffer): void {
  invariant(to.length === keyBytes, "a key of 32 bytes");
  const file = openSqlite(path, from, { mustExist: true });
  try {
    file.pragma("journal_mode = DELETE");
    file.pragma(`rekey = 'raw:${to.toString("hex")}'`);
  } finally {
    file.close();
  }
}

function openFile(path: string, readonly: boolean, mustExist: boolean): SqliteFile {
  // The driver answers a missing folder with an error of another kind.
  if (!existsSync(dirname(path))) refuse("practice_not_found", {});
  try {
    return new Sqlite(path, { readonly, fileMustExist: mustExist, timeout: 5000 });
  } catch (error) {
    if (sqliteCode(error) === "SQLITE_CANTOPEN") refuse("practice_not_found", {});
    throw error;
  }
}

function assertKeyFits(file: SqliteFile): void {
  try {
    file.prepare("select count(*) from sqlite_master").get();
  } catch (error) {
    // The driver reads the first page only now; a wrong key and a foreign file look the same.
    if (sqliteCode(error)?.startsWith("SQLITE_NOTADB")) refuse("practice_key_wrong", {});
    if (sqliteCode(error)?.startsWith("SQLITE_CORRUPT")) refuse("practice_file_damaged", { problems: 1 });
    throw error;
  }
}

/**
 * SQLite takes a file that is shorter than a page for a new, empty one; where a practice was cut off
 * like that, opening it would write a blank practice over what is left.
 */
function assertNotCutOff(file: SqliteFile, path: string, mustExist: boolean): void {
  if (file.pragma("page_count", { simple: true }) !== 0) return;
  if (mustExist || statSync(path).size > 0) refuse("practice_file_damaged", { problems: 1 });
}

function assertPragmas(file: SqliteFile, readonly: boolean): void {
  const value = (name: string): unknown => file.pragma(name, { simple: true });
  invariant(value("foreign_keys") === 1, "foreign keys are on");
  invariant(value("trusted_schema") === 0, "the schema is not trusted");
  invariant(value("recursive_triggers") === 1, "nothing replaces an append-only row");
  invariant(value("temp_store") === 2, "temporary tables stay in memory");
  if (readonly || file.memory) return;
  invariant(value("journal_mode") === "wal", "write-ahead log");
  invariant(value("synchronous") === 2, "every commit reaches the disk");
}

/** A file in memory, for schemas to compare with; nothing of a practice ever goes there. */
export function memoryFile(): SqliteFile {
  return new Sqlite(":memory:");
}

/** The SQLite result code of an error, such as `SQLITE_FULL`, or nothing for other errors. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Sqlite.SqliteError ? error.code : undefined;
}

/** Whether an error says that pages of the file are damaged; the cipher notices a changed page by its tag. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_(DATA|BADKEY|CODEC|SHORT_READ))/.test(sqliteCode(error) ?? "");
}

/** Does some work on a file; pages that cannot be read are refused as `practice_file_damaged`. */
export function readingFile<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isDamage(error)) refuse("practice_file_damaged", { problems: 1 });
    throw error;
  }
}

export const minimumSqliteVersion = "3.51.3";

/** Whether the driver carries at least the SQLite release that has the fixes we rely on. */
export function sqliteVersion(file: SqliteFile): string {
  const row = file.prepare("select sqlite_version() as version").get() as { version: string };
  return row.version;
}
