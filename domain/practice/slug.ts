/** The folder name of a practice: lower-case ASCII made from its name, never typed as a path (control 24). */
import { foldedPieces } from "../people/fold.ts";

const longest = 40;

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Whether text is a folder name that we could have made. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text) && !reserved.test(text);
}

/** A folder name that is not among those taken: `maple-street-dental`, then `maple-street-dental-2`. */
export function slugFor(name: string, taken: ReadonlySet<string>): string {
  const ascii = foldedPieces(name)
    .map((piece) => piece.replace(/[^a-z0-9]/g, ""))
    .filter((piece) => piece !== "")
    .join("-")
    .slice(0, longest)
    .replace(/-+$/, "");
  const stem = ascii === "" || reserved.test(ascii) ? "practice" : ascii;
  if (!taken.has(stem)) return stem;
  for (let number = 2; ; number += 1) {
    const candidate = `${stem}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
