/**
 * The invoice tracker (INV-4): the same list for the practice and for one chart, with its filters,
 * order and open preview in the address.
 */
import { Button } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { TrackerRow } from "#contract/invoices.ts";
import { asId, type InvoiceId } from "#domain/identity.ts";
import { trackerPageRows } from "#domain/invoices/tracker-query.ts";
import { writeSearch } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { usePagesOf, useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch, useFilters, useSort } from "../../app/use-address-state.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { isFiltered, readFilters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { PaymentPlanDialog } from "../payment-plans/PaymentPlanDialog.tsx";
import { ReceivePaymentDialog } from "../payments/ReceivePaymentDialog.tsx";
import { WriteOffDialog } from "../payments/WriteOffDialog.tsx";
import { ApplyCreditDialog } from "./ApplyCreditDialog.tsx";
import { AllMenu } from "./bulk/AllMenu.tsx";
import { ApplyCreditsDialog } from "./bulk/ApplyCreditsDialog.tsx";
import { RemindDialog } from "./bulk/RemindDialog.tsx";
import { selectedIds, type Chosen } from "./bulk/chosen.ts";
import { RunFinished } from "./bulk/RunFinished.tsx";
import { SelectionBar } from "./bulk/SelectionBar.tsx";
import { useBulk } from "./bulk/use-bulk.ts";
import { CreditNoteDialog } from "./credit-note/CreditNoteDialog.tsx";
import { InvoiceDrawer } from "./InvoiceDrawer.tsx";
import { trackerRowActions, type RowDialog } from "./row-actions.ts";
import { trackerColumns, trackerSortColumns } from "./tracker-columns.tsx";
import { askedFilter, trackerFilters, type TrackerScope } from "./tracker-filters.ts";
import { useTrackerFilters } from "./use-tracker-filters.ts";
import { useInvoiceFiles } from "./use-invoice-files.ts";
import { useViews } from "../lists/use-views.ts";
import { ViewMenu, type ViewWords } from "../lists/ViewMenu.tsx";
import { VoidDialog } from "./VoidDialog.tsx";
import classes from "./InvoiceTracker.module.css";

export type InvoiceTrackerProps = {
  readonly scope?: TrackerScope;
  /** Inside a `Panel` the panel has the border. */
  readonly frameless?: boolean;
  /** As high as its rows, at most this many; otherwise it takes the height of its place. */
  readonly maxRows?: number;
};

type OpenDialog =
  | { readonly act: RowDialog; readonly row: TrackerRow }
  | { readonly act: "credits" | "reminders"; readonly chosen: Chosen };

/** What of the address a saved view keeps. */
const viewKeys = [...Object.keys(trackerFilters), "sort"];

const viewWords: ViewWords = {
  thing: "list",
  plain: "All invoices",
  keeps: "A view keeps the filters, the order and the columns, and not the invoices themselves.",
};

const practice: TrackerScope = {};
const topics = ["invoices", "payments", "billing", "clock"] as const;

