import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { adultTerms, openClub, type Club } from "../memberships/club.fixture.ts";
import { membershipCard } from "../memberships/membership-card.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { addPlan, revisePlan, setPlanState } from "./change-plan.ts";
import { listPlans } from "./plan-view.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const dearer = (cents: number, over: Partial<PlanTerms> = {}): PlanTerms => ({ ...adultTerms, prices: [{ months: 1, priceCents: toCents(cents) }], ...over });
const enrol = (plan: Club["adult"]) => {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const { membershipIds } = club.enrol(householdId, [{ patientId: patientIds[0] as never, plan }]);
  return { householdId, membershipId: membershipIds[0] as never };
};
const refusal = (code: string) => expect.objectContaining({ code }) as Error;
const versions = () => club.db.read((r) => r.all<{ number: number; terms: string }>("select number, terms from plan_version where plan_id = ? order by number", club.adult.planId));

describe("PPL-11 terms are versions", () => {
  test("a member stays on the price they joined with, through draws, while newcomers pay the new one", () => {
    const before = enrol(club.adult);
    const revised = revisePlan(club.cx(), { planId: club.adult.planId, version: club.adult.version, terms: dearer(5000) });
    const after = enrol(revised);
    club.advanceTo("2026-12-05");
    const draw = (householdId: typeof before.householdId) => club.invoices(householdId).filter(({ kind }) => kind === "draw").map(({ totalCents }) => totalCents);
    expect([draw(before.householdId), draw(after.householdId)]).toEqual([[3700], [5000]]);
    expect(club.db.read((r) => membershipCard(r, before.membershipId, club.today())).priceCents).toBe(3700);
    for (const { householdId } of [before, after]) club.payAll(householdId);
  });

  test("an older version keeps its very words, and the file refuses to change them", () => {
    const [first] = versions();
    let { version } = club.adult;
    for (const cents of [4000, 4100, 4200]) ({ version } = revisePlan(club.cx(), { planId: club.adult.planId, version, terms: dearer(cents) }));
    expect(versions().map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(versions()[0]).toEqual(first);
    expect(() => club.db.write((w) => w.exec("update plan_version set terms = '{}'"))).toThrow("append-only");
    expect(() => club.db.write((w) => w.exec("delete from plan_version"))).toThrow("append-only");
  });

  test("the plan shows its newest version with the members of all versions", () => {
    enrol(club.adult);
    const revised = revisePlan(club.cx(), { planId: club.adult.planId, version: club.adult.version, terms: dearer(5000, { name: "Adult Plus" }) });
    enrol(revised);
    const shown = listPlans(club.cx()).filter(({ planId }) => planId === club.adult.planId);
    expect(shown).toEqual([expect.objectContaining({ name: "Adult Plus", versionNumber: 2, activeMembers: 2, monthlyDuesCents: 8700 })]);
  });

  test("terms that are refused leave no version, no audit and the plan as it was", () => {
    const rows = () => club.db.read((r) => r.get("select count(*) as n from audit"));
    const [before, audits] = [listPlans(club.cx()), rows()];
    expect(() => revisePlan(club.cx(), { planId: club.adult.planId, version: club.adult.version, terms: dearer(0) })).toThrow(refusal("plan_terms_wrong"));
    expect(() => addPlan(club.cx(), { terms: dearer(-5), state: "on_sale" })).toThrow(refusal("plan_terms_wrong"));
    expect([listPlans(club.cx()), rows()]).toEqual([before, audits]);
  });
});

describe("PPL-10 the sale state", () => {
  test.each(["draft", "closed"] as const)("a plan that is %s takes no newcomer; its members are drawn as before", (state) => {
    const member = enrol(club.adult);
    const shut = setPlanState(club.cx(), { planId: club.adult.planId, version: club.adult.version, state });
    expect(() => enrol(shut)).toThrow(refusal("plan_not_on_sale"));
    club.advanceTo("2026-12-05");
    expect(club.invoices(member.householdId).at(-1)).toMatchObject({ kind: "draw", totalCents: 3700 });
    club.payAll(member.householdId);
    const open = setPlanState(club.cx(), { planId: club.adult.planId, version: shut.version, state: "on_sale" });
    expect(enrol(open).membershipId).toBeGreaterThan(0);
  });

  test("each change names its before and after in the trail; a change from an old screen does nothing", () => {
    const { planId, version } = club.adult;
    setPlanState(club.cx(), { planId, version, state: "closed" });
    expect(() => setPlanState(club.cx(), { planId, version, state: "draft" })).toThrow(refusal("record_changed_meanwhile"));
    const trail = club.db.read((r) => r.all<{ action: string; before: string; after: string }>("select action, before, after from audit where subject = ? order by id", `plan/${planId}`));
    expect(trail.at(-1)).toEqual({ action: "plan.state_changed", before: '{"state":"on_sale"}', after: '{"state":"closed"}' });
    expect(listPlans(club.cx()).find((plan) => plan.planId === planId)?.state).toBe("closed");
  });

  test("unknown plans are refused", () => {
    expect(() => setPlanState(club.cx(), { planId: 99 as never, version: 1, state: "closed" })).toThrow(refusal("plan_not_found"));
    expect(() => revisePlan(club.cx(), { planId: 99 as never, version: 1, terms: dearer(100) })).toThrow(refusal("plan_not_found"));
  });
});
