/** Benefits over the years (PPL-13, PKG-10): resets with rollovers and forfeits, their history, freezing, and the claw-back by real use. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listGrantsOn } from "#db/packages/benefits.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { BenefitGrantId, HouseholdId, InvoiceId, InvoiceLineId, MembershipId, PatientId, ServiceId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import type { PlanBenefit, PlanTerms, Rollover } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addService } from "../catalogue/manage-services.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { movePlan } from "../memberships/move-plan.ts";
import { previewCancel } from "../memberships/preview-cancel.ts";
import { redeem, undoRedemption } from "../packages/redeem-any.ts";
import { redeemableOnInvoice } from "../packages/show.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { benefitHistory } from "./history.ts";
import { resetBenefits } from "./reset.ts";

let club: Club;
let householdId: HouseholdId;
let rosa: PatientId;
let membershipId: MembershipId;
let massage: ServiceId;
let facial: ServiceId;
beforeEach(() => {
  club = openClub("2026-01-05");
  const family = club.family("Lee", ["Rosa", "1980-01-01"]);
  ({ householdId } = family);
  [rosa] = family.patientIds as [PatientId];
  massage = service("MAS", 9000);
  facial = service("FAC", 11_000);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function service(code: string, cents: number): ServiceId {
  return addService(club.cx(), { code, name: code, category: "Body", durationMinutes: 60, taxable: false, taxRatePpm: 0, priceCents: toCents(cents) }).serviceId;
}

const aMonth = (rollover: Rollover, over: Partial<PlanBenefit> = {}): PlanBenefit =>
  plainBenefit("massage", "Massage", 1, "period", { scope: { kind: "services", codes: ["MAS", "FAC"] }, rollover, ...over });

function join(benefits: readonly PlanBenefit[], over: Partial<PlanTerms> = {}) {
  const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
  const plan = club.plan({ name: "Relax", prices: [{ months: 1, priceCents: toCents(6000) }], activation, benefits, ...over });
  [membershipId] = club.enrol(householdId, [{ patientId: rosa, plan }]).membershipIds as [MembershipId];
  return plan;
}

/** Days go by, and whatever is drawn is paid. */
function liveUntil(day: string): void {
  while (club.today() < day) {
    club.advanceTo(addDays(club.today(), 1));
    if (club.balance(householdId).balanceCents > 0) club.payAll(householdId);
  }
}

function visit(serviceId = massage, serviceOn = club.today()): { invoiceId: InvoiceId; lineId: InvoiceLineId } {
  const unitCents = toCents(serviceId === massage ? 9000 : 11_000);
  const { invoiceId } = issueTyped(club.cx(), {
    householdId,
    lines: [{ patientId: rosa, kind: "service", serviceId, description: "Visit", serviceOn, quantity: 1, unitCents, taxRatePpm: 0 }],
    termsDays: 0,
  });
  return { invoiceId, lineId: club.db.read((r) => r.get<{ id: InvoiceLineId }>("select id from invoice_line where invoice_id = ?", invoiceId))!.id };
}

