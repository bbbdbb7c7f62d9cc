import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type ImportBatchId, type PatientId } from "#domain/identity.ts";
import { noAddress } from "#domain/people/address.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import { addressOf, addressValues, ownAddressOf } from "./address-columns.ts";
import { findHouseholdDates, findImportFile } from "./chart.ts";
import { countPeople } from "./counts.ts";
import { findHousehold, insertHouseholdRow, setPayer, updateHouseholdRow } from "./household.ts";
import {
  deleteHouseholdRow,
  deletePatientRow,
  findHistory,
  findHouseholdHistory,
  findRunningPlan,
  hasCard,
  householdReach,
  listHouseholdsPaidBy,
  listMembers,
  moveToHousehold,
  setOwnAddress,
} from "./members.ts";
import { findPatient } from "./patient.ts";
import { patientRows } from "./rows.ts";
import { findPersonRecord, listSimilarIds } from "./similar.ts";
import { blankRecord, named } from "./testing.ts";

let books: Books;
let lee: Family;
const elm = { line1: "1 Elm St", line2: "Apt 2", city: "Salem", region: "MA", postalCode: "01970", country: "US" };
const oak = { line1: "9 Oak Ave", line2: "", city: "Dover", region: "NH", postalCode: "03820", country: "US" };
const day = (text: string): Day => toDay(text);
const nobody = asId<PatientId>(999);
const nowhere = asId<HouseholdId>(999);

beforeEach(() => {
  books = new Books();
  lee = books.family([named("Rosa", "Lee", day("1984-03-07")), named("Ben", "Lee", day("2015-05-05")), named("Cy", "Lee")], { address: elm });
});
afterEach(() => books.dispose());

const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));
const member = (at: number): PatientId => lee.patientIds[at] ?? nobody;

/** Hides what an import under way has written. */
function stage(table: "patient" | "household", id: number): void {
  if (books.read((db) => db.get("select 1 from import_batch")) === undefined) row("import_batch", { id: 1, state: "staging", file_name: "old.csv" });
  books.sql(`update ${table} set staged_batch_id = 1 where id = ?`, id);
}

