import { afterEach, beforeEach, expect, test } from "vitest";
import { findBatch } from "#db/imports/batches.ts";
import { verify } from "#db/verify.ts";
import { toDay } from "#domain/calendar.ts";
import type { ImportBatchId } from "#domain/identity.ts";
import type { Cx } from "../context.ts";
import { searchPatients } from "../people/search-patients.ts";
import { commitImport } from "./commit-import.ts";
import {
  begin,
  countsOf,
  imported,
  importRows,
  mill,
  openImportDesk,
  peopleSeen,
  rowOf,
  rowsInFile,
  type ImportDesk,
} from "./desk.fixture.ts";
import { cancelImport, discardLeftovers, discardSlices } from "./discard-import.ts";
import { listImports } from "./list-imports.ts";
import { meetGuarantors, meetPractice } from "./meet-practice.ts";
import { listSavedMappings, removeMapping, saveMappingFor } from "./saved-mappings.ts";
import { stageRows } from "./stage-rows.ts";
import { undoImport } from "./undo-import.ts";

let desk: ImportDesk;
let cx: Cx;
beforeEach(() => {
  desk = openImportDesk();
  cx = desk.cx;
});
afterEach(() => desk.file.dispose());

function drain(slices: Generator<number>): void {
  while (!slices.next().done);
}

function breaches(): number {
  return verify(cx.db).breaches.length;
}

const elm = { ...mill, line1: "9 Elm Rd" };

test("PPL-19 rows of an import are seen by nobody until it is committed, then all at once", () => {
  const counts = countsOf({ new: 2, households: 1 });
  const staging = begin(cx, counts);
  const payer = rowOf({ firstName: "Ana" });
  stageRows(cx, staging, [payer]);
  stageRows(cx, staging, [
    rowOf({ firstName: "Ben" }, { household: payer.household, isPayer: false, home: mill }),
  ]);
  expect(peopleSeen(cx)).toEqual([]);
  expect(searchPatients(cx, { text: "lee", limit: 10 }, { seeInvoices: false }).patients).toEqual(
    [],
  );
  expect(commitImport(cx, staging.batchId, counts)).toMatchObject({
    patients: 2,
    households: 1,
    updated: 0,
  });
  expect(peopleSeen(cx).map(({ name, payer: payerName }) => [name, payerName])).toEqual([
    ["Ana Lee", "Ana Lee"],
    ["Ben Lee", "Ana Lee"],
  ]);
  expect(
    searchPatients(cx, { text: "lee", limit: 10 }, { seeInvoices: false }).patients,
  ).toHaveLength(2);
  expect(breaches()).toBe(0);
});

test("PPL-18 a household takes the payer's address; who lives elsewhere keeps an address of their own", () => {
  const dependent = rowOf(
    { firstName: "Ben", address: elm },
    { household: 900, isPayer: false, home: mill },
  );
  const sameHome = rowOf(
    { firstName: "Cleo", address: { ...mill, line1: "12 MILL ST." } },
    { household: 900, isPayer: false, home: mill },
  );
  const payer = rowOf({ firstName: "Ana" }, { household: 900 });
  // The payer stands last in the file.
  importRows(cx, [dependent, sameHome, payer]);
  expect(peopleSeen(cx).map(({ name, payer: payerName, own }) => [name, payerName, own])).toEqual([
    ["Ben Lee", "Ana Lee", "9 Elm Rd"],
    ["Cleo Lee", "Ana Lee", null],
    ["Ana Lee", "Ana Lee", null],
  ]);
  const home = cx.db.read<string>(
    (db) => db.get<{ a: string }>("select address_line1 as a from household")?.a ?? "",
  );
  expect(home).toBe("12 Mill St");
});

test("PPL-18 the import is refused when what was written is not what was promised, and nothing is shown", () => {
  const staging = begin(cx, { new: 2, households: 2 });
  stageRows(cx, staging, [rowOf({})]);
  expect(() => commitImport(cx, staging.batchId, countsOf({ new: 2, households: 2 }))).toThrow(
    expect.objectContaining({
      code: "import_totals_differ",
      facts: { what: "patients", expected: 2, found: 1 },
    }) as Error,
  );
  expect(peopleSeen(cx)).toEqual([]);
});

