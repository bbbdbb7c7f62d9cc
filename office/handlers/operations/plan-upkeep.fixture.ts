/** The operations of age-outs, price rises and renewals, prepared as the other fixtures prepare theirs. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { insertCancellation } from "#db/memberships/changes.ts";
import { addDays, type Day, type Instant } from "#domain/calendar.ts";
import type { PlanId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { someTerms, type Scene } from "./scene.fixture.ts";

const named = (what: string): string => `${what} ${randomUUID().slice(0, 8)}`;

/** Somebody who grew out of a plan long ago, with a plan to go to; nobody has decided. */
async function grownUp(scene: Scene) {
  const next = await scene.plan({ name: named("Grown"), prices: [{ months: 1, priceCents: toCents(4000) }] });
  const young = await scene.plan({ name: named("Young"), prices: [{ months: 1, priceCents: toCents(2500) }], ageOutTo: next.planId });
  const member = await enrolled(scene, young.planVersionId);
  // Who is too old cannot be enrolled: the plan's newest version begins to have an age, and the member is moved to it.
  await scene.owner.plans.revise({
    requestId: newRequestId(),
    planId: young.planId,
    version: young.version,
    terms: { ...young.terms, audience: { minAge: null, maxAgeExclusive: 18 } },
  });
  const { db } = deskOf(scene);
  db.write((w) =>
    w.exec(
      "update membership_schedule set plan_version_id = (select max(id) from plan_version where plan_id = ?) where membership_id = ?",
      young.planId,
      member.membershipId,
    ),
  );
  return { ...member, planId: young.planId };
}

async function enrolled(scene: Scene, planVersionId: Awaited<ReturnType<Scene["plan"]>>["planVersionId"]) {
  const startOn = await scene.today();
  const lee = await scene.family();
  const { membershipIds } = await scene.owner.memberships.enrol({
    requestId: newRequestId(),
    enrolment: {
      householdId: lee.householdId,
      members: [{ patientId: lee.patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
      startOn,
      drawDay: Number(addDays(startOn, 10).slice(8)),
      firstMoney: "free_until_draw",
      agreement: "not_needed",
    },
    expectedTodayCents: toCents(0),
    payment: null,
  });
  const [membershipId] = membershipIds;
  if (membershipId === undefined) throw new Error("one membership");
  return { ...lee, membershipId };
}

function deskOf(scene: Scene) {
  const { office } = scene.other.connection.context;
  return { db: office.requirePractice().db };
}

const rise = (planId: PlanId, effectiveOn: Day) => ({
  plans: [{ planId, changes: [{ months: 1 as const, change: { kind: "by_amount" as const, cents: toCents(200) } }] }],
  effectiveOn,
  scope: "first_draw_after_notice" as const,
  noticeDays: 30,
  excluded: [],
  reason: "Costs",
});

async function riseOfOne(scene: Scene) {
  const plan = await scene.plan({ name: named("Rise"), prices: [{ months: 1, priceCents: toCents(3700) }], activation: { ...someTerms.activation, feeCents: toCents(0) } });
  await enrolled(scene, plan.planVersionId);
  return rise(plan.planId, addDays(await scene.today(), 60));
}

async function waitingRise(scene: Scene) {
  const input = await riseOfOne(scene);
  const preview = await scene.owner.planUpkeep.previewRise(input);
  return scene.owner.planUpkeep.raisePrices({
    requestId: newRequestId(),
    ...input,
    expectedMembers: preview.raised,
    expectedAfterCents: preview.monthlyAfterCents,
  });
}

export const planUpkeepCommands: Record<string, CommandCase> = {
  "planUpkeep.renewTerm": {
    ready: endingTerm,
    audits: ["membership.term_renewed"],
    topics: ["membership/:id", "memberships", "household/:id", "billing", "notices"],
    wrong: { reason: "" },
  },
  "planUpkeep.chooseAgeOut": {
    ready: async (scene) => ({ membershipId: (await grownUp(scene)).membershipId, choice: "move", reason: "Talked about it" }),
    audits: ["membership.age_out_decided"],
    topics: ["membership/:id", "memberships", "household/:id", "billing"],
    wrong: { choice: "perhaps" },
  },
  "planUpkeep.raisePrices": {
    ready: async (scene) => ({ ...(await riseOfOne(scene)), expectedMembers: 1, expectedAfterCents: 3900 }),
    audits: ["price_rise.decided"],
    topics: ["price-rises", "plans", "memberships", "notices", "billing", "household/:id"],
    wrong: { noticeDays: 3 },
  },
  "planUpkeep.withdrawRise": {
    ready: async (scene) => ({ riseId: (await waitingRise(scene)).riseId, memberRowIds: null }),
    audits: ["price_rise.withdrawn"],
    topics: ["price-rises", "plans", "memberships", "notices", "billing", "household/:id"],
    wrong: { memberRowIds: [] },
  },
};

/** Somebody whose plan ends with its term, entered as the run enters it. */
async function endingTerm(scene: Scene) {
  const plan = await scene.plan({ name: named("Ending"), autoRenew: false });
  const { membershipId } = await enrolled(scene, plan.planVersionId);
  const { db } = deskOf(scene);
  const effectiveOn = addDays(await scene.today(), 20);
  db.write((w) => insertCancellation(w, membershipId, { effectiveOn, kind: "expired" }, { reason: "Term", createdBy: null, createdAt: new Date().toISOString() as Instant }));
  return { membershipId, reason: "Wishes to go on" };
}

const nothing = { ready: async () => ({}), wrong: { more: 1 } };

export const planUpkeepQueries: Record<string, QueryCase> = {
  "planUpkeep.ageOuts": { ...nothing, ready: async (scene) => (await grownUp(scene), {}), answer: () => [{ state: "decide", oldCents: 2500, newCents: 4000 }] },
  "planUpkeep.previewAgeOut": {
    ready: async (scene) => ({ membershipId: (await grownUp(scene)).membershipId, choice: "move", reason: "Asked" }),
    answer: () => ({ todayCents: 0, sentence: expect.stringContaining("moves to") as string }),
    wrong: { membershipId: 0 },
  },
  "planUpkeep.previewRise": {
    ready: riseOfOne,
    answer: () => ({ raised: 1, letters: 1, members: [{ oldCents: 3700, newCents: 3900 }] }),
    wrong: { scope: "everybody" },
  },
  "planUpkeep.rises": { ...nothing, ready: async (scene) => (await waitingRise(scene), {}), answer: () => [{ counts: { notice_waits: 1 } }] },
  "planUpkeep.rise": {
    ready: async (scene) => ({ riseId: (await waitingRise(scene)).riseId }),
    answer: () => ({ members: [{ state: "notice_waits", newCents: 3900 }] }),
    wrong: { riseId: 0 },
  },
  "planUpkeep.exportRise": {
    ready: async (scene) => ({ riseId: (await waitingRise(scene)).riseId }),
    answer: () => ({ mediaType: "text/csv", fileName: expect.stringMatching(/^price-rise-\d+\.csv$/) as string }),
    wrong: { riseId: "1" },
    viewed: "list.exported planUpkeep",
  },
  "planUpkeep.renewals": { ...nothing, answer: () => [] },
};