describe("PPL-3 a household", () => {
  test("has the next number of the series unless it brings its own, and its terms as given", () => {
    const made = books.write<HouseholdId[]>((db) => [
      insertHouseholdRow(db, { name: "Ana", address: oak, contactPreference: "email", paysBy: "card", createdAt: someAt }),
      insertHouseholdRow(db, { name: "Old", number: 4711, address: noAddress, contactPreference: "text", createdAt: someAt }),
      insertHouseholdRow(db, { name: "Next", address: noAddress, contactPreference: "print", createdAt: someAt }),
    ]);
    const found = made.map((id) => books.read((db) => findHousehold(db, id)));
    expect(found.map((one) => [one?.number, one?.paysBy, one?.contactPreference])).toEqual([
      [2, "card", "email"],
      [4711, "manual", "text"],
      [3, "manual", "print"],
    ]);
    expect(found[0]).toEqual({
      householdId: made[0],
      number: 2,
      name: "Ana",
      payerPatientId: null,
      address: oak,
      contactPreference: "email",
      paysBy: "card",
      balanceCents: 0,
      creditCents: 0,
      version: 1,
    });
    expect(books.read((db) => findHousehold(db, nowhere))).toBeUndefined();
  });

  test("changes its terms under a new version, and nothing else", () => {
    books.invoice(lee.householdId, { cents: 900 });
    books.write((db) => updateHouseholdRow(db, lee.householdId, { address: oak, contactPreference: "text", paysBy: "card" }));
    expect(books.read((db) => findHousehold(db, lee.householdId))).toMatchObject({ address: oak, contactPreference: "text", paysBy: "card", version: 2, name: "Rosa Lee", balanceCents: 900, payerPatientId: lee.payer });
  });

  test("has one payer, whose name it carries, or nobody", () => {
    books.write((db) => setPayer(db, lee.householdId, member(1), "Ben Lee"));
    expect(books.read((db) => findHousehold(db, lee.householdId))).toMatchObject({ payerPatientId: member(1), name: "Ben Lee" });
    expect(books.read((db) => [listHouseholdsPaidBy(db, member(1)), listHouseholdsPaidBy(db, lee.payer)])).toEqual([[lee.householdId], []]);
    books.write((db) => setPayer(db, lee.householdId, null, "Nobody"));
    expect(books.read((db) => listHouseholdsPaidBy(db, member(1)))).toEqual([]);
    expect(() => books.write((db) => setPayer(db, lee.householdId, nobody, "x"))).toThrow("FOREIGN KEY");
  });

  test("lists its members, the eldest first, unknown birth dates last, without staged ones", () => {
    const list = () => books.read((db) => listMembers(db, lee.householdId).map(({ firstName, birthOn, status }) => [firstName, birthOn, status]));
    expect(list()).toEqual([["Rosa", "1984-03-07", "active"], ["Ben", "2015-05-05", "active"], ["Cy", null, "active"]]); // prettier-ignore
    stage("patient", member(1));
    expect(list().map(([first]) => first)).toEqual(["Rosa", "Cy"]);
    expect(books.read((db) => listMembers(db, nowhere))).toEqual([]);
  });

  test("can be reached by what anybody in it has", () => {
    const reach = (members: Parameters<Books["family"]>[0]) => {
      const { householdId } = books.family(members);
      return books.read((db) => householdReach(db, householdId));
    };
    const mobile = [{ kind: "mobile" as const, number: "617 555 0100" }];
    expect(reach(["Ana A"])).toEqual({ email: false, mobile: false });
    expect(reach(["Ana A", { ...named("Ben", "A"), email: "b@example.org" }])).toEqual({ email: true, mobile: false });
    expect(reach(["Ana A", { ...named("Ben", "A"), phones: mobile }])).toEqual({ email: false, mobile: true });
    expect(reach([{ ...named("Ben", "A"), phones: [{ kind: "home", number: "1" }] }])).toEqual({ email: false, mobile: false });
    expect(books.read((db) => householdReach(db, nowhere))).toEqual({ email: false, mobile: false });
  });

  test("has a card while one is not taken away", () => {
    const has = () => books.read((db) => hasCard(db, lee.householdId));
    expect(has()).toBe(false);
    row("card", { household_id: lee.householdId, removed_at: someAt });
    expect(has()).toBe(false);
    const id = row("card", { household_id: lee.householdId });
    expect(has()).toBe(true);
    books.sql("update card set removed_at = ? where id = ?", someAt, id);
    expect(has()).toBe(false);
  });

  test("loses a member to another one with all memberships, under new versions", () => {
    const plan = books.plan();
    const ids = [0, 1].map(() => books.membership(lee.householdId, member(1), plan));
    const stays = books.membership(lee.householdId, lee.payer, plan);
    const other = books.family(["Ana Ortiz"]).householdId;
    expect(books.write((db) => moveToHousehold(db, member(1), other))).toEqual(ids);
    expect(books.read((db) => findPatient(db, member(1)))).toMatchObject({ householdId: other, version: 2 });
    expect(books.read((db) => db.all("select id, household_id as household, version from membership order by id"))).toEqual([
      { id: ids[0], household: other, version: 2 },
      { id: ids[1], household: other, version: 2 },
      { id: stays, household: lee.householdId, version: 1 },
    ]);
  });
});

describe("PPL-1 own addresses", () => {
  test("are set and cleared; the household's stays as it is", () => {
    const own = () => books.read((db) => findPatient(db, lee.payer)?.ownAddress);
    books.write((db) => setOwnAddress(db, lee.payer, oak));
    expect(own()).toEqual(oak);
    books.write((db) => setOwnAddress(db, lee.payer, null));
    expect(own()).toBeNull();
    expect(books.read((db) => findHousehold(db, lee.householdId)?.address)).toEqual(elm);
  });

  test("an empty own address is one, and not the household's", () => {
    books.write((db) => setOwnAddress(db, lee.payer, noAddress));
    expect(books.read((db) => findPatient(db, lee.payer)?.ownAddress)).toEqual(noAddress);
  });

  test("columns and addresses are each other's inverse", () => {
    const [address_line1, address_line2, city, region, postal_code, country] = addressValues(elm) as [string, string, string, string, string, string];
    const columns = { address_line1, address_line2, city, region, postal_code, country };
    expect(addressOf(columns)).toEqual(elm);
    expect(ownAddressOf(columns)).toEqual(elm);
    expect(addressValues(null)).toEqual([null, null, null, null, null, null]);
    const none = { address_line1: null, address_line2: "x", city: null, region: null, postal_code: null, country: null };
    expect(ownAddressOf(none)).toBeNull();
    expect(ownAddressOf({ ...none, address_line1: "1 Elm", address_line2: null })).toEqual({ ...noAddress, line1: "1 Elm", country: "" });
  });
});