test("PPL-19 a stopped import is taken away slice by slice, with phones and tokens", () => {
  const before = rowsInFile(cx);
  const staging = begin(cx);
  const rows = Array.from({ length: 450 }, () =>
    rowOf({ phones: [{ kind: "home", number: "464-527-2097" }] }),
  );
  stageRows(cx, staging, rows);
  expect(rowsInFile(cx)).toMatchObject({ patients: 450, households: 450, phones: 450 });
  cancelImport(cx, staging.batchId);
  const gone = [...discardSlices(cx, staging.batchId)];
  expect(gone.length).toBeGreaterThan(3);
  expect(rowsInFile(cx)).toEqual(before);
  expect(cx.db.read((db) => findBatch(db, staging.batchId)?.state)).toBe("cancelled");
  expect(listImports(cx)).toEqual([]);
});

test("R16 what a crash left of an import is never seen, and is gone after the next start", () => {
  const staging = begin(cx);
  stageRows(cx, staging, [rowOf({}), rowOf({})]);
  expect(peopleSeen(cx)).toEqual([]);
  expect(() => begin(cx)).toThrow(
    expect.objectContaining({ code: "import_already_running" }) as Error,
  );
  drain(discardLeftovers(cx));
  expect(rowsInFile(cx)).toMatchObject({ patients: 0, households: 0, tokens: 0 });
  expect(breaches()).toBe(0);
  importRows(cx, [rowOf({})]);
  expect(peopleSeen(cx)).toHaveLength(1);
});

test("PPL-18 a whole import can be taken back, at once out of sight", () => {
  importRows(cx, [rowOf({ firstName: "Zoe", externalId: "old" })]);
  const { batchId } = importRows(cx, [rowOf({}), rowOf({})]);
  expect(undoImport(cx, { batchId })).toEqual({ undone: true });
  expect(peopleSeen(cx).map(({ name }) => name)).toEqual(["Zoe Lee"]);
  drain(discardSlices(cx, batchId));
  expect(rowsInFile(cx)).toMatchObject({ patients: 1, households: 1 });
  expect(() => undoImport(cx, { batchId })).toThrow(
    expect.objectContaining({ code: "import_batch_not_committed" }) as Error,
  );
  expect(() => undoImport(cx, { batchId: 99 as ImportBatchId })).toThrow(
    expect.objectContaining({ code: "import_batch_not_found" }) as Error,
  );
  expect(breaches()).toBe(0);
});

test.each<[string, (db: Cx["db"], patientId: number, householdId: number) => void]>([
  [
    "a chart was changed",
    (db, patientId) =>
      db.write((w) => void w.exec("update patient set version = 2 where id = ?", patientId)),
  ],
  [
    "a household was changed",
    (db, _, householdId) =>
      db.write((w) => void w.exec("update household set version = 2 where id = ?", householdId)),
  ],
  [
    "somebody came to live there",
    (db, _, householdId) =>
      db.write(
        (w) =>
          void w.exec(
            "insert into patient (household_id, chart_number, sort_name, created_at) values (?, 'new', 'new', '2026-11-22T15:00:00.000Z')",
            householdId,
          ),
      ),
  ],
  [
    "something needs attention there",
    (db, _, householdId) =>
      db.write(
        (w) =>
          void w.exec(
            "insert into attention (household_id, kind, reason, since_at) values (?, 'mail_returned', 'x', '2026-11-22T15:00:00.000Z')",
            householdId,
          ),
      ),
  ],
])("PPL-18 an import is not taken back once %s", (_, touch) => {
  const { batchId } = importRows(cx, [rowOf({ firstName: "Ana" }), rowOf({ firstName: "Ben" })]);
  const ben = peopleSeen(cx)[1];
  touch(cx.db, ben?.id ?? 0, ben?.household ?? 0);
  expect(listImports(cx)[0]).toMatchObject({
    canUndo: false,
    touched: expect.any(Number) as number,
  });
  expect(() => undoImport(cx, { batchId })).toThrow(
    expect.objectContaining({
      code: "import_touched_since",
      facts: expect.objectContaining({ names: expect.stringContaining("Ben") as string }) as object,
    }) as Error,
  );
  expect(peopleSeen(cx).length).toBeGreaterThanOrEqual(2);
});

