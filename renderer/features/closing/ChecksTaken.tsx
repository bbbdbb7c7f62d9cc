/** The checks that should lie in the drawer, to be ticked off with the eye. */
import type { DayToCloseView } from "#contract/closing.ts";
import { Money } from "../../kit/Money.tsx";
import classes from "./Closing.module.css";

export function ChecksTaken({ checks }: { readonly checks: DayToCloseView["checks"] }) {
  if (checks.length === 0) return <p className={classes["none"]}>No checks were taken on this day.</p>;
  return (
    <table className={classes["compare"]}>
      <caption className={classes["caption"]}>{checks.length === 1 ? "1 check" : `${checks.length} checks`} of this day</caption>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">Payer</th>
          <th scope="col">Deposit</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ paymentId, reference, payerName, amountCents, depositNumber }) => (
          <tr key={paymentId}>
            <th scope="row">{reference}</th>
            <td className={classes["words"]}>{payerName}</td>
            <td className={classes["words"]}>{depositNumber === null ? "In the drawer" : `Deposit ${depositNumber}`}</td>
            <td>
              <Money cents={amountCents} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
