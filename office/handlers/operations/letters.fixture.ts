/** The operations of labels, recall letters, plan offers and brochures (DOC-1), prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import type { HouseholdId, MembershipId, NoticeId } from "#domain/identity.ts";
import { newRequestId } from "../../testing.ts";
import { memberToRecall } from "./benefits.fixture.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { raise, type Scene } from "./scene.fixture.ts";

const labels = { each: "household", sheet: { kind: "preset", name: "avery-5160" }, startAt: 4, nudge: { rightHalfMm: 1, downHalfMm: 0 } } as const;

/** A family with an address that a label takes. */
async function addressed(scene: Scene): Promise<{ householdId: HouseholdId }> {
  const { householdId } = await scene.family();
  const { office } = scene.other.connection.context;
  office.requirePractice().db.write((db) =>
    db.exec("update household set address_line1 = '12 Oak St', city = 'Lowell', region = 'MA', postal_code = '01850' where id = ?", householdId),
  );
  return { householdId };
}

async function labelsAsk(scene: Scene) {
  const { householdId } = await addressed(scene);
  return { ...labels, whom: { kind: "households" as const, householdIds: [householdId] } };
}

async function toRecall(scene: Scene): Promise<{ membershipIds: MembershipId[] }> {
  return { membershipIds: [(await memberToRecall(scene)).membershipId] };
}

async function waitingRecall(scene: Scene): Promise<{ noticeId: NoticeId }> {
  const { noticeIds } = await scene.owner.recall.writeLetters({ requestId: newRequestId(), ...(await toRecall(scene)) });
  return { noticeId: noticeIds[0] ?? raise("a letter that waits") };
}

async function offerAsk(scene: Scene) {
  const { householdId, patientId } = await scene.family();
  const { planVersionId } = await scene.plan();
  return { householdId, patientIds: [patientId], planVersionId, periodMonths: 1 as const };
}

async function brochureAsk(scene: Scene) {
  return { planIds: [(await scene.plan()).planId], language: "es" as const, paper: "a4" as const };
}

export const letterCommands: Record<string, CommandCase> = {
  "labels.run": { heavy: true, ready: labelsAsk, audits: ["labels.made"], topics: ["documents"], wrong: { startAt: 0 } },
  "recall.writeLetters": {
    ready: toRecall,
    audits: ["recall.written"],
    topics: ["recall", "notices", "household/:id"],
    wrong: { membershipIds: [] },
  },
  "recall.callOffLetter": {
    ready: waitingRecall,
    audits: ["recall.letter_called_off"],
    topics: ["recall", "notices", "outbox", "household/:id"],
    wrong: { noticeId: "first" },
  },
  "planOffers.make": { heavy: true, ready: offerAsk, audits: ["plan_offer.made"], topics: ["documents", "household/:id"], wrong: { patientIds: [] } },
  "brochures.make": { heavy: true, ready: brochureAsk, audits: ["brochure.made"], topics: ["documents"], wrong: { planIds: [] } },
};

export const letterQueries: Record<string, QueryCase> = {
  "labels.foretell": {
    ready: labelsAsk,
    answer: () => ({ labels: 1, sheets: 1, shrunk: [], leftOut: [] }),
    wrong: { each: "street" },
  },
  "recall.foretellLetters": {
    ready: toRecall,
    answer: () => ({ members: 1, emails: expect.any(Number) as unknown, recently: [] }),
    wrong: { withinDays: -1 },
  },
  "planOffers.quote": {
    ready: offerAsk,
    answer: () => ({ lines: expect.any(Array) as unknown, savedCents: expect.any(Number) as unknown, dues: [expect.objectContaining({ periods: expect.any(Number) as unknown })] }),
    wrong: { periodMonths: 2 },
  },
  "brochures.preview": {
    heavy: true,
    ready: brochureAsk,
    answer: () => ({ mediaType: "application/pdf" }),
    wrong: { paper: "a3" },
  },
};
