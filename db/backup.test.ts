import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { inspectCopy, isBackupName, listBackups, makeBackup, readManifest, type BackupOrder, type Verifier } from "./backup.ts";
import { Database } from "./database.ts";
import { hashFile, isNoRoom, putText } from "./files.ts";
import { finishSwap, listKeptAside, prepareRestore, readIdentity, swapIn } from "./restore.ts";
import { insertRow } from "./schema.fixture.ts";
import { contentHash, refusalOf, testFolder, type TestFile } from "./testing.ts";
import { verify } from "./verify.ts";
import { openSoundFile } from "./verify/testing/sound-file.ts";

let sound: TestFile;
let folder: ReturnType<typeof testFolder>;
beforeAll(() => {
  sound = openSoundFile();
  sound.db.write((db) => insertRow(db, "practice", { name: "Salem Dental", kind: "live", specialty: "dental", lineage_id: "line", epoch: 3 }));
});
afterAll(() => sound.dispose());
beforeEach(() => (folder = testFolder()));
afterEach(() => folder.dispose());

const at = toInstant("2026-03-01T09:00:00.123Z");
const name = "practice-2026-03-01T090000123Z-asked.db";
const check: Verifier = (database) => verify(database);

const order = (over: Partial<BackupOrder> = {}): BackupOrder => ({
  file: sound.path,
  key: sound.key,
  folder: join(folder.path, "backups"),
  reason: "asked",
  madeAt: at,
  ...over,
});
const names = (of = join(folder.path, "backups")): string[] => readdirSync(of).toSorted();

describe("R9 a backup", () => {
  test("is a complete copy under its final name, with what it says of itself beside it, and no draft is left", () => {
    const manifest = makeBackup(order(), check);
    const path = join(folder.path, "backups", name);
    expect(names()).toEqual([name, `${name}.json`]);
    expect(manifest).toMatchObject({
      fileName: name,
      practiceName: "Salem Dental",
      lineageId: "line",
      epoch: 3,
      reason: "asked",
      madeAt: at,
      bytes: statSync(path).size,
      sha256: hashFile(path),
      breaches: 0,
    });
    expect(manifest.rows).toMatchObject({ household: 1, invoice: 8, payment: 7, audit: 3 });
    expect(manifest.heads).toMatchObject({ entries: 30, audits: 3 });
    const copy = Database.open(path, sound.key, { readonly: true });
    expect(contentHash(copy)).toBe(contentHash(sound.db));
    copy.close();
    expect(readManifest(join(folder.path, "backups"), name)).toEqual(manifest);
  });

  test("holds nothing that can be read without the key, and its label names no patient", () => {
    makeBackup(order(), check);
    const bytes = readFileSync(join(folder.path, "backups", name));
    expect([bytes.includes("Rosa"), bytes.includes("SQLite format"), bytes.includes("create table")]).toEqual([false, false, false]);
    expect(readFileSync(join(folder.path, "backups", `${name}.json`), "utf8")).not.toMatch(/Rosa|Elm/);
  });

  test("is made while somebody writes, of the state before", () => {
    const before = contentHash(sound.db);
    const undo = new Error("undo");
    let manifest: ReturnType<typeof makeBackup> | undefined;
    expect(() =>
      sound.db.write((db) => {
        db.exec("update household set name = 'Halfway'");
        manifest = makeBackup(order(), check);
        throw undo;
      }),
    ).toThrow(undo);
    const copy = Database.open(join(folder.path, "backups", manifest?.fileName ?? ""), sound.key, { readonly: true });
    expect(contentHash(copy)).toBe(before);
    copy.close();
  });

  test("with breaches is kept and says how many: better than none", () => {
    const found: Verifier = (database) => {
      const real = check(database);
      return { ...real, breaches: [{ check: "a", what: "b", rowIds: [1] }] };
    };
    expect(makeBackup(order(), found).breaches).toBe(1);
    expect(listBackups(order().folder)).toHaveLength(1);
  });

  test.each([0, 1])("of a file whose pages or references are broken is none: practice_file_damaged, nothing is left (check %i)", (which) => {
    const broken: Verifier = (database) => {
      const real = check(database);
      return { ...real, checks: real.checks.map((one, at) => (at === which ? { ...one, breaches: 2 } : one)) };
    };
    expect(refusalOf(() => makeBackup(order(), broken))).toBe("practice_file_damaged");
    expect(names()).toEqual([]);
  });

  test("breaches of a later check alone do not keep a backup from being made", () => {
    const later: Verifier = (database) => {
      const real = check(database);
      return { ...real, checks: real.checks.map((one, at) => (at === 2 ? { ...one, breaches: 2 } : one)) };
    };
    expect(makeBackup(order(), later).fileName).toBe(name);
  });

  test.each([
    ["another key", (): Partial<BackupOrder> => ({ key: Buffer.alloc(32, 1) }), "practice_key_wrong"],
    ["a file that is not there", (): Partial<BackupOrder> => ({ file: join(folder.path, "gone.db") }), "practice_not_found"],
  ])("with %s is refused and leaves nothing", (_, over, code) => {
    expect(refusalOf(() => makeBackup(order(over()), check))).toBe(code);
    expect(names()).toEqual([]);
  });

  test("onto a full disk is disk_full, and leaves no draft", () => {
    const full: Verifier = () => {
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    };
    expect(refusalOf(() => makeBackup(order(), full))).toBe("disk_full");
    expect(names()).toEqual([]);
  });

  test("a draft that a crash left behind is written over, and is never listed", () => {
    mkdirSync(order().folder, { recursive: true });
    writeFileSync(join(order().folder, `.${name}.tmp`), "half");
    expect(listBackups(order().folder)).toEqual([]);
    expect(makeBackup(order(), check).fileName).toBe(name);
    expect(names()).toEqual([name, `${name}.json`]);
  });

  test.each(["", "Asked", "a b", "x".repeat(21), "../up", "a-b"])("the reason “%s” is no word for a file name, which is our mistake", (reason) => {
    expect(() => makeBackup(order({ reason }), check)).toThrow("a reason is one plain word");
  });
});

