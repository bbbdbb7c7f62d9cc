/** One section of a report as the table of the house: filter, order, keys, and figures that open their rows (REP-5). */
import { IconFileInvoice, IconListDetails, IconUser } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import type { Day } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { ReportCell, ReportColumn, ReportRow, ReportSection } from "#domain/reports/report-sheet.ts";
import { hrefTo } from "../../app/address.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { formatMoney } from "../../format/money.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useRowTabIndex } from "../../kit/table/in-row.ts";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { FindField, NothingFound } from "./FindField.tsx";
import { numberedRows, rowsWith, type NumberedRow } from "./section-rows.ts";
import classes from "./Reports.module.css";

export type SectionTableProps = {
  readonly label: string;
  /** Null while it is on its way. */
  readonly section: ReportSection | null;
  /** Opens the rows behind a figure; null where nothing opens. A null row is the total. */
  readonly onOpen: ((rowKey: string | null, columnId: string, name: string) => void) | null;
  /** Takes the height of its place. */
  readonly fill?: boolean;
};

const widths = { text: 144, day: 92, money: 86, number: 70 } as const;

/** Wide enough for its head and its longest sum; a text of a small share, such as a number of an account, needs little. */
function widthOf({ kind, header, share = 1 }: ReportColumn, largest: number): number {
  if (kind === "text") return share < 1 ? Math.max(68, header.length * 8 + 24) : widths.text;
  const sum = kind === "money" ? (largest / 100).toLocaleString("en-US", { minimumFractionDigits: 2 }) : String(largest);
  return Math.max(widths[kind], header.length * 8 + 24, sum.length * 8 + 24);
}

/** Of a column's figures, the total among them, the one that needs the most room. */
function largestOf(section: ReportSection | null, at: number): number {
  const cells = [...(section?.rows ?? []).map((row) => row.cells[at]), section?.totals?.[at]];
  return cells.reduce<number>((most, cell) => (typeof cell === "number" && String(cell).length > String(most).length ? cell : most), 0);
}

const noColumns: readonly ReportColumn[] = [];

export function SectionTable({ label, section, onOpen, fill = false }: SectionTableProps) {
  const [text, setText] = useState("");
  const wanted = section?.columns ?? noColumns;
  const opens = section?.opens;
  const columns = useMemo(
    () => wanted.map((column, at) => columnOf(column, at, largestOf(section, at), opens?.includes(column.id) === true ? onOpen : null)),
    // The frame makes a new opener with each draw; what it opens is told by the row.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [wanted, opens, section],
  );
  const rows = useMemo(() => numberedRows(section?.rows ?? []), [section]);
  const found = useMemo(() => rowsWith(rows, text), [rows, text]);
  const isFiltered = found.length !== rows.length;
  return (
    <section className={classes["section"]} data-fill={fill || undefined} aria-label={label}>
      {section?.heading != null && <h2 className={classes["heading"]}>{section.heading}</h2>}
      <DataTable
        tableId={`report-${section?.id ?? "waiting"}`}
        label={label}
        columns={columns}
        rows={found}
        loading={section === null}
        rowId={(row) => row.id}
        rowLabel={nameOf}
        {...(rows.some(({ link }) => link !== null) ? { rowHref: (row: NumberedRow) => hrefOf(row) ?? "#" } : {})}
        {...(onOpen === null && rows.every(({ link }) => link === null)
          ? {}
          : { rowActions: (row: NumberedRow) => actionsOf(row, section, onOpen) })}
        {...(section === null ? {} : { count: isFiltered ? found.length : rows.length + section.leftOut })}
        {...(section?.totals == null || isFiltered
          ? {}
          : { totals: totalsOf(section, section.totals, onOpen) })}
        filters={
          rows.length > 8 && (
            <FindField of={label} value={text} onChange={setText} />
          )
        }
        {...(fill ? {} : { maxRows: 14 })}
        empty={
          text === "" ? (
            <EmptyState title="Nothing to show" compact>
              {section?.empty}
            </EmptyState>
          ) : (
            <NothingFound />
          )
        }
      />
      {section !== null && section.leftOut > 0 && (
        <p className={classes["about"]}>
          {section.leftOut.toLocaleString("en-US")} more rows are in the totals and in the CSV.
        </p>
      )}
    </section>
  );
}

