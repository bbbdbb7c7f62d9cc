/** Random histories of a few households: whatever the desk does in whatever order, the file stays sound. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { listRoster } from "#db/memberships/roster.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { standingOf } from "#domain/memberships/standing.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { undoCancel } from "../memberships/undo-cancel.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { resumeMembership } from "../memberships/resume.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";

type Step =
  | { readonly act: "advance"; readonly days: number }
  | { readonly act: "pay"; readonly household: number; readonly cents: number | null }
  | { readonly act: "enrol"; readonly household: number; readonly months: 1 | 12; readonly drawDay: number; readonly paid: boolean }
  | { readonly act: "hold"; readonly nth: number; readonly after: number; readonly days: number }
  | { readonly act: "resume" | "cancel" | "undo"; readonly nth: number; readonly after: number };

const nth = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant("advance" as const), days: fc.integer({ min: 1, max: 24 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("pay" as const),
      household: fc.nat(1),
      cents: fc.option(fc.integer({ min: 1, max: 30_000 }), { freq: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("enrol" as const),
      household: fc.nat(1),
      months: fc.constantFrom(1 as const, 12 as const),
      drawDay: fc.integer({ min: 1, max: 31 }),
      paid: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("hold" as const),
      nth,
      after: fc.nat(40),
      days: fc.integer({ min: 31, max: 90 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom("resume" as const, "cancel" as const, "undo" as const), nth, after: fc.nat(20) }) },
);

test("F-16 any history of joining, paying, pausing, resuming, cancelling and waiting verifies clean, with nothing billed twice", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      const club = openClub("2027-01-28");
      try {
        const families = [
          club.family("Lee", ["Rosa", null], ["Ben", null]),
          club.family("Ortiz", ["Ana", null], ["Leo", null]),
        ];
        for (const one of steps) carryOut(club, families, one);
        expect(verifyPractice(club.db).breaches).toEqual([]);
        expect(club.runNow()).toMatchObject({ held: [] });
        expect(club.runNow()).toMatchObject({ invoicesMade: 0 });
        sayTheSame(club);
      } finally {
        club.dispose();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

function carryOut(club: Club, families: readonly ReturnType<Club["family"]>[], one: Step): void {
  try {
    switch (one.act) {
      case "advance":
        club.advanceTo(addDays(club.today(), one.days));
        return;
      case "pay": {
        const household = families[one.household]?.householdId;
        if (!household) return;
        if (one.cents === null) club.payAll(household);
        else
          takeAtDesk(club.cx(), {
            householdId: household,
            tender: "cash",
            amountCents: toCents(one.cents),
            tenderedCents: null,
            reference: "",
            choices: null,
            note: "",
          });
        return;
      }
      case "enrol": {
        const family = families[one.household];
        const patientId = family?.patientIds[club.invoices(family.householdId).length % 2];
        if (!family || !patientId) return;
        club.enrol(family.householdId, [{ patientId, plan: club.plan({ name: `P${one.drawDay}`, audience: { minAge: null, maxAgeExclusive: null } }), periodMonths: one.months }], {
          drawDay: one.drawDay,
          unpaid: !one.paid,
        });
        return;
      }
      default: {
        const membershipId = memberships(club)[one.nth];
        if (membershipId === undefined) return;
        const day = addDays(club.today(), one.after);
        if (one.act === "hold")
          holdMembership(club.cx(), {
            membershipId,
            fromOn: day,
            untilOn: addDays(day, one.days),
            kind: one.days % 2 === 0 ? "pause" : "billing_only",
            reason: "Away",
          });
        else if (one.act === "resume") resumeMembership(club.cx(), { membershipId, onDay: day });
        else if (one.act === "cancel")
          cancelMembership(club.cx(), { membershipId, when: "on_date", onDate: day, reason: "Moving" });
        else undoCancel(club.cx(), membershipId);
      }
    }
  } catch (error) {
    // A refusal is an answer; anything else is a defect of ours.
    if (!(error instanceof Refusal)) throw error;
  }
}

function memberships(club: Club): MembershipId[] {
  return club.db.read((r) => r.all<{ id: MembershipId }>("select id from membership order by id")).map((row) => row.id);
}

/** The standing in SQL and in the domain are one rule. */
function sayTheSame(club: Club): void {
  const today: Day = club.today();
  const rows = club.db.read((r) =>
    listRoster(r, today, {
      standings: [],
      planIds: [],
      text: "",
      sort: "patient",
      descending: false,
      after: null,
      limit: 500,
    }),
  );
  for (const row of rows)
    expect(row.standing).toBe(standingOf(club.db.read((r) => loadStandingFacts(r, row.membershipId)), today));
}
