/** What became of a payment, in the words of the list (INV-9). */
export const paymentStates = ["taken", "part_refunded", "refunded", "taken_back", "returned", "disputed"] as const;
export type PaymentState = (typeof paymentStates)[number];

const words: Readonly<Record<PaymentState, string>> = {
  taken: "Taken",
  part_refunded: "Part refunded",
  refunded: "Refunded",
  taken_back: "Taken back",
  returned: "Check returned",
  disputed: "Disputed",
};

export function paymentStateWord(state: PaymentState): string {
  return words[state];
}
