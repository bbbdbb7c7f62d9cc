/** The parts of a payment plan, with what became of each where it is running (INV-6). */
import type { PaymentPlan } from "#contract/payment-plans.ts";
import type { PlanPart } from "#domain/payment-plans/schedule.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import classes from "../payments/Payments.module.css";

type State = PaymentPlan["parts"][number]["state"];

export type PlanPartsProps = { readonly parts: readonly (PlanPart & { readonly state?: State })[] };

export function PlanParts({ parts }: PlanPartsProps) {
  const isRunning = parts.some((part) => part.state !== undefined);
  return (
    // It scrolls when it is long, and the keyboard must reach that.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes["scrolled"]} tabIndex={0} role="region" aria-label="Payments of the plan">
      <table className={`${classes["open"]} pf-figures`}>
        <caption className="pf-unseen">Payments of the plan</caption>
        <thead>
          <tr>
            <th scope="col">Payment</th>
            {isRunning && <th scope="col">State</th>}
            <th scope="col">Due</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.position}>
              <td>{part.position + 1}</td>
              {isRunning && <td>{part.state && <PartChip state={part.state} />}</td>}
              <td>
                <DayText day={part.dueOn} />
              </td>
              <td>
                <Money cents={part.cents} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PartChip({ state }: { readonly state: State }) {
  switch (state) {
    case "paid":
      return <StatusChip tone="good" word="Paid" />;
    case "part_paid":
      return <StatusChip tone="information" word="Part-paid" />;
    case "due":
      return <StatusChip tone="quiet" word="To come" />;
    case "missed":
      return <StatusChip tone="trouble" word="Missed" />;
  }
}
