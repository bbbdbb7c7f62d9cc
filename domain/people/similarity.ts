/** How alike two short texts are, for spotting the same person written twice (PPL-4). */

/**
 * Jaro–Winkler likeness from 0 to 1: shared letters in nearly the same places, with a bonus for a
 * common beginning. Texts are folded before; beyond 64 letters only the beginning is compared.
 */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return left === "" ? 0 : 1;
  const a = left.slice(0, 64);
  const b = right.slice(0, 64);
  if (a === "" || b === "") return 0;
  const { matches, transpositions } = sharedLetters(a, b);
  if (matches === 0) return 0;
  const jaro = (matches / a.length + matches / b.length + (matches - transpositions) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function sharedLetters(a: string, b: string): { matches: number; transpositions: number } {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const inA: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const to = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= to; j += 1) {
      if (taken[j] === 0 && b[j] === a[i]) {
        taken[j] = 1;
        inA.push(b[j] as string);
        break;
      }
    }
  }
  let transposed = 0;
  let at = 0;
  for (let j = 0; j < b.length; j += 1) {
    if (taken[j] === 0) continue;
    if (b[j] !== inA[at]) transposed += 1;
    at += 1;
  }
  return { matches: inA.length, transpositions: transposed / 2 };
}

/** Whether one slip of the finger separates two texts: a letter more, less, other, or two swapped. */
export function oneSlipApart(left: string, right: string): boolean {
  if (left === right) return true;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  );
}
