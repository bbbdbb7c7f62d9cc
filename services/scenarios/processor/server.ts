/**
 * The processor's wire: JSON over HTTP on this computer.
 * - `POST /charges` with an `idempotency-key`: 200 the charge (402 when it was declined), 400
 *   `invalid_request` or `idempotency_mismatch`, 404 `no_such_card`, 409 `old_epoch`, 429, 500.
 * - `GET /charges/KEY`: 200 the charge, or 404 with `absent`; a 404 without that word is not an answer.
 * - `POST /refunds` with an `idempotency-key` and `GET /refunds/KEY`: the same, about refunds.
 * - `GET /refunds?lineage=&epoch=&since=&after=` and `GET /charges?lineage=&epoch=&since=&after=` and `GET /events?after=`: pages.
 * - `POST /control`: what the test wants to go wrong, the clock, refunds, disputes, replaced cards.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { toInstant, type Day, type Instant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { CardEvent, ChargeOutcome, ChargeRequest, ListedCharge, ListedRefund, NotAccepted, RefundOutcome, RefundRequest } from "../../gateways/cards.ts";
import type { ProcessorBook } from "./book.ts";
import { spoil, type Fault, type Reply } from "./faults.ts";

export type Operation = "charge" | "look_up" | "list" | "events" | "refund" | "look_up_refund" | "list_refunds";

/** What a test asks of the processor. */
export type Control = {
  /** The processor's clock stands here from now on; without it, it is the computer's. */
  readonly clock?: string;
  /** Nothing that was asked for earlier goes wrong any more. */
  readonly forget?: boolean;
  /** Nothing goes wrong by chance from now on. */
  readonly calm?: boolean;
  /** What goes wrong with the next requests of an operation, in order. */
  readonly faults?: readonly { readonly on: Operation; readonly fault: Fault | null }[];
  readonly refund?: { readonly processorId: string; readonly amountCents: number };
  readonly dispute?: {
    readonly key: string;
    readonly disputeId: string;
    readonly state: "opened" | "won" | "lost";
    readonly reason: string;
    readonly evidenceBy: string | null;
  };
  readonly updateCard?: Omit<CardEvent & { kind: "card_updated" }, "kind" | "id" | "at">;
};

export type ServerOptions = {
  readonly book: ProcessorBook;
  /** A fault for a request that no test asked one for; null for none. */
  readonly chance?: (on: Operation) => Fault | null;
  readonly pageLength?: number;
};

export function makeServer({ book, chance, pageLength = 100 }: ServerOptions): Server {
  let clock: Instant | null = null;
  let isCalm = false;
  const queue: { on: Operation; fault: Fault | null }[] = [];
  const now = (): Instant => clock ?? toInstant(new Date().toISOString());

  const nextFault = (on: Operation): Fault | null => {
    const index = queue.findIndex((one) => one.on === on);
    return index === -1 ? (isCalm ? null : (chance?.(on) ?? null)) : (queue.splice(index, 1)[0]?.fault ?? null);
  };

  const control = (order: Control): Reply => {
    if (order.clock !== undefined) clock = toInstant(order.clock);
    if (order.forget) queue.length = 0;
    if (order.calm !== undefined) isCalm = order.calm;
    queue.push(...(order.faults ?? []));
    if (order.refund) book.refund(order.refund.processorId, toCents(order.refund.amountCents));
    if (order.dispute) {
      const { key, disputeId, state, reason, evidenceBy } = order.dispute;
      book.dispute(key, disputeId, state, reason, evidenceBy as Day | null, now());
    }
    if (order.updateCard) book.updateCard(order.updateCard, now());
    return { status: 200, body: "{}" };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const body = await readBody(request);
    if (url.pathname === "/control") {
      send(response, control(JSON.parse(body) as Control));
      return;
    }
    const asked = readRequest(request, url, body);
    const work = (): Reply => perform(book, asked, url, now(), pageLength);
    const fault = nextFault(asked.on);
    if (!fault) {
      send(response, work());
      return;
    }
    await withFault(fault, work, response);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      response.destroy();
    });
  });
  // A connection that is closed because it was idle would look like a lost answer that nobody asked for.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  return server;
}

async function withFault(fault: Fault, work: () => Reply, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case "slow": {
      const reply = work();
      await sleep(fault.ms);
      send(response, reply);
      return;
    }
    case "lost":
      if (fault.executed) work();
      response.destroy();
      return;
    case "server_error":
      if (fault.executed) work();
      send(response, failure(500, "server_error"));
      return;
    case "rate_limited":
      send(response, failure(429, "rate_limited"));
      return;
    case "nonsense":
      // A reply that is spoilt without having been executed looks like one that was.
      send(response, spoil(fault.body, fault.executed ? work() : madeUp));
      return;
    case "twice":
      work();
      send(response, work());
  }
}

const madeUp: Reply = { status: 200, body: JSON.stringify({ key: "none", status: "succeeded", id: "ch_none" }) };

type Asked =
  | { readonly on: "charge"; readonly request: ChargeRequest }
  | { readonly on: "refund"; readonly request: RefundRequest }
  | { readonly on: "look_up" | "look_up_refund"; readonly key: string }
  | { readonly on: "list" | "list_refunds" | "events" };

