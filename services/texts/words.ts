/** The words in force of a text (DOC-8): the practice's own, or those that ship. */
import type { ReadableDb } from "#db/database.ts";
import { findPayerWords } from "#db/dunning/letter-facts.ts";
import { findPractice } from "#db/practice.ts";
import { findOwnText, listOwnTexts } from "#db/texts/own-texts.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import { filledLines, fillWords, type FieldValues } from "#domain/texts/fill-words.ts";
import { languageFor, type TextLanguage } from "#domain/texts/language.ts";
import type { OwnWords } from "#domain/texts/own-words.ts";
import { isWordId } from "#domain/texts/word-id.ts";
import { textDefinition, type TextId } from "#domain/texts/register.ts";

export function wordsOf(db: ReadableDb, textId: TextId, language: TextLanguage): TextWords {
  return findOwnText(db, textId, language)?.words ?? textDefinition(textId).defaults[language];
}

/** The body of a text with its fields filled. */
export function sayText(db: ReadableDb, textId: TextId, language: TextLanguage, values: FieldValues): string {
  return fillWords(wordsOf(db, textId, language).body, values);
}

/** The same line by line, without empty ones. */
export function textLines(db: ReadableDb, textId: TextId, language: TextLanguage, values: FieldValues): string[] {
  return filledLines(wordsOf(db, textId, language).body, values);
}

/** Headings and fixed words that the practice changed, in both languages; nothing where it changed none (DOC-8). */
export function ownWordsOf(db: ReadableDb): { readonly words?: OwnWords } {
  const own = listOwnTexts(db).filter(({ textId, words }) => words !== null && isWordId(textId));
  if (own.length === 0) return {};
  const inLanguage = (language: TextLanguage) => Object.fromEntries(own.flatMap((text) => (text.language === language && text.words !== null ? [[text.textId, text.words.body]] : [])));
  return { words: { en: inLanguage("en"), es: inLanguage("es") } };
}

/** The language that a household is written to in: its payer's. */
export function languageOfHousehold(db: ReadableDb, householdId: HouseholdId): TextLanguage {
  return languageFor(practiceLocale(db), findPayerWords(db, householdId).language);
}

function practiceLocale(db: ReadableDb): string {
  return findPractice(db)?.locale ?? "en-US";
}
