/** What the household has paid, newest first, with its receipts. */
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import type { PaymentRow } from "#contract/payments.ts";
import { toCents } from "#domain/money.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { tenderLabel } from "#domain/payments/tender-words.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { usePagesOf, useQueryOf } from "../../../app/client/use-query-of.ts";
import { useSort } from "../../../app/use-address-state.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Money } from "../../../kit/Money.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import { StatusChip } from "../../../kit/StatusChip.tsx";
import type { DataColumn } from "../../../kit/table/columns.ts";
import { DataTable } from "../../../kit/table/DataTable.tsx";
import { useReceiptFiles } from "../../payments/use-receipt-files.ts";

const columns: readonly DataColumn<PaymentRow>[] = [
  { id: "receipt", header: "Receipt", width: 90, sortable: true, cell: (row) => row.receiptNumber },
  {
    id: "date",
    header: "Received",
    width: 120,
    kind: "day",
    sortable: true,
    cell: (row) => <DayText day={row.receivedOn} as="full" />,
  },
  {
    id: "how",
    header: "How",
    width: 180,
    grow: 1,
    cell: (row) => tenderLabel(row.tender, row.reference),
  },
  { id: "by", header: "Taken by", width: 140, grow: 1, cell: (row) => row.takenBy },
  {
    id: "state",
    header: "State",
    width: 130,
    cell: (row) =>
      row.reversedOn !== null && <StatusChip tone="quiet" word="Taken back" />,
  },
  {
    id: "credit",
    header: "To credit",
    width: 110,
    kind: "money",
    cell: (row) => row.toCreditCents > 0 && <Money cents={row.toCreditCents} />,
  },
  {
    id: "amount",
    header: "Amount",
    width: 120,
    kind: "money",
    sortable: true,
    cell: (row) => <Money cents={row.amountCents} />,
  },
];

const topics = ["payments", "invoices", "clock"] as const;

export function ChartPayments({ householdId }: { readonly householdId: HouseholdId }) {
  const office = useOffice();
  const files = useReceiptFiles();
  const [sort, setSort] = useSort({ column: "date", descending: true }, [
    "receipt",
    "date",
    "amount",
  ] as const);
  const filter = { householdId };
  const list = usePagesOf(
    office.payments.list,
    { filter, sort: sort.column, descending: sort.descending, limit: 100 },
    { topics },
  );
  const totals = useQueryOf(office.payments.totals, { filter }, { topics, keepPrevious: true });
  return (
    <>
      <RefusalNote failure={files.failure} />
      <DataTable
        tableId="chart-payments"
        label="Payments"
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        sort={sort}
        onSort={setSort}
        rowId={(row) => String(row.paymentId)}
        rowLabel={(row) => `receipt ${row.receiptNumber}`}
        rowActions={(row) => [
          {
            id: "print",
            label: "Print the receipt",
            icon: IconPrinter,
            run: () => void files.print(row.paymentId),
          },
          {
            id: "save",
            label: "Export the receipt as PDF",
            icon: IconDownload,
            run: () => void files.save(row.paymentId),
          },
        ]}
        {...(totals.data
          ? {
              count: totals.data.count,
              totals: { amount: <Money cents={toCents(totals.data.sumCents)} /> },
            }
          : {})}
        empty={
          <EmptyState title="No payments yet">
            Take one with Add new, or from an open invoice.
          </EmptyState>
        }
      />
    </>
  );
}
