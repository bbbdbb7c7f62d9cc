/** Why a line costs what it costs, tax included (MEM-20, UI-4). */
import type { AmountFacts } from "../billing/amount-facts.ts";
import { explain, type Explained } from "../billing/explain.ts";
import { moneyText } from "../money-text.ts";
import { addCents, type Cents } from "../money.ts";

export type ExplainableLine = {
  /** The facts kept with the line, as JSON; `{}` on a line that has none. */
  readonly explain: string;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly netCents: Cents;
  readonly taxRatePpm: number;
  readonly taxCents: Cents;
};

export function explainLine(line: ExplainableLine, digits: 0 | 2): Explained {
  const explained = explain(factsOf(line), line.netCents, digits);
  if (line.taxCents === 0) return explained;
  const money = (cents: Cents): string => moneyText(cents, digits);
  return {
    ...explained,
    steps: [
      ...explained.steps,
      {
        label: `Tax ${percentText(line.taxRatePpm)}`,
        value: `${money(line.netCents)} × ${percentText(line.taxRatePpm)} = ${money(line.taxCents)}`,
      },
      { label: "With tax", value: money(addCents(line.netCents, line.taxCents)) },
    ],
  };
}

/** A line without facts, such as one taken over from elsewhere, explains itself by its own numbers. */
function factsOf(line: ExplainableLine): AmountFacts {
  const facts = JSON.parse(line.explain) as Partial<AmountFacts>;
  return typeof facts.kind === "string"
    ? (facts as AmountFacts)
    : { kind: "typed", quantity: line.quantity, unitCents: line.unitCents };
}

/** `8.875 %` from parts per million, without a float. */
export function percentText(ppm: number): string {
  const whole = Math.floor(ppm / 10_000);
  const fraction = String(ppm % 10_000).padStart(4, "0").replace(/0+$/, "");
  return `${whole}${fraction === "" ? "" : `.${fraction}`} %`;
}
