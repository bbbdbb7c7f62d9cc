import { afterEach, beforeEach, expect, test } from "vitest";
import { noteAttention } from "#db/billing-runs.ts";
import { refusalOf } from "#db/testing.ts";
import { verify } from "#db/verify.ts";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { StatementData } from "#domain/statements/document-data.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { openClub, periodsOf, type Club, type Family } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { takeSplit } from "../payments/take-split.ts";
import { patientChart } from "../people/patient-chart.ts";
import { addPatient } from "../people/add-patient.ts";
import { auditSince, form, lastAuditId } from "../people/desk.fixture.ts";
import { movePatient } from "../people/move-patient.ts";
import { readStatement } from "../statements/statement-data.ts";
import { readPrintingOf } from "../statements/print-setup.ts";
import { listMergesOf } from "./list-merges.ts";
import { mergeHouseholds } from "./merge-households.ts";
import { previewMerge } from "./merge-preview.ts";
import { undoHouseholdMerge } from "./undo-merge.ts";

let club: Club;
let lee: Family;
let ortiz: Family;
let may: Family;
beforeEach(() => {
  club = openClub("2027-01-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"]);
  ortiz = club.family("Ortiz", ["Ana", "1980-01-01"]);
  may = club.family("May", ["Eva", "1990-01-01"]);
});
afterEach(() => {
  expect(verify(club.db).breaches).toEqual([]);
  club.dispose();
});

const merge = (survivor: Family, absorbed: Family) => mergeHouseholds(club.cx(), { survivorId: survivor.householdId, absorbedId: absorbed.householdId });
const undo = (mergeId: number) => undoHouseholdMerge(club.cx(), { mergeId });
const join = (family: Family): MembershipId => club.enrol(family.householdId, [{ patientId: family.patientIds[0]!, plan: club.adult }]).membershipIds[0]!;
const chart = (family: Family) => patientChart(club.cx(), { patientId: family.patientIds[0]! });
const pay = (householdId: HouseholdId, cents: number) =>
  takeAtDesk(club.cx(), { householdId, tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "", choices: null, note: "" });
const addCard = (family: Family, token: string, last4: string) =>
  club.db.write((w) =>
    w.exec(
      "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (?, ?, 'visa', ?, 12, 2040, '2027-01-01T00:00:00.000Z')",
      family.householdId,
      token,
      last4,
    ),
  );
const cardsOf = (family: Family) =>
  club.db.read((r) => r.all<{ last4: string }>("select last4 from card where household_id = ? order by id", family.householdId)).map(({ last4 }) => last4);

test("MEM-15 the survivor's cards are charged; the other's come along only where it has none, and go back", () => {
  addCard(ortiz, "o", "1111");
  expect(previewMerge(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId }).takesCards).toBe(true);
  const { mergeId } = merge(lee, ortiz);
  expect([cardsOf(lee), cardsOf(ortiz)]).toEqual([["1111"], []]);
  undo(mergeId);
  expect([cardsOf(lee), cardsOf(ortiz)]).toEqual([[], ["1111"]]);
  addCard(lee, "l", "2222");
  expect(previewMerge(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId }).takesCards).toBe(false);
  merge(lee, ortiz);
  expect([cardsOf(lee), cardsOf(ortiz)]).toEqual([["2222"], ["1111"]]);
});

test("MEM-15 nobody and no money comes to a household that was merged away, and both may again once it stands on its own", () => {
  const { mergeId } = merge(lee, ortiz);
  const comes = [
    () => pay(ortiz.householdId, 1000),
    () => takeSplit(club.cx(), { householdId: ortiz.householdId, tender: "cash", amountCents: toCents(1), tenderedCents: null, reference: "", choices: null, note: "", more: [] }),
    () => movePatient(club.cx(), { patientId: may.patientIds[0]!, toHouseholdId: ortiz.householdId }),
    () => addPatient(club.cx(), { form: form({ firstName: "Kim", lastName: "Ortiz" }), household: { householdId: ortiz.householdId } }),
  ];
  expect(comes.map(refusalOf)).toEqual(comes.map(() => "merge_already_done"));
  undo(mergeId);
  for (const one of comes) one();
  expect(club.balance(ortiz.householdId)).toEqual({ balanceCents: 0, creditCents: 1001 });
});