function readRequest(request: IncomingMessage, url: URL, body: string): Asked {
  const idempotencyKey = request.headers["idempotency-key"];
  const aboutRefunds = url.pathname.startsWith("/refunds");
  if (request.method === "POST" && aboutRefunds) {
    const { charge, amount, metadata } = JSON.parse(body) as { charge: string; amount: number; metadata: RefundRequest["metadata"] };
    const key = typeof idempotencyKey === "string" ? idempotencyKey : "";
    return { on: "refund", request: { key, chargeKey: charge, amountCents: toCents(amount), metadata } };
  }
  if (request.method === "POST") {
    const { card, amount, metadata } = JSON.parse(body) as {
      card: string;
      amount: number;
      metadata: ChargeRequest["metadata"];
    };
    return {
      on: "charge",
      request: {
        key: typeof idempotencyKey === "string" ? idempotencyKey : "",
        cardToken: card,
        amountCents: amount as ChargeRequest["amountCents"],
        metadata,
      },
    };
  }
  if (url.pathname === "/events") return { on: "events" };
  const key = decodeURIComponent(url.pathname.slice(aboutRefunds ? "/refunds/".length : "/charges/".length));
  if (aboutRefunds) return key === "" ? { on: "list_refunds" } : { on: "look_up_refund", key };
  return key === "" ? { on: "list" } : { on: "look_up", key };
}

function perform(book: ProcessorBook, asked: Asked, url: URL, now: Instant, pageLength: number): Reply {
  if (asked.on === "charge") return chargeReply(book, asked.request, now);
  if (asked.on === "refund") return refundReply(book, asked.request, now);
  if (asked.on === "look_up_refund") {
    const refund = book.lookUpRefund(asked.key, now);
    return refund ? ok(wireRefund(refund)) : failure(404, "absent");
  }
  if (asked.on === "look_up") {
    const charge = book.lookUp(asked.key, now);
    return charge ? ok(wireCharge(charge)) : failure(404, "absent");
  }
  const after = Number(url.searchParams.get("after") ?? 0);
  if (asked.on === "events") {
    const { events, next } = book.events(after, now, pageLength);
    return ok({ events: events.map(wireEvent), next: String(next) });
  }
  const { lineage = "", epoch, since = "" } = Object.fromEntries(url.searchParams);
  if (asked.on === "list_refunds") {
    const all = book.listRefunds(lineage, Number(epoch), toInstant(since), now);
    if ("state" in all) return refusal(all);
    const page = all.slice(after, after + pageLength);
    return ok({ refunds: page.map(wireRefund), next: after + page.length < all.length ? String(after + page.length) : null });
  }
  // The first page takes over; the others go on with what it took.
  const all = after > 0 ? book.listed(lineage, toInstant(since)) : book.list(lineage, Number(epoch), toInstant(since), now);
  if ("state" in all) return refusal(all);
  const page = all.slice(after, after + pageLength);
  const more = after + page.length < all.length;
  return ok({ charges: page.map(wireCharge), next: more ? String(after + page.length) : null });
}

function chargeReply(book: ProcessorBook, request: ChargeRequest, now: Instant): Reply {
  const answer = book.charge(request, now);
  if (answer.state === "mismatch") return failure(400, "idempotency_mismatch");
  if (answer.state === "not_accepted") return refusal(answer);
  const { status, ...rest } = wireOutcome(answer);
  const { key, amountCents, metadata } = request;
  const body = { key, amount: amountCents, refunded: 0, metadata, status, ...rest };
  return { status: status === "declined" ? 402 : 200, body: JSON.stringify(body) };
}

function refundReply(book: ProcessorBook, request: RefundRequest, now: Instant): Reply {
  const answer = book.payBack(request, now);
  if (answer.state === "mismatch") return failure(400, "idempotency_mismatch");
  if (answer.state === "not_accepted") return refusal(answer);
  const { key, chargeKey, amountCents, metadata } = request;
  const body = wireRefund({ key, chargeKey, amountCents, metadata, outcome: answer });
  return { status: answer.state === "declined" ? 402 : 200, body: JSON.stringify(body) };
}

function wireRefund({ key, chargeKey, amountCents, metadata, outcome }: ListedRefund): Record<string, unknown> {
  return { key, charge: chargeKey, amount: amountCents, metadata, ...wireOutcome(outcome) };
}

const statusOf = { old_epoch: 409, invalid_request: 400, no_such_card: 404, not_connected: 401 } as const;

function wireCharge({ key, amountCents, refundedCents, metadata, outcome }: ListedCharge): Record<string, unknown> {
  return { key, amount: amountCents, refunded: refundedCents, metadata, ...wireOutcome(outcome) };
}

function wireOutcome(outcome: ChargeOutcome | RefundOutcome): { status: string } & Record<string, unknown> {
  const { state, processorId, ...rest } = outcome;
  return { status: state, id: processorId, ...rest };
}

function wireEvent(event: CardEvent): Record<string, unknown> {
  return event.kind === "charge" || event.kind === "refund" ? { ...event, outcome: wireOutcome(event.outcome) } : { ...event };
}

const ok = (value: unknown): Reply => ({ status: 200, body: JSON.stringify(value) });
const refusal = ({ reason, newestEpoch }: NotAccepted): Reply => ({
  status: statusOf[reason],
  body: JSON.stringify({ error: { type: reason, ...(newestEpoch === undefined ? {} : { newestEpoch }) } }),
});
const failure = (status: number, type: string): Reply => ({ status, body: JSON.stringify({ error: { type } }) });

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
