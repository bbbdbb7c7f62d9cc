/** What a drawer holds, by denomination (INV-12): bills and coins of the currency, the largest first. */
import { addCents, zeroCents, type Cents } from "../money.ts";

export type Denomination = { readonly cents: number; readonly name: string; readonly kind: "bill" | "coin" };

const dollars: readonly Denomination[] = [
  { cents: 10_000, name: "100", kind: "bill" },
  { cents: 5_000, name: "50", kind: "bill" },
  { cents: 2_000, name: "20", kind: "bill" },
  { cents: 1_000, name: "10", kind: "bill" },
  { cents: 500, name: "5", kind: "bill" },
  { cents: 200, name: "2", kind: "bill" },
  { cents: 100, name: "1", kind: "bill" },
  { cents: 50, name: "50¢", kind: "coin" },
  { cents: 25, name: "25¢", kind: "coin" },
  { cents: 10, name: "10¢", kind: "coin" },
  { cents: 5, name: "5¢", kind: "coin" },
  { cents: 1, name: "1¢", kind: "coin" },
];

export const denominations: readonly Denomination[] = dollars;

/** How many of each, by its value in cents; what is not named is not there. */
export type Pieces = Readonly<Record<string, number>>;

/** More of one bill or coin than this is a typing mistake. */
export const mostPieces = 100_000;

/** What the pieces come to. */
export function sumOfPieces(pieces: Pieces): Cents {
  return denominations.reduce((sum, { cents }) => addCents(sum, cents * (pieces[String(cents)] ?? 0)), zeroCents);
}
