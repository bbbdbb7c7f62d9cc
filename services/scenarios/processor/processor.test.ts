/** The scripted processor in its own process, asked through the gateway over real HTTP. */
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { CardEvent, ChargeRequest } from "../../gateways/cards.ts";
import { httpCards, type StandInCards } from "../../gateways/http-cards.ts";
import { nonsenseKinds } from "./faults.ts";
import { startProcessor, type RunningProcessor } from "./processor-process.ts";

let folder: string;
let processor: RunningProcessor;
let cards: StandInCards;
let keys = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "perennial-processor-"));
  processor = await startProcessor(join(folder, "journal"));
  await processor.control({ clock: "2026-12-05T14:00:00.000Z" });
  cards = httpCards({ address: processor.address, limitMs: 120_000 });
}, 60_000);
afterAll(async () => {
  await processor.kill();
  rmSync(folder, { recursive: true, force: true });
});

function request(cardToken: string, over: Partial<ChargeRequest> & { readonly lineage?: string; readonly epoch?: number } = {}): ChargeRequest {
  keys += 1;
  const { lineage = "practice-a", epoch = 1, ...rest } = over;
  return {
    key: `attempt-${keys}`,
    cardToken,
    amountCents: toCents(3700),
    metadata: { lineage, epoch, householdId: 12, invoiceId: 90 + keys, drawOn: toDay("2026-12-05"), ordinal: 1 },
    ...rest,
  };
}

const made = (key: string): number => processor.charges().filter((one) => one.key === key).length;

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

test("BIL-8 the same key is executed once and answers the same every time", async () => {
  const asked = request("tok_ok");
  const first = await cards.charge(asked);
  expect(first).toMatchObject({ state: "succeeded", at: "2026-12-05T14:00:00.000Z" });
  expect(await cards.charge(asked)).toEqual(first);
  expect(await cards.charge(asked)).toEqual(first);
  expect(made(asked.key)).toBe(1);
  expect(await cards.lookUp(asked.key)).toEqual({
    key: asked.key,
    amountCents: 3700,
    refundedCents: 0,
    metadata: asked.metadata,
    outcome: first,
  });
});

test("BIL-8 a key used again with another amount or card charges nothing and is unknown, for its charge exists", async () => {
  const asked = request("tok_ok");
  await cards.charge(asked);
  expect(await cards.charge({ ...asked, amountCents: toCents(9900) })).toEqual({ state: "unknown", reason: "nonsense" });
  expect(await cards.charge({ ...asked, cardToken: "tok_ok.other" })).toEqual({ state: "unknown", reason: "nonsense" });
  expect(made(asked.key)).toBe(1);
});

test("BIL-8 a key is forgotten after a day: sent again then, it charges a second time", async () => {
  const asked = request("tok_ok", { lineage: "practice-day" });
  await cards.charge(asked);
  await processor.control({ clock: "2026-12-06T13:59:00.000Z" });
  await cards.charge(asked);
  expect(made(asked.key)).toBe(1);
  await processor.control({ clock: "2026-12-06T14:00:00.000Z" });
  await cards.charge(asked);
  expect(made(asked.key)).toBe(2);
  await processor.control({ clock: "2026-12-05T14:00:00.000Z" });
});

test.each([
  ["insufficient_funds", "soft"],
  ["lost_card", "hard"],
  ["authentication_required", "authentication"],
] as const)("BIL-8 a card is declined with %s, which is %s", async (code, kind) => {
  const asked = request(`tok_decline_${code}`);
  const answer = await cards.charge(asked);
  expect(answer).toMatchObject({ state: "declined", code, kind });
  expect(await cards.charge(asked)).toEqual(answer);
  expect(await cards.lookUp(asked.key)).toMatchObject({ outcome: { state: "declined", code } });
});

test("BIL-14 a card can be declined twice and then pay, each time under a new key", async () => {
  const token = "tok_decline_do_not_honor~2.a";
  expect(await cards.charge(request(token))).toMatchObject({ state: "declined" });
  expect(await cards.charge(request(token))).toMatchObject({ state: "declined" });
  expect(await cards.charge(request(token))).toMatchObject({ state: "succeeded" });
});

test("BIL-9 what was never executed is absent, and only the processor's own word for it counts", async () => {
  expect(await cards.lookUp("never-sent")).toEqual({ state: "absent" });
  await processor.control({ faults: [{ on: "look_up", fault: { kind: "nonsense", body: "html", executed: true } }] });
  expect(await cards.lookUp("never-sent")).toEqual({ state: "unknown", reason: "nonsense" });
});

