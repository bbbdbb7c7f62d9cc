/**
 * What a card processor knows, without any wire: charges under idempotency keys, declines, charges
 * that are pending for a while, refunds under keys of their own, disputes, replaced cards, and the events it reports about
 * them, late, twice and out of order if it is told so. Every change goes to `save` before it is
 * answered, so that a processor that is killed knows everything again from its journal.
 *
 * It is the oracle of the crash tests: what `charges` says was really taken from a card.
 */
import { toInstant, type Day, type Instant } from "#domain/calendar.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { CardEvent, ChargeOutcome, ChargeRequest, ListedCharge, ListedRefund, NotAccepted, RefundOutcome, RefundRequest } from "../../gateways/cards.ts";
import { decisionFor, refundDecisionFor, type Decision } from "./decisions.ts";

/** One attempt to take money that the processor really made. */
export type BookCharge = {
  readonly processorId: string;
  readonly key: string;
  readonly cardToken: string;
  readonly amountCents: Cents;
  readonly metadata: ChargeRequest["metadata"];
  readonly at: Instant;
  /** When a pending charge ends, and how. */
  readonly ends: { readonly at: Instant; readonly declineCode: string | null } | null;
  outcome: ChargeOutcome;
  refundedCents: Cents;
};

/** One request to pay a charge back that the processor executed, or refused for good. */
export type BookRefund = RefundRequest & {
  readonly processorId: string;
  readonly at: Instant;
  /** When a pending refund ends, and how. */
  readonly ends: { readonly at: Instant; readonly declineCode: string | null } | null;
  outcome: RefundOutcome;
};

export type RefundAnswer = RefundOutcome | NotAccepted | { readonly state: "mismatch" };

/** What is written to the journal; the book is made of these again. */
export type BookEntry =
  | { readonly kind: "executed"; readonly charge: BookCharge }
  | { readonly kind: "epoch"; readonly lineage: string; readonly epoch: number }
  | { readonly kind: "ended"; readonly processorId: string; readonly outcome: ChargeOutcome }
  /** In the processor's own dashboard, under no key of ours. */
  | { readonly kind: "refunded"; readonly processorId: string; readonly amountCents: Cents }
  | { readonly kind: "paid_back"; readonly refund: BookRefund }
  | { readonly kind: "refund_ended"; readonly processorId: string; readonly outcome: RefundOutcome }
  | { readonly kind: "reported"; readonly event: CardEvent; readonly notBefore: Instant }
  | { readonly kind: "delivered"; readonly report: number };

/** How late each copy of an event becomes visible, in milliseconds; two numbers report it twice. */
export type EventPlan = (event: CardEvent) => readonly number[];

export type BookOptions = {
  readonly entries?: readonly BookEntry[];
  readonly save?: (entry: BookEntry) => void;
  readonly events?: EventPlan;
  /** What happens to the nth charge of a card (from 0); by default its token says so. */
  readonly decide?: (cardToken: string, nth: number) => Decision;
};

export type ChargeAnswer =
  | ChargeOutcome
  | NotAccepted
  /** The key was used for another amount or card; the charge it was used for may well exist. */
  | { readonly state: "mismatch" };

/** A key is remembered for a day; after that the same key charges again, as real processors do. */
const keyLifeMs = 24 * 3_600_000;

export class ProcessorBook {
  readonly #options: BookOptions;
  readonly #charges: BookCharge[] = [];
  readonly #refunds: BookRefund[] = [];
  readonly #epochs = new Map<string, number>();
  readonly #reports: { readonly event: CardEvent; readonly notBefore: Instant; delivered: boolean }[] = [];
  readonly #delivered: CardEvent[] = [];
  #eventsMade = 0;
  #isSilent = false;

  constructor(options: BookOptions = {}) {
    this.#options = options;
    for (const entry of options.entries ?? []) this.#take(entry);
  }

  /** Every charge it ever made, in order: the truth that ledgers are compared with. */
  get charges(): readonly BookCharge[] {
    return this.#charges;
  }

