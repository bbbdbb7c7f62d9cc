import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { asId, type HouseholdId, type ImportBatchId, type PatientId } from "#domain/identity.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { setPayer } from "../people/household.ts";
import { findPatient } from "../people/patient.ts";
import { addMember, named } from "../people/testing.ts";
import { insertRow } from "../schema.fixture.ts";
import { contentHash } from "../testing.ts";
import { findBatch, insertBatch, listBatches, listBatchesIn, listBatchesWithHiddenRows, setBatchState } from "./batches.ts";
import { findKnownPatient, hasAnyPatient, isChartNumberTaken } from "./known.ts";
import { deleteMapping, listMappings, upsertMapping } from "./mappings.ts";
import { countStaged, hideBatch, showBatch, takeHiddenSlice } from "./staged.ts";
import { findTouched } from "./touched.ts";
import { deleteUpdates, insertUpdate, keepBefore, listUpdates } from "./updates.ts";

let books: Books;
beforeEach(() => (books = new Books()));
afterEach(() => books.dispose());

const later = toInstant("2026-03-02T09:00:00.000Z");
const newBatch = (fileName = "a.csv", staff: string | null = null): ImportBatchId => {
  const staffId = staff === null ? null : books.staff(staff);
  return books.write<ImportBatchId>((db) =>
    insertBatch(db, { fileName, sha256: "f".repeat(64), source: "csv", rows: 3, counts: '{"new":3}', mapping: "{}", staffId, createdAt: someAt }),
  );
};
const staged = (batchId: ImportBatchId, names: readonly string[] = ["Ana Lee", "Ben Lee"], over: Parameters<typeof named>[2] = null): Family =>
  books.family(
    names.map((name) => ({ ...named(...(name.split(" ") as [string, string]), over), stagedBatchId: batchId, importBatchId: batchId })),
    { stagedBatchId: batchId, importBatchId: batchId },
  );
const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));

describe("PPL-18 an import batch", () => {
  test("is read back as announced, with who did it", () => {
    const id = newBatch("patients.csv", "Ada");
    expect(books.read((db) => findBatch(db, id))).toEqual({
      batchId: id,
      fileName: "patients.csv",
      sha256: "f".repeat(64),
      source: "csv",
      state: "staging",
      rows: 3,
      counts: '{"new":3}',
      staffName: "Ada",
      createdAt: someAt,
      committedAt: null,
      endedAt: null,
    });
    expect(books.read((db) => findBatch(db, asId<ImportBatchId>(99)))).toBeUndefined();
  });

  test.each([
    ["committed", { committedAt: later, endedAt: null }],
    ["cancelled", { committedAt: null, endedAt: later }],
    ["undone", { committedAt: null, endedAt: later }],
  ] as const)("that is %s says when; its counts stay unless new ones are told", (state, times) => {
    const id = newBatch();
    books.write((db) => setBatchState(db, id, state, later));
    expect(books.read((db) => findBatch(db, id))).toMatchObject({ state, ...times, counts: '{"new":3}' });
    books.write((db) => setBatchState(db, id, state, later, '{"new":2}'));
    expect(books.read((db) => findBatch(db, id)?.counts)).toBe('{"new":2}');
  });

  test("is listed once it came to something, newest first, and found by its state", () => {
    const ids = ["a", "b", "c", "d"].map((name) => newBatch(name));
    const [a, b, c, d] = ids as [ImportBatchId, ImportBatchId, ImportBatchId, ImportBatchId];
    books.write((db) => {
      setBatchState(db, a, "committed", later);
      setBatchState(db, b, "cancelled", later);
      setBatchState(db, c, "undone", later);
    });
    const list = (most: number) => books.read((db) => listBatches(db, most).map(({ batchId }) => batchId));
    expect([list(10), list(1)]).toEqual([[c, a], [c]]);
    expect(books.read((db) => [listBatchesIn(db, "staging"), listBatchesIn(db, "cancelled"), listBatchesIn(db, "committed")])).toEqual([[d], [b], [a]]);
  });
});

