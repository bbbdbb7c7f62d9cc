/** Refusal codes of wallets with the facts their sentences need (F-17). */
export type WalletRefusals = {
  /** Less is left than was to be spent, or nothing that can be spent today. */
  wallet_too_little: { leftCents: number };
  /** A wallet is money for services: dues would bank themselves again. */
  wallet_not_for_dues: { number: number };
  /** What no invoice asks for stays in the wallet. */
  wallet_more_than_owed: { owedCents: number };
  wallet_payment_undo: { receiptNumber: number };
};
