/**
 * Random club histories with every change of the schedule (MEM-9..14): through the real services and
 * the daily run, no day is billed twice or while frozen, none is free, the ledger says what the
 * invoices say, and running again makes nothing.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day, type PeriodMonths } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { undoCancel } from "../memberships/undo-cancel.ts";
import { changeDrawDay } from "../memberships/change-draw-day.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { movePlan, type PlanMoveInput } from "../memberships/move-plan.ts";
import { rejoinMembers } from "../memberships/rejoin.ts";
import { resumeMembership } from "../memberships/resume.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";

const nth = fc.nat(3);
const months = fc.constantFrom<PeriodMonths>(1, 3, 6, 12);
const drawDay = fc.integer({ min: 1, max: 31 });
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant("advance" as const), days: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("pay" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("enrol" as const),
      months,
      drawDay: fc.option(drawDay),
      firstMoney: fc.constantFrom("stub_now" as const, "free_until_draw" as const, "full_now" as const),
      isFeePaidMonth: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("hold" as const),
      nth,
      after: fc.oneof(fc.constant(0), fc.nat(30)),
      days: fc.integer({ min: 31, max: 80 }),
      kind: fc.constantFrom("pause" as const, "extend" as const, "billing_only" as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("resume" as const), nth, after: fc.oneof(fc.constant(0), fc.nat(20)) }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant("day" as const), nth, drawDay, towards: fc.constantFrom("later" as const, "earlier" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("shift" as const), nth, after: fc.nat(40) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("move" as const),
      nth,
      months,
      cents: fc.integer({ min: 0, max: 60_000 }),
      when: fc.constantFrom<PlanMoveInput["when"]>("now", "next_draw", "start_of_term"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant("cancel" as const), nth, when: fc.constantFrom("end_of_paid_period" as const, "now" as const) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom("undo" as const, "rejoin" as const), nth }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test("F-13 F-10 any sequence of enrol, hold, resume, draw-day change, plan move, cancel and rejoin bills no day twice and no frozen day", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 6, maxLength: 26 }), (steps) => {
      const club = openClub("2027-01-28");
      try {
        const family = club.family("Lee", ["Rosa", null], ["Ben", null], ["Ana", null]);
        for (const one of steps) {
          carryOut(club, family, one);
          expect(club.runNow(), JSON.stringify(one)).toMatchObject({ held: [] });
        }
        expect(verifyPractice(club.db).breaches).toEqual([]);
        expect(club.runNow()).toMatchObject({ invoicesMade: 0, linesMade: 0 });
        for (const id of memberships(club)) expectSoundDays(club, id);
        expectLedgerToAgree(club);
      } finally {
        club.dispose();
      }
    }),
    { numRuns: 30 },
  );
}, 240_000);

function carryOut(club: Club, family: Family, one: Step): void {
  try {
    if (one.act === "advance") club.advanceTo(addDays(club.today(), one.days));
    else if (one.act === "pay") club.payAll(family.householdId);
    else if (one.act === "enrol") enrol(club, family, one);
    else {
      const membershipId = memberships(club)[one.nth];
      if (membershipId !== undefined) change(club, family, membershipId, one);
    }
  } catch (error) {
    // A refusal is an answer; anything else is a defect of ours.
    if (!(error instanceof Refusal)) throw error;
  }
}

let names = 0;

function planAt(club: Club, cents: number, isFeePaidMonth = false) {
  return club.plan({
    name: `Plan ${(names += 1)}`,
    audience: { minAge: null, maxAgeExclusive: null },
    prices: ([1, 3, 6, 12] as const).map((length) => ({ months: length, priceCents: toCents(cents * length) })),
    activation: { feeCents: toCents(5000), basis: "per_member", cap: null, includesFirstPeriod: isFeePaidMonth },
  });
}

function enrol(club: Club, family: Family, one: Extract<Step, { act: "enrol" }>): void {
  const patientId = family.patientIds[memberships(club).length % 3];
  if (patientId === undefined) return;
  club.enrol(family.householdId, [{ patientId, plan: planAt(club, 3700, one.isFeePaidMonth), periodMonths: one.months }], {
    drawDay: one.drawDay,
    firstMoney: one.firstMoney,
  });
}

type Change = Exclude<Step, { act: "advance" | "pay" | "enrol" }>;

function change(club: Club, family: Family, membershipId: MembershipId, one: Change): void {
  const cx = club.cx();
  const today = club.today();
  const reason = "As wished";
  switch (one.act) {
    case "hold": {
      const fromOn = addDays(today, one.after);
      holdMembership(cx, { membershipId, fromOn, untilOn: addDays(fromOn, one.days), kind: one.kind, reason });
      return;
    }
    case "resume":
      resumeMembership(cx, { membershipId, onDay: addDays(today, one.after) });
      return;
    case "day":
      changeDrawDay(cx, { membershipId, scope: "all_future", drawDay: one.drawDay, towards: one.towards, reason });
      return;
    case "shift":
      changeDrawDay(cx, { membershipId, scope: "next_draw", collectOn: addDays(today, one.after), reason });
      return;
    case "move": {
      const { planVersionId } = planAt(club, one.cents);
      movePlan(cx, { membershipId, planVersionId, periodMonths: one.months, when: one.when, reason });
      return;
    }
    case "cancel":
      cancelMembership(cx, { membershipId, when: one.when, onDate: null, reason });
      return;
    case "undo":
      undoCancel(cx, membershipId);
      return;
    case "rejoin":
      rejoinMembers(cx, { householdId: family.householdId, members: [{ membershipId, fee: null }], drawDay: null, payment: null });
  }
}

function memberships(club: Club): MembershipId[] {
  return club.db.read((r) => r.all<{ id: MembershipId }>("select id from membership order by id")).map((row) => row.id);
}

type Days = { readonly from: Day; readonly to: Day | null };

/** Each day of a membership: billed at most once, never while frozen, and never free. */
function expectSoundDays(club: Club, id: MembershipId): void {
  const read = <R,>(text: string): R[] => club.db.read((r) => r.all<R>(text, id));
  const rows = read<Days & { to: Day }>(
    'select from_on as "from", to_on as "to" from period where membership_id = ? and in_force = 1 order by from_on',
  );
  const holds = read<Days & { kind: string }>(
    'select from_on as "from", until_on as "to", kind from membership_hold where membership_id = ? and withdrawn_at is null',
  );
  const gone = read<Days>(
    `select effective_on as "from", rejoined_on as "to" from membership_cancellation
       where membership_id = ? and (withdrawn_at is null or rejoined_on is not null)`,
  );
  const lapsed = read<Days>(
    'select lapsed_on as "from", rejoined_on as "to" from membership_lapse where membership_id = ?',
  );
  const [start] = read<{ on: Day }>('select start_on as "on" from membership where id = ?');
  const isIn = (on: Day, days: Days): boolean => days.from <= on && (days.to === null || on < days.to);
  const through = rows.reduce<Day>((last, row) => (row.to > last ? row.to : last), start?.on ?? club.today());
  for (let on = start?.on ?? through; on < through; on = addDays(on, 1)) {
    const billed = rows.filter((row) => isIn(on, row)).length;
    // A hold that lies ahead takes its days out when it begins.
    const held = holds.filter((days) => days.from <= club.today() && isIn(on, days));
    const isAway = [...gone, ...lapsed].some((days) => isIn(on, days));
    expect(billed, `${on} of ${id}`).toBeLessThanOrEqual(1);
    if (held.some(({ kind }) => kind !== "billing_only")) expect(billed, `${on} of ${id} on hold`).toBe(0);
    if (held.length === 0 && !isAway) expect(billed, `${on} of ${id} is free`).toBe(1);
  }
}

/** What the ledger says a household owes is the sum of its open invoices, less nothing and plus nothing. */
function expectLedgerToAgree(club: Club): void {
  const rows = club.db.read((r) =>
    r.all<{ ledger: number; invoices: number; total: number }>(
      `select (select coalesce(sum(amount_cents), 0) from posting where account = 'receivable' and household_id = h.id) as ledger,
         (select coalesce(sum(balance_cents), 0) from invoice where household_id = h.id and voided_on is null) as invoices,
         (select coalesce(sum(amount_cents), 0) from posting) as total
       from household h`,
    ),
  );
  for (const row of rows) expect(row).toMatchObject({ ledger: row.invoices, total: 0 });
}
