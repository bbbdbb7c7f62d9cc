/** Programmer errors are asserted, never refused: a broken invariant is our bug (F-17, fault). */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${what}`);
}
