/** The operations of cards and charging, prepared as the other fixtures prepare theirs. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { OfficeClient } from "#contract/client.ts";
import { insertAttempt } from "#db/charging/attempts.ts";
import { closeDispute, insertDispute } from "#db/charging/disputes.ts";
import { askPause, findWaitingPause } from "#db/charging/pauses.ts";
import { addDays } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { toCents } from "#domain/money.ts";
import { confirmBillingStop } from "#services/billing/confirm-stop.ts";
import { issueInvoice } from "#services/invoices/issue.ts";
import { serviceLine } from "#services/payments/desk.fixture.ts";
import { viewBillingStop } from "#services/practice/billing-stop.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

const card = () => ({
  token: `test_succeeds:${randomUUID().replaceAll(/\d/g, "x")}`,
  brand: "visa",
  last4: "4242",
  expiresMonth: 12,
  expiresYear: 2040,
  funding: "credit" as const,
});

async function withCard(owner: OfficeClient, householdId: HouseholdId): Promise<number> {
  return (await owner.cards.add({ requestId: newRequestId(), householdId, card: card() })).cardId;
}

function deskOf(scene: Scene) {
  const { office } = scene.other.connection.context;
  return { db: office.requirePractice().db, cx: office.visitorCx(scene.other.connection.context.seat) };
}

/** A household on a card with two draws that no run has seen. */
async function missedDraws(scene: Scene): Promise<{ householdId: HouseholdId }> {
  const { householdId } = await scene.family();
  await withCard(scene.owner, householdId);
  const { db, cx } = deskOf(scene);
  for (const daysAgo of [40, 10]) {
    const drawOn = addDays(cx.today, -daysAgo);
    db.write((w) =>
      issueInvoice(cx, w, {
        kind: "draw",
        householdId,
        patientId: null,
        drawOn,
        invoicedOn: drawOn,
        dueOn: drawOn,
        termsDays: 0,
        lines: [serviceLine(drawOn, 3700)],
      }),
    );
  }
  return { householdId };
}

/** A charge that nobody heard of for a week. */
async function lostCharge(scene: Scene): Promise<{ key: string; invoiceId: InvoiceId; householdId: HouseholdId }> {
  const { householdId, invoiceId } = await scene.invoice();
  const cardId = await withCard(scene.owner, householdId);
  const { db, cx } = deskOf(scene);
  const key = randomUUID();
  db.write((w) =>
    insertAttempt(w, {
      key,
      invoiceId: asId<InvoiceId>(invoiceId),
      householdId,
      cardId,
      cardToken: "test_succeeds",
      amountCents: toCents(5000),
      ordinal: 1,
      drawOn: null,
      epoch: 1,
      origin: "staff",
      attemptOn: addDays(cx.today, -7),
      staffId: null,
      state: "sent",
      sentAt: addMilliseconds(cx.now, -7 * 86_400_000),
      probeAt: null,
    }),
  );
  return { key, invoiceId: asId<InvoiceId>(invoiceId), householdId };
}

/** Somebody was charged who joined after the backup that was restored. */
function nobodysCharge(scene: Scene): string {
  const { db, cx } = deskOf(scene);
  const key = randomUUID();
  db.write((w) =>
    insertAttempt(w, {
      key,
      invoiceId: null,
      householdId: null,
      cardId: null,
      cardToken: "",
      amountCents: toCents(3700),
      ordinal: 1,
      drawOn: cx.today,
      epoch: 1,
      origin: "found",
      attemptOn: cx.today,
      staffId: null,
      state: "succeeded",
      processorId: "ch_found",
      sentAt: cx.now,
      settledAt: cx.now,
      probeAt: null,
    }),
  );
  return key;
}

let disputes = 0;

async function lostDispute(scene: Scene): Promise<{ id: number }> {
  const { householdId } = await scene.family();
  const { db, cx } = deskOf(scene);
  const id = db.write((w): number => {
    const row = insertDispute(w, {
      disputeId: `dp_${(disputes += 1)}`,
      key: null,
      householdId,
      invoiceId: null,
      amountCents: toCents(3700),
      reason: "fraudulent",
      state: "opened",
      evidenceByOn: null,
      openedAt: cx.now,
    });
    closeDispute(w, row, { state: "lost", at: cx.now, returnedPaymentId: null });
    return row;
  });
  return { id };
}

function waitingPause(scene: Scene): { pauseId: number } {
  const { db, cx } = deskOf(scene);
  return db.write((w) => {
    askPause(w, {
      todayOn: cx.today,
      plannedCount: 90,
      plannedCents: 333_000,
      ceilingCount: 40,
      ceilingCents: 400_000,
      askedAt: cx.now,
    });
    return { pauseId: findWaitingPause(w, cx.today)?.pauseId ?? 0 };
  });
}

const catchUpTopics = ["billing", "invoices", "household/:id"];

