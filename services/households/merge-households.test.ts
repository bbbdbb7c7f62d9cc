import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { verify } from "#db/verify.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { openClub, periodsOf, type Club, type Family } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { patientChart } from "../people/patient-chart.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { mergeHouseholds } from "./merge-households.ts";
import { previewMerge } from "./merge-preview.ts";
import { undoHouseholdMerge } from "./undo-merge.ts";

let club: Club;
let lee: Family;
let ortiz: Family;
/** Rosa Lee draws on the 5th, Ana Ortiz on the 20th. */
let rosa: MembershipId;
let ana: MembershipId;

beforeEach(() => {
  club = openClub("2027-01-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"]);
  ortiz = club.family("Ortiz", ["Ana", "1980-01-01"], ["Leo", "1979-01-01"]);
  rosa = enrol(lee);
  club.advanceTo("2027-01-20");
  ana = enrol(ortiz);
});
afterEach(() => {
  expect(verify(club.db).breaches).toEqual([]);
  club.dispose();
});

function enrol(family: Family): MembershipId {
  const [patientId] = family.patientIds;
  if (!patientId) throw new Error("somebody is there");
  const [id] = club.enrol(family.householdId, [{ patientId, plan: club.adult }]).membershipIds;
  if (!id) throw new Error("a membership was made");
  return id;
}

/** Day by day, with everything that is owed paid on its day. */
function live(day: string): void {
  while (club.today() < day) {
    club.advanceTo(addDays(club.today(), 1));
    for (const { householdId } of [lee, ortiz]) club.payAll(householdId);
  }
}

const merge = () => mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
const draws = (id: HouseholdId) =>
  club
    .invoices(id)
    .filter(({ kind, drawOn }) => kind === "draw" && drawOn !== null)
    .map(({ drawOn, totalCents, lines }) => `${drawOn} ${totalCents} ${lines}`);

/** What must be as it was after a merge is undone; ledger, audit and versions may only grow. */
function shown(family: Family): unknown {
  const { household, memberships } = patientChart(club.cx(), { patientId: family.patientIds[0]! });
  const { version: _version, ...rest } = household;
  return {
    rest,
    memberships,
    invoices: club.invoices(family.householdId).filter(({ balanceCents, totalCents }) => balanceCents > 0 || totalCents > 0),
    periods: memberships.map(({ membershipId }) => periodsOf(club, membershipId)),
  };
}

describe("MEM-15 merging two households", () => {
  test("MEM-15 the survivor's draw day wins, with one stub for the incoming member and no activation fee", () => {
    club.advanceTo("2027-02-01");
    const preview = previewMerge(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
    // Paid through 20 February, drawn with the household from 5 March: 13 of the 28 days of 37.00.
    expect(preview.stubs).toMatchObject([{ patientName: "Ana Ortiz", fromOn: "2027-02-20", throughOn: "2027-03-04", chargeOn: "2027-02-05", cents: 1718 }]);
    expect(preview.todayCents).toBe(0);
    expect(preview.after.nextDraws.map(({ on, cents }) => `${on} ${cents}`)).toEqual(["2027-02-05 5418", "2027-03-05 7400", "2027-04-05 7400"]);
    merge();
    live("2027-04-06");
    expect(draws(lee.householdId)).toEqual(["2027-02-05 5418 2", "2027-03-05 7400 2", "2027-04-05 7400 2"]);
    expect(periodsOf(club, ana).slice(1)).toEqual([
      "2027-02-20 2027-03-05 stub 1718",
      "2027-03-05 2027-04-05 period 3700",
      "2027-04-05 2027-05-05 period 3700",
    ]);
    expect(club.invoices(ortiz.householdId)).toEqual([]);
  });

  test("MEM-15 without a draw day left before the member is paid through, the stub is charged today", () => {
    club.advanceTo("2027-02-10");
    const preview = previewMerge(club.cx(), { survivorId: lee.householdId, absorbedId: ortiz.householdId });
    expect(preview.stubs).toMatchObject([{ chargeOn: "2027-02-10", cents: 1718 }]);
    expect(preview.todayCents).toBe(1718);
    merge();
    expect(draws(lee.householdId).at(-1)).toBe("2027-02-10 1718 1");
  });

  test("MEM-15 on the same draw day nothing is charged between", () => {
    const may = club.family("May", ["Eva", "1984-03-07"]);
    live("2027-02-05");
    enrol(may);
    mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: may.householdId });
    live("2027-03-05");
    expect(draws(lee.householdId).at(-1)).toBe("2027-03-05 7400 2");
  });

  test("MEM-15 what is owed and the credit move by linked transfers that offset each other, and each entry keeps its patient", () => {
    club.advanceTo("2027-02-21");
    takeAtDesk(club.cx(), { householdId: lee.householdId, tender: "cash", amountCents: toCents(3700), tenderedCents: null, reference: "", choices: null, note: "" });
    takeAtDesk(club.cx(), { householdId: lee.householdId, tender: "cash", amountCents: toCents(500), tenderedCents: null, reference: "", choices: null, note: "" });
    expect(club.balance(ortiz.householdId)).toEqual({ balanceCents: 3700, creditCents: 0 });
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 500 });
    mergeHouseholds(club.cx(), { survivorId: ortiz.householdId, absorbedId: lee.householdId });
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    const moved = club.db.read((r) => r.all<{ household: number; account: string; cents: number }>(
      `select o.household_id as household, o.account, o.amount_cents as cents from entry e join posting o on o.entry_id = e.id
       where e.kind = 'transferred' order by o.id`));
    expect(moved).toEqual([
      { household: lee.householdId, account: "household_credit", cents: 500 },
      { household: ortiz.householdId, account: "household_credit", cents: -500 },
    ]);
  });

  test("MEM-15 refused while a charge is unresolved, while somebody is on hold, with itself, and twice", () => {
    const [invoice] = club.invoices(ortiz.householdId);
    club.db.write((w) => {
      w.exec(
        "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (?, 't', 'visa', '4242', 1, 2030, '2027-01-01T00:00:00.000Z')",
        ortiz.householdId,
      );
      w.exec(
        "insert into charge_attempt (id, invoice_id, household_id, card_id, amount_cents, ordinal, state, sent_at) values ('a', ?, ?, 1, 100, 1, 'unknown', '2027-01-01T00:00:00.000Z')",
        invoice?.invoiceId ?? 0,
        ortiz.householdId,
      );
    });
    expect(refusalOf(merge)).toBe("merge_charge_unresolved");
    club.db.write((w) => w.exec("delete from charge_attempt"));
    expect(refusalOf(() => mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: lee.householdId }))).toBe("merge_with_itself");
    holdMembership(club.cx(), { membershipId: ana, fromOn: toDay("2027-02-20"), untilOn: toDay("2027-03-20"), kind: "pause", reason: "Away" });
    expect(refusalOf(merge)).toBe("merge_member_on_hold");
    mergeHouseholds(club.cx(), { survivorId: ortiz.householdId, absorbedId: lee.householdId });
    expect(refusalOf(merge)).toBe("merge_already_done");
  });

  test("MEM-15 a draw of both on one day is kept beside the other", () => {
    const may = club.family("May", ["Eva", "1984-03-07"]);
    live("2027-02-05");
    const eva = enrol(may);
    live("2027-03-06");
    mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: may.householdId });
    expect(draws(lee.householdId)).toEqual(["2027-02-05 3700 1", "2027-03-05 3700 1", "2027-03-05 3700 1"]);
    expect(periodsOf(club, eva)).toHaveLength(2);
  });
});

