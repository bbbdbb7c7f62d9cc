import { memo, type MouseEvent } from "react";
import type { DataColumn } from "./columns.ts";
import { InRow } from "./in-row.ts";
import classes from "./DataTable.module.css";

/** What a row tells its table; one stable object, so that rows that did not change are not drawn again. */
export type RowEvents = {
  readonly press: (index: number, event: MouseEvent) => void;
  readonly open: (index: number) => void;
  readonly check: (index: number, range: boolean) => void;
  readonly menu: (index: number, at: { readonly x: number; readonly y: number }) => void;
};

export type TableRowProps<Row> = {
  readonly row: Row;
  readonly index: number;
  readonly domId: string;
  readonly top: number;
  readonly columns: readonly DataColumn<Row>[];
  readonly template: string;
  readonly label: string;
  readonly href: string | undefined;
  readonly active: boolean;
  /** Undefined where rows cannot be selected. */
  readonly selected: boolean | undefined;
  readonly withMenu: boolean;
  readonly events: RowEvents;
};

/** Plain cells and nothing that listens by itself: a thousand of these scroll by in a second. */
function PlainRow<Row>({
  row,
  index,
  domId,
  top,
  columns,
  template,
  label,
  href,
  active,
  selected,
  withMenu,
  events,
}: TableRowProps<Row>) {
  return (
    <InRow value={true}>
      <div
        role="row"
        id={domId}
        // The head is row 1 for those who listen.
        aria-rowindex={index + 2}
        aria-selected={selected}
        data-active={active || undefined}
        className={classes["row"]}
        style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
        onMouseDown={(event) => events.press(index, event)}
        onDoubleClick={() => events.open(index)}
        onContextMenu={(event) => {
          if (!withMenu) return;
          event.preventDefault();
          events.menu(index, { x: event.clientX, y: event.clientY });
        }}
      >
        {selected !== undefined && (
          <div role="gridcell" className={classes["cell"]} data-part="check">
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selected}
              aria-label={`Select ${label}`}
              onChange={() => undefined}
              onClick={(event) => events.check(index, event.shiftKey)}
            />
          </div>
        )}
        {columns.map((column, at) => (
          <div
            key={column.id}
            role={at === 0 ? "rowheader" : "gridcell"}
            className={classes["cell"]}
            data-kind={column.kind}
            data-cell
          >
            {at === 0 && href !== undefined ? (
              <a className={classes["link"]} href={href} tabIndex={-1}>
                {column.cell(row)}
              </a>
            ) : (
              column.cell(row)
            )}
          </div>
        ))}
        {withMenu && (
          <div role="gridcell" className={classes["cell"]} data-part="menu">
            <button
              type="button"
              tabIndex={-1}
              className={classes["menuButton"]}
              aria-label={`Actions for ${label}`}
              aria-haspopup="menu"
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                events.menu(index, { x: box.right, y: box.bottom });
              }}
            />
          </div>
        )}
      </div>
    </InRow>
  );
}

export const TableRow = memo(PlainRow) as typeof PlainRow;
