import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { verify } from "#db/verify.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { movePatient } from "../people/move-patient.ts";
import { patientChart, type PatientChart } from "../people/patient-chart.ts";
import { previewMove } from "./preview-move.ts";

let club: Club;
let lee: Family;
let rosa: PatientId;
let ben: PatientId;
beforeEach(() => {
  club = openClub("2026-11-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"], ["Ben", "2007-01-02"]);
  [rosa, ben] = lee.patientIds as [PatientId, PatientId];
});
afterEach(() => {
  expect(verify(club.db).breaches).toEqual([]);
  club.dispose();
});

function chart(patientId: PatientId): PatientChart {
  return patientChart(club.cx(), { patientId });
}

function move(patientId: PatientId, toHouseholdId: HouseholdId | null): HouseholdId {
  return movePatient(club.cx(), { patientId, toHouseholdId }).householdId;
}

test("PPL-3 when the payer leaves, the one who pays from now on is asked for, and a card of the old payer is not asked again", () => {
  club.db.write((w) => w.exec("update household set pays_by = 'card' where id = ?", lee.householdId));
  const preview = previewMove(club.cx(), { patientId: rosa, toHouseholdId: null });
  expect(preview).toMatchObject({ payerLeaves: true, payers: [{ patientId: ben, name: "Ben Lee" }] });
  const ortiz = club.family("Ortiz", ["Ana", "1990-01-01"]);
  const leave = (newPayerPatientId: PatientId) => () => movePatient(club.cx(), { patientId: rosa, toHouseholdId: null, newPayerPatientId });
  expect(refusalOf(leave(ortiz.patientIds[0]!))).toBe("payer_not_a_member");
  expect(refusalOf(leave(rosa))).toBe("payer_not_a_member");
  leave(ben)();
  expect(chart(ben).household).toMatchObject({ householdId: lee.householdId, payerPatientId: ben, name: "Ben Lee", paysBy: "manual" });
  expect(chart(rosa).household).toMatchObject({ payerPatientId: rosa, name: "Rosa Lee" });
});

test("PPL-3 what is owed for this person alone goes along by linked transfers, and a joint invoice stays", () => {
  club.enrol(lee.householdId, [{ patientId: rosa, plan: club.adult }]);
  club.enrol(lee.householdId, [{ patientId: ben, plan: club.adult }], { drawDay: 12 });
  club.advanceTo("2026-11-13");
  club.payAll(lee.householdId);
  club.advanceTo("2026-12-13");
  const owed = club.invoices(lee.householdId).filter(({ balanceCents }) => balanceCents > 0);
  expect(owed.map(({ drawOn, balanceCents }) => `${drawOn} ${balanceCents}`)).toEqual(["2026-12-05 3700", "2026-12-12 3700"]);
  const preview = previewMove(club.cx(), { patientId: ben, toHouseholdId: null, takeInvoices: true });
  expect(preview).toMatchObject({ own: { invoices: 1, cents: 3700 }, from: { balanceCents: 3700 }, to: { balanceCents: 3700 } });
  const own = movePatient(club.cx(), { patientId: ben, toHouseholdId: null, takeInvoices: true }).householdId;
  expect([club.balance(lee.householdId), club.balance(own)]).toEqual([
    { balanceCents: 3700, creditCents: 0 },
    { balanceCents: 3700, creditCents: 0 },
  ]);
  expect(chart(ben).memberships[0]?.standing).toBe("past_due");
  club.payAll(own);
  club.payAll(lee.householdId);
  expect([chart(ben).memberships[0]?.standing, chart(rosa).memberships[0]?.standing]).toEqual(["active", "active"]);
});

test("PPL-3 an invoice that is settled in part stays, and the last member does not leave it behind", () => {
  const ortiz = club.family("Ortiz", ["Ana", "1990-01-01"]);
  const [ana] = ortiz.patientIds as [PatientId];
  club.enrol(ortiz.householdId, [{ patientId: ana, plan: club.adult }], { unpaid: true });
  const take = () => movePatient(club.cx(), { patientId: ana, toHouseholdId: lee.householdId, takeInvoices: true });
  takeAtDesk(club.cx(), { householdId: ortiz.householdId, tender: "cash", amountCents: toCents(1000), tenderedCents: null, reference: "", choices: null, note: "" });
  expect(previewMove(club.cx(), { patientId: ben, toHouseholdId: ortiz.householdId }).own).toEqual({ invoices: 0, cents: 0 });
  expect(refusalOf(take)).toBe("household_left_with_money");
});

