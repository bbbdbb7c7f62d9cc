/** Who gets a mailing label, and who is left out and why (DOC-1, DOC-5). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addFamily, named } from "#db/people/testing.ts";
import { findDocument } from "#db/statements/records.ts";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { labelSheets } from "#domain/labels/label-sheets.ts";
import { noAddress, type Address } from "#domain/people/address.ts";
import { Refusal } from "#domain/refusal.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { prepareLabels, type LabelsAsk } from "./prepare-labels.ts";
import { recordLabels } from "./record-labels.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const lives = (postalCode: string, over: Partial<Address> = {}): { address: Address } => ({
  address: { ...noAddress, line1: "12 Elm Street", city: "Lowell", region: "MA", postalCode, ...over },
});
const family = (last: string, address: { address: Address }, ...first: string[]) => addFamily(club.db, first.map((name) => named(name, last, toDay("1980-01-01"))), address);
const all = (...households: readonly { readonly householdId: HouseholdId }[]): LabelsAsk["whom"] => ({ kind: "households", householdIds: households.map(({ householdId }) => householdId) });
const prepared = (whom: LabelsAsk["whom"], over: Partial<LabelsAsk> = {}) =>
  prepareLabels(club.cx(), { whom, each: "household", sheet: { kind: "preset", name: "avery-5160" }, startAt: 1, nudge: { rightMm: 0, downMm: 0 }, ...over });
const names = (whom: LabelsAsk["whom"], over: Partial<LabelsAsk> = {}) => prepared(whom, over).data.addresses.map(({ name }) => name);
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts };
    throw error;
  }
};

describe("DOC-1 who gets a label", () => {
  test("DOC-1 households come in postal order, each once, by the payer’s name", () => {
    const lee = family("Lee", lives("01852"), "Rosa", "Ben");
    const ortiz = family("Ortiz", lives("01101"), "Ana");
    const { data, sheets, shrunk, leftOut } = prepared(all(lee, ortiz, lee));
    expect(data.addresses).toEqual([
      { name: "Ana Ortiz", addressLines: ["12 Elm Street", "Lowell, MA 01101"] },
      { name: "Rosa Lee", addressLines: ["12 Elm Street", "Lowell, MA 01852"] },
    ]);
    expect({ sheets, shrunk, leftOut }).toEqual({ sheets: 1, shrunk: [], leftOut: [] });
  });

  test("DOC-1 people of one household share a label, or have one each", () => {
    const { patientIds } = family("Lee", lives("01852"), "Rosa", "Ben");
    const whom: LabelsAsk["whom"] = { kind: "patients", patientIds };
    expect(names(whom)).toEqual(["Rosa Lee"]);
    expect(names(whom, { each: "person" })).toEqual(["Ben Lee", "Rosa Lee"]);
  });

  test("DOC-1 somebody with an address of their own is written to there, never with half of each", () => {
    const { householdId, patientIds } = family("Lee", lives("01852", { line2: "Apt 4B" }), "Rosa");
    club.db.write((db) => db.exec("update patient set address_line1 = '7 Pier', city = 'Boston', region = null, postal_code = null where id = ?", patientIds[0] ?? 0));
    expect(prepared(all({ householdId })).data.addresses).toEqual([{ name: "Rosa Lee", addressLines: ["7 Pier", "Boston"] }]);
  });

  test("DOC-1 the country stands on labels that go abroad only", () => {
    const home = family("Lee", lives("01852"), "Rosa");
    const abroad = family("Dubois", lives("75001", { city: "Paris", region: "", country: "FR" }), "Luc");
    expect(prepared(all(home, abroad)).data.addresses.map(({ addressLines }) => addressLines.at(-1))).toEqual(["FR", "Lowell, MA 01852"]);
  });

  test("DOC-1 everybody of the patient list’s filter, and nobody besides", () => {
    family("Lee", lives("01852"), "Rosa");
    family("Ortiz", lives("01101"), "Ana");
    const filter = { text: "ortiz", statuses: [], membership: "any", minors: false, owing: false } as const;
    expect(names({ kind: "filter", filter })).toEqual(["Ana Ortiz"]);
    expect(names({ kind: "filter", filter: { ...filter, text: "" } })).toEqual(["Ana Ortiz", "Rosa Lee"]);
  });

  test("DOC-5 who has no street or no town, or has died, is left out with the reason", () => {
    const good = family("Lee", lives("01852"), "Rosa");
    const noStreet = family("Ortiz", lives("01101", { line1: " " }), "Ana");
    const noTown = family("Papa", lives("01101", { city: "" }), "Gus");
    const gone = family("Quill", lives("01101"), "Eve");
    club.db.write((db) => db.exec("update patient set status = 'deceased', deceased_on = '2026-01-01' where id = ?", gone.patientIds[0] ?? 0));
    const { data, leftOut } = prepared(all(good, noStreet, noTown, gone));
    expect(data.addresses).toHaveLength(1);
    expect(leftOut.map(({ name, reason }) => `${name}: ${reason}`).toSorted()).toEqual([
      "Ana Ortiz: No street in the address",
      "Eve Quill: The payer is recorded as deceased: choose a new payer",
      "Gus Papa: No town in the address",
    ]);
    expect(prepared({ kind: "patients", patientIds: [...good.patientIds, ...gone.patientIds] }, { each: "person" }).leftOut).toMatchObject([{ name: "Eve Quill", reason: "Recorded as deceased" }]);
  });

  test("DOC-1 a long name shrinks and is said; one that does not fit is left out, and fits larger labels", () => {
    const usual = family("Lee", lives("01852"), "Rosa");
    const long = family("Featherstonehaugh-Morgan", lives("01852"), "Maximiliana");
    const tooLong = family("Featherstonehaugh-Cholmondeley-Wolfeschlegel", lives("01852"), "Maximiliana");
    const small = prepared(all(usual, long, tooLong));
    expect(small.shrunk).toEqual(["Maximiliana Featherstonehaugh-Morgan"]);
    expect(small.leftOut).toMatchObject([{ reason: expect.stringContaining("Too wide for a label of this sheet") as unknown }]);
    const large = prepared(all(usual, long, tooLong), { sheet: { kind: "preset", name: "avery-5163" } });
    expect(large.leftOut).toEqual([]);
    expect(large.data.addresses).toHaveLength(3);
  });

  test("DOC-1 a name in any script is on its label as typed", () => {
    const names_ = ["Nguyễn", "Ελένη", "Łukasz", "王小明", "Ньу", "O’Brien #*$\\"];
    const families = names_.map((last, at) => family(last, lives(`0185${at}`), "Zoë"));
    expect(names(all(...families))).toEqual(names_.map((last) => `Zoë ${last}`));
  });
});

describe("DOC-1 how the run is refused", () => {
  const good = () => family("Lee", lives("01852"), "Rosa");

  test("DOC-1 nobody with an address that can be printed", () => {
    const bad = family("Ortiz", lives("01101", { line1: "" }), "Ana");
    expect(refusal(() => prepared(all(bad)))).toEqual({ code: "no_labels_to_print", facts: { leftOut: 1 } });
    expect(refusal(() => prepared({ kind: "patients", patientIds: [999 as PatientId] }))).toEqual({ code: "no_labels_to_print", facts: { leftOut: 0 } });
  });

  test("DOC-1 a start beyond the sheet, a nudge of a quarter millimetre, a sheet that is none", () => {
    const whom = all(good());
    expect(refusal(() => prepared(whom, { startAt: 31 }))).toEqual({ code: "label_start_not_there", facts: { startAt: 31, most: 30 } });
    expect(refusal(() => prepared(whom, { nudge: { rightMm: 0.25, downMm: 0 } }))).toMatchObject({ code: "nudge_not_allowed" });
    expect(refusal(() => prepared(whom, { nudge: { rightMm: 0, downMm: 10.5 } }))).toMatchObject({ code: "nudge_not_allowed" });
    const { label: _, ...own } = labelSheets["avery-5160"];
    expect(refusal(() => prepared(whom, { sheet: { kind: "own", ...own, widthMm: 90 } }))).toMatchObject({ code: "labels_overlap" });
  });

  test("DOC-1 an own sheet prints at its own measures, with the nudge of the printer", () => {
    const { label: _, ...own } = labelSheets["avery-l7163"];
    const { data } = prepared(all(good()), { sheet: { kind: "own", ...own, rows: 5 }, startAt: 10, nudge: { rightMm: 1.5, downMm: -1 } });
    expect(data.sheet).toEqual({ ...own, rows: 5 });
    expect(data.setup.nudge).toEqual({ rightMm: 1.5, downMm: -1 });
    expect(refusal(() => prepared(all(good()), { sheet: { kind: "own", ...own, rows: 5 }, startAt: 11 }))).toMatchObject({ code: "label_start_not_there" });
  });
});

test("DOC-2 the run stays with the documents, belongs to no household, and a repeated click makes one", () => {
  const file = { sha256: "ab".repeat(32), bytes: 10, pages: 2 };
  const cx = club.cx();
  const { documentId } = recordLabels(cx, 31, file);
  expect(recordLabels(cx, 31, file)).toEqual({ documentId });
  expect(club.db.read((db) => findDocument(db, documentId))).toMatchObject({ kind: "labels", householdId: null, title: "31 mailing labels of 2026-11-22" });
  expect(club.db.read((db) => db.all("select action from audit where action = 'labels.made'"))).toHaveLength(1);
});
