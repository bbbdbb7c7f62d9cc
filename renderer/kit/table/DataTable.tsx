/**
 * The table of every list (LOOK.md "tables are the product"): sticky head, the way to the record in
 * the first column, money at the right, one menu for each row at its end, on right click and on
 * Enter, selection with Space, totals below, and only the rows in sight in the page (UI-4, UI-5).
 */
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import { EmptyState } from "../EmptyState.tsx";
import { ErrorState } from "../ErrorState.tsx";
import { ClipTip } from "./ClipTip.tsx";
import { gridTemplate, rowHeight } from "./columns.ts";
import type { DataTableProps } from "./data-table-props.ts";
import { domIdOf, focusablesOf, keyInsideRow, rowCorner, type Point } from "./row-focus.ts";
import { rowKey } from "./row-keys.ts";
import { RowMenu } from "./RowMenu.tsx";
import { TableBar } from "./TableBar.tsx";
import { TableGrid, type RowScroller } from "./TableGrid.tsx";
import type { RowEvents } from "./TableRow.tsx";
import { useTableRows } from "./use-table-rows.ts";
import { useTableSelection } from "./use-table-selection.ts";
import classes from "./DataTable.module.css";

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rowLabel, rowHref, rowActions } = props;
  const first = props.loading === true && props.rows.length === 0;
  const totals = first ? undefined : props.totals;
  const gridId = useId();
  const grid = useRef<HTMLDivElement>(null);
  const scroller = useRef<RowScroller>(null);
  const [menu, setMenu] = useState<({ readonly index: number } & Point) | null>(null);

  const { rows, ids, visible, isVisible, toggleColumn, sort, sortBy, canSort } = useTableRows(props);
  const selectable = props.selectionBar !== undefined;
  const chosen = useTableSelection(ids, selectable);
  const { active, setActive, check, selectedIds } = chosen;
  const withMenu = rowActions !== undefined;
  const { template, minWidth } = useMemo(
    () => gridTemplate(visible, { selectable, menu: withMenu }),
    [visible, selectable, withMenu],
  );

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
  const openMenu = useCallback(
    (index: number, at?: Point) => {
      setActive(index);
      if (!withMenu) open(index);
      else setMenu({ index, ...(at ?? rowCorner(domIdOf(gridId, index), grid.current)) });
    },
    [setActive, withMenu, open, gridId],
  );

  // One object for all rows and all renders: memoised rows never see it change.
  const latest = useRef({ open, check, openMenu, setActive });
  useEffect(() => {
    latest.current = { open, check, openMenu, setActive };
  }, [open, check, openMenu, setActive]);
  const events = useMemo<RowEvents>(
    () => ({
      press: (index: number, event: MouseEvent) => {
        latest.current.setActive(index);
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
        if (means.extend) chosen.extendTo(means.to);
        setActive(means.to);
        scroller.current?.bringIntoSight(means.to);
        break;
      case "toggle":
        check(active, means.extend);
        break;
      case "select-all":
        chosen.selectAll();
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

  const headRows = 1 + (totals === undefined ? 0 : 1);
  const height =
    props.maxRows === undefined
      ? undefined
      : (Math.min(Math.max(rows.length, first ? 3 : 0), props.maxRows) + headRows) * rowHeight + 1;
  const { filters, tools, count, onExportCsv } = props;
  const showBar =
    filters !== undefined || tools !== undefined || onExportCsv !== undefined || count !== undefined;
  const menuRow = menu === null ? undefined : rows[menu.index];
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
        <TableBar
          filters={filters}
          tools={tools}
          count={count}
          isCountLeast={props.isCountLeast === true}
          onExportCsv={onExportCsv && (() => onExportCsv(visible.map((column) => column.id)))}
          columns={columns}
          isVisible={isVisible}
          onToggle={toggleColumn}
        />
      )}
      {props.refreshing === true && rows.length > 0 && <div className={classes["looking"]} aria-hidden />}
      {selectedIds.length > 0 && (
        <div className={classes["selected"]} role="region" aria-label="Selected rows">
          {props.selectionBar?.(selectedIds, chosen.clear)}
        </div>
      )}
      {body ?? (
        <TableGrid
          label={props.label}
          gridId={gridId}
          grid={grid}
          scroller={scroller}
          rows={rows}
          columns={visible}
          template={template}
          minWidth={minWidth}
          height={height}
          count={count === undefined || props.isCountLeast === true ? rows.length : count}
          active={active}
          selectable={selectable}
          selection={chosen.selection}
          withMenu={withMenu}
          waiting={first}
          refreshing={props.refreshing === true}
          totals={totals}
          events={events}
          rowLabel={rowLabel}
          {...(rowHref === undefined ? {} : { rowHref })}
          {...(props.more === undefined ? {} : { more: props.more })}
          head={{
            sort,
            canSort,
            onSort: (id) => {
              sortBy(id);
              grid.current?.scrollTo({ top: 0 });
            },
            checked: !selectable ? undefined : checkedWord(selectedIds.length, ids.length),
            onCheck: chosen.toggleAll,
          }}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            if (event.target === event.currentTarget && active < 0 && rows.length > 0) setActive(0);
          }}
        />
      )}
      {body === null && <ClipTip grid={grid} />}
      {menu !== null && menuRow !== undefined && (
        <RowMenu
          label={rowLabel(menuRow.original)}
          at={menu}
          openHref={hrefOf(menu.index)}
          actions={rowActions?.(menuRow.original) ?? []}
          onClose={() => {
            setMenu(null);
            grid.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </div>
  );
}

function checkedWord(selected: number, rows: number): "all" | "some" | "none" {
  if (selected === 0) return "none";
  return selected === rows ? "all" : "some";
}