  charge(request: ChargeRequest, now: Instant): ChargeAnswer {
    this.#endPending(now);
    const known = this.#charges.findLast(
      (one) => one.key === request.key && later(one.at, now) < keyLifeMs,
    );
    // The stored answer comes first: whatever changed since, this key has been executed.
    if (known) return sameParameters(known, request) ? known.outcome : { state: "mismatch" };
    const { lineage, epoch } = request.metadata;
    const newestEpoch = this.#epochs.get(lineage) ?? 0;
    if (epoch < newestEpoch) return { state: "not_accepted", reason: "old_epoch", newestEpoch };
    if (!Number.isSafeInteger(request.amountCents) || request.amountCents <= 0 || request.key === "")
      return { state: "not_accepted", reason: "invalid_request" };
    const nth = this.#charges.filter((one) => one.cardToken === request.cardToken).length;
    const decision = (this.#options.decide ?? decisionFor)(request.cardToken, nth);
    if (decision.result === "no_such_card") return { state: "not_accepted", reason: "no_such_card" };
    return this.#execute(request, decision, now);
  }

  lookUp(key: string, now: Instant): ListedCharge | null {
    this.#endPending(now);
    const made = this.#charges.filter((one) => one.key === key);
    const charge = made.find((one) => one.outcome.state === "succeeded") ?? made.at(-1);
    return charge ? listed(charge) : null;
  }

  /**
   * A listing takes the practice over: its epoch must be newer than every one before, and shuts those
   * out. Two copies that were restored apart may come with the same number; only the first has it.
   */
  list(lineage: string, epoch: number, since: Instant, now: Instant): ListedCharge[] | NotAccepted {
    this.#endPending(now);
    const newestEpoch = this.#epochs.get(lineage) ?? 0;
    if (epoch <= newestEpoch) return { state: "not_accepted", reason: "old_epoch", newestEpoch };
    this.#record({ kind: "epoch", lineage, epoch });
    return this.listed(lineage, since);
  }

  listed(lineage: string, since: Instant): ListedCharge[] {
    return this.#charges
      .filter((one) => one.metadata.lineage === lineage && later(since, one.at) >= 0)
      .map(listed);
  }

  /** The events delivered after a place (a count); those that have become due are delivered now. */
  events(after: number, now: Instant, limit = 100): { readonly events: CardEvent[]; readonly next: number } {
    this.#endPending(now);
    const due = this.#reports
      .map((report, index) => ({ ...report, index }))
      .filter((report) => !report.delivered && later(report.notBefore, now) >= 0)
      .toSorted((a, b) => later(b.notBefore, a.notBefore) || a.index - b.index);
    for (const { index } of due) this.#record({ kind: "delivered", report: index });
    const events = this.#delivered.slice(after, after + limit);
    return { events, next: after + events.length };
  }

  /** Every refund under a key of ours, in order, the refused ones too. */
  get refunds(): readonly BookRefund[] {
    return this.#refunds;
  }

  /** Pays a charge back under a key, once; the same key answers as before for a day. */
  payBack(request: RefundRequest, now: Instant): RefundAnswer {
    this.#endPending(now);
    const known = this.#refunds.findLast((one) => one.key === request.key && later(one.at, now) < keyLifeMs);
    if (known) {
      const isSame = known.chargeKey === request.chargeKey && known.amountCents === request.amountCents;
      return isSame ? known.outcome : { state: "mismatch" };
    }
    const { lineage, epoch } = request.metadata;
    const newestEpoch = this.#epochs.get(lineage) ?? 0;
    if (epoch < newestEpoch) return { state: "not_accepted", reason: "old_epoch", newestEpoch };
    if (!Number.isSafeInteger(request.amountCents) || request.amountCents <= 0 || request.key === "")
      return { state: "not_accepted", reason: "invalid_request" };
    const charge = this.#charges.find((one) => one.key === request.chargeKey && one.outcome.state === "succeeded");
    const decision = charge ? refundDecisionFor(charge.cardToken) : { result: "succeed" as const };
    const code = this.#refusalOf(request, charge) ?? (decision.result === "decline" ? decision.code : null);
    const processorId = `re_${String(this.#refunds.length + 1).padStart(6, "0")}`;
    const isPending = code === null && decision.result === "pending";
    const outcome: RefundOutcome = isPending ? { state: "pending", processorId } : finalRefund(processorId, code, now);
    const ends = isPending ? { at: plus(now, decision.afterMs), declineCode: decision.thenDecline } : null;
    this.#record({ kind: "paid_back", refund: { ...request, processorId, at: now, ends, outcome } });
    this.#report({ kind: "refund", key: request.key, outcome }, now);
    return outcome;
  }

  lookUpRefund(key: string, now: Instant): ListedRefund | null {
    this.#endPending(now);
    const made = this.#refunds.filter((one) => one.key === key);
    const refund = made.find((one) => one.outcome.state === "succeeded") ?? made.at(-1);
    return refund ? listedRefund(refund) : null;
  }

