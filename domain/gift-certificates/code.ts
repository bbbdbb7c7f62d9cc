/**
 * The code on a gift certificate (PKG-12): ten letters and digits that nobody mistakes for one
 * another, in two groups, with a check letter, so that a slip of the pen names no other certificate.
 */

/** Crockford's base 32: no I, L, O, U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `ABCDE-FGHJK` from nine numbers below 32 and the letter that checks them. */
export function codeOf(numbers: readonly number[]): string {
  const body = numbers.slice(0, 9).map((number) => alphabet[number % 32] ?? "0").join("");
  const whole = `${body}${checkLetter(body)}`;
  return `${whole.slice(0, 5)}-${whole.slice(5)}`;
}

/** As it is stored, from what somebody types: any case, with or without the dash, O for 0 and I for 1. */
export function certificateCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s-]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  return plain.length > 5 ? `${plain.slice(0, 5)}-${plain.slice(5, 60)}` : plain;
}

/** Weighted by place, so that two neighbours that changed places are found as well as one wrong sign. */
function checkLetter(body: string): string {
  const sum = [...body].reduce((so, letter, index) => so + alphabet.indexOf(letter) * (2 * index + 1), 0);
  return alphabet[sum % 32] ?? "0";
}

/** Whether the last sign agrees with the nine before it. */
export function isWholeCode(code: string): boolean {
  const plain = code.replace("-", "");
  return plain.length === 10 && [...plain].every((letter) => alphabet.includes(letter)) && checkLetter(plain.slice(0, 9)) === plain[9];
}
