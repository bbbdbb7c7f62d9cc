/** The operations of closing the day, prepared as the other fixtures prepare theirs. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { lockedThrough } from "#db/closing/locks.ts";
import { insertKeptStatement } from "#db/closing/location-statements.ts";
import { insertPayout } from "#db/closing/payouts.ts";
import { openDocumentStore } from "#db/document-store.ts";
import { insertDocument } from "#db/statements/records.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { DepositId, PayoutId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { cashOf, raise, type Scene } from "./scene.fixture.ts";

function officeOf(scene: Scene) {
  const { office, seat } = scene.other.connection.context;
  const { db, folder, key } = office.requirePractice();
  return { db, now: office.visitorCx(seat).now, store: openDocumentStore(folder.documents, key) };
}

/** The day after the last locked one, years before anything else of the scene. */
async function nextToLock(scene: Scene): Promise<Day> {
  const { db } = officeOf(scene);
  return addDays(db.read((read) => lockedThrough(read)) ?? addDays(await scene.today(), -3000), 1);
}

async function lockedDay(scene: Scene): Promise<Day> {
  const throughOn = await nextToLock(scene);
  await scene.owner.closing.lock({ requestId: newRequestId(), throughOn });
  return throughOn;
}

/** Cash that was taken today and lies in the drawer. */
async function posting(scene: Scene): Promise<number> {
  const { householdId } = await scene.invoice();
  await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(5000), allocations: null, note: "" });
  return (await scene.owner.closing.undeposited({})).items.at(-1)?.postingId ?? raise("cash in the drawer");
}

async function deposit(scene: Scene): Promise<{ depositId: DepositId }> {
  const made = await scene.owner.closing.makeDeposit({
    requestId: newRequestId(),
    postingIds: [await posting(scene)],
    depositedOn: await scene.today(),
    note: "",
  });
  return { depositId: made.depositId };
}

/** A payout of nothing, which a correction of the processor is. */
async function payout(scene: Scene): Promise<{ payoutRowId: PayoutId }> {
  const { db, now } = officeOf(scene);
  const arrivedOn = await scene.today();
  const none = toCents(0);
  const payoutRowId = db.write((write) =>
    insertPayout(write, { payoutId: `po_${randomUUID()}`, arrivedOn, amountCents: none, entryId: null, takenAt: now, items: [] }),
  );
  return { payoutRowId };
}

async function kept(scene: Scene): Promise<{ statementId: number }> {
  const { db, now, store } = officeOf(scene);
  const bytes = Buffer.from(`%PDF-1.7 ${"kept ".repeat(20)}`);
  const sha256 = store.put(bytes);
  const statementId = db.write((write) => {
    const before = write.get<{ n: number }>("select count(*) as n from location_statement")?.n ?? 0;
    const fromOn = addDays("2001-01-01" as Day, before);
    const documentId = insertDocument(write, {
      kind: "location_statement",
      householdId: null,
      title: "Location statement",
      sha256,
      bytes: bytes.byteLength,
      pages: 1,
      createdBy: null,
      createdAt: now,
    });
    return insertKeptStatement(write, { fromOn, toOn: fromOn, figures: "{}", documentId, by: null, at: now });
  });
  return { statementId };
}

