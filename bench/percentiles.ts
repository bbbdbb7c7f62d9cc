/** Figures of a series of measurements. */

export type Spread = { readonly median: number; readonly min: number; readonly max: number };

export function percentile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: percentile(sorted, 0.5), min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}

/** A floor whose runs differ by more than this tells nothing (chapter 15). */
export const mostNoise = 1.6;

export function isNoisy(spread: Spread): boolean {
  return spread.max / spread.min > mostNoise;
}