describe("R9 a process killed while it makes a backup", () => {
  test.each([
    ["after copying, before looking at the copy", "before_looking"],
    ["after looking at it, before it has its name", "after_looking"],
  ])("%s leaves nothing under a final name, and the next one is whole", async (_, when) => {
    const { key, ...rest } = order();
    const script = join(import.meta.dirname, "backup-killed.fixture.ts");
    const child = fork(script, [JSON.stringify({ ...rest, key: key.toString("hex") }), when], { execArgv: [] });
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    expect([code, signal]).toEqual([null, "SIGKILL"]);
    expect([listBackups(order().folder), names().every((one) => one.startsWith("."))]).toEqual([[], true]);
    expect(makeBackup(order(), check).breaches).toBe(0);
    expect(listBackups(order().folder)).toHaveLength(1);
    expect(inspectCopy(join(order().folder, name), sound.key, check).breaches).toBe(0);
  });
});

describe("R9 which backups there are", () => {
  test("newest first; what lost its label, is not ours or says another name is left out", () => {
    const times = ["2026-03-01T09:00:00.000Z", "2026-03-03T09:00:00.000Z", "2026-03-02T09:00:00.000Z"];
    const made = times.map((madeAt) => makeBackup(order({ madeAt: toInstant(madeAt) }), check));
    const dir = order().folder;
    expect(listBackups(dir).map(({ madeAt }) => madeAt)).toEqual([times[1], times[2], times[0]]);
    writeFileSync(join(dir, "notes.db"), "");
    writeFileSync(join(dir, "practice-2026-03-04T090000000Z-asked.db"), "no label");
    writeFileSync(join(dir, `${made[0]?.fileName}.json`), JSON.stringify({ ...made[0], fileName: made[1]?.fileName }));
    expect(listBackups(dir).map(({ madeAt }) => madeAt)).toEqual([times[1], times[2]]);
  });

  test.each([
    ["is not JSON", "{"],
    ["is null", "null"],
    ["is a list", "[]"],
    ["has no hash", '{"fileName":"$","bytes":1,"practiceName":"a","madeAt":"b"}'],
    ["has a short hash", '{"fileName":"$","bytes":1,"practiceName":"a","madeAt":"b","sha256":"abc"}'],
    ["has a fraction of bytes", `{"fileName":"$","bytes":1.5,"practiceName":"a","madeAt":"b","sha256":"${"a".repeat(64)}"}`],
    ["has no name", `{"fileName":"$","bytes":1,"madeAt":"b","sha256":"${"a".repeat(64)}"}`],
  ])("a label that %s says nothing", (_, text) => {
    mkdirSync(order().folder, { recursive: true });
    writeFileSync(join(order().folder, `${name}.json`), text.replaceAll("$", name));
    expect(readManifest(order().folder, name)).toBeUndefined();
  });

  test("in a folder that is not there, there are none", () => {
    expect(listBackups(join(folder.path, "nowhere"))).toEqual([]);
  });

  test.each([
    [name, true],
    ["practice-2026-03-01T090000Z-daily.db", true],
    ["practice-2026-03-01T09:00:00Z-daily.db", false],
    [`../${name}`, false],
    [`${name}.json`, false],
    [`.${name}.tmp`, false],
    ["practice.db", false],
    [`${name}\n`, false],
    ["practice-2026-03-01T090000123Z-.db", false],
  ])("%j is a name of ours: %s", (text, expected) => {
    expect(isBackupName(text)).toBe(expected);
  });
});

