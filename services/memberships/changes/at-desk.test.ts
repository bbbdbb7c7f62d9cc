/** The changes as the desk makes them: what the dialogs show, and what they refuse. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { MembershipId, PatientId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { addCents, toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import type { PlanView } from "../../plans/plan-view.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { cancelMembership } from "../cancel.ts";
import { openClub, periodsOf, type Club, type Family } from "../club.fixture.ts";
import { holdMembership } from "../hold.ts";
import { membershipCard } from "../membership-card.ts";
import { undoChange } from "../undo/undo-at-desk.ts";
import {
  changeDrawDayAtDesk,
  movePlanAtDesk,
  payYearAtDesk,
  previewDrawDay,
  previewPayYear,
  previewPlanMove,
  previewRejoin,
  rejoinAtDesk,
} from "./at-desk.ts";
import type { ChangePreview } from "./carry-out.ts";
import { listRejoinable, viewChangeStart } from "./view.ts";

let club: Club;
let lee: Family;
let rosa: MembershipId;
let basic: PlanView;

const cleanings = (quantity: number) => plainBenefit("cleaning", "Cleanings", quantity, "benefit_year");

function open(monthlyCents = 3700, over: Partial<PlanTerms> = {}): void {
  club = openClub("2026-03-01");
  lee = club.family("Lee", ["Rosa", "1980-05-05"], ["Ben", "1982-05-05"]);
  basic = club.plan({
    name: "Basic",
    prices: [
      { months: 1, priceCents: toCents(monthlyCents) },
      { months: 12, priceCents: toCents(42_500) },
    ],
    benefits: [cleanings(2)],
    ...over,
  });
  rosa = joins(0, basic);
}

function joins(at: number, plan: PlanView): MembershipId {
  const patientId = lee.patientIds[at] as PatientId;
  return club.enrol(lee.householdId, [{ patientId, plan }]).membershipIds[0] as MembershipId;
}

beforeEach(() => open());
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.runNow();
  expect(club.runNow()).toMatchObject({ invoicesMade: 0, held: [] });
  club.dispose();
});

function refused(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const shown = (preview: ChangePreview) => ({
  version: preview.version,
  todayCents: preview.today.cents,
  backCents: addCents(preview.creditCents, preview.refundedCents),
});

function plus(over: Partial<PlanTerms> = {}): PlanView {
  return club.plan({
    name: "Plus",
    prices: [
      { months: 1, priceCents: toCents(4900) },
      { months: 12, priceCents: toCents(50_000) },
    ],
    benefits: [cleanings(4)],
    ...over,
  });
}

const moveTo = (plan: PlanView, when: "now" | "next_draw" | "start_of_term" | "renewal" = "now") =>
  ({ membershipId: rosa, planVersionId: plan.planVersionId, periodMonths: 1, when, reason: "Asked" }) as const;
const cash = (cents: number) => ({ tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "" }) as const;
const used = (benefit: string, units: number) =>
  club.db.write((w) => void w.exec("update benefit_grant set used = ? where benefit = ? and membership_id = ?", units, benefit, rosa));
const rows = () =>
  club.db.read((r) =>
    r.get("select (select count(*) from membership_schedule) as records, (select count(*) from invoice) as invoices, (select count(*) from entry) as entries, (select count(*) from membership_change) as changes"),
  );

describe("MEM-9 another plan", () => {
  test("MEM-9 37 → 49 on 15 March: the dialog shows 26.87 − 20.29 = 6.58, each line explained, and takes it", () => {
    club.advanceTo("2026-03-15");
    const before = rows();
    const preview = previewPlanMove(club.cx(), moveTo(plus()));
    expect(rows()).toEqual(before);
    expect(preview).toMatchObject({
      sentence: "Moves to Plus at 49.00 a month from 15 Mar 2026.",
      effectiveOn: "2026-03-15",
      today: {
        cents: 658,
        lines: [
          { patientName: "Rosa Lee", cents: 2687, explain: { rule: "F-8" } },
          { patientName: "Rosa Lee", description: "Unused days of the old plan, 15 Mar – 31 Mar 2026", cents: -2029 },
        ],
      },
      dueCents: 658,
      creditCents: 0,
      nextDraws: [{ on: "2026-04-01", cents: 4900 }, { on: "2026-05-01", cents: 4900 }, { on: "2026-06-01", cents: 4900 }],
    });
    for (const { explain } of preview.today.lines) expect(explain.sentence).not.toBe("");
    const { effect } = movePlanAtDesk(club.cx(), { ...moveTo(basicAgain("Plus")), payment: cash(658) }, shown(preview));
    expect(effect.today).toEqual(preview.today);
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
  });

  /** The plan of a name that is on sale. */
  function basicAgain(name: string): PlanView {
    const row = club.db.read((r) =>
      r.get<{ planVersionId: number }>("select id as planVersionId from plan_version where json_extract(terms, '$.name') = ? order by id desc", name),
    );
    return { ...basic, planVersionId: row?.planVersionId as never };
  }

  test("MEM-9 a payment other than what the move asks for is refused, and nothing is half-done", () => {
    club.advanceTo("2026-03-15");
    const plan = plus();
    const preview = previewPlanMove(club.cx(), moveTo(plan));
    const before = rows();
    expect(refused(() => movePlanAtDesk(club.cx(), { ...moveTo(plan), payment: cash(600) }, shown(preview)))).toBe("first_payment_wrong");
    expect(rows()).toEqual(before);
  });

  test("MEM-9 a cheaper plan now shows what comes back, also where a coupon or a family price makes the new days cheaper still", () => {
    club.advanceTo("2026-03-15");
    const plan = plus({ name: "Small", prices: [{ months: 1, priceCents: toCents(2500) }] });
    expect(previewPlanMove(club.cx(), moveTo(plan))).toMatchObject({ today: { cents: 0 }, creditCents: 658, dueCents: 0 });
    const cheaper = plus({
      name: "Second",
      prices: [{ months: 1, priceCents: toCents(2500) }],
      householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 5000 } }] },
    });
    club.enrol(lee.householdId, [{ patientId: lee.patientIds[1] as PatientId, plan: cheaper }]);
    // Rosa's own membership is the older one: Ben is the second of the plan.
    expect(previewPlanMove(club.cx(), moveTo(cheaper))).toMatchObject({ today: { cents: 0 }, creditCents: 658 });
  });

  test("MEM-9 used benefits carry by category: left = max(0, new − used)", () => {
    used("cleaning", 1);
    club.advanceTo("2026-03-15");
    const more = previewPlanMove(club.cx(), moveTo(plus()));
    expect(more.benefits).toMatchObject([{ label: "Cleanings", quantity: 4, used: 1 }]);
    used("cleaning", 2);
    const named = plus({
      name: "Other words",
      benefits: [
        { ...plainBenefit("prophylaxis", "Prophylaxis", 3, "benefit_year"), scope: { kind: "category", category: "hygiene" } },
        plainBenefit("whitening", "Whitening", 1, "benefit_year"),
      ],
    });
    // "Cleanings" has no category of its own here and does not fit: the new benefit is whole.
    expect(previewPlanMove(club.cx(), moveTo(named)).benefits).toMatchObject([
      { label: "Prophylaxis", quantity: 3, used: 0 },
      { label: "Whitening", quantity: 1, used: 0 },
    ]);
    const fewer = plus({ name: "Fewer", benefits: [cleanings(1)] });
    expect(previewPlanMove(club.cx(), moveTo(fewer)).benefits).toMatchObject([{ label: "Cleanings", quantity: 2, used: 2 }]);
  });

  test("MEM-9 benefits of one category under two names: what was used makes the new grant smaller", () => {
    club.dispose();
    const inCategory = (key: string, label: string, quantity: number) =>
      ({ ...plainBenefit(key, label, quantity, "benefit_year"), scope: { kind: "category", category: "hygiene" } }) as const;
    open(3700, { benefits: [inCategory("cleaning", "Cleanings", 2)] });
    used("cleaning", 1);
    club.advanceTo("2026-03-15");
    const plan = plus({ benefits: [inCategory("prophylaxis", "Prophylaxis", 3)] });
    const preview = previewPlanMove(club.cx(), moveTo(plan));
    expect(preview.benefits).toEqual([{ patientName: "Rosa Lee", label: "Prophylaxis", quantity: 2, used: 0, untilOn: "2027-02-28" }]);
    movePlanAtDesk(club.cx(), moveTo(plan), shown(preview));
    club.payAll(lee.householdId);
    expect(club.db.read((r) => membershipCard(r, rosa, club.today()) as never)).toMatchObject({ benefits: [{ label: "Prophylaxis", quantity: 2, used: 0 }] });
  });

  test("MEM-9 a move that waits is shown and can be withdrawn; until its day the card shows the old plan", () => {
    club.advanceTo("2026-03-15");
    const plan = plus();
    const preview = previewPlanMove(club.cx(), moveTo(plan, "next_draw"));
    expect(preview).toMatchObject({ today: { cents: 0, lines: [] }, effectiveOn: "2026-04-01", benefits: [{ quantity: 4 }] });
    const { effect } = movePlanAtDesk(club.cx(), moveTo(plan, "next_draw"), shown(preview));
    const card = () => club.db.read((r) => membershipCard(r, rosa, club.today()) as never) as { planName: string; priceCents: number; waiting: unknown[] };
    expect(card()).toMatchObject({
      planName: "Basic",
      priceCents: 3700,
      waiting: [{ changeId: effect.changeId, kind: "plan_move", effectiveOn: "2026-04-01", sentence: "Moves to Plus at 49.00 a month from 1 Apr 2026." }],
    });
    expect(viewChangeStart(club.cx(), rosa)).toMatchObject({ planName: "Basic", yearCents: 42_500, waiting: [{ kind: "plan_move" }] });
    expect(refused(() => previewPlanMove(club.cx(), moveTo(plan, "now")))).toBe("change_pending");
    undoChange(club.cx(), { changeId: effect.changeId });
    expect(card()).toMatchObject({ planName: "Basic", waiting: [] });
    club.advanceTo("2026-04-01");
    expect(periodsOf(club, rosa).at(-1)).toBe("2026-04-01 2026-05-01 period 3700");
  });

  test("MEM-9 on its day a waiting move is the plan of the card, with its benefits less what was used", () => {
    used("cleaning", 1);
    club.advanceTo("2026-03-15");
    const plan = plus();
    movePlanAtDesk(club.cx(), moveTo(plan, "next_draw"), shown(previewPlanMove(club.cx(), moveTo(plan, "next_draw"))));
    club.advanceTo("2026-04-01");
    expect(club.db.read((r) => membershipCard(r, rosa, club.today()) as never)).toMatchObject({
      planName: "Plus",
      priceCents: 4900,
      waiting: [],
      benefits: [{ label: "Cleanings", quantity: 4, used: 1 }],
    });
  });

  test("MEM-9 at renewal the new plan begins with the next term", () => {
    club.advanceTo("2026-03-15");
    const plan = plus();
    const preview = previewPlanMove(club.cx(), moveTo(plan, "renewal"));
    expect(preview).toMatchObject({ effectiveOn: "2027-03-01", today: { cents: 0 }, nextDraws: [{ on: "2026-04-01", cents: 3700 }, { cents: 3700 }, { cents: 3700 }] });
    movePlanAtDesk(club.cx(), moveTo(plan, "renewal"), shown(preview));
    for (let month = 4; month <= 15; month += 1) {
      club.leapTo(month <= 12 ? `2026-${String(month).padStart(2, "0")}-01` : `2027-0${month - 12}-01`);
      club.payAll(lee.householdId);
    }
    expect(periodsOf(club, rosa).slice(-2)).toEqual(["2027-02-01 2027-03-01 period 3700", "2027-03-01 2027-04-01 period 4900"]);
  });

  test("MEM-9 INV-1 the tax on the old days comes back with them", () => {
    club.dispose();
    open(4000, { taxRatePpm: 100_000 });
    club.advanceTo("2026-03-15");
    const preview = previewPlanMove(club.cx(), moveTo(plus({ taxRatePpm: 100_000 })));
    // 17/31 of 49.00 = 26.87 and of 40.00 = 21.94; ten per cent of each.
    expect(preview).toMatchObject({ today: { cents: 2687 + 269 - 2194 }, creditUsedCents: 219, dueCents: 2687 + 269 - 2194 - 219 });
  });

  test("MEM-9 days that the activation fee has paid for come back, too", () => {
    club.dispose();
    open(3700, { activation: { feeCents: toCents(9900), basis: "per_member", cap: null, includesFirstPeriod: true } });
    club.advanceTo("2026-03-15");
    const preview = previewPlanMove(club.cx(), moveTo(plus()));
    expect(preview).toMatchObject({ today: { cents: 2687 }, creditCents: 2029, creditUsedCents: 2029, dueCents: 658 });
  });

  test("MEM-9 what a move asks for may wait for the next draw: due with it, nobody past due before", () => {
    club.advanceTo("2026-03-15");
    const plan = plus();
    const wish = { ...moveTo(plan), collect: "next_draw" } as const;
    const { effect } = movePlanAtDesk(club.cx(), wish, shown(previewPlanMove(club.cx(), wish)));
    expect(club.db.read((r) => r.get("select total_cents, due_on from invoice where id = ?", effect.invoiceIds[0] ?? 0))).toEqual({ total_cents: 658, due_on: "2026-04-01" });
    club.advanceTo("2026-03-31");
    expect(club.db.read((r) => membershipCard(r, rosa, club.today()) as never)).toMatchObject({ standing: "active" });
    club.advanceTo("2026-04-01");
    expect(club.balance(lee.householdId).balanceCents).toBe(658 + 4900);
  });

  test("MEM-9 what comes back may be a refund, for who may refund; it is not taken back", () => {
    club.advanceTo("2026-03-15");
    const plan = plus({ name: "Small", prices: [{ months: 1, priceCents: toCents(2500) }] });
    const wish = { ...moveTo(plan), back: "tender" } as const;
    const preview = previewPlanMove(club.cx(), wish);
    expect(preview).toMatchObject({ creditCents: 0, refundedCents: 658, today: { cents: 0 } });
    const before = rows();
    expect(refused(() => movePlanAtDesk(club.cx(), { ...wish, mayRefund: false }, shown(preview)))).toBe("refund_not_allowed");
    expect(rows()).toEqual(before);
    const { effect } = movePlanAtDesk(club.cx(), { ...wish, mayRefund: true }, shown(preview));
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(refused(() => undoChange(club.cx(), { changeId: effect.changeId }))).toBe("undo_money_moved");
  });

  test("MEM-21 two people who change the same membership at once: the second is told, and nothing is done", () => {
    club.advanceTo("2026-03-15");
    const plan = plus();
    const preview = previewPlanMove(club.cx(), moveTo(plan));
    holdMembership(club.cx(), { membershipId: rosa, fromOn: toDay("2026-05-10"), untilOn: toDay("2026-06-20"), kind: "pause", reason: "Away" });
    const before = rows();
    expect(refused(() => movePlanAtDesk(club.cx(), moveTo(plan), shown(preview)))).toBe("membership_changed_meanwhile");
    expect(rows()).toEqual(before);
  });

  test("MEM-21 an amount that became another one since it was shown is refused with both", () => {
    club.advanceTo("2026-03-15");
    const plan = plus();
    const preview = previewPlanMove(club.cx(), moveTo(plan));
    club.advanceTo("2026-03-16");
    const work = () => movePlanAtDesk(club.cx(), moveTo(plan), shown(preview));
    expect(work).toThrow(expect.objectContaining({ code: "amount_changed_meanwhile", facts: { shownCents: 658, nowCents: 2529 - 1910 } }) as Error);
  });
});

