import { describe, expect, test } from "vitest";
import { letterWords, listOf, type LetterCause } from "./letter-words.ts";

const facts = { amount: "$37.00", on: "Dec 5, 2026", card: "Visa ending in 4242", members: "Rosa Lee" };
const causes: readonly LetterCause[] = ["card_declined", "card_removed", "manual_payer"];

describe("BIL-11 what happened, in a sentence without blame", () => {
  test.each(["en", "es"] as const)("BIL-11 in %s every cause names amount, member and day", (language) => {
    const words = letterWords(language);
    const sentences = causes.map((cause) => words.whatHappened(cause, facts));
    for (const sentence of sentences)
      for (const part of [facts.amount, facts.on, facts.members]) expect(sentence).toContain(part);
    expect(new Set(sentences).size).toBe(3);
    expect(sentences[0]).toContain("4242");
    expect(sentences.join(" ")).not.toMatch(/decline|reject|insufficient|rechaz|fail/iu);
  });

  test("BIL-16 brand and month as people say them; a brand nobody knows is a card", () => {
    expect(letterWords("en").cardEnding("amex", "0005")).toBe("American Express ending in 0005");
    expect(letterWords("es").cardEnding("whoknows", "0005")).toBe("tarjeta terminada en 0005");
    expect(letterWords("en").month(2, 2027)).toBe("February 2027");
    expect(letterWords("es").month(12, 2026)).toBe("diciembre de 2026");
  });
});

test("DOC-8 a family's names in one breath", () => {
  expect(listOf([], "en")).toBe("");
  expect(listOf(["Rosa"], "en")).toBe("Rosa");
  expect(listOf(["Rosa", "Ben"], "es")).toBe("Rosa y Ben");
  expect(listOf(["Rosa", "Ben", "Ida"], "en")).toBe("Rosa, Ben and Ida");
});
