/** Which wallets of a household can be spent on a day (PKG-11): while it is a member, while only the billing rests, and some days after the end. */
import type { ReadableDb } from "#db/database.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { findPractice } from "#db/practice.ts";
import { listWallets, type WalletRow } from "#db/wallet/moves.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { WalletAfter } from "#domain/memberships/plan.ts";
import { discountOn } from "#domain/pricing/member-discount.ts";
import { walletEndsOn } from "#domain/wallet/wallet.ts";
import { termsOn } from "../benefits/terms-of.ts";

export type WalletShown = WalletRow & {
  /** The first day on which it cannot be spent any more; null while the membership goes on. */
  readonly endsOn: Day | null;
  readonly isUsable: boolean;
};

const keptByDefault: WalletAfter = { kind: "kept", days: 90 };

/** When the membership ended, and what its plan does with what is left. */
export function endOf(db: ReadableDb, { membershipId }: Pick<WalletRow, "membershipId">, today: Day): { readonly endedOn: Day; readonly after: WalletAfter } | null {
  const { lapsedOn, cancellation } = loadStandingFacts(db, membershipId);
  const days = [lapsedOn, cancellation?.effectiveOn ?? null].filter((on) => on !== null && on <= today) as Day[];
  const [endedOn] = days.toSorted();
  if (endedOn === undefined) return null;
  return { endedOn, after: termsOn(db, membershipId, endedOn)?.walletAfter ?? keptByDefault };
}

export function walletsOn(db: ReadableDb, householdId: HouseholdId, on: Day): WalletShown[] {
  const pastDue = findPractice(db)?.past_due_members;
  return listWallets(db, householdId).map((wallet) => {
    const end = endOf(db, wallet, on);
    const endsOn = end && walletEndsOn(end.after, end.endedOn);
    const answer = discountOn(loadStandingFacts(db, wallet.membershipId), on, pastDue);
    const isOpen = endsOn === null ? answer.kind !== "no" : on < endsOn;
    return { ...wallet, endsOn, isUsable: wallet.leftCents > 0 && isOpen };
  });
}
