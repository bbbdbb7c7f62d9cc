import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addMonths, toDay, type Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type MembershipId, type PatientId, type PlanId, type PlanVersionId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, someDay, someTerms, type Family, type SoldPlan } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import { endHold, insertCancellation, insertHold, withdrawCancellation, withdrawHold } from "./changes.ts";
import { nextDrawSeq } from "./draw-invoices.ts";
import { countActivationsCharged, findActivationPaidOn, findEnrolPatient, findHouseholdDrawDay, isOnPlan } from "./enrolment-facts.ts";
import { listPaidPeriods } from "./paid-periods.ts";
import { cutPeriod, listPeriodsEndingAfter, listPeriodsFrom } from "./period-cuts.ts";
import { countMembersByPlan } from "./plan-counts.ts";
import { findPlan, findPlanVersion, insertPlanVersion, listPlans } from "./plans.ts";
import {
  findCancellation,
  findLapseDay,
  findMembership,
  insertScheduleRecord,
  listDrawsOn,
  listDueHouseholds,
  listDueMemberships,
  listHolds,
  listPeriods,
  listScheduleRecords,
  loadDrawFacts,
  setDrawCursor,
} from "./records.ts";

let books: Books;
let lee: Family;
let plan: SoldPlan;
let member: MembershipId;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]);
  plan = books.plan();
  member = books.membership(lee.householdId, lee.payer, plan, { startOn: toDay("2026-01-31"), nextDrawOn: toDay("2026-02-28") });
});
afterEach(() => books.dispose());

const day = (text: string): Day => toDay(text);
const by = { reason: "asked", createdBy: null, createdAt: someAt };
const nobody = asId<MembershipId>(99);
const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));

describe("MEM-1 a membership", () => {
  test("begins with nothing billed beyond its first day, and is found as it was made", () => {
    expect(books.read((db) => findMembership(db, member))).toEqual({
      id: member,
      patient_id: lee.payer,
      household_id: lee.householdId,
      plan_id: plan.planId,
      start_on: "2026-01-31",
      benefit_year_on: "2026-01-31",
      billed_through_on: "2026-01-31",
      next_draw_on: "2026-02-28",
      next_work_on: "2026-02-28",
      version: 1,
    });
    expect(books.read((db) => findMembership(db, nobody))).toBeUndefined();
  });

  test("keeps its three days that the run searches by, each for itself", () => {
    books.write((db) => setDrawCursor(db, member, { billedThroughOn: day("2026-03-31"), nextDrawOn: null, nextWorkOn: day("2026-04-15") }));
    expect(books.read((db) => findMembership(db, member))).toMatchObject({ billed_through_on: "2026-03-31", next_draw_on: null, next_work_on: "2026-04-15" });
    expect(books.read((db) => [listDrawsOn(db, day("2026-02-28")), listDrawsOn(db, day("2026-04-15"))])).toEqual([[], []]);
  });

  test("keeps its schedule record by record, with every day of it, in the order they were made", () => {
    const record = {
      planVersionId: plan.planVersionId,
      periodMonths: 12,
      priceCents: toCents(39_900),
      drawDay: 31,
      anchorOn: day("2026-02-28"),
      covered: { from: day("2026-01-31"), to: day("2026-02-10") },
      opening: "stub",
      openingDays: { from: day("2026-02-10"), to: day("2026-02-28") },
      openingChargeOn: day("2026-02-12"),
    } as const;
    books.write((db) => insertScheduleRecord(db, member, 3, record, by));
    books.write((db) => insertScheduleRecord(db, member, 2, { ...record, covered: null, openingDays: null, openingChargeOn: null, opening: "none" }, by));
    const records = books.read((db) => listScheduleRecords(db, member));
    expect(records).toHaveLength(3);
    expect(records[2]).toMatchObject(record);
    expect(records[1]).toMatchObject({ covered: null, openingDays: null, openingChargeOn: null, opening: "none", periodMonths: 12 });
    expect(records[0]).toMatchObject({ periodMonths: 1, priceCents: 3700, drawDay: 31 });
    expect(() => books.write((db) => insertScheduleRecord(db, member, 3, record, by))).toThrow(/UNIQUE/);
    books.sql("update membership_schedule set withdrawn_at = ? where seq = 3", someAt);
    expect(books.read((db) => listScheduleRecords(db, member))).toHaveLength(2);
  });
});

