/**
 * A card number that somebody types into free text (BIL-7): found by length, issuer's prefix and check
 * digit, written as cards are written, so that a phone or an insurance number is hardly ever taken for one.
 */

export type CardInText = {
  /** Where it stands in the text; `to` is the place after it. */
  readonly from: number;
  readonly to: number;
  readonly digits: string;
};

/** Prefixes and lengths as the networks give them out. */
const issuers: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(5[1-5]|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720))/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(6011|64[4-9]|65)/, lengths: [16, 19] },
  { prefix: /^(30[0-5]|3095|36|38|39)/, lengths: [14, 16, 19] },
  { prefix: /^35(2[89]|[3-8]\d)/, lengths: [16, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
];

/** The digits in one run, or in the groups that stand on cards, with one kind of separator. */
const written = /(?<![\p{L}\d+#.-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5}|\d{13,19})(?![\p{L}\d])(?![-.]\d)/gu;

/** The card numbers in a text, in order. */
export function cardsInText(text: string): CardInText[] {
  return [...text.matchAll(written)].flatMap((match) => {
    const digits = match[0].replaceAll(/\D/gu, "");
    return isCardNumber(digits) ? [{ from: match.index, to: match.index + match[0].length, digits }] : [];
  });
}

export function isCardNumber(digits: string): boolean {
  return issuers.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits)) && isLuhn(digits);
}

/** The text with each card number as dots and its last four digits; the same text where there is none. */
export function maskCards(text: string, isNoCard: (digits: string) => boolean = () => false): string {
  let masked = text;
  for (const { from, to, digits } of cardsInText(text).toReversed()) {
    if (!isNoCard(digits)) masked = `${masked.slice(0, from)}\u2022\u2022\u2022\u2022 ${digits.slice(-4)}${masked.slice(to)}`;
  }
  return masked;
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((so, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return so + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