describe("R9 a copy is looked at whole before it counts", () => {
  test("a byte changed in any page is found", () => {
    makeBackup(order(), check);
    const path = join(order().folder, name);
    const whole = readFileSync(path);
    const pages = whole.length / 4096;
    for (let page = 1; page < pages; page += Math.ceil(pages / 12)) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(page * 4096 + 77) ^ 4, page * 4096 + 77);
      writeFileSync(path, changed);
      expect(refusalOf(() => inspectCopy(path, sound.key, check))).toBe("practice_file_damaged");
    }
    writeFileSync(path, whole);
    expect(inspectCopy(path, sound.key, check)).toMatchObject({ practiceName: "Salem Dental", breaches: 0 });
    expect(refusalOf(() => inspectCopy(path, Buffer.alloc(32), check))).toBe("practice_key_wrong");
  });
});

describe("R10 restoring", () => {
  const target = (): string => join(folder.path, "practice.db");
  const source = () => ({ folder: order().folder, fileName: name });
  const restoredAt = toInstant("2026-03-05T08:00:00.000Z");
  const aside = "practice.db.before-restore-2026-03-05T080000000Z";
  const here = (): string[] => names(folder.path).filter((one) => one !== "backups");
  const hashOf = (path: string): string => {
    const opened = Database.open(path, sound.key, { readonly: true });
    const hash = contentHash(opened);
    opened.close();
    return hash;
  };

  /** The practice as it stood before: another content, with a write still in its log. */
  function standing(): void {
    sound.db.vacuumInto(target());
    const db = Database.open(target(), sound.key);
    db.write((write) => write.exec("update practice set name = 'Before'"));
    db.close();
  }

  test("puts the copy in the place of the file, and keeps what stood there", () => {
    makeBackup(order(), check);
    standing();
    const former = hashOf(target());
    const prepared = prepareRestore(target(), source());
    expect(hashFile(prepared)).toBe(hashFile(join(order().folder, name)));
    expect(swapIn(target(), prepared, restoredAt)).toBe(aside);
    expect(here().filter((one) => !/-(wal|shm)$/.test(one))).toEqual(["practice.db", aside]);
    expect([hashOf(target()), hashOf(join(folder.path, aside))]).toEqual([contentHash(sound.db), former]);
    expect(listKeptAside(folder.path)).toEqual([aside]);
  });

  test("into an empty folder keeps nothing aside", () => {
    makeBackup(order(), check);
    expect(swapIn(target(), prepareRestore(target(), source()), restoredAt)).toBeNull();
    expect(here()).toEqual(["practice.db"]);
    expect(hashOf(target())).toBe(contentHash(sound.db));
  });

  test("a log beside the former file goes with it, and is never taken for the new one's", () => {
    makeBackup(order(), check);
    standing();
    writeFileSync(`${target()}-wal`, "log");
    writeFileSync(`${target()}-shm`, "index");
    swapIn(target(), prepareRestore(target(), source()), restoredAt);
    expect(here()).toEqual(["practice.db", aside, `${aside}-shm`, `${aside}-wal`]);
    expect(readFileSync(join(folder.path, `${aside}-wal`), "utf8")).toBe("log");
  });

  test.each([
    ["is not there", () => "practice-2020-01-01T000000Z-asked.db", "backup_not_found"],
    ["leads out of the folder", () => "../practice.db", "backup_not_found"],
    ["is no backup's", () => "practice.db", "backup_not_found"],
  ])("refuses a name that %s", (_, fileName, code) => {
    makeBackup(order(), check);
    standing();
    const before = readFileSync(target());
    expect(refusalOf(() => prepareRestore(target(), { folder: order().folder, fileName: fileName() }))).toBe(code);
    expect([readFileSync(target()).equals(before), here()]).toEqual([true, ["practice.db"]]);
  });

  test.each([
    ["one changed byte", (path: string) => { const bytes = readFileSync(path); bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000); writeFileSync(path, bytes); }], // prettier-ignore
    ["bytes cut off", (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -1))],
    ["bytes put on", (path: string) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0])]))],
    ["nothing in it", (path: string) => writeFileSync(path, "")],
    ["a label of another hash", (path: string) => writeFileSync(`${path}.json`, readFileSync(`${path}.json`, "utf8").replace(/"sha256": "./, '"sha256": "x'))],
    ["no label", (path: string) => writeFileSync(`${path}.json`, "")],
  ])("a backup with %s is not readable, and nothing is touched", (_, damage) => {
    makeBackup(order(), check);
    standing();
    const before = readFileSync(target());
    damage(join(order().folder, name));
    expect(refusalOf(() => prepareRestore(target(), source()))).toBe("backup_not_readable");
    expect([readFileSync(target()).equals(before), here()]).toEqual([true, ["practice.db"]]);
  });

  describe("cut off by a crash at any step, the next start has one whole practice", () => {
    const ready = "practice.db.restoring";
    /** What lies in the folder after so many renames, and which file must stand after the next start. */
    const cuts: readonly (readonly [step: string, files: readonly string[], stands: "former" | "new", left: readonly string[]])[] = [
      ["before the copy had its name", ["practice.db", ".practice.db.restoring"], "former", [".practice.db.restoring", "practice.db"]],
      ["before anything moved", ["practice.db", "practice.db-wal", ready], "former", ["practice.db", "practice.db-wal"]],
      ["after the file moved", [aside, "practice.db-wal", "practice.db-shm", ready], "new", ["practice.db", aside, `${aside}-shm`, `${aside}-wal`]],
      ["after its log moved", [aside, `${aside}-wal`, "practice.db-shm", ready], "new", ["practice.db", aside, `${aside}-shm`, `${aside}-wal`]],
      ["after all of it moved", [aside, `${aside}-wal`, `${aside}-shm`, ready], "new", ["practice.db", aside, `${aside}-shm`, `${aside}-wal`]],
      ["when there was no file before", [ready], "new", ["practice.db"]],
      ["when only a stray log was there", [ready, "practice.db-wal"], "new", ["practice.db"]],
      ["after the end", ["practice.db", aside], "new", ["practice.db", aside]],
    ];
    test.each(cuts)("%s", (step, files, stands, left) => {
      for (const file of files) {
        const isNew = file.includes("restoring") || step === "after the end";
        writeFileSync(join(folder.path, file), isNew && !file.includes("before") ? "new" : "former");
      }
      finishSwap(target());
      expect(here()).toEqual(expect.arrayContaining([...left]));
      expect(here().filter((one) => /^practice\.db(-wal|-shm)?$/.test(one))).toEqual(left.filter((one) => /^practice\.db(-wal|-shm)?$/.test(one)));
      expect(readFileSync(target(), "utf8")).toBe(stands);
      expect(here().some((one) => one.includes("undefined"))).toBe(false);
      const after = here();
      finishSwap(target());
      expect(here()).toEqual(after);
    });
  });

  test("a clock set back since an earlier restore does not put one file's log over another's", () => {
    const later = "practice.db.before-restore-2026-09-01T080000000Z";
    for (const [file, text] of [[later, "later"], [`${later}-wal`, "later log"], [aside, "former"], ["practice.db-wal", "former log"], ["practice.db.restoring", "new"]] as const)
      writeFileSync(join(folder.path, file), text);
    finishSwap(target());
    const texts = Object.fromEntries(here().map((file) => [file, readFileSync(join(folder.path, file), "utf8")]));
    expect(texts).toEqual({ "practice.db": "new", [later]: "later", [`${later}-wal`]: "later log", [aside]: "former", [`${aside}-wal`]: "former log" });
  });

  test("names kept aside are told oldest first, logs and other files left out", () => {
    for (const file of ["practice.db.before-restore-2026-03-05T080000000Z", "practice.db.before-restore-2026-01-05T080000000Z", "practice.db.before-restore-2026-01-05T080000000Z-wal", "practice.db", "notes.txt"])
      writeFileSync(join(folder.path, file), "");
    expect(listKeptAside(folder.path)).toEqual([
      "practice.db.before-restore-2026-01-05T080000000Z",
      "practice.db.before-restore-2026-03-05T080000000Z",
    ]);
  });
});

