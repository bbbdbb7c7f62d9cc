import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { verify } from "#db/verify.ts";
import type { PatientId } from "#domain/identity.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { quoteEnrolment } from "../memberships/quote-enrolment.ts";
import { addPatient } from "../people/add-patient.ts";
import { form } from "../people/desk.fixture.ts";
import { editPatient } from "../people/edit-patient.ts";
import { editHousehold } from "../people/edit-household.ts";
import { noteBounce } from "../people/note-bounce.ts";
import { listPatients } from "../people/list-patients.ts";
import { patientChart } from "../people/patient-chart.ts";
import { removePatient } from "../people/remove-patient.ts";
import { searchPatients } from "../people/search-patients.ts";
import { mergePatients } from "./merge-patients.ts";
import { previewPatientMerge } from "./preview-patient-merge.ts";
import { undoPatientMerge } from "./undo-patient-merge.ts";

let club: Club;
let lee: Family;
/** Rosa as she is known, and the record that was opened for her a second time. */
let rosa: PatientId;
let again: PatientId;

beforeEach(() => {
  club = openClub("2027-01-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"], ["Ben", "1982-01-02"]);
  rosa = lee.patientIds[0]!;
  again = addPatient(club.cx(), {
    form: form({ firstName: "Rosa", lastName: "Lee", preferredName: "Rosie", email: "rosa@example.com", notes: "Likes mornings", phones: [{ kind: "mobile", number: "(413) 555-0142" }] }),
    household: { newAddress: { line1: "1 Old Road", line2: "", city: "Lowell", region: "MA", postalCode: "01852", country: "US" }, contactPreference: "email" },
  }).patientId;
});
afterEach(() => {
  expect(verify(club.db).breaches).toEqual([]);
  club.dispose();
});

const chart = (patientId: PatientId) => patientChart(club.cx(), { patientId });
const found = (text: string) =>
  searchPatients(club.cx(), { text, limit: 12 }, { seeInvoices: true }).patients.map(({ patientId }) => patientId);
const listed = () =>
  listPatients(club.cx(), { text: "", statuses: [], membership: "any", minors: false, owing: false, sort: "name", descending: false, after: null, limit: 100 }).rows.map(({ patientId }) => patientId);
const merge = () => mergePatients(club.cx(), { survivorId: rosa, mergedId: again });

test("PPL-4 the union of both charts, the older join date, and the other chart behind a pointer", () => {
  const { chartNumber } = chart(again);
  expect(previewPatientMerge(club.cx(), { survivorId: rosa, mergedId: again })).toMatchObject({
    fields: [
      { field: "preferredName", before: "", after: "Rosie" },
      { field: "email", before: "", after: "rosa@example.com" },
      { field: "phones", after: "mobile (413) 555-0142" },
      { field: "notes", after: `From chart ${chartNumber}: Likes mornings` },
    ],
    mergesHouseholds: true,
  });
  expect(listed()).toContain(again);
  merge();
  const union = chart(again);
  expect(union).toMatchObject({ patientId: rosa, form: { preferredName: "Rosie", birthOn: "1984-03-07", email: "rosa@example.com" } });
  expect(union.household.members.map(({ patientId }) => patientId).toSorted()).toEqual(lee.patientIds.toSorted());
  expect(listed()).not.toContain(again);
  // Whatever the old chart was found by finds the one that stands for it.
  for (const text of [chartNumber, "Rosie", "4135550142", "rosa@example.com"]) expect(found(text)).toEqual([rosa]);
  expect(club.db.read((r) => r.get("select min(created_at) as at from patient where id in (?, ?)", rosa, again))).toEqual(
    club.db.read((r) => r.get("select created_at as at from patient where id = ?", rosa)),
  );
});

test("PPL-2 PPL-4 an address that came back to the other record is no way to reach the one that stands for it, until they are parted", () => {
  noteBounce(club.cx(), { patientId: again, reason: "No such mailbox" });
  expect([chart(rosa).emailBouncedOn, chart(again).emailBouncedOn]).toEqual([null, "2027-01-05"]);
  const { mergeId } = merge();
  // The survivor had no address and takes the other one's, with what is known of it.
  expect(chart(rosa)).toMatchObject({ form: { email: "rosa@example.com" }, emailBouncedOn: "2027-01-05" });
  const { version, address, payerPatientId, paysBy } = chart(rosa).household;
  const byMail = { householdId: lee.householdId, version, address, contactPreference: "email", payerPatientId, paysBy } as const;
  expect(refusalOf(() => editHousehold(club.cx(), byMail))).toBe("contact_email_missing");
  undoPatientMerge(club.cx(), { mergeId });
  expect([chart(rosa).emailBouncedOn, chart(again).emailBouncedOn]).toEqual([null, "2027-01-05"]);
});

