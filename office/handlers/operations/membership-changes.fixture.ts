/** The operations that change memberships and take changes back, prepared as the other fixtures prepare theirs. */
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { addDays } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

const topics = ["memberships", "membership/:id", "household/:id", "billing"];
const reason = "Asked at the desk";

/** A member, and a dearer plan to move to. */
async function beforeMove(scene: Scene) {
  const member = await scene.member();
  const { planVersionId } = await scene.plan({ name: "Plus", prices: [{ months: 1, priceCents: toCents(4900) }] });
  return { member, move: { membershipId: member.membershipId, planVersionId, periodMonths: 1 as const, when: "next_draw" as const, reason } };
}

async function expectedOf(
  preview: Promise<{ version: number; today: { cents: number }; creditCents: number; refundedCents: number }>,
) {
  const { version, today, creditCents, refundedCents } = await preview;
  return { version, todayCents: toCents(today.cents), backCents: toCents(creditCents + refundedCents) };
}

/** A member who draws today and could pay the year at once. */
async function beforeYear(scene: Scene): Promise<{ membershipId: MembershipId; reason: string }> {
  const terms: Partial<PlanTerms> = {
    prices: [
      { months: 1, priceCents: toCents(3900) },
      { months: 12, priceCents: toCents(42_500) },
    ],
  };
  const { planVersionId } = await scene.plan(terms);
  const { householdId, patientId } = await scene.family();
  const { membershipIds } = await scene.owner.memberships.enrol({
    requestId: newRequestId(),
    enrolment: {
      householdId,
      members: [{ patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
      startOn: await scene.today(),
      drawDay: null,
      firstMoney: "stub_now",
      agreement: "not_needed",
    },
    expectedTodayCents: toCents(3900),
    payment: null,
  });
  const [membershipId] = membershipIds;
  if (membershipId === undefined) throw new Error("one membership");
  return { membershipId, reason };
}

async function newDay(scene: Scene) {
  const { membershipId } = await scene.member();
  const { nextPeriodOn } = await scene.owner.membershipChanges.start({ membershipId });
  if (nextPeriodOn === null) throw new Error("a draw lies ahead");
  return { scope: "next_draw" as const, membershipId, collectOn: addDays(nextPeriodOn, 2), reason };
}

/** One who has left today. */
async function gone(scene: Scene) {
  const { membershipId, householdId } = await scene.member();
  await scene.owner.memberships.cancel({ requestId: newRequestId(), membershipId, when: "now", onDate: null, reason: "Moving" });
  return { householdId, members: [{ membershipId, fee: null }], drawDay: null };
}

async function waitingMove(scene: Scene): Promise<{ changeId: number; membershipId: MembershipId }> {
  const { move } = await beforeMove(scene);
  const expected = await expectedOf(scene.owner.membershipChanges.previewPlanMove(move));
  const { effect } = await scene.owner.membershipChanges.movePlan({
    requestId: newRequestId(),
    move,
    expected,
    payment: null,
  });
  return { changeId: effect.changeId, membershipId: move.membershipId };
}

export const membershipChangeCommands: Record<string, CommandCase> = {
  "membershipChanges.movePlan": {
    ready: async (scene) => {
      const { move } = await beforeMove(scene);
      return { move, expected: await expectedOf(scene.owner.membershipChanges.previewPlanMove(move)), payment: null };
    },
    audits: ["membership.plan_moved"],
    topics,
    wrong: { expected: { version: 1.5, todayCents: 0, backCents: 0 } },
  },
  "membershipChanges.payYear": {
    ready: async (scene) => {
      const year = await beforeYear(scene);
      return { ...year, expected: await expectedOf(scene.owner.membershipChanges.previewPayYear(year)), payment: null };
    },
    audits: ["membership.plan_moved", "invoice.issued"],
    topics: [...topics, "invoices", "invoice/:id"],
    wrong: { reason: "" },
  },
  "membershipChanges.changeDrawDay": {
    ready: async (scene) => {
      const change = await newDay(scene);
      return { change, expected: await expectedOf(scene.owner.membershipChanges.previewDrawDay(change)) };
    },
    audits: ["membership.draw_shifted"],
    topics,
    wrong: { change: { scope: "all_future", membershipId: 1, drawDay: 32, towards: "later", reason } },
  },
  "membershipChanges.rejoin": {
    ready: async (scene) => {
      const rejoin = await gone(scene);
      return { rejoin, expected: await expectedOf(scene.owner.membershipChanges.previewRejoin(rejoin)), payment: null };
    },
    audits: ["membership.rejoined", "invoice.issued"],
    topics: [...topics, "invoices", "invoice/:id"],
    wrong: { rejoin: { householdId: 1, members: [], drawDay: null } },
  },
  "membershipChanges.undo": {
    ready: async (scene) => ({ changeId: (await waitingMove(scene)).changeId }),
    audits: ["membership.change_undone"],
    topics,
    wrong: { changeId: 0 },
  },
};

export const membershipChangeQueries: Record<string, QueryCase> = {
  "membershipChanges.start": {
    ready: async (scene) => ({ membershipId: (await waitingMove(scene)).membershipId }),
    answer: () => ({ planName: "Adult", priceCents: 3700, waiting: [{ kind: "plan_move" }] }),
    wrong: { membershipId: 0 },
  },
  "membershipChanges.previewPlanMove": {
    ready: async (scene) => (await beforeMove(scene)).move,
    answer: () => ({ today: { cents: 0 }, nextDraws: [{ cents: 4900 }, { cents: 4900 }, { cents: 4900 }] }),
    wrong: { when: "yesterday" },
  },
  "membershipChanges.previewPayYear": {
    ready: beforeYear,
    answer: () => ({ today: { cents: 42_500 - 3900 } }),
    wrong: { reason: " " },
  },
  "membershipChanges.previewDrawDay": {
    ready: newDay,
    answer: () => ({ today: { cents: 0 }, nextDraws: [{ cents: 3700 }, { cents: 3700 }, { cents: 3700 }] }),
    wrong: { scope: "some" },
  },
  "membershipChanges.rejoinable": {
    ready: async (scene) => {
      const { members } = await gone(scene);
      const [one] = members;
      if (!one) throw new Error("one has left");
      return { membershipId: one.membershipId };
    },
    answer: () => [{ planName: "Adult", priceCents: 3700 }],
    wrong: { membershipId: "all" },
  },
  "membershipChanges.previewRejoin": {
    ready: gone,
    answer: () => ({ today: { cents: 0 } }),
    wrong: { drawDay: 0 },
  },
};