describe("MEM-10 the year", () => {
  test("MEM-10 425.00 after 5 × 39.00: the dialog shows 230.00 due", () => {
    club.dispose();
    open(3900);
    for (const day of ["2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"]) {
      club.advanceTo(day);
      club.payAll(lee.householdId);
    }
    club.advanceTo("2026-07-10");
    const preview = previewPayYear(club.cx(), { membershipId: rosa, reason: "Asked" });
    expect(preview).toMatchObject({ today: { cents: 23_000 }, dueCents: 23_000, creditCents: 0, nextDraws: [{ on: "2027-03-01", cents: 42_500 }, { on: "2028-03-01" }, { on: "2029-03-01" }] });
    expect(preview.today.lines.map(({ cents }) => cents)).toEqual([42_500, -3900, -3900, -3900, -3900, -3900]);
    expect(preview.today.lines[1]).toMatchObject({
      description: "Billed already in this term, 1 Mar – 31 Mar 2026",
      explain: { rule: "MEM-10", sentence: "39.00 was billed for 1 Mar – 31 Mar 2026. It counts for the year: −39.00." },
    });
    payYearAtDesk(club.cx(), { membershipId: rosa, reason: "Asked", payment: cash(23_000) }, shown(preview));
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(viewChangeStart(club.cx(), rosa)).toMatchObject({ periodMonths: 12, yearCents: null });
  });

  test("MEM-10 PPL-11 the year is paid on the member's own terms, whatever is on sale today", () => {
    club.advanceTo("2026-03-10");
    club.db.write((w) => void w.exec("update plan set state = 'closed' where id = ?", basic.planId));
    expect(previewPayYear(club.cx(), { membershipId: rosa, reason: "Asked" })).toMatchObject({ today: { cents: 42_500 - 3700 } });
  });
});

