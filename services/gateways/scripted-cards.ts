/**
 * A card processor that lives in memory: what training and sample practices charge (F-21), and what
 * tests script. It keeps to what a processor promises: the same key is executed at most once and
 * answers as before, the same key with other parameters is refused, an older epoch is refused, and
 * its list is the truth about what was charged. `script` makes answers fail the way networks do.
 */
import { isSlowTestToken, refusesTestRefunds, testDeclineCode } from "#domain/charging/test-cards.ts";
import { dayInZone, toInstant, type Day, type Instant } from "#domain/calendar.ts";
import { addCents, toCents, zeroCents } from "#domain/money.ts";
import type {
  CardEvent,
  ChargeOutcome,
  ChargeRequest,
  ChargingGateway,
  DeclineKind,
  ListedCharge,
  ListedPayout,
  ListedRefund,
  NotAccepted,
  RefundOutcome,
  RefundRequest,
  Unknown,
} from "./cards.ts";

/** What happens to one request on its way: lost before the processor saw it, or the answer lost after it acted. */
export type Fault = "lost_before" | "lost_after" | "server_error" | "rate_limited" | "nonsense" | "none";

export type ScriptedCards = ChargingGateway & {
  readonly kind: "stand_in";
  /** The truth: every charge that was executed, in order. */
  readonly charges: readonly ListedCharge[];
  /** Every refund that was executed, in order. */
  readonly refunds: readonly ListedRefund[];
  /** Ends a slow refund, or sends one back that had gone through; an event says so too. */
  finishRefund(key: string, outcome?: "succeeded" | "declined"): void;
  /** How many requests came, whatever became of them. */
  requests(): number;
  /** Ends a slow charge; the outcome comes as an event too. */
  finish(key: string, outcome?: "succeeded" | "declined"): void;
  /** Reports something by itself. */
  emit(event: CardEvent): void;
  /** Sends a payout to the bank; without items it is made of the charges and refunds that were in none yet. */
  payOut(arrivedOn: Day, made?: Partial<Pick<ListedPayout, "amountCents" | "items">> & { readonly feeCents?: number }): ListedPayout;
};

export type Script = {
  /** The processor's clock. */
  readonly now?: () => Instant;
  /** Whether its list goes back to the beginning; one that forgets says that it cannot tell (BIL-20). */
  readonly remembers?: boolean;
  /** What happens to a request; nothing unless told. */
  readonly fault?: (request: ChargeRequest) => Fault;
  /** What happens to a request to pay back, and how that ends, before the card's token is asked. */
  readonly refundFault?: (request: RefundRequest) => Fault;
  readonly refundOutcome?: (request: RefundRequest) => "succeed" | "slow" | { readonly decline: string } | undefined;
  /** What happens to a question. */
  readonly questionFault?: () => Fault;
  /** Overrides the outcome that the card's token asks for. */
  readonly outcome?: (request: ChargeRequest) => "succeed" | "slow" | { readonly decline: string } | undefined;
};

type Kept = ListedCharge & { readonly cardToken: string };

