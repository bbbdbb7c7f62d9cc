/** A text while it is typed: a draft for each language, and the version it began from. */
import type { TextSetup } from "#contract/texts.ts";
import { refusalSentence } from "#contract/refusals.ts";
import { problemOf } from "#domain/texts/check-text.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import type { TextLanguage } from "#domain/texts/language.ts";

export type Draft = { readonly words: TextWords; readonly basedOn: number | null };
export type Drafts = Readonly<Partial<Record<TextLanguage, Draft>>>;

/** What stands in the fields: the draft, or the words in force. */
export function shownWords(setup: Pick<TextSetup, "en" | "es">, drafts: Drafts, language: TextLanguage): TextWords {
  return drafts[language]?.words ?? setup[language].words;
}

/** The drafts with these words typed; words that are those in force leave no draft behind. */
export function typed(setup: Pick<TextSetup, "en" | "es">, drafts: Drafts, language: TextLanguage, words: TextWords): Drafts {
  const { [language]: before, ...others } = drafts;
  const { words: inForce, revision } = setup[language];
  if (words.subject === inForce.subject && words.body === inForce.body) return others;
  return { ...others, [language]: { words, basedOn: before?.basedOn ?? revision } };
}

export function withoutDraft(drafts: Drafts, language: TextLanguage): Drafts {
  const { [language]: _, ...others } = drafts;
  return others;
}

/** Why these words could not be saved, in a sentence; null when they could. */
export function problemSentence(textId: TextSetup["textId"], words: TextWords): { readonly sentence: string; readonly isHeading: boolean } | null {
  const problem = problemOf(textId, words);
  if (problem === null) return null;
  const isHeading = problem.code === "text_heading_empty" || (problem.code === "text_too_long" && "part" in problem.facts && problem.facts.part === "heading");
  return { sentence: refusalSentence(problem.code, problem.facts), isHeading };
}

/** The text with a field put in at a place, and where to go on typing. */
export function withField(body: string, field: string, from: number, to: number): { readonly body: string; readonly at: number } {
  const put = `{${field}}`;
  return { body: `${body.slice(0, from)}${put}${body.slice(to)}`, at: from + put.length };
}
