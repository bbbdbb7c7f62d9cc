/**
 * The cards of the stand-in processor (F-21). A training or sample practice is offered these in the
 * place of a real card; the token says how charges of it end. No number is ever entered (BIL-7).
 */
export type TestCard = {
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
  /** What the card does, in the words of the list it is chosen from. */
  readonly words: string;
};

export const testCards: readonly TestCard[] = [
  { token: "test_succeeds", brand: "visa", last4: "4242", words: "Every charge goes through" },
  {
    token: "test_declines_insufficient_funds",
    brand: "visa",
    last4: "9995",
    words: "Declined: not enough money, worth another try",
  },
  { token: "test_declines_lost_card", brand: "mastercard", last4: "9987", words: "Declined for good: reported lost" },
  {
    token: "test_declines_authentication_required",
    brand: "visa",
    last4: "3155",
    words: "Declined: the bank wants the cardholder to confirm",
  },
  { token: "test_no_refunds", brand: "discover", last4: "1117", words: "Charges go through, but nothing can be paid back to it" },
  { token: "test_slow", brand: "amex", last4: "0005", words: "The answer comes with a later run" },
];

/** The code with which a test token declines, or null. A suffix after `:` tells several such cards apart. */
export function testDeclineCode(token: string): string | null {
  return /^test_declines_([a-z_]+)/.exec(token)?.[1] ?? null;
}

export function isSlowTestToken(token: string): boolean {
  return token.startsWith("test_slow");
}

/** A test card that charges go through on and refunds do not. */
export function refusesTestRefunds(token: string): boolean {
  return token.startsWith("test_no_refunds");
}
