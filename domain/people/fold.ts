/**
 * Folds names and other text for search and matching (PPL-6): accents, letter variants, width and
 * case do not matter, so `Đặng`, `ĐẶNG` and `dang` are the same. Only ever used to compare: what
 * is stored and shown stays as it was typed (PPL-1).
 */

/** Letters that Unicode does not take apart, with what people type for them. */
const letters: Readonly<Record<string, string>> = {
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ĸ: "k",
  ƀ: "b",
  ɓ: "b",
  ɖ: "d",
  ɗ: "d",
  ƒ: "f",
  ɠ: "g",
  ɨ: "i",
  ƙ: "k",
  ƴ: "y",
  ə: "e",
};
const lettersPattern = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");

/**
 * Marks of Latin, Greek, Cyrillic, Hebrew and Arabic script. Those of Indic and Thai script are
 * vowels, and the Japanese voicing mark makes another syllable: they stay.
 */
const marks =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;

/** Signs without width that copying from web pages and documents leaves in text. */
const invisible =
  /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/gu;

const plainAscii = /^[\0-\u007f]*$/;

/** The text without accents, letter variants and case; blanks and punctuation are kept. */
export function foldText(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(marks, "")
    .replace(invisible, "")
    .toLowerCase()
    .replace(marks, "")
    .replace(lettersPattern, (letter) => letters[letter] ?? letter)
    .normalize("NFC");
}

/** The runs of letters and digits of a text, folded: `O'Brien-Smith` gives `o`, `brien`, `smith`. */
export function foldedPieces(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** The text folded to its letters and digits alone: the form in which two names are compared. */
export function foldedKey(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return foldedPieces(text).join("");
}
