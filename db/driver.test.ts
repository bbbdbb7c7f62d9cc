import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "./database.ts";
import { changeKey, isDamage, keyBytes, memoryFile, minimumSqliteVersion, openSqlite, readingFile, sqliteCode, sqliteVersion } from "./driver.ts";
import { refusalOf, testFolder } from "./testing.ts";

let folder: ReturnType<typeof testFolder>;
let path: string;
const key = randomBytes(keyBytes);

beforeEach(() => {
  folder = testFolder();
  path = join(folder.path, "practice.db");
});
afterEach(() => folder.dispose());

/** A file with one table of `rows` rows of text that would be easy to recognise. */
function makeFile(rows = 1): void {
  const file = openSqlite(path, key);
  file.exec("create table person (id integer primary key, name text) strict");
  const insert = file.prepare("insert into person (name) values (?)");
  file.transaction(() => {
    for (let row = 0; row < rows; row += 1) insert.run(`Rosalind Lee ${row} ${"x".repeat(200)}`);
  })();
  file.pragma("wal_checkpoint(TRUNCATE)");
  file.close();
}

describe("R8 every pragma is in force on a file that is written", () => {
  const expected: readonly (readonly [pragma: string, value: unknown, why: string])[] = [
    ["journal_mode", "wal", "readers never wait for the writer"],
    ["synchronous", 2, "an acknowledged commit survives a power cut"],
    ["fullfsync", 1, "macOS really flushes"],
    ["foreign_keys", 1, "no row points at nothing"],
    ["trusted_schema", 0, "a schema from elsewhere runs nothing"],
    ["recursive_triggers", 1, "a REPLACE meets the triggers of append-only tables"],
    ["cell_size_check", 1, "damaged pages are noticed early"],
    ["temp_store", 2, "nothing is written unencrypted to a temporary file"],
    ["cache_size", -64_000, "64 MB of pages"],
    ["mmap_size", 0, "a read error is an error and not a crash"],
    ["secure_delete", 2, "what was deleted is overwritten where that costs nothing"],
    ["busy_timeout", 5000, "a short wait for another connection"],
  ];
  test.each(expected)("%s is %s: %s", (pragma, value) => {
    const file = openSqlite(path, key);
    expect(file.pragma(pragma, { simple: true })).toBe(value);
    file.close();
  });

  test("read-only connections check references and trust no schema either, and cannot write", () => {
    makeFile();
    const file = openSqlite(path, key, { readonly: true });
    expect(["foreign_keys", "trusted_schema", "temp_store"].map((name) => file.pragma(name, { simple: true }))).toEqual([1, 0, 2]);
    expect(() => file.exec("delete from person")).toThrow(/readonly/);
    expect(file.prepare("select count(*) as n from person").get()).toEqual({ n: 1 });
    file.close();
  });
});

