/** Which rows of the call list a filter leaves (BIL-13): by name of payer or member, by digits of the phone, by reason and amount. */
import type { CallRow } from "#contract/dunning.ts";
import type { Cents } from "#domain/money.ts";

export type CallFilter = {
  readonly q: string;
  readonly why: readonly string[];
  readonly amount: { readonly from: Cents | null; readonly to: Cents | null };
};

/** So many digits are needed before a number is taken for a telephone's. */
const leastDigits = 3;

export function matchesCall(row: Pick<CallRow, "payerName" | "members" | "phone" | "cause" | "amountCents">, filter: CallFilter): boolean {
  const text = filter.q.trim().toLocaleLowerCase();
  const digits = text.replaceAll(/\D/gu, "");
  const isNamed = `${row.payerName} ${row.members}`.toLocaleLowerCase().includes(text);
  const isNumber = digits.length >= leastDigits && row.phone.replaceAll(/\D/gu, "").includes(digits);
  const { from, to } = filter.amount;
  return (
    (text === "" || isNamed || isNumber) &&
    (filter.why.length === 0 || filter.why.includes(row.cause)) &&
    (from === null || row.amountCents >= from) &&
    (to === null || row.amountCents <= to)
  );
}
