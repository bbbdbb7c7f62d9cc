/** Who is not on the labels, and who stands in smaller type. */
import type { LabelsForetold } from "#contract/labels.ts";
import { Note } from "../../kit/RefusalNote.tsx";
import { namesOf } from "./label-words.ts";
import classes from "./Labels.module.css";

export function LeftOut({ leftOut, shrunk }: Pick<LabelsForetold, "leftOut" | "shrunk">) {
  return (
    <>
      {shrunk.length > 0 && <p>{`In smaller type, because the address is long: ${namesOf(shrunk)}.`}</p>}
      {leftOut.length > 0 && (
        <Note tone="attention">
          {leftOut.length === 1 ? "1 is left out:" : `${leftOut.length} are left out:`}
          <ul className={classes["left"]} aria-label="Left out">
            {leftOut.slice(0, mostShown).map((row, index) => (
              // A household can stand here once for each of its people.
              <li key={`${row.householdId} ${index}`}>
                {row.name}: {row.reason}
              </li>
            ))}
            {leftOut.length > mostShown && <li>and {leftOut.length - mostShown} more</li>}
          </ul>
        </Note>
      )}
    </>
  );
}

const mostShown = 200;