test("PPL-3 one who has moved cancels now: the unpaid line in the old household comes off there", () => {
  const { membershipIds } = club.enrol(lee.householdId, [rosa, ben].map((patientId) => ({ patientId, plan: club.adult })));
  club.advanceTo("2026-12-06");
  const own = move(ben, null);
  cancelMembership(club.cx(), { membershipId: membershipIds[1]!, when: "on_date", onDate: toDay("2026-12-06"), reason: "Moving" });
  expect(club.balance(own)).toEqual({ balanceCents: 0, creditCents: 0 });
});

test("PPL-3 nothing goes along while a card is being asked for it, nor where a coupon of the household was used", () => {
  club.enrol(lee.householdId, [{ patientId: ben, plan: club.adult }], { unpaid: true });
  const [invoice] = club.invoices(lee.householdId);
  club.db.write((w) => {
    w.exec(
      "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (?, 't', 'visa', '4242', 1, 2040, '2026-11-01T00:00:00.000Z')",
      lee.householdId,
    );
    w.exec(
      "insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at) values ('a', ?, ?, 1, 100, 1, 'unknown', '2026-11-05T00:00:00.000Z')",
      invoice?.invoiceId ?? 0,
      lee.householdId,
    );
  });
  const take = () => movePatient(club.cx(), { patientId: ben, toHouseholdId: null, takeInvoices: true });
  expect(refusalOf(take)).toBe("merge_charge_unresolved");
  // Left behind, it is nobody's hurry.
  expect(movePatient(club.cx(), { patientId: ben, toHouseholdId: null }).householdId).not.toBe(lee.householdId);
  expect(club.balance(lee.householdId).balanceCents).toBe(invoice?.balanceCents);
});

test("PPL-3 the count of a debt goes along with it, and stays where the other household has one of its own", () => {
  club.enrol(lee.householdId, [{ patientId: ben, plan: club.adult }]);
  const ortiz = club.family("Ortiz", ["Ana", "1990-01-01"]);
  club.enrol(ortiz.householdId, [{ patientId: ortiz.patientIds[0]!, plan: club.adult }]);
  club.advanceTo("2026-12-08");
  const cases = () =>
    club.db
      .read((r) => r.all<{ h: number; d: string }>("select household_id as h, day_zero_on as d from dunning_case where closed_at is null order by id"))
      .map(({ h, d }) => `${h} ${d}`);
  expect(cases()).toEqual([`${lee.householdId} 2026-12-05`, `${ortiz.householdId} 2026-12-05`]);
  const own = movePatient(club.cx(), { patientId: ben, toHouseholdId: null, takeInvoices: true }).householdId;
  expect(cases()).toEqual([`${own} 2026-12-05`, `${ortiz.householdId} 2026-12-05`]);
  // The last member of the own account takes the debt into a household that has a case.
  movePatient(club.cx(), { patientId: ben, toHouseholdId: ortiz.householdId, takeInvoices: true });
  expect(club.balance(ortiz.householdId)).toEqual({ balanceCents: 7400, creditCents: 0 });
  club.runNow();
  expect(cases()).toContain(`${ortiz.householdId} 2026-12-05`);
  club.payAll(ortiz.householdId);
  club.runNow();
  expect(cases()).toEqual([]);
});

test("PPL-3 MEM-21 the draws that a move shows for both households are those that are made", () => {
  club.enrol(lee.householdId, [
    { patientId: rosa, plan: club.adult },
    { patientId: ben, plan: club.adult },
  ]);
  const preview = previewMove(club.cx(), { patientId: ben, toHouseholdId: null });
  const own = move(ben, null);
  while (club.today() < "2027-02-05") {
    club.advanceTo(addDays(club.today(), 1));
    for (const one of [lee.householdId, own]) club.payAll(one);
  }
  const drawn = (one: HouseholdId) =>
    club.invoices(one).filter(({ kind }) => kind === "draw").map(({ drawOn, totalCents }) => ({ on: drawOn, cents: totalCents }));
  expect([drawn(lee.householdId), drawn(own)]).toEqual([preview.from.nextDraws, preview.to.nextDraws]);
});
