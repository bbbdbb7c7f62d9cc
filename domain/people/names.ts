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

const longestSortName = 150;

/**
 * What lists are sorted by: last name first, without accents and case. Controls become blanks and
 * the length is bounded, so that it can stand in a page's place mark.
 */
export function sortName(
  name: Pick<PersonName, "firstName" | "middleName" | "lastName" | "suffix"> & {
    readonly preferredName?: string;
  },
): string {
  const folded = foldText(listName({ ...name, suffix: "" }) || listName(name))
    // oxlint-disable-next-line no-control-regex -- controls are exactly what is meant here.
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, " ")
    .trim();
  // Cutting a text by units may leave half a character, which cannot be stored.
  return folded.slice(0, longestSortName).toWellFormed();
}

function joined(separator: string, ...parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(separator);
}
