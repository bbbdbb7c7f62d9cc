/**
 * Text cells that a spreadsheet would run as a formula get one leading `'` on the way out, and our
 * importer takes exactly one away (PPL-21). Every text survives the round trip, also one that
 * already starts with `'`. Numeric columns are exempt and do not pass through here.
 */

/**
 * `= + - @` also in their full-width forms, a bar, tab, return, line feed or NUL, also after blanks,
 * a byte-order mark or apostrophes (S6).
 */
// oxlint-disable-next-line no-control-regex -- a spreadsheet skips NUL and runs what follows.
const formulaLike = /^'*[\s\ufeff\u0000]*[=+\-@|\t\r\n\u0000\uff1d\uff0b\uff0d\uff20]/;

/** The cell as an export writes it. */
export function protectCell(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

/** The cell as it was before an export protected it; cells that were not protected are unchanged. */
export function unprotectCell(text: string): string {
  return text.startsWith("'") && formulaLike.test(text.slice(1)) ? text.slice(1) : text;
}
