import { Button } from "@mantine/core";
import { IconBan, IconCash, IconPrinter } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { invoiceStatuses } from "#domain/invoices/status-words.ts";
import { toCents } from "#domain/money.ts";
import { DayText } from "../DayText.tsx";
import { FilterBar } from "../filters/FilterBar.tsx";
import { readFilters } from "../filters/filter-kinds.ts";
import { InvoiceStatusChip, invoiceStatusLooks } from "../InvoiceStatusChip.tsx";
import { ExplainButton } from "../ExplainButton.tsx";
import { Money } from "../Money.tsx";
import { Page } from "../Page.tsx";
import { StandingChip } from "../StandingChip.tsx";
import type { DataColumn } from "../table/columns.ts";
import { DataTable } from "../table/DataTable.tsx";
import { showToast } from "../toast.ts";
import { Toasts } from "../Toasts.tsx";
import { uglyRows, type UglyRow } from "./ugly-people.ts";

const filters = {
  q: { kind: "text", label: "Name or number" },
  status: {
    kind: "choice",
    label: "Status",
    options: invoiceStatuses.map((value) => ({ value, label: invoiceStatusLooks[value].word })),
  },
  due: { kind: "days", label: "Due" },
  balance: { kind: "money", label: "Balance" },
  unsent: { kind: "switch", label: "Never sent" },
} as const;

declare global {
  interface Window {
    /** How many name cells were drawn so far, for the test of memoised rows. */
    cellsDrawn?: number;
  }
}

const columns: readonly DataColumn<UglyRow>[] = [
  { id: "number", header: "Number", width: 90, sortBy: (row) => row.id, cell: (row) => row.id },
  {
    id: "name",
    header: "Patient",
    width: 160,
    grow: 2,
    sortBy: (row) => row.name,
    cell: (row) => {
      window.cellsDrawn = (window.cellsDrawn ?? 0) + 1;
      return row.name;
    },
  },
  { id: "payer", header: "Payer", width: 140, grow: 1, cell: (row) => row.payer },
  {
    id: "due",
    header: "Due",
    width: 110,
    kind: "day",
    sortBy: (row) => row.dueOn,
    cell: (row) => <DayText day={row.dueOn} as="short" />,
  },
  {
    id: "status",
    header: "Status",
    width: 120,
    cell: (row) => <InvoiceStatusChip status={row.status} />,
  },
  {
    id: "standing",
    header: "Standing",
    width: 120,
    hidden: true,
    cell: (row) => <StandingChip standing={row.standing} />,
  },
  { id: "plan", header: "Plan", width: 120, grow: 1, cell: (row) => row.plan },
  {
    id: "total",
    header: "Total",
    width: 120,
    kind: "money",
    sortBy: (row) => row.totalCents,
    cell: (row) => <Money cents={row.totalCents} />,
  },
  {
    id: "balance",
    header: "Balance",
    width: 110,
    kind: "money",
    sortBy: (row) => row.balanceCents,
    cell: (row) => (
      <ExplainButton
        cents={row.balanceCents}
        label={`Balance of invoice ${row.id}`}
        explanation={{
          rule: "INV-3",
          sentence: "Total less what was paid.",
          steps: [{ label: "Total", value: "1" }],
        }}
      />
    ),
  },
  { id: "note", header: "Note", width: 140, grow: 1, cell: (row) => row.note },
];

const totals = {
  name: "Total",
  total: <Money cents={toCents(123_456_700)} />,
  balance: <Money cents={toCents(61_200)} />,
};

/** One table with the given number of rows, or one of its other states. */
export function TableScene({
  count,
  state,
}: {
  readonly count: number;
  readonly state: "ready" | "loading" | "failed";
}) {
  const rows = useMemo(() => uglyRows(count), [count]);
  const [values, setValues] = useState(() =>
    readFilters(filters, { status: "unpaid.part_paid.overdue" }),
  );
  const shown = useMemo(
    () => rows.filter((row) => row.name.toLowerCase().includes(values.q.toLowerCase())),
    [rows, values.q],
  );
  return (
    <Page title="Invoices" layout="fill" actions={<Button>New invoice</Button>}>
      <DataTable
        tableId="gallery"
        label="Invoices"
        rows={state === "ready" ? shown : []}
        loading={state === "loading"}
        failure={
          state === "failed"
            ? { kind: "fault", sentence: "Something went wrong on our side.", incident: "K7-2041" }
            : null
        }
        onRetry={() => undefined}
        rowId={(row) => String(row.id)}
        rowLabel={(row) => `invoice ${row.id}`}
        rowHref={(row) => `#/invoices/${row.id}`}
        rowActions={(row) => [
          {
            id: "pay",
            label: "Take a payment…",
            icon: IconCash,
            run: () => showToast({ message: `Payment for ${row.id}` }),
          },
          { id: "print", label: "Print", icon: IconPrinter, run: () => undefined },
          {
            id: "void",
            label: "Void…",
            icon: IconBan,
            tone: "trouble",
            ...(row.id === 1
              ? { unavailable: "It has a payment. Take that back first." }
              : { run: () => undefined }),
          },
        ]}
        columns={columns}
        count={state === "ready" ? shown.length : 0}
        totals={totals}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        onExportCsv={(ids) => showToast({ message: ids.join(", ") })}
        selectionBar={(ids, clear) => (
          <>
            <strong>{ids.length} selected</strong>
            <Button size="xs" variant="default">
              Print
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={clear}>
              Select none
            </Button>
          </>
        )}
      />
      <Toasts />
    </Page>
  );
}