test("PPL-2 PPL-4 an address of the survivor's own that never came back stays good", () => {
  const { version, form: record } = chart(rosa);
  editPatient(club.cx(), { patientId: rosa, version, form: { ...record, email: "rosa.lee@example.org" } });
  noteBounce(club.cx(), { patientId: again, reason: "" });
  merge();
  expect(chart(rosa)).toMatchObject({ form: { email: "rosa.lee@example.org" }, emailBouncedOn: null });
});

test("MEM-5 PPL-4 an activation fee that the other record has paid is not asked for again", () => {
  club.enrol(chart(again).household.householdId, [{ patientId: again, plan: club.plan({ name: "Basic" }) }]);
  const enrolment = {
    householdId: lee.householdId,
    members: [{ patientId: rosa, planVersionId: club.adult.planVersionId, periodMonths: 1, waiveActivationReason: null }],
    startOn: club.today(),
    drawDay: null,
    firstMoney: "stub_now",
    agreement: "not_needed",
  } as const;
  expect(quoteEnrolment(club.cx(), enrolment).today.cents).toBe(9900 + 3700);
  merge();
  expect(quoteEnrolment(club.cx(), enrolment).today.cents).toBe(3700);
  expect(chart(rosa).memberships.map(({ planName, patientName }) => `${planName} ${patientName}`)).toEqual(["Basic Rosie Lee"]);
});

test("PPL-4 what the other record owes moves with it to the survivor's account", () => {
  club.enrol(chart(again).household.householdId, [{ patientId: again, plan: club.adult }], { unpaid: true });
  const { householdId } = chart(again).household;
  expect(club.balance(householdId).balanceCents).toBe(13_600);
  merge();
  expect([club.balance(householdId), club.balance(lee.householdId)]).toEqual([
    { balanceCents: 0, creditCents: 0 },
    { balanceCents: 13_600, creditCents: 0 },
  ]);
});

test("PPL-4 undone, both charts are as they were, and what was typed since stays", () => {
  club.enrol(chart(again).household.householdId, [{ patientId: again, plan: club.adult }], { unpaid: true });
  const before = [chart(rosa), chart(again)];
  const { mergeId } = merge();
  const { version, form: union } = chart(rosa);
  editPatient(club.cx(), { patientId: rosa, version, form: { ...union, pronouns: "she" } });
  undoPatientMerge(club.cx(), { mergeId });
  const versions = (one: (typeof before)[number] | undefined) => ({ ...one, version: 0, household: { ...one?.household, version: 0 } });
  expect(versions(chart(rosa))).toEqual({ ...versions(before[0]), form: { ...before[0]?.form, pronouns: "she" } });
  expect(versions(chart(again))).toEqual(versions(before[1]));
  expect(listed()).toContain(again);
  expect(refusalOf(() => undoPatientMerge(club.cx(), { mergeId }))).toBe("merge_not_found");
});

test("PPL-4 not undone after money has touched the result, nor after thirty days", () => {
  club.enrol(chart(again).household.householdId, [{ patientId: again, plan: club.adult }]);
  const { mergeId } = merge();
  club.advanceTo("2027-02-05");
  expect(refusalOf(() => undoPatientMerge(club.cx(), { mergeId }))).toBe("merge_too_old");
  const third = addPatient(club.cx(), { form: form({ firstName: "Ben", lastName: "Lee" }), household: { householdId: lee.householdId } }).patientId;
  const second = mergePatients(club.cx(), { survivorId: lee.patientIds[1]!, mergedId: third });
  club.payAll(lee.householdId);
  expect(refusalOf(() => undoPatientMerge(club.cx(), second))).toBe("merge_money_touched");
});

