/**
 * The rows of a table that are in sight, between its head and its totals. Scrolling draws this part
 * alone: what stands above it and the rows that stay are not drawn again.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, type ComponentProps, type RefObject } from "react";
import { rowHeight, type DataColumn } from "./columns.ts";
import type { DataTableProps } from "./data-table-props.ts";
import { domIdOf } from "./row-focus.ts";
import type { Selection } from "./selection.ts";
import { TableFoot } from "./TableFoot.tsx";
import { TableHead } from "./TableHead.tsx";
import { TableRow, type RowEvents } from "./TableRow.tsx";
import { TableWaiting } from "./TableWaiting.tsx";
import type { TableRowOf } from "./use-table-rows.ts";
import classes from "./DataTable.module.css";

/** Lets the keys bring a row into sight. */
export type RowScroller = { readonly bringIntoSight: (index: number) => void };

export type TableGridProps<Row> = Pick<DataTableProps<Row>, "label" | "rowLabel" | "rowHref" | "more"> & {
  readonly gridId: string;
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly scroller: RefObject<RowScroller | null>;
  readonly rows: readonly TableRowOf<Row>[];
  readonly columns: readonly DataColumn<Row>[];
  readonly template: string;
  readonly minWidth: number;
  /** In px; undefined where the table takes the height of its place. */
  readonly height: number | undefined;
  /** How many rows the whole list has. */
  readonly count: number;
  /** Place of the row that keys speak of; −1 for none. */
  readonly active: number;
  readonly selectable: boolean;
  readonly selection: Selection;
  readonly withMenu: boolean;
  readonly waiting: boolean;
  readonly refreshing: boolean;
  readonly totals: DataTableProps<Row>["totals"];
  readonly events: RowEvents;
  readonly head: Pick<ComponentProps<typeof TableHead<Row>>, "sort" | "canSort" | "onSort" | "checked" | "onCheck">;
} & Required<Pick<ComponentProps<"div">, "onKeyDown" | "onFocus">>;

export function TableGrid<Row extends object>(props: TableGridProps<Row>) {
  const { rows, columns, template, grid, gridId, active, selectable, withMenu, more, totals, rowLabel, rowHref } = props;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    // The head and the foot lie over the first and last rows in sight.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: totals === undefined ? 0 : rowHeight,
  });
  useImperativeHandle(
    props.scroller,
    () => ({ bringIntoSight: (index) => virtualizer.scrollToIndex(index, { align: "auto" }) }),
    [virtualizer],
  );
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more?.has === true && !more.loading && lastSeen >= rows.length - 20) more.load();
  }, [more, lastSeen, rows.length]);
  const activeInSight = items.some((item) => item.index === active);
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      className={classes["grid"]}
      data-sized={props.height === undefined ? undefined : true}
      style={props.height === undefined ? undefined : { height: props.height }}
      aria-label={props.label}
      aria-rowcount={props.count + 1}
      aria-colcount={columns.length + (selectable ? 1 : 0) + (withMenu ? 1 : 0)}
      aria-multiselectable={selectable}
      aria-busy={props.waiting || props.refreshing || undefined}
      // Only a row that is in the page may be named: assistive technology follows the id.
      aria-activedescendant={activeInSight ? domIdOf(gridId, active) : undefined}
      onKeyDown={props.onKeyDown}
      onFocus={props.onFocus}
    >
      <div style={{ minWidth: props.minWidth }}>
        <TableHead columns={columns} template={template} withMenu={withMenu} {...props.head} />
        <div role="rowgroup" className={classes["body"]} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <TableRow
                key={row.id}
                row={row.original}
                index={item.index}
                domId={domIdOf(gridId, item.index)}
                top={item.start - rowHeight}
                columns={columns}
                template={template}
                label={rowLabel(row.original)}
                href={rowHref?.(row.original)}
                active={item.index === active}
                selected={selectable ? props.selection.has(row.id) : undefined}
                withMenu={withMenu}
                events={props.events}
              />
            );
          })}
        </div>
        {props.waiting && <TableWaiting rows={3} />}
        {more?.loading === true && rows.length > 0 && (
          <div className={classes["waiting"]} aria-hidden>
            More rows are coming…
          </div>
        )}
        {totals !== undefined && (
          <TableFoot
            columns={columns}
            template={template}
            totals={totals}
            rowIndex={props.count + 2}
            selectable={selectable}
            withMenu={withMenu}
          />
        )}
      </div>
    </div>
  );
}
