import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { memo } from "react";
import type { DataColumn, TableSort } from "./columns.ts";
import classes from "./DataTable.module.css";

export type TableHeadProps<Row> = {
  readonly columns: readonly DataColumn<Row>[];
  readonly template: string;
  readonly sort: TableSort | undefined;
  readonly canSort: (column: DataColumn<Row>) => boolean;
  readonly onSort: (column: string) => void;
  /** Undefined where rows cannot be selected. */
  readonly checked: "all" | "some" | "none" | undefined;
  readonly onCheck: () => void;
  readonly withMenu: boolean;
};

/** The sticky head: names of the columns, sorting, select all. */
function PlainHead<Row>({
  columns,
  template,
  sort,
  canSort,
  onSort,
  checked,
  onCheck,
  withMenu,
}: TableHeadProps<Row>) {
  return (
    <div role="rowgroup" className={classes["headGroup"]}>
      <div
        role="row"
        aria-rowindex={1}
        className={classes["head"]}
        style={{ gridTemplateColumns: template }}
      >
        {checked !== undefined && (
          <div role="columnheader" className={classes["cell"]} data-part="check">
            <input
              type="checkbox"
              checked={checked === "all"}
              ref={(box) => {
                if (box !== null) box.indeterminate = checked === "some";
              }}
              aria-label="Select all rows that are here"
              onChange={onCheck}
            />
          </div>
        )}
        {columns.map((column) => {
          const sorted = sort?.column === column.id;
          const Arrow = sort?.descending === true ? IconArrowDown : IconArrowUp;
          return (
            <div
              key={column.id}
              role="columnheader"
              className={`${classes["cell"]} ${classes["headCell"]}`}
              data-kind={column.kind}
              aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : undefined}
            >
              {canSort(column) ? (
                <button type="button" className={classes["sort"]} onClick={() => onSort(column.id)}>
                  <span>{column.header}</span>
                  {sorted && <Arrow size={12} aria-hidden />}
                </button>
              ) : (
                column.header
              )}
            </div>
          );
        })}
        {withMenu && (
          <div role="columnheader" className={classes["cell"]} data-part="menu">
            <span className="pf-unseen">Actions</span>
          </div>
        )}
      </div>
    </div>
  );
}

export const TableHead = memo(PlainHead) as typeof PlainHead;
