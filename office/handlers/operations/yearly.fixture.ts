/** The operations of yearly statements, prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import type { HouseholdId } from "#domain/identity.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { cashOf, raise, type Scene } from "./scene.fixture.ts";

const yearOf = async (scene: Scene): Promise<number> => Number((await scene.today()).slice(0, 4));

/** A household that paid something this year. */
async function paying(scene: Scene): Promise<HouseholdId> {
  const { householdId } = await scene.invoice();
  await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(5000), allocations: null, note: "" });
  return householdId;
}

async function madeRun(scene: Scene): Promise<number> {
  const year = await yearOf(scene);
  const householdIds = [await paying(scene)];
  for await (const event of await scene.owner.yearlyStatements.runBatch({ requestId: newRequestId(), year, householdIds }))
    if (event.state === "done") return event.runId;
  return raise("the run had no end");
}

export const yearlyCommands: Record<string, CommandCase> = {
  "yearlyStatements.make": {
    heavy: true,
    ready: async (scene) => ({ householdId: (await scene.invoice()).householdId, year: await yearOf(scene) }),
    audits: ["yearly_statement.made"],
    topics: ["statements", "documents", "household/:id"],
    wrong: { year: 0 },
  },
  "yearlyStatements.runBatch": {
    heavy: true,
    ready: async (scene) => ({ householdIds: [await paying(scene)], year: await yearOf(scene) }),
    audits: ["yearly_run.made"],
    topics: ["statements", "documents", "household/:id"],
    wrong: { householdIds: [] },
  },
  "yearlyStatements.markPrinted": {
    heavy: true,
    ready: async (scene) => ({ runId: await madeRun(scene) }),
    audits: ["yearly_run.printed"],
    topics: ["statements", "documents"],
    wrong: { runId: 0 },
  },
  "yearlyStatements.unmarkPrinted": {
    heavy: true,
    ready: async (scene) => {
      const runId = await madeRun(scene);
      await scene.owner.yearlyStatements.markPrinted({ requestId: newRequestId(), runId });
      return { runId };
    },
    audits: ["yearly_run.unmarked"],
    topics: ["statements", "documents"],
    wrong: { runId: "all" },
  },
};

export const yearlyQueries: Record<string, QueryCase> = {
  "yearlyStatements.candidates": {
    ready: async (scene) => {
      await paying(scene);
      return { year: await yearOf(scene) };
    },
    answer: () => expect.arrayContaining([expect.objectContaining({ netCents: expect.any(Number), problem: expect.any(String) })]),
    wrong: { year: "this" },
  },
  "yearlyStatements.runs": {
    ready: async (scene) => {
      await madeRun(scene);
      return { year: await yearOf(scene) };
    },
    answer: () => expect.arrayContaining([expect.objectContaining({ statements: 1, printedAt: null })]),
    wrong: { year: 12_345 },
  },
};