describe("PPL-19 rows of an import under way", () => {
  test("are counted as they really are, shown all at once, and hidden again", () => {
    const id = newBatch();
    const other = newBatch("other.csv");
    const family = staged(id);
    addMember(books.db, family.householdId, { ...named("Cy", "Lee"), status: "deceased", stagedBatchId: id, importBatchId: id });
    staged(other, ["Dee Zak"]);
    const known = books.family(["Eve Kim"]);
    books.write((db) => insertUpdate(db, id, known.payer, "{}"));
    const counts = () => books.read((db) => countStaged(db, id));
    expect(counts()).toEqual({ patients: 3, households: 1, deceased: 1, updates: 1 });
    expect(books.read(listBatchesWithHiddenRows)).toEqual([id, other]);
    books.write((db) => showBatch(db, id));
    expect(counts()).toEqual({ patients: 0, households: 0, deceased: 0, updates: 1 });
    expect(books.read(listBatchesWithHiddenRows)).toEqual([other]);
    expect(books.read((db) => findPatient(db, family.payer)?.importBatchId)).toBe(id);
    books.write((db) => hideBatch(db, id));
    expect(counts()).toMatchObject({ patients: 3, households: 1 });
    expect(books.read((db) => [findPatient(db, family.payer), findPatient(db, known.payer)?.firstName])).toEqual([undefined, "Eve"]);
  });

  test("a household left behind alone counts as hidden rows too", () => {
    const id = newBatch();
    staged(id, []);
    expect(books.read(listBatchesWithHiddenRows)).toEqual([id]);
  });

  test("are taken away in slices with their phones and tokens, and the file is as before the import", () => {
    const id = newBatch();
    const stays = books.family([{ ...named("Eve", "Kim"), phones: [{ kind: "home", number: "1234567" }] }]);
    const before = contentHash(books.db);
    for (let n = 0; n < 7; n += 1) {
      const family = staged(id, [`A${n} Lee`, `B${n} Lee`]);
      books.sql("insert into phone (patient_id, kind, number, digits) values (?, 'home', '1', '1')", family.payer);
    }
    const number = books.read((db) => db.get<{ next: number }>("select next from number_series where name = 'household'")?.next);
    const slices: number[] = [];
    for (;;) {
      const gone = takeHiddenSlice(books.db, id, 4);
      slices.push(gone);
      expect(books.read((db) => db.all("pragma foreign_key_check"))).toEqual([]);
      if (gone === 0) break;
    }
    expect(slices).toEqual([4, 4, 4, 2, 4, 3, 0]);
    expect(books.db.pragma("foreign_keys")).toBe(1);
    expect(number).toBeGreaterThan(2);
    books.sql("update number_series set next = 2 where name = 'household'");
    books.sql("update number_series set next = 2 where name = 'chart'");
    expect(contentHash(books.db)).toBe(before);
    expect(books.read((db) => findPatient(db, stays.payer)?.phones)).toEqual([{ kind: "home", number: "1234567" }]);
  });

  test("references are checked again after a slice, also when it failed", () => {
    expect(() => takeHiddenSlice(books.db, newBatch(), Number.NaN)).toThrow(/NaN/);
    expect(books.db.pragma("foreign_keys")).toBe(1);
    expect(() => books.db.read(() => takeHiddenSlice(books.db, asId<ImportBatchId>(1), 5))).toThrow();
    expect(books.db.pragma("foreign_keys")).toBe(1);
  });

  const size = fc.integer({ min: 0, max: 3 });
  test("whatever the households and slices, nothing of the batch is left and nobody else is touched", () => {
    fc.assert(
      fc.property(fc.array(size, { maxLength: 6 }), fc.array(size, { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), (ours, theirs, most) => {
        const id = newBatch();
        const keep = newBatch("keep.csv");
        for (const members of ours) staged(id, Array.from({ length: members }, (_, n) => `M${n} Lee`));
        for (const members of theirs) staged(keep, Array.from({ length: members }, (_, n) => `K${n} Kim`));
        const kept = books.read((db) => countStaged(db, keep));
        for (let round = 0; takeHiddenSlice(books.db, id, most) > 0; round += 1) expect(round).toBeLessThan(40);
        expect(books.read((db) => countStaged(db, id))).toEqual({ patients: 0, households: 0, deceased: 0, updates: 0 });
        expect(books.read((db) => countStaged(db, keep))).toEqual(kept);
        expect(kept).toMatchObject({ patients: theirs.reduce((sum, members) => sum + members, 0), households: theirs.length });
        expect(books.read((db) => db.all("pragma foreign_key_check"))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe("PPL-18 changes to people who are there already", () => {
  test("wait with the record to write, and keep the one before it once written; only what was not written goes with the rows", () => {
    const [id, other] = [newBatch(), newBatch("b.csv")];
    const family = books.family(["Ana Lee", "Ben Lee"]);
    const [ana, ben] = family.patientIds as [PatientId, PatientId];
    books.write((db) => {
      insertUpdate(db, id, ben, '{"b":1}');
      insertUpdate(db, id, ana, '{"a":1}');
      insertUpdate(db, other, ana, "{}");
      keepBefore(db, id, ana, '{"old":1}', 2);
    });
    expect(books.read((db) => listUpdates(db, id))).toEqual([
      { patientId: ana, record: '{"a":1}', before: '{"old":1}', versionAfter: 2 },
      { patientId: ben, record: '{"b":1}', before: null, versionAfter: null },
    ]);
    expect(() => books.write((db) => insertUpdate(db, id, ana, "{}"))).toThrow(/UNIQUE/);
    takeHiddenSlice(books.db, id, 10);
    expect(books.read((db) => listUpdates(db, id).map(({ patientId }) => patientId))).toEqual([ana]);
    books.write((db) => deleteUpdates(db, id));
    expect(books.read((db) => [listUpdates(db, id), listUpdates(db, other).length])).toEqual([[], 1]);
  });
});

describe("PPL-18 people of an earlier import of the same source", () => {
  test("are found by their number there, once they can be seen", () => {
    const family = books.family([{ ...named("Ana", "Lee"), externalSource: "opendental", externalId: "17" }, named("Ben", "Lee")]);
    const find = (source: string, id: string) => books.read((db) => findKnownPatient(db, source, id));
    expect(find("opendental", "17")).toEqual({ patientId: family.payer, householdId: family.householdId });
    expect([find("softdent", "17"), find("opendental", "18"), find("opendental", ""), find("", "17")]).toEqual([undefined, undefined, undefined, undefined]);
    newBatch();
    books.sql("update patient set staged_batch_id = 1 where id = ?", family.payer);
    expect(find("opendental", "17")).toBeUndefined();
  });

  test("whether anybody is there, and whether a chart number is taken, also by a row nobody sees yet", () => {
    expect(books.read((db) => [hasAnyPatient(db), isChartNumberTaken(db, "7")])).toEqual([false, false]);
    const id = newBatch();
    books.family([{ ...named("Ana", "Lee"), chartNumber: "7", stagedBatchId: id }]);
    expect(books.read((db) => [hasAnyPatient(db), isChartNumberTaken(db, "7")])).toEqual([false, true]);
    books.write((db) => showBatch(db, id));
    expect(books.read((db) => [hasAnyPatient(db), isChartNumberTaken(db, "07")])).toEqual([true, false]);
  });
});

describe("PPL-17 saved mappings", () => {
  test("are listed by name, replaced under the same one, and taken away", () => {
    books.write((db) => {
      upsertMapping(db, "Zeta", "{}", someAt);
      upsertMapping(db, "Alpha", '{"v":1}', someAt);
      upsertMapping(db, "Zeta", '{"v":2}', later);
    });
    const list = () => books.read((db) => listMappings(db).map(({ name, mapping }) => [name, mapping]));
    expect(list()).toEqual([["Alpha", '{"v":1}'], ["Zeta", '{"v":2}']]); // prettier-ignore
    const [alpha] = books.read(listMappings);
    books.write((db) => deleteMapping(db, alpha?.mappingId ?? 0));
    books.write((db) => deleteMapping(db, 99));
    expect(list()).toEqual([["Zeta", '{"v":2}']]);
  });
});

describe("PPL-18 an import can be taken back while nothing was done with its rows", () => {
  let id: ImportBatchId;
  let family: Family;
  beforeEach(() => {
    id = newBatch();
    family = staged(id, ["Ana Lee", "Ben Lee", "Cy Lee", "Dee Lee"]);
    books.write((db) => {
      showBatch(db, id);
      setBatchState(db, id, "committed", later);
    });
  });
  const touched = () => books.read((db) => findTouched(db, id));
  const everybody = { count: 4, names: ["Ana Lee", "Ben Lee", "Cy Lee"] };

  test("nothing was, right after it", () => {
    expect(touched()).toEqual({ count: 0, names: [] });
    expect(books.read((db) => findTouched(db, asId<ImportBatchId>(99)))).toEqual({ count: 0, names: [] });
  });

  test("a chart that was changed", () => {
    books.sql("update patient set version = 2 where id = ?", family.patientIds[1] ?? 0);
    expect(touched()).toEqual({ count: 1, names: ["Ben Lee"] });
  });

  test("all charts of a household whose terms were changed", () => {
    books.sql("update household set version = 2 where id = ?", family.householdId);
    expect(touched()).toEqual(everybody);
  });

  test.each(["membership", "invoice", "invoice_line", "entry"])("a chart that a row of %s speaks of", (table) => {
    const over: Record<string, number> = { patient_id: family.patientIds[2] ?? 0 };
    row(table, over);
    expect(touched()).toEqual({ count: 1, names: ["Cy Lee"] });
  });

  test.each(["membership", "invoice", "payment", "credit", "entry", "posting", "card", "statement", "document", "attention"])(
    "all charts of a household that a row of %s speaks of",
    (table) => {
      row(table, { household_id: family.householdId });
      expect(touched()).toEqual(everybody);
    },
  );

  test("all charts of a household that somebody from elsewhere was put into; not while an import that brings them is under way", () => {
    const guest = addMember(books.db, family.householdId, named("Eve", "Kim"));
    expect(touched()).toEqual({ ...everybody, count: 5 });
    newBatch("next.csv");
    books.sql("update patient set staged_batch_id = 2, import_batch_id = 2 where id = ?", guest);
    expect(touched()).toEqual({ count: 0, names: [] });
  });

  test("somebody who pays for a household that was there before", () => {
    const other = books.family([], { name: "Old" }).householdId;
    books.write((db) => setPayer(db, other as HouseholdId, family.patientIds[3] ?? asId(0), "Dee Lee"));
    expect(touched()).toEqual({ count: 1, names: ["Dee Lee"] });
  });

  test("somebody there before whose record it changed and who was changed again since", () => {
    const { payer } = books.family(["Eve Kim"]);
    books.write((db) => {
      insertUpdate(db, id, payer, "{}");
      keepBefore(db, id, payer, "{}", 1);
    });
    expect(touched().count).toBe(0);
    books.sql("update patient set version = 2 where id = ?", payer);
    expect(touched()).toEqual({ count: 1, names: ["Eve Kim"] });
  });

  test("each is counted once, however much was done", () => {
    const plan = books.plan();
    books.membership(family.householdId, family.payer, plan, { startOn: someDay });
    books.sql("update patient set version = 3 where id = ?", family.payer);
    books.invoice(family.householdId, { patientId: family.payer });
    expect(touched()).toEqual(everybody);
  });
});
