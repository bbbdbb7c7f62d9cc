/** Every payment taken at the desk: what it paid, its receipt, and the way back on its own day. */
import { Button, Group } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCash,
  IconDownload,
  IconPrinter,
  IconUser,
} from "@tabler/icons-react";
import { useState } from "react";
import type { PaymentRow } from "#contract/payments.ts";
import { deskTenders } from "#contract/tenders.ts";
import type { Day } from "#domain/calendar.ts";
import { tenderLabel, tenderWord } from "#domain/payments/tender-words.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, usePagesOf, useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch, useFilters, useSort } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { isFiltered, type Filters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { RefundChecks } from "../memberships/hold-and-cancel/RefundChecks.tsx";
import { ReceivePaymentDialog } from "./ReceivePaymentDialog.tsx";
import { ReverseDialog } from "./ReverseDialog.tsx";
import { useReceiptFiles, type ReceiptFiles } from "./use-receipt-files.ts";

const filters = {
  q: { kind: "text", label: "Payer, receipt or check number" },
  date: { kind: "days", label: "Received" },
  tender: {
    kind: "choice",
    label: "How",
    options: deskTenders.map((value) => ({ value, label: tenderWord(value) })),
  },
} as const satisfies Filters;

const columns: readonly DataColumn<PaymentRow>[] = [
  {
    id: "receipt",
    header: "Receipt",
    width: 78,
    kind: "number",
    sortable: true,
    cell: (row) => row.receiptNumber,
  },
  {
    id: "date",
    header: "Received",
    width: 92,
    kind: "day",
    sortable: true,
    cell: (row) => <DayText day={row.receivedOn} as="short" />,
  },
  { id: "payer", header: "Payer", width: 160, grow: 2, cell: (row) => row.payerName },
  {
    id: "tender",
    header: "How",
    width: 150,
    grow: 1,
    cell: (row) => tenderLabel(row.tender, row.reference),
  },
  {
    id: "state",
    header: "State",
    width: 116,
    cell: (row) =>
      row.reversedOn === null ? (
        <StatusChip tone="good" word="Taken" />
      ) : (
        <StatusChip tone="quiet" word="Taken back" icon={IconArrowBackUp} />
      ),
  },
  {
    id: "applied",
    header: "On invoices",
    width: 100,
    kind: "money",
    cell: (row) => <Money cents={row.appliedCents} />,
  },
  {
    id: "credit",
    header: "To credit",
    width: 92,
    kind: "money",
    cell: (row) => <Money cents={row.toCreditCents} />,
  },
  {
    id: "amount",
    header: "Amount",
    width: 100,
    kind: "money",
    sortable: true,
    required: true,
    cell: (row) => <Money cents={row.amountCents} />,
  },
  { id: "by", header: "Taken by", width: 112, cell: (row) => row.takenBy },
];

const sortColumns = ["date", "receipt", "amount"] as const;
const topics = ["payments", "invoices"] as const;

export function PaymentsPage() {
  const office = useOffice();
  const may = useMay();
  const today = useToday();
  const files = useReceiptFiles();
  const [search, changeSearch] = useAddressSearch();
  const [values, setValues] = useFilters(filters);
  const [sort, setSort] = useSort({ column: "date", descending: true }, sortColumns);
  const [reversing, setReversing] = useState<PaymentRow | null>(null);
  const filter = {
    from: values.date.from,
    to: values.date.to,
    tenders: [...values.tender],
    text: values.q,
  };
  const list = usePagesOf(
    office.payments.list,
    { filter, sort: sort.column, descending: sort.descending, limit: 100 },
    { topics },
  );
  const totals = useQueryOf(office.payments.totals, { filter }, { topics, keepPrevious: true });
  const csv = useAsk(office.payments.exportCsv);
  // `take=1` in the address opens the dialog, so that Add new and the menu can lead here.
  const taking = search["take"] === "1" && may("payments.take");
  return (
    <Page
      title="Payments"
      layout="fill"
      actions={
        <Group gap={8}>
          {may("billing.view") && (
            <>
              <Button component="a" variant="default" href={hrefTo("/collections")}>
                Collections
              </Button>
              <Button component="a" variant="default" href={hrefTo("/cards")}>
                Cards
              </Button>
            </>
          )}
          <Button component="a" variant="default" href={hrefTo("/payments/close")}>
            Close the day
          </Button>
          {may("payments.take") && (
            <Button
              component="a"
              href={hrefTo("/payments", null, { ...search, take: "1" })}
              leftSection={<IconCash size={16} aria-hidden />}
            >
              Receive payment
            </Button>
          )}
        </Group>
      }
    >
      <RefusalNote failure={files.failure ?? csv.failure} />
      <RefundChecks />
      <DataTable
        tableId="payments"
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
        rowLabel={(row) => `receipt ${row.receiptNumber} of ${row.payerName}`}
        rowActions={(row) => rowActions(row, may, today, files, setReversing)}
        {...(totals.data
          ? {
              count: totals.data.count,
              totals: { amount: <Money cents={toCents(totals.data.sumCents)} /> },
            }
          : {})}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        {...(may("export.all")
          ? {
              onExportCsv: () =>
                void csv.run({ filter }).then((file) => {
                  if (file) saveFile(file);
                }),
            }
          : {})}
        empty={
          isFiltered(filters, values) ? (
            <EmptyState title="No payments match">Clear a filter to see more.</EmptyState>
          ) : (
            <EmptyState title="No payments yet">
              The first one is taken with Receive payment.
            </EmptyState>
          )
        }
      />
      {taking && <ReceivePaymentDialog onClose={() => changeSearch({ take: undefined })} />}
      {reversing !== null && (
        <ReverseDialog payment={reversing} onClose={() => setReversing(null)} />
      )}
    </Page>
  );
}

function rowActions(
  row: PaymentRow,
  may: ReturnType<typeof useMay>,
  today: Day,
  files: ReceiptFiles,
  takeBack: (row: PaymentRow) => void,
): readonly RowAction[] {
  const tooLate =
    row.reversedOn !== null
      ? { unavailable: "It was taken back already." }
      : row.receivedOn === today
        ? {}
        : { unavailable: "Only on the day it was received." };
  const gone = row.reversedOn === null ? {} : { unavailable: "It was taken back." };
  return [
    {
      id: "print",
      label: "Print receipt",
      icon: IconPrinter,
      run: () => void files.print(row.paymentId),
      ...gone,
    },
    {
      id: "save",
      label: "Save receipt as PDF",
      icon: IconDownload,
      run: () => void files.save(row.paymentId),
      ...gone,
    },
    ...(row.patientId === null
      ? []
      : [
          {
            id: "chart",
            label: "Open the chart",
            icon: IconUser,
            href: hrefTo("/patients/$patientId", { patientId: row.patientId }),
          },
        ]),
    ...(may("payments.refund")
      ? [
          {
            id: "reverse",
            label: "Take back…",
            icon: IconArrowBackUp,
            tone: "trouble" as const,
            run: () => takeBack(row),
            ...tooLate,
          },
        ]
      : []),
  ];
}
