import { expect, test } from "vitest";
import { openTestFile } from "../testing.ts";
import { goAlong, staysOrIsDecided } from "./household-rows.ts";

test("MEM-15 of every table that names a household it is decided whether its rows go along with a merge", () => {
  const file = openTestFile();
  const tables = file.db.read((db) =>
    db.all<{ name: string }>(
      `select distinct m.name from sqlite_master m, pragma_foreign_key_list(m.name) f
       where m.type = 'table' and f."table" = 'household' order by 1`,
    ),
  );
  file.dispose();
  expect(tables.map(({ name }) => name)).toEqual([...goAlong, ...staysOrIsDecided].toSorted());
});
