/**
 * MEM-21: whatever the membership and whatever is done to it, the preview says what is then booked:
 * today's invoice, the credit, the next three draws and what the change gives back on its day.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readGivenBack } from "#db/memberships/change-effect.ts";
import { readMarks } from "#db/memberships/change-trace.ts";
import { findMembership } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import { addDays, toDay, type Day, type PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import type { FirstMoney } from "#domain/memberships/enrolment.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addCoupon } from "../../coupons/manage-coupons.ts";
import { giveCoupon } from "../../coupons/give-coupon.ts";
import { makeHouseholdPeriods } from "../../billing/make-periods.ts";
import { takePayment } from "../../payments/take.ts";
import type { PlanView } from "../../plans/plan-view.ts";
import { tryOut } from "../../try-out.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { cancelMembership } from "../cancel.ts";
import { changeDrawDayWithin } from "../change-draw-day.ts";
import { adultTerms, openClub, type Club } from "../club.fixture.ts";
import { holdMembership } from "../hold.ts";
import { movePlanWithin } from "../move-plan.ts";
import { rejoinWithin } from "../rejoin.ts";
import { derivedView } from "../undo/derived-view.fixture.ts";
import type { Recorded } from "../undo/record-change.ts";
import { undoChangeWithin } from "../undo/undo-change.ts";
import { previewDrawDay, previewPayYear, previewPlanMove, previewRejoin } from "./at-desk.ts";
import type { ChangePreview } from "./carry-out.ts";
import { anAbsence, checkAbsence, type Absence } from "./absence.fixture.ts";
import { withEffect } from "./effect.ts";

// Two thousand acts are tried out twice each; other work may share the machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

let club: Club;
let plans: PlanView[];
let everybody: { membershipId: MembershipId; householdId: HouseholdId }[];

const lengths: readonly PeriodMonths[] = [1, 3, 6, 12];
const firstMonies: readonly FirstMoney[] = ["stub_now", "free_until_draw", "full_now"];
const households = 30;

/** Families of one to three on plans of every sort, who joined on different days and draw on different days. */
beforeAll(() => {
  club = openClub("2026-01-28");
  const priced = (name: string, monthly: number) => ({
    ...adultTerms,
    name,
    audience: { minAge: null, maxAgeExclusive: null },
    prices: lengths.map((months) => ({ months, priceCents: toCents(monthly * months - (months - 1) * 113) })),
  });
  const basic = club.plan({ ...priced("Basic", 3700), benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year")] });
  // Who grows out of it in the weeks looked at moves to Basic by itself (MEM-16).
  const young = club.plan({ ...priced("Young", 2777), audience: { minAge: null, maxAgeExclusive: 19 }, ageOut: "auto", ageOutTo: basic.planId });
  plans = [
    basic,
    club.plan({ ...priced("Plus", 4999), commitmentPeriods: 12, earlyExit: { kind: "claw_back" }, benefits: [plainBenefit("cleaning", "Cleanings", 4, "benefit_year"), plainBenefit("polish", "Polish", 1, "period")] }),
    club.plan({ ...priced("Taxed", 2111), commitmentPeriods: 6, earlyExit: { kind: "fixed", cents: toCents(7500), waiverDays: 20 }, taxRatePpm: 62_500, activation: { ...adultTerms.activation, includesFirstPeriod: true } }),
    club.plan({ ...priced("Family", 3300), commitmentPeriods: 4, earlyExit: { kind: "remaining_term" }, householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1500 } }] } }),
  ];
  addCoupon(club.cx(), {
    terms: { code: "FIVE", off: { kind: "percent", basisPoints: 2500 }, charges: 5, scope: { kind: "dues" }, planIds: [], redeemBy: null, maxUses: null, oncePerHousehold: true },
  });
  everybody = [];
  for (let index = 0; index < households; index += 1) {
    const size = 1 + (index % 3);
    const isYoung = index % 6 === 1;
    const birthOn = isYoung ? addDays(toDay("2007-03-20"), index * 5) : "1980-05-05";
    const first = ["Rosa", "Ben", "Kim"].slice(0, size).map((name): [string, string] => [name, birthOn]);
    const { householdId, patientIds } = club.family(`Family${"x".repeat(index)}`, ...first);
    const { membershipIds } = club.enrol(
      householdId,
      patientIds.map((patientId, at) => ({
        patientId,
        plan: isYoung ? young : (plans[(index + at) % plans.length] as PlanView),
        periodMonths: lengths[(index >> 2) % lengths.length] as PeriodMonths,
      })),
      { drawDay: 1 + ((index * 7) % 31), firstMoney: firstMonies[index % 3] as FirstMoney },
    );
    if (index % 4 === 0) giveCoupon(club.cx(), { householdId, code: "FIVE" });
    everybody.push(...membershipIds.map((membershipId) => ({ membershipId, householdId })));
    if (index % 2 === 0) club.leapTo(addDays(club.today(), 3));
  }
});
afterAll(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Act = {
  readonly preview: () => ChangePreview;
  readonly act: (db: WritableDb) => Recorded;
};

const planIndex = fc.nat({ max: 3 });
const months = fc.constantFrom(...lengths);
const anAction = fc.oneof(
  fc.record({ kind: fc.constant("move" as const), plan: planIndex, months, when: fc.constantFrom("now", "next_draw", "start_of_term", "renewal") }),
  fc.record({ kind: fc.constant("year" as const) }),
  fc.record({ kind: fc.constant("day" as const), drawDay: fc.integer({ min: 1, max: 31 }), towards: fc.constantFrom("later", "earlier") }),
  fc.record({ kind: fc.constant("next" as const), by: fc.integer({ min: -25, max: 29 }) }),
);
type Action = typeof anAction extends fc.Arbitrary<infer A> ? A : never;

function actOf(membershipId: MembershipId, householdId: HouseholdId, action: Action): Act {
  const cx = club.cx();
  const hasLeft = club.db.read((r) => r.get("select 1 from membership_cancellation where membership_id = ? and withdrawn_at is null and effective_on <= ?", membershipId, cx.today)) !== undefined;
  if (hasLeft) {
    const input = { householdId, members: [{ membershipId, fee: null }], drawDay: action.kind === "day" ? action.drawDay : null, payment: null };
    return { preview: () => previewRejoin(cx, input), act: (db) => rejoinWithin(cx, db, input) };
  }
  if (action.kind === "move" || action.kind === "year") {
    const own = club.db.read((r) =>
      r.get<{ version: number }>("select plan_version_id as version from membership_schedule where membership_id = ? and withdrawn_at is null order by seq desc", membershipId),
    );
    const move = {
      membershipId,
      planVersionId: (action.kind === "move" ? plans[action.plan]?.planVersionId : own?.version) as never,
      periodMonths: action.kind === "move" ? action.months : 12,
      when: action.kind === "move" ? (action.when as "now") : ("start_of_term" as const),
      reason: "Asked",
    } as const;
    return {
      preview: () => (action.kind === "year" ? previewPayYear(cx, { membershipId, reason: "Asked" }) : previewPlanMove(cx, move)),
      act: (db) => movePlanWithin(cx, db, move),
    };
  }
  const next = club.db.read((r) => findMembership(r, membershipId))?.next_draw_on ?? cx.today;
  const change =
    action.kind === "day"
      ? ({ scope: "all_future", membershipId, drawDay: action.drawDay, towards: action.towards as "later", reason: "Payday" } as const)
      : ({ scope: "next_draw", membershipId, collectOn: addDays(next, action.by), reason: "Payday" } as const);
  return { preview: () => previewDrawDay(cx, change), act: (db) => changeDrawDayWithin(cx, db, change) };
}

/** The answer of some work, or the code of its refusal. */
function tried<T>(work: () => T): { readonly answer: T } | { readonly refused: string } {
  try {
    return { answer: work() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code };
    throw error;
  }
}

/** What the runs then ask of some memberships, by the day of the draw. */
function drawnAfter(db: WritableDb, invoiceMark: number, ids: readonly number[]): { on: string; cents: number }[] {
  return db.all(
    `select i.draw_on as "on", sum(l.net_cents + l.tax_cents) as cents from invoice i join invoice_line l on l.invoice_id = i.id
     where i.id > ? and i.kind = 'draw' and l.membership_id in (select value from json_each(?)) and l.kind in ('dues', 'stub')
     group by i.draw_on having sum(l.net_cents + l.tax_cents) <> 0 order by i.draw_on`,
    invoiceMark,
    JSON.stringify(ids),
  );
}

function moneyOf(db: WritableDb, householdId: HouseholdId): { balance: number; credit: number } {
  return db.get("select balance_cents as balance, credit_cents as credit from household where id = ?", householdId) ?? { balance: Number.NaN, credit: Number.NaN };
}

let previewed = 0;
let refusals = 0;
const absences = { hold: 0, resume: 0, cancel: 0 };
/** Every so many changes one is taken back as well. */
const undoneOf = 5;

function check(who: { membershipId: MembershipId; householdId: HouseholdId }, action: Action): void {
  const { preview, act } = actOf(who.membershipId, who.householdId, action);
  const shown = tried(preview);
  const cx = club.cx();
  tryOut<null>(club.db, (db) => {
    const before = moneyOf(db, who.householdId);
    const done = tried(() => withEffect(db, () => act(db)));
    if ("refused" in shown || "refused" in done) {
      refusals += 1;
      expect(done).toEqual(shown);
      return null;
    }
    previewed += 1;
    const { answer: said } = shown;
    const { effect, from } = done.answer;
    // The money that is there afterwards is the money that was shown.
    const after = moneyOf(db, who.householdId);
    expect(after.balance - before.balance).toBe(said.dueCents - said.offInvoicesCents - usedElsewhere(db, from, said.creditUsedCents));
    expect(after.credit - before.credit).toBe(said.creditCents - said.creditUsedCents - usedElsewhere(db, from, said.creditUsedCents));
    expect({ today: effect.today, nextDraws: effect.nextDraws }).toEqual({ today: said.today, nextDraws: said.nextDraws });
    // And the draws that come are those that were shown, to the cent and the day.
    // Whoever has not paid the fee for coming back has no draws yet (chapter 3): it is paid at once.
    if (after.balance > 0) takePayment(cx, db, { householdId: who.householdId, tender: "cash", amountCents: toCents(after.balance), tenderedCents: null, reference: "", choices: null, note: "" });
    const mark = readMarks(db);
    const through: Day = said.nextDraws.at(-1)?.on ?? cx.today;
    let isGivenBack = said.effectiveOn <= cx.today;
    for (const on of [...new Set([...said.nextDraws.map((draw) => draw.on), said.effectiveOn])].toSorted()) {
      if (on > cx.today) makeHouseholdPeriods({ ...cx, today: on }, db, who.householdId);
      if (isGivenBack || on < said.effectiveOn) continue;
      isGivenBack = true;
      const patientIds = said.membershipIds.flatMap((id) => findMembership(db, id)?.patient_id ?? []);
      expect(readGivenBack(db, mark, patientIds)).toBe(said.givenBackLaterCents);
    }
    const wanted = said.nextDraws.map(({ on, cents }) => ({ on, cents }));
    expect(drawnAfter(db, mark.invoice, said.membershipIds).filter(({ on }) => on <= through)).toEqual(wanted);
    return null;
  });
  if ("answer" in shown && previewed % undoneOf === 0) checkUndo(who.householdId, act);
}

/** Done and taken back at once, everything that is derived is as it was. */
function checkUndo(householdId: HouseholdId, act: Act["act"]): void {
  const cx = club.cx();
  tryOut<null>(club.db, (db) => {
    const before = derivedView(db, householdId, cx.today);
    undoChangeWithin(cx, db, act(db).changeId);
    expect(derivedView(db, householdId, cx.today)).toEqual(before);
    return null;
  });
}

/** Household credit that the act used on older invoices. */
function usedElsewhere(db: WritableDb, from: ReturnType<typeof readMarks>, onNew: number): number {
  const used = db.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from allocation where id > ? and source = 'credit'", from.allocation);
  return (used?.cents ?? 0) - onNew;
}

/** Of ten acts six change a schedule and four are about going away, coming back and leaving. */
const anAct = fc.oneof({ weight: 6, arbitrary: anAction }, { weight: 4, arbitrary: anAbsence });

function checkAny(who: { membershipId: MembershipId; householdId: HouseholdId }, action: Action | Absence): void {
  if (action.kind !== "hold" && action.kind !== "resume" && action.kind !== "cancel") return check(who, action);
  const outcome = checkAbsence(club.cx(), action.kind === "resume" ? (someoneAway(who) ?? who) : who, action, { undoes: previewed % undoneOf === 0 });
  if (outcome === "refused") refusals += 1;
  else {
    previewed += 1;
    absences[action.kind] += 1;
  }
}

/** Only who is away, or is about to be, can come back: the next one after somebody. */
function someoneAway(who: { membershipId: MembershipId }): { membershipId: MembershipId; householdId: HouseholdId } | undefined {
  const away = new Set(
    club.db
      .read((r) => r.all<{ id: MembershipId }>("select membership_id as id from membership_hold where withdrawn_at is null and coalesce(until_on, '9999') > ?", club.today()))
      .map(({ id }) => id),
  );
  const those = everybody.filter(({ membershipId }) => away.has(membershipId));
  return those.find(({ membershipId }) => membershipId >= who.membershipId) ?? those[0];
}

const weeks = 20;
const pairsAWeek = 100;

test("MEM-21 of 2,000 random pairs of a membership and a change, the preview is what is then booked, and every fifth is taken back whole", () => {
  for (let week = 0; week < weeks; week += 1) {
    fc.assert(
      fc.property(fc.nat({ max: everybody.length - 1 }), anAct, (at, action) => {
        const who = everybody[at];
        if (who) checkAny(who, action);
      }),
      { numRuns: pairsAWeek },
    );
    club.leapTo(addDays(club.today(), 5 + (week % 4)));
    for (const { householdId } of everybody) if (Number(householdId) % 7 !== week % 7) club.payAll(householdId);
    const leaving = everybody[(week * 5) % everybody.length];
    if (leaving && week % 3 === 0)
      tried(() => cancelMembership(club.cx(), { membershipId: leaving.membershipId, when: "now", onDate: null, reason: "Moving" }));
    // Some stay away for a while: now, from next week, with their days or without.
    const away = everybody[(week * 7 + 3) % everybody.length];
    const kind = (["pause", "extend", "billing_only"] as const)[week % 3] ?? "pause";
    const fromOn = addDays(club.today(), week % 2 === 0 ? 0 : 6);
    if (away) tried(() => holdMembership(club.cx(), { membershipId: away.membershipId, fromOn, untilOn: addDays(fromOn, 35 + week), kind, reason: "Away" }));
  }
  expect(previewed + refusals).toBe(weeks * pairsAWeek);
  expect(previewed).toBeGreaterThan((weeks * pairsAWeek) / 2);
  // Each of them was really done many times over, not only refused.
  for (const done of Object.values(absences)) expect(done).toBeGreaterThan(5);
});
