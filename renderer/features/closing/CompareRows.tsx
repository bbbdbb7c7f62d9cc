/** What was counted beside what the books expect. */
import { addCents, type Cents } from "#domain/money.ts";
import { Money } from "../../kit/Money.tsx";
import classes from "./Closing.module.css";

export type Compared = { readonly label: string; readonly counted: Cents; readonly expected: Cents };

export function CompareRows({ rows }: { readonly rows: readonly Compared[] }) {
  return (
    <table className={classes["compare"]}>
      <thead>
        <tr>
          <th scope="col">Taken today</th>
          <th scope="col">Counted</th>
          <th scope="col">By the books</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, counted, expected }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <Money cents={counted} />
            </td>
            <td>
              <Money cents={expected} />
            </td>
            <td>
              <Money cents={addCents(counted, -expected)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