describe("MEM-11 the draw day", () => {
  const all = (drawDay: number, towards: "later" | "earlier") => ({ membershipId: rosa, scope: "all_future", drawDay, towards, reason: "Payday" }) as const;

  test("MEM-11 later: the stub on the old day and full dues on the new one are shown", () => {
    club.advanceTo("2026-03-15");
    expect(previewDrawDay(club.cx(), all(12, "later"))).toMatchObject({
      sentence: "Draws on day 12 of the month, from 12 Apr 2026.",
      today: { cents: 0 },
      givenBackLaterCents: 0,
      nextDraws: [{ on: "2026-04-01", cents: 1313 }, { on: "2026-04-12", cents: 3700 }, { on: "2026-05-12", cents: 3700 }],
    });
  });

  test("MEM-11 earlier: what the paid days give back on the day is shown", () => {
    club.advanceTo("2026-03-15");
    expect(previewDrawDay(club.cx(), all(20, "earlier"))).toMatchObject({
      effectiveOn: "2026-03-20",
      givenBackLaterCents: 1432,
      nextDraws: [{ on: "2026-03-20", cents: 3700 }, { on: "2026-04-20", cents: 3700 }, { on: "2026-05-20", cents: 3700 }],
    });
  });

  test("MEM-11 the next draw only, for everybody who is drawn on that day, and withdrawn again", () => {
    const ben = joins(1, basic);
    club.advanceTo("2026-03-15");
    const change = { membershipId: rosa, scope: "next_draw", collectOn: toDay("2026-04-09"), reason: "Payday" } as const;
    const preview = previewDrawDay(club.cx(), change);
    expect(preview).toMatchObject({
      sentence: "The draw of 1 Apr 2026 is collected on 9 Apr 2026.",
      names: ["Rosa Lee", "Ben Lee"],
      nextDraws: [{ on: "2026-04-09", cents: 7400 }, { on: "2026-05-01", cents: 7400 }, { on: "2026-06-01", cents: 7400 }],
    });
    const { effect } = changeDrawDayAtDesk(club.cx(), change, shown(preview));
    expect(viewChangeStart(club.cx(), ben).waiting).toMatchObject([{ kind: "next_draw", changeId: effect.changeId }]);
    undoChange(club.cx(), { changeId: effect.changeId });
    club.advanceTo("2026-04-01");
    expect(club.invoices(lee.householdId).at(-1)).toMatchObject({ drawOn: "2026-04-01", totalCents: 7400 });
  });
});

