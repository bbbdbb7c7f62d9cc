/**
 * Which invoices of a household go to which card today, and why the others do not (BIL-3, BIL-10,
 * BIL-14). The run and its rehearsal both ask this one function, so that they cannot disagree
 * (BIL-4). Only draws, and the parts of a payment plan that are drawn (INV-6), are ever charged
 * without a person asking for that very invoice.
 */
import { daysBetween, type Day } from "../calendar.ts";
import type { InvoiceId, PaymentPlanId, PlanPartId } from "../identity.ts";
import type { Cents } from "../money.ts";
import type { AttemptOrigin, AttemptState, DeclineKind } from "./attempt.ts";
import { isExpired, type Expiry } from "./card.ts";

export type CardFacts = Expiry & {
  readonly cardId: number;
  /** The bank has said never again, or the processor does not know the card (BIL-10). */
  readonly isRefused: boolean;
  /** What was due through this day may be collected with it (BIL-14); null when nobody asked. */
  readonly collectsThroughOn: Day | null;
  /** How its last attempt ended. */
  readonly lastState: AttemptState | null;
};

export type PastAttempt = {
  readonly cardId: number;
  readonly amountCents: number;
  readonly attemptOn: Day;
  readonly origin: AttemptOrigin;
  readonly state: AttemptState;
  readonly declineKind: DeclineKind | null;
  /** Why nothing was executed, for a failed one. */
  readonly failure: string | null;
};

/** Which part of a payment plan is drawn, of an invoice that it is for (INV-6). */
export type DrawnPart = {
  readonly planId: PaymentPlanId;
  readonly partId: PlanPartId;
  readonly isSigned: boolean;
  /** The due day of the newest part of the plan that has come due: with the plan's oldest one it is "the newest missed" (BIL-3). */
  readonly newestDueOn: Day;
  /** It was drawn, and the money went back or elsewhere. */
  readonly cameBack: boolean;
};

export type OpenDraw = {
  readonly invoiceId: InvoiceId;
  /** Null for a draw; else what is owed is the rest of this part, never the whole invoice. */
  readonly part: DrawnPart | null;
  readonly dueOn: Day;
  readonly balanceCents: Cents;
  /**
   * A later draw of the household is due already, paid or not. For a part: a later one of its plan is
   * due, and since that day another part has gone to the card by itself.
   */
  readonly hasNewerDraw: boolean;
  readonly choice: "charge" | "forgive" | "skip" | null;
  /** The timetable of declines asks for a retry by today (BIL-11). */
  readonly isRetryDue: boolean;
  readonly attempts: readonly PastAttempt[];
};

export type HouseholdFacts = {
  readonly today: Day;
  readonly canCharge: boolean;
  readonly paysByCard: boolean;
  readonly isPayerDeceased: boolean;
  /** A dispute that nobody has released (BIL-17). */
  readonly isDisputed: boolean;
  /** The household's billing stands still (BIL-6). */
  readonly isHeld: boolean;
  /** Some charge of the household has no outcome yet (BIL-8, control 48). */
  readonly hasLiveCharge: boolean;
  /** Not removed, oldest first. */
  readonly cards: readonly CardFacts[];
  /** Draws due by today with something owed. */
  readonly draws: readonly OpenDraw[];
  /** Every attempt with one of these cards in the last 30 days. */
  readonly recent: readonly PastAttempt[];
};

export type SkipReason =
  | "no_processor"
  | "pays_by_hand"
  | "payer_deceased"
  | "disputed"
  | "household_held"
  | "charge_unresolved"
  | "no_card"
  | "card_expired"
  | "card_refused"
  | "needs_cardholder"
  | "plan_unsigned"
  | "earlier_part_first"
  | "charged_before"
  | "manual_declined"
  | "waits_for_review"
  | "too_old"
  | "skipped_in_review"
  | "retry_not_due"
  | "one_a_day"
  | "attempted_today"
  | "attempt_limit"
  | "nothing_owed";

export type ChargeDecision =
  | { readonly charge: true; readonly cardId: number; readonly amountCents: Cents; readonly origin: "automatic" | "catch_up" | "new_card" }
  | { readonly charge: false; readonly reason: SkipReason };

export type DecidedDraw = {
  readonly invoiceId: InvoiceId;
  readonly partId: PlanPartId | null;
  readonly dueOn: Day;
  /** What is owed of the draw, or of the part. */
  readonly owedCents: Cents;
  readonly decision: ChargeDecision;
};

/** Nothing older is ever charged unasked (BIL-3). */
export const oldestUnaskedDays = 45;
/** Attempts with one card and amount in 30 days (BIL-10). */
export const mostAttempts = 8;
export const limitDays = 30;

/** The decisions, oldest due first; a household that charges nothing for one reason has it on every draw. */
export function decideCharges(household: HouseholdFacts): DecidedDraw[] {
  const draws = household.draws.toSorted((a, b) =>
    a.dueOn === b.dueOn ? a.invoiceId - b.invoiceId : a.dueOn < b.dueOn ? -1 : 1,
  );
  const decided = ({ invoiceId, part, dueOn, balanceCents }: OpenDraw, decision: ChargeDecision): DecidedDraw => ({
    invoiceId,
    partId: part?.partId ?? null,
    dueOn,
    owedCents: balanceCents,
    decision,
  });
  const whole = wholeHouseholdReason(household);
  const card = newestUsable(household);
  const spent = new Map<string, number>();
  const busy = new Set<PaymentPlanId>();
  let collected = false;
  return draws.map((draw) => {
    // How the household pays its dues says nothing of a plan that was signed to be drawn.
    if (draw.part === null && !household.paysByCard) return decided(draw, no("pays_by_hand"));
    if (whole !== null || card === undefined) return decided(draw, no(whole ?? noCardReason(household)));
    const wanted = draw.part && busy.has(draw.part.planId) ? no("earlier_part_first") : decideDraw(draw, card, household, collected);
    const decision = wanted.charge ? withinLimits(wanted, household, spent) : wanted;
    if (decision.charge && decision.origin === "new_card") collected = true;
    if (draw.part && !isSetAside(decision)) busy.add(draw.part.planId);
    return decided(draw, decision);
  });
}

