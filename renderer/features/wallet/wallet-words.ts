/** What happened to a wallet, in words (PKG-11). */
import type { WalletView } from "#contract/benefits.ts";

export const moveWords: Readonly<Record<WalletView["moves"][number]["kind"], string>> = {
  banked: "Dues banked",
  taken_back: "Taken back with the dues",
  spent: "Spent",
  given_back: "Given back",
  forfeited: "Lost at the end",
  to_credit: "Paid out as credit",
};
