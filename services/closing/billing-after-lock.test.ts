/** Billing goes on after a lock (F-10, INV-12): what belongs to a locked day takes the first open day, and nothing is held up. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type MembershipId } from "#domain/identity.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { cash } from "../payments/desk.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { readDaySheet } from "./day-sheet.ts";
import { lockDays, unlockDays } from "./lock-days.ts";

let club: Club;
beforeEach(() => {
  club = openClub("2026-03-05");
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const enrolled = () => {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  club.enrol(householdId, [{ patientId, plan: club.adult }]);
  return householdId;
};
const entries = (after: number) =>
  club.db.read((db) =>
    db.all<{ kind: string; effectiveOn: string; belongsOn: string | null }>(
      "select kind, effective_on as effectiveOn, belongs_on as belongsOn from entry where id > ? order by id",
      after,
    ),
  );
const lastEntry = () => club.db.read((db) => db.get<{ id: number }>("select max(id) as id from entry")?.id ?? 0);

test("INV-12 a run after two weeks with the computer off bills the draw of a day that was locked meanwhile", () => {
  const lee = enrolled();
  club.sleepUntil("2026-04-20");
  // Somebody locks before the run that makes up for the days.
  lockDays(club.cx(), { throughOn: toDay("2026-04-15") });
  const before = lastEntry();
  const report = club.runNow();
  expect(report).toMatchObject({ held: [] });
  const [draw] = club.invoices(lee).filter(({ kind }) => kind === "draw");
  expect(draw).toMatchObject({ invoicedOn: "2026-04-05", drawOn: "2026-04-05", totalCents: 3700 });
  expect(entries(before)).toContainEqual({ kind: "invoice_issued", effectiveOn: "2026-04-16", belongsOn: "2026-04-05" });
  const sheet = (day: string) => club.db.read((db) => readDaySheet(db, { from: toDay(day), to: toDay(day), basis: "effective", knownAt: null }));
  expect([sheet("2026-04-05").sums.charges, sheet("2026-04-16").sums.charges]).toEqual([0, 3700]);
  expect(sheet("2026-04-15").closingCents + 3700).toBe(sheet("2026-04-16").closingCents);
  expect(club.runNow()).toMatchObject({ held: [] });
  expect(club.invoices(lee).filter(({ kind }) => kind === "draw")).toHaveLength(1);
});

test("INV-12 credit that pays such a draw is booked with it, on the first open day", () => {
  const lee = enrolled();
  takeAtDesk(club.cx(), cash(lee, 1000));
  club.sleepUntil("2026-04-20");
  lockDays(club.cx(), { throughOn: toDay("2026-04-19") });
  const before = lastEntry();
  club.runNow();
  const late = entries(before);
  expect(late.every(({ effectiveOn }) => effectiveOn > "2026-04-19")).toBe(true);
  expect(late.filter(({ belongsOn }) => belongsOn !== null)).toEqual([
    { kind: "invoice_issued", effectiveOn: "2026-04-20", belongsOn: "2026-04-05" },
    { kind: "credit_applied", effectiveOn: "2026-04-20", belongsOn: "2026-04-05" },
  ]);
});

test("INV-12 cancelling and enrolling today never meet a lock, however far the books are closed", () => {
  enrolled();
  club.advanceTo("2026-04-20");
  lockDays(club.cx(), { throughOn: toDay("2026-04-19") });
  const membershipId = asId<MembershipId>(club.db.read((db) => db.get<{ id: number }>("select id from membership"))?.id ?? 0);
  cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reason: "Moved", settlement: "credit" });
  const { householdId, patientIds } = club.family("Ortiz", ["Ben", "1980-01-01"]);
  club.enrol(householdId, [{ patientId: patientIds[0] ?? asId(0), plan: club.adult }]);
  expect(refusalOf(() => lockDays(club.cx(), { throughOn: club.today() }))).toBe("day_not_over");
});

test("INV-12 after an unlock a run books days gone by on their own day again", () => {
  const lee = enrolled();
  club.sleepUntil("2026-04-20");
  lockDays(club.cx(), { throughOn: toDay("2026-04-15") });
  unlockDays(club.cx(), { dayOn: toDay("2026-04-01"), reason: "The draws of April come first" });
  const before = lastEntry();
  club.runNow();
  expect(club.invoices(lee).filter(({ kind }) => kind === "draw")).toHaveLength(1);
  expect(entries(before)).toContainEqual({ kind: "invoice_issued", effectiveOn: "2026-04-05", belongsOn: null });
});
