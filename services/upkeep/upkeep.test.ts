import { createHash, randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listBackups, readManifest } from "#db/backup.ts";
import { Database } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { insertHouseholdRow } from "#db/people/household.ts";
import { finishSwap, listKeptAside } from "#db/restore.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { Cx } from "../context.ts";
import { createSample } from "../demo/create-sample.ts";
import { noCards } from "../gateways/cards.ts";
import { createPractice } from "../practice/create-practice.ts";
import { mayBill, viewBillingStop } from "../practice/billing-stop.ts";
import { backUp, listBackupRows, recordBackup } from "./back-up.ts";
import { inspectFile } from "./inspect-file.ts";
import { restoreBackup } from "./restore.ts";
import { verifyPractice } from "./verify-practice.ts";

const key = randomBytes(32);
const now = toInstant("2026-03-02T15:00:00.000Z");
const later = toInstant("2026-03-02T18:30:00.000Z");

let small: string;
let folder: string;
let file: string;
let backups: string;
let open: Database[];

const form = {
  name: "Willow Street Dental",
  kind: "live",
  specialty: "dental",
  timeZone: "America/New_York",
  currency: "USD",
  ownerName: "Helen Marsh",
  username: "helen",
} as const;
const address = { line1: "", line2: "", city: "", region: "", postalCode: "", country: "US" };

/** A small practice, made once and copied for each test. */
beforeAll(() => {
  small = mkdtempSync(join(tmpdir(), "perennial-small-"));
  const db = Database.open(join(small, "practice.db"), key);
  migrate(db, migrations);
  createPractice(cxOf(db), form, "hash", "here");
  db.write((write) => {
    for (const name of ["Rosa Lee", "Omar Ali"])
      insertHouseholdRow(write, { name, address, contactPreference: "print", createdAt: now });
  });
  db.close();
});
afterAll(() => rmSync(small, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "perennial-upkeep-"));
  file = join(folder, "practice.db");
  backups = join(folder, "backups");
  open = [];
  copyFileSync(join(small, "practice.db"), file);
});
afterEach(() => {
  for (const db of open) if (db.isOpen) db.close();
  rmSync(folder, { recursive: true, force: true });
});

function openFile(path = file): Database {
  const db = Database.open(path, key);
  open.push(db);
  return db;
}

function cxOf(db: Database, at = now): Cx {
  return { db, actor: { staffId: null, workstation: "desk" }, today: toDay("2026-03-02"), now: at, gateways: { cards: noCards } };
}

const order = (reason = "asked", at = now) => ({ file, key, folder: backups, reason, madeAt: at });
const restoreOrder = (fileName: string) => ({
  file,
  key,
  source: { folder: backups, fileName },
  computerId: "here",
  workstation: "desk",
  wallNow: later,
});

/** Everything in a file as text, table by table. */
function dump(path = file): Record<string, unknown[]> {
  const db = Database.open(path, key, { readonly: true });
  try {
    return db.read((read) => {
      const tables = read.all<{ name: string }>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name");
      return Object.fromEntries(tables.map(({ name }) => [name, read.all(`select * from "${name}"`)]));
    });
  } finally {
    db.close();
  }
}

test("R9 a backup opens with the practice's key, verifies, holds every row, and is what its manifest says", () => {
  const manifest = backUp(order());
  const path = join(backups, manifest.fileName);
  expect(manifest).toMatchObject({ practiceName: "Willow Street Dental", reason: "asked", madeAt: now, epoch: 1, breaches: 0 });
  expect(manifest.rows["household"]).toBe(2);
  expect(dump(path)).toEqual(dump());
  expect(readManifest(backups, manifest.fileName)).toEqual(manifest);
  expect(readdirSync(backups).toSorted()).toEqual([manifest.fileName, `${manifest.fileName}.json`].toSorted());
  expect(readFileSync(path).includes("Willow")).toBe(false);
  expect(() => Database.open(path, randomBytes(32), { readonly: true })).toThrowError(expect.objectContaining({ code: "practice_key_wrong" }));
});

test("R9 the practice is used while it is backed up, and the backup holds one moment of it", () => {
  const db = openFile();
  db.write((write) => write.exec("update household set name = 'changed' where id = 1"));
  const manifest = backUp(order());
  db.write((write) => write.exec("update household set name = 'changed later' where id = 1"));
  expect(dump(join(backups, manifest.fileName))["household"]?.[0]).toMatchObject({ name: "changed" });
});

test("backups are listed newest first; strange files and lost manifests are left out", () => {
  const first = backUp(order("asked", now));
  const second = backUp(order("update", later));
  writeFileSync(join(backups, "practice-2026-01-01T000000000Z-asked.db"), "no manifest");
  writeFileSync(join(backups, "holiday.jpg"), "x");
  expect(listBackups(backups).map(({ fileName }) => fileName)).toEqual([second.fileName, first.fileName]);
  expect(listBackupRows(backups)[0]).toEqual({ fileName: second.fileName, bytes: second.bytes, madeAt: later, reason: "update", verifiedAt: later });
  expect(listBackupRows(join(folder, "nowhere"))).toEqual([]);
});

