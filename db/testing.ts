/** Real encrypted SQLite for tests: a fresh practice file in a temporary folder, removed afterwards. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

export type TestFile = { readonly db: Database; readonly path: string; readonly key: Buffer; dispose(): void };

export function openTestFile(): TestFile {
  const folder = mkdtempSync(join(tmpdir(), "perennial-test-"));
  const path = join(folder, "practice.db");
  const key = randomBytes(32);
  const db = Database.open(path, key);
  migrate(db, migrations);
  return {
    db,
    path,
    key,
    dispose: () => {
      if (db.isOpen) db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
