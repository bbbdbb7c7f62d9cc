/**
 * The receivable by provider (INV-12): an invoice's open balance belongs to the providers of its lines
 * in the proportion of their lines (F-3), and a movement to each by what it changes of that, so that a
 * paid invoice leaves no provider a cent and the providers always sum to the practice.
 */
import { invariant } from "../invariant.ts";
import { splitCents, toCents } from "../money.ts";
import { addTo, noSums, type BlockSums, type SheetBlock } from "./blocks.ts";

/** 0 stands for no provider: dues, fees, and credit that is on no invoice. */
export type ProviderKey = number;
export const noProvider: ProviderKey = 0;

export type Shares = readonly { readonly provider: ProviderKey; readonly weight: number }[];

/** One movement of the receivable on one invoice, in the order it was entered; null: on no invoice. */
export type Movement = { readonly invoiceId: number | null; readonly block: SheetBlock; readonly cents: number };

export type ProviderSums = { readonly openingCents: number; readonly sums: BlockSums };

export type ProviderInput = {
  /** The open balance of each invoice before the first movement. */
  readonly openBefore: ReadonlyMap<number, number>;
  readonly sharesOf: (invoiceId: number) => Shares;
  /** The receivable before that is on no invoice: credit held, negative. */
  readonly looseCents: number;
  readonly movements: readonly Movement[];
};

/** What each provider's part of the sheet is. */
export function byProvider({ openBefore, sharesOf, looseCents, movements }: ProviderInput): Map<ProviderKey, ProviderSums> {
  const found = new Map<ProviderKey, { openingCents: number; sums: BlockSums }>();
  const of = (provider: ProviderKey) => {
    const known = found.get(provider) ?? { openingCents: 0, sums: noSums };
    found.set(provider, known);
    return known;
  };
  of(noProvider).openingCents += looseCents;
  const balances = new Map(openBefore);
  for (const [invoiceId, cents] of openBefore)
    for (const [provider, part] of partsOf(cents, sharesOf(invoiceId))) of(provider).openingCents += part;
  for (const { invoiceId, block, cents } of movements) {
    if (invoiceId === null) {
      const none = of(noProvider);
      none.sums = addTo(none.sums, block, cents);
      continue;
    }
    const before = balances.get(invoiceId) ?? 0;
    balances.set(invoiceId, before + cents);
    for (const [provider, part] of changeOf(before, before + cents, sharesOf(invoiceId))) {
      const own = of(provider);
      own.sums = addTo(own.sums, block, part);
    }
  }
  return found;
}

/** A movement's part for each provider: what it changes of their part of the open balance. */
export function changeOf(before: number, after: number, shares: Shares): Map<ProviderKey, number> {
  const was = partsOf(before, shares);
  return new Map([...partsOf(after, shares)].map(([provider, part]) => [provider, part - (was.get(provider) ?? 0)]));
}

/** An open balance over the providers; lines that take something off weigh nothing. */
export function partsOf(cents: number, shares: Shares): Map<ProviderKey, number> {
  const merged = new Map<ProviderKey, number>();
  for (const { provider, weight } of shares) merged.set(provider, (merged.get(provider) ?? 0) + weight);
  const weights = [...merged].filter(([, weight]) => weight > 0).toSorted(([a], [b]) => a - b);
  if (weights.length === 0) return new Map([[noProvider, cents]]);
  const parts = splitCents(toCents(cents), weights.map(([, weight]) => weight));
  return new Map(
    weights.map(([provider], index) => {
      const part = parts[index];
      invariant(part !== undefined, "a part for every provider");
      return [provider, part];
    }),
  );
}
