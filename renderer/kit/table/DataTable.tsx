/**
 * The table of every list (LOOK.md "tables are the product"): sticky head, the way to the record in
 * the first column, money at the right, one menu for each row at its end, on right click and on
 * Enter, selection with Space, totals below, and only the rows in sight in the page (UI-4, UI-5).
 */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { EmptyState } from "../EmptyState.tsx";
import { ErrorState } from "../ErrorState.tsx";
import type { Failure } from "../failure.ts";
import { isShown, keepChosen, readChosen } from "./chosen-columns.ts";
import { ClipTip } from "./ClipTip.tsx";
import { ColumnChooser } from "./ColumnChooser.tsx";
import {
  gridTemplate,
  rowHeight,
  type DataColumn,
  type RowAction,
  type TableSort,
} from "./columns.ts";
import { rowKey } from "./row-keys.ts";
import { RowMenu } from "./RowMenu.tsx";
import { allOrNone, stillThere, toggled, withRange, type Selection } from "./selection.ts";
import { TableHead } from "./TableHead.tsx";
import { TableRow, type RowEvents } from "./TableRow.tsx";
import classes from "./DataTable.module.css";

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
  readonly failure?: Failure | null;
  readonly onRetry?: () => void;
  /** Instead of rows when there are none; otherwise a plain sentence. */
  readonly empty?: ReactNode;

  /** Order made by the office; columns with `sortBy` are ordered here instead. */
  readonly sort?: TableSort;
  readonly onSort?: (sort: TableSort) => void;
  /** How many rows the whole list has, where that is known; shown and told to those who listen. */
  readonly count?: number;
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

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rowId, rowLabel, rowHref, rowActions, more, tableId } = props;
  const first = props.loading === true && props.rows.length === 0;
  const totals = first ? undefined : props.totals;
  const gridId = useId();
  const grid = useRef<HTMLDivElement>(null);

  const [chosen, setChosen] = useState(() => readChosen(localStorage, tableId));
  const [localSort, setLocalSort] = useState<TableSort | undefined>(undefined);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [selection, setSelection] = useState<Selection>(new Set());
  const [anchor, setAnchor] = useState(0);
  const [menu, setMenu] = useState<{
    readonly index: number;
    readonly x: number;
    readonly y: number;
  } | null>(null);

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
    getRowId: rowId,
    state: { columnVisibility: visibility, sorting },
  });
  const rows = table.getRowModel().rows;
  const visible = useMemo(
    () => columns.filter((column) => visibility[column.id] === true),
    [columns, visibility],
  );

  const selectable = props.selectionBar !== undefined;
  const withMenu = rowActions !== undefined;
  const { template, minWidth } = useMemo(
    () => gridTemplate(visible, { selectable, menu: withMenu }),
    [visible, selectable, withMenu],
  );
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const places = useMemo(() => new Map(ids.map((id, index) => [id, index])), [ids]);
  const active = activeId === null ? -1 : (places.get(activeId) ?? -1);
  const selectedIds = stillThere(selection, ids);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 10,
    // The head and the foot lie over the first and last rows in sight.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: totals === undefined ? 0 : rowHeight,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more?.has === true && !more.loading && lastSeen >= rows.length - 20) more.load();
  }, [more, lastSeen, rows.length]);

  const hrefOf = useCallback(
    (index: number): string | undefined => {
      const row = rows[index];
      return row === undefined ? undefined : rowHref?.(row.original);
    },
    [rows, rowHref],
  );
  const open = useCallback(
    (index: number) => {
      const href = hrefOf(index);
      if (href !== undefined) window.location.assign(href);
    },
    [hrefOf],
  );
  const activate = (index: number) => {
    setActiveId(ids[index] ?? null);
    virtualizer.scrollToIndex(index, { align: "auto" });
  };
  const check = useCallback(
    (index: number, range: boolean) => {
      const id = ids[index];
      if (!selectable || id === undefined) return;
      setSelection((before) =>
        range ? withRange(before, ids, anchor, index) : toggled(before, id),
      );
      if (!range) setAnchor(index);
      setActiveId(id);
    },
    [selectable, ids, anchor],
  );
  const openMenu = useCallback(
    (index: number, at?: Point) => {
      setActiveId(ids[index] ?? null);
      if (!withMenu) open(index);
      else setMenu({ index, ...(at ?? rowCorner(domIdOf(gridId, index), grid.current)) });
    },
    [ids, withMenu, open, gridId],
  );

  // One object for all rows and all renders: memoised rows never see it change.
  const latest = useRef({ open, check, openMenu, ids });
  useEffect(() => {
    latest.current = { open, check, openMenu, ids };
  }, [open, check, openMenu, ids]);
  const events = useMemo<RowEvents>(
    () => ({
      press: (index: number, event: MouseEvent) => {
        setActiveId(latest.current.ids[index] ?? null);
        // Text of a row takes no focus of its own: the table gets it, so that keys go on from here.
        if (event.target instanceof Element && event.target.closest("a,button,input") === null) {
          grid.current?.focus({ preventScroll: true });
        }
      },
      open: (index) => latest.current.open(index),
      check: (index, range) => latest.current.check(index, range),
      menu: (index, at) => latest.current.openMenu(index, at),
    }),
    [],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) {
      keyInsideRow(event, grid.current);
      return;
    }
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / rowHeight) - 2);
    const means = rowKey(event, { active, count: rows.length, page });
    if (means === undefined) return;
    event.preventDefault();
    switch (means.kind) {
      case "move":
        if (means.extend && selectable) {
          const from = selectedIds.length === 0 ? Math.max(active, 0) : anchor;
          setAnchor(from);
          setSelection(withRange(new Set(), ids, from, means.to));
        }
        activate(means.to);
        break;
      case "toggle":
        check(active, means.extend);
        break;
      case "select-all":
        if (selectable) setSelection(new Set(ids));
        break;
      case "menu":
        openMenu(active);
        break;
      case "open":
        open(active);
        break;
      case "into-row":
        focusablesOf(document.getElementById(domIdOf(gridId, active)))[0]?.focus();
        break;
    }
  };

  const sort = localSort ?? props.sort;
  const canSort = (column: DataColumn<Row>) =>
    column.sortBy !== undefined || (column.sortable === true && props.onSort !== undefined);
  const sortBy = useCallback(
    (id: string) => {
      const next = { column: id, descending: sort?.column === id && !sort.descending };
      const column = columns.find((candidate) => candidate.id === id);
      if (column?.sortBy !== undefined) setLocalSort(next);
      else props.onSort?.(next);
      grid.current?.scrollTo({ top: 0 });
    },
    [columns, props, sort],
  );
  const toggleColumn = (id: string) => {
    const next = { ...chosen, [id]: visibility[id] !== true };
    setChosen(next);
    keepChosen(localStorage, tableId, next);
    props.onColumns?.();
  };

  const activeInSight = items.some((item) => item.index === active);
  const headRows = 1 + (totals === undefined ? 0 : 1);
  const height =
    props.maxRows === undefined
      ? undefined
      : (Math.min(Math.max(rows.length, first ? 3 : 0), props.maxRows) + headRows) * rowHeight + 1;
  const showBar =
    props.filters !== undefined ||
    props.tools !== undefined ||
    props.onExportCsv !== undefined ||
    props.count !== undefined;
  const body =
    props.failure != null && rows.length === 0 ? (
      <ErrorState
        failure={props.failure}
        {...(props.onRetry === undefined ? {} : { onRetry: props.onRetry })}
        compact
      />
    ) : rows.length === 0 && !first ? (
      (props.empty ?? <EmptyState title="Nothing here" compact />)
    ) : null;

  return (
    <div className={classes["table"]} data-framed={props.frameless === true ? undefined : true}>
      {showBar && (
        <div className={classes["bar"]}>
          <div className={classes["filters"]}>{props.filters}</div>
          <div className={classes["tools"]}>
            <span className={`${classes["count"]} pf-figures`} role="status">
              {props.count === undefined ? "" : rowCountWords(props.count)}
            </span>
            {props.tools}
            {props.onExportCsv !== undefined && (
              <Tooltip label="Export as CSV">
                <ActionIcon
                  aria-label="Export as CSV"
                  onClick={() => props.onExportCsv?.(visible.map((column) => column.id))}
                >
                  <IconDownload size={16} />
                </ActionIcon>
              </Tooltip>
            )}
            <ColumnChooser
              columns={columns}
              shown={(id) => visibility[id] === true}
              onToggle={toggleColumn}
            />
          </div>
        </div>
      )}
      {selectedIds.length > 0 && (
        <div className={classes["selected"]} role="region" aria-label="Selected rows">
          {props.selectionBar?.(selectedIds, () => setSelection(new Set()))}
        </div>
      )}
      {body ?? (
        <div
          ref={grid}
          role="grid"
          tabIndex={0}
          className={classes["grid"]}
          data-sized={height === undefined ? undefined : true}
          style={height === undefined ? undefined : { height }}
          aria-label={props.label}
          aria-rowcount={(props.count ?? rows.length) + 1}
          aria-colcount={visible.length + (selectable ? 1 : 0) + (withMenu ? 1 : 0)}
          aria-multiselectable={selectable}
          aria-busy={first || undefined}
          // Only a row that is in the page may be named: assistive technology follows the id.
          aria-activedescendant={activeInSight ? domIdOf(gridId, active) : undefined}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            if (event.target === event.currentTarget && active < 0 && rows.length > 0)
              setActiveId(ids[0] ?? null);
          }}
        >
          <div style={{ minWidth }}>
            <TableHead
              columns={visible}
              template={template}
              sort={sort}
              canSort={canSort}
              onSort={sortBy}
              checked={
                selectable
                  ? selectedIds.length === 0
                    ? "none"
                    : selectedIds.length === ids.length
                      ? "all"
                      : "some"
                  : undefined
              }
              onCheck={() => setSelection(allOrNone(selection, ids))}
              withMenu={withMenu}
            />
            <div
              role="rowgroup"
              className={classes["body"]}
              style={{ height: virtualizer.getTotalSize() }}
            >
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
                    columns={visible}
                    template={template}
                    label={rowLabel(row.original)}
                    href={rowHref?.(row.original)}
                    active={item.index === active}
                    selected={selectable ? selection.has(row.id) : undefined}
                    withMenu={withMenu}
                    events={events}
                  />
                );
              })}
            </div>
            {first && <Waiting rows={3} />}
            {more?.loading === true && rows.length > 0 && (
              <div className={classes["waiting"]} aria-hidden>
                More rows are coming…
              </div>
            )}
            {totals !== undefined && (
              <div role="rowgroup" className={classes["footGroup"]}>
                <div
                  role="row"
                  aria-rowindex={(props.count ?? rows.length) + 2}
                  className={classes["foot"]}
                  style={{ gridTemplateColumns: template }}
                >
                  {selectable && (
                    <div role="gridcell" className={classes["cell"]} data-part="check" />
                  )}
                  {visible.map((column) => (
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
            )}
          </div>
        </div>
      )}
      {body === null && <ClipTip grid={grid} />}
      {menu !== null && rows[menu.index] !== undefined && (
        <RowMenu
          label={rowLabel((rows[menu.index] as (typeof rows)[number]).original)}
          at={menu}
          openHref={hrefOf(menu.index)}
          actions={rowActions?.((rows[menu.index] as (typeof rows)[number]).original) ?? []}
          onClose={() => {
            setMenu(null);
            grid.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </div>
  );
}

type Point = { readonly x: number; readonly y: number };

/** Where a menu opened by a key stands: at the end of its row, inside what is in sight. */
function rowCorner(rowId: string, grid: Element | null): Point {
  const row = document.getElementById(rowId)?.getBoundingClientRect();
  const frame = grid?.getBoundingClientRect();
  return { x: Math.min(row?.right ?? 0, frame?.right ?? 0) - 8, y: row?.bottom ?? 0 };
}

function domIdOf(gridId: string, index: number): string {
  return `${gridId}-row-${index}`;
}

function compare(
  a: string | number | null | undefined,
  b: string | number | null | undefined,
): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: "base" });
}

function rowCountWords(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`;
}

function focusablesOf(row: Element | null): readonly HTMLElement[] {
  return row === null ? [] : [...row.querySelectorAll<HTMLElement>("a[href], button, input")];
}

/** Inside a row the arrows go from control to control; up, down and Escape give the keys back to the table. */
function keyInsideRow(event: KeyboardEvent<HTMLDivElement>, grid: HTMLDivElement | null): void {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return;
  const row = target.closest('[role="row"][data-active]');
  if (row === null) return;
  const controls = focusablesOf(row);
  const at = controls.indexOf(target);
  if (event.key === "ArrowRight") controls[Math.min(at + 1, controls.length - 1)]?.focus();
  else if (event.key === "ArrowLeft" && at > 0) controls[at - 1]?.focus();
  else if (["ArrowLeft", "ArrowUp", "ArrowDown", "Escape"].includes(event.key)) grid?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function Waiting({ rows }: { readonly rows: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes["waiting"]}>
          <div className={classes["bone"]} style={{ width: `${56 - index * 9}%` }} />
        </div>
      ))}
    </div>
  );
}