/** A plan asks for its parts in their order; only one that a person took out of it lets the next one pass. */
function isSetAside(decision: ChargeDecision): boolean {
  return !decision.charge && (decision.reason === "skipped_in_review" || decision.reason === "charged_before");
}

function wholeHouseholdReason(household: HouseholdFacts): SkipReason | null {
  if (!household.canCharge) return "no_processor";
  if (household.isPayerDeceased) return "payer_deceased";
  if (household.isDisputed) return "disputed";
  if (household.isHeld) return "household_held";
  return household.hasLiveCharge ? "charge_unresolved" : null;
}

/** The card that charges go to: the newest one that is good and that no bank has refused for good. */
export function newestUsable(household: Pick<HouseholdFacts, "cards" | "today">): CardFacts | undefined {
  return household.cards.findLast((card) => !card.isRefused && !isExpired(card, household.today));
}

function noCardReason({ cards, today }: HouseholdFacts): SkipReason {
  if (cards.length === 0) return "no_card";
  return cards.every((card) => isExpired(card, today)) ? "card_expired" : "card_refused";
}

const no = (reason: SkipReason): ChargeDecision => ({ charge: false, reason });

function decideDraw(draw: OpenDraw, card: CardFacts, household: HouseholdFacts, collected: boolean): ChargeDecision {
  const { today } = household;
  const yes = (origin: "automatic" | "catch_up" | "new_card"): ChargeDecision => ({
    charge: true,
    cardId: card.cardId,
    amountCents: draw.balanceCents,
    origin,
  });
  if (draw.balanceCents <= 0) return no("nothing_owed");
  if (draw.part?.isSigned === false) return no("plan_unsigned");
  if (draw.choice === "skip" || draw.choice === "forgive") return no("skipped_in_review");
  if (draw.part ? draw.part.cameBack : draw.attempts.some((attempt) => attempt.state === "succeeded")) return no("charged_before");
  if (collects(card, draw)) {
    const isUsedToday = household.recent.some(
      (attempt) => attempt.cardId === card.cardId && attempt.attemptOn === today && isMachine(attempt) && counts(attempt),
    );
    return collected || isUsedToday ? no("one_a_day") : yes("new_card");
  }
  const declines = draw.attempts.filter((attempt) => attempt.state === "declined");
  const own = declines.filter(isMachine);
  const isAsked = draw.choice === "charge";
  if (daysBetween(draw.part?.newestDueOn ?? draw.dueOn, today) > oldestUnaskedDays && !isAsked) return no("too_old");
  if (own.length > 0) return retryDecision(own, card, draw) ?? yes("automatic");
  if (declines.length > 0) return no("manual_declined");
  if (isAsked) return yes("catch_up");
  return draw.hasNewerDraw ? no("waits_for_review") : yes("automatic");
}

/** A card that was added to settle what is due, and that has not been declined since (BIL-14). */
function collects(card: CardFacts, draw: OpenDraw): boolean {
  return card.collectsThroughOn !== null && draw.dueOn <= card.collectsThroughOn && card.lastState !== "declined";
}

/** After a decline only the timetable decides, and no retry helps where the cardholder must confirm. */
function retryDecision(declines: readonly PastAttempt[], card: CardFacts, draw: OpenDraw): ChargeDecision | null {
  const last = declines.at(-1);
  if (last?.declineKind === "authentication" && last.cardId === card.cardId) return no("needs_cardholder");
  return draw.isRetryDue ? null : no("retry_not_due");
}

/** Whether the machine made this attempt, rather than a person at the desk. */
function isMachine(attempt: Pick<PastAttempt, "origin">): boolean {
  return attempt.origin !== "staff";
}

/** An attempt that never reached the card does not use up its limits. */
function counts(attempt: Pick<PastAttempt, "state" | "failure">): boolean {
  return attempt.state !== "failed" || !(attempt.failure === "absent" || attempt.failure === "not_connected");
}

/** BIL-10: one automatic attempt a day and eight in 30 days, per card and amount. */
function withinLimits(
  decision: ChargeDecision & { readonly charge: true },
  household: HouseholdFacts,
  spent: Map<string, number>,
): ChargeDecision {
  const { cardId, amountCents } = decision;
  const key = `${cardId}/${amountCents}`;
  const planned = spent.get(key) ?? 0;
  const used = attemptsOf(household.recent, household.today, cardId, amountCents);
  if (used.machineToday + planned >= 1) return no("attempted_today");
  if (used.in30Days + planned >= mostAttempts) return no("attempt_limit");
  spent.set(key, planned + 1);
  return decision;
}

/** How often a card was asked for an amount: by the machine today, and by anybody in 30 days. */
export function attemptsOf(
  recent: readonly PastAttempt[],
  today: Day,
  cardId: number,
  amountCents: number,
): { machineToday: number; in30Days: number } {
  const same = recent.filter(
    (attempt) => attempt.cardId === cardId && attempt.amountCents === amountCents && counts(attempt),
  );
  return {
    machineToday: same.filter((attempt) => isMachine(attempt) && attempt.attemptOn === today).length,
    in30Days: same.filter((attempt) => daysBetween(attempt.attemptOn, today) < limitDays).length,
  };
}
