/** The operations of households as a whole: their sheet, and merging of households and of charts. */
import { expect } from "vitest";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { blankForm, type Scene } from "./scene.fixture.ts";

async function twoHouseholds(scene: Scene) {
  const [survivor, absorbed] = [await scene.invoice(), await scene.invoice()];
  return { survivorId: survivor.householdId, absorbedId: absorbed.householdId };
}

async function twoCharts(scene: Scene) {
  const [survivor, merged] = [await scene.invoice(), await scene.invoice()];
  return { survivorId: survivor.patientId, mergedId: merged.patientId };
}

async function mergedHouseholds(scene: Scene) {
  const pair = await twoHouseholds(scene);
  const { mergeId } = await scene.owner.households.merge({ requestId: newRequestId(), ...pair });
  return { mergeId };
}

async function mergedCharts(scene: Scene) {
  const pair = await twoCharts(scene);
  const { mergeId } = await scene.owner.patients.merge({ requestId: newRequestId(), ...pair });
  return { mergeId };
}

const merged = ["patients", "memberships", "invoices", "household/:id"];

export const householdCommands: Record<string, CommandCase> = {
  "households.merge": { ready: twoHouseholds, audits: ["household.merged"], topics: merged, wrong: { survivorId: 0 } },
  "households.undoMerge": { ready: mergedHouseholds, audits: ["household.unmerged"], topics: merged, wrong: { mergeId: 0 } },
  "patients.noteBounce": {
    ready: async (scene) => {
      const { householdId } = await scene.family();
      const { patientId } = await scene.owner.patients.add({
        requestId: newRequestId(),
        form: { ...blankForm, lastName: "Mail", email: "mail@example.com" },
        household: { householdId },
      });
      return { patientId, reason: "No such mailbox" };
    },
    audits: ["patient.email_bounced"],
    topics: ["patients", "patient/:id", "household/:id"],
    wrong: { patientId: 0 },
  },
  "patients.merge": {
    ready: twoCharts,
    audits: ["household.merged", "patient.merged"],
    topics: [...merged, "patient/:id"],
    wrong: { mergedId: "both" },
  },
  "households.printSheet": {
    ready: async (scene) => ({ householdId: (await scene.invoice()).householdId }),
    audits: ["household.sheet_printed"],
    topics: ["documents", "household/:id"],
    heavy: true,
    wrong: { householdId: 0 },
  },
  "patients.undoMerge": {
    ready: mergedCharts,
    audits: ["household.unmerged", "patient.unmerged"],
    topics: [...merged, "patient/:id"],
    wrong: { mergeId: null },
  },
};

const oneHousehold = async (scene: Scene) => ({ householdId: (await scene.invoice()).householdId });

export const householdQueries: Record<string, QueryCase> = {
  "households.sheet": { ready: oneHousehold, answer: () => ({ balanceCents: 5000, members: [{ isPayer: true }] }), wrong: { householdId: 0 } },
  "households.sheetPdf": {
    ready: oneHousehold,
    answer: () => ({ mediaType: "application/pdf", fileName: expect.stringMatching(/^household-\d+\.pdf$/) as string }),
    wrong: {},
    heavy: true,
  },
  "households.previewMove": {
    ready: async (scene) => {
      const { householdId } = await scene.invoice();
      const { patientId } = await scene.owner.patients.add({
        requestId: newRequestId(),
        form: { ...blankForm, lastName: "Mover" },
        household: { householdId },
      });
      return { patientId, toHouseholdId: null };
    },
    answer: () => ({ payerLeaves: false, from: { balanceCents: 5000 }, to: { balanceCents: 0 } }),
    wrong: { toHouseholdId: "home" },
  },
  "households.previewMerge": {
    ready: twoHouseholds,
    answer: () => ({ after: { balanceCents: 10_000 }, stubs: [], todayCents: 0 }),
    wrong: { survivorId: 1 },
  },
  "patients.previewMerge": { ready: twoCharts, answer: () => ({ mergesHouseholds: true, movesBalanceCents: 5000 }), wrong: { survivorId: 1 } },
};
