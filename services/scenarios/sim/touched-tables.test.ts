/** R5 what a step of the simulation is said to have touched: too little would leave an invariant unasked. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestFile, type TestFile } from "#db/testing.ts";
import type { WritableDb } from "#db/database.ts";
import { sql } from "#db/sql.ts";
import { anyTable, listeningReader, tellingWriter, writtenByTriggers } from "./touched-tables.ts";

let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

/** What is told while some work is done; the work is taken back. */
function toldOf(work: (db: WritableDb) => void): string[] {
  const told: string[] = [];
  try {
    file.db.write((db): void => {
      work(tellingWriter(db, (table) => void told.push(table)));
      throw new Error("taken back");
    });
  } catch (error) {
    if (!(error instanceof Error) || error.message !== "taken back") throw error;
  }
  return told;
}

test.each([
  ["insert into household (number, name, created_at) values (1, 'Lee', '')", "household"],
  ["insert or ignore into household (number, name, created_at) values (2, 'Lee', '')", "household"],
  ["update invoice set terms_days = terms_days", "invoice"],
  ["  delete from charge_attempt where id = ''", "charge_attempt"],
  ["with none as (select 1 where 0) delete from notice where id in (select * from none)", anyTable],
])("R5 %s touches %s", (text, table) => {
  expect(toldOf((db) => void db.exec(text))).toEqual([table]);
});

test("R5 statements that are built are told of as those that are written", () => {
  expect(
    toldOf((db) => {
      db.run(sql.updateTable("household").set({ name: "Lee" }).where("id", "=", 0 as never));
      db.insert(sql.insertInto("household").values({ number: 3, name: "Kim", created_at: "2026-01-01T00:00:00.000Z" as never }));
    }),
  ).toEqual(["household", "household"]);
});

test("R5 a trigger's writes count: a posting changes the household, an allocation and a line the invoice", () => {
  const known = writtenByTriggers(file.db);
  expect(known.get("posting")).toContain("household");
  expect(known.get("allocation")).toContain("invoice");
  expect(known.get("invoice_line")).toContain("invoice");
});

test("R5 a question is heard with every table that it reads, joined and nested ones too", () => {
  const heard = new Set<string>();
  file.db.read((db): void => {
    const reader = listeningReader(db, heard);
    reader.all("select i.id from invoice i left join household h on h.id = i.household_id where i.id in (select invoice_id from period)");
    reader.get("select count(*) from notice where exists (select 1 from dispute)");
    reader.rows(sql.selectFrom("payment").select("id"));
    reader.row(sql.selectFrom("card").select("id"));
  });
  expect([...heard].toSorted()).toEqual(["card", "dispute", "household", "invoice", "notice", "payment", "period"]);
});