describe("MEM-14 coming back", () => {
  const leaves = (...ids: MembershipId[]) => {
    for (const membershipId of ids) cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reason: "Moving" });
  };
  const comes = (ids: readonly MembershipId[], fee: { cents: number; reason: string } | null = null) => ({
    householdId: lee.householdId,
    members: ids.map((membershipId) => ({ membershipId, fee: fee && { cents: toCents(fee.cents), reason: fee.reason } })),
    drawDay: null,
    payment: null,
  });

  test("MEM-14 37 + 25 → 372.00 is shown, each fee explained, and taken", () => {
    const ben = joins(1, club.plan({ name: "Young", prices: [{ months: 1, priceCents: toCents(2500) }] }));
    leaves(rosa, ben);
    club.advanceTo("2026-06-01");
    club.payAll(lee.householdId);
    expect(listRejoinable(club.cx(), rosa)).toMatchObject([
      { patientName: "Rosa Lee", feeCents: 22_200, endedOn: "2026-03-01" },
      { patientName: "Ben Lee", feeCents: 15_000 },
    ]);
    const preview = previewRejoin(club.cx(), comes([rosa, ben]));
    expect(preview).toMatchObject({ today: { cents: 37_200 }, dueCents: 37_200 });
    for (const { explain } of preview.today.lines) expect(explain.rule).toBe("MEM-14");
    rejoinAtDesk(club.cx(), { ...comes([rosa, ben]), payment: cash(37_200) }, shown(preview), { mayChangeFees: false });
    expect(club.balance(lee.householdId).balanceCents).toBe(0);
    expect(listRejoinable(club.cx(), rosa)).toEqual([]);
  });

  test("MEM-14 the fee down to nothing needs a reason and a person who may", () => {
    leaves(rosa);
    club.advanceTo("2026-06-01");
    const free = comes([rosa], { cents: 0, reason: "Was ill" });
    const preview = previewRejoin(club.cx(), free);
    expect(preview.today.cents).toBe(0);
    expect(refused(() => rejoinAtDesk(club.cx(), free, shown(preview), { mayChangeFees: false }))).toBe("reactivation_fee_not_allowed");
    expect(refused(() => previewRejoin(club.cx(), comes([rosa], { cents: 0, reason: " " })))).toBe("rejoin_fee_needs_reason");
    rejoinAtDesk(club.cx(), free, shown(preview), { mayChangeFees: true });
    expect(club.db.read((r) => membershipCard(r, rosa, club.today()) as never)).toMatchObject({ standing: "active" });
  });
});

