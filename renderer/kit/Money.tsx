import type { Cents } from "#domain/money.ts";
import { formatMoney } from "../format/money.ts";
import { usePracticeFormat } from "../format/PracticeFormat.tsx";

export type MoneyProps = {
  readonly cents: Cents;
  /** With `$`; in tables the column says the currency once, so it is left out. */
  readonly withCurrency?: boolean;
};

/** An amount in figures of equal width: `1,234.50` (UI-8). An amount that can be explained is an `ExplainButton`. */
export function Money({ cents, withCurrency = false }: MoneyProps) {
  const { money } = usePracticeFormat();
  return <span className="pf-figures">{formatMoney(cents, money, { withCurrency })}</span>;
}