  /** For a practice that has taken over with this epoch, or one that never was shut out. */
  listRefunds(lineage: string, epoch: number, since: Instant, now: Instant): ListedRefund[] | NotAccepted {
    this.#endPending(now);
    const newestEpoch = this.#epochs.get(lineage) ?? 0;
    if (epoch < newestEpoch) return { state: "not_accepted", reason: "old_epoch", newestEpoch };
    return this.#refunds.filter((one) => one.metadata.lineage === lineage && later(since, one.at) >= 0).map(listedRefund);
  }

  #refusalOf(request: RefundRequest, charge: BookCharge | undefined): string | null {
    if (!charge) return "no_such_charge";
    if (this.#reports.some(({ event }) => event.kind === "dispute" && event.key === charge.key && event.state !== "won")) return "charge_disputed";
    return charge.refundedCents + request.amountCents > charge.amountCents ? "more_than_charged" : null;
  }

  refund(processorId: string, amountCents: Cents): void {
    this.#record({ kind: "refunded", processorId, amountCents });
  }

  /** Keys of charges that a bank took back, or tried to. */
  get disputed(): ReadonlySet<string> {
    return new Set(this.#reports.flatMap(({ event }) => (event.kind === "dispute" ? [event.key] : [])));
  }

  /** The cardholder's bank takes a charge back, or decides about it. */
  dispute(
    key: string,
    disputeId: string,
    state: "opened" | "won" | "lost",
    reason: string,
    evidenceBy: Day | null,
    now: Instant,
  ): void {
    const charge = this.#charges.find((one) => one.key === key && one.outcome.state === "succeeded");
    if (!charge) throw new Error(`no succeeded charge with the key ${key}`);
    this.#report({ kind: "dispute", disputeId, key, amountCents: charge.amountCents, reason, state, evidenceBy }, now);
  }

  /** The card network replaced a card. */
  updateCard(card: Omit<CardEvent & { kind: "card_updated" }, "kind" | "id" | "at">, now: Instant): void {
    this.#report({ kind: "card_updated", ...card }, now);
  }

  /** Does some work of which no event is ever reported; as if the processor forgot it. */
  forgetEvents(work: () => void): void {
    this.#isSilent = true;
    work();
    this.#isSilent = false;
  }

  #execute(request: ChargeRequest, decision: Exclude<Decision, { result: "no_such_card" }>, now: Instant): ChargeOutcome {
    const processorId = `ch_${String(this.#charges.length + 1).padStart(6, "0")}`;
    const pending = decision.result === "pending";
    const outcome: ChargeOutcome = pending
      ? { state: "pending", processorId }
      : finalOutcome(processorId, decision.result === "decline" ? decision.code : null, now);
    const charge: BookCharge = {
      processorId,
      key: request.key,
      cardToken: request.cardToken,
      amountCents: request.amountCents,
      metadata: request.metadata,
      at: now,
      ends: pending ? { at: plus(now, decision.afterMs), declineCode: decision.thenDecline } : null,
      outcome,
      refundedCents: toCents(0),
    };
    this.#record({ kind: "executed", charge });
    this.#report({ kind: "charge", key: charge.key, outcome }, now);
    return outcome;
  }

