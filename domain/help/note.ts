/** The practice's own note beside a help article (HLP-2), as it is kept. */
import { maskCards } from "../charging/card-in-text.ts";
import { refuse } from "../refusal.ts";

/** As long as fits a page under an article. */
export const longestHelpNote = 2000;

/** Tab and line break are typed; everything else of its kind comes from copying, and no paper shows it. */
const hidden = /[\p{Cc}\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * Line ends of one kind, no hidden characters, no blanks at the ends, card numbers masked (BIL-7); empty
 * takes the note away. Refuses `help_note_too_long`.
 */
export function checkedHelpNote(typed: string): string {
  const lines = typed.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " ").split("\n");
  const body = maskCards(
    lines
      .map((line) => line.replaceAll(hidden, "").trimEnd())
      .join("\n")
      .trim(),
  );
  if (body.length > longestHelpNote) refuse("help_note_too_long", { most: longestHelpNote, letters: body.length });
  return body;
}