test("MEM-15 three households become one and are taken apart in the order they came", () => {
  const first = merge(ortiz, may);
  const second = merge(lee, ortiz);
  expect(chart(may).household.members).toHaveLength(3);
  // The first merge lies under the second.
  expect(refusalOf(() => undo(first.mergeId))).toBe("merge_changed_since");
  undo(second.mergeId);
  undo(first.mergeId);
  expect([lee, ortiz, may].map((family) => chart(family).household.members.length)).toEqual([1, 1, 1]);
  expect([lee, ortiz, may].map((family) => chart(family).household.payerPatientId)).toEqual([lee, ortiz, may].map(({ patientIds }) => patientIds[0]));
});

test("MEM-15 of two merges into one household the newer is undone first", () => {
  const older = merge(lee, ortiz);
  const newer = merge(lee, may);
  expect(refusalOf(() => undo(older.mergeId))).toBe("merge_changed_since");
  undo(newer.mergeId);
  undo(older.mergeId);
  expect(chart(lee).household.members).toHaveLength(1);
});

test("MEM-15 a membership changed after the merge keeps it from being undone, and the chart says why", () => {
  join(ortiz);
  const { mergeId } = merge(lee, ortiz);
  const shown = () => club.db.read((db) => listMergesOf(db, lee.householdId, lee.patientIds[0]!, club.today()).map(({ bar, name }) => `${name} ${bar}`));
  expect(shown()).toEqual(["Ana Ortiz null"]);
  club.advanceTo("2027-01-10");
  const ana = chart(ortiz).memberships[0]!.membershipId;
  holdMembership(club.cx(), { membershipId: ana, fromOn: toDay("2027-02-05"), untilOn: toDay("2027-03-05"), kind: "billing_only", reason: "Away" });
  expect(refusalOf(() => undo(mergeId))).toBe("merge_changed_since");
  expect(shown()).toEqual(["Ana Ortiz changed"]);
});

test("MEM-15 credit that a stub brings into use on an older debt is money that has touched the merge", () => {
  join(lee);
  club.advanceTo("2027-01-20");
  join(ortiz);
  club.advanceTo("2027-02-10");
  // Lee owes 37.00 of 5 February; Ortiz has 5.00 of credit, which the stub of today would use first there.
  pay(ortiz.householdId, 500);
  expect([club.balance(lee.householdId), club.balance(ortiz.householdId)]).toEqual([
    { balanceCents: 3700, creditCents: 0 },
    { balanceCents: 0, creditCents: 500 },
  ]);
  const { mergeId } = merge(lee, ortiz);
  expect(club.balance(lee.householdId)).toEqual({ balanceCents: 3700 + 1718 - 500, creditCents: 0 });
  expect(refusalOf(() => undo(mergeId))).toBe("merge_money_touched");
});

test("MEM-15 credit that the stub itself has used comes back as the credit it was", () => {
  join(lee);
  club.advanceTo("2027-01-20");
  const ana = join(ortiz);
  club.advanceTo("2027-02-05");
  club.payAll(lee.householdId);
  club.advanceTo("2027-02-10");
  pay(ortiz.householdId, 500);
  const { mergeId } = merge(lee, ortiz);
  expect(club.balance(lee.householdId)).toEqual({ balanceCents: 1218, creditCents: 0 });
  undo(mergeId);
  expect([club.balance(lee.householdId), club.balance(ortiz.householdId)]).toEqual([
    { balanceCents: 0, creditCents: 0 },
    { balanceCents: 0, creditCents: 500 },
  ]);
  expect(periodsOf(club, ana)).toEqual(["2027-01-20 2027-02-20 period 3700"]);
});

