/**
 * Raising prices (MEM-17): for whom a new price takes effect and when. A member is asked for it only
 * if their notice went out long enough before, and never in the middle of a paid period.
 */
import { addDays, type Day } from "../calendar.ts";
import { addCents, percentOf, toCents, type Cents } from "../money.ts";
import type { DrawFacts, WantedDues } from "./draw-facts.ts";
import { firstWholePeriod } from "./planned-change.ts";

export type PriceChange =
  | { readonly kind: "to"; readonly cents: Cents }
  | { readonly kind: "by_amount"; readonly cents: Cents }
  | { readonly kind: "by_percent"; readonly basisPoints: number };

export const riseScopes = ["new_members", "at_renewal", "first_draw_after_notice"] as const;
export type RiseScope = (typeof riseScopes)[number];

/** How long before a new price its notice must have gone out; the practice can make it longer. */
export const defaultNoticeDays = 30;

/** The new price, rounded once; never below nothing. */
export function changedPrice(priceCents: Cents, change: PriceChange): Cents {
  const next =
    change.kind === "to"
      ? change.cents
      : change.kind === "by_amount"
        ? addCents(priceCents, change.cents)
        : addCents(priceCents, percentOf(priceCents, change.basisPoints));
  return toCents(Math.max(0, next));
}

/** The day before which a member keeps the old price, however early the notice was: for `at_renewal` the end of the term. */
export function wishedDay(scope: Exclude<RiseScope, "new_members">, effectiveOn: Day, renewsOn: Day): Day {
  return scope === "at_renewal" ? later(effectiveOn, renewsOn) : effectiveOn;
}

/** The day from which the new price may be asked for, when the notice goes out on a day. */
export function allowedFrom(wishedOn: Day, noticeSentOn: Day, noticeDays: number): Day {
  return later(wishedOn, addDays(noticeSentOn, noticeDays));
}

export type RaisedMember = {
  readonly facts: DrawFacts;
  /** First day that is not billed yet: no price changes before it. */
  readonly billedThroughOn: Day;
  readonly wishedOn: Day;
  /** When this member's notice was sent or printed; null while it was not. */
  readonly noticeSentOn: Day | null;
};

export type RiseDecision =
  | { readonly what: "takes_effect"; readonly first: WantedDues }
  | { readonly what: "waits_for_notice"; readonly noticeBy: Day }
  /** The membership ends before, or is on hold without an end. */
  | { readonly what: "no_draw_ahead" };

/**
 * From which draw a member pays the new price. A notice that is late moves it to the first draw
 * on which it is old enough; without a notice nothing changes.
 */
export function decideRise(member: RaisedMember, noticeDays: number): RiseDecision {
  const { facts, billedThroughOn, wishedOn, noticeSentOn } = member;
  const from = noticeSentOn === null ? wishedOn : allowedFrom(wishedOn, noticeSentOn, noticeDays);
  const first = firstWholePeriod(facts, billedThroughOn, from);
  if (!first) return { what: "no_draw_ahead" };
  if (noticeSentOn === null) return { what: "waits_for_notice", noticeBy: addDays(first.from, -noticeDays) };
  return { what: "takes_effect", first };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
