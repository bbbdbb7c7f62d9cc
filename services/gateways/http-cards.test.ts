/** The gateway against a server that answers anything at all; a whole processor is in services/scenarios/processor. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { TrainingGateways } from "./cards.ts";
import { httpCards, type StandInCards } from "./http-cards.ts";
import { readCharge, readChargePage, readEventPage } from "./http-cards-answers.ts";

let server: Server;
let cards: StandInCards;
let answers: { status: number; body: string }[] = [];
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, body } = answers.shift() ?? { status: 500, body: "" };
    request.resume();
    response.writeHead(status).end(body);
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  cards = httpCards({ address: () => `http://127.0.0.1:${port}`, limitMs: 120_000 });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const metadata = { lineage: "a", epoch: 1, householdId: 12, invoiceId: 90, drawOn: toDay("2026-12-05"), ordinal: 1 };
const request = { key: "k", cardToken: "tok_ok", amountCents: toCents(3700), metadata };
const good = { key: "k", amount: 3700, refunded: 0, metadata, status: "succeeded", id: "ch_1", at: "2026-12-05T14:00:00Z" };
const since = toInstant("2026-12-01T00:00:00Z");
const nonsense = { state: "unknown", reason: "nonsense" };

function answer(...list: readonly (readonly [status: number, body: unknown])[]): void {
  asked = [];
  answers = list.map(([status, body]) => ({ status, body: typeof body === "string" ? body : JSON.stringify(body) }));
}

test("F-21 a stand-in fits where only stand-ins may go, and reaches nothing but this computer", async () => {
  const gateways: TrainingGateways = { cards };
  expect(gateways.cards.kind).toBe("stand_in");
  for (const address of ["https://api.stripe.com", "http://127.0.0.1.example.com:80", "http://localhost:80", "http://10.0.0.1:80"])
    await expect(httpCards({ address: () => address }).lookUp("k")).rejects.toThrow("on this computer");
});

test("BIL-8 a charge is sent with its key, its card, its amount and what it is for", async () => {
  answer([200, good]);
  expect(await cards.charge(request)).toEqual({ state: "succeeded", processorId: "ch_1", at: good.at });
  expect(asked).toEqual(["POST /charges"]);
});

test.each([
  ["another key", 200, { ...good, key: "other" }],
  ["another amount", 200, { ...good, amount: 3701 }],
  ["a decline with the status of a success", 200, { ...good, status: "declined", code: "x", kind: "soft" }],
  ["a success with the status of a decline", 402, good],
  ["a success with a status that means nothing here", 201, good],
  ["an amount in parts of a cent", 200, { ...good, amount: 3700.5 }],
  ["a negative amount", 200, { ...good, amount: -3700 }],
  ["an amount as text", 200, { ...good, amount: "3700" }],
  ["no id", 200, { ...good, id: null }],
  ["a day that does not exist", 200, { ...good, metadata: { ...metadata, drawOn: "2026-02-30" } }],
  ["an instant without a zone", 200, { ...good, at: "2026-12-05 14:00" }],
  ["a state nobody knows", 200, { ...good, status: "maybe" }],
  ["a refund beyond the charge", 200, { ...good, refunded: 3701 }],
  ["a refusal with the wrong status", 401, { error: { type: "old_epoch" } }],
  ["a refusal nobody knows", 400, { error: { type: "bad_weather" } }],
  ["a page of a proxy", 404, "<html></html>"],
  ["a list instead of a charge", 200, [good]],
  ["nothing", 200, ""],
] as const)("BIL-9 an answer with %s is unknown, never a success, a decline or a refusal", async (_, status, body) => {
  answer([status, body]);
  expect(await cards.charge(request)).toEqual(nonsense);
});

test.each([
  [409, "old_epoch", { state: "not_accepted", reason: "old_epoch" }],
  [400, "invalid_request", { state: "not_accepted", reason: "invalid_request" }],
  [404, "no_such_card", { state: "not_accepted", reason: "no_such_card" }],
  [401, "not_connected", { state: "not_accepted", reason: "not_connected" }],
  [400, "idempotency_mismatch", nonsense],
  [409, "in_progress", nonsense],
  [429, "rate_limited", { state: "unknown", reason: "rate_limited" }],
  [503, "away", { state: "unknown", reason: "server_error" }],
] as const)("BIL-9 %i %s", async (status, type, expected) => {
  answer([status, { error: { type } }]);
  expect(await cards.charge(request)).toEqual(expected);
});

test("BIL-9 a redirect is not followed: the answer would be somebody else's", async () => {
  answer([307, ""]);
  expect(await cards.lookUp("k")).toMatchObject({ state: "unknown" });
  expect(asked).toHaveLength(1);
});

test("BIL-20 a list that does not move on, mixes practices or breaks off in the middle is unknown as a whole", async () => {
  const of = { lineage: "a", epoch: 2 };
  answer([200, { charges: [good], next: "1" }], [200, { charges: [good], next: null }]);
  expect(await cards.listCharges(of, since)).toHaveLength(2);
  expect(asked[0]).toContain("epoch=2");
  expect(asked[1]).toContain("after=1");
  answer([200, { charges: [good], next: "1" }], [200, { charges: [good], next: "1" }]);
  expect(await cards.listCharges(of, since)).toEqual(nonsense);
  answer([200, { charges: [{ ...good, metadata: { ...metadata, lineage: "b" } }], next: null }]);
  expect(await cards.listCharges(of, since)).toEqual(nonsense);
  answer([200, { charges: [good], next: "1" }], [500, ""]);
  expect(await cards.listCharges(of, since)).toEqual({ state: "unknown", reason: "server_error" });
  answer([200, { charges: [good, { ...good, at: "" }], next: null }]);
  expect(await cards.listCharges(of, since)).toEqual(nonsense);
  answer([409, { error: { type: "old_epoch" } }]);
  expect(await cards.listCharges(of, since)).toEqual({ state: "not_accepted", reason: "old_epoch" });
});

test("BIL-9 whatever JSON comes, reading it throws nothing and lets through only what is whole", () => {
  const spoilt = fc.oneof(
    fc.jsonValue(),
    fc.tuple(fc.constantFrom(...Object.keys(good)), fc.jsonValue()).map(([field, value]) => ({ ...good, [field]: value })),
  );
  fc.assert(
    fc.property(spoilt, (value) => {
      const charge = readCharge(value);
      readEventPage({ events: [value], next: null });
      expect(readChargePage({ charges: [value], next: null })).toEqual(charge && { items: [charge], next: null });
      if (!charge) return;
      expect(Number.isSafeInteger(charge.amountCents) && charge.amountCents > 0).toBe(true);
      expect(charge.key).not.toBe("");
      expect(["succeeded", "pending", "declined"]).toContain(charge.outcome.state);
    }),
    { numRuns: 500 },
  );
});
