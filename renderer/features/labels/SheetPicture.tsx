/** The first sheet as it will be printed: used labels, those of this run, and free ones; a click says where to start. */
import { labelsOn, type LabelSheet } from "#domain/labels/label-sheets.ts";
import { labelAt } from "#domain/labels/lay-out-labels.ts";
import { papers } from "#domain/statements/envelope.ts";
import classes from "./Labels.module.css";

type Props = { readonly sheet: LabelSheet; readonly startAt: number; readonly labels: number; readonly onStart: (startAt: number) => void };

/** For the eye and the mouse; the same is typed in the field beside it. */
export function SheetPicture({ sheet, startAt, labels, onStart }: Props) {
  const { widthMm, heightMm } = papers[sheet.paper];
  return (
    <svg className={classes["picture"]} viewBox={`0 0 ${widthMm} ${heightMm}`} aria-hidden>
      {Array.from({ length: labelsOn(sheet) }, (_, place) => {
        const label = labelAt(sheet, place);
        const kind = place < startAt - 1 ? "used" : place < startAt - 1 + labels ? "filled" : "free";
        return (
          <rect
            key={place}
            className={classes[kind]}
            x={label.xMm + 1}
            y={label.yMm + 1}
            width={Math.max(1, label.widthMm - 2)}
            height={Math.max(1, label.heightMm - 2)}
            rx={2}
            onClick={() => onStart(place + 1)}
          />
        );
      })}
    </svg>
  );
}
