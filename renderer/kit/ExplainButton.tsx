import { Popover } from "@mantine/core";
import { useId, useState } from "react";
import type { Cents } from "#domain/money.ts";
import type { Explanation } from "#contract/base.ts";
import { formatMoney } from "../format/money.ts";
import { usePracticeFormat } from "../format/PracticeFormat.tsx";
import { useRowTabIndex } from "./table/in-row.ts";
import classes from "./ExplainButton.module.css";

export type ExplainButtonProps = {
  readonly cents: Cents;
  /** What the amount is, for those who listen: "Balance of Lee, Rosa". */
  readonly label: string;
  /** The office's own explanation: a sentence to read out, the steps (dates, day counts, formula), the rule. */
  readonly explanation: Explanation;
  readonly withCurrency?: boolean;
};

/** An amount that explains itself: press it and see how it came to be (UI-4, MEM-20). */
export function ExplainButton({
  cents,
  label,
  explanation,
  withCurrency = false,
}: ExplainButtonProps) {
  const { money } = usePracticeFormat();
  const [open, setOpen] = useState(false);
  const sentenceId = useId();
  const tabIndex = useRowTabIndex();
  const amount = formatMoney(cents, money, { withCurrency });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withArrow>
      <Popover.Target>
        <button
          type="button"
          tabIndex={tabIndex}
          className={`${classes["amount"]} pf-figures`}
          aria-label={`${label}: ${amount}. Explain`}
          onClick={(event) => {
            event.stopPropagation();
            setOpen((was) => !was);
          }}
        >
          {amount}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-describedby={sentenceId} data-autofocus tabIndex={-1}>
        <div className={classes["sheet"]}>
          <p id={sentenceId} className={classes["sentence"]}>
            {explanation.sentence}
          </p>
          {explanation.steps.length > 0 && (
            <dl className={`${classes["steps"]} pf-figures`}>
              {explanation.steps.map((step) => (
                <Step key={`${step.label} ${step.value}`} {...step} />
              ))}
            </dl>
          )}
          <p className={classes["rule"]}>Rule {explanation.rule}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Step({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
