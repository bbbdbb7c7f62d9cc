import { memo, type ReactNode } from "react";
import type { DataColumn } from "./columns.ts";
import classes from "./DataTable.module.css";

export type TableFootProps<Row> = {
  readonly columns: readonly DataColumn<Row>[];
  readonly template: string;
  /** Totals of the whole list by column id. */
  readonly totals: Readonly<Record<string, ReactNode>>;
  /** Its place among all rows, for those who listen. */
  readonly rowIndex: number;
  readonly selectable: boolean;
  readonly withMenu: boolean;
};

/** The totals, always in sight. */
function PlainFoot<Row>({ columns, template, totals, rowIndex, selectable, withMenu }: TableFootProps<Row>) {
  return (
    <div role="rowgroup" className={classes["footGroup"]}>
      <div
        role="row"
        aria-rowindex={rowIndex}
        className={classes["foot"]}
        style={{ gridTemplateColumns: template }}
      >
        {selectable && <div role="gridcell" className={classes["cell"]} data-part="check" />}
        {columns.map((column) => (
          <div
            key={column.id}
            role="gridcell"
            className={classes["cell"]}
            data-kind={column.kind}
            data-cell
          >
            {totals[column.id]}
          </div>
        ))}
        {withMenu && <div role="gridcell" className={classes["cell"]} data-part="menu" />}
      </div>
    </div>
  );
}

export const TableFoot = memo(PlainFoot) as typeof PlainFoot;
