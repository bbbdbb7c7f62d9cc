/** The operations of the portal (PKG-4), prepared as the other fixtures prepare theirs. */
import { randomUUID } from "node:crypto";
import { toInstant } from "#domain/calendar.ts";
import { defaultPortal } from "#domain/portal/settings.ts";
import { takePortalMessage } from "#services/portal/take-message.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

/** A request as a portal would hand it over. */
async function asked(scene: Scene) {
  const { householdId, patientId } = await scene.family();
  const { planId, terms } = await scene.plan();
  const { context } = scene.other.connection;
  const body = { kind: "plan.enrol.request", patientId, planId, periodMonths: terms.prices[0]?.months ?? 1, note: "From the portal" };
  takePortalMessage(context.office.visitorCx(context.seat), { messageId: randomUUID(), householdId, askedAt: toInstant("2026-03-02T14:00:00.000Z"), body });
  const found = (await scene.owner.portal.requests({})).find((row) => row.patientId === patientId);
  if (!found) throw new Error("the request waits");
  return { joinRequestId: found.requestId, householdId };
}

const nothing = { ready: async () => ({}), wrong: { more: 1 } };

export const portalCommands: Readonly<Record<string, CommandCase>> = {
  "portal.saveSettings": {
    ready: async (scene) => ({ basedOn: (await scene.owner.portal.settings({})).version, settings: { ...defaultPortal, joinRequests: true } }),
    audits: ["portal.settings_changed"],
    topics: ["portal"],
    wrong: { settings: { ...defaultPortal, redeem: "yes" } },
  },
  "portal.decline": {
    ready: async (scene) => ({ joinRequestId: (await asked(scene)).joinRequestId, reason: "The plan is full" }),
    audits: ["portal.join_declined"],
    topics: ["portal", "billing", "household/:id"],
    wrong: { reason: "" },
  },
};

export const portalQueries: Readonly<Record<string, QueryCase>> = {
  "portal.settings": { ...nothing, answer: () => ({ isConnected: false }) },
  "portal.preview": {
    ready: async (scene) => ({ householdId: (await scene.family()).householdId }),
    answer: () => ({ balances: { memberships: [], packages: [] } }),
    wrong: { householdId: 0 },
  },
  "portal.requests": {
    ready: async (scene) => {
      await asked(scene);
      return {};
    },
    answer: () => [{ state: "open" }],
    wrong: { more: 1 },
  },
};
