import { expect, test } from "vitest";
import { documentLanguage, documentWords } from "./document-words.ts";

test("DOC-8 every word of the documents exists in English and Spanish", () => {
  const english = Object.entries(documentWords("en-US"));
  const spanish = Object.entries(documentWords("es-US"));
  expect(spanish.map(([key]) => key)).toEqual(english.map(([key]) => key));
  for (const [key, value] of [...english, ...spanish]) {
    expect(JSON.stringify(value), key).not.toMatch(/^""$|:""|\[\]/u);
  }
});

test("DOC-8 a language without words of its own reads English", () => {
  expect(documentLanguage("fr-CA")).toBe("en");
  expect(documentWords("ES").statement).toBe("Estado de cuenta");
});
