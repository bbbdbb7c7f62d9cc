/**
 * Cards through a processor that speaks HTTP on this computer: the stand-in of training practices
 * and tests. It can be made only as a `stand_in` and only for this computer (F-21), so no card
 * anywhere can be charged through it; the relay implements the same interface for live practices.
 *
 * It never throws. Whatever is not an answer that makes sense, in time, is `unknown` (BIL-9): only
 * what the processor said in its own words counts as refused, declined or absent.
 */
import type { Instant } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import type { ChargingFile, ChargingGateway, ChargeRequest, NotAccepted, RefundRequest, Unknown } from "./cards.ts";
import {
  readCharge,
  readChargePage,
  readEventPage,
  readNewestEpoch,
  readRefund,
  readRefundPage,
  readRefusal,
  type Page,
} from "./http-cards-answers.ts";

export type HttpCardsOptions = {
  /** Where the processor listens, `http://127.0.0.1:PORT`; asked before every request, since it may have been started anew. */
  readonly address: () => string;
  /** How long one answer is waited for. */
  readonly limitMs?: number;
};

export type StandInCards = ChargingGateway & { readonly kind: "stand_in" };

const usualLimitMs = 20_000;
/** No answer about one page is longer; what is longer makes no sense. */
const longestAnswerBytes = 4_000_000;
const mostPages = 1000;

export function httpCards({ address, limitMs = usualLimitMs }: HttpCardsOptions): StandInCards {
  const ask = (path: string, post?: Posted): Promise<Answer> => askProcessor(address(), path, limitMs, post);
  /** All pages of what the processor has of a practice since an instant. */
  const listPages = async <T extends { readonly metadata: { readonly lineage: string } }>(
    path: string,
    { lineage, epoch }: ChargingFile,
    since: Instant,
    readPage: (value: unknown) => Page<T> | undefined,
  ): Promise<readonly T[] | NotAccepted | Unknown> => {
    const query = new URLSearchParams({ lineage, epoch: String(epoch), since });
    const items: T[] = [];
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await ask(`${path}?${query.toString()}`);
      if ("state" in answer) return answer;
      const read = answer.status === 200 ? readPage(answer.value) : undefined;
      if (!read) return notAccepted(answer) ?? unknownOf(answer);
      if (read.items.some((item) => item.metadata.lineage !== lineage)) return nonsense;
      items.push(...read.items);
      if (read.next === null) return items;
      // A list that does not move on never ends.
      if (read.next === query.get("after") || read.items.length === 0) return nonsense;
      query.set("after", read.next);
    }
    return nonsense;
  };
  return {
    kind: "stand_in",
    canCharge: true,

    charge: async (request) => {
      const answer = await ask("/charges", bodyOf(request));
      if ("state" in answer) return answer;
      const charge = answer.status === 200 || answer.status === 402 ? readCharge(answer.value) : undefined;
      if (!charge) return notAccepted(answer) ?? unknownOf(answer);
      const same = charge.key === request.key && charge.amountCents === request.amountCents;
      // A decline and its status must agree, or somebody between us and the processor made it up.
      const agrees = (charge.outcome.state === "declined") === (answer.status === 402);
      return same && agrees ? charge.outcome : nonsense;
    },

    lookUp: async (key) => {
      const answer = await ask(`/charges/${encodeURIComponent(key)}`);
      if ("state" in answer) return answer;
      if (answer.status === 404 && readRefusal(answer.value) === "absent") return { state: "absent" };
      const charge = answer.status === 200 ? readCharge(answer.value) : undefined;
      if (!charge) return unknownOf(answer);
      return charge.key === key ? charge : nonsense;
    },

    listCharges: (of, since) => listPages("/charges", of, since, readChargePage),

    refund: async (request) => {
      const answer = await ask("/refunds", refundBodyOf(request));
      if ("state" in answer) return answer;
      const refund = answer.status === 200 || answer.status === 402 ? readRefund(answer.value) : undefined;
      if (!refund) return notAccepted(answer) ?? unknownOf(answer);
      const same = refund.key === request.key && refund.amountCents === request.amountCents && refund.chargeKey === request.chargeKey;
      const agrees = (refund.outcome.state === "declined") === (answer.status === 402);
      return same && agrees ? refund.outcome : nonsense;
    },

    lookUpRefund: async (key) => {
      const answer = await ask(`/refunds/${encodeURIComponent(key)}`);
      if ("state" in answer) return answer;
      if (answer.status === 404 && readRefusal(answer.value) === "absent") return { state: "absent" };
      const refund = answer.status === 200 ? readRefund(answer.value) : undefined;
      if (!refund) return unknownOf(answer);
      return refund.key === key ? refund : nonsense;
    },

    listRefunds: (of, since) => listPages("/refunds", of, since, readRefundPage),

    events: async (after) => {
      const answer = await ask(after === null ? "/events" : `/events?after=${encodeURIComponent(after)}`);
      if ("state" in answer) return answer;
      const read = answer.status === 200 ? readEventPage(answer.value) : undefined;
      return read ? { events: read.items, next: read.next } : unknownOf(answer);
    },
  };
}

const nonsense: Unknown = { state: "unknown", reason: "nonsense" };

function unknownOf({ status }: Answered): Unknown {
  if (status === 429) return { state: "unknown", reason: "rate_limited" };
  return status >= 500 ? { state: "unknown", reason: "server_error" } : nonsense;
}

/** A refusal in the processor's own words with the status that belongs to it; nothing was executed. */
function notAccepted({ status, value }: Answered): NotAccepted | undefined {
  const reason = readRefusal(value);
  const known = refusals.find(([of, word]) => reason === word && status === of)?.[1];
  if (known === undefined) return undefined;
  const newestEpoch = known === "old_epoch" ? readNewestEpoch(value) : undefined;
  return { state: "not_accepted", reason: known, ...(newestEpoch === undefined ? {} : { newestEpoch }) };
}

const refusals = [
  [409, "old_epoch"],
  [400, "invalid_request"],
  [404, "no_such_card"],
  [401, "not_connected"],
] as const;

type Posted = { readonly headers: Record<string, string>; readonly body: string };
type Answered = { readonly status: number; readonly value: unknown };
type Answer = Answered | Unknown;

function bodyOf({ key, cardToken, amountCents, metadata }: ChargeRequest): Posted {
  return {
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({ card: cardToken, amount: amountCents, metadata }),
  };
}

function refundBodyOf({ key, chargeKey, amountCents, metadata }: RefundRequest): Posted {
  return {
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({ charge: chargeKey, amount: amountCents, metadata }),
  };
}

async function askProcessor(base: string, path: string, limitMs: number, post?: Posted): Promise<Answer> {
  // Not in the try: a stand-in somewhere else is a mistake of ours and not an outage.
  invariant(/^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(base), "a stand-in processor is on this computer");
  try {
    const response = await fetch(`${base}${path}`, {
      ...(post ? { method: "POST", ...post } : {}),
      redirect: "error",
      signal: AbortSignal.timeout(limitMs),
    });
    const text = await readText(response);
    return text === undefined ? nonsense : { status: response.status, value: parse(text) };
  } catch {
    return { state: "unknown", reason: "no_answer" };
  }
}

/** The body, or nothing when it is longer than any answer. */
async function readText(response: Response): Promise<string | undefined> {
  if (!response.body) return "";
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    bytes += part.length;
    if (bytes > longestAnswerBytes) return undefined;
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
