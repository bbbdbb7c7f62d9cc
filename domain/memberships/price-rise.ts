/**
 * Raising prices (MEM-17): for whom a new price takes effect and when. A member is asked for it only
 * if their notice went out long enough before, and never in the middle of a paid period.
 */
import { addDays, drawDayOnOrAfter, periodBoundary, type Day, type PeriodMonths } from "../calendar.ts";
import { addCents, percentOf, toCents, type Cents } from "../money.ts";

export type PriceChange =
  | { readonly kind: "to"; readonly cents: Cents }
  | { readonly kind: "by_amount"; readonly cents: Cents }
  | { readonly kind: "by_percent"; readonly basisPoints: number };

export type RiseScope = "new_members" | "at_renewal" | "first_draw_after_notice";

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

export type RaisedMember = {
  readonly drawDay: number;
  readonly months: PeriodMonths;
  /** First day that is not billed yet: no price changes before it. */
  readonly billedThroughOn: Day;
  /** End of the commitment or the term, for `at_renewal`. */
  readonly renewsOn: Day;
  /** When this member's notice was sent or printed; null while it was not. */
  readonly noticeSentOn: Day | null;
};

export type RiseDecision =
  | { readonly what: "takes_effect"; readonly on: Day }
  | { readonly what: "waits_for_notice"; readonly noticeBy: Day }
  | { readonly what: "keeps_price" };

/**
 * From which draw a member pays the new price. A notice that is late moves the day to the first draw
 * on which it is old enough; without a notice nothing changes.
 */
export function decideRise(
  member: RaisedMember,
  scope: RiseScope,
  effectiveOn: Day,
  noticeDays: number = defaultNoticeDays,
): RiseDecision {
  if (scope === "new_members") return { what: "keeps_price" };
  const wished = scope === "at_renewal" ? later(effectiveOn, member.renewsOn) : effectiveOn;
  const earliest = nextDraw(member, wished);
  if (member.noticeSentOn === null)
    return { what: "waits_for_notice", noticeBy: addDays(earliest, -noticeDays) };
  const allowed = addDays(member.noticeSentOn, noticeDays);
  return { what: "takes_effect", on: nextDraw(member, later(wished, allowed)) };
}

/** The first draw of a whole period on or after a day. */
function nextDraw({ billedThroughOn, drawDay, months }: RaisedMember, from: Day): Day {
  const first = drawDayOnOrAfter(billedThroughOn, drawDay);
  for (let k = 0; ; k += 1) {
    const on = periodBoundary(first, drawDay, months, k);
    if (on >= from) return on;
  }
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
