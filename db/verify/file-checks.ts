/** The file itself: SQLite's own checks, and that every guard of the schema is still in place. */
import { Database, type ReadableDb } from "../database.ts";
import { memoryFile } from "../driver.ts";
import { migrate } from "../migrate.ts";
import { migrations } from "../migrations/index.ts";
import { countRows, mostBreaches, type Breach, type Check } from "./check.ts";

/** Pages whole, indexes complete. Its words may hold values, so only their number is told. */
export const integrityCheck: Check = {
  name: "The file is whole",
  rows: (db) => db.get<{ page_count: number }>("pragma page_count")?.page_count ?? 0,
  breaches: (db) => {
    const lines = db.all<{ integrity_check: string }>(`pragma integrity_check(${mostBreaches})`);
    const isSound = lines.length === 1 && lines[0]?.integrity_check === "ok";
    return isSound ? [] : [{ what: `SQLite found ${lines.length} damaged places`, rowIds: [] }];
  },
};

export const foreignKeyCheck: Check = {
  name: "Every reference points at a row",
  rows: (db) => countRows(db, "sqlite_master"),
  breaches: (db) =>
    db
      .all<{ table: string; rowid: number | null; parent: string }>("pragma foreign_key_check")
      .slice(0, mostBreaches)
      .map(({ table, rowid, parent }) => ({
        what: `A row of ${table} points at a missing ${parent}`,
        rowIds: rowid === null ? [] : [rowid],
      })),
};

type SchemaObject = { readonly name: string; readonly sql: string | null };

const schemaObjects = "select name, sql from sqlite_master where name not like 'sqlite_%' order by name";

/** Tables, indexes and triggers are exactly those that the migrations make. */
export const guardsCheck: Check = {
  name: "Every table, index and guard is in place",
  rows: (db) => countRows(db, "sqlite_master"),
  breaches: (db) => differences(wantedObjects(), listObjects(db)),
};

let wanted: readonly SchemaObject[] | undefined;

/** What a fresh file has; the program makes one shape as long as it runs, so it is looked at once. */
function wantedObjects(): readonly SchemaObject[] {
  if (wanted === undefined) {
    const fresh = new Database(memoryFile(), ":memory:");
    try {
      migrate(fresh, migrations);
      wanted = fresh.read((db): SchemaObject[] => db.all<SchemaObject>(schemaObjects));
    } finally {
      fresh.close();
    }
  }
  return wanted;
}

function listObjects(db: ReadableDb): Map<string, string | null> {
  return new Map(db.all<SchemaObject>(schemaObjects).map(({ name, sql }) => [name, sql]));
}

function differences(wanted: readonly SchemaObject[], found: Map<string, string | null>): Breach[] {
  const missing = wanted
    .filter(({ name, sql }) => found.get(name) !== sql)
    .map(({ name }) => ({ what: `${name} is missing or changed`, rowIds: [] }));
  const names = new Set(wanted.map(({ name }) => name));
  const strange = [...found.keys()]
    .filter((name) => !names.has(name))
    .map((name) => ({ what: `${name} does not belong here`, rowIds: [] }));
  return [...missing, ...strange].slice(0, mostBreaches);
}