export function scriptedCards(script: Script = {}): ScriptedCards {
  const now = script.now ?? (() => toInstant("2026-11-22T15:00:00.000Z"));
  const kept = new Map<string, Kept>();
  const refunded = new Map<string, ListedRefund>();
  const events: CardEvent[] = [];
  const epochs = new Map<string, number>();
  const payouts: ListedPayout[] = [];
  const paidBack = new Set<string>();
  let requests = 0;
  const unknownOf = (fault: Fault): Unknown | null => {
    switch (fault) {
      case "none":
        return null;
      case "lost_before":
      case "lost_after":
        return { state: "unknown", reason: "no_answer" };
      case "server_error":
      case "rate_limited":
      case "nonsense":
        return { state: "unknown", reason: fault };
    }
  };

  /** Whether this file may act; the newest epoch that ever asked is the only one. */
  const isOld = ({ lineage, epoch }: { readonly lineage: string; readonly epoch: number }): boolean => {
    const newest = epochs.get(lineage) ?? 0;
    if (epoch > newest) epochs.set(lineage, epoch);
    return epoch < newest;
  };

  const execute = (request: ChargeRequest): ChargeOutcome | NotAccepted => {
    if (isOld(request.metadata)) {
      const newestEpoch = epochs.get(request.metadata.lineage) ?? 0;
      return { state: "not_accepted", reason: "old_epoch", newestEpoch };
    }
    const before = kept.get(request.key);
    if (before) {
      const isSame = before.amountCents === request.amountCents && before.cardToken === request.cardToken;
      return isSame ? before.outcome : { state: "not_accepted", reason: "invalid_request" };
    }
    if (request.amountCents <= 0) return { state: "not_accepted", reason: "invalid_request" };
    if (request.cardToken === "test_gone") return { state: "not_accepted", reason: "no_such_card" };
    const { key, amountCents, metadata, cardToken } = request;
    const outcome = outcomeOf(request, script, now(), `ch_${kept.size + 1}`);
    kept.set(key, { key, amountCents, refundedCents: 0 as Kept["refundedCents"], metadata, outcome, cardToken });
    return outcome;
  };

  const payBack = (request: RefundRequest): RefundOutcome | NotAccepted => {
    if (isOld(request.metadata)) {
      const newestEpoch = epochs.get(request.metadata.lineage) ?? 0;
      return { state: "not_accepted", reason: "old_epoch", newestEpoch };
    }
    const { key, chargeKey, amountCents, metadata } = request;
    const before = refunded.get(key);
    if (before) {
      const isSame = before.amountCents === amountCents && before.chargeKey === chargeKey;
      return isSame ? before.outcome : { state: "not_accepted", reason: "invalid_request" };
    }
    if (amountCents <= 0) return { state: "not_accepted", reason: "invalid_request" };
    const processorId = `re_${refunded.size + 1}`;
    const code = refundRefusal(request);
    const wanted = script.refundOutcome?.(request);
    const outcome: RefundOutcome =
      code !== null
        ? { state: "declined", processorId, code, at: now() }
        : wanted === "slow"
          ? { state: "pending", processorId }
          : { state: "succeeded", processorId, at: now() };
    refunded.set(key, { key, chargeKey, amountCents, metadata, outcome });
    countRefunds(chargeKey);
    return outcome;
  };

  /** Why a charge is not paid back, as a code; what it would come to with this never exceeds it. */
  const refundRefusal = (request: RefundRequest): string | null => {
    const { chargeKey, amountCents } = request;
    const wanted = script.refundOutcome?.(request);
    if (typeof wanted === "object") return wanted.decline;
    const charge = kept.get(chargeKey);
    // One that forgets when it is closed takes the office's word for what it charged before.
    if (!charge) return script.remembers === false ? null : "no_such_charge";
    if (charge.outcome.state !== "succeeded") return "charge_not_paid";
    if (events.some((event) => event.kind === "dispute" && event.key === chargeKey && event.state !== "won")) return "charge_disputed";
    if (refusesTestRefunds(charge.cardToken)) return "card_cannot_be_credited";
    return standingRefunds(chargeKey) + amountCents > charge.amountCents ? "more_than_charged" : null;
  };
  const standingRefunds = (chargeKey: string): number =>
    [...refunded.values()].reduce((sum, one) => sum + (one.chargeKey === chargeKey && one.outcome.state !== "declined" ? one.amountCents : 0), 0);
  const countRefunds = (chargeKey: string): void => {
    const charge = kept.get(chargeKey);
    if (charge) kept.set(chargeKey, { ...charge, refundedCents: toCents(standingRefunds(chargeKey)) });
  };

  const settle = (key: string, outcome: ChargeOutcome): void => {
    const charge = kept.get(key);
    if (!charge) return;
    kept.set(key, { ...charge, outcome });
    events.push({ id: `evt_${events.length + 1}`, at: now(), kind: "charge", key, outcome });
  };

  return {
    kind: "stand_in",
    canCharge: true,
    get charges() {
      return [...kept.values()].map(toListed);
    },
    requests: () => requests,
    charge: async (request) => {
      requests += 1;
      const fault = script.fault?.(request) ?? "none";
      if (fault === "lost_before" || fault === "rate_limited") return unknownOf(fault) as Unknown;
      const answer = execute(request);
      return unknownOf(fault) ?? answer;
    },
    lookUp: async (key) => {
      const lost = unknownOf(script.questionFault?.() ?? "none");
      if (lost) return lost;
      const charge = kept.get(key);
      return charge ? toListed(charge) : { state: "absent" };
    },
    listCharges: async (of, since) => {
      const lost = unknownOf(script.questionFault?.() ?? "none");
      if (lost) return lost;
      const newest = epochs.get(of.lineage) ?? 0;
      if (of.epoch <= newest) return { state: "not_accepted", reason: "old_epoch", newestEpoch: newest };
      epochs.set(of.lineage, of.epoch);
      if (script.remembers === false) return { state: "unknown", reason: "no_answer" };
      return [...kept.values()]
        .filter(({ metadata, outcome }) => metadata.lineage === of.lineage && (!("at" in outcome) || outcome.at >= since))
        .map(toListed);
    },
    get refunds() {
      return [...refunded.values()];
    },
    refund: async (request) => {
      requests += 1;
      const fault = script.refundFault?.(request) ?? "none";
      if (fault === "lost_before" || fault === "rate_limited") return unknownOf(fault) as Unknown;
      const answer = payBack(request);
      return unknownOf(fault) ?? answer;
    },
    lookUpRefund: async (key) => {
      const lost = unknownOf(script.questionFault?.() ?? "none");
      return lost ?? refunded.get(key) ?? { state: "absent" };
    },
    listRefunds: async (of, since) => {
      const lost = unknownOf(script.questionFault?.() ?? "none");
      if (lost) return lost;
      if (isOld(of)) return { state: "not_accepted", reason: "old_epoch", newestEpoch: epochs.get(of.lineage) ?? 0 };
      if (script.remembers === false) return { state: "unknown", reason: "no_answer" };
      return [...refunded.values()].filter(
        ({ metadata, outcome }) => metadata.lineage === of.lineage && (!("at" in outcome) || outcome.at >= since),
      );
    },
    finishRefund: (key, outcome = "succeeded") => {
      const refund = refunded.get(key);
      if (!refund) return;
      const processorId = refund.outcome.processorId ?? `re_${key}`;
      const ended: RefundOutcome =
        outcome === "succeeded"
          ? { state: "succeeded", processorId, at: now() }
          : { state: "declined", processorId, code: "card_cannot_be_credited", at: now() };
      refunded.set(key, { ...refund, outcome: ended });
      countRefunds(refund.chargeKey);
      events.push({ id: `evt_${events.length + 1}`, at: now(), kind: "refund", key, outcome: ended });
    },
    events: async (after) => {
      const lost = unknownOf(script.questionFault?.() ?? "none");
      if (lost) return lost;
      const from = after === null ? 0 : Number(after);
      return { events: events.slice(from), next: events.length > from ? String(events.length) : after };
    },
    finish: (key, outcome = "succeeded") => {
      const processorId = kept.get(key)?.outcome.processorId ?? `ch_${key}`;
      settle(
        key,
        outcome === "succeeded"
          ? { state: "succeeded", processorId, at: now() }
          : declineOf("insufficient_funds", processorId, now()),
      );
    },
    emit: (event) => {
      events.push(event);
    },
    payouts: async (after) => {
      const lost = unknownOf(script.questionFault?.() ?? "none");
      if (lost) return lost;
      const from = after === null ? 0 : Number(after);
      return { payouts: payouts.slice(from), next: payouts.length > from ? String(payouts.length) : after };
    },
    payOut: (arrivedOn, { feeCents = 0, ...made } = {}) => {
      const paid = new Set(payouts.flatMap(({ items }) => items.flatMap(({ kind, chargeKey }) => (kind === "refund" ? [] : [chargeKey]))));
      const items = made.items ?? [
        ...[...kept.values()].flatMap(({ key, amountCents, outcome }) =>
          outcome.state === "succeeded" && !paid.has(key)
            ? [{ kind: "charge" as const, chargeKey: key, happenedOn: dayInZone(outcome.at, "UTC"), amountCents, feeCents: toCents(feeCents) }]
            : [],
        ),
        ...[...refunded.values()].flatMap(({ key, chargeKey, amountCents, outcome }) => {
          if (outcome.state !== "succeeded" || paidBack.has(key)) return [];
          paidBack.add(key);
          const happenedOn = dayInZone(outcome.at, "UTC");
          return [{ kind: "refund" as const, chargeKey, happenedOn, amountCents: toCents(-amountCents), feeCents: zeroCents }];
        }),
      ];
      const payout: ListedPayout = {
        payoutId: `po_${payouts.length + 1}`,
        arrivedOn,
        amountCents: made.amountCents ?? addCents(zeroCents, ...items.map((item) => item.amountCents - item.feeCents)),
        items,
      };
      payouts.push(payout);
      return payout;
    },
  };
}

function outcomeOf(request: ChargeRequest, script: Script, at: Instant, processorId: string): ChargeOutcome {
  const wanted = script.outcome?.(request);
  const code = typeof wanted === "object" ? wanted.decline : wanted ? null : testDeclineCode(request.cardToken);
  if (code !== null) return declineOf(code, processorId, at);
  if (wanted === "slow" || (!wanted && isSlowTestToken(request.cardToken))) return { state: "pending", processorId };
  return { state: "succeeded", processorId, at };
}

function declineOf(code: string, processorId: string, at: Instant): ChargeOutcome {
  return { state: "declined", processorId, code, kind: kindOf(code), at };
}

const hardCodes: ReadonlySet<string> = new Set([
  "lost_card",
  "stolen_card",
  "pickup_card",
  "account_closed",
  "do_not_retry",
  "revocation_of_authorization",
]);

function kindOf(code: string): DeclineKind {
  if (code === "authentication_required") return "authentication";
  return hardCodes.has(code) ? "hard" : "soft";
}

function toListed({ key, amountCents, refundedCents, metadata, outcome }: Kept): ListedCharge {
  return { key, amountCents, refundedCents, metadata, outcome };
}