describe("BIL-20 whose file it is", () => {
  test("is told by a file that opens, and by no other", () => {
    const path = join(folder.path, "practice.db");
    expect(readIdentity(path, sound.key)).toBeUndefined();
    sound.db.vacuumInto(path);
    expect(readIdentity(path, sound.key)).toEqual({ lineageId: "line", epoch: 3 });
    expect(readIdentity(path, Buffer.alloc(32))).toBeUndefined();
    writeFileSync(path, "no database");
    expect(readIdentity(path, sound.key)).toBeUndefined();
    const blank = join(folder.path, "blank.db");
    Database.open(blank, sound.key).close();
    expect(readIdentity(blank, sound.key)).toBeUndefined();
  });
});

describe("files written whole", () => {
  test("text is put under its name in one step, over what was there", () => {
    const path = join(folder.path, "label.json");
    putText(path, "one");
    putText(path, "two");
    expect([readFileSync(path, "utf8"), readdirSync(folder.path)]).toEqual(["two", ["label.json"]]);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o077).toBe(0);
  });

  test("the hash of a file is the SHA-256 of all its bytes, also over several pieces", () => {
    const path = join(folder.path, "large");
    writeFileSync(path, "abc");
    expect(hashFile(path)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    writeFileSync(path, Buffer.alloc((1 << 20) + 5));
    const long = hashFile(path);
    writeFileSync(path, Buffer.alloc((1 << 20) + 4));
    expect(hashFile(path)).not.toBe(long);
    expect(existsSync(path)).toBe(true);
  });

  test.each([
    [Object.assign(new Error(""), { code: "ENOSPC" }), true],
    [Object.assign(new Error(""), { code: "EDQUOT" }), true],
    [Object.assign(new Error(""), { code: "SQLITE_FULL" }), true],
    [Object.assign(new Error("ENOSPC"), { code: "EACCES" }), false],
    [new Error("ENOSPC"), false],
    [{ code: "ENOSPC" }, false],
    [undefined, false],
  ])("R7 %o says that there is no room: %s", (error, expected) => {
    expect(isNoRoom(error)).toBe(expected);
  });
});
