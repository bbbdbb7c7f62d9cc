/** The operations of benefits, the recall list and wallets, prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import type { HouseholdId, MembershipId, RecallCallId } from "#domain/identity.ts";
import { addDays } from "#domain/calendar.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

/** A member whose benefit year ends in a month, with one unit left. */
export async function memberToRecall(scene: Scene): Promise<{ membershipId: MembershipId; householdId: HouseholdId }> {
  const { membershipId, householdId } = await scene.member();
  const today = await scene.today();
  const { office } = scene.other.connection.context;
  office.requirePractice().db.write((db) => {
    db.exec("delete from benefit_grant where membership_id = ?", membershipId);
    db.exec(
      "insert into benefit_grant (membership_id, benefit, label, from_on, to_on, quantity, created_at) values (?, 'visit', 'Visits', ?, ?, 1, 'x')",
      membershipId,
      addDays(today, -335),
      addDays(today, 30),
    );
  });
  return { membershipId, householdId };
}

async function called(scene: Scene): Promise<{ callId: RecallCallId }> {
  const { membershipId } = await memberToRecall(scene);
  return scene.owner.recall.markCalled({ requestId: newRequestId(), membershipId, note: "" });
}

export const benefitCommands: Record<string, CommandCase> = {
  "recall.markCalled": {
    ready: async (scene) => ({ membershipId: (await memberToRecall(scene)).membershipId, note: "Left a word" }),
    audits: ["recall.called"],
    topics: ["recall"],
    wrong: { membershipId: 0 },
  },
  "recall.undoCalled": {
    ready: called,
    audits: ["recall.call_undone"],
    topics: ["recall"],
    wrong: { callId: "last" },
  },
};

export const benefitQueries: Record<string, QueryCase> = {
  "benefits.history": {
    ready: async (scene) => ({ membershipId: (await memberToRecall(scene)).membershipId }),
    answer: () => [{ label: "Visits", left: 1, uses: [] }],
    wrong: { membershipId: "x" },
  },
  "recall.list": {
    ready: async (scene) => (await memberToRecall(scene), {}),
    answer: () => expect.arrayContaining([expect.objectContaining({ unused: "Visits 1 of 1", stage: 30, isDue: true })]) as unknown,
    wrong: { since: "2026" },
  },
  "recall.exportCsv": {
    ready: () => Promise.resolve({}),
    answer: () => ({ mediaType: expect.stringContaining("csv") as unknown }),
    wrong: { since: "2026" },
    viewed: "list.exported recall",
  },
  "wallets.ofHousehold": {
    ready: async (scene) => ({ householdId: (await memberToRecall(scene)).householdId }),
    answer: () => ({ usableCents: 0, wallets: [] }),
    wrong: { householdId: -1 },
  },
};