describe("control 21 the file is encrypted", () => {
  test("neither a name, nor a table, nor SQLite's own mark can be read in the file or its log", () => {
    const file = openSqlite(path, key);
    file.exec("create table person (id integer primary key, name text) strict");
    file.prepare("insert into person (name) values (?)").run("Rosalind Lee");
    const bytes = [readFileSync(path), existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0)];
    for (const text of ["Rosalind", "create table", "SQLite format 3"]) {
      expect(bytes.map((one) => one.includes(text))).toEqual([false, false]);
    }
    expect(bytes[1]?.length).toBeGreaterThan(0);
    file.close();
  });

  test("two files with the same content and key have different bytes", () => {
    makeFile();
    const first = readFileSync(path);
    path = join(folder.path, "other.db");
    makeFile();
    expect(readFileSync(path).equals(first)).toBe(false);
  });

  test.each([
    ["one bit is different", (): Buffer => Buffer.from(key.map((byte, at) => (at === 31 ? byte ^ 1 : byte)))],
    ["it is another key", (): Buffer => randomBytes(keyBytes)],
    ["it is all zero", (): Buffer => Buffer.alloc(keyBytes)],
  ])("practice_key_wrong when %s, for reading and for writing, and the file stays as it was", (_, make) => {
    makeFile();
    const before = readFileSync(path);
    expect(refusalOf(() => openSqlite(path, make()))).toBe("practice_key_wrong");
    expect(refusalOf(() => openSqlite(path, make(), { readonly: true }))).toBe("practice_key_wrong");
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test.each([0, 16, 31, 33, 64])("a key of %i bytes is our own mistake and opens nothing", (length) => {
    expect(() => openSqlite(path, Buffer.alloc(length))).toThrow("Broken invariant: a key of 32 bytes");
    expect(existsSync(path)).toBe(false);
  });
});

describe("F-17 files that are no practice are refused in words", () => {
  test.each([
    ["a text file", () => Buffer.from("First,Last\nRosa,Lee\n".repeat(400))],
    ["an unencrypted SQLite file", () => plainSqlite()],
    ["noise of whole pages", () => Buffer.alloc(8192, 7)],
    ["a picture's beginning", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(600).fill(3)])],
  ])("%s does not open, and is not changed", (_, bytes) => {
    const content = bytes();
    writeFileSync(path, content);
    expect(refusalOf(() => openSqlite(path, key))).toBe("practice_key_wrong");
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  test.each([{ readonly: true }, { mustExist: true }, { readonly: true, mustExist: true }])(
    "a missing file is practice_not_found with %o, and none is made",
    (options) => {
      expect(refusalOf(() => openSqlite(path, key, options))).toBe("practice_not_found");
      expect(existsSync(path)).toBe(false);
    },
  );

  test("a missing folder, and a folder in the place of the file, are practice_not_found", () => {
    expect(refusalOf(() => openSqlite(join(folder.path, "no", "practice.db"), key))).toBe("practice_not_found");
    mkdirSync(path);
    expect(refusalOf(() => openSqlite(path, key))).toBe("practice_not_found");
  });

  test("R8 a file cut short is refused or found damaged, wherever it is cut; never read as if whole", () => {
    makeFile(200);
    const whole = readFileSync(path);
    const cuts = [1, 100, 4095, 4096, 4097, 8192, whole.length - 4096, whole.length - 1];
    for (const cut of cuts) {
      writeFileSync(path, whole);
      truncateSync(path, cut);
      const code = refusalOf(() =>
        readingFile(() => {
          const file = openSqlite(path, key, { readonly: true });
          try {
            const rows = file.prepare("select count(*) as n, sum(length(name)) as l from person").get();
            throw new Error(`read ${JSON.stringify(rows)} from ${cut} bytes`);
          } finally {
            file.close();
          }
        }),
      );
      expect({ cut, code }).toEqual({ cut, code: expect.stringMatching(/^practice_(file_damaged|key_wrong)$/) as string });
    }
  });

  test.each([0, 1, 100, 511])("R8 %i bytes are no new practice: nothing is written over what is left", (size) => {
    makeFile();
    truncateSync(path, size);
    const refused = /^practice_(file_damaged|key_wrong)$/;
    expect(refusalOf(() => openSqlite(path, key, { mustExist: true }))).toMatch(refused);
    if (size > 0) expect(refusalOf(() => openSqlite(path, key))).toMatch(refused);
    expect(statSync(path).size).toBe(size);
  });

  test("R8 a changed byte in any page is noticed by its tag", () => {
    makeFile(100);
    const whole = readFileSync(path);
    expect(whole.length).toBeGreaterThan(5 * 4096);
    for (let page = 1; page < whole.length / 4096; page += 1) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(page * 4096 + 1000) ^ 1, page * 4096 + 1000);
      writeFileSync(path, changed);
      const code = refusalOf(() =>
        readingFile(() => {
          const file = openSqlite(path, key, { readonly: true });
          try {
            file.prepare("select sum(length(name)) from person").get();
            const findings = file.prepare("pragma integrity_check").all() as { integrity_check: string }[];
            if (findings[0]?.integrity_check === "ok") throw new Error(`page ${page + 1} was changed unseen`);
            throw new Sqlite.SqliteError("found", "SQLITE_CORRUPT");
          } finally {
            file.close();
          }
        }),
      );
      expect({ page, code }).toEqual({ page, code: "practice_file_damaged" });
    }
  });
});

function plainSqlite(): Buffer {
  const other = join(folder.path, "plain.db");
  const file = new Sqlite(other);
  file.exec("create table a (b)");
  file.close();
  return readFileSync(other);
}

