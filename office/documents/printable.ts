/**
 * Makes any text printable as typed (control 22): it goes to the templates as data, in composed
 * form, without the few characters that could disturb the line around them. Whatever cannot be
 * shown becomes a visible substitute and is reported, never a silent box (DOC-2).
 */

/** Shown in place of a character without a glyph; the text face has it. */
export const substitute = "\uFFFD";

/** Vietnamese needs two marks on a letter, Hebrew three; hundreds would climb into other lines. */
const tooManyMarks = /(\p{M}{4})(\p{M}+)/gu;
/** A run without a place to break is given one, or it would run over the next column. */
const longestRun = 30;
const longestAddressRun = 60;
const breakEvery = 16;

/** Text that prints as typed, and the characters that had to go. */
export type CleanText = { readonly text: string; readonly dropped: readonly number[] };

/** Cleans one text, before fonts are asked what they have. */
export function cleanText(raw: string): CleanText {
  const dropped: number[] = [];
  const text = raw
    .toWellFormed()
    .normalize("NFC")
    // Line ends and tabs are blanks here: paragraphs were split before.
    .replace(/[\t\n\r\v\f\u0085\u2028\u2029]+/gu, " ")
    // Embeddings and overrides turn the reading order of what follows and show nothing themselves.
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, "")
    .replace(/\p{Cc}/gu, (control) => {
      dropped.push(control.codePointAt(0) ?? 0);
      return substitute;
    })
    .replace(tooManyMarks, (_, kept: string, extra: string) => {
      for (const mark of extra) dropped.push(mark.codePointAt(0) ?? 0);
      return kept;
    });
  return { text: text.replace(/\S{31,}/gu, breakable), dropped };
}

/** Puts zero-width spaces into a long run, never before a mark or a joined emoji. */
function breakable(run: string): string {
  const parts = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(run)];
  const longest = run.includes("@") ? longestAddressRun : longestRun;
  if (parts.length <= longest) return run;
  return parts
    .map(({ segment }, index) =>
      index > 0 && index % breakEvery === 0 ? `\u200B${segment}` : segment,
    )
    .join("");
}

/** Cleans every text of a document's data; keys, numbers and nulls stay. */
export function cleanTexts<T>(value: T, dropped: Set<number>): T {
  return mapTexts(value, (raw) => {
    const clean = cleanText(raw);
    for (const code of clean.dropped) dropped.add(code);
    return clean.text;
  });
}

/** The code points that need a glyph: all but blanks and characters made to be invisible. */
export function neededCodePoints(value: unknown): Set<number> {
  const needed = new Set<number>();
  mapTexts(value, (text) => {
    for (const character of text) {
      if (!invisible.test(character)) needed.add(character.codePointAt(0) ?? 0);
    }
    return text;
  });
  return needed;
}

/** Replaces the characters that no font can show. */
export function substituteMissing<T>(value: T, missing: ReadonlySet<number>): T {
  if (missing.size === 0) return value;
  return mapTexts(value, (text) =>
    Array.from(text, (character) =>
      missing.has(character.codePointAt(0) ?? 0) ? substitute : character,
    ).join(""),
  );
}

/** `U+1F9FF 🧿`, for the report; controls and marks by number only. */
export function nameCharacter(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{C}\p{M}]/u.test(character) ? name : `${name} ${character}`;
}

const invisible = /[\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

function mapTexts<T>(value: T, change: (text: string) => string): T;
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, mapTexts<unknown>(item, change)]),
    );
  }
  return value;
}