export const closingCommands: Record<string, CommandCase> = {
  "closing.count": {
    ready: async (scene) => {
      const dayOn = await scene.today();
      const { counts } = await scene.owner.closing.day({ dayOn });
      return { dayOn, countsSeen: counts.length, pieces: { "500": counts.length + 1 }, floatCents: 0, checksCents: 0, cardBatchCents: 0, reason: "Nobody knows" };
    },
    audits: ["day.counted"],
    topics: ["closing", "payments", "reports"],
    wrong: { pieces: { "3": 1 } },
  },
  "closing.lock": {
    ready: async (scene) => ({ throughOn: await nextToLock(scene) }),
    audits: ["day.locked"],
    topics: ["closing", "reports"],
    wrong: { throughOn: "soon" },
  },
  "closing.unlock": {
    ready: async (scene) => ({ dayOn: await lockedDay(scene), reason: "A check was forgotten" }),
    audits: ["day.unlocked"],
    topics: ["closing", "reports"],
    wrong: { reason: " " },
  },
  "closing.makeDeposit": {
    ready: async (scene) => ({ postingIds: [await posting(scene)], depositedOn: await scene.today(), note: "" }),
    audits: ["deposit.made"],
    topics: ["closing", "payments", "reports"],
    wrong: { postingIds: [0] },
  },
  "closing.confirmDeposit": {
    ready: async (scene) => ({ ...(await deposit(scene)), confirmedOn: await scene.today() }),
    audits: ["deposit.confirmed"],
    topics: ["closing", "reports"],
    wrong: { depositId: 0 },
  },
  "closing.undoDeposit": {
    ready: async (scene) => ({ ...(await deposit(scene)), reason: "Wrong bag" }),
    audits: ["deposit.undone"],
    topics: ["closing", "payments", "reports"],
    wrong: { reason: "" },
  },
  "closing.confirmPayout": {
    ready: async (scene) => ({ ...(await payout(scene)), bank: { on: await scene.today(), cents: 0 } }),
    audits: ["payout.confirmed"],
    topics: ["closing", "reports"],
    wrong: { bank: { on: "soon", cents: 1 } },
  },
};

const range = async (scene: Scene) => ({ from: addDays(await scene.today(), -30), to: await scene.today() });

export const closingQueries: Record<string, QueryCase> = {
  "closing.days": { ready: async () => ({}), answer: () => ({ days: expect.any(Array) as unknown }), wrong: { more: 1 } },
  "closing.day": {
    ready: async (scene) => ({ dayOn: await scene.today() }),
    answer: () => ({ isOver: false, isLocked: false }),
    wrong: { dayOn: "today" },
  },
  "closing.undeposited": {
    ready: async (scene) => (await posting(scene), {}),
    answer: () => ({ items: expect.arrayContaining([expect.objectContaining({ account: "cash_drawer", amountCents: 5000 })]) as unknown }),
    wrong: { more: 1 },
  },
  "closing.deposits": {
    ready: async (scene) => (await deposit(scene), range(scene)),
    answer: () => expect.arrayContaining([expect.objectContaining({ totalCents: 5000, undoneOn: null })]) as unknown,
    wrong: { from: null },
  },
  "closing.deposit": { ready: deposit, answer: () => ({ deposit: { cashCents: 5000 }, items: [{ amountCents: 5000 }] }), wrong: { depositId: -1 } },
  "closing.depositSlip": {
    ready: deposit,
    answer: () => ({ mediaType: "application/pdf", fileName: expect.stringMatching(/^deposit-\d+-[\d-]+\.pdf$/) as string }),
    wrong: { depositId: "one" },
    heavy: true,
  },
  "closing.depositCsv": { ready: deposit, answer: () => ({ mediaType: "text/csv" }), wrong: { depositId: null } },
  "closing.payouts": {
    ready: async (scene) => (await payout(scene), range(scene)),
    answer: () => ({ payouts: expect.arrayContaining([expect.objectContaining({ amountCents: 0, items: 0 })]) as unknown }),
    wrong: { to: "later" },
  },
  "closing.keptStatements": {
    ready: async (scene) => (await kept(scene), {}),
    answer: () => expect.arrayContaining([expect.objectContaining({ fromOn: "2001-01-01" })]) as unknown,
    wrong: { more: 1 },
  },
  "closing.keptStatementPdf": {
    ready: kept,
    answer: () => ({ mediaType: "application/pdf", fileName: expect.stringMatching(/^location-statement-2001-\d\d-\d\d-2001-\d\d-\d\d\.pdf$/) as string }),
    wrong: { statementId: 0 },
  },
};