describe("MEM-12 MEM-15 holds and cancellations", () => {
  const holds = () => books.read((db) => listHolds(db, member).map(({ kind, from, until, reason }) => [kind, from, until, reason]));

  test("are told by their first day; an earlier end counts, a withdrawn one does not", () => {
    const ids = books.write<number[]>((db) => [
      insertHold(db, member, { kind: "pause", from: day("2026-06-01"), until: null }, by),
      insertHold(db, member, { kind: "billing_only", from: day("2026-04-01"), until: day("2026-05-01") }, { ...by, reason: "move" }),
      insertHold(db, member, { kind: "pause", from: day("2026-05-10"), until: day("2026-05-20") }, by),
    ]);
    books.write((db) => {
      endHold(db, ids[0] ?? 0, day("2026-07-01"));
      withdrawHold(db, ids[2] ?? 0, someAt);
    });
    expect(holds()).toEqual([
      ["billing_only", "2026-04-01", "2026-05-01", "move"],
      ["pause", "2026-06-01", "2026-07-01", "asked"],
    ]);
    expect(books.read((db) => listHolds(db, nobody))).toEqual([]);
  });

  test("one cancellation is in force at a time, and after it was withdrawn another may be", () => {
    const cancel = (on: string, kind: "cancelled" | "expired" = "cancelled"): void =>
      books.write((db): void => void insertCancellation(db, member, { effectiveOn: day(on), kind }, by));
    expect(books.read((db) => findCancellation(db, member))).toBeUndefined();
    cancel("2026-06-01");
    expect(() => cancel("2026-07-01")).toThrow(/UNIQUE/);
    const found = books.read((db) => findCancellation(db, member));
    expect(found).toMatchObject({ id: 1, effectiveOn: "2026-06-01", kind: "cancelled", reason: "asked", createdAt: someAt });
    books.write((db) => withdrawCancellation(db, found?.id ?? 0, someAt));
    expect(books.read((db) => findCancellation(db, member))).toBeUndefined();
    cancel("2026-07-01", "expired");
    expect(books.read((db) => findCancellation(db, member))).toMatchObject({ effectiveOn: "2026-07-01", kind: "expired" });
  });

  test.each([
    ["nothing", null, null, null],
    ["a cancellation", "2026-06-01", null, "2026-06-01"],
    ["a lapse", null, "2026-05-01", "2026-05-01"],
    ["a lapse before a cancellation", "2026-06-01", "2026-05-01", "2026-05-01"],
    ["a cancellation before a lapse", "2026-04-01", "2026-05-01", "2026-04-01"],
  ])("what is drawn ends with %s", (_, cancelledOn, lapsedOn, endsOn) => {
    if (cancelledOn) row("membership_cancellation", { membership_id: member, effective_on: cancelledOn });
    if (lapsedOn) row("membership_lapse", { membership_id: member, lapsed_on: lapsedOn });
    expect(books.read((db) => loadDrawFacts(db, member))).toMatchObject({ endsOn, holds: [], records: [{ drawDay: 31 }] });
    expect(books.read((db) => findLapseDay(db, member))).toBe(lapsedOn);
  });

  test("ends that were taken back count no more", () => {
    row("membership_cancellation", { membership_id: member, effective_on: "2026-06-01", withdrawn_at: someAt });
    row("membership_lapse", { membership_id: member, lapsed_on: "2026-05-01", ended_at: someAt });
    expect(books.read((db) => [loadDrawFacts(db, member).endsOn, findLapseDay(db, member)])).toEqual([null, null]);
  });
});