describe("PPL-5 what keeps a chart from being closed", () => {
  const nothing = () => books.read((db) => [findHistory(db, member(1)), findHouseholdHistory(db, lee.householdId)]);

  test("nothing in a new one, which goes with its phones and tokens", () => {
    expect(nothing()).toEqual([undefined, undefined]);
    books.write((db) => deletePatientRow(db, member(1)));
    expect(books.read((db) => db.get("select count(*) as n from patient_search where patient_id = ?", member(1)))).toEqual({ n: 0 });
    expect(books.read((db) => findPatient(db, member(1)))).toBeUndefined();
    expect(() => books.write((db) => deleteHouseholdRow(db, lee.householdId))).toThrow("FOREIGN KEY");
  });

  test.each([
    ["membership", "memberships"],
    ["invoice_line", "invoices"],
    ["invoice", "invoices"],
    ["entry", "payments"],
  ])("of a patient, a row of %s: %s", (table, what) => {
    row(table, { patient_id: member(1) });
    expect(books.read((db) => [findHistory(db, member(1)), findHistory(db, member(2))])).toEqual([what, undefined]);
  });

  test.each([
    ["invoice", "invoices"],
    ["payment", "payments"],
    ["credit", "payments"],
    ["entry", "payments"],
    ["posting", "payments"],
    ["card", "payments"],
    ["statement", "statements"],
    ["document", "statements"],
    ["attention", "statements"],
  ])("of a household, a row of %s: %s", (table, what) => {
    row(table, { household_id: lee.householdId });
    expect(books.read((db) => [findHouseholdHistory(db, lee.householdId), findHouseholdHistory(db, nowhere)])).toEqual([what, undefined]);
  });

  test("whatever table may refer to a household or a patient, it is among what keeps them", () => {
    const own = ["patient", "membership", "phone", "patient_search", "import_update", "household"];
    const references = books.read((db) =>
      db.all<{ from: string; to: string; column: string }>(
        `select m.name as "from", f."table" as "to", f."from" as "column" from sqlite_master m, pragma_foreign_key_list(m.name) f
         where m.type = 'table' and f."table" in ('patient', 'household') order by 1`,
      ),
    );
    const undo = new Error("undo");
    const missed: string[] = [];
    for (const { from, to, column } of references.filter((one) => !own.includes(one.from))) {
      try {
        books.write((db) => {
          insertRow(db, from, { [column]: to === "patient" ? member(1) : lee.householdId });
          const found = to === "patient" ? findHistory(db, member(1)) : findHouseholdHistory(db, lee.householdId);
          if (found === undefined) missed.push(`${from}.${column}`);
          throw undo;
        });
      } catch (error) {
        if (error !== undo) throw error;
      }
    }
    expect(missed).toEqual([]);
    expect(references.length).toBeGreaterThan(20);
  });

  test("the plan of a membership that has no end ahead", () => {
    const id = books.membership(lee.householdId, member(1), books.plan("Child"));
    const running = () => books.read((db) => findRunningPlan(db, member(1)));
    expect(running()).toBe("Child");
    const cancellation = row("membership_cancellation", { membership_id: id, effective_on: "2199-01-01" });
    expect(running()).toBeUndefined();
    books.sql("update membership_cancellation set withdrawn_at = ? where id = ?", someAt, cancellation);
    expect(running()).toBe("Child");
    row("membership_lapse", { membership_id: id });
    expect([running(), books.read((db) => findRunningPlan(db, lee.payer))]).toEqual([undefined, undefined]);
  });
});

