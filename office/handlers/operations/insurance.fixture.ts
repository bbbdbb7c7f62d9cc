/** The operations of insurance policies, prepared as the other fixtures prepare theirs. */
import { toDay } from "#domain/calendar.ts";
import type { InsurancePolicyId, PatientId } from "#domain/identity.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { typedLine, type Scene } from "./scene.fixture.ts";

const terms = {
  carrier: "Bay State Dental",
  planName: "Gold",
  memberNumber: "X 1043",
  groupNumber: "",
  holderName: "",
  relation: "self",
  effectiveOn: toDay("2020-01-01"),
  termOn: null,
} as const;

async function policy(scene: Scene): Promise<{ policyId: InsurancePolicyId; patientId: PatientId }> {
  const { patientId } = await scene.family();
  const { policyId } = await scene.owner.insurance.add({ requestId: newRequestId(), patientId, terms });
  return { policyId, patientId };
}

const versioned = async (scene: Scene) => ({ policyId: (await policy(scene)).policyId, version: 1 });
async function detached(scene: Scene) {
  const one = await policy(scene);
  await scene.owner.insurance.detach({ requestId: newRequestId(), policyId: one.policyId, version: 1, why: "Changed jobs" });
  return one;
}

const topics = ["insurance", "patient/:id"];

export const insuranceCommands: Record<string, CommandCase> = {
  "insurance.add": {
    ready: async (scene) => ({ patientId: (await scene.family()).patientId, terms }),
    audits: ["policy.added"],
    topics,
    wrong: { terms: { ...terms, relation: "cousin" } },
  },
  "insurance.edit": {
    ready: async (scene) => ({ ...(await versioned(scene)), terms: { ...terms, termOn: "2026-01-01" } }),
    audits: ["policy.edited"],
    topics,
    wrong: { version: 1.5 },
  },
  "insurance.detach": {
    ready: async (scene) => ({ ...(await versioned(scene)), why: "Changed jobs" }),
    audits: ["policy.detached"],
    topics,
    wrong: { why: "" },
  },
  "insurance.attach": { ready: detached, audits: ["policy.attached"], topics, wrong: { patientId: 0 } },
  "insurance.makeFirst": {
    ready: async (scene) => ({ policyId: (await policy(scene)).policyId }),
    audits: ["policy.ordered"],
    topics,
    wrong: { policyId: 0 },
  },
  "insurance.remove": { ready: versioned, audits: ["policy.removed"], topics, wrong: { policyId: "all" } },
};

export const insuranceQueries: Record<string, QueryCase> = {
  "insurance.list": {
    ready: async (scene) => ({ patientId: (await policy(scene)).patientId }),
    answer: () => ({ policies: [{ carrier: "Bay State Dental", uses: 0 }] }),
    wrong: { patientId: 0 },
  },
  "insurance.holding": {
    ready: async (scene) => (await detached(scene), {}),
    answer: () => [{ detachedWhy: "Changed jobs" }],
    wrong: { more: 1 },
  },
  "insurance.ofInvoice": {
    ready: async (scene) => {
      const { patientId, householdId } = await scene.family();
      await scene.owner.insurance.add({ requestId: newRequestId(), patientId, terms });
      const lines = [await typedLine(scene, patientId)];
      const { invoiceId } = await scene.owner.invoices.issue({ requestId: newRequestId(), householdId, termsDays: 0, lines });
      return { invoiceId };
    },
    answer: () => [{ carrier: "Bay State Dental", position: 1 }],
    wrong: { invoiceId: 0 },
  },
};
