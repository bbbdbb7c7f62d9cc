import { isForGood } from "#domain/benefits/rollover.ts";
import type { Day } from "#domain/calendar.ts";
import { DayText } from "../../../kit/DayText.tsx";
import classes from "./Chart.module.css";

export type BenefitBarProps = {
  readonly label: string;
  readonly used: number;
  readonly quantity: number;
  readonly untilOn: Day;
};

/** What is left of a benefit: a bar, and the numbers that say it without the bar. */
export function BenefitBar({ label, used, quantity, untilOn }: BenefitBarProps) {
  const left = Math.max(0, quantity - used);
  const share = quantity === 0 ? 0 : (left / quantity) * 100;
  return (
    <div className={classes["benefit"]}>
      <span>{label}</span>
      <span className="pf-figures">
        {left} of {quantity} left{" "}
        <span className={classes["quiet"]}>
          {isForGood(untilOn) ? (
            "as long as the membership"
          ) : (
            <>
              until <DayText day={untilOn} as="short" />
            </>
          )}
        </span>
      </span>
      <div className={classes["track"]} aria-hidden>
        <div className={classes["fill"]} style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
