/**
 * How a screen describes a table: its columns and the actions of a row. The table keeps order,
 * widths and keyboard; a screen says only what stands in a cell.
 */
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

export type DataColumn<Row> = {
  readonly id: string;
  /** Head of the column, and its name in the column chooser. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Least width in px; the column never gets narrower. */
  readonly width: number;
  /** Share of the width that is left over; 0 (default) keeps the column at its width. */
  readonly grow?: number;
  /** `money` and `number` stand at the right with equal figures; `day` has equal figures. */
  readonly kind?: "text" | "money" | "number" | "day";
  /** The office can sort by it: the head becomes a button and calls `onSort`. */
  readonly sortable?: boolean;
  /** All rows are here: the table sorts by this value itself. Null goes last. */
  readonly sortBy?: (row: Row) => string | number | null;
  /** Hidden until somebody chooses it. */
  readonly hidden?: boolean;
  /** Cannot be hidden; the first column never can. */
  readonly required?: boolean;
};

export type TableSort = { readonly column: string; readonly descending: boolean };

export type RowAction = {
  readonly id: string;
  /** "Take a payment"; ends in … when a dialog follows. */
  readonly label: string;
  readonly icon?: Icon;
  readonly tone?: "trouble";
  /** Why it cannot be done now; shown with the disabled item. */
  readonly unavailable?: string;
  /** A place to go to, or what to do. */
  readonly href?: string;
  readonly run?: () => void;
};

export const rowHeight = 34;

/** The widths of the visible columns as a CSS grid, with the checkbox before and the menu after. */
export function gridTemplate(
  columns: readonly Pick<DataColumn<never>, "width" | "grow">[],
  { selectable, menu }: { readonly selectable: boolean; readonly menu: boolean },
): { readonly template: string; readonly minWidth: number } {
  const grows = columns.some((column) => (column.grow ?? 0) > 0);
  const parts = columns.map(({ width, grow = 0 }, index) => {
    // If no column grows, the last one takes what is left, so that the row reaches the border.
    const share = grows ? grow : index === columns.length - 1 ? 1 : 0;
    return share > 0 ? `minmax(${width}px, ${share}fr)` : `${width}px`;
  });
  if (selectable) parts.unshift(`${rowHeight}px`);
  if (menu) parts.push("40px");
  const fixed = (selectable ? rowHeight : 0) + (menu ? 40 : 0);
  return {
    template: parts.join(" "),
    minWidth: columns.reduce((sum, column) => sum + column.width, fixed),
  };
}
