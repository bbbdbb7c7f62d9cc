/** Finds the line with the column names of a table (PPL-17), and makes every name usable and different. */
import { dateParts } from "#domain/people/birth-date.ts";
import { toDay } from "#domain/calendar.ts";
import type { FileNotice } from "#domain/imports/file-settings.ts";
import { isEmail } from "#domain/people/email.ts";
import { fieldOfHeader, neverImportedReason } from "#domain/imports/synonyms.ts";
import { unprotectCell } from "#domain/imports/spreadsheet-text.ts";

/** Programs that print a title above the table do it in a few lines. */
const titleLines = 10;

/** Position of the record with the column names among the first records, or −1 where there is none. */
export function findHeader(records: readonly (readonly string[])[]): number {
  const first = records.findIndex((cells) => cells.some((cell) => cell.trim() !== ""));
  if (first < 0) return -1;
  const named = records.slice(0, titleLines).findIndex((cells) => knownNames(cells) >= 2);
  if (named >= 0) return named;
  return isNameLike(records[first] ?? []) ? first : -1;
}

function knownNames(cells: readonly string[]): number {
  return cells.filter((cell) => fieldOfHeader(cell) ?? neverImportedReason(cell)).length;
}

/** Values give themselves away: names of columns are no dates, numbers or addresses. */
function isNameLike(cells: readonly string[]): boolean {
  const today = toDay("2100-01-01");
  return cells.every((cell) => {
    const text = cell.trim();
    return (
      !/^[-+]?[\d.,]+$/.test(text) &&
      !dateParts(text, "mdy", today) &&
      !isEmail(text) &&
      text.length <= 100
    );
  });
}

/** Names for all columns: blank ones become `Column 3`, repeated ones get a number. */
export function columnNames(
  cells: readonly string[],
  line: number,
): { readonly names: readonly string[]; readonly notices: readonly FileNotice[] } {
  const notices: FileNotice[] = [];
  const taken = new Set<string>();
  const names = cells.map((cell, index) => {
    const column = index + 1;
    const bare = unprotectCell(cell).trim();
    let name = bare === "" ? `Column ${column}` : bare;
    if (bare === "") notices.push({ code: "header_blank", line, column, name });
    if (taken.has(name)) {
      let count = 2;
      while (taken.has(`${name} (${count})`)) count += 1;
      notices.push({ code: "header_twice", line, column, name });
      name = `${name} (${count})`;
    }
    taken.add(name);
    return name;
  });
  return { names, notices };
}
