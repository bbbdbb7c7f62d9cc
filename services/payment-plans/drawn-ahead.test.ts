/** What the office says of drawn parts before and after their day (INV-6): rehearsal, forecast, Today, catch-up, letters, waiving. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, addMonths, toDay, type Day } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { refusalOf } from "#db/testing.ts";
import { forecastSteps, type Forecast } from "../billing/forecast.ts";
import { rehearseRun } from "../billing/rehearse.ts";
import { getToday } from "../billing/today.ts";
import { chargeAllMissed, forgiveOlderMissed, listCatchUp, skipMissed } from "../charging/catch-up.ts";
import { openCardClub, type CardClub, type CardMember } from "../charging/card-club.fixture.ts";
import { listCalls } from "../dunning/call-list.ts";
import { waiveInvoice } from "../dunning/desk-actions.ts";
import { listDueRetries } from "../dunning/retries.ts";
import { previewInvoice } from "../invoices/preview.ts";
import { changePayBy, endPlan } from "./change-plan.ts";
import { drawnRequest, firstPartOn, partCharges, signedPlan, visitInvoice } from "./drawn-club.fixture.ts";
import { agreePlan } from "./agree-plan.ts";
import { viewPlan } from "./view-plans.ts";

let house: CardClub;
let lee: CardMember;
beforeEach(() => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const visit = (cents: number) => visitInvoice(house, lee.householdId, cents);
const ofPlan = (on: Day) =>
  rehearseRun(house.cx(), on).rows.filter(({ draw }) => draw.lines.some(({ description }) => description.includes("payment plan")));
const forecast = (): Forecast =>
  house.db.read<Forecast>((db) => {
    const steps = forecastSteps(db, house.today(), null);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  });

describe("INV-6 BIL-4 the rehearsal", () => {
  test("INV-6 BIL-4 says whom, how much and for which part; the real run of that day does just that", async () => {
    signedPlan(house, [visit(90_000)]);
    const rows = ofPlan(firstPartOn);
    expect(rows).toMatchObject([
      { householdId: lee.householdId, isNew: false, method: "card", cents: 30_000, attemptCents: 30_000, trouble: [], drawOn: firstPartOn },
    ]);
    expect(rows[0]?.draw.lines[0]?.description).toMatch(/^Payment 1 of 3 of the payment plan for invoice \d+$/u);
    expect(ofPlan(addDays(firstPartOn, -1))).toEqual([]);
    await house.runThrough(firstPartOn);
    expect(partCharges(house)).toEqual([[firstPartOn, 30_000, "succeeded"]]);
  });

  test("INV-6 BIL-4 names the trouble of its day: not signed, no card", () => {
    const { planId } = agreePlan(house.cx(), drawnRequest([visit(90_000)]));
    expect(ofPlan(firstPartOn)).toMatchObject([{ attemptCents: null, trouble: ["plan_unsigned"] }]);
    endPlan(house.cx(), { planId, reason: "Another one" });
    expect(ofPlan(firstPartOn)).toEqual([]);
  });
});

test("INV-6 BIL-5 the forecast counts each part in its month, and not those of a plan that is paid at the desk", () => {
  const month = (on: string) => forecast().base.months.find(({ monthOn }) => monthOn === on)?.cents ?? 0;
  const before = ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01"].map(month);
  const planId = signedPlan(house, [visit(90_000)]);
  const after = ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01"].map(month);
  expect(after.map((cents, index) => cents - (before[index] ?? 0))).toEqual([30_000, 30_000, 30_000, 0]);
  changePayBy(house.cx(), { planId, payBy: "desk" });
  expect(["2026-11-01", "2026-12-01"].map(month)).toEqual(before.slice(0, 2));
});

test("INV-6 UI-2 Today's next draws are the dues or the parts, whichever day comes first, and together on one day", async () => {
  const dues = getToday(house.cx()).nextDraws;
  expect(dues).toEqual({ onDay: "2026-12-05", households: 1, totalCents: 3700 });
  signedPlan(house, [visit(90_000)]);
  expect(getToday(house.cx()).nextDraws).toEqual({ onDay: firstPartOn, households: 1, totalCents: 30_000 });
  await house.runThrough("2026-11-21");
  expect(getToday(house.cx()).nextDraws).toEqual(dues);
  signedPlan(house, [visit(10_000)], { by: { kind: "count", count: 1 }, firstOn: toDay("2026-12-05") });
  expect(getToday(house.cx()).nextDraws).toEqual({ onDay: "2026-12-05", households: 1, totalCents: 13_700 });
});

describe("INV-6 BIL-3 catch-up review", () => {
  /** Four parts, three of them due while nothing ran; the first has gone by itself. */
  async function missed(): Promise<{ planId: ReturnType<typeof signedPlan>; bill: ReturnType<typeof visit> }> {
    const bill = visit(120_000);
    const planId = signedPlan(house, [bill], { by: { kind: "count", count: 4 } });
    house.moveTo("2027-01-25");
    await house.run();
    return { planId, bill };
  }
  const waiting = () => listCatchUp(house.cx()).flatMap(({ draws }) => draws.flatMap(({ part, balanceCents, isCurrent }) => (part ? [[part.position, balanceCents, isCurrent]] : [])));

  test("INV-6 BIL-3 the parts that wait stand there; charged all, they go one a day", async () => {
    await missed();
    expect(waiting()).toEqual([[1, 30_000, false], [2, 30_000, true]]);
    chargeAllMissed(house.cx(), { householdId: lee.householdId });
    expect(waiting()).toEqual([]);
    await house.runThrough("2027-01-30");
    expect(partCharges(house).map(([on]) => on)).toEqual(["2027-01-25", "2027-01-26", "2027-01-27"]);
  });

  test("INV-6 BIL-3 forgiven, the older one is written off and the current one is charged", async () => {
    const { planId, bill } = await missed();
    const owed = previewInvoice(house.cx(), bill).balanceCents;
    forgiveOlderMissed(house.cx(), { householdId: lee.householdId });
    expect(previewInvoice(house.cx(), bill).balanceCents).toBe(owed - 30_000);
    await house.runThrough("2027-02-21");
    expect([partCharges(house).length, viewPlan(house.cx(), planId).state]).toEqual([3, "done"]);
  });

  test("INV-6 BIL-3 left out, they wait for the desk and the plan goes on with its next part", async () => {
    const { bill } = await missed();
    skipMissed(house.cx(), { householdId: lee.householdId });
    expect(refusalOf(() => skipMissed(house.cx(), { householdId: lee.householdId }))).toBe("catch_up_empty");
    await house.runThrough("2027-03-31");
    expect(partCharges(house).map(([on]) => on)).toEqual(["2027-01-25", "2027-02-20"]);
    expect(previewInvoice(house.cx(), bill).balanceCents).toBe(60_000);
  });
});

