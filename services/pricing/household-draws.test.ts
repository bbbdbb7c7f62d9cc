/** Household pricing in real draws: what is quoted is what is billed, from the next draw on and never before it. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { addCents, toCents } from "#domain/money.ts";
import type { HouseholdPricing } from "#domain/pricing/household-pricing.ts";
import { rehearseRun } from "../billing/rehearse.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { quoteEnrolment } from "../memberships/quote-enrolment.ts";
import type { PlanView } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-04-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const nextLess: HouseholdPricing = {
  kind: "nth_member",
  steps: [
    { nth: 2, off: { kind: "percent", basisPoints: 1000 } },
    { nth: 3, off: { kind: "percent", basisPoints: 2000 } },
  ],
};
const noFee: Partial<PlanTerms> = {
  activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false },
};
const family = (...names: string[]) => club.family("Lee", ...names.map((name): [string, string] => [name, "1980-01-01"]));
const at = (ids: readonly PatientId[], index: number): PatientId => ids[index] ?? (0 as PatientId);

/** The net amounts of the latest draw's lines, in order. */
function lastDraw(householdId: HouseholdId): number[] {
  return club.db.read((r) =>
    r
      .all<{ net: number }>(
        `select net_cents as net from invoice_line where invoice_id =
           (select max(id) from invoice where household_id = ? and kind = 'draw') order by position`,
        householdId,
      )
      .map(({ net }) => net),
  );
}

describe("PPL-12 household pricing in draws", () => {
  test("PPL-12 a family of three pays 37.00, 33.30 and 29.60 at once and on every draw, as quoted", () => {
    const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess });
    const { householdId, patientIds } = family("Rosa", "Ben", "Mia");
    const members = patientIds.map((patientId) => ({ patientId, plan }));
    club.enrol(householdId, members);
    expect(club.invoices(householdId)).toMatchObject([{ kind: "enrolment", totalCents: 3700 + 3330 + 2960 }]);
    club.advanceTo("2026-05-05");
    expect(lastDraw(householdId)).toEqual([3700, 3330, 2960]);
  });

  test("PPL-12 a newcomer takes the next place from the first charge; who was there pays as before, and nothing is made up for", () => {
    const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess });
    const { householdId, patientIds } = family("Rosa", "Ben");
    club.enrol(householdId, [{ patientId: at(patientIds, 0), plan }]);
    club.advanceTo("2026-05-05");
    club.payAll(householdId);
    club.advanceTo("2026-05-20");
    const before = club.invoices(householdId);
    // 16/31 of 33.30 to the household's draw day (MEM-4): 17.19, not 19.10.
    club.enrol(householdId, [{ patientId: at(patientIds, 1), plan }]);
    expect(club.invoices(householdId).at(-1)).toMatchObject({ kind: "enrolment", totalCents: 1719 });
    expect(club.invoices(householdId).slice(0, -1)).toEqual(before);
    club.advanceTo("2026-06-05");
    expect(lastDraw(householdId)).toEqual([3700, 3330]);
  });

  test("PPL-12 when the first member leaves, the second moves up from the next draw, never for days already drawn", () => {
    const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess });
    const { householdId, patientIds } = family("Rosa", "Ben");
    const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })));
    club.advanceTo("2026-05-05");
    club.payAll(householdId);
    cancelMembership(club.cx(), {
      membershipId: membershipIds[0] ?? (0 as never),
      when: "end_of_paid_period",
      onDate: null,
      reason: "Moved",
    });
    const drawn = periodsOf(club, membershipIds[1]);
    club.advanceTo("2026-06-05");
    expect(lastDraw(householdId)).toEqual([3700]);
    expect(periodsOf(club, membershipIds[1]).slice(0, drawn.length)).toEqual(drawn);
  });

  test("PPL-12 a draw that is made late counts the members of its own day", () => {
    const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess });
    const { householdId, patientIds } = family("Rosa", "Ben");
    const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })));
    club.advanceTo("2026-05-04");
    cancelMembership(club.cx(), {
      membershipId: membershipIds[0] ?? (0 as never),
      when: "on_date",
      onDate: toDay("2026-06-01"),
      reason: "Moved",
    });
    // The office was closed: the draws of 5 May and 5 June are made together on 7 June.
    const closed = { ...club.cx(), today: toDay("2026-06-07") };
    expect(rehearseRun(club.cx(), closed.today).rows.map(({ drawOn, cents }) => [drawOn, cents])).toEqual([
      ["2026-05-05", 3700 + 3330],
      ["2026-06-05", 3700],
    ]);
  });

  test("PPL-12 a family price holds for everybody together, and further people pay their own amount", () => {
    const plan = club.plan({
      ...noFee,
      name: "Family",
      householdPricing: { kind: "cap", people: 3, prices: [{ months: 1, capCents: toCents(9000), extraCents: toCents(1500) }] },
    });
    const { householdId, patientIds } = family("Rosa", "Ben", "Mia", "Tom");
    club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })));
    club.advanceTo("2026-05-05");
    expect(lastDraw(householdId)).toEqual([3700, 3700, 1600, 1500]);
  });

  test("PPL-12 somebody whose agreement is missing has no draws and no place in the order", () => {
    const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess, agreementRequired: true, agreementText: "Yes." });
    const { householdId, patientIds } = family("Rosa", "Ben");
    club.enrol(householdId, [{ patientId: at(patientIds, 0), plan }], { agreement: "later" });
    club.advanceTo("2026-04-06");
    club.enrol(householdId, [{ patientId: at(patientIds, 1), plan }], { agreement: "signed_on_paper", drawDay: 6 });
    club.advanceTo("2026-05-06");
    expect(lastDraw(householdId)).toEqual([3700]);
  });
});

