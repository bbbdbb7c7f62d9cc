/**
 * The invoice tracker (INV-4): the same list for the practice and for one chart, with its filters,
 * order and open preview in the address.
 */
import { useLocation } from "@tanstack/react-router";
import { IconBan, IconCash, IconCoins, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import type { TrackerRow } from "#contract/invoices.ts";
import { asId, type InvoiceId } from "#domain/identity.ts";
import { writeSearch } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, usePagesOf, useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch, useFilters, useSort } from "../../app/use-address-state.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { isFiltered } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { RowAction } from "../../kit/table/columns.ts";
import { ReceivePaymentDialog } from "../payments/ReceivePaymentDialog.tsx";
import { ApplyCreditDialog } from "./ApplyCreditDialog.tsx";
import { InvoiceDrawer } from "./InvoiceDrawer.tsx";
import { trackerColumns, trackerSortColumns } from "./tracker-columns.tsx";
import { askedFilter, trackerFilters, type TrackerScope } from "./tracker-filters.ts";
import { useInvoiceFiles, type InvoiceFiles } from "./use-invoice-files.ts";
import { VoidDialog } from "./VoidDialog.tsx";

export type InvoiceTrackerProps = {
  readonly scope?: TrackerScope;
  /** Inside a `Panel` the panel has the border. */
  readonly frameless?: boolean;
  /** As high as its rows, at most this many; otherwise it takes the height of its place. */
  readonly maxRows?: number;
};

type OpenDialog = { readonly act: "pay" | "credit" | "void"; readonly row: TrackerRow };

const practice: TrackerScope = {};
const topics = ["invoices", "payments", "billing", "clock"] as const;

export function InvoiceTracker({
  scope = practice,
  frameless = false,
  maxRows,
}: InvoiceTrackerProps) {
  const office = useOffice();
  const may = useMay();
  const files = useInvoiceFiles();
  const [values, setValues] = useFilters(trackerFilters);
  const [sort, setSort] = useSort({ column: "date", descending: true }, trackerSortColumns);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const preview = usePreviewInAddress();
  const filter = askedFilter(values, scope);
  const list = usePagesOf(
    office.invoices.list,
    { filter, sort: sort.column, descending: sort.descending, limit: 100 },
    { topics },
  );
  const totals = useQueryOf(office.invoices.totals, { filter }, { topics, keepPrevious: true });
  const csv = useAsk(office.invoices.exportCsv);
  const close = () => setDialog(null);
  return (
    <>
      <RefusalNote failure={files.failure ?? csv.failure} />
      <DataTable
        tableId={scope.patientId === undefined ? "invoices" : "chart-invoices"}
        label="Invoices"
        columns={trackerColumns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        sort={sort}
        onSort={setSort}
        rowId={(row) => String(row.invoiceId)}
        rowLabel={(row) => `invoice ${row.number ?? "draft"} of ${row.payerName}`}
        rowHref={preview.hrefOf}
        rowActions={(row) => rowActions(row, may, files, (act) => setDialog({ act, row }))}
        {...(totals.data
          ? {
              count: totals.data.count,
              totals: {
                total: <Money cents={totals.data.totalCents} />,
                paid: <Money cents={totals.data.paidCents} />,
                balance: <Money cents={totals.data.balanceCents} />,
              },
            }
          : {})}
        filters={<FilterBar filters={trackerFilters} values={values} onChange={setValues} />}
        {...(may("export.all")
          ? {
              onExportCsv: () =>
                void csv.run({ filter }).then((file) => {
                  if (file) saveFile(file);
                }),
            }
          : {})}
        {...(maxRows === undefined ? {} : { maxRows })}
        frameless={frameless}
        empty={<NoInvoices filtered={isFiltered(trackerFilters, values)} />}
      />
      {preview.invoiceId !== null && (
        <InvoiceDrawer invoiceId={preview.invoiceId} onClose={preview.close} />
      )}
      {dialog?.act === "pay" && (
        <ReceivePaymentDialog
          householdId={dialog.row.householdId}
          payerName={dialog.row.payerName}
          invoiceId={dialog.row.invoiceId}
          onClose={close}
        />
      )}
      {dialog?.act === "credit" && (
        <ApplyCreditDialog invoiceId={dialog.row.invoiceId} onClose={close} />
      )}
      {dialog?.act === "void" && <VoidDialog invoiceId={dialog.row.invoiceId} onClose={close} />}
    </>
  );
}

function NoInvoices({ filtered }: { readonly filtered: boolean }) {
  return filtered ? (
    <EmptyState title="No invoices match">Clear a filter to see more.</EmptyState>
  ) : (
    <EmptyState title="No invoices yet">
      They are made by the billing run, by enrolling a member, or by hand with Add new.
    </EmptyState>
  );
}

function rowActions(
  row: TrackerRow,
  may: ReturnType<typeof useMay>,
  files: InvoiceFiles,
  open: (act: OpenDialog["act"]) => void,
): readonly RowAction[] {
  const nothingOwed = row.balanceCents > 0 ? {} : { unavailable: "Nothing is owed on it." };
  const isVoid = row.status === "void";
  return [
    ...(may("payments.take")
      ? [
          {
            id: "pay",
            label: "Apply new payment…",
            icon: IconCash,
            run: () => open("pay"),
            ...nothingOwed,
          },
          {
            id: "credit",
            label: "Apply credit…",
            icon: IconCoins,
            run: () => open("credit"),
            ...nothingOwed,
          },
        ]
      : []),
    { id: "print", label: "Print", icon: IconPrinter, run: () => void files.print(row.invoiceId) },
    {
      id: "save",
      label: "Export PDF",
      icon: IconDownload,
      run: () => void files.save(row.invoiceId),
    },
    ...(may("invoices.void")
      ? [
          {
            id: "void",
            label: "Void…",
            icon: IconBan,
            tone: "trouble" as const,
            run: () => open("void"),
            ...(isVoid ? { unavailable: "It is void already." } : {}),
          },
        ]
      : []),
  ];
}

/** The invoice whose preview is open, as `open=12` in the address, so that Back closes it. */
function usePreviewInAddress() {
  const [search, change] = useAddressSearch();
  const path = useLocation({ select: (location) => location.pathname });
  const text = search["open"] ?? "";
  const hrefOf = useCallback(
    (row: TrackerRow) => `#${path}${writeSearch({ ...search, open: String(row.invoiceId) })}`,
    [path, search],
  );
  return {
    invoiceId: /^\d{1,15}$/.test(text) ? asId<InvoiceId>(Number(text)) : null,
    hrefOf,
    close: () => change({ open: undefined }),
  };
}
