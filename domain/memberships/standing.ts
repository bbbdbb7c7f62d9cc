/** A membership's standing, derived from its records and today (chapter 3, F-12): first match wins, the rest are flags. */
import type { Day } from "../calendar.ts";
import type { Hold } from "./draw-facts.ts";
import { standings, type Standing } from "./standing-words.ts";

export type StandingFacts = {
  readonly startOn: Day;
  /** A required agreement is unsigned, or the first payment is missing. */
  readonly pending: boolean;
  readonly lapsedOn: Day | null;
  readonly holds: readonly Hold[];
  readonly cancellation: { readonly effectiveOn: Day; readonly kind: "cancelled" | "expired" } | null;
  /** Day 0 of the oldest unpaid dues, or null: a manual payer is past due after it. */
  readonly unpaidSinceOn: Day | null;
  /** The day on which a draw failed that is still unpaid, or null: past due from that day on. */
  readonly declinedOn: Day | null;
};

/** Every standing that holds today, in the order of the chapter; the first is the word shown. */
export function standingsOf(facts: StandingFacts, today: Day): Standing[] {
  const ended = facts.cancellation !== null && facts.cancellation.effectiveOn <= today;
  const held = facts.holds.some((hold) => isHeldOn(hold, today));
  const unpaid = isPastDue(facts, today);
  const holding: Record<Standing, boolean> = {
    cancelled: ended && facts.cancellation?.kind === "cancelled",
    expired: ended && facts.cancellation?.kind === "expired",
    pending: !ended && facts.pending,
    lapsed: !ended && facts.lapsedOn !== null && facts.lapsedOn <= today,
    on_hold: !ended && held,
    past_due: !ended && unpaid,
    cancelling: !ended && facts.cancellation !== null,
    active: !ended,
  };
  const found = standings.filter((standing) => holding[standing]);
  return found.length > 0 ? found : ["active"];
}

export function standingOf(facts: StandingFacts, today: Day): Standing {
  return standingsOf(facts, today)[0] ?? "active";
}

/** Whether a day lies inside the half-open hold (MEM-12: `until` is exclusive). */
export function isHeldOn(hold: Hold, on: Day): boolean {
  return hold.from <= on && (hold.until === null || on < hold.until);
}

/** A draw that failed counts from its day on, a manual payer's dues after their due day (chapter 3). */
export function isPastDue(facts: Pick<StandingFacts, "unpaidSinceOn" | "declinedOn">, today: Day): boolean {
  const { unpaidSinceOn, declinedOn } = facts;
  return (unpaidSinceOn !== null && unpaidSinceOn < today) || (declinedOn !== null && declinedOn <= today);
}