test("F-11 a backup is remembered in the file with the audit trail", () => {
  const manifest = backUp(order());
  const db = openFile();
  recordBackup(cxOf(db), manifest);
  const rows = db.read((read) => read.all<{ sha256: string }>("select file_name, bytes, sha256, reason from backup"));
  expect(rows).toEqual([{ file_name: manifest.fileName, bytes: manifest.bytes, sha256: manifest.sha256, reason: "asked" }]);
  expect(db.read((read) => read.get("select action from audit order by id desc limit 1"))).toEqual({ action: "backup.made" });
});

test("R9 a file with a breach is backed up all the same, and the backup says that it was not clean", () => {
  const db = openFile();
  db.write((write) => write.exec("update household set balance_cents = balance_cents + 1 where id = 1"));
  db.close();
  const manifest = backUp(order());
  expect(manifest.breaches).toBe(2);
  expect(listBackupRows(backups)).toMatchObject([{ verifiedAt: null }]);
});

test("R9 no backup is made of a file with damaged pages, and no draft is left behind", () => {
  damage(file);
  expect(() => backUp(order())).toThrowError(expect.objectContaining({ code: "practice_file_damaged" }));
  expect(readdirSync(backups)).toEqual([]);
});

/** Flips a byte in the middle of a table's page. */
function damage(path: string): void {
  const db = Database.open(path, key, { readonly: true });
  const page = db.read((read) => read.get<{ page: number }>("select rootpage as page from sqlite_master where name = 'invoice_line'"));
  db.close();
  const bytes = readFileSync(path);
  const place = ((page?.page ?? 0) - 1) * 4096 + 1000;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 4, place);
  writeFileSync(path, bytes);
}

describe("BIL-20, R10 restoring", () => {
  test("the same data after backup and restore is equal, but for what the restore itself records", () => {
    // The whole sample practice: 600 people and two years of history.
    rmSync(file);
    const made = openFile();
    migrate(made, migrations);
    createSample(made, { todayOn: toDay("2026-03-02"), now, computerId: "here" });
    made.close();
    const before = dump();
    const { fileName, rows } = backUp(order());
    expect(rows["patient"]).toBe(600);
    const db = openFile();
    db.write((write) => write.exec("delete from patient_search"));
    db.close();
    const restored = restoreBackup(restoreOrder(fileName));
    expect(restored).toMatchObject({ practiceName: "Willow Street Dental", epoch: 2, breaches: 0 });
    const after = dump();
    const [practice] = after["practice"] as Record<string, unknown>[];
    expect(practice).toMatchObject({ epoch: 2 });
    const own = ["practice", "audit", "billing_stop"];
    for (const table of Object.keys(before)) if (!own.includes(table)) expect(after[table], table).toEqual(before[table]);
    expect({ ...practice, epoch: 1 }).toEqual(before["practice"]?.[0]);
    expect(after["audit"]?.slice(0, -1)).toEqual(before["audit"]);
    expect(after["audit"]?.at(-1)).toMatchObject({ action: "practice.restored" });
    expect(before["billing_stop"]).toEqual([]);
    expect(after["billing_stop"]).toMatchObject([{ reason: "restored", lifted_at: null }]);
  }, 120_000);

  test("billing stays stopped afterwards, verify is clean, and the former file is kept aside", () => {
    const { fileName } = backUp(order());
    const { keptAside } = restoreBackup(restoreOrder(fileName));
    const db = openFile();
    expect(mayBill(cxOf(db, later))).toBe(false);
    expect(viewBillingStop(db)).toMatchObject({ reason: "restored" });
    expect(verifyPractice(db).breaches).toEqual([]);
    expect(listKeptAside(folder)).toEqual([keptAside]);
    expect(dump(join(folder, keptAside ?? ""))["practice"]?.[0]).toMatchObject({ epoch: 1 });
  });

  test("the epoch rises above the file's own, also when an old backup is restored twice", () => {
    const { fileName } = backUp(order());
    expect(restoreBackup(restoreOrder(fileName)).epoch).toBe(2);
    expect(restoreBackup({ ...restoreOrder(fileName), wallNow: toInstant("2026-03-02T18:31:00.000Z") }).epoch).toBe(3);
    expect(listKeptAside(folder)).toHaveLength(2);
  });

  test("a damaged or missing file is replaced; without the old epoch the backup's own rises", () => {
    const { fileName } = backUp(order());
    truncateSync(file, 5000);
    expect(restoreBackup(restoreOrder(fileName)).epoch).toBe(2);
    rmSync(file);
    expect(restoreBackup(restoreOrder(fileName))).toMatchObject({ epoch: 2, keptAside: null });
  });

  test.each<[what: string, spoil: (path: string) => void, code: string]>([
    ["changed by one bit", (path) => flip(path), "backup_not_readable"],
    ["cut short", (path) => truncateSync(path, 8192), "backup_not_readable"],
    ["empty", (path) => truncateSync(path, 0), "backup_not_readable"],
    ["without its manifest", (path) => rmSync(`${path}.json`), "backup_not_readable"],
    ["gone", (path) => rmSync(path), "backup_not_found"],
  ])("a backup %s is refused and nothing is changed", (_, spoil, code) => {
    const { fileName } = backUp(order());
    spoil(join(backups, fileName));
    const before = readFileSync(file);
    expect(() => restoreBackup(restoreOrder(fileName))).toThrowError(expect.objectContaining({ code }));
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes("restor"))).toEqual([]);
  });

  test.each(["../practice.db", "practice.db", "", "..", "practice-2026-03-02T150000000Z-asked.db.json"])(
    "S8 %j is no backup's name",
    (fileName) => {
      backUp(order());
      expect(() => restoreBackup(restoreOrder(fileName))).toThrowError(expect.objectContaining({ code: "backup_not_found" }));
    },
  );

  test("a backup of another practice, or under another key, does not take this one's place", () => {
    const { fileName } = backUp(order());
    const db = openFile();
    db.write((write) => write.exec("update practice set lineage_id = 'another'"));
    db.close();
    expect(() => restoreBackup(restoreOrder(fileName))).toThrowError(expect.objectContaining({ code: "backup_of_other_practice" }));
    expect(() => restoreBackup({ ...restoreOrder(fileName), key: randomBytes(32) })).toThrowError(
      expect.objectContaining({ code: "practice_key_wrong" }),
    );
  });

  test("R12 a backup of a newer app is refused", () => {
    const db = openFile();
    db.script("pragma user_version = 99");
    db.close();
    mkdirSync(backups);
    const newer = backUpAs(99);
    expect(() => restoreBackup(restoreOrder(newer))).toThrowError(
      expect.objectContaining({ code: "practice_file_newer", facts: { fileVersion: 99, appVersion: migrations.length } }),
    );
  });

  test("a swap that a crash cut in two is finished at the next start", () => {
    const { fileName } = backUp(order());
    restoreBackup(restoreOrder(fileName));
    copyFileSync(file, join(folder, "practice.db.restoring"));
    rmSync(file);
    writeFileSync(`${file}-wal`, "a log that belongs to the former file");
    finishSwap(file);
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(existsSync(join(folder, "practice.db.restoring"))).toBe(false);
    expect(verifyPractice(openFile()).breaches).toEqual([]);
    copyFileSync(file, join(folder, "practice.db.restoring"));
    finishSwap(file);
    expect(existsSync(join(folder, "practice.db.restoring"))).toBe(false);
  });
});

