/** How many of each bill and coin are in the drawer, with what they come to. */
import { NumberInput } from "@mantine/core";
import { denominations, mostPieces, type Pieces } from "#domain/closing/denominations.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { Money } from "../../kit/Money.tsx";
import classes from "./Closing.module.css";

export type PiecesFieldProps = {
  readonly value: Pieces;
  readonly onChange: (value: Pieces) => void;
  readonly totalCents: Cents;
};

export function PiecesField({ value, onChange, totalCents }: PiecesFieldProps) {
  return (
    <fieldset className={classes["pieces"]}>
      <legend className={classes["legend"]}>In the drawer</legend>
      <div className={classes["grid"]}>
        {denominations.map(({ cents, name, kind }) => {
          const pieces = value[String(cents)] ?? 0;
          return (
            <div key={cents} className={classes["piece"]}>
              <NumberInput
                label={kind === "bill" ? `${name}.00` : name}
                aria-label={`${kind === "bill" ? "Bills" : "Coins"} of ${name}`}
                value={pieces === 0 ? "" : pieces}
                placeholder="0"
                min={0}
                max={mostPieces}
                clampBehavior="strict"
                allowDecimal={false}
                allowNegative={false}
                hideControls
                onChange={(next) => onChange({ ...value, [String(cents)]: typeof next === "number" ? next : Number(next) || 0 })}
              />
              <span className={classes["worth"]}>
                <Money cents={toCents(cents * pieces)} />
              </span>
            </div>
          );
        })}
      </div>
      <p className={classes["total"]}>
        Counted <Money cents={totalCents} withCurrency />
      </p>
    </fieldset>
  );
}
