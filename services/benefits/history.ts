/** The whole history of a membership's benefits (PKG-10): what was granted, used, rolled over and lost. */
import { listGrantStories, type GrantStory } from "#db/benefits/resets.ts";
import { listUseStories, type BenefitUseStory } from "#db/benefits/used.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { isForGood } from "#domain/benefits/rollover.ts";
import type { MembershipId } from "#domain/identity.ts";
import { look, type Cx } from "../context.ts";
import { requireMembership } from "../memberships/require.ts";

export type BenefitStory = Omit<GrantStory, "toOn"> & {
  /** The last day on which it can be used; null: as long as the membership. */
  readonly untilOn: Day | null;
  /** What can still be used today. */
  readonly left: number;
  readonly uses: BenefitUseStory[];
};

/** Newest first. Refuses `membership_not_found`. */
export function benefitHistory(cx: Cx, { membershipId }: { readonly membershipId: MembershipId }): BenefitStory[] {
  return look<BenefitStory[]>(cx, (db) => {
    requireMembership(db, membershipId);
    const uses = listUseStories(db, membershipId);
    return listGrantStories(db, membershipId).map(({ toOn, ...grant }) => ({
      ...grant,
      untilOn: isForGood(toOn) ? null : addDays(toOn, -1),
      left: grant.closedOn === null && toOn > cx.today ? grant.quantity - grant.used : 0,
      uses: uses.filter(({ grantId }) => grantId === grant.grantId),
    }));
  });
}
