/** What a screen gives the table of a list (LOOK.md "tables are the product"). */
import type { ReactNode } from "react";
import type { Failure } from "../failure.ts";
import type { DataColumn, RowAction, TableSort } from "./columns.ts";

export type DataTableProps<Row> = {
  /** Remembers the chosen columns under this name. */
  readonly tableId: string;
  /** What the table holds, for those who listen: "Invoices". */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** Names a row in "Actions for …" and "Select …". */
  readonly rowLabel: (row: Row) => string;
  /** Defined once outside the component or kept with `useMemo`; a new array draws all rows again. */
  readonly columns: readonly DataColumn<Row>[];
  /** Address of the record, from `hrefTo`; makes the first column its link. */
  readonly rowHref?: (row: Row) => string;
  readonly rowActions?: (row: Row) => readonly RowAction[];

  /** The first load is under way (nothing to show yet). */
  readonly loading?: boolean;
  /** Another answer is on its way while the rows of the last one stand; told once it takes a moment. */
  readonly refreshing?: boolean;
  readonly failure?: Failure | null;
  readonly onRetry?: () => void;
  /** Instead of rows when there are none; otherwise a plain sentence. */
  readonly empty?: ReactNode;

  /** Order made by the office; columns with `sortBy` are ordered here instead. */
  readonly sort?: TableSort;
  readonly onSort?: (sort: TableSort) => void;
  /** How many rows the whole list has, where that is known; shown and told to those who listen. */
  readonly count?: number;
  /** The list has more rows than `count`, and nobody waited until they were counted: "1,000+ rows". */
  readonly isCountLeast?: boolean;
  /** Next page of a keyset list; asked for before the end comes in sight. */
  readonly more?: { readonly has: boolean; readonly loading: boolean; readonly load: () => void };

  /** Told after somebody chose columns, for lists whose views keep them. */
  readonly onColumns?: () => void;

  readonly filters?: ReactNode;
  readonly tools?: ReactNode;
  /** Called with the ids of the columns in sight. */
  readonly onExportCsv?: (columns: readonly string[]) => void;
  /** Makes rows selectable; what can be done with the selected ones. */
  readonly selectionBar?: (ids: readonly string[], clear: () => void) => ReactNode;
  /** Totals of the whole list by column id. */
  readonly totals?: Readonly<Record<string, ReactNode>>;
  /** As high as its rows, at most this many; otherwise the table takes the height of its place. */
  readonly maxRows?: number;
  /** Inside a `Panel` the panel has the border. */
  readonly frameless?: boolean;
};
