/** Real encrypted SQLite for tests: a fresh practice file in a temporary folder, removed afterwards. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "#domain/refusal.ts";
import { Database, type ReadableDb, type SqlValue } from "./database.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

export type TestFile = { readonly db: Database; readonly path: string; readonly key: Buffer; dispose(): void };

/** A temporary folder, in memory where the system has such a place: a flush costs nothing there. */
export function testFolder(): { readonly path: string; dispose(): void } {
  const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const path = mkdtempSync(join(base, "perennial-test-"));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

/** An empty practice of the newest shape, made once: the migrations take fifty times as long as a copy. */
let empty: { readonly bytes: Buffer; readonly key: Buffer } | undefined;

function makeEmpty(): { readonly bytes: Buffer; readonly key: Buffer } {
  const folder = testFolder();
  try {
    const path = join(folder.path, "practice.db");
    const key = randomBytes(32);
    const db = Database.open(path, key);
    migrate(db, migrations);
    db.close();
    return { bytes: readFileSync(path), key };
  } finally {
    folder.dispose();
  }
}

/** All files of one test process have one key. */
export function openTestFile(): TestFile {
  empty ??= makeEmpty();
  const { bytes, key } = empty;
  const folder = testFolder();
  const path = join(folder.path, "practice.db");
  writeFileSync(path, bytes);
  const db = Database.open(path, key);
  return {
    db,
    path,
    key,
    dispose: () => {
      if (db.isOpen) db.close();
      folder.dispose();
    },
  };
}

/** SHA-256 over every row of every table and every object of the schema: equal files have equal ones. */
export function contentHash(db: Database): string {
  return db.read((read): string => {
    const hash = createHash("sha256");
    const objects = read.all<{ type: string; name: string; sql: string | null }>(
      "select type, name, sql from sqlite_master order by type, name",
    );
    hash.update(JSON.stringify(objects));
    for (const { name } of objects.filter(({ type }) => type === "table")) {
      hash.update(name).update(JSON.stringify(read.all(`select * from "${name}" order by 1, 2`)));
    }
    hash.update(JSON.stringify([db.pragma("user_version"), db.pragma("application_id")]));
    return hash.digest("hex");
  });
}

/** The code that some work was refused with; any other outcome fails the test. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** How SQLite would answer every question that some work asks, one line a step. */
export function plansOf(db: Database, work: (db: ReadableDb) => void): string[] {
  return db.read((read): string[] => {
    const steps: string[] = [];
    const explain = (text: string, values: readonly SqlValue[]): void => {
      const rows = read.all<{ detail: string }>(`explain query plan ${text}`, ...values);
      steps.push(...rows.map(({ detail }) => detail));
    };
    work({
      ...read,
      all: (text, ...values) => {
        explain(text, values);
        return read.all(text, ...values);
      },
      get: (text, ...values) => {
        explain(text, values);
        return read.get(text, ...values);
      },
    });
    return steps;
  });
}