describe("UI-3 what a chart shows of the household", () => {
  const dates = (today = someDay) => books.read((db) => findHouseholdDates(db, lee.householdId, today));

  test("nothing past due and nothing paid or sent, to begin with and for a household that is not there", () => {
    const none = { pastDueCents: 0, lastPaymentOn: null, lastStatementOn: null };
    expect([dates(), books.read((db) => findHouseholdDates(db, nowhere, someDay))]).toEqual([none, none]);
  });

  test("past due counts what is left, from the day after the due day, of issued invoices only", () => {
    const first = books.invoice(lee.householdId, { cents: 1000, dueOn: someDay });
    books.invoice(lee.householdId, { cents: 400, dueOn: addDays(someDay, -5) });
    books.pay(lee.householdId, 300, { applied: [[first, 300]] });
    books.void(lee.householdId, books.invoice(lee.householdId, { cents: 50, dueOn: addDays(someDay, -9) }));
    books.sql("update invoice set issued_at = null where id = ?", books.invoice(lee.householdId, { cents: 60, dueOn: addDays(someDay, -9) }));
    expect([dates().pastDueCents, dates(addDays(someDay, 1)).pastDueCents]).toEqual([400, 1100]);
  });

  test("the last payment that stands and the last statement that was not taken back", () => {
    books.pay(lee.householdId, 100, { on: day("2026-02-01") });
    books.takeBack(lee.householdId, books.pay(lee.householdId, 100, { on: day("2026-02-20") }), day("2026-02-20"));
    row("statement", { household_id: lee.householdId, number: 1, as_of_on: "2026-01-31" });
    row("statement", { household_id: lee.householdId, number: 2, as_of_on: "2026-02-28", unsent_at: someAt });
    expect(dates()).toMatchObject({ lastPaymentOn: "2026-02-01", lastStatementOn: "2026-01-31" });
  });

  test("the file a chart came from", () => {
    row("import_batch", { id: 7, file_name: "synthea.csv", state: "committed" });
    const file = (id: number | null) => books.read((db) => findImportFile(db, id === null ? null : asId<ImportBatchId>(id)));
    expect([file(7), file(8), file(null)]).toEqual(["synthea.csv", null, null]);
  });
});

describe("PPL-2 how many people there are", () => {
  test("by status, minors among the living, households with members; staged ones are not there yet", () => {
    const count = (bornAfter: string) => books.read((db) => countPeople(db, day(bornAfter)));
    books.family([{ ...named("Old", "Man", day("1930-01-01")), status: "deceased" }, { ...named("Small", "Soul", day("2020-01-01")), status: "deceased" }]);
    books.family([{ ...named("In", "Active", day("2012-01-01")), status: "inactive" }]);
    expect(count("2008-03-01")).toEqual({ total: 6, active: 3, deceased: 2, minors: 2, households: 3 });
    // Born on the day itself, eighteen years ago: of age today.
    expect([count("2015-05-05").minors, count("2015-05-04").minors]).toEqual([0, 1]);
    stage("patient", member(1));
    expect(count("2008-03-01")).toEqual({ total: 5, active: 2, deceased: 2, minors: 1, households: 3 });
  });

  test("in an empty practice nobody", () => {
    const empty = new Books();
    expect(empty.read((db) => countPeople(db, someDay))).toEqual({ total: 0, active: 0, deceased: 0, minors: 0, households: 0 });
    empty.dispose();
  });
});

