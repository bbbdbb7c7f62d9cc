import { expect, test } from "vitest";
import { givenSentence, type GivenWords } from "./package-letter-words.ts";

const given: GivenWords = { packageName: "Ten massages", owner: "Rosa Lee", to: "Ben Lee", day: "22 November 2026", isWhole: false, left: 10 };

test.each([
  ["en", given, "On 22 November 2026 one use of the package Ten massages of Rosa Lee was given to Ben Lee. The package stays with Rosa Lee. 10 uses are left in all."],
  ["en", { ...given, isWhole: true, left: 1 }, "On 22 November 2026 the package Ten massages of Rosa Lee was given to Ben Lee. 1 use is left in all."],
  ["es", given, "El 22 November 2026 un uso del paquete Ten massages de Rosa Lee pasó a Ben Lee. El paquete sigue siendo de Rosa Lee. Quedan 10 usos en total."],
  ["es", { ...given, isWhole: true, left: 1 }, "El 22 November 2026 el paquete Ten massages de Rosa Lee pasó a Ben Lee. Queda 1 uso en total."],
] as const)("PKG-7 in %s the owner reads what was given to whom, and what is left: %o", (language, words, sentence) => {
  expect(givenSentence(language, words)).toBe(sentence);
});
