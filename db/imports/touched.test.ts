import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestFile, type TestFile } from "../testing.ts";
import { referrers } from "./touched.ts";

let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

/** What an import brings itself, and takes away with its patients and households. */
const own = ["patient", "phone", "patient_search", "import_update", "household"];

type Reference = { readonly table: string; readonly to: string };

function references(): Reference[] {
  return file.db.read<Reference[]>((db) =>
    db.all<Reference>(
      `select m.name as "table", f."table" as "to" from sqlite_master m, pragma_foreign_key_list(m.name) f
       where m.type = 'table' and f."table" in ('patient', 'household')`,
    ),
  );
}

test("PPL-18 every table that can refer to a patient or household is looked at before an import is taken back", () => {
  for (const to of ["patient", "household"] as const) {
    const tables = new Set(
      references()
        .filter((one) => one.to === to && !own.includes(one.table))
        .map(({ table }) => table),
    );
    expect([...tables].toSorted()).toEqual([...referrers[to]].toSorted());
  }
});

test("PPL-18 an import's own rows are the only others that refer to its people", () => {
  const others = references()
    .filter(({ table }) => own.includes(table))
    .map(({ table, to }) => `${table} ${to}`);
  expect([...new Set(others)].toSorted()).toEqual([
    "household patient",
    "import_update patient",
    "patient household",
    "patient patient",
    "patient_search patient",
    "phone patient",
  ]);
});
