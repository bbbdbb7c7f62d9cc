/** How one revision differs from the one before (INV-3): lines added, removed and changed with their amounts, and days. */
import { IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import type { RevisionDiffView } from "#contract/invoice-editing.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { Money } from "../../../kit/Money.tsx";
import { changeWords, partsText } from "./change-words.ts";
import classes from "./Editor.module.css";

const marks = { added: IconPlus, removed: IconMinus, changed: IconPencil } as const;

export type RevisionChangesProps = { readonly diff: RevisionDiffView; readonly label: string };

export function RevisionChanges({ diff, label }: RevisionChangesProps) {
  return (
    <table className={`${classes["changes"]} pf-figures`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Change</th>
          <th scope="col">What</th>
          <th scope="col" data-money>
            Before
          </th>
          <th scope="col" data-money>
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {diff.lines.map((line, index) => {
          const Mark = marks[line.kind];
          return (
            // A difference never changes once it is shown.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <td>
                <span className={classes["mark"]}>
                  <Mark size={14} aria-hidden /> {changeWords[line.kind]}
                </span>
              </td>
              <td>
                {line.description}
                {line.parts.length > 0 && <div className={classes["quiet"]}>{partsText(line.parts)}</div>}
              </td>
              <td data-money>{line.beforeCents === null ? "–" : <Money cents={line.beforeCents} />}</td>
              <td data-money>{line.afterCents === null ? "–" : <Money cents={line.afterCents} />}</td>
            </tr>
          );
        })}
        {diff.invoicedOn !== null && <DayRow what="Dated" change={diff.invoicedOn} />}
        {diff.dueOn !== null && <DayRow what="Due" change={diff.dueOn} />}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            Total
          </th>
          <td data-money>
            <Money cents={diff.beforeCents} />
          </td>
          <td data-money>
            <Money cents={diff.afterCents} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

type DayRowProps = { readonly what: string; readonly change: NonNullable<RevisionDiffView["dueOn"]> };

function DayRow({ what, change }: DayRowProps) {
  return (
    <tr>
      <td>
        <span className={classes["mark"]}>
          <IconPencil size={14} aria-hidden /> {changeWords.changed}
        </span>
      </td>
      <td>{what}</td>
      <td data-money>
        <DayText day={change.before} as="short" />
      </td>
      <td data-money>
        <DayText day={change.after} as="short" />
      </td>
    </tr>
  );
}
