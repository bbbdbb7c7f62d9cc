/** What the desk must know of somebody who arrives, in a few words, the most pressing first (PPL-16, BIL-13). */
import type { Arrival } from "#contract/schedule.ts";
import type { Cents } from "#domain/money.ts";
import { formatMoney, type MoneyStyle } from "../../format/money.ts";

export type ArrivalWord = { readonly tone: "trouble" | "attention" | "quiet"; readonly word: string };

export function arrivalWords(arrival: Arrival, money: MoneyStyle): ArrivalWord[] {
  const { pastDueCents, alerts, memberships, expiringCard, balanceCents, walletCents, isBirthDateMissing } = arrival;
  const say = (cents: Cents): string => formatMoney(cents, money);
  const words: ArrivalWord[] = [];
  if (alerts !== "") words.push({ tone: "attention", word: "Alert" });
  if (pastDueCents > 0) words.push({ tone: "trouble", word: `Past due ${say(pastDueCents)}` });
  if (memberships.some(({ isUnsigned }) => isUnsigned)) words.push({ tone: "attention", word: "Unsigned" });
  if (expiringCard) words.push({ tone: "attention", word: `Card ${expiringCard.last4} expires` });
  if (isBirthDateMissing) words.push({ tone: "attention", word: "No birth date" });
  for (const { planName, benefits } of memberships) {
    const left = benefits.filter((benefit) => benefit.left > 0).map((benefit) => `${benefit.label} ${benefit.left}`);
    words.push({ tone: "quiet", word: left.length === 0 ? planName : `${planName}: ${left.join(", ")}` });
  }
  if (walletCents > 0) words.push({ tone: "quiet", word: `Wallet ${say(walletCents)}` });
  if (balanceCents > pastDueCents) words.push({ tone: "quiet", word: `Balance ${say(balanceCents)}` });
  return words;
}