test("PPL-17 a second import of the same source changes what is different, adds nobody, and can be taken back", () => {
  importRows(cx, [rowOf({ externalId: "7", firstName: "Ana", notes: "", email: "" })]);
  const [ana] = peopleSeen(cx);
  const known = { verdict: "known" as const, knownPatientId: ana?.id ?? 0 };
  const unchanged = importRows(cx, [rowOf({ externalId: "7" }, known)]);
  expect(unchanged).toMatchObject({ patients: 0, households: 0, updated: 0 });
  const changed = importRows(cx, [
    rowOf(
      {
        externalId: "7",
        firstName: "Anna",
        email: "anna@example.org",
        sex: "",
        phones: [{ kind: "home", number: "464-527-2097" }],
      },
      known,
    ),
  ]);
  expect(changed).toMatchObject({ patients: 0, updated: 1 });
  const row = () =>
    cx.db.read((db) =>
      db.get<{ first_name: string; email: string; sex: string }>(
        "select first_name, email, sex from patient",
      ),
    ) as object;
  expect(row()).toEqual({ first_name: "Anna", email: "anna@example.org", sex: "female" });
  expect(peopleSeen(cx)[0]?.payer).toBe("Anna Lee");
  expect(
    searchPatients(cx, { text: "anna", limit: 5 }, { seeInvoices: false }).patients,
  ).toHaveLength(1);
  undoImport(cx, { batchId: changed.batchId });
  expect(row()).toEqual({ first_name: "Ana", email: "", sex: "female" });
  expect(peopleSeen(cx)[0]?.payer).toBe("Ana Lee");
  expect(rowsInFile(cx)).toMatchObject({ patients: 1, phones: 0 });
});

test("PPL-17 a changed chart is not taken back by undoing the import that changed it before", () => {
  importRows(cx, [rowOf({ externalId: "7" })]);
  const known = { verdict: "known" as const, knownPatientId: peopleSeen(cx)[0]?.id ?? 0 };
  const { batchId } = importRows(cx, [rowOf({ externalId: "7", firstName: "Anna" }, known)]);
  cx.db.write(
    (db) => void db.exec("update patient set alerts = 'Penicillin', version = version + 1"),
  );
  expect(() => undoImport(cx, { batchId })).toThrow(
    expect.objectContaining({ code: "import_touched_since" }) as Error,
  );
});

test("PPL-18 a dependent joins the household of a payer, or of a guarantor, who is a patient already", () => {
  importRows(cx, [rowOf({ externalId: "7", firstName: "Ana" })]);
  const ana = peopleSeen(cx)[0];
  importRows(cx, [
    rowOf(
      { externalId: "8", firstName: "Ben", address: elm },
      { isPayer: false, home: null, payerPatientId: ana?.id ?? 0 },
    ),
    rowOf(
      { externalId: "9", firstName: "Cleo" },
      { isPayer: true, home: mill, outsideGuarantor: "7" },
    ),
  ]);
  expect(
    peopleSeen(cx).map(({ name, household, payer, own }) => [name, household, payer, own]),
  ).toEqual([
    ["Ana Lee", ana?.household, "Ana Lee", null],
    ["Ben Lee", ana?.household, "Ana Lee", "9 Elm Rd"],
    ["Cleo Lee", ana?.household, "Ana Lee", null],
  ]);
  expect(meetGuarantors(cx, "Old program", ["7", "77"])).toEqual(["7"]);
});

test("PPL-4 the practice recognises who is there by number, and by person", () => {
  importRows(cx, [
    rowOf({
      externalId: "7",
      firstName: "José",
      lastName: "Nuñez",
      phones: [{ kind: "home", number: "(464) 527-2097" }],
    }),
  ]);
  const [jose] = peopleSeen(cx);
  const person = {
    firstName: "Jose",
    lastName: "Nunez",
    birthOn: toDay("1980-01-01"),
    email: "",
    phones: ["464.527.2097"],
    street: "12 mill street",
    postalCode: "02171",
    city: "Quincy",
  };
  expect(
    meetPractice(cx, "Old program", [
      { row: 0, externalId: "7", person: { ...person, firstName: "Somebody", lastName: "Else" } },
      { row: 1, externalId: "8", person },
      {
        row: 2,
        externalId: "9",
        person: { ...person, firstName: "Rosa", birthOn: toDay("2015-01-01") },
      },
      {
        row: 3,
        externalId: "",
        person: { ...person, firstName: "Carl", lastName: "Ortiz", phones: [], birthOn: null },
      },
    ]),
  ).toEqual([
    { row: 0, acquaintance: { kind: "known", patientId: jose?.id } },
    {
      row: 1,
      acquaintance: {
        kind: "similar",
        patientId: jose?.id,
        name: expect.stringContaining("José Nuñez, born") as string,
      },
    },
  ]);
  // The number belongs to its source: another program's 7 is somebody else.
  expect(
    meetPractice(cx, "Elsewhere", [
      { row: 0, externalId: "7", person: { ...person, firstName: "X", lastName: "Y", phones: [] } },
    ]),
  ).toEqual([]);
});