function columnOf(column: ReportColumn, at: number, largest: number, onOpen: SectionTableProps["onOpen"]): DataColumn<NumberedRow> {
  const { id, header, kind, share, minor = false } = column;
  return {
    id,
    header,
    kind,
    width: widthOf(column, largest),
    hidden: minor,
    grow: kind === "text" ? (share ?? 1) : 0,
    sortBy: (row) => row.cells[at] ?? null,
    cell: (row) => {
      const cell = row.cells[at] ?? null;
      if (onOpen === null || row.key === null || cell === 0 || typeof cell !== "number") return <Cell column={column} cell={cell} />;
      return <Figure column={column} cell={cell} of={nameOf(row)} onOpen={() => onOpen(row.key, id, nameOf(row))} />;
    },
  };
}

function Cell({ column, cell }: { readonly column: ReportColumn; readonly cell: ReportCell }) {
  if (cell === null) return null;
  if (column.kind === "day") return <DayText day={cell as Day} as="short" />;
  if (column.kind === "money" && typeof cell === "number") return <Money cents={toCents(cell)} />;
  return cell;
}

/** A figure that opens the rows that make it. */
function Figure({ column, cell, of, onOpen }: { readonly column: ReportColumn; readonly cell: number; readonly of: string; readonly onOpen: () => void }) {
  const { money } = usePracticeFormat();
  const tabIndex = useRowTabIndex();
  const words = column.kind === "money" ? formatMoney(toCents(cell), money, { withCurrency: false }) : String(cell);
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={`${classes["figure"]} pf-figures`}
      aria-label={`${column.header} of ${of}: ${words}. Show the rows`}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      {words}
    </button>
  );
}

function totalsOf(section: ReportSection, totals: readonly ReportCell[], onOpen: SectionTableProps["onOpen"]) {
  const place = section.columns.findIndex(({ kind }, at) => kind === "text" && (totals[at] ?? null) === null);
  return Object.fromEntries<ReactNode>(
    section.columns.flatMap((column, at): (readonly [string, ReactNode])[] => {
      if (at === place) return [[column.id, section.totalLabel]];
      const cell = totals[at] ?? null;
      if (cell === null) return [];
      const shown =
        onOpen !== null && section.opens.includes(column.id) && typeof cell === "number" && cell !== 0 ? (
          <Figure column={column} cell={cell} of={section.totalLabel} onOpen={() => onOpen(null, column.id, section.totalLabel)} />
        ) : (
          <Cell column={column} cell={cell} />
        );
      return [[column.id, shown]];
    }),
  );
}

function actionsOf(row: NumberedRow, section: ReportSection | null, onOpen: SectionTableProps["onOpen"]): readonly RowAction[] {
  const href = hrefOf(row);
  const toRecord: readonly RowAction[] =
    href === undefined
      ? []
      : [
          row.link?.to === "invoice"
            ? { id: "record", label: "Open the invoice", icon: IconFileInvoice, href }
            : { id: "record", label: "Open the chart", icon: IconUser, href },
        ];
  if (section === null || onOpen === null || row.key === null) return toRecord;
  const figures = section.columns.flatMap((column, at): RowAction[] => {
    const cell = row.cells[at] ?? null;
    if (!section.opens.includes(column.id) || typeof cell !== "number" || cell === 0) return [];
    return [
      {
        id: column.id,
        label: `Rows of ${column.header}`,
        icon: IconListDetails,
        run: () => onOpen(row.key, column.id, nameOf(row)),
      },
    ];
  });
  return [...figures, ...toRecord];
}

function hrefOf({ link }: Pick<ReportRow, "link">): string | undefined {
  switch (link?.to) {
    case "invoice":
      return hrefTo("/invoices/$invoiceId", { invoiceId: link.id });
    case "patient":
      return hrefTo("/patients/$patientId", { patientId: link.id });
    case "household":
      return hrefTo("/patients/households/$householdId", { householdId: link.id });
    case "payment":
      return hrefTo("/payments");
    case undefined:
      return undefined;
  }
}

function nameOf({ cells }: Pick<ReportRow, "cells">): string {
  return String(cells[0] ?? "");
}
