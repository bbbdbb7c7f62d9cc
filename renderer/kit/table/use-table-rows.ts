/** Which columns of a table are in sight, and its rows in the order that was chosen. */
import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { isShown, keepChosen, readChosen } from "./chosen-columns.ts";
import type { DataColumn, TableSort } from "./columns.ts";
import type { DataTableProps } from "./data-table-props.ts";

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

export type TableRowOf<Row> = { readonly id: string; readonly original: Row };

export type TableRows<Row> = {
  readonly rows: readonly TableRowOf<Row>[];
  readonly ids: readonly string[];
  readonly visible: readonly DataColumn<Row>[];
  readonly isVisible: (columnId: string) => boolean;
  readonly toggleColumn: (columnId: string) => void;
  readonly sort: TableSort | undefined;
  /** Ascending, or turned round where the table already goes by this column. */
  readonly sortBy: (columnId: string) => void;
  readonly canSort: (column: DataColumn<Row>) => boolean;
};

type Asked<Row> = Pick<
  DataTableProps<Row>,
  "tableId" | "columns" | "rows" | "rowId" | "sort" | "onSort" | "onColumns"
>;

export function useTableRows<Row extends object>(props: Asked<Row>): TableRows<Row> {
  const { columns, tableId } = props;
  const [chosen, setChosen] = useState(() => readChosen(localStorage, tableId));
  const [localSort, setLocalSort] = useState<TableSort | undefined>(undefined);
  const definitions = useMemo(
    () =>
      columns.map(({ id, header, sortBy }) => ({
        id,
        header,
        accessorFn: (row: Row) => sortBy?.(row) ?? undefined,
        sortFn: (a: { original: Row }, b: { original: Row }) =>
          compare(sortBy?.(a.original), sortBy?.(b.original)),
        sortUndefined: "last" as const,
      })),
    [columns],
  );
  const visibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map((column, index) => [column.id, isShown(column, index, chosen)]),
      ),
    [columns, chosen],
  );
  const sorting = useMemo(
    () => (localSort === undefined ? [] : [{ id: localSort.column, desc: localSort.descending }]),
    [localSort],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: props.rows,
    getRowId: props.rowId,
    state: { columnVisibility: visibility, sorting },
  });
  const rows = table.getRowModel().rows;
  const visible = useMemo(
    () => columns.filter((column) => visibility[column.id] === true),
    [columns, visibility],
  );
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const sort = localSort ?? props.sort;
  return {
    rows,
    ids,
    visible,
    isVisible: (columnId) => visibility[columnId] === true,
    toggleColumn: (columnId) => {
      const next = { ...chosen, [columnId]: visibility[columnId] !== true };
      setChosen(next);
      keepChosen(localStorage, tableId, next);
      props.onColumns?.();
    },
    sort,
    sortBy: (columnId) => {
      const next = { column: columnId, descending: sort?.column === columnId && !sort.descending };
      const column = columns.find((candidate) => candidate.id === columnId);
      if (column?.sortBy !== undefined) setLocalSort(next);
      else props.onSort?.(next);
    },
    canSort: (column) =>
      column.sortBy !== undefined || (column.sortable === true && props.onSort !== undefined),
  };
}

function compare(
  a: string | number | null | undefined,
  b: string | number | null | undefined,
): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: "base" });
}