  #endPending(now: Instant): void {
    for (const charge of this.#charges) {
      if (charge.outcome.state !== "pending" || !charge.ends || later(charge.ends.at, now) < 0) continue;
      const outcome = finalOutcome(charge.processorId, charge.ends.declineCode, charge.ends.at);
      this.#record({ kind: "ended", processorId: charge.processorId, outcome });
      this.#report({ kind: "charge", key: charge.key, outcome }, charge.ends.at);
    }
    for (const refund of this.#refunds) {
      if (refund.outcome.state !== "pending" || !refund.ends || later(refund.ends.at, now) < 0) continue;
      const outcome = finalRefund(refund.processorId, refund.ends.declineCode, refund.ends.at);
      this.#record({ kind: "refund_ended", processorId: refund.processorId, outcome });
      this.#report({ kind: "refund", key: refund.key, outcome }, refund.ends.at);
    }
  }

  #report(what: EventWithoutId, now: Instant): void {
    if (this.#isSilent) return;
    const event = { id: `evt_${String(this.#eventsMade + 1).padStart(6, "0")}`, at: now, ...what } as CardEvent;
    const delays = this.#options.events?.(event) ?? [0];
    for (const delay of delays.length > 0 ? delays : [0])
      this.#record({ kind: "reported", event, notBefore: plus(now, delay) });
  }

  /** Saved first: what the book says is on its disk. */
  #record(entry: BookEntry): void {
    this.#options.save?.(entry);
    this.#take(entry);
  }

  #take(entry: BookEntry): void {
    switch (entry.kind) {
      case "executed": {
        const { lineage, epoch } = entry.charge.metadata;
        this.#charges.push({ ...entry.charge });
        this.#epochs.set(lineage, Math.max(epoch, this.#epochs.get(lineage) ?? 0));
        return;
      }
      case "epoch":
        this.#epochs.set(entry.lineage, entry.epoch);
        return;
      case "ended":
        this.#find(entry.processorId).outcome = entry.outcome;
        return;
      case "refunded": {
        const charge = this.#find(entry.processorId);
        charge.refundedCents = toCents(charge.refundedCents + entry.amountCents);
        return;
      }
      case "paid_back": {
        const { lineage, epoch } = entry.refund.metadata;
        this.#refunds.push({ ...entry.refund });
        this.#epochs.set(lineage, Math.max(epoch, this.#epochs.get(lineage) ?? 0));
        if (entry.refund.outcome.state !== "declined") this.#countRefund(entry.refund, 1);
        return;
      }
      case "refund_ended": {
        const refund = this.#refunds.find((one) => one.processorId === entry.processorId);
        if (!refund) throw new Error(`no refund ${entry.processorId}`);
        refund.outcome = entry.outcome;
        if (entry.outcome.state === "declined") this.#countRefund(refund, -1);
        return;
      }
      case "reported":
        this.#reports.push({ event: entry.event, notBefore: entry.notBefore, delivered: false });
        this.#eventsMade = Math.max(this.#eventsMade, Number(entry.event.id.slice(4)));
        return;
      case "delivered": {
        const report = this.#reports[entry.report];
        if (!report) throw new Error("an event is reported before it is delivered");
        report.delivered = true;
        this.#delivered.push(report.event);
      }
    }
  }

  #countRefund({ chargeKey, amountCents }: RefundRequest, sign: 1 | -1): void {
    const charge = this.#charges.find((one) => one.key === chargeKey && one.outcome.state === "succeeded");
    if (charge) charge.refundedCents = toCents(charge.refundedCents + sign * amountCents);
  }

  #find(processorId: string): BookCharge {
    const charge = this.#charges.find((one) => one.processorId === processorId);
    if (!charge) throw new Error(`no charge ${processorId}`);
    return charge;
  }
}

type EventWithoutId = CardEvent extends infer Event ? (Event extends CardEvent ? Omit<Event, "id" | "at"> : never) : never;

function finalOutcome(processorId: string, declineCode: string | null, at: Instant): ChargeOutcome {
  if (declineCode === null) return { state: "succeeded", processorId, at };
  return { state: "declined", processorId, code: declineCode, kind: kindOf(declineCode), at };
}

function finalRefund(processorId: string, declineCode: string | null, at: Instant): RefundOutcome {
  return declineCode === null
    ? { state: "succeeded", processorId, at }
    : { state: "declined", processorId, code: declineCode, at };
}

function listedRefund({ key, chargeKey, amountCents, metadata, outcome }: BookRefund): ListedRefund {
  return { key, chargeKey, amountCents, metadata, outcome };
}

function kindOf(code: string): "soft" | "hard" | "authentication" {
  if (code === "authentication_required") return "authentication";
  return hardCodes.has(code) ? "hard" : "soft";
}

const hardCodes: ReadonlySet<string> = new Set([
  "lost_card",
  "stolen_card",
  "pickup_card",
  "restricted_card",
  "revocation_of_authorization",
  "revocation_of_all_authorizations",
  "stop_payment_order",
  "security_violation",
  "fraudulent",
]);

function sameParameters(known: BookCharge, request: ChargeRequest): boolean {
  return (
    known.cardToken === request.cardToken &&
    known.amountCents === request.amountCents &&
    known.metadata.lineage === request.metadata.lineage &&
    known.metadata.invoiceId === request.metadata.invoiceId
  );
}

function listed(charge: BookCharge): ListedCharge {
  const { key, amountCents, refundedCents, metadata, outcome } = charge;
  return { key, amountCents, refundedCents, metadata, outcome };
}

/** Milliseconds from one instant to another; never compared as text, which depends on the fractions. */
export function later(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

export function plus(at: Instant, ms: number): Instant {
  return toInstant(new Date(Date.parse(at) + ms).toISOString());
}