describe("BIL-1 what a run has to do", () => {
  test("households with work on or before a day, each once, after a place and no more than asked", () => {
    const families = ["Ana A", "Ben B", "Cy C"].map((name) => books.family([name]));
    families.forEach((family, at) => {
      for (let n = 0; n < 2; n += 1) books.membership(family.householdId, family.payer, plan, { nextWorkOn: day(`2026-03-0${at + 1}`) });
    });
    const households = families.map(({ householdId }) => householdId);
    const due = (through: string, after = 0, limit = 10) => books.read((db) => listDueHouseholds(db, day(through), after, limit));
    expect(due("2026-02-27")).toEqual([]);
    expect(due("2026-02-28")).toEqual([lee.householdId]);
    expect(due("2026-03-02")).toEqual([lee.householdId, households[0], households[1]]);
    expect(due("2026-03-31", lee.householdId, 2)).toEqual([households[0], households[1]]);
    expect(due("2026-03-31", households[1], 2)).toEqual([households[2]]);
  });

  test("of a household the memberships that are due, the oldest first; never one without work ahead", () => {
    const other = lee.patientIds[1] ?? lee.payer;
    const older = books.membership(lee.householdId, other, plan, { startOn: day("2025-12-31"), nextWorkOn: day("2026-02-28") });
    books.membership(lee.householdId, other, plan, { nextDrawOn: null });
    books.membership(lee.householdId, other, plan, { nextWorkOn: day("2026-03-01") });
    const due = (through: string) => books.read((db) => listDueMemberships(db, lee.householdId, day(through)).map(({ id }) => id));
    expect([due("2026-02-27"), due("2026-02-28")]).toEqual([[], [older, member]]);
    expect(books.read((db) => listDueMemberships(db, asId<HouseholdId>(99), day("2026-12-31")))).toEqual([]);
  });

  test("BIL-2 a later draw invoice of the same day gets the next place; a void one frees its own", () => {
    const seq = (on: string, household = lee.householdId): number => books.read<number>((db) => nextDrawSeq(db, household, day(on)));
    expect(seq("2026-03-31")).toBe(0);
    const first = books.invoice(lee.householdId, { kind: "draw", drawOn: day("2026-03-31") });
    expect([seq("2026-03-31"), seq("2026-04-30"), seq("2026-03-31", asId<HouseholdId>(99))]).toEqual([1, 0, 0]);
    books.invoice(lee.householdId, { kind: "draw", drawOn: day("2026-03-31"), drawSeq: 1 });
    expect(seq("2026-03-31")).toBe(2);
    books.void(lee.householdId, first);
    expect(seq("2026-03-31")).toBe(2);
    expect(() => books.invoice(lee.householdId, { kind: "draw", drawOn: day("2026-03-31"), drawSeq: 1 })).toThrow(/UNIQUE/);
    expect(() => books.invoice(lee.householdId, { kind: "draw", drawOn: day("2026-03-31"), drawSeq: 0 })).not.toThrow();
  });
});

describe("F-13 periods and their cuts", () => {
  const months = [0, 1, 2].map((n) => [addMonths(day("2026-03-01"), n), addMonths(day("2026-03-01"), n + 1)] as const);
  const periods = () => books.read((db) => listPeriods(db, member).map(({ from, to, amountCents }) => [from, to, amountCents]));
  beforeEach(() => {
    for (const [from, to] of months) books.period(member, from, to);
  });

  test("are told in the order of their days, those in force only", () => {
    expect(periods()).toEqual(months.map(([from, to]) => [from, to, 3700]));
    books.sql("update period set in_force = 0 where from_on = '2026-04-01'");
    expect(periods()).toHaveLength(2);
  });

  test.each([
    ["2026-03-01", 3, 3],
    ["2026-03-02", 3, 2],
    ["2026-04-01", 2, 2],
    ["2026-05-31", 1, 0],
    ["2026-06-01", 0, 0],
  ])("from %s on, %i have days left and %i begin", (on, ending, beginning) => {
    expect(books.read((db) => [listPeriodsEndingAfter(db, member, day(on)).length, listPeriodsFrom(db, member, day(on)).length])).toEqual([ending, beginning]);
  });

  test("cut in the middle, the days before stay in a new row, less what was given back; the old row is kept out of force", () => {
    const [period] = books.read((db) => listPeriodsFrom(db, member, day("2026-04-01")));
    if (!period) throw new Error("a period");
    books.write((db) => cutPeriod(db, period, day("2026-04-11"), toCents(2467), someAt));
    expect(periods()).toEqual([
      ["2026-03-01", "2026-04-01", 3700],
      ["2026-04-01", "2026-04-11", 1233],
      ["2026-05-01", "2026-06-01", 3700],
    ]);
    expect(books.read((db) => db.get("select in_force, amount_cents as cents, to_on from period where id = ?", period.id))).toEqual({ in_force: 0, cents: 3700, to_on: "2026-05-01" });
    books.period(member, day("2026-04-11"), day("2026-05-01"));
    expect(periods()).toHaveLength(4);
  });

  test.each(["2026-04-01", "2026-03-15"])("cut at %s, its beginning or before, nothing of it stays", (at) => {
    const [period] = books.read((db) => listPeriodsFrom(db, member, day("2026-04-01")));
    if (!period) throw new Error("a period");
    books.write((db) => cutPeriod(db, period, day(at), toCents(3700), someAt));
    expect(periods().map(([from]) => from)).toEqual(["2026-03-01", "2026-05-01"]);
  });

  test("paid are those that nothing is owed for, also the free ones", () => {
    const unpaid = books.invoice(lee.householdId, { lines: [{ kind: "dues", netCents: 3700, membershipId: member }] });
    const paid = books.invoice(lee.householdId, { lines: [{ kind: "dues", netCents: 3700, membershipId: member }] });
    books.pay(lee.householdId, 3800, { applied: [[unpaid, 100], [paid, 3700]] }); // prettier-ignore
    books.period(member, day("2026-06-01"), day("2026-07-01"), unpaid);
    books.period(member, day("2026-07-01"), day("2026-08-01"), paid);
    expect(books.read((db) => listPaidPeriods(db, member).map(({ from }) => from))).toEqual(["2026-03-01", "2026-04-01", "2026-05-01", "2026-07-01"]);
  });
});