test("PPL-4 refused with itself, twice, on one plan twice, and while the other record pays for others", () => {
  const household = chart(again).household.householdId;
  expect(refusalOf(() => mergePatients(club.cx(), { survivorId: rosa, mergedId: rosa }))).toBe("merge_with_itself");
  club.enrol(household, [{ patientId: again, plan: club.adult }]);
  club.enrol(lee.householdId, [{ patientId: rosa, plan: club.adult }]);
  expect(refusalOf(merge)).toBe("merge_both_on_plan");
  const kim = addPatient(club.cx(), { form: form({ firstName: "Kim", lastName: "May" }), household: { householdId: household } }).patientId;
  expect(refusalOf(() => mergePatients(club.cx(), { survivorId: lee.patientIds[1]!, mergedId: again }))).toBe("payer_leaves_household");
  // One who does not pay leaves alone.
  mergePatients(club.cx(), { survivorId: lee.patientIds[1]!, mergedId: kim });
  expect(chart(again).household.members).toHaveLength(1);
  expect(refusalOf(() => mergePatients(club.cx(), { survivorId: rosa, mergedId: kim }))).toBe("merge_already_done");
});

test("PPL-4 PPL-5 merged into one that is merged itself, and neither chart can be removed", () => {
  const third = addPatient(club.cx(), { form: form({ firstName: "Rosa", lastName: "Leigh" }), household: { householdId: lee.householdId } }).patientId;
  const first = mergePatients(club.cx(), { survivorId: again, mergedId: third });
  const second = merge();
  expect([chart(third).patientId, chart(again).patientId]).toEqual([rosa, rosa]);
  expect(refusalOf(() => undoPatientMerge(club.cx(), first))).toBe("merge_changed_since");
  undoPatientMerge(club.cx(), second);
  expect([chart(third).patientId, chart(again).patientId]).toEqual([again, again]);
  undoPatientMerge(club.cx(), first);
  expect(chart(third).patientId).toBe(third);
  expect(refusalOf(() => removePatient(club.cx(), { patientId: third, version: chart(third).version }))).toBe("patient_has_history");
});

test("PPL-4 the merged record paid for the household it shared with the survivor: the survivor pays from now on, and back", () => {
  const twin = addPatient(club.cx(), { form: form({ firstName: "Rosa", lastName: "Li" }), household: { householdId: lee.householdId } }).patientId;
  const { mergeId } = mergePatients(club.cx(), { survivorId: twin, mergedId: rosa });
  expect(chart(twin).household).toMatchObject({ payerPatientId: twin, name: "Rosa Li" });
  undoPatientMerge(club.cx(), { mergeId });
  expect(chart(twin).household).toMatchObject({ payerPatientId: rosa, name: "Rosa Lee" });
});

test("PPL-4 one who does not live alone comes by themselves; the others and what they owe stay, and undone they are together again", () => {
  const may = club.family("May", ["Eva", "1990-01-01"], ["Rosa", "1984-03-07"]);
  const other = may.patientIds[1]!;
  club.enrol(may.householdId, [{ patientId: other, plan: club.adult }]);
  club.enrol(may.householdId, [{ patientId: may.patientIds[0]!, plan: club.adult }], { unpaid: true });
  const owed = club.balance(may.householdId);
  const before = [chart(rosa), chart(other)].map(({ household, memberships }) => ({ members: household.members, memberships }));
  const { mergeId } = mergePatients(club.cx(), { survivorId: rosa, mergedId: other });
  expect(chart(rosa)).toMatchObject({ memberships: [{ planName: "Adult", standing: "active" }], household: { householdId: lee.householdId } });
  expect(club.balance(may.householdId)).toEqual(owed);
  expect(chart(may.patientIds[0]!).household.members).toHaveLength(1);
  undoPatientMerge(club.cx(), { mergeId });
  expect([chart(rosa), chart(other)].map(({ household, memberships }) => ({ members: household.members, memberships }))).toEqual(before);
});

test("PPL-4 a membership that came along is drawn with the survivor's household on its day, after one stub", () => {
  club.enrol(lee.householdId, [{ patientId: lee.patientIds[1]!, plan: club.adult }]);
  club.enrol(chart(again).household.householdId, [{ patientId: again, plan: club.adult }], { drawDay: 20 });
  merge();
  // The stub of 20 January to 5 February is charged on the day of the merge, which is a draw day.
  expect(club.invoices(lee.householdId).at(-1)).toMatchObject({ drawOn: "2027-01-05", totalCents: 1910, lines: 1 });
  club.payAll(lee.householdId);
  club.advanceTo("2027-02-05");
  const draws = club.invoices(lee.householdId).filter(({ kind }) => kind === "draw");
  expect(draws.at(-1)).toMatchObject({ drawOn: "2027-02-05", lines: 2, totalCents: 7400 });
  expect(chart(rosa).memberships[0]).toMatchObject({ drawDay: 5, patientName: "Rosie Lee" });
});