test("BIL-9 a request that makes no sense, an unknown card and an older epoch are refused and execute nothing", async () => {
  const zero = request("tok_ok", { amountCents: toCents(0) });
  expect(await cards.charge(zero)).toEqual({ state: "not_accepted", reason: "invalid_request" });
  const negative = request("tok_ok", { amountCents: toCents(-500) });
  expect(await cards.charge(negative)).toEqual({ state: "not_accepted", reason: "invalid_request" });
  const gone = request("tok_gone");
  expect(await cards.charge(gone)).toEqual({ state: "not_accepted", reason: "no_such_card" });
  for (const { key } of [zero, negative, gone]) expect(made(key)).toBe(0);
});

test("BIL-20 a copy with an older epoch is refused from the newer one's first listing on, but hears what its own keys did", async () => {
  const old = request("tok_ok", { lineage: "practice-b", epoch: 1 });
  const first = await cards.charge(old);
  expect(await cards.listCharges({ lineage: "practice-b", epoch: 2 }, toInstant("2026-01-01T00:00:00Z"))).toHaveLength(1);
  const late = request("tok_ok", { lineage: "practice-b", epoch: 1 });
  const refused = { state: "not_accepted", reason: "old_epoch", newestEpoch: 2 };
  expect(await cards.charge(late)).toEqual(refused);
  // Another copy, restored apart, comes with the same number: it is taken.
  expect(await cards.listCharges({ lineage: "practice-b", epoch: 2 }, toInstant("2026-01-01T00:00:00Z"))).toEqual(refused);
  expect(await cards.charge(old)).toEqual(first);
  await processor.restart();
  await processor.control({ clock: "2026-12-05T14:00:00.000Z" });
  expect(await cards.charge(late)).toEqual(refused);
  expect(made(late.key)).toBe(0);
});

test("BIL-20 charges are listed by practice and time, in order, over several pages", async () => {
  for (let n = 0; n < 230; n += 1) await cards.charge(request("tok_ok", { lineage: "practice-c" }));
  await processor.control({ clock: "2026-12-05T15:00:00.000Z" });
  const last = request("tok_decline_expired_card", { lineage: "practice-c" });
  await cards.charge(last);
  const all = await cards.listCharges({ lineage: "practice-c", epoch: 2 }, toInstant("2026-12-05T14:00:00Z"));
  const recent = await cards.listCharges({ lineage: "practice-c", epoch: 3 }, toInstant("2026-12-05T14:30:00Z"));
  if ("state" in all || "state" in recent) throw new Error("listed");
  expect(all).toHaveLength(231);
  expect(new Set(all.map(({ key }) => key)).size).toBe(231);
  expect(recent.map(({ key }) => key)).toEqual([last.key]);
  await processor.control({ clock: "2026-12-05T14:00:00.000Z" });
}, 60_000);

test.each([
  ["lost before it was executed", { kind: "lost", executed: false }, "no_answer", 0],
  ["executed and its answer lost", { kind: "lost", executed: true }, "no_answer", 1],
  ["an error before it was executed", { kind: "server_error", executed: false }, "server_error", 0],
  ["an error after it was executed", { kind: "server_error", executed: true }, "server_error", 1],
  ["too many requests", { kind: "rate_limited" }, "rate_limited", 0],
] as const)("BIL-9 a charge that met %s is unknown; a look-up and the same key tell", async (_, fault, reason, executed) => {
  const asked = request("tok_ok");
  await processor.control({ faults: [{ on: "charge", fault }] });
  expect(await cards.charge(asked)).toEqual({ state: "unknown", reason });
  expect(made(asked.key)).toBe(executed);
  expect(await cards.lookUp(asked.key)).toMatchObject(executed ? { key: asked.key } : { state: "absent" });
  expect(await cards.charge(asked)).toMatchObject({ state: "succeeded" });
  expect(made(asked.key)).toBe(1);
});

test("BIL-9 a charge whose answer comes later than we wait is unknown; a look-up and the same key tell", async () => {
  // On a machine that is too slow to send the request in the time given, we wait longer and ask again.
  for (const limitMs of [100, 1000, 10_000]) {
    const asked = request("tok_ok");
    await processor.control({ forget: true, faults: [{ on: "charge", fault: { kind: "slow", ms: 3_600_000 } }] });
    const hasty = httpCards({ address: processor.address, limitMs });
    expect(await hasty.charge(asked)).toEqual({ state: "unknown", reason: "no_answer" });
    if (made(asked.key) === 0) continue;
    expect(await cards.lookUp(asked.key)).toMatchObject({ outcome: { state: "succeeded" } });
    expect(await cards.charge(asked)).toMatchObject({ state: "succeeded" });
    expect(made(asked.key)).toBe(1);
    return;
  }
  throw new Error("no request arrived within ten seconds");
}, 60_000);

test("BIL-9 a slow answer that comes in time is an answer", async () => {
  await processor.control({ faults: [{ on: "charge", fault: { kind: "slow", ms: 50 } }] });
  expect(await cards.charge(request("tok_ok"))).toMatchObject({ state: "succeeded" });
});

