/** The practice's own words of letters, papers and messages (DOC-8). */
import { z } from "zod";
import { noticeWritings } from "#domain/dunning/writing.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { textGroups } from "#domain/texts/definition.ts";
import { textLanguages } from "#domain/texts/language.ts";
import { textIds } from "#domain/texts/register.ts";
import { command, id, instant, nothing, query, text } from "./base.ts";

const textId = z.enum(textIds);
const language = z.enum(textLanguages);
const words = z.object({ subject: z.string(), body: z.string() });
/** Longer than any text may be: what is too long is refused in words, by the rule about its place. */
const typedWords = z.strictObject({ subject: text(400), body: text(8000) });
const writing = z.enum(noticeWritings);

const textState = z.object({
  words,
  isOwn: z.boolean(),
  /** Which version it is; null while nobody ever changed it in this language. */
  revision: z.int().nullable(),
  changedBy: z.string(),
  changedAt: instant.nullable(),
});

const rowShape = {
  textId,
  name: z.string(),
  group: z.enum(textGroups),
  where: z.string(),
  /** How it is written where it has a switch (DOC-12); null for a part of a paper. */
  writing: writing.nullable(),
  isOptional: z.boolean(),
  en: textState,
  es: textState,
  /** English was changed, and nobody looked at the Spanish words since. */
  isSpanishBehind: z.boolean(),
};
export const textRow = z.object(rowShape);
export type TextRow = z.infer<typeof textRow>;

export const textSetup = z.object({
  ...rowShape,
  fields: z.array(z.object({ field: z.string(), means: z.string() })),
  defaults: z.object({ en: words, es: words }),
  hasSubject: z.boolean(),
  mayBeEmpty: z.boolean(),
  longestBody: z.int(),
  history: z.array(z.object({ revision: z.int(), language, words: words.nullable(), by: z.string(), at: instant })),
});
export type TextSetup = z.infer<typeof textSetup>;

export const textPreview = z.object({
  /** The household that it was tried with; null for nobody's. */
  household: z.object({ householdId: id<HouseholdId>(), name: z.string(), language }).nullable(),
  /** What the values come from, in a sentence. */
  from: z.string(),
  /** What of it is an example, because this household has nothing of its kind; empty where all of it is real. */
  examples: z.array(z.string()),
  /** The pages as pictures (SVG, base64); none for words that no paper has. */
  pages: z.array(z.string()),
  /** How many pages there are, also where not all are shown. */
  pageCount: z.int(),
  mail: z.object({ subject: z.string(), body: z.string() }).nullable(),
  /** Characters that no font on this computer has. */
  missingCharacters: z.array(z.string()),
});
export type TextPreview = z.infer<typeof textPreview>;

export const textsContract = {
  texts: {
    list: query("billing.view").input(nothing).output(z.array(textRow)),
    read: query("billing.view").input(z.strictObject({ textId })).output(textSetup),
    /** The words as typed on the very paper of a household, and as a message; nothing of it stays. */
    preview: query("billing.view")
      .input(z.strictObject({ textId, language, words: typedWords, householdId: id<HouseholdId>().nullable() }))
      .output(textPreview),
    /** Words null: back to those that ship. */
    save: command("settings.change", { textId, language, basedOn: z.int().nullable(), words: typedWords.nullable() }).output(
      z.object({ revision: z.int() }),
    ),
    turn: command("settings.change", { textId, writing }).output(z.object({ writing })),
  },
};
