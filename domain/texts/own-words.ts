/** The practice's own headings and fixed words of its papers over those that ship (DOC-8). */
import type { TextLanguage } from "./language.ts";

/**
 * By language and the text's id, such as `word.document.amountDue`; only those that the practice changed.
 * Both languages, because a letter may be in another language than the practice that prints it.
 */
export type OwnWords = Readonly<Partial<Record<TextLanguage, Readonly<Record<string, string>>>>>;

/** The words of a table, such as `document`, with the practice's own in their places; words that a table does not have are passed over. */
export function withOwnWords<T extends object>(words: T, table: string, language: TextLanguage, own: OwnWords | undefined): T {
  const inLanguage = own?.[language];
  if (inLanguage === undefined) return words;
  const before = `word.${table}.`;
  const ours = Object.entries(inLanguage).flatMap(([id, text]) => {
    const key = id.slice(before.length);
    const isWord = id.startsWith(before) && Object.hasOwn(words, key) && typeof words[key as keyof T] === "string";
    return isWord ? [[key, text] as const] : [];
  });
  return ours.length === 0 ? words : { ...words, ...Object.fromEntries(ours) };
}