describe("MEM-5 MEM-8 PPL-10 what enrolling asks", () => {
  test("a person's name as they like it, birth date and status; nobody who is staged or not there", () => {
    const family = books.family([{ firstName: "Rosalind", preferredName: "Rosie", lastName: "Kim", birthOn: day("1984-03-07"), status: "prospective" }, "Ana Kim"]);
    const find = (id: PatientId) => books.read((db) => findEnrolPatient(db, id));
    expect(find(family.payer)).toEqual({ patientId: family.payer, householdId: family.householdId, name: "Rosie Kim", birthOn: "1984-03-07", status: "prospective" });
    expect(find(family.patientIds[1] ?? lee.payer)?.name).toBe("Ana Kim");
    row("import_batch", { id: 1, state: "staging" });
    books.sql("update patient set staged_batch_id = 1 where id = ?", family.payer);
    expect([find(family.payer), find(asId<PatientId>(999))]).toEqual([undefined, undefined]);
  });

  test("MEM-4 the draw day of the household's oldest running membership, by its newest record that stands", () => {
    const drawDay = (household = lee.householdId) => books.read((db) => findHouseholdDrawDay(db, household));
    expect(drawDay()).toBe(31);
    const older = books.membership(lee.householdId, lee.payer, plan, { startOn: day("2025-06-15") });
    expect(drawDay()).toBe(15);
    books.write((db) => insertScheduleRecord(db, older, 2, books.schedule(plan, day("2026-03-20")), by));
    expect(drawDay()).toBe(20);
    books.sql("update membership_schedule set withdrawn_at = ? where membership_id = ? and seq = 2", someAt, older);
    expect(drawDay()).toBe(15);
    books.write((db) => setDrawCursor(db, older, { billedThroughOn: someDay, nextDrawOn: null, nextWorkOn: null }));
    expect([drawDay(), drawDay(asId<HouseholdId>(99))]).toEqual([31, null]);
  });

  const fee = (netCents: number, on: Day, patientId = lee.payer): ReturnType<Books["invoice"]> =>
    books.invoice(lee.householdId, { kind: "enrolment", on, lines: [{ kind: "activation", netCents, patientId, planVersionId: plan.planVersionId }] });

  test("MEM-5 the first day a person paid an activation fee on an invoice that stands; a waived one is none", () => {
    const paidOn = () => books.read((db) => findActivationPaidOn(db, lee.payer));
    expect(paidOn()).toBeNull();
    fee(0, day("2026-01-01"));
    expect(paidOn()).toBeNull();
    const first = fee(9900, day("2026-02-01"));
    fee(9900, day("2026-03-01"));
    expect(paidOn()).toBe("2026-02-01");
    books.void(lee.householdId, first);
    expect(paidOn()).toBe("2026-03-01");
    expect(books.read((db) => findActivationPaidOn(db, lee.patientIds[1] ?? lee.payer))).toBeNull();
  });

  test("PPL-10 how many fees of a plan the household was charged, for the cap", () => {
    const count = (planId: PlanId = plan.planId) => books.read((db) => countActivationsCharged(db, lee.householdId, planId));
    fee(9900, someDay);
    fee(9900, someDay, lee.patientIds[1]);
    fee(0, someDay);
    books.void(lee.householdId, fee(9900, someDay));
    expect([count(), count(books.plan("Other").planId)]).toEqual([2, 0]);
    const next = books.write<PlanVersionId>((db) => insertPlanVersion(db, { planId: plan.planId, number: 2, terms: someTerms, createdBy: null, createdAt: someAt }));
    books.invoice(lee.householdId, { lines: [{ kind: "activation", netCents: 9900, patientId: lee.payer, planVersionId: next }] });
    expect(count()).toBe(3);
  });

  test.each([
    ["it runs", {}, true],
    ["it ends tomorrow", { cancel: "2026-03-02" }, true],
    ["it ended today", { cancel: "2026-03-01" }, false],
    ["it lapsed", { lapse: "2026-02-01" }, false],
  ])("already a member of a plan when %s: %o", (_, over: { cancel?: string; lapse?: string }, expected) => {
    if (over.cancel) row("membership_cancellation", { membership_id: member, effective_on: over.cancel });
    if (over.lapse) row("membership_lapse", { membership_id: member, lapsed_on: over.lapse });
    const on = (patientId: PatientId, planId: PlanId) => books.read((db) => isOnPlan(db, patientId, planId, someDay));
    expect(on(lee.payer, plan.planId)).toBe(expected);
    expect([on(lee.patientIds[1] ?? lee.payer, plan.planId), on(lee.payer, books.plan("Other").planId)]).toEqual([false, false]);
  });
});