describe("MEM-9 unused days are worth what they really cost", () => {
  test("MEM-12 a pause gives back days of the second member at 33.30, not at 37.00", () => {
    const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess });
    const { householdId, patientIds } = family("Rosa", "Ben");
    const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })));
    const ben = membershipIds[1] ?? (0 as never);
    expect(periodsOf(club, ben)).toEqual(["2026-04-05 2026-05-05 period 3330"]);
    club.advanceTo("2026-04-20");
    holdMembership(club.cx(), { membershipId: ben, fromOn: club.today(), untilOn: toDay("2026-06-01"), kind: "pause", reason: "Away" });
    // 15 of 30 days of 33.30.
    expect(club.balance(householdId).creditCents).toBe(1665);
  });

  test("MEM-2 a full period now at 33.30 takes days paid twice off the first draw at what they cost", () => {
    const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess });
    const { householdId, patientIds } = family("Rosa", "Ben");
    club.enrol(householdId, [{ patientId: at(patientIds, 0), plan }], { drawDay: 20 });
    const over = { drawDay: 20, firstMoney: "full_now" } as const;
    const enrolment = {
      householdId,
      members: [{ patientId: at(patientIds, 1), planVersionId: plan.planVersionId, periodMonths: 1 as const, waiveActivationReason: null }],
      startOn: club.today(),
      ...over,
      agreement: "not_needed" as const,
    };
    const quote = quoteEnrolment(club.cx(), enrolment);
    expect(quote.today.cents).toBe(3330);
    club.enrol(householdId, [{ patientId: at(patientIds, 1), plan }], over);
    club.advanceTo("2026-04-20");
    // 5 Apr–5 May cost 33.30; the 15 of 30 days from 20 April on were paid: 33.30 − 16.65.
    expect(lastDraw(householdId)).toEqual([3700, 1665]);
    expect(quote.nextDraws.map(({ cents }) => cents)).toEqual([1665, 3330, 3330]);
    expect(quote.nextDraws[0]?.lines[0]?.explain.steps.map(({ value }) => value)).toContain("33.30 × 15 ÷ 30 = 16.65");
  });
});

