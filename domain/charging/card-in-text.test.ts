import fc from "fast-check";
import { expect, test } from "vitest";
import { cardsInText, isCardNumber, maskCards } from "./card-in-text.ts";

/** The networks' published test numbers: nobody's cards. */
const cards = [
  "4242424242424242",
  "4000056655665556",
  "4222222222222",
  "5555555555554444",
  "2223003122003222",
  "378282246310005",
  "371449635398431",
  "6011111111111117",
  "3056930009020004",
  "36227206271667",
  "3566002020360505",
  "6200000000000005",
];

test("BIL-7 every kind of card number is found, in one run and in groups, and masked to its last four digits", () => {
  for (const card of cards) {
    expect([card, isCardNumber(card)]).toEqual([card, true]);
    expect(maskCards(`card ${card}, exp 12/27`)).toBe(`card •••• ${card.slice(-4)}, exp 12/27`);
  }
  expect(maskCards("4242 4242 4242 4242 and 5555-5555-5555-4444")).toBe("•••• 4242 and •••• 4444");
  expect(maskCards("Amex 3782 822463 10005.")).toBe("Amex •••• 0005.");
  expect(maskCards("4242 4242 4242 4242", (digits) => digits === "4242424242424242")).toBe("4242 4242 4242 4242");
});

test("BIL-7 one wrong digit is no card number, nor is one inside a longer word or number", () => {
  for (const card of cards) expect(isCardNumber(`${card.slice(0, -1)}${(Number(card.at(-1)) + 1) % 10}`)).toBe(false);
  for (const text of ["W4242424242424242", "42424242424242421", "4242424242424242A", "+4242424242424242", "4242 4242 4242 424", "4242 4242-4242 4242", "", "12/27"])
    expect([text, cardsInText(text)]).toEqual([text, []]);
});

test("BIL-7 what is masked once stays as it is, whatever stands around it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...cards), fc.stringMatching(/^[a-z ,.]{0,12}$/u), fc.stringMatching(/^[a-z ,]{0,12}$/u), (card, before, after) => {
      const once = maskCards(`${before} ${card} ${after}`);
      expect(once).toBe(`${before} •••• ${card.slice(-4)} ${after}`);
      expect(maskCards(once)).toBe(once);
    }),
  );
});

/** Numbers as they stand in the notes of an office. */
function generated(): string[] {
  let state = 20_261_122;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const digits = (count: number): string => Array.from({ length: count }, () => String(random(10))).join("");
  const letters = (count: number): string => Array.from({ length: count }, () => String.fromCodePoint(65 + random(26))).join("");
  const kinds: readonly (() => string)[] = [
    () => `(${digits(3)}) ${digits(3)}-${digits(4)}`,
    () => `${digits(3)}-${digits(3)}-${digits(4)}`,
    () => `${digits(3)}.${digits(3)}.${digits(4)} ext. ${digits(4)}`,
    () => `1${digits(10)}`,
    () => `+${1 + random(9)}${digits(11)}`,
    () => `+44 ${digits(4)} ${digits(6)}`,
    () => `${digits(10)} ${digits(10)}`,
    () => `${digits(3)} ${digits(3)} ${digits(4)} ${digits(3)} ${digits(3)} ${digits(4)}`,
    () => `${letters(3)}${digits(9)}`,
    () => `${letters(3)}${digits(12)}`,
    () => `W${digits(9)}`,
    () => `U${digits(8)} ${digits(2)}`,
    () => `${1 + random(9)}${letters(1)}${digits(1)}${letters(1)}${letters(1)}${digits(1)}${letters(2)}${digits(2)}`,
    () => digits(9),
    () => digits(11),
    () => digits(12),
    () => digits(13),
    () => `${digits(3)}-${digits(2)}-${digits(4)}`,
    () => `Group ${digits(6)}-${digits(4)}-${digits(4)}`,
    () => `2026${digits(4)} ${digits(4)} ${digits(3)}`,
  ];
  return Array.from({ length: 100_000 }, (_, index) => (kinds[index % kinds.length] ?? kinds[0])?.() ?? "");
}

test("BIL-7 of 100,000 phone and insurance numbers fewer than one in a thousand is taken for a card", () => {
  const wrong = generated().filter((text) => cardsInText(text).length > 0);
  expect(wrong.length).toBeLessThan(100);
  // The rule is no empty one: the set does hold numbers that are as long as cards.
  expect(generated().filter((text) => /\d{13}/u.test(text)).length).toBeGreaterThanOrEqual(5000);
});