describe("MEM-15 un-merging", () => {
  test.each(["2027-02-01", "2027-02-10"])("MEM-15 merged on %s and undone, everything stands as before", (day) => {
    club.advanceTo(day);
    const before = [shown(lee), shown(ortiz)];
    const { mergeId } = merge();
    undoHouseholdMerge(club.cx(), { mergeId });
    expect([shown(lee), shown(ortiz)].map((one) => withoutVoid(one))).toEqual(before.map((one) => withoutVoid(one)));
    live("2027-03-06");
    expect(periodsOf(club, ana).slice(1)).toEqual(["2027-02-20 2027-03-20 period 3700"]);
    expect(periodsOf(club, rosa).slice(1)).toEqual(["2027-02-05 2027-03-05 period 3700", "2027-03-05 2027-04-05 period 3700"]);
  });

  test("MEM-15 both past due: one case goes on, and undone each has its own again", () => {
    club.advanceTo("2027-02-24");
    const before = [shown(lee), shown(ortiz)];
    expect(before).toMatchObject([{ memberships: [{ standing: "past_due" }] }, { memberships: [{ standing: "past_due" }] }]);
    const open = () => club.db.read((r) => r.all("select household_id as h, day_zero_on as d from dunning_case where closed_at is null order by id"));
    const cases = open();
    expect(cases).toHaveLength(2);
    const { mergeId } = merge();
    expect(open()).toEqual([{ h: lee.householdId, d: "2027-02-05" }]);
    // The stub is paid for until 20 March and drawn on 5 March.
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 7400, creditCents: 0 });
    undoHouseholdMerge(club.cx(), { mergeId });
    expect(open()).toEqual(cases);
    expect([shown(lee), shown(ortiz)].map((one) => withoutVoid(one))).toEqual(before.map((one) => withoutVoid(one)));
    club.payAll(lee.householdId);
    club.payAll(ortiz.householdId);
    expect(club.balance(ortiz.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
  });

  test("MEM-15 not after money has touched the result, not after thirty days, and not twice", () => {
    club.advanceTo("2027-02-01");
    const { mergeId } = merge();
    club.advanceTo("2027-02-05");
    expect(refusalOf(() => undoHouseholdMerge(club.cx(), { mergeId }))).toBe("merge_money_touched");
    const may = club.family("May", ["Eva", "1984-03-07"]);
    const jay = club.family("Jay", ["Kim", "1984-03-07"]);
    const second = mergeHouseholds(club.cx(), { survivorId: may.householdId, absorbedId: jay.householdId });
    club.advanceTo("2027-03-08");
    expect(refusalOf(() => undoHouseholdMerge(club.cx(), second))).toBe("merge_too_old");
    const third = mergeHouseholds(club.cx(), { survivorId: may.householdId, absorbedId: club.family("Poe", ["Lu", null]).householdId });
    undoHouseholdMerge(club.cx(), third);
    expect(refusalOf(() => undoHouseholdMerge(club.cx(), third))).toBe("merge_not_found");
  });
});

/** A stub that was charged and taken back leaves its void invoice behind: numbers only grow (F-14). */
function withoutVoid(view: unknown): unknown {
  const { invoices, ...rest } = view as { invoices: { invoiceId: number }[] };
  const voided = new Set(
    club.db.read((r) => r.all<{ id: number }>("select id from invoice where voided_on is not null")).map(({ id }) => id),
  );
  return { ...rest, invoices: invoices.filter(({ invoiceId }) => !voided.has(invoiceId)) };
}