describe("INV-6 BIL-11 a part that was declined", () => {
  async function declined() {
    const bill = visit(90_000);
    const planId = signedPlan(house, [bill]);
    await house.runThrough(addDays(firstPartOn, -1));
    house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
    await house.runThrough(addDays(firstPartOn, 1));
    return { bill, planId };
  }

  test("INV-6 BIL-11 has its own case beside the one of the dues, and its own retry", async () => {
    await declined();
    house.moveTo("2026-11-23");
    expect(house.db.read((r) => listDueRetries(r, house.today()))).toMatchObject([{ day: 3, dueOn: "2026-11-23", partId: 1 }]);
    await house.runThrough("2026-12-06");
    expect(listCalls(house.cx()).map(({ planPart, amountCents }) => [planPart, amountCents])).toEqual([["Payment 1 of 3", 30_000], [null, 3700]]);
  });

  test("INV-6 BIL-13 waived, only the part is given up, and its case is over", async () => {
    const { bill, planId } = await declined();
    const waive = (cents: number) => waiveInvoice(house.cx(), { invoiceId: bill, expectedCents: toCents(cents), reason: "Hardship" });
    expect(refusalOf(() => waive(90_000))).toBe("amount_changed_meanwhile");
    expect(waive(30_000)).toEqual({ waivedCents: 30_000 });
    expect([previewInvoice(house.cx(), bill).balanceCents, listCalls(house.cx()), viewPlan(house.cx(), planId).parts[0]?.state]).toEqual([60_000, [], "paid"]);
  });

  test("INV-6 BIL-11 the case ends with the plan, or when it is paid at the desk; its waiting letters go", async () => {
    const { planId } = await declined();
    changePayBy(house.cx(), { planId, payBy: "desk" });
    const cases = house.db.read((r) => r.all<{ outcome: string | null }>("select outcome from dunning_case where plan_part_id is not null"));
    const letters = house.db.read((r) => r.all<{ kind: string; state: string }>("select kind, state from notice where kind like 'part_%'"));
    expect([cases, letters]).toEqual([[{ outcome: "ended" }], [{ kind: "part_past_due", state: "cancelled" }]]);
    expect(listCalls(house.cx())).toEqual([]);
  });
});

test("INV-6 BIL-3 a plan of a year, off and on: never more than the plan, never a part twice", async () => {
  const bill = visit(120_000);
  signedPlan(house, [bill], { by: { kind: "count", count: 12 } });
  for (let step = 0; step < 6; step += 1) {
    house.moveTo(addMonths(house.today(), 2));
    await house.run();
    await house.run("hourly");
    if (listCatchUp(house.cx()).length > 0) chargeAllMissed(house.cx(), { householdId: lee.householdId });
    await house.runThrough(addDays(house.today(), 3));
  }
  await house.runThrough(addDays(house.today(), 40));
  const succeeded = partCharges(house).filter(([, , state]) => state === "succeeded");
  expect(succeeded.every(([, cents]) => cents === 10_000)).toBe(true);
  expect([succeeded.length, previewInvoice(house.cx(), bill).balanceCents]).toEqual([12, 0]);
}, 60_000);