/** A backup whose file says that a newer app made it, with a manifest that fits. */
function backUpAs(version: number): string {
  const db = Database.open(file, key);
  db.script(`pragma user_version = 1`);
  db.close();
  const { fileName } = backUp(order());
  const path = join(backups, fileName);
  const copy = Database.open(path, key);
  copy.script(`pragma user_version = ${version}; pragma journal_mode = delete;`);
  copy.close();
  const manifest = JSON.parse(readFileSync(`${path}.json`, "utf8")) as Record<string, unknown>;
  writeFileSync(`${path}.json`, JSON.stringify({ ...manifest, sha256: hash(path) }));
  return fileName;
}

function hash(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function flip(path: string): void {
  const bytes = readFileSync(path);
  const place = bytes.length / 2;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  writeFileSync(path, bytes);
}

describe("R8, R12 a file is looked at before it is written to", () => {
  const untouched = (work: () => unknown, refusal: object) => {
    const before = readFileSync(file);
    expect(work).toThrowError(expect.objectContaining(refusal));
    expect(readFileSync(file).equals(before)).toBe(true);
  };

  test("a sound one is current and whole", () => {
    expect(inspectFile(file, key, migrations)).toEqual({ mustMigrate: false, isChecked: true });
  });

  test("a newer one, a wrong key, a damaged one, something else: refused and left as it was", () => {
    untouched(() => inspectFile(file, randomBytes(32), migrations), { code: "practice_key_wrong" });
    const db = openFile();
    db.script("pragma user_version = 7");
    db.close();
    untouched(() => inspectFile(file, key, migrations), { code: "practice_file_newer", facts: { fileVersion: 7, appVersion: migrations.length } });
    const again = openFile();
    again.script("pragma user_version = 1; pragma application_id = 1");
    again.close();
    untouched(() => inspectFile(file, key, migrations), { code: "practice_file_damaged" });
    expect(() => inspectFile(join(folder, "none.db"), key, migrations)).toThrowError(expect.objectContaining({ code: "practice_not_found" }));
    writeFileSync(file, "not a database at all, but long enough to be looked at as one".repeat(100));
    untouched(() => inspectFile(file, key, migrations), { code: "practice_key_wrong" });
  });

  test("a damaged page is found before anything is written", () => {
    damage(file);
    untouched(() => inspectFile(file, key, migrations), { code: "practice_file_damaged" });
  });
});
