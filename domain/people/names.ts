/**
 * A person's name as people say it and as lists sort it. Names of any script are kept and printed
 * as typed (PPL-1); only the sort name is folded, so that `Ödön` stands with the Os.
 */
import { foldText } from "./fold.ts";

export type PersonName = {
  readonly prefix: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly suffix: string;
  readonly preferredName: string;
};

/** As said and as addressed on paper: `Rosa María Lee Jr.`; the preferred name where there is no other. */
export function fullName(
  name: Pick<PersonName, "firstName" | "middleName" | "lastName" | "suffix"> & {
    readonly preferredName?: string;
  },
): string {
  return (
    joined(" ", name.firstName, name.middleName, name.lastName, name.suffix) ||
    (name.preferredName ?? "").trim()
  );
}

/** As lists show it: `Lee Jr., Rosa María`. */
export function listName(
  name: Pick<PersonName, "firstName" | "middleName" | "lastName" | "suffix"> & {
    readonly preferredName?: string;
  },
): string {
  const last = joined(" ", name.lastName, name.suffix);
  return (
    joined(", ", last, joined(" ", name.firstName, name.middleName)) ||
    (name.preferredName ?? "").trim()
  );
}

const mostSortBytes = 240;

/**
 * What lists are sorted by: last name first, without accents and case. Controls and quotes become
 * blanks and the length is bounded, so that it fits into a page's place mark.
 */
export function sortName(
  name: Pick<PersonName, "firstName" | "middleName" | "lastName" | "suffix"> & {
    readonly preferredName?: string;
  },
): string {
  const folded = foldText(listName({ ...name, suffix: "" }) || listName(name))
    // oxlint-disable-next-line no-control-regex -- controls are exactly what is meant here.
    .replace(/[\u0000-\u001f\u007f-\u009f\s"\\]+/g, " ")
    .trim();
  return withinBytes(folded, mostSortBytes);
}

/** The beginning of a text that takes at most so many bytes as UTF-8; no character is cut in half. */
function withinBytes(text: string, most: number): string {
  if (text.length * 3 <= most) return text.toWellFormed();
  let bytes = 0;
  let kept = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > most) break;
    kept += character;
  }
  return kept.toWellFormed();
}

function joined(separator: string, ...parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(separator);
}