test("PPL-1 a chart number is kept where it is free, otherwise the next one is given", () => {
  importRows(cx, [rowOf({ chartNumber: "C7" }), rowOf({ chartNumber: "C7" }), rowOf({})]);
  const charts = peopleSeen(cx).map(({ chart }) => chart);
  expect(charts[0]).toBe("C7");
  expect(new Set(charts).size).toBe(3);
});

test("PPL-2 without anybody's word every imported household gets its mail on paper", () => {
  importRows(cx, [rowOf({ email: "ana@example.org" })]);
  expect(
    cx.db.read((db) => db.get("select contact_preference as by from household")) as object,
  ).toEqual({ by: "print" });
});

test("F-11 an import is on record with its numbers, and so are its changes", () => {
  const { batchId } = importRows(cx, [rowOf({ externalId: "7" })]);
  const known = { verdict: "known" as const, knownPatientId: peopleSeen(cx)[0]?.id ?? 0 };
  importRows(cx, [rowOf({ externalId: "7", firstName: "Anna" }, known)]);
  undoImport(cx, { batchId: (batchId + 1) as ImportBatchId });
  const actions = cx.db.read((db) =>
    db.all<{ action: string }>("select action from audit order by id"),
  ) as { action: string }[];
  expect(actions.map(({ action }) => action)).toEqual([
    "import.committed",
    "patient.edited",
    "import.committed",
    "patient.edited",
    "import.undone",
  ]);
});

test("PPL-17 an import without any row to bring in is not begun", () => {
  expect(() => begin(cx, { new: 0, invalid: 3 })).toThrow(
    expect.objectContaining({ code: "import_nothing_to_import" }) as Error,
  );
});

test("PPL-17 a mapping is saved under its name, replaced, listed and removed", () => {
  const saved = {
    kind: "perennial-import-mapping",
    version: 1,
    name: " Our old program ",
    source: "Old program",
    conventions: "plain",
    dateOrder: "mdy",
    padZip: true,
    fields: [{ header: "LNAME", field: "lastName" }],
  };
  expect(saveMappingFor(cx, { saved })).toEqual({ name: "Our old program" });
  saveMappingFor(cx, { saved: { ...saved, padZip: false } });
  const list = listSavedMappings(cx);
  expect(list.map(({ saved: one }) => [one.name, one.padZip])).toEqual([
    ["Our old program", false],
  ]);
  removeMapping(cx, { mappingId: list[0]?.mappingId ?? 0 });
  expect(listSavedMappings(cx)).toEqual([]);
  expect(() => saveMappingFor(cx, { saved: { ...saved, name: " " } })).toThrow(
    expect.objectContaining({ code: "import_mapping_name_missing" }) as Error,
  );
  expect(() => saveMappingFor(cx, { saved: { kind: "other" } })).toThrow(
    expect.objectContaining({ code: "import_mapping_file_unknown" }) as Error,
  );
});

test("PPL-17 somebody who died since is recorded as deceased, but nobody is brought back to life", () => {
  importRows(cx, [rowOf({ externalId: "7" })]);
  const known = { verdict: "known" as const, knownPatientId: peopleSeen(cx)[0]?.id ?? 0 };
  const status = () =>
    cx.db.read((db) => db.get<{ status: string }>("select status from patient")?.status ?? "");
  importRows(cx, [
    rowOf({ externalId: "7", status: "deceased", deceasedOn: toDay("2026-01-02") }, known),
  ]);
  expect(status()).toBe("deceased");
  importRows(cx, [rowOf({ externalId: "7", status: "active" }, known)]);
  expect(status()).toBe("deceased");
  expect(imported({}).status).toBe("active");
});
