/** A practice of the bench, made once and kept: by its size, its generator and the schema. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { Database } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { openTestFile } from "#db/testing.ts";
import { addManyInvoices } from "./many-invoices.ts";

const generator = new URL("many-invoices.ts", import.meta.url);
const key = Buffer.alloc(32, 7);

export function openStoredPractice(
  counts: { readonly patients: number; readonly invoices: number },
  tell: (words: string) => void,
): Database {
  const hash = createHash("sha256").update(JSON.stringify(counts)).update(readFileSync(generator)).update(schemaText());
  const folder = new URL("../out/practices/", import.meta.url);
  const file = new URL(`tracker-${counts.invoices}-${hash.digest("hex").slice(0, 12)}.db`, folder).pathname;
  if (existsSync(file)) return Database.open(file, key);
  tell(`Making ${counts.invoices.toLocaleString("en-US")} invoices…`);
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.part`;
  for (const left of [unfinished, `${unfinished}-wal`, `${unfinished}-shm`]) rmSync(left, { force: true });
  const made = Database.open(unfinished, key);
  migrate(made, migrations);
  addManyInvoices(made, counts);
  made.close();
  renameSync(unfinished, file);
  return Database.open(file, key);
}

/** Whatever the schema says: a change of any table makes the practice anew. */
function schemaText(): string {
  const empty = openTestFile();
  try {
    return empty.db.read((db) => db.all<{ sql: string | null }>("select sql from sqlite_master order by type, name") as never as { sql: string | null }[])
      .map(({ sql }) => sql ?? "")
      .join(";");
  } finally {
    empty.dispose();
  }
}