test("codes of SQLite are told from other errors", () => {
  const file = memoryFile();
  let thrown: unknown;
  try {
    file.exec("create table a (b integer primary key) strict; insert into a values (1); insert into a values (1)");
  } catch (error) {
    thrown = error;
  }
  file.close();
  expect(sqliteCode(thrown)).toBe("SQLITE_CONSTRAINT_PRIMARYKEY");
  expect([sqliteCode(new Error("SQLITE_FULL")), sqliteCode(undefined), sqliteCode({ code: "SQLITE_FULL" })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  ["SQLITE_CORRUPT", true],
  ["SQLITE_CORRUPT_INDEX", true],
  ["SQLITE_NOTADB", true],
  ["SQLITE_IOERR_DATA", true],
  ["SQLITE_IOERR_SHORT_READ", true],
  ["SQLITE_IOERR_WRITE", false],
  ["SQLITE_BUSY", false],
  ["SQLITE_FULL", false],
  ["SQLITE_CONSTRAINT_CHECK", false],
  ["SQLITE_READONLY", false],
])("R8 %s counts as damage of the file: %s", (code, expected) => {
  const error = new Sqlite.SqliteError("words", code);
  expect(isDamage(error)).toBe(expected);
  const work = (): never => {
    throw error;
  };
  if (expected) expect(refusalOf(() => readingFile(work))).toBe("practice_file_damaged");
  else expect(() => readingFile(work)).toThrow(error);
});

test("readingFile answers what the work answers and lets other errors through", () => {
  expect(readingFile(() => 7)).toBe(7);
  expect(() =>
    readingFile(() => {
      throw new TypeError("ours");
    }),
  ).toThrow(TypeError);
});

test("the driver carries the SQLite release that has the fixes we rely on, or a newer one", () => {
  const file = memoryFile();
  const numbers = (version: string): number[] => version.split(".").map(Number);
  const [major = 0, minor = 0, patch = 0] = numbers(sqliteVersion(file));
  const [wantMajor = 0, wantMinor = 0, wantPatch = 0] = numbers(minimumSqliteVersion);
  file.close();
  expect((major * 1000 + minor) * 1000 + patch).toBeGreaterThanOrEqual((wantMajor * 1000 + wantMinor) * 1000 + wantPatch);
});

test("closing takes the log into the file, so that the folder holds one file again", () => {
  const db = Database.open(path, key);
  db.script("create table a (b integer) strict");
  db.write((write) => write.exec("insert into a values (1)"));
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  db.close();
  expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`), db.isOpen]).toEqual([false, false, false]);
  const again = Database.open(path, key, { readonly: true });
  expect(again.read((read) => read.get("select b from a"))).toEqual({ b: 1 });
  again.close();
});

describe("BIL-20 a copied file is encrypted anew under a key of its own", () => {
  const other = randomBytes(keyBytes);
  const names = (from: Buffer): unknown[] => {
    const file = openSqlite(path, from, { mustExist: true });
    try {
      return file.prepare("select name from person order by id").all();
    } finally {
      file.close();
    }
  };

  test("the new key opens it with every row, the old one no more, and nothing of it can be read", () => {
    makeFile(300);
    const before = names(key);
    changeKey(path, key, other);
    expect(names(other)).toEqual(before);
    expect(refusalOf(() => names(key))).toBe("practice_key_wrong");
    expect(readFileSync(path).includes("Rosalind")).toBe(false);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  test("a wrong old key changes nothing", () => {
    makeFile(3);
    const bytes = readFileSync(path);
    expect(refusalOf(() => changeKey(path, other, randomBytes(keyBytes)))).toBe("practice_key_wrong");
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(names(key)).toHaveLength(3);
  });

  test("a file that is not there is refused and not made, and a key of another length is a mistake of ours", () => {
    expect(refusalOf(() => changeKey(path, key, other))).toBe("practice_not_found");
    expect(existsSync(path)).toBe(false);
    makeFile();
    expect(() => changeKey(path, key, other.subarray(1))).toThrow("a key of 32 bytes");
    expect(names(key)).toHaveLength(1);
  });
});
