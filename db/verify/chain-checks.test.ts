import { join } from "node:path";
import { copyFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { asId } from "#domain/identity.ts";
import { auditHash, insertAudit } from "../audit.ts";
import { chainStart } from "../chain.ts";
import { Database } from "../database.ts";
import { testFolder, type TestFile } from "../testing.ts";
import { auditChainCheck, chainHeads, ledgerChainCheck } from "./chain-checks.ts";
import type { Check } from "./check.ts";
import { openSoundFile } from "./testing/sound-file.ts";

let sound: TestFile;
let folder: ReturnType<typeof testFolder>;
let template: string;
let copy: Database | undefined;
let copies = 0;

beforeAll(() => {
  sound = openSoundFile();
  for (let day = 1; day <= 9; day += 1) {
    sound.db.write((db) =>
      insertAudit(db, {
        at: toInstant(`2026-03-0${day}T09:00:00.000Z`),
        actorId: asId(1),
        workstation: "desk",
        action: "patient.edited",
        subject: "patient/1",
        before: { city: "Salem" },
        after: { city: `Salem ${day}` },
      }),
    );
  }
  folder = testFolder();
  template = join(folder.path, "template.db");
  sound.db.vacuumInto(template);
  const opened = Database.open(template, sound.key);
  opened.script(
    ["entry", "posting", "audit", "allocation"]
      .flatMap((table) => [`drop trigger ${table}_no_update;`, `drop trigger ${table}_no_delete;`])
      .join(" "),
  );
  opened.close();
});
afterEach(() => copy?.close());
afterAll(() => {
  sound.dispose();
  folder.dispose();
});

/** Damages a copy and answers the ids that a check finds. */
function foundAfter(check: Check, damage: string): number[] {
  const path = join(folder.path, `copy-${(copies += 1)}.db`);
  copyFileSync(template, path);
  const damaged = Database.open(path, sound.key);
  copy = damaged;
  damaged.script("pragma foreign_keys = off");
  damaged.script(damage);
  return damaged.read((db) => check.breaches(db)).map(({ rowIds }) => rowIds[0] ?? 0);
}

test("F-10 F-11 both chains of a sound file are whole, and are about all of its rows", () => {
  expect([foundAfter(ledgerChainCheck, ""), copy?.read((db) => auditChainCheck.breaches(db))]).toEqual([[], []]);
  expect(copy?.read((db) => [ledgerChainCheck.rows(db), auditChainCheck.rows(db)])).toEqual([
    sound.db.read((db) => db.get<{ n: number }>("select max(id) as n from entry")?.n),
    12,
  ]);
});

describe("F-10 S13 any column of a journal entry that is altered is found, at its place", () => {
  const columns: readonly (readonly [column: string, value: string])[] = [
    ["kind", "'refunded'"],
    ["household_id", "null"],
    ["patient_id", "1"],
    ["invoice_id", "99"],
    ["payment_id", "99"],
    ["effective_on", "'2026-02-28'"],
    ["belongs_on", "'2026-02-28'"],
    ["entered_at", "'2026-03-01T09:00:00.001Z'"],
    ["actor_id", "null"],
    ["workstation", "'elsewhere'"],
    ["memo", "'no memo'"],
    ["reverses_id", "1"],
  ];
  test.each(columns)("%s", (column, value) => {
    expect(foundAfter(ledgerChainCheck, `update entry set ${column} = ${value} where id = 5`)).toEqual([5]);
  });

  test("every column of the table is tried here or is the chain's own", () => {
    const names = sound.db.read((db) => db.all<{ name: string }>("select name from pragma_table_info('entry')")).map(({ name }) => name);
    expect(names.toSorted()).toEqual([...columns.map(([name]) => name), "id", "prev_hash", "hash"].toSorted());
  });

  test.each([
    ["its account", "update posting set account = 'bank' where id = (select max(id) from posting where entry_id = 5)"],
    ["its household", "update posting set household_id = 99 where id = (select min(id) from posting where entry_id = 5)"],
    ["its amount", "update posting set amount_cents = amount_cents + 1 where id = (select min(id) from posting where entry_id = 5)"],
    ["its entry", "update posting set entry_id = 99 where id = (select min(id) from posting where entry_id = 5)"],
    ["its existence", "delete from posting where id = (select min(id) from posting where entry_id = 5)"],
    ["its being the only one", "insert into posting (entry_id, account, amount_cents) values (5, 'bank', 1), (5, 'bank', -1)"],
  ])("of a posting, %s", (_, damage) => {
    expect(foundAfter(ledgerChainCheck, damage)).toContain(5);
  });

  test.each([
    ["the hash itself", "update entry set hash = 'f' || substr(hash, 2) where id = 5 and hash not like 'f%'; update entry set hash = 'e' || substr(hash, 2) where id = 5 and hash like 'f%'", [5, 6]],
    ["the hash before", "update entry set prev_hash = '' where id = 5", [5]],
    ["the first entry removed", "delete from entry where id = 1", [2]],
    ["one in the middle removed", "delete from entry where id = 5", [6]],
    ["two in a row removed", "delete from entry where id in (5, 6)", [7]],
    ["two that changed places", "update entry set id = 100 where id = 5; update entry set id = 5 where id = 6; update entry set id = 6 where id = 100", [5, 6, 7]],
    ["one slipped in between", "update entry set id = id + 100 where id > 5; insert into entry select 6, kind, household_id, patient_id, invoice_id, payment_id, effective_on, belongs_on, entered_at, actor_id, workstation, 'slipped in', null, prev_hash, hash from entry where id = 5", [6]],
  ])("%s", (_, damage, ids) => {
    expect(foundAfter(ledgerChainCheck, damage)).toEqual(expect.arrayContaining(ids));
  });

  test("the last entries cut off are not seen in the chain, but in the heads a backup keeps", () => {
    const heads = sound.db.read(chainHeads);
    expect(foundAfter(ledgerChainCheck, `delete from posting where entry_id >= ${heads.entries}; delete from entry where id >= ${heads.entries}`)).toEqual([]);
    const left = copy?.read(chainHeads);
    expect(left).toMatchObject({ entries: heads.entries - 1, audits: heads.audits, audit: heads.audit });
    expect(left?.entry).not.toBe(heads.entry);
  });

  test("a forger who writes every hash anew is found by the heads", () => {
    const heads = sound.db.read(chainHeads);
    foundAfter(auditChainCheck, "update audit set subject = 'patient/2' where id = 3");
    const rows = copy?.read((db) => db.all<Parameters<typeof auditHash>[1] & { id: number }>(
      "select id, at, actor_id as actorId, workstation, action, subject, before, after from audit order by id",
    )) ?? [];
    copy?.write((db) => {
      let previous = chainStart;
      for (const row of rows) {
        const hash = auditHash(previous, row);
        db.exec("update audit set prev_hash = ?, hash = ? where id = ?", previous, hash, row.id);
        previous = hash;
      }
    });
    expect(copy?.read((db) => auditChainCheck.breaches(db))).toEqual([]);
    expect(copy?.read(chainHeads).audit).not.toBe(heads.audit);
  });
});

describe("F-11 S13 any column of an audit record that is altered is found, at its place", () => {
  const columns: readonly (readonly [column: string, value: string])[] = [
    ["at", "'2026-03-09T09:00:00.000Z'"],
    ["actor_id", "null"],
    ["workstation", "'desk 2'"],
    ["action", "'patient.viewed'"],
    ["subject", "'patient/2'"],
    ["before", "null"],
    ["before", "'{\"city\":\"Boston\"}'"],
    ["after", "'{}'"],
    ["after", "after || ' '"],
    ["prev_hash", "hash"],
  ];
  test.each(columns)("%s = %s", (column, value) => {
    expect(foundAfter(auditChainCheck, `update audit set ${column} = ${value} where id = 6`)).toEqual([6]);
  });

  test("every column of the table is tried here or is the chain's own", () => {
    const names = sound.db.read((db) => db.all<{ name: string }>("select name from pragma_table_info('audit')")).map(({ name }) => name);
    expect(names.toSorted()).toEqual([...new Set([...columns.map(([name]) => name), "id", "hash"])].toSorted());
  });

  test.each([
    ["removed at the beginning", "delete from audit where id <= 2", [3]],
    ["removed in the middle", "delete from audit where id between 4 and 6", [7]],
    ["swapped", "update audit set id = 100 where id = 4; update audit set id = 4 where id = 5; update audit set id = 5 where id = 100", [4, 5, 6]],
    ["doubled", "update audit set id = id + 100 where id > 5; insert into audit select 6, at, actor_id, workstation, action, subject, before, after, prev_hash, hash from audit where id = 5", [6]],
  ])("records %s", (_, damage, ids) => {
    expect(foundAfter(auditChainCheck, damage)).toEqual(ids);
  });

  test("very many broken links are told a hundred at a time, and chains longer than a page are walked whole", () => {
    foundAfter(auditChainCheck, "");
    copy?.write((db) => {
      const previous = db.get<{ hash: string }>("select hash from audit order by id desc limit 1")?.hash ?? "";
      let last = previous;
      for (let row = 0; row < 4100; row += 1) {
        const fields = { at: "2026-03-10T09:00:00.000Z", actorId: null, workstation: "w", action: "a.b", subject: `s/${row}`, before: null, after: null };
        const hash = auditHash(last, fields);
        db.exec("insert into audit (at, workstation, action, subject, prev_hash, hash) values (?, ?, ?, ?, ?, ?)", fields.at, "w", "a.b", fields.subject, last, hash);
        last = hash;
      }
    });
    expect(copy?.read((db) => auditChainCheck.breaches(db))).toEqual([]);
    copy?.script("update audit set workstation = 'x' where id = 4000");
    expect(copy?.read((db) => auditChainCheck.breaches(db)).map(({ rowIds }) => rowIds)).toEqual([[4000]]);
    copy?.script("update audit set workstation = 'y'");
    expect(copy?.read((db) => auditChainCheck.breaches(db))).toHaveLength(100);
  });
});
