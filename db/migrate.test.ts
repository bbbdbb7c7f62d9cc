import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { Database } from "./database.ts";
import { applicationId } from "./driver.ts";
import { fileVersion, latestVersion, migrate, needsMigration, type Migration } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { contentHash, openTestFile, refusalOf, testFolder, type TestFile } from "./testing.ts";
import { openSoundFile } from "./verify/testing/sound-file.ts";

let folder: ReturnType<typeof testFolder>;
let files: (Database | TestFile)[];
beforeEach(() => {
  folder = testFolder();
  files = [];
});
afterEach(() => {
  for (const file of files) {
    if ("dispose" in file) file.dispose();
    else if (file.isOpen) file.close();
  }
  folder.dispose();
});

const key = Buffer.alloc(32, 5);

function emptyFile(name = "new.db"): Database {
  const db = Database.open(join(folder.path, name), key);
  files.push(db);
  return db;
}

function soundFile(): TestFile {
  const file = openSoundFile();
  files.push(file);
  return file;
}

/** The statements of a script one by one; a trigger's body keeps its own semicolons. */
function statementsOf(script: string): string[] {
  const statements: string[] = [];
  let current = "";
  for (const piece of script.split(";")) {
    current += `${piece};`;
    const isOpenBody = /\bbegin\b/i.test(current) && !/\bend\s*;\s*$/i.test(current);
    if (isOpenBody) continue;
    if (current.replaceAll(";", "").trim() !== "") statements.push(current);
    current = "";
  }
  return statements;
}

/** All statements that a migration would run. */
function statementsIn(migration: Migration): string[] {
  const statements: string[] = [];
  migration.up({ script: (text) => statements.push(...statementsOf(text)) });
  return statements;
}

/** A migration that does the first `count` statements of a list and then fails. */
function failingAfter(version: number, statements: readonly string[], count: number): Migration {
  return {
    version,
    name: "failing",
    up: (db) => {
      for (const statement of statements.slice(0, count)) db.script(statement);
      throw new Error("the power went");
    },
  };
}

describe("R11 a migration is done whole or not at all", () => {
  const [first] = migrations;
  const firstStatements = first ? statementsIn(first) : [];

  test("split into its statements the first migration makes the same file", () => {
    const db = emptyFile();
    migrate(db, [{ version: 1, name: "split", up: (run) => firstStatements.forEach((text) => run.script(text)) }]);
    const whole = emptyFile("whole.db");
    migrate(whole, migrations.slice(0, 1));
    expect(contentHash(db)).toBe(contentHash(whole));
    expect(firstStatements.length).toBeGreaterThan(80);
  });

  test("the first migration failing after any of its statements leaves an empty file that migrates later", () => {
    const db = emptyFile();
    const before = contentHash(db);
    for (let count = 0; count <= firstStatements.length; count += 1) {
      expect(() => migrate(db, [failingAfter(1, firstStatements, count)])).toThrow("the power went");
      expect({ count, same: contentHash(db) === before, version: fileVersion(db).version }).toEqual({ count, same: true, version: 0 });
    }
    expect(migrate(db, migrations)).toEqual({ from: 0, to: latestVersion(migrations) });
  });

  /** What a later release may do to a file with a practice in it. */
  const next = latestVersion(migrations) + 1;
  const laterStatements = [
    "create table referral (id integer primary key, patient_id integer not null references patient, source text not null) strict;",
    "insert into referral (patient_id, source) select id, 'unknown' from patient;",
    "alter table patient add column referral_id integer references referral;",
    "update patient set referral_id = (select id from referral where patient_id = patient.id);",
    "create index referral_patient on referral (patient_id);",
    "drop index audit_actor;",
    "update practice set lock_minutes = 10;",
    "delete from session;",
    "drop trigger allocation_no_update;",
    "update allocation set created_at = '2027-01-01T00:00:00.000Z';",
    "create trigger allocation_no_update before update on allocation begin select raise(abort, 'allocation is append-only'); end;",
    "alter table staff rename column name to full_name;",
    "drop table training_clock;",
  ];

  test("a later one failing after any statement leaves the practice as it was, with its version, also for the next start", () => {
    const { db, path, key: fileKey } = soundFile();
    const before = contentHash(db);
    for (let count = 0; count <= laterStatements.length; count += 1) {
      const list = [...migrations, failingAfter(next, laterStatements, count)];
      expect(() => migrate(db, list)).toThrow("the power went");
      expect({ count, same: contentHash(db) === before, busy: db.inTransaction }).toEqual({ count, same: true, busy: false });
    }
    db.close();
    const again = Database.open(path, fileKey);
    files.push(again);
    expect(contentHash(again)).toBe(before);
    expect(again.pragma("integrity_check")).toBe("ok");
    const whole: Migration = { version: next, name: "later", up: (run) => laterStatements.forEach((text) => run.script(text)) };
    expect(migrate(again, [...migrations, whole])).toEqual({ from: next - 1, to: next });
    expect(again.read((read) => read.get("select count(*) as n from referral"))).toEqual({ n: 1 });
  });

  test("when the second of two steps fails the first one stays, and the next start goes on from there", () => {
    const db = emptyFile();
    const steps: Migration[] = [
      { version: 1, name: "one", up: (run) => run.script("create table a (b integer) strict") },
      failingAfter(2, ["insert into a values (1);"], 1),
    ];
    expect(() => migrate(db, steps)).toThrow("the power went");
    expect([fileVersion(db).version, db.read((read) => read.all("select * from a"))]).toEqual([1, []]);
    const mended: Migration = { version: 2, name: "two", up: (run) => run.script("insert into a values (2)") };
    expect(migrate(db, [...steps.slice(0, 1), mended])).toEqual({ from: 1, to: 2 });
    expect(db.read((read) => read.all("select * from a"))).toEqual([{ b: 2 }]);
  });

  test("a full disk in the middle is disk_full, and the file is as before", () => {
    const { db } = soundFile();
    const before = contentHash(db);
    db.pragma(`max_page_count = ${Number(db.pragma("page_count"))}`);
    const large: Migration = {
      version: next,
      name: "large",
      up: (run) => run.script("create table big (a text) strict; insert into big select hex(zeroblob(200000))"),
    };
    expect(refusalOf(() => migrate(db, [...migrations, large]))).toBe("disk_full");
    expect(contentHash(db)).toBe(before);
  });

  test("steps are numbered one after the other, and done in that order, each once", () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, at) => at + 1));
    const done: number[] = [];
    const steps = [1, 2, 3].map((version): Migration => ({ version, name: `${version}`, up: () => done.push(version) }));
    const db = emptyFile();
    expect(migrate(db, steps.slice(0, 1))).toEqual({ from: 0, to: 1 });
    expect(migrate(db, steps)).toEqual({ from: 1, to: 3 });
    expect(migrate(db, steps)).toEqual({ from: 3, to: 3 });
    expect(done).toEqual([1, 2, 3]);
  });
});

