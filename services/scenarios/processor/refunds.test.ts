/** Refunds at the scripted processor in its own process, asked through the gateway over real HTTP (INV-9, BIL-8). */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { CardEvent, RefundRequest } from "../../gateways/cards.ts";
import { httpCards, type StandInCards } from "../../gateways/http-cards.ts";
import { nonsenseKinds } from "./faults.ts";
import { startProcessor, type RunningProcessor } from "./processor-process.ts";

let folder: string;
let processor: RunningProcessor;
let cards: StandInCards;
let keys = 0;
const noon = "2026-12-05T14:00:00.000Z";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "perennial-refunds-"));
  processor = await startProcessor(join(folder, "journal"));
  await processor.control({ clock: noon });
  cards = httpCards({ address: processor.address, limitMs: 120_000 });
}, 60_000);
afterAll(async () => {
  await processor.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A charge of 37.00 that went through; answers its key. */
async function charged(cardToken = "tok_ok", lineage = "practice-a"): Promise<string> {
  const key = `charge-${(keys += 1)}`;
  const metadata = { lineage, epoch: 1, householdId: 12, invoiceId: 90 + keys, drawOn: toDay("2026-12-05"), ordinal: 1 };
  expect(await cards.charge({ key, cardToken, amountCents: toCents(3700), metadata })).toMatchObject({ state: "succeeded" });
  return key;
}

function refund(chargeKey: string, cents = 2960, over: Partial<RefundRequest["metadata"]> = {}): RefundRequest {
  const metadata = { lineage: "practice-a", epoch: 1, householdId: 12, paymentId: 7, invoiceId: null, ...over };
  return { key: `refund-${(keys += 1)}`, chargeKey, amountCents: toCents(cents), metadata };
}

const made = (key: string): number => processor.refunds().filter((one) => one.key === key).length;

test("BIL-8 INV-9 the same key pays back once and answers the same every time", async () => {
  const asked = refund(await charged());
  const first = await cards.refund(asked);
  expect(first).toMatchObject({ state: "succeeded", at: noon });
  expect(await cards.refund(asked)).toEqual(first);
  expect(made(asked.key)).toBe(1);
  expect(await cards.lookUpRefund(asked.key)).toEqual({ key: asked.key, chargeKey: asked.chargeKey, amountCents: 2960, metadata: asked.metadata, outcome: first });
  expect(await cards.lookUp(asked.chargeKey)).toMatchObject({ refundedCents: 2960 });
});

test("BIL-8 a key used again for another amount or charge pays nothing and is unknown, for its refund exists", async () => {
  const asked = refund(await charged());
  await cards.refund(asked);
  expect(await cards.refund({ ...asked, amountCents: toCents(100) })).toEqual({ state: "unknown", reason: "nonsense" });
  expect(await cards.refund({ ...asked, chargeKey: await charged() })).toEqual({ state: "unknown", reason: "nonsense" });
  expect(made(asked.key)).toBe(1);
});

test("INV-9 parts never exceed the charge, and a refused one moved nothing and can be asked about", async () => {
  const chargeKey = await charged();
  expect(await cards.refund(refund(chargeKey, 2000))).toMatchObject({ state: "succeeded" });
  expect(await cards.refund(refund(chargeKey, 1700))).toMatchObject({ state: "succeeded" });
  const beyond = refund(chargeKey, 1);
  expect(await cards.refund(beyond)).toMatchObject({ state: "declined", code: "more_than_charged" });
  expect(await cards.lookUpRefund(beyond.key)).toMatchObject({ outcome: { state: "declined" } });
  expect(await cards.lookUp(chargeKey)).toMatchObject({ refundedCents: 3700 });
});

test("BIL-17 INV-9 what cannot be paid back is refused with its code", async () => {
  const disputed = await charged();
  await processor.control({ dispute: { key: disputed, disputeId: "dp_1", state: "opened", reason: "fraudulent", evidenceBy: null } });
  expect(await cards.refund(refund(disputed))).toMatchObject({ state: "declined", code: "charge_disputed" });
  expect(await cards.refund(refund("never-charged"))).toMatchObject({ state: "declined", code: "no_such_charge" });
  expect(await cards.refund(refund(await charged("tok_norefund")))).toMatchObject({ state: "declined", code: "card_cannot_be_credited" });
  expect(await cards.refund(refund(await charged(), 0))).toEqual({ state: "not_accepted", reason: "invalid_request" });
});

test("BIL-9 a slow refund ends an hour later, either way, and an event says so", async () => {
  const pays = refund(await charged("tok_slowrefund"));
  const fails = refund(await charged("tok_slowrefund_no"));
  expect([await cards.refund(pays), await cards.refund(fails)]).toMatchObject([{ state: "pending" }, { state: "pending" }]);
  // What is on its way counts: the rest is all that can be asked for.
  expect(await cards.refund(refund(pays.chargeKey, 741))).toMatchObject({ state: "declined", code: "more_than_charged" });
  await processor.control({ clock: "2026-12-05T15:00:00.000Z" });
  expect(await cards.lookUpRefund(pays.key)).toMatchObject({ outcome: { state: "succeeded" } });
  expect(await cards.refund(fails)).toMatchObject({ state: "declined", code: "card_cannot_be_credited" });
  expect(await cards.lookUp(fails.chargeKey)).toMatchObject({ refundedCents: 0 });
  const events = await allEvents();
  const told = (key: string) => events.flatMap((event) => (event.kind === "refund" && event.key === key ? [event.outcome.state] : []));
  expect([told(pays.key), told(fails.key)]).toEqual([["pending", "succeeded"], ["pending", "declined"]]);
  await processor.control({ clock: noon });
});

test.each([
  ["an answer lost before it acted", { kind: "lost", executed: false }, "no_answer", 0],
  ["an answer lost after it acted", { kind: "lost", executed: true }, "no_answer", 1],
  ["a server error", { kind: "server_error", executed: false }, "server_error", 0],
  ["a server error after it acted", { kind: "server_error", executed: true }, "server_error", 1],
  ["too many requests", { kind: "rate_limited" }, "rate_limited", 0],
] as const)("BIL-9 INV-9 %s is unknown, and the same key tells", async (_what, fault, reason, times) => {
  const asked = refund(await charged());
  await processor.control({ faults: [{ on: "refund", fault }] });
  expect(await cards.refund(asked)).toEqual({ state: "unknown", reason });
  expect(made(asked.key)).toBe(times);
  expect(await cards.refund(asked)).toMatchObject({ state: "succeeded" });
  expect(made(asked.key)).toBe(1);
});

test("BIL-9 a request that the network delivers twice pays back once", async () => {
  const asked = refund(await charged());
  await processor.control({ faults: [{ on: "refund", fault: { kind: "twice" } }] });
  expect(await cards.refund(asked)).toMatchObject({ state: "succeeded" });
  expect(made(asked.key)).toBe(1);
});

test("BIL-9 an answer that comes later than the office waits is unknown, and was carried out", async () => {
  const asked = refund(await charged());
  await processor.control({ faults: [{ on: "refund", fault: { kind: "slow", ms: 30_000 } }] });
  const hasty = httpCards({ address: processor.address, limitMs: 300 });
  expect(await hasty.refund(asked)).toEqual({ state: "unknown", reason: "no_answer" });
  expect(await cards.refund(asked)).toMatchObject({ state: "succeeded" });
  expect(made(asked.key)).toBe(1);
}, 90_000);

test.each(nonsenseKinds)("BIL-9 a reply about a refund that is %s is unknown", async (body) => {
  const asked = refund(await charged());
  const fault = { kind: "nonsense", body, executed: true } as const;
  await processor.control({ faults: [{ on: "refund", fault }, { on: "look_up_refund", fault }] });
  const unknown = { state: "unknown", reason: "nonsense" };
  expect([await cards.refund(asked), await cards.lookUpRefund(asked.key)]).toEqual([unknown, unknown]);
  expect(made(asked.key)).toBe(1);
});

test("BIL-9 what was never executed is absent, and no answer at all is unknown", async () => {
  expect(await cards.lookUpRefund("never-sent")).toEqual({ state: "absent" });
  await processor.kill();
  const none = { state: "unknown", reason: "no_answer" };
  expect(await cards.refund(refund("x"))).toEqual(none);
  expect(await cards.lookUpRefund("x")).toEqual(none);
  expect(await cards.listRefunds({ lineage: "practice-a", epoch: 1 }, toInstant("2026-01-01T00:00:00Z"))).toEqual(none);
  await processor.restart();
  await processor.control({ clock: noon });
});

test("BIL-20 all refunds of a practice over several pages, to its newest epoch only", async () => {
  const lineage = "practice-b";
  const chargeKey = await charged("tok_ok", lineage);
  const asked = Array.from({ length: 130 }, () => refund(chargeKey, 1, { lineage }));
  for (const one of asked) await cards.refund(one);
  const since = toInstant("2026-01-01T00:00:00Z");
  await cards.listCharges({ lineage, epoch: 2 }, since);
  const listed = await cards.listRefunds({ lineage, epoch: 2 }, since);
  expect("state" in listed ? listed : listed.map(({ key }) => key)).toEqual(asked.map(({ key }) => key));
  expect(await cards.listRefunds({ lineage, epoch: 1 }, since)).toEqual({ state: "not_accepted", reason: "old_epoch", newestEpoch: 2 });
  expect(await cards.refund(refund(chargeKey, 1, { lineage, epoch: 1 }))).toEqual({ state: "not_accepted", reason: "old_epoch", newestEpoch: 2 });
  expect(await cards.listRefunds({ lineage, epoch: 2 }, toInstant("2026-12-06T00:00:00Z"))).toEqual([]);
});

test("R1 a processor that is killed knows its refunds again", async () => {
  const asked = refund(await charged());
  const first = await cards.refund(asked);
  const before = processor.refunds();
  await processor.restart();
  await processor.control({ clock: noon });
  expect(processor.refunds()).toEqual(before);
  expect(await cards.refund(asked)).toEqual(first);
  expect(made(asked.key)).toBe(1);
});

async function allEvents(): Promise<CardEvent[]> {
  const all: CardEvent[] = [];
  for (let after: string | null = null; ; ) {
    const page = await cards.events(after);
    if ("state" in page) throw new Error(page.reason);
    if (page.events.length === 0) return all;
    all.push(...page.events);
    after = page.next;
  }
}