test("BIL-9 a request that the network delivers twice charges once", async () => {
  const asked = request("tok_ok");
  await processor.control({ faults: [{ on: "charge", fault: { kind: "twice" } }] });
  expect(await cards.charge(asked)).toMatchObject({ state: "succeeded" });
  expect(made(asked.key)).toBe(1);
});

test.each(nonsenseKinds)("BIL-9 an answer that is %s is unknown for every question", async (body) => {
  const asked = request("tok_ok");
  const fault = { kind: "nonsense", body, executed: true } as const;
  await processor.control({
    faults: (["charge", "look_up", "list", "events"] as const).map((on) => ({ on, fault })),
  });
  const unknown = { state: "unknown", reason: "nonsense" };
  expect(await cards.charge(asked)).toEqual(unknown);
  const told = [await cards.lookUp(asked.key)];
  // A spoilt field of a charge is not a field of a page; every other spoilt body is nonsense there too.
  const page = await cards.listCharges({ lineage: "practice-a", epoch: 1 }, toInstant("2026-01-01T00:00:00Z"));
  const events = await cards.events(null);
  expect(told).toEqual([unknown]);
  if (!["another_charge", "wrong_amount", "no_such_state", "bad_instant"].includes(body)) expect([page, events]).toEqual([unknown, unknown]);
  expect(made(asked.key)).toBe(1);
});

test("BIL-9 no answer at all is unknown for every question, and nothing is thrown", async () => {
  await processor.kill();
  const none = { state: "unknown", reason: "no_answer" };
  expect(await cards.charge(request("tok_ok"))).toEqual(none);
  expect(await cards.lookUp("x")).toEqual(none);
  expect(await cards.listCharges({ lineage: "practice-a", epoch: 1 }, toInstant("2026-01-01T00:00:00Z"))).toEqual(none);
  expect(await cards.events(null)).toEqual(none);
  await processor.restart();
  await processor.control({ clock: "2026-12-05T14:00:00.000Z" });
});

test("BIL-9 a pending charge ends later, as a success or a decline, and an event says so", async () => {
  const pays = request("tok_pending");
  const fails = request("tok_pending_decline_do_not_honor");
  expect(await cards.charge(pays)).toMatchObject({ state: "pending" });
  expect(await cards.charge(fails)).toMatchObject({ state: "pending" });
  await processor.control({ clock: "2026-12-05T15:00:00.000Z" });
  expect(await cards.lookUp(pays.key)).toMatchObject({ outcome: { state: "succeeded" } });
  expect(await cards.charge(fails)).toMatchObject({ state: "declined", code: "do_not_honor" });
  const events = await allEvents();
  const states = (key: string) => events.filter((one) => one.kind === "charge" && one.key === key).map((one) => one.kind === "charge" && one.outcome.state);
  expect(states(pays.key)).toEqual(["pending", "succeeded"]);
  expect(states(fails.key)).toEqual(["pending", "declined"]);
  await processor.control({ clock: "2026-12-05T14:00:00.000Z" });
});

test("BIL-16 BIL-17 disputes, replaced cards and refunds are reported", async () => {
  const asked = request("tok_ok");
  const answer = await cards.charge(asked);
  if (answer.state !== "succeeded") throw new Error("paid");
  const about = { key: asked.key, disputeId: "dp_1", reason: "product_not_received" };
  await processor.control({ dispute: { ...about, state: "opened", evidenceBy: "2026-12-20" } });
  await processor.control({ dispute: { ...about, state: "lost", evidenceBy: null } });
  const card = { cardToken: "tok_ok", newToken: "tok_ok.new", last4: "4242", expiresMonth: 12, expiresYear: 2030 };
  await processor.control({ updateCard: card });
  await processor.control({ refund: { processorId: answer.processorId, amountCents: 1000 } });
  const events = (await allEvents()).slice(-3);
  expect(events).toMatchObject([
    { kind: "dispute", state: "opened", amountCents: 3700, evidenceBy: "2026-12-20" },
    { kind: "dispute", state: "lost", evidenceBy: null },
    { kind: "card_updated", ...card },
  ]);
  expect(await cards.lookUp(asked.key)).toMatchObject({ refundedCents: 1000 });
});

test("R1 a processor that is killed knows everything again, and a torn last line of its journal never happened", async () => {
  const asked = request("tok_ok");
  const first = await cards.charge(asked);
  const before = processor.charges();
  const events = await allEvents();
  await processor.kill();
  appendFileSync(join(folder, "journal"), '{"kind":"executed","charge":{"key":"to');
  await processor.restart();
  await processor.control({ clock: "2026-12-05T14:00:00.000Z" });
  expect(processor.charges()).toEqual(before);
  expect(await allEvents()).toEqual(events);
  expect(await cards.charge(asked)).toEqual(first);
  expect(await cards.charge(request("tok_ok"))).toMatchObject({ state: "succeeded" });
  expect(processor.charges()).toHaveLength(before.length + 1);
});