describe("R12 whose file it is, and of which age, before anything is written", () => {
  const app = latestVersion(migrations);

  type Row = readonly [what: string, version: number, outcome: string, mark: number];
  const matrix: readonly Row[] = [
    ["a new file", 0, "migrated", 0],
    ["a file of this version", app, "migrated", applicationId],
    ["a file of the next version", app + 1, "practice_file_newer", applicationId],
    ["a file of a far later version", 2_000_000, "practice_file_newer", applicationId],
    ["a database of another program", app, "practice_file_damaged", 0x12345678],
    ["a newer database of another program", app + 1, "practice_file_damaged", 0x12345678],
    ["a database without any mark", app, "practice_file_damaged", 0],
    ["a negative version", -3, "practice_file_damaged", applicationId],
  ];
  test.each(matrix)("%s (version %i) is %s", (_, version, outcome, mark) => {
    const path = join(folder.path, "practice.db");
    const made = Database.open(path, key);
    files.push(made);
    if (version === app && mark === applicationId) migrate(made, migrations);
    made.script(`pragma application_id = ${mark}; pragma user_version = ${version}`);
    made.close();
    const before = readFileSync(path);
    const db = Database.open(path, key);
    files.push(db);
    if (outcome === "migrated") {
      expect(migrate(db, migrations).to).toBe(app);
      return;
    }
    expect(refusalOf(() => migrate(db, migrations))).toBe(outcome);
    db.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test.each([
    [0, false],
    [1, true],
    [2, true],
    [3, false],
    [4, false],
  ])("of version %i with three steps known, a change is needed: %s", (version, expected) => {
    const steps = [1, 2, 3].map((number): Migration => ({ version: number, name: "", up: () => undefined }));
    const db = emptyFile();
    db.script(`pragma user_version = ${version}`);
    expect(needsMigration(db, steps)).toBe(expected);
  });

  test("the newest version of no steps is 0", () => {
    expect(latestVersion([])).toBe(0);
    expect(migrate(emptyFile(), [])).toEqual({ from: 0, to: 0 });
  });

  test("a practice carries our mark in its header", () => {
    const file = openTestFile();
    files.push(file);
    expect(fileVersion(file.db)).toEqual({ version: app, isOurs: true });
    expect(Buffer.from(applicationId.toString(16), "hex").toString("latin1")).toBe("PRNL");
  });
});