describe("PPL-11 REP-1 plans", () => {
  test("are shown at their newest version; an older one stays what a membership points at", () => {
    const zebra = books.plan("Zebra", { descriptor: "first" }, "draft");
    const second = books.write<PlanVersionId>((db) =>
      insertPlanVersion(db, { planId: zebra.planId, number: 2, terms: { ...someTerms, name: "Zebra", descriptor: "second" }, createdBy: null, createdAt: someAt }),
    );
    const list = books.read(listPlans);
    expect(list.map(({ name, state, versionNumber }) => [name, state, versionNumber])).toEqual([
      ["Adult", "on_sale", 1],
      ["Zebra", "draft", 2],
    ]);
    expect(books.read((db) => findPlan(db, zebra.planId))).toMatchObject({ planVersionId: second, terms: { descriptor: "second" } });
    expect(books.read((db) => findPlanVersion(db, zebra.planVersionId))).toMatchObject({ versionNumber: 1, terms: { descriptor: "first" } });
    expect(books.read((db) => [findPlan(db, asId<PlanId>(99)), findPlanVersion(db, asId<PlanVersionId>(99))])).toEqual([undefined, undefined]);
    expect(() => books.write((db) => insertPlanVersion(db, { planId: zebra.planId, number: 2, terms: someTerms, createdBy: null, createdAt: someAt }))).toThrow(/UNIQUE/);
  });

  test("count their running members, and their dues by the month: a year's price is a twelfth", () => {
    const other = books.plan("Other");
    books.membership(lee.householdId, lee.payer, other, { periodMonths: 12, priceCents: 39_900 });
    books.membership(lee.householdId, lee.payer, other, { periodMonths: 3, priceCents: 10_000 });
    const ended = books.membership(lee.householdId, lee.payer, other);
    row("membership_cancellation", { membership_id: ended, effective_on: someDay });
    row("membership_cancellation", { membership_id: books.membership(lee.householdId, lee.payer, other, { priceCents: 1000 }), effective_on: "2026-03-02" });
    row("membership_lapse", { membership_id: books.membership(lee.householdId, lee.payer, other), lapsed_on: "2026-01-01" });
    const moved = books.membership(lee.householdId, lee.payer, other, { priceCents: 5 });
    books.write((db) => insertScheduleRecord(db, moved, 2, books.schedule(other, someDay, { priceCents: 2000 }), by));
    const counts = books.read((db) => countMembersByPlan(db, someDay));
    expect(counts.get(plan.planId)).toEqual({ members: 1, monthlyDuesCents: 3700 });
    expect(counts.get(other.planId)).toEqual({ members: 4, monthlyDuesCents: 3325 + 3333 + 1000 + 2000 });
    expect(counts.size).toBe(2);
  });
});
