import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PatientRecord } from "#db/people/patient.ts";
import { toDay } from "#domain/calendar.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { addPatient } from "./add-patient.ts";
import { auditSince, form, lastAuditId, newHousehold, refusalOf } from "./desk.fixture.ts";
import { editHousehold } from "./edit-household.ts";
import { editPatient } from "./edit-patient.ts";
import { exportPatientsCsv } from "./export-patients-csv.ts";
import { listPatients, totalsOfPatients } from "./list-patients.ts";
import { patientChart } from "./patient-chart.ts";
import { searchPatients } from "./search-patients.ts";

let club: Club;
beforeAll(() => (club = openClub("2026-11-22")));
afterAll(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const plain = form({ firstName: "Rosa", lastName: "Lee", birthOn: toDay("1984-03-07") });
const ownAddress = { line1: "9 Elm St", line2: "Apt 2", city: "Salem", region: "MA", postalCode: "01970", country: "US" };
const add = (over: Partial<PatientRecord> = {}) => addPatient(club.cx(), { form: { ...plain, ...over }, household: newHousehold });
const chartOf = (patientId: ReturnType<typeof add>["patientId"]) => patientChart(club.cx(), { patientId });

/** One field each, with what the audit trail says of it before and after. */
const fields: readonly [field: keyof PatientRecord, value: PatientRecord[keyof PatientRecord], before: unknown, after: unknown][] = [
  ["prefix", "Dr.", "", "Dr."],
  ["firstName", "Rosalía", "Rosa", "Rosalía"],
  ["middleName", "María", "", "María"],
  ["lastName", "O’Brien-Lee", "Lee", "O’Brien-Lee"],
  ["suffix", "Jr.", "", "Jr."],
  ["preferredName", "Rosie", "", "Rosie"],
  ["birthOn", toDay("1984-03-08"), "1984-03-07", "1984-03-08"],
  ["birthOn", null, "1984-03-07", null],
  ["sex", "female", "", "female"],
  ["pronouns", "she/her", "", "she/her"],
  ["email", "rosa@example.org", "", "rosa@example.org"],
  ["phones", [{ kind: "mobile", number: "617 555 0100" }, { kind: "work", number: "x 204" }], "", "mobile 617 555 0100; work x 204"],
  ["language", "es", "en", "es"],
  ["alerts", "Latex", "", "Latex"],
  ["notes", "Calls after\nfive", "", "Calls after\nfive"],
  ["textConsent", "yes", "unknown", "yes"],
  ["status", "inactive", "active", "inactive"],
  ["status", "prospective", "active", "prospective"],
  ["ownAddress", ownAddress, null, "9 Elm St, Apt 2, Salem, MA 01970, US"],
];

describe("PPL-1 every field of the chart", () => {
  test.each(fields)("%s is kept as typed when a person is added", (field, value) => {
    const { patientId } = add({ [field]: value });
    expect(chartOf(patientId).form).toEqual({ ...plain, [field]: value });
  });

  test.each(fields)("F-11 a change of %s to %j is kept, and the trail holds it before and after, alone", (field, value, before, after) => {
    const { patientId } = add();
    const place = lastAuditId(club.db);
    expect(editPatient(club.cx(), { patientId, version: 1, form: { ...plain, [field]: value } })).toEqual({ version: 2 });
    expect(chartOf(patientId)).toMatchObject({ version: 2, form: { [field]: value } });
    expect(auditSince(club.db, place)).toEqual([{ action: "patient.edited", subject: `patient/${patientId}`, before: { [field]: before }, after: { [field]: after } }]);
    expect(editPatient(club.cx(), { patientId, version: 2, form: plain })).toEqual({ version: 3 });
    expect(chartOf(patientId).form).toEqual(plain);
  });

  test("a death is a status and a day, and both go again when it was a mistake", () => {
    const { patientId } = add();
    editPatient(club.cx(), { patientId, version: 1, form: { ...plain, status: "deceased", deceasedOn: toDay("2026-11-20") } });
    expect(chartOf(patientId)).toMatchObject({ age: null, form: { deceasedOn: "2026-11-20" } });
    expect(refusalOf(() => editPatient(club.cx(), { patientId, version: 2, form: { ...plain, deceasedOn: toDay("2026-11-20") } }))).toBe("deceased_day_without_status");
    editPatient(club.cx(), { patientId, version: 2, form: plain });
    expect(chartOf(patientId)).toMatchObject({ age: 42, form: { deceasedOn: null, status: "active" } });
  });
});

describe("F-18, S5 names that trouble other programs", () => {
  const naughty = [
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE patient;--",
    "=HYPERLINK(\"http://evil.example\")",
    "שלום עולם",
    "\u202eمرحبا",
    "Zoë\u0301\u0301",
    "👩‍👩‍👧‍👦",
    "a\tb",
    "ﷺ",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "null",
    "undefined",
    "__proto__",
    "constructor",
    "%s%n",
    "O'Neil \\ \"quoted\"",
    "Lee/Gomez",
    "x".repeat(120),
  ];

  test.each(naughty)("%j is kept, listed, found and exported as what it is", (lastName) => {
    const { patientId, householdId } = add({ lastName });
    const chart = chartOf(patientId);
    expect(chart.form.lastName).toBe(lastName);
    expect(chart.household.householdId).toBe(householdId);
    const rows = listPatients(club.cx(), { ...everybody, limit: 200 }).rows.filter((row) => row.patientId === patientId);
    expect(rows).toHaveLength(1);
    expect(exportPatientsCsv(club.cx())).toContain(lastName.replaceAll('"', '""').slice(0, 60));
    const found = searchPatients(club.cx(), { text: lastName.slice(0, 120), limit: 50 }, { seeInvoices: false }).patients;
    const isWord = /[\p{L}\p{N}]/u.test(lastName);
    if (isWord) expect(found.map((row) => row.patientId)).toContain(patientId);
  });
});

const everybody = { text: "", statuses: [], membership: "any", minors: false, owing: false, sort: "name", descending: false, after: null } as const;

describe("UI-4 the list, each way round", () => {
  test.each(["name", "birth", "balance", "city"] as const)("by %s every person comes once, page by page, and backwards in the other order", (sort) => {
    const walk = (descending: boolean): number[] => {
      const ids: number[] = [];
      let after: string | null = null;
      do {
        const page: ReturnType<typeof listPatients> = listPatients(club.cx(), { ...everybody, sort, descending, after, limit: 7 });
        ids.push(...page.rows.map((row) => row.patientId));
        after = page.next;
      } while (after !== null);
      return ids;
    };
    const up = walk(false);
    expect(new Set(up).size).toBe(up.length);
    expect(up).toHaveLength(totalsOfPatients(club.cx(), { text: "", statuses: [], membership: "any", minors: false, owing: false }).patients);
    expect(walk(true).toSorted((a, b) => a - b)).toEqual(up.toSorted((a, b) => a - b));
  });

  test("the totals are of the same people as the list, whatever the filter", () => {
    for (const statuses of [[], ["inactive"], ["active", "prospective"]] as const)
      for (const minors of [false, true]) {
        const filter = { text: "", statuses: [...statuses], membership: "any", minors, owing: false } as const;
        const rows = listPatients(club.cx(), { ...everybody, ...filter, limit: 200 }).rows;
        expect(totalsOfPatients(club.cx(), filter)).toMatchObject({ patients: rows.length, households: new Set(rows.map((row) => row.householdId)).size });
      }
  });
});

describe("PPL-2, PPL-3 a household's own fields", () => {
  const household = () => {
    const { patientId, householdId } = add({ email: "rosa@example.org", phones: [{ kind: "mobile", number: "617 555 0100" }] });
    const now = chartOf(patientId).household;
    const edit = { householdId, version: now.version, address: now.address, contactPreference: now.contactPreference, paysBy: now.paysBy, payerPatientId: patientId };
    return { patientId, householdId, edit };
  };

  test.each<[string, object, object, object]>([
    ["address", { address: ownAddress }, { address: "US" }, { address: "9 Elm St, Apt 2, Salem, MA 01970, US" }],
    ["contact preference", { contactPreference: "email" }, { contactPreference: "print" }, { contactPreference: "email" }],
    ["texting", { contactPreference: "text" }, { contactPreference: "print" }, { contactPreference: "text" }],
  ])("F-11 a change of %s is kept and audited alone; an old version is refused", (_, change, before, after) => {
    const { patientId, householdId, edit } = household();
    const place = lastAuditId(club.db);
    const { version } = editHousehold(club.cx(), { ...edit, ...change });
    expect(version).toBe(edit.version + 1);
    expect(chartOf(patientId).household).toMatchObject(change);
    expect(auditSince(club.db, place)).toEqual([{ action: "household.edited", subject: `household/${householdId}`, before, after }]);
    expect(refusalOf(() => editHousehold(club.cx(), { ...edit, ...change }))).toBe("record_changed_meanwhile");
    expect(editHousehold(club.cx(), { ...edit, ...change, version })).toEqual({ version });
  });

  test.each<[string, (id: number) => object, string]>([
    ["a payer from another household", () => ({ payerPatientId: add().patientId }), "payer_not_a_member"],
    ["a payer who is not there", () => ({ payerPatientId: 99_999 }), "payer_not_a_member"],
    ["nobody as payer", () => ({ payerPatientId: null }), "payer_not_a_member"],
    ["a card that is not on file", () => ({ paysBy: "card" }), "card_not_on_file"],
  ])("%s is refused, and nothing changes", (_, change, code) => {
    const { patientId, edit } = household();
    const before = chartOf(patientId);
    const work = change(patientId);
    expect(refusalOf(() => editHousehold(club.cx(), { ...edit, ...work }))).toBe(code);
    expect(chartOf(patientId)).toEqual(before);
  });
});