const grants = (on = club.today()) => club.db.read((r) => listGrantsOn(r, householdId, on)).filter(({ left }) => left > 0);
const use = (at: ReturnType<typeof visit>, grantId?: BenefitGrantId) => redeem(club.cx(), { ...at, use: { kind: "benefit", grantId: grantId ?? grants()[0]!.grantId } });
const story = () => benefitHistory(club.cx(), { membershipId });
const told = () => story().map(({ origin, fromOn, quantity, used, rolled, forfeited, left }) => `${origin} ${fromOn}: ${quantity}, used ${used}, rolled ${rolled}, lost ${forfeited}, left ${left}`);
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("PKG-10 the reset", () => {
  test("PKG-10 PPL-13 without rollover what is left is lost on the day, and stays written", () => {
    join([aMonth({ kind: "none" })]);
    liveUntil("2026-02-05");
    expect(told()).toEqual(["plan 2026-02-05: 1, used 0, rolled 0, lost 0, left 1", "plan 2026-01-05: 1, used 0, rolled 0, lost 1, left 0"]);
    expect(club.db.read((r) => r.get<{ after: string }>("select after from audit where action = 'benefit.reset' order by id desc limit 1"))?.after).toContain('"forfeited":1');
  });

  test("PKG-10 PPL-13 at most two roll over for three months, what expires first is used first, and the oldest is lost", () => {
    join([aMonth({ kind: "some", units: 2, months: 3 })]);
    liveUntil("2026-04-05");
    // January's and February's were kept; March's found no room.
    expect(grants().map(({ toOn, left }) => [toOn, left])).toEqual([["2026-05-05", 1], ["2026-05-05", 1], ["2026-06-05", 1]]);
    expect(told()).toEqual([
      "plan 2026-04-05: 1, used 0, rolled 0, lost 0, left 1",
      "plan 2026-03-05: 1, used 0, rolled 0, lost 1, left 0",
      "rollover 2026-03-05: 1, used 0, rolled 0, lost 0, left 1",
      "plan 2026-02-05: 1, used 0, rolled 1, lost 0, left 0",
      "rollover 2026-02-05: 1, used 0, rolled 0, lost 0, left 1",
      "plan 2026-01-05: 1, used 0, rolled 1, lost 0, left 0",
    ]);
    use(visit());
    liveUntil("2026-05-05");
    // The kept one that ended first was used, so that there is room for April's.
    expect(told()).toEqual(expect.arrayContaining(["rollover 2026-02-05: 1, used 1, rolled 0, lost 0, left 0", "plan 2026-04-05: 1, used 0, rolled 1, lost 0, left 0"]));
    liveUntil("2026-06-05");
    expect(told()).toContain("rollover 2026-03-05: 1, used 0, rolled 0, lost 1, left 0");
  });

  test("PKG-10 units that stay for good have no last day, and the card says what was carried over", () => {
    join([aMonth({ kind: "all", months: null })]);
    liveUntil("2026-04-05");
    expect(story().filter(({ origin }) => origin === "rollover").map(({ untilOn, left }) => [untilOn, left])).toEqual([[null, 1], [null, 1], [null, 1]]);
    const card = club.db.read((r) => membershipCard(r, membershipId, club.today()) as never) as unknown as ReturnType<typeof membershipCard>;
    expect(card.benefits.map(({ label }) => label)).toEqual(["Massage", "Massage (carried over)"]);
    expect(card.benefits[1]).toMatchObject({ quantity: 3, used: 0, untilOn: "2199-12-30" });
  });

  test("PKG-10 a second run on the day, and one after weeks with the computer off, do the same", () => {
    join([aMonth({ kind: "some", units: 1, months: 1 })]);
    liveUntil("2026-02-05");
    const once = told();
    expect(club.db.write((w) => resetBenefits(club.cx(), w))).toBe(0);
    club.runNow();
    expect(told()).toEqual(once);
    club.sleepUntil("2026-04-20");
    club.runNow();
    expect(told().filter((line) => line.startsWith("rollover"))).toEqual([
      "rollover 2026-04-05: 1, used 0, rolled 0, lost 0, left 1",
      "rollover 2026-03-05: 1, used 0, rolled 0, lost 1, left 0",
      "rollover 2026-02-05: 1, used 0, rolled 0, lost 1, left 0",
    ]);
  });

  test("PKG-10 a benefit year begins on its own day, also where the draw comes later", () => {
    const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
    const plan = club.plan({ name: "Late", prices: [{ months: 1, priceCents: toCents(6000) }], activation, benefits: [plainBenefit("facial", "Facials", 2, "benefit_year", { rollover: { kind: "some", units: 1, months: 6 } })] });
    [membershipId] = club.enrol(householdId, [{ patientId: rosa, plan }], { drawDay: 20 }).membershipIds as [MembershipId];
    liveUntil("2027-01-06");
    expect(told()).toEqual([
      "plan 2027-01-05: 2, used 0, rolled 0, lost 0, left 2",
      "rollover 2027-01-05: 1, used 0, rolled 0, lost 0, left 1",
      "plan 2026-01-05: 2, used 0, rolled 1, lost 1, left 0",
    ]);
    liveUntil("2027-01-25");
    expect(told()).toHaveLength(3);
  });

  test("PKG-10 whoever has left loses what is left, and nothing new begins", () => {
    join([aMonth({ kind: "all", months: 12 })]);
    cancelMembership(club.cx(), { membershipId, when: "end_of_paid_period", onDate: null, reasonCode: "other", reason: "Moves" });
    liveUntil("2026-02-06");
    expect(told()).toEqual(["plan 2026-01-05: 1, used 0, rolled 0, lost 1, left 0"]);
  });
});

