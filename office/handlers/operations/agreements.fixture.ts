/** The operations of agreements and of members' prices, prepared as the other fixtures prepare theirs. */
import { signatureSheet } from "#domain/agreements/signature.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { raise, typedLine, type Scene } from "./scene.fixture.ts";

const drawn = { kind: "drawn" as const, ...signatureSheet, strokes: [[40, 150, 60, 60, 120, 60, 130, 150]] };
const scan = { base64: Buffer.from("%PDF-1.4\n1 0 obj << /Type /Pages /Count 1 >> endobj\n%%EOF\n").toString("base64") };

const signedTopics = ["memberships", "membership/:id", "household/:id", "documents", "billing"];

/** A member who waits for a signature, with the hash of what there is to sign. */
async function unsigned(scene: Scene) {
  const { membershipId } = await scene.member({ agreement: "later" });
  const { fingerprint } = (await scene.owner.agreements.ofMembership({ membershipId })) ?? raise("an agreement");
  return { membershipId, fingerprint };
}

export const agreementCommands: Record<string, CommandCase> = {
  "agreements.sign": {
    ready: async (scene) => ({ ...(await unsigned(scene)), signer: "Rosa Lee", signature: drawn }),
    audits: ["agreement.signed"],
    topics: signedTopics,
    heavy: true,
    wrong: { signature: { kind: "drawn", ...signatureSheet, strokes: [[1]] } },
  },
  "agreements.signedOnPaper": {
    ready: async (scene) => ({
      membershipId: (await unsigned(scene)).membershipId,
      signer: "Rosa Lee",
      signedOn: await scene.today(),
      scan,
    }),
    audits: ["agreement.signed"],
    topics: signedTopics,
    wrong: { signer: "   " },
  },
  "agreements.attachScan": {
    ready: async (scene) => {
      const { membershipId } = await unsigned(scene);
      const signedOn = await scene.today();
      await scene.owner.agreements.signedOnPaper({ requestId: newRequestId(), membershipId, signer: "Rosa Lee", signedOn, scan: null });
      return { membershipId, scan };
    },
    audits: ["agreement.scanned"],
    topics: signedTopics,
    wrong: { scan: { base64: "not in this alphabet!" } },
  },
  "agreements.print": {
    ready: async (scene) => ({ membershipIds: [(await unsigned(scene)).membershipId] }),
    audits: ["agreement.printed"],
    topics: ["documents", "household/:id"],
    heavy: true,
    wrong: { membershipIds: [] },
  },
};

export const agreementQueries: Record<string, QueryCase> = {
  "agreements.ofMembership": {
    ready: async (scene) => ({ membershipId: (await unsigned(scene)).membershipId }),
    answer: () => ({ signed: null, text: "Dues are drawn each month." }),
    wrong: { membershipId: 0 },
  },
  "membershipTimeline.list": {
    ready: async (scene) => ({ membershipId: (await unsigned(scene)).membershipId, limit: 20 }),
    answer: () => ({ rows: [{ group: "changes", title: "Enrolled" }], next: null }),
    wrong: { groups: ["gossip"] },
  },
  "membershipTimeline.exportCsv": {
    ready: async (scene) => ({ membershipId: (await unsigned(scene)).membershipId }),
    answer: () => ({ mediaType: "text/csv" }),
    wrong: { membershipId: "1" },
    viewed: "list.exported membershipTimeline",
  },
  "invoices.previewTyped": {
    ready: async (scene) => {
      const { householdId, patientId } = await scene.family();
      return { householdId, termsDays: 0, lines: [await typedLine(scene, patientId)] };
    },
    answer: () => ({ totalCents: 5000, lines: [{ listCents: 5000, why: [] }] }),
    wrong: { lines: null },
  },
};
