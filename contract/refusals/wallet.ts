import type { WalletRefusals } from "#domain/wallet/refusals.ts";
import { moneyText } from "#domain/money-text.ts";
import { toCents } from "#domain/money.ts";
import type { Sentences } from "./sentence.ts";

const money = (cents: number): string => moneyText(toCents(cents));

export const walletSentences: Sentences<WalletRefusals> = {
  wallet_too_little: ({ leftCents }) =>
    leftCents === 0 ? "There is nothing in a wallet that can be spent today. Choose another way to pay." : `Only ${money(leftCents)} can be spent from the wallet today. Take the rest in another way.`,
  wallet_not_for_dues: ({ number }) => `Invoice ${number} asks for dues, and a wallet pays for services only. Choose the invoices of visits, or another way to pay.`,
  wallet_more_than_owed: ({ owedCents }) =>
    owedCents === 0 ? "No invoice for services is open, so nothing is taken from the wallet." : `A wallet pays what is owed, and no more: ${money(owedCents)} here. Lower the amount.`,
  wallet_payment_undo: ({ receiptNumber }) => `Receipt ${receiptNumber} was paid from a wallet. Take it back on its own day, or credit the invoice: the money becomes the household's credit.`,
};