describe("F-18 what the desk is refused, in the preview and in the act alike, and nothing is half-done", () => {
  const noId = 999 as MembershipId;
  const wrong = (over: Partial<Parameters<typeof previewPlanMove>[1]>, plan = basic) => ({ ...moveTo(plan), ...over });
  const day = (drawDay: number, towards: "later" | "earlier" = "later", membershipId = rosa) =>
    ({ membershipId, scope: "all_future", drawDay, towards, reason: "Payday" }) as const;
  const once = (collectOn: string) => ({ membershipId: rosa, scope: "next_draw", collectOn: toDay(collectOn), reason: "Payday" }) as const;
  const back = (membershipId: MembershipId, householdId = lee.householdId) =>
    ({ householdId, members: [{ membershipId, fee: null }], drawDay: null, payment: null }) as const;
  const anything = { version: 0, todayCents: toCents(0), backCents: toCents(0) };
  const leaves = () => void cancelMembership(club.cx(), { membershipId: rosa, when: "now", onDate: null, reason: "Moving" });
  const draftPlan = () => club.plan({ name: "Draft", prices: [{ months: 1, priceCents: toCents(100) }] });

  test.each<[what: string, code: string, ready: () => void, preview: () => unknown]>([
    ["a plan that is not there", "plan_not_found", () => undefined, () => previewPlanMove(club.cx(), wrong({ planVersionId: 999 as never }))],
    ["a membership that is not there", "membership_not_found", () => undefined, () => previewPlanMove(club.cx(), wrong({ membershipId: noId }, plus()))],
    ["a period the plan is not sold for", "plan_has_no_such_period", () => undefined, () => previewPlanMove(club.cx(), wrong({ periodMonths: 3 }, plus()))],
    ["the very plan and period they have", "plan_is_the_same", () => undefined, () => previewPlanMove(club.cx(), wrong({}))],
    ["a plan that is not on sale any more", "plan_not_on_sale", () => undefined, () => {
      const plan = draftPlan();
      club.db.write((w) => void w.exec("update plan set state = 'closed' where id = ?", plan.planId));
      return previewPlanMove(club.cx(), wrong({}, plan));
    }],
    ["a membership that has ended", "membership_ended", leaves, () => previewPlanMove(club.cx(), wrong({}, plus()))],
    ["a year for a plan that has no price for it", "plan_has_no_such_period", () => {
      club.dispose();
      open(3700, { prices: [{ months: 1, priceCents: toCents(3700) }] });
    }, () => previewPayYear(club.cx(), { membershipId: rosa, reason: "Asked" })],
    ["a year for nobody", "membership_not_found", () => undefined, () => previewPayYear(club.cx(), { membershipId: noId, reason: "Asked" })],
    ["the draw day they have", "draw_day_same", () => undefined, () => previewDrawDay(club.cx(), day(1))],
    ["a draw day for nobody", "membership_not_found", () => undefined, () => previewDrawDay(club.cx(), day(5, "later", noId))],
    ["an earlier day that has passed", "draw_day_past", () => void club.advanceTo("2026-03-15"), () => previewDrawDay(club.cx(), day(10, "earlier"))],
    ["a collection before today", "draw_day_past", () => void club.advanceTo("2026-03-15"), () => previewDrawDay(club.cx(), once("2026-03-14"))],
    ["a collection more than 30 days away", "draw_day_too_far", () => void club.advanceTo("2026-03-15"), () => previewDrawDay(club.cx(), once("2026-05-02"))],
    ["a draw day after the end", "membership_ended", leaves, () => previewDrawDay(club.cx(), day(5))],
    ["coming back of one who has not left", "not_ended", () => undefined, () => previewRejoin(club.cx(), back(rosa))],
    ["coming back of nobody", "membership_not_found", () => undefined, () => previewRejoin(club.cx(), back(noId))],
    ["coming back in another household", "patient_of_other_household", leaves, () => previewRejoin(club.cx(), back(rosa, club.family("Other", ["Kim", "1980-05-05"]).householdId))],
    ["coming back of an empty list", "membership_not_found", leaves, () => previewRejoin(club.cx(), { ...back(rosa), members: [] })],
    ["a version that was never shown", "membership_changed_meanwhile", () => undefined, () => movePlanAtDesk(club.cx(), moveTo(plus()), { ...anything, version: 77 })],
    ["the year at a version that was never shown", "membership_changed_meanwhile", () => undefined, () => payYearAtDesk(club.cx(), { membershipId: rosa, reason: "Asked" }, anything)],
    ["a draw day at a version that was never shown", "membership_changed_meanwhile", () => undefined, () => changeDrawDayAtDesk(club.cx(), day(5), anything)],
    ["coming back at a version that was never shown", "membership_changed_meanwhile", leaves, () => rejoinAtDesk(club.cx(), back(rosa), anything, { mayChangeFees: true })],
  ])("MEM-9 MEM-10 MEM-11 MEM-14 %s: %s", (_, code, ready, work) => {
    ready();
    club.runNow();
    const before = rows();
    expect(refused(work)).toBe(code);
    expect(rows()).toEqual(before);
  });
});
