import { expect, test } from "vitest";
import { languageFor, languageOfLocale, localeFor } from "./language.ts";

test.each([
  ["en-US", "en"],
  ["es-MX", "es"],
  ["ES", "es"],
  ["est-EE", "en"],
  ["", "en"],
] as const)("DOC-8 a practice in %j writes %s", (locale, language) => {
  expect(languageOfLocale(locale)).toBe(language);
});

test.each([
  ["en-US", "es", "es"],
  ["en-US", "en", "en"],
  ["en-US", "", "en"],
  ["en-US", "fr", "en"],
  ["es-MX", "", "es"],
  ["es-MX", "es", "es"],
] as const)("DOC-8 in %s somebody who reads %j is written to in %s", (locale, chart, language) => {
  expect(languageFor(locale, chart)).toBe(language);
});

test.each([
  ["en-GB", "en", "en-GB"],
  ["en-GB", "es", "es-US"],
  ["es-MX", "es", "es-MX"],
  ["es-MX", "en", "en-US"],
] as const)("DOC-8 %s in %s is printed as %s", (practice, language, locale) => {
  expect(localeFor(practice, language)).toBe(locale);
});