export function InvoiceTracker({
  scope = practice,
  frameless = false,
  maxRows,
}: InvoiceTrackerProps) {
  const office = useOffice();
  const may = useMay();
  const tableId = scope.patientId === undefined && scope.householdId === undefined ? "invoices" : "chart-invoices";
  const files = useInvoiceFiles();
  const filters = useTrackerFilters();
  const [values, setValues] = useFilters(filters);
  const [sort, setSort] = useSort({ column: "date", descending: true }, trackerSortColumns);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const preview = usePreviewInAddress();
  const filter = askedFilter(values, scope);
  const list = usePagesOf(
    office.invoices.list,
    { filter, sort: sort.column, descending: sort.descending, limit: trackerPageRows },
    { topics },
  );
  // Counting a million takes a while: what half a second finds is shown, and all of them when somebody asks.
  const [exactOf, setExactOf] = useState<string | null>(null);
  const exact = exactOf === JSON.stringify(filter);
  const counted = useQueryOf(office.invoices.totals, { filter, exact }, { topics, keepPrevious: true });
  const totals = counted.data?.isExact === true ? counted.data : undefined;
  const least = counted.data?.isExact === false ? leastOf(counted.data.count) : undefined;
  const bulk = useBulk();
  const views = useViews(tableId, viewKeys);
  const everything: Chosen = { filter, sort: sort.column, descending: sort.descending, invoiceIds: null };
  // "All that match" is said of one filter and one selection: when either changes, it is no longer meant.
  const [allOf, setAllOf] = useState<string | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <RefusalNote failure={files.failure ?? bulk.failure} />
      {bulk.print.finished !== null && (
        <RunFinished run={bulk.print.finished} onClose={bulk.print.forget} />
      )}
      <DataTable
        key={views.columnsVersion}
        tableId={tableId}
        label="Invoices"
        columns={trackerColumns}
        rows={list.rows}
        loading={list.loading}
        refreshing={list.fetching && !list.more.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        sort={sort}
        onSort={setSort}
        rowId={(row) => String(row.invoiceId)}
        rowLabel={(row) => `invoice ${row.number ?? "draft"} of ${row.payerName}`}
        rowHref={preview.hrefOf}
        rowActions={(row) =>
          trackerRowActions(row, may, {
            open: (act) => setDialog({ act, row }),
            print: () => void files.print(row.invoiceId),
            save: () => void files.save(row.invoiceId),
            mail: () => void files.mail(row.invoiceId),
            markSent: () => void bulk.markSent.run([row.invoiceId], null),
          })
        }
        onColumns={views.noteColumns}
        selectionBar={(ids, clear) => {
          const question = JSON.stringify([filter, ids]);
          const isAll = allOf === question;
          const chosen = { ...everything, invoiceIds: isAll ? null : selectedIds(ids) };
          return (
            <SelectionBar
              bulk={bulk}
              chosen={chosen}
              count={isAll ? (totals?.count ?? ids.length) : ids.length}
              all={totals?.count}
              onAll={() => setAllOf(question)}
              onClear={() => {
                setAllOf(null);
                clear();
              }}
              onCredit={() => setDialog({ act: "credits", chosen })}
              onRemind={() => setDialog({ act: "reminders", chosen })}
            />
          );
        }}
        {...(totals === undefined
          ? least === undefined
            ? {}
            : { count: least, isCountLeast: true }
          : {
              count: totals.count,
              totals: {
                total: <Money cents={totals.totalCents} />,
                paid: <Money cents={totals.paidCents} />,
                balance: <Money cents={totals.balanceCents} />,
              },
            })}
        filters={
          <div className={classes["above"]}>
            <ViewMenu views={views} words={viewWords} />
            <FilterBar filters={filters} values={values} onChange={setValues} />
          </div>
        }
        tools={
          <>
            {least !== undefined && (
              <Button
                size="compact-sm"
                variant="subtle"
                loading={exact && counted.fetching}
                onClick={() => setExactOf(JSON.stringify(filter))}
              >
                Count all
              </Button>
            )}
            <AllMenu
              bulk={bulk}
              chosen={everything}
              count={totals?.count}
              onCredit={() => setDialog({ act: "credits", chosen: everything })}
              onRemind={() => setDialog({ act: "reminders", chosen: everything })}
            />
          </>
        }
        {...(maxRows === undefined ? {} : { maxRows })}
        frameless={frameless}
        empty={
          <NoInvoices
            filtered={isFiltered(filters, values)}
            onClear={() => setValues(readFilters(filters, {}), false)}
          />
        }
      />
      <ProgressDialog
        opened={bulk.print.running !== null}
        title="Making invoices for the printer"
        done={bulk.print.running?.done ?? 0}
        total={bulk.print.running?.total ?? 0}
        onCancel={bulk.print.cancel}
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
      {dialog?.act === "remind" && (
        <RemindDialog chosen={{ ...everything, invoiceIds: [dialog.row.invoiceId] }} onClose={close} />
      )}
      {dialog?.act === "plan" && <PaymentPlanDialog invoiceId={dialog.row.invoiceId} onClose={close} />}
      {dialog?.act === "writeOff" && <WriteOffDialog invoiceId={dialog.row.invoiceId} onClose={close} />}
      {dialog?.act === "note" && <CreditNoteDialog invoiceId={dialog.row.invoiceId} onClose={close} />}
      {dialog?.act === "reminders" && <RemindDialog chosen={dialog.chosen} onClose={close} />}
      {dialog?.act === "credits" && <ApplyCreditsDialog chosen={dialog.chosen} onClose={close} />}
      {dialog?.act === "void" && <VoidDialog invoiceId={dialog.row.invoiceId} onClose={close} />}
    </>
  );
}

/** "1,000+": what was counted, as a round number that is not more than there are. */
function leastOf(count: number): number {
  return count < 1_000 ? count : Math.floor(count / 1_000) * 1_000;
}

type NoInvoicesProps = { readonly filtered: boolean; readonly onClear: () => void };

function NoInvoices({ filtered, onClear }: NoInvoicesProps) {
  return filtered ? (
    <EmptyState
      title="No invoices match"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filters
        </Button>
      }
    >
      Every invoice is left out by one of the filters above.
    </EmptyState>
  ) : (
    <EmptyState title="No invoices yet">
      They are made by the billing run, by enrolling a member, or by hand with Add new.
    </EmptyState>
  );
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
