/**
 * The wallet of a membership (PKG-11): dues, or a part of each, banked as money to spend. What is banked,
 * until when it can be spent, and in which order several wallets are emptied.
 */
import { addDays, type Day } from "../calendar.ts";
import type { Wallet, WalletAfter } from "../memberships/plan.ts";
import { prorate, toCents, zeroCents, type Cents } from "../money.ts";

export type PaidDues = {
  readonly kind: "period" | "stub";
  /** What these days cost, after everything that came off and without tax. */
  readonly amountCents: Cents;
  /** What a whole period costs on the plan; a stub banks its share of an amount. */
  readonly priceCents: Cents;
};

/** What paid dues bank, never more than they were. */
export function bankedCents(wallet: Wallet, { kind, amountCents, priceCents }: PaidDues): Cents {
  switch (wallet.kind) {
    case "none":
      return zeroCents;
    case "percent":
      return prorate(amountCents, wallet.basisPoints, 10_000);
    case "amount": {
      const share = kind === "stub" && priceCents > 0 ? prorate(wallet.cents, Math.min(amountCents, priceCents), priceCents) : wallet.cents;
      return toCents(Math.min(share, amountCents));
    }
  }
}

/** What of it stays when a part of the invoice was let go unpaid. */
export function keptCents(banked: Cents, totalCents: Cents, goneCents: Cents): Cents {
  if (totalCents <= 0) return zeroCents;
  return prorate(banked, Math.max(0, totalCents - goneCents), totalCents);
}

/** The first day on which it cannot be spent any more; on the day a membership ends unless it is kept. */
export function walletEndsOn(after: WalletAfter, endedOn: Day): Day {
  return after.kind === "kept" ? addDays(endedOn, after.days) : endedOn;
}

export type WalletLeft<Key> = { readonly key: Key; readonly leftCents: Cents; readonly endsOn: Day | null };

/** Takes an amount from several wallets: those that end first, then the oldest. Answers what each gives. */
export function splitOverWallets<Key>(amountCents: Cents, wallets: readonly WalletLeft<Key>[]): { readonly key: Key; readonly cents: Cents }[] {
  let open = amountCents;
  return wallets
    .toSorted((a, b) => (a.endsOn ?? "9999") < (b.endsOn ?? "9999") ? -1 : (a.endsOn ?? "9999") > (b.endsOn ?? "9999") ? 1 : 0)
    .flatMap(({ key, leftCents }) => {
      const cents = toCents(Math.min(open, leftCents));
      open = toCents(open - cents);
      return cents > 0 ? [{ key, cents }] : [];
    });
}