test("MEM-15 what waits for a person comes along once, and goes back", () => {
  const note = (family: Family, kind: string) =>
    club.db.write((w) => noteAttention(w, { householdId: family.householdId, kind: kind as "billing", reason: "x", at: club.cx().now }));
  note(lee, "billing");
  note(ortiz, "billing");
  note(ortiz, "past_due");
  const open = () =>
    club.db.read((r) => r.all<{ h: number; kind: string }>("select household_id as h, kind from attention where resolved_at is null order by h, kind")).map(({ h, kind }) => `${h} ${kind}`);
  const before = open();
  const { mergeId } = merge(lee, ortiz);
  expect(open()).toEqual([`${lee.householdId} billing`, `${lee.householdId} past_due`]);
  undo(mergeId);
  expect(open()).toEqual(before);
});

test("MEM-15 both statements tell of the transfer, and both add up", () => {
  club.enrol(ortiz.householdId, [{ patientId: ortiz.patientIds[0]!, plan: club.adult }], { unpaid: true });
  merge(lee, ortiz);
  const printing = readPrintingOf(club.cx());
  const read = (family: Family) =>
    club.db.read<StatementData>((db) =>
      readStatement(db, printing, { householdId: family.householdId, fromOn: toDay("2027-01-01"), note: "" }, club.today()),
    );
  expect(read(lee)).toMatchObject({ closingCents: 13_600, lines: [{ description: "Invoice 1 moved from household 2 to 1, merged", chargeCents: 13_600 }] });
  const left = read(ortiz);
  expect(left.closingCents).toBe(0);
  expect(left.lines.at(-1)).toMatchObject({ description: "Invoice 1 moved from household 2 to 1, merged", creditCents: 13_600 });
});

test("MEM-15 INV-3 an invoice that came along is voided where it is now", () => {
  club.enrol(ortiz.householdId, [{ patientId: ortiz.patientIds[0]!, plan: club.adult }], { unpaid: true });
  const [invoice] = club.invoices(ortiz.householdId);
  pay(ortiz.householdId, 1000);
  merge(lee, ortiz);
  voidAtDesk(club.cx(), { invoiceId: invoice!.invoiceId, reason: "Typed twice" });
  expect([club.balance(lee.householdId), club.balance(ortiz.householdId)]).toEqual([
    { balanceCents: 0, creditCents: 1000 },
    { balanceCents: 0, creditCents: 0 },
  ]);
});

test("MEM-15 a survivor without draws leaves the incoming members their day", () => {
  const ana = join(ortiz);
  const preview = previewMerge(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
  expect(preview).toMatchObject({ stubs: [], todayCents: 0, survivor: { drawDay: null }, after: { drawDay: 5 } });
  merge(lee, ortiz);
  club.advanceTo("2027-02-05");
  expect(periodsOf(club, ana).at(-1)).toBe("2027-02-05 2027-03-05 period 3700");
});

test("F-11 MEM-15 a merge and its undoing are on the trail, with who came along", () => {
  join(ortiz);
  const before = lastAuditId(club.db);
  const { mergeId } = merge(lee, ortiz);
  undo(mergeId);
  const [ana] = ortiz.patientIds;
  expect(auditSince(club.db, before).filter(({ action }) => action.startsWith("household."))).toEqual([
    {
      action: "household.merged",
      subject: `household/${lee.householdId}`,
      before: { household: ortiz.householdId, balanceCents: 0, creditCents: 0 },
      after: { people: String(ana), memberships: expect.stringMatching(/^\d+$/) as string },
    },
    { action: "household.unmerged", subject: `household/${lee.householdId}`, before: null, after: { household: ortiz.householdId, mergeId } },
  ]);
});
