/** The three ways to pay the days before the first draw, side by side with their figures (MEM-2). */
import { Radio } from "@mantine/core";
import type { Enrolment, EnrolmentQuote } from "#contract/memberships.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import classes from "./Enrol.module.css";

export type FirstMoneyFieldProps = {
  readonly value: Enrolment["firstMoney"];
  readonly onChange: (value: Enrolment["firstMoney"]) => void;
  /** From the office's quote; empty where the first draw is the start itself. */
  readonly choices: EnrolmentQuote["firstMoneyChoices"];
};

const words: Readonly<Record<Enrolment["firstMoney"], string>> = {
  stub_now: "Pay those days now",
  free_until_draw: "Free until the first draw",
  full_now: "Pay a full period now",
};

export function FirstMoneyField({ value, onChange, choices }: FirstMoneyFieldProps) {
  const { money } = usePracticeFormat();
  if (choices.length === 0) return null;
  return (
    <Radio.Group
      label="Days before the first draw"
      value={value}
      onChange={(next) => onChange(next as Enrolment["firstMoney"])}
    >
      <div className={classes["ways"]}>
        {choices.map(({ firstMoney, todayCents, firstDraw }) => (
          <Radio
            key={firstMoney}
            value={firstMoney}
            className={classes["way"] ?? ""}
            label={
              <>
                <span className={classes["wayName"]}>{words[firstMoney]}</span>
                <span className={`${classes["figures"]} pf-figures`}>
                  <span>Today</span>
                  <strong>{formatMoney(todayCents, money, { withCurrency: true })}</strong>
                  {firstDraw !== null && (
                    <>
                      <span>
                        <DayText day={firstDraw.on} as="full" />
                      </span>
                      <span>{formatMoney(firstDraw.cents, money, { withCurrency: true })}</span>
                    </>
                  )}
                </span>
              </>
            }
          />
        ))}
      </div>
    </Radio.Group>
  );
}