describe("PPL-6 a row of the search and the list", () => {
  const rowOf = (id: PatientId, on = someDay) => books.read((db) => patientRows(db, [id], on)[0]);

  test("says who, the first phone, the town that counts and what the household owes; in the order asked", () => {
    const other = books.family([{ ...named("Ana", "Ortiz"), email: "a@example.org", phones: [{ kind: "home", number: "1" }, { kind: "mobile", number: "2" }], ownAddress: oak }]); // prettier-ignore
    books.invoice(other.householdId, { cents: 700 });
    const rows = books.read((db) => patientRows(db, [other.payer, nobody, lee.payer], someDay));
    expect(rows.map(({ patientId }) => patientId)).toEqual([other.payer, lee.payer]);
    expect(rows[0]).toMatchObject({ name: { firstName: "Ana", lastName: "Ortiz" }, phone: "1", email: "a@example.org", city: "Dover", balanceCents: 700, membership: null, status: "active" });
    expect(rows[1]).toMatchObject({ phone: "", city: "Salem", birthOn: "1984-03-07", chartNumber: "1" });
  });

  test("shows the membership that counts most: one that runs before one that ended, then the latest", () => {
    const plans = ["Ended", "Older", "Newer", "Lapsed"].map((name) => books.plan(name));
    const [ended, older, newer, lapsed] = plans.map((plan, at) => books.membership(lee.householdId, lee.payer, plan, { startOn: day(`2026-0${[3, 1, 2, 3][at] ?? 1}-01`) }));
    row("membership_cancellation", { membership_id: ended ?? 0, effective_on: "2026-02-15" });
    row("membership_lapse", { membership_id: lapsed ?? 0, lapsed_on: "2026-02-15" });
    const shown = () => rowOf(lee.payer)?.membership;
    expect(shown()).toEqual({ standing: "active", planName: "Newer" });
    row("membership_cancellation", { membership_id: newer ?? 0, effective_on: "2026-02-15" });
    expect(shown()).toEqual({ standing: "active", planName: "Older" });
    row("membership_cancellation", { membership_id: older ?? 0, effective_on: "2026-06-15" });
    expect(shown()).toEqual({ standing: "cancelling", planName: "Older" });
    expect(rowOf(lee.payer, day("2026-06-15"))?.membership).toMatchObject({ planName: "Lapsed", standing: "lapsed" });
  });

  test("nobody who is staged", () => {
    stage("patient", lee.payer);
    expect(rowOf(lee.payer)).toBeUndefined();
  });
});

describe("PPL-4 people who might be the one being typed", () => {
  const typed = { ...blankRecord, phones: [] as string[], street: "", postalCode: "", city: "" };
  const similar = (over: Partial<typeof typed>): PatientId[] => books.read((db) => listSimilarIds(db, { ...typed, ...over }));

  test.each([
    ["nothing", {}, false],
    ["the birth date", { birthOn: day("1984-03-07") }, true],
    ["another birth date", { birthOn: day("1984-03-08") }, false],
    ["a phone, however it is written", { phones: ["+1 (617) 555-0100"] }, true],
    ["an extension only", { phones: ["0100"] }, false],
    ["the e-mail in another case", { email: "ROSA@example.org" }, true],
    ["another e-mail", { email: "rosa@example.com" }, false],
    ["first and last name with other accents and case", { firstName: "ROSA", lastName: "Léé" }, true],
    ["the first name alone", { firstName: "Rosa" }, false],
    ["the last name alone", { lastName: "Lee" }, false],
    ["first and last of different people", { firstName: "Rosa", lastName: "Ortiz" }, false],
  ])("who share %s: %o", (_, over: object, expected) => {
    const { payer } = books.family([{ ...named("Rosa", "Lee", day("1984-03-07")), email: "rosa@example.org", phones: [{ kind: "mobile", number: "617-555-0100" }] }]);
    books.family([named("Ana", "Ortiz", day("1950-01-01"))]);
    expect(similar(over).includes(payer)).toBe(expected);
  });

  test("each once, whatever is shared, and at most sixty of a kind", () => {
    const twins = Array.from({ length: 70 }, () => named("Rosa", "Lee", day("1984-03-07")));
    books.family(twins);
    const found = similar({ firstName: "Rosa", lastName: "Lee", birthOn: day("1984-03-07") });
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeLessThanOrEqual(120);
    expect(similar({ birthOn: day("1984-03-07") })).toHaveLength(60);
  });

  test("long names are found by their beginnings, as they are filed", () => {
    const long = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren";
    const { payer } = books.family([named(long, long)]);
    expect(similar({ firstName: long, lastName: long })).toContain(payer);
  });

  test("what is compared of a stored person: their own address or else the household's", () => {
    const record = (id: PatientId) => books.read((db) => findPersonRecord(db, id));
    const phones = [{ kind: "home", number: "1234567" }] as const;
    const own = books.family([{ ...named("Ana", "Ortiz"), ownAddress: oak, phones: [...phones] }], { address: elm });
    expect(record(own.payer)).toMatchObject({ street: "9 Oak Ave ", postalCode: "03820", city: "Dover", phones: ["1234567"], lastName: "Ortiz" });
    expect(record(lee.payer)).toMatchObject({ street: "1 Elm St Apt 2", postalCode: "01970", city: "Salem", phones: [] });
    stage("patient", lee.payer);
    expect([record(lee.payer), record(nobody)]).toEqual([undefined, undefined]);
  });
});
