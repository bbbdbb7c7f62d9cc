/**
 * A backup that is proven readable before it counts (R9): VACUUM INTO a draft from a read-only
 * connection, opened again with the key and verified, flushed, renamed, and read back for its hash.
 * It stays encrypted with the practice's key. Everything here is slow and runs in a worker.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import { Database } from "./database.ts";
import { readingFile } from "./driver.ts";
import { flushFile, flushFolder, hashFile, isNoRoom, putText } from "./files.ts";
import { fileVersion } from "./migrate.ts";
import { findPractice } from "./practice.ts";
import type { VerifyFindings } from "./verify.ts";
import { chainHeads, type ChainHeads } from "./verify/chain-checks.ts";

/** What a backup says of itself, in a readable file beside it: nothing of a patient. */
export type BackupManifest = {
  readonly fileName: string;
  readonly practiceName: string;
  readonly lineageId: string;
  readonly epoch: number;
  readonly reason: string;
  readonly madeAt: Instant;
  readonly bytes: number;
  readonly sha256: string;
  readonly schemaVersion: number;
  /** Breaches that `verify` found in it: a backup with some is better than none, and says so. */
  readonly breaches: number;
  /** Rows of every table, by name. */
  readonly rows: Readonly<Record<string, number>>;
  /** The newest hashes of ledger and audit trail, so that a tail cut off later is found (S13). */
  readonly heads: ChainHeads;
};

export type BackupOrder = {
  readonly file: string;
  readonly key: Buffer;
  readonly folder: string;
  /** Why it is made, as one word of its file name: `asked`, `update`, `daily`. */
  readonly reason: string;
  readonly madeAt: Instant;
};

/** Asks a file about itself; passed in, because some checks live above this layer. */
export type Verifier = (database: Database) => VerifyFindings;

/**
 * Makes a backup and answers its manifest; under its final name there is only ever a proven one.
 * Refuses `disk_full` and, for a file with damaged pages or broken references, `practice_file_damaged`.
 */
export function makeBackup(order: BackupOrder, verifier: Verifier): BackupManifest {
  mkdirSync(order.folder, { recursive: true, mode: 0o700 });
  const fileName = backupName(order);
  const final = join(order.folder, fileName);
  const draft = join(order.folder, `.${fileName}.tmp`);
  rmSync(draft, { force: true });
  try {
    readingFile(() => copyInto(order, draft));
    const seen = inspectCopy(draft, order.key, verifier);
    flushFile(draft);
    const sha256 = hashFile(draft);
    const bytes = statSync(draft).size;
    const manifest = { ...seen, fileName, reason: order.reason, madeAt: order.madeAt, bytes, sha256 };
    putText(`${final}.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    renameSync(draft, final);
    flushFolder(order.folder);
    invariant(hashFile(final) === sha256, "the backup reads back as it was written");
    return manifest;
  } catch (error) {
    rmSync(draft, { force: true });
    if (isNoRoom(error)) refuse("disk_full", {});
    throw error;
  }
}

/** `practice-2026-03-01T090000123Z-asked.db`: sorts by time, and is safe as a name on every system. */
function backupName(order: BackupOrder): string {
  invariant(/^[a-z]{1,20}$/.test(order.reason), "a reason is one plain word");
  return `practice-${order.madeAt.replaceAll(/[:.]/g, "")}-${order.reason}.db`;
}

/** Whether text is the name of a backup that we could have made. */
export function isBackupName(text: string): boolean {
  return /^practice-\d{4}-\d\d-\d\dT\d{6,15}Z-[a-z]{1,20}\.db$/.test(text);
}

function copyInto(order: BackupOrder, draft: string): void {
  const source = Database.open(order.file, order.key, { readonly: true });
  try {
    source.vacuumInto(draft);
  } finally {
    source.close();
  }
}

export type SeenCopy = Pick<
  BackupManifest,
  "practiceName" | "lineageId" | "epoch" | "schemaVersion" | "breaches" | "rows" | "heads"
>;

/**
 * Opens a copy with its key and looks at all of it. Refuses `practice_key_wrong`, and
 * `practice_file_damaged` when pages or references are broken.
 */
export function inspectCopy(file: string, key: Buffer, verifier: Verifier): SeenCopy {
  return readingFile(() => lookAt(file, key, verifier));
}

function lookAt(file: string, key: Buffer, verifier: Verifier): SeenCopy {
  const copy = Database.open(file, key, { readonly: true });
  try {
    const { checks, breaches } = verifier(copy);
    const unreadable = checks.slice(0, 2).reduce((sum, check) => sum + check.breaches, 0);
    if (unreadable > 0) refuse("practice_file_damaged", { problems: unreadable });
    return { ...describeCopy(copy), breaches: breaches.length };
  } finally {
    copy.close();
  }
}

function describeCopy(copy: Database): Omit<SeenCopy, "breaches"> {
  return copy.read((db): Omit<SeenCopy, "breaches"> => {
    const practice = findPractice(db);
    invariant(practice, "a practice file has its practice row");
    const tables = db.all<{ name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
    );
    const rowsOf = (table: string) => db.get<{ n: number }>(`select count(*) as n from "${table}"`)?.n ?? 0;
    return {
      practiceName: practice.name,
      lineageId: practice.lineage_id,
      epoch: practice.epoch,
      schemaVersion: fileVersion(copy).version,
      rows: Object.fromEntries(tables.map(({ name }) => [name, rowsOf(name)])),
      heads: chainHeads(db),
    };
  });
}

/** The backups of a folder, newest first; files that are not ours, or lost their manifest, are left out. */
export function listBackups(folder: string): BackupManifest[] {
  return namesIn(folder)
    .filter(isBackupName)
    .toSorted()
    .toReversed()
    .map((name) => readManifest(folder, name))
    .filter((manifest) => manifest !== undefined);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What a backup says of itself, or nothing when that cannot be read. */
export function readManifest(folder: string, fileName: string): BackupManifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, `${fileName}.json`), "utf8")) as BackupManifest;
    const isOurs =
      manifest.fileName === fileName &&
      /^[0-9a-f]{64}$/.test(manifest.sha256) &&
      Number.isSafeInteger(manifest.bytes) &&
      typeof manifest.practiceName === "string" &&
      typeof manifest.madeAt === "string";
    return isOurs ? manifest : undefined;
  } catch {
    return undefined;
  }
}
