/**
 * Text cells that a spreadsheet would run as a formula get one leading `'` on the way out, and our
 * importer takes exactly one away (PPL-21). Every text survives the round trip, also one that
 * already starts with `'`. Numeric columns are exempt and do not pass through here.
 */

/** `= + - @`, tab or return, also after blanks, a byte-order mark or apostrophes. */
const formulaLike = /^'*[\s\ufeff]*[=+\-@\t\r]/;

/** The cell as an export writes it. */
export function protectCell(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

/** The cell as it was before an export protected it; cells that were not protected are unchanged. */
export function unprotectCell(text: string): string {
  return text.startsWith("'") && formulaLike.test(text.slice(1)) ? text.slice(1) : text;
}
