/**
 * The text behind the QR code of a tear-off slip (DOC-3): household and amount, so that scanning a
 * returned slip opens the household with the amount filled in. It holds no name and no health fact.
 * Upper case, digits and `:` keep the code in QR's compact alphabet.
 */
import type { Cents } from "../money.ts";
import { toCents } from "../money.ts";

export type RemittanceSlip = { readonly householdNumber: string; readonly amountCents: Cents };

const prefix = "PRN1";

/** `PRN1:1042:12345:7`, the last figure being a check digit over the rest. */
export function remittanceCode(slip: RemittanceSlip): string {
  const body = `${prefix}:${slip.householdNumber}:${slip.amountCents}`;
  return `${body}:${checkDigit(body)}`;
}

/** Reads a scanned code; null when it is not one of ours or was misread. */
export function readRemittanceCode(scanned: string): RemittanceSlip | null {
  const match = /^PRN1:([^:]{1,40}):(\d{1,12}):(\d)$/u.exec(scanned.trim());
  if (match === null) return null;
  const [, householdNumber, amount, digit] = match;
  if (householdNumber === undefined || amount === undefined) return null;
  if (checkDigit(`${prefix}:${householdNumber}:${amount}`) !== Number(digit)) return null;
  return { householdNumber, amountCents: toCents(Number(amount)) };
}

/** Weights 3, 7, 1 in turn find every single wrong figure and most swaps. */
function checkDigit(text: string): number {
  const weights = [3, 7, 1];
  let sum = 0;
  let index = 0;
  for (const character of text) {
    sum += (character.codePointAt(0) ?? 0) * (weights[index % 3] ?? 1);
    index += 1;
  }
  return sum % 10;
}
