/**
 * E-mail addresses (PPL-2): the form that mail servers accept everywhere, `name@domain` with a
 * dotted name. Quoted names, comments and addresses of bare machines are refused: a receipt sent
 * to one rarely arrives. Letters of any script are fine.
 */

const localPiece = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+$/u;
const domainLabel = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;

/** Whether the text is one e-mail address, exactly: no blanks around, no second address. */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false;
  const at = text.lastIndexOf("@");
  if (at < 1 || at > 64) return false;
  const labels = text.slice(at + 1).split(".");
  // A domain that ends in a number is a machine's address, not a mail domain.
  if (/^\d+$/.test(labels.at(-1) ?? "")) return false;
  return (
    text
      .slice(0, at)
      .split(".")
      .every((piece) => localPiece.test(piece)) && labels.every((label) => domainLabel.test(label))
  );
}

/** The form in which two addresses are compared and searched: no blanks around, lower case. */
export function emailKey(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