test("MEM-21 the card shows the next draw as it will be, after everything that comes off", () => {
  const plan = club.plan({ ...noFee, name: "Family", householdPricing: nextLess, taxRatePpm: 100_000 });
  const { householdId, patientIds } = family("Rosa", "Ben");
  const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })));
  const card = club.db.read((r) => ({ ...membershipCard(r, membershipIds[1] ?? (0 as never), club.today()) }));
  // 33.30 and 10 % tax.
  expect(card).toMatchObject({ nextDrawOn: "2026-05-05", nextDrawCents: 3663, priceCents: 3700 });
});

const aPricing: fc.Arbitrary<HouseholdPricing> = fc.oneof(
  fc.constant(nextLess),
  fc.constant<HouseholdPricing>({ kind: "none" }),
  fc.integer({ min: 1, max: 5000 }).map((cents): HouseholdPricing => ({ kind: "nth_member", steps: [{ nth: 2, off: { kind: "amount", cents: toCents(cents) } }] })),
  fc.integer({ min: 100, max: 9000 }).map(
    (cents): HouseholdPricing => ({ kind: "cap", people: 2, prices: [{ months: 1, capCents: toCents(cents), extraCents: toCents(500) }] }),
  ),
);

test("PPL-12 whoever joins and leaves when: lines make up their invoices, what was drawn stays, and every quote is what is then billed", () => {
  fc.assert(
    fc.property(
      aPricing,
      fc.array(fc.record({ wait: fc.integer({ min: 0, max: 25 }), leaves: fc.boolean() }), { minLength: 2, maxLength: 4 }),
      (householdPricing, steps) => {
        const own = openClub("2026-01-15");
        try {
          const plan: PlanView = own.plan({ ...noFee, name: "Family", householdPricing });
          const { householdId, patientIds } = own.family("Lee", ...steps.map((_, index): [string, string] => [`P${index}`, "1980-01-01"]));
          const joined: { id: number; on: string }[] = [];
          let drawn = "";
          for (const [index, step] of steps.entries()) {
            own.advanceTo(addDays(own.today(), step.wait));
            const patientId = patientIds[index] ?? (0 as PatientId);
            const { membershipIds } = own.enrol(householdId, [{ patientId, plan }]);
            own.payAll(householdId);
            joined.push({ id: membershipIds[0] ?? 0, on: own.today() });
            const first = joined[0];
            if (step.leaves && index > 0 && first) {
              cancelMembership(own.cx(), { membershipId: first.id as never, when: "end_of_paid_period", onDate: null, reason: "Moved" });
              joined.shift();
            }
            const now = JSON.stringify(own.invoices(householdId).map(({ invoiceId, totalCents }) => [invoiceId, totalCents]));
            // Nothing that was billed before changes.
            expect(now.startsWith(drawn)).toBe(true);
            drawn = now.slice(0, -1);
          }
          const on = addDays(own.today(), 31);
          const rehearsed = rehearseRun(own.cx(), on).rows.map(({ drawOn, cents }) => [drawOn, cents]);
          const from = own.invoices(householdId).length;
          own.advanceTo(on, { prints: false });
          expect(own.invoices(householdId).slice(from).map(({ drawOn, totalCents }) => [drawOn, totalCents])).toEqual(rehearsed);
          const lines = own.db.read((r) =>
            r.all<{ total: number; net: number }>(
              `select i.total_cents as total, (select sum(net_cents + tax_cents) from invoice_line l where l.invoice_id = i.id) as net from invoice i`,
            ),
          );
          expect(lines.map(({ net }) => net)).toEqual(lines.map(({ total }) => total));
          expect(addCents(...lines.map(({ total }) => total))).toBeGreaterThan(0);
          expect(verifyPractice(own.db).breaches).toEqual([]);
        } finally {
          own.dispose();
        }
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);