describe("PPL-13 units that rolled over", () => {
  test("PPL-13 any one of two services each month; a kept unit is offered before the new one, and undone it comes back", () => {
    join([aMonth({ kind: "some", units: 1, months: 1 })]);
    liveUntil("2026-02-10");
    const at = visit(facial);
    const [line] = redeemableOnInvoice(club.cx(), at.invoiceId);
    expect(line?.matches.map(({ expiresOn }) => expiresOn)).toEqual(["2026-03-05", "2026-03-05"]);
    const { undo } = use(at);
    expect(grants()).toHaveLength(1);
    undoRedemption(club.cx(), { use: undo });
    expect(grants()).toHaveLength(2);
  });

  test("PPL-13 a visit dated before the reset uses the old unit: nothing was lost then, and undone it was", () => {
    join([aMonth({ kind: "none" })]);
    const old = grants()[0]!.grantId;
    liveUntil("2026-02-06");
    const { undo } = use(visit(massage, toDay("2026-02-03")), old);
    expect(story().at(-1)).toMatchObject({ used: 1, forfeited: 0 });
    undoRedemption(club.cx(), { use: undo });
    expect(story().at(-1)).toMatchObject({ used: 0, forfeited: 1 });
  });

  test("PPL-13 a visit dated before the reset cannot use what has rolled over", () => {
    join([aMonth({ kind: "all", months: 2 })]);
    const old = grants()[0]!.grantId;
    liveUntil("2026-02-06");
    expect(refusal(() => use(visit(massage, toDay("2026-02-03")), old))).toBe("benefit_used_up");
  });

  test("MEM-9 a move to a plan with the benefit keeps what rolled over; one without it ends it", () => {
    join([aMonth({ kind: "all", months: 12 })]);
    const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
    const other = (name: string, benefits: readonly PlanBenefit[]) => club.plan({ name, prices: [{ months: 1, priceCents: toCents(9000) }], activation, benefits });
    const plus = other("Plus", [aMonth({ kind: "none" }, { quantity: 2 })]);
    const bare = other("Bare", []);
    liveUntil("2026-02-10");
    const move = ({ planVersionId }: typeof plus) => movePlan(club.cx(), { membershipId, planVersionId, periodMonths: 1, when: "now", reason: "Asked" });
    const kept = () => told().filter((line) => line.startsWith("rollover"));
    move(plus);
    expect(kept()).toEqual(["rollover 2026-02-05: 1, used 0, rolled 0, lost 0, left 1"]);
    club.payAll(householdId);
    liveUntil("2026-02-12");
    move(bare);
    expect(kept()).toEqual(["rollover 2026-02-05: 1, used 0, rolled 0, lost 1, left 0"]);
  });
});

