/** The wallets of a household with everything that went in and out (PKG-11). */
import { listWalletMoves, type WalletMoveRow } from "#db/wallet/moves.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";
import { requireHousehold } from "../people/require.ts";
import { walletsOn, type WalletShown } from "./usable.ts";

export type WalletView = Omit<WalletShown, "endsOn"> & {
  /** The last day on which it can be spent; null while the membership goes on. */
  readonly lastOn: Day | null;
  readonly moves: WalletMoveRow[];
};

export type HouseholdWallets = { readonly usableCents: Cents; readonly wallets: WalletView[] };

/** As many rows as a person reads; the rest is in the export. */
const mostMoves = 200;

/** Refuses `household_not_found`. */
export function walletsOfHousehold(cx: Cx, { householdId }: { readonly householdId: HouseholdId }): HouseholdWallets {
  return look<HouseholdWallets>(cx, (db) => {
    requireHousehold(db, householdId);
    const wallets = walletsOn(db, householdId, cx.today);
    return {
      usableCents: addCents(zeroCents, ...wallets.filter(({ isUsable }) => isUsable).map(({ leftCents }) => leftCents)),
      wallets: wallets.map(({ endsOn, ...wallet }) => ({
        ...wallet,
        lastOn: endsOn === null ? null : addDays(endsOn, -1),
        moves: listWalletMoves(db, wallet.membershipId, mostMoves),
      })),
    };
  });
}
