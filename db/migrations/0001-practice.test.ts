import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "../migrate.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { migrations } from "./index.ts";
import { appendOnly } from "./0001-practice.ts";

let file: TestFile;
beforeEach(() => (file = openTestFile()));
afterEach(() => file.dispose());

const names = (type: string): string[] =>
  file.db.read((r) => r.all<{ name: string }>("select name from sqlite_master where type = ? order by name", type)).map((row) => row.name);

test("R11 before: an empty file; after: every table, strict, at version 1, and a second time nothing", () => {
  expect(file.db.pragma("user_version")).toBe(1);
  expect(names("table")).toEqual(expect.arrayContaining(["entry", "posting", "audit", "invoice", "period", "membership", "patient"]));
  const loose = file.db.read((r) => r.all<{ name: string }>("select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'"));
  expect(loose).toEqual([]);
  expect(migrate(file.db, migrations)).toEqual({ from: 1, to: 1 });
});

test("F-10 F-11 PPL-11 money, history and terms cannot be changed or removed by any statement", () => {
  const triggers = names("trigger");
  for (const table of ["entry", "posting", "audit", "plan_version", "allocation"])
    expect(triggers).toEqual(expect.arrayContaining([`${table}_no_update`, `${table}_no_delete`]));
  expect(appendOnly(["entry"])).toContain("raise(abort, 'entry is append-only')");
  file.db.write((w) =>
    w.exec(
      `insert into audit (at, workstation, action, subject, prev_hash, hash)
       values ('2026-01-01T00:00:00.000Z', 'desk', 'a.done', 'b/1', '', '')`,
    ),
  );
  expect(() => file.db.write((w) => w.exec("update audit set action = 'x'"))).toThrow("append-only");
  expect(() => file.db.write((w) => w.exec("delete from audit"))).toThrow("append-only");
});

test("F-13 the unique indexes of one obligation, one row are there", () => {
  expect(names("index")).toEqual(
    expect.arrayContaining(["period_billed_once", "invoice_one_draw_a_day", "charge_attempt_one_live"]),
  );
});