describe("MEM-12 benefits in a hold", () => {
  const hold = (kind: "pause" | "extend" | "billing_only", fromOn: string, untilOn: string) =>
    holdMembership(club.cx(), { membershipId, fromOn: toDay(fromOn), untilOn: toDay(untilOn), kind, reason: "Away" });

  test.each(["pause", "extend"] as const)("MEM-12 a %s freezes them: offered before and after, not within", (kind) => {
    join([plainBenefit("massage", "Massage", 12, "benefit_year", { scope: { kind: "services", codes: ["MAS"] } })]);
    hold(kind, "2026-02-10", "2026-04-12");
    const offered = () => redeemableOnInvoice(club.cx(), visit().invoiceId).length;
    expect(offered()).toBe(1);
    liveUntil("2026-03-01");
    const grantId = grants()[0]!.grantId;
    expect([offered(), refusal(() => use(visit(), grantId))]).toEqual([0, "benefit_not_usable"]);
    liveUntil("2026-04-12");
    expect(offered()).toBe(1);
  });

  test("MEM-12 while only the billing rests they are used on", () => {
    join([plainBenefit("massage", "Massage", 12, "benefit_year", { scope: { kind: "services", codes: ["MAS"] } })]);
    hold("billing_only", "2026-02-10", "2026-04-12");
    liveUntil("2026-03-01");
    expect(use(visit()).left).toBe(11);
  });

  test("MEM-12 paid days that an extension moves take the unit of their period along, and none is given twice", () => {
    join([aMonth({ kind: "none" })]);
    liveUntil("2026-01-20");
    hold("extend", "2026-01-20", "2026-03-20");
    liveUntil("2026-03-19");
    expect(told()).toEqual(["plan 2026-01-05: 1, used 0, rolled 0, lost 0, left 0"]);
    liveUntil("2026-03-21");
    expect(told()).toEqual(["plan 2026-01-05: 1, used 0, rolled 0, lost 0, left 1"]);
    expect(story()[0]?.untilOn).toBe("2026-04-04");
    expect(use(visit()).left).toBe(0);
  });
});

describe("MEM-13 the claw-back by what was really used", () => {
  const year: Partial<PlanTerms> = {
    prices: [{ months: 1, priceCents: toCents(3900) }],
    commitmentPeriods: 12,
    earlyExit: { kind: "claw_back" },
    discounts: [{ on: { kind: "service", code: "FAC" }, off: { kind: "member_price", cents: toCents(7000) } }],
  };
  const leave = () => ({ membershipId, when: "end_of_paid_period", onDate: null, reasonCode: "other", reason: "Moves" }) as const;

  test("MEM-13 12 × 39.00 with five paid, two massages as benefits and four facials at 70.00 instead of 110.00: 340.00 less 195.00", () => {
    join([plainBenefit("massage", "Massage", 12, "benefit_year", { scope: { kind: "services", codes: ["MAS"] } })], year);
    use(visit());
    use(visit());
    for (let times = 0; times < 4; times += 1) visit(facial);
    club.payAll(householdId);
    liveUntil("2026-06-04");
    expect(previewCancel(club.cx(), leave())).toMatchObject({ todayCents: 14_500, exit: { policy: "claw_back", savedCents: 34_000 } });
    cancelMembership(club.cx(), leave());
    expect(club.balance(householdId).balanceCents).toBe(14_500);
  });

  test("MEM-13 what was undone or is on a void invoice was not used, and nothing used costs nothing", () => {
    join([plainBenefit("massage", "Massage", 12, "benefit_year", { scope: { kind: "services", codes: ["MAS"] } })], year);
    const { undo } = use(visit());
    undoRedemption(club.cx(), { use: undo });
    voidAtDesk(club.cx(), { invoiceId: visit(facial).invoiceId, reason: "Mistake" });
    expect(previewCancel(club.cx(), leave()).exit).toMatchObject({ savedCents: 0, dueCents: 0 });
    expect(story()[0]?.uses).toMatchObject([{ serviceName: "MAS", listCents: 9000, offCents: 9000, undoneOn: "2026-01-05" }]);
  });

  test("MEM-13 never more than the rest of the term, and a sum that the desk knows better stands", () => {
    join([plainBenefit("massage", "Massage", 12, "benefit_year", { scope: { kind: "services", codes: ["MAS"] } })], year);
    for (let times = 0; times < 9; times += 1) use(visit());
    expect(previewCancel(club.cx(), leave()).exit).toMatchObject({ savedCents: 81_000, dueCents: 11 * 3900 });
    expect(previewCancel(club.cx(), { ...leave(), savedCents: toCents(10_000) }).exit).toMatchObject({ savedCents: 10_000, dueCents: 6100 });
  });
});

test("PKG-10 the history of a membership that is not there is refused", () => {
  expect(refusal(() => benefitHistory(club.cx(), { membershipId: 99 as MembershipId }))).toBe("membership_not_found");
});