export const chargingCommands: Record<string, CommandCase> = {
  "cards.add": {
    ready: async (scene) => ({ householdId: (await scene.family()).householdId, card: card() }),
    audits: ["card.added"],
    topics: ["cards", "billing", "household/:id"],
    wrong: { card: { ...card(), last4: "4242 4242" } },
  },
  "cards.remove": {
    ready: async (scene) => ({
      cardId: await withCard(scene.owner, (await scene.family()).householdId),
      reason: "Asked to",
    }),
    audits: ["card.removed"],
    topics: ["cards", "billing", "household/:id"],
    wrong: { reason: "" },
  },
  "charging.chargeNow": {
    ready: async (scene) => {
      const { householdId, invoiceId } = await scene.invoice();
      await withCard(scene.owner, householdId);
      const { cx } = deskOf(scene);
      // A stop that another case left behind would refuse the charge (F-19).
      if (viewBillingStop(cx.db)) confirmBillingStop(cx, "The date is right");
      return { invoiceId };
    },
    audits: ["charge.sent", "payment.taken", "charge.succeeded"],
    topics: ["charges", "payments", "invoices", "invoice/:id", "household/:id"],
    wrong: { invoiceId: 0 },
  },
  "charging.resolveUnknown": {
    ready: async (scene) => ({ key: (await lostCharge(scene)).key, outcome: "not_charged", reference: "Searched, nothing there" }),
    audits: ["charge.resolved", "charge.failed"],
    topics: ["charges", "billing", "invoice/:id", "household/:id"],
    wrong: { outcome: "perhaps" },
  },
  "charging.place": {
    ready: async (scene) => ({ key: nobodysCharge(scene), householdId: (await scene.family()).householdId }),
    audits: ["payment.taken", "charge.placed"],
    topics: ["charges", "billing", "household/:id", "payments"],
    wrong: { householdId: 0 },
  },
  "charging.paidBack": {
    ready: async (scene) => ({ key: nobodysCharge(scene), reference: "re_1" }),
    audits: ["charge.paid_back"],
    topics: ["charges", "billing"],
    wrong: { reference: "" },
  },
  "charging.approvePause": {
    ready: async (scene) => waitingPause(scene),
    audits: ["charging.approved"],
    topics: ["billing", "charges"],
    wrong: { pauseId: 0 },
  },
  "catchUp.charge": { ready: missedDraws, audits: ["catch_up.charged"], topics: catchUpTopics, wrong: { householdId: -1 } },
  "catchUp.forgive": {
    ready: missedDraws,
    audits: ["invoice.written_off", "catch_up.forgiven"],
    topics: catchUpTopics,
    wrong: { householdId: "all" },
  },
  "catchUp.skip": { ready: missedDraws, audits: ["catch_up.skipped"], topics: catchUpTopics, wrong: { householdId: 1.5 } },
  "catchUp.forgiveOlder": {
    ready: missedDraws,
    audits: ["invoice.written_off", "catch_up.forgiven"],
    topics: catchUpTopics,
    wrong: { householdId: null },
  },
  "disputes.release": {
    ready: lostDispute,
    audits: ["dispute.released"],
    topics: ["disputes", "billing", "household/:id"],
    wrong: { id: 0 },
  },
};

const nothing = { ready: async () => ({}), wrong: { more: 1 } };

export const chargingQueries: Record<string, QueryCase> = {
  "charging.attempts": {
    ready: async (scene) => ({ invoiceId: (await lostCharge(scene)).invoiceId }),
    answer: () => [{ state: "sent", ordinal: 1, canBeResolved: true, sentence: expect.stringContaining("On its way") as string }],
    wrong: { invoiceId: 0 },
  },
  "charging.nobodys": { ...nothing, ready: async (scene) => (nobodysCharge(scene), {}), answer: () => [{ amountCents: 3700, processorId: "ch_found" }] },
  "charging.unresolved": { ...nothing, answer: () => [{ state: "sent" }] },
  "charging.pause": { ...nothing, ready: async (scene) => (waitingPause(scene), {}), answer: () => ({ plannedCount: 90 }) },
  "cards.list": {
    ready: async (scene) => {
      const { householdId } = await scene.family();
      await withCard(scene.owner, householdId);
      return { householdId };
    },
    answer: () => [{ last4: "4242", isUsed: true, isProven: false }],
    wrong: {},
  },
  "cards.testCards": { ...nothing, answer: () => [{ token: "test_succeeds" }] },
  "cards.expiring": { ...nothing, answer: () => [] },
  "catchUp.list": {
    ...nothing,
    ready: async (scene) => (await missedDraws(scene), {}),
    answer: () => [{ totalCents: 3700, draws: [{ balanceCents: 3700, isCurrent: false }] }],
  },
  "disputes.evidencePdf": {
    ready: lostDispute,
    answer: () => ({ mediaType: "application/pdf", fileName: expect.stringMatching(/^dispute-dp_\d+\.pdf$/) as string }),
    wrong: { id: 0 },
    heavy: true,
    viewed: "record.viewed disputes",
  },
  "disputes.list": {
    ...nothing,
    ready: async (scene) => (await lostDispute(scene), {}),
    answer: () => [{ state: "lost", releasedAt: null }],
  },
};
