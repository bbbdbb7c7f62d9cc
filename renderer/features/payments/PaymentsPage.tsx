/** Every payment taken at the desk: what it paid, its receipt, and the way back on its own day. */
import { Button, Group, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowsSplit,
  IconCash,
  IconChevronDown,
  IconDownload,
  IconMail,
  IconPrinter,
  IconReceiptRefund,
  IconUser,
  IconFileX,
} from "@tabler/icons-react";
import { useState } from "react";
import type { PaymentRow } from "#contract/payments.ts";
import { deskTenders } from "#contract/tenders.ts";
import type { Day } from "#domain/calendar.ts";
import { paymentStates, paymentStateWord } from "#domain/payments/state-words.ts";
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
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { RefundChecks } from "../memberships/hold-and-cancel/RefundChecks.tsx";
import { ReceivePaymentDialog } from "./ReceivePaymentDialog.tsx";
import { MoveMoneyDialog } from "./MoveMoneyDialog.tsx";
import { RefundsToCards } from "./RefundsToCards.tsx";
import { RefundPaymentDialog } from "./RefundPaymentDialog.tsx";
import { ReturnCheckDialog } from "./ReturnCheckDialog.tsx";
import { ReverseDialog } from "./ReverseDialog.tsx";
import { SmallBalancesDialog } from "./SmallBalancesDialog.tsx";
import { PaymentStateChip } from "./PaymentStateChip.tsx";
import { useReceiptFiles, useRefundFiles, type MailedReceipts, type ReceiptFiles } from "./use-receipt-files.ts";

const filters = {
  q: { kind: "text", label: "Payer, receipt or check number" },
  date: { kind: "days", label: "Received" },
  tender: {
    kind: "choice",
    label: "How",
    options: deskTenders.map((value) => ({ value, label: tenderWord(value) })),
  },
  state: {
    kind: "choice",
    label: "State",
    options: paymentStates.map((value) => ({ value, label: paymentStateWord(value) })),
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
    cell: (row) => <PaymentStateChip state={row.state} />,
  },
  {
    id: "applied",
    header: "On invoices",
    width: 100,
    kind: "money",
    cell: (row) => <Money cents={row.appliedCents} />,
  },
  {
    id: "refunded",
    header: "Refunded",
    width: 92,
    kind: "money",
    cell: (row) => (row.refundedCents === 0 ? "" : <Money cents={row.refundedCents} />),
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
  { id: "by", header: "Taken by", width: 112, hidden: true, cell: (row) => row.takenBy },
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
  const [doing, setDoing] = useState<{ readonly what: Doing; readonly payment: PaymentRow } | null>(null);
  const [tidying, setTidying] = useState(false);
  const filter = {
    from: values.date.from,
    to: values.date.to,
    tenders: [...values.tender],
    states: [...values.state],
    text: values.q,
  };
  const list = usePagesOf(
    office.payments.list,
    { filter, sort: sort.column, descending: sort.descending, limit: 100 },
    { topics },
  );
  const totals = useQueryOf(office.payments.totals, { filter }, { topics, keepPrevious: true });
  const refundFiles = useRefundFiles();
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
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
                More
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component="a" href={hrefTo("/payments/plans")}>
                Payment plans
              </Menu.Item>
              <Menu.Item component="a" href={hrefTo("/payments/gift-certificates")}>
                Gift certificates
              </Menu.Item>
              {may("writeoffs.approve") && (
                <Menu.Item onClick={() => setTidying(true)}>Write off small balances…</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
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
      <RefusalNote failure={files.failure ?? refundFiles.failure ?? csv.failure} />
      <RefundsToCards />
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
        rowActions={(row) => rowActions(row, may, today, files, refundFiles, (what, payment) => setDoing({ what, payment }))}
        {...(totals.data
          ? {
              count: totals.data.count,
              totals: {
                refunded: <Money cents={toCents(totals.data.refundedCents)} />,
                amount: <Money cents={toCents(totals.data.sumCents)} />,
              },
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
      {doing !== null && <DoingDialog {...doing} onClose={() => setDoing(null)} />}
      {tidying && <SmallBalancesDialog onClose={() => setTidying(false)} />}
    </Page>
  );
}

function rowActions(
  row: PaymentRow,
  may: ReturnType<typeof useMay>,
  today: Day,
  files: MailedReceipts,
  refundFiles: ReceiptFiles,
  open: (what: Doing, row: PaymentRow) => void,
): readonly RowAction[] {
  const tooLate =
    row.reversedOn !== null
      ? { unavailable: "It was taken back already." }
      : row.tender === "card_on_file"
        ? { unavailable: "The money is at the card processor: refund it, and open the invoice again." }
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
    ...(may("statements.print")
      ? [{ id: "email", label: "Send receipt by e-mail", icon: IconMail, run: () => void files.mail(row.paymentId), ...gone }]
      : []),
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
    ...(row.refundedCents > 0
      ? [
          {
            id: "refund-receipt",
            label: "Print refund receipt",
            icon: IconPrinter,
            run: () => void refundFiles.print(row.paymentId),
          },
        ]
      : []),
    ...(may("payments.take")
      ? [
          {
            id: "move",
            label: "Put on other invoices…",
            icon: IconArrowsSplit,
            run: () => open("move", row),
            ...(row.refundedCents > 0 ? { unavailable: "A part of it was refunded." } : gone),
          },
        ]
      : []),
    ...(may("payments.refund")
      ? [
          {
            id: "refund",
            label: "Refund…",
            icon: IconReceiptRefund,
            run: () => open("refund", row),
            ...(row.tender === "package_unit"
              ? { unavailable: "Undo the redeeming on its invoice." }
              : row.refundedCents === row.amountCents
                ? { unavailable: "All of it was refunded." }
                : gone),
          },
          ...(row.tender === "check"
            ? [
                {
                  id: "returned",
                  label: "The check came back…",
                  icon: IconFileX,
                  tone: "trouble" as const,
                  run: () => open("returned", row),
                  ...(row.refundedCents > 0 ? { unavailable: "A part of it was refunded." } : gone),
                },
              ]
            : []),
          {
            id: "reverse",
            label: "Take back…",
            icon: IconArrowBackUp,
            tone: "trouble" as const,
            run: () => open("take_back", row),
            ...tooLate,
          },
        ]
      : []),
  ];
}

type Doing = "take_back" | "refund" | "returned" | "move";

function DoingDialog({ what, payment, onClose }: { readonly what: Doing; readonly payment: PaymentRow; readonly onClose: () => void }) {
  switch (what) {
    case "take_back":
      return <ReverseDialog payment={payment} onClose={onClose} />;
    case "refund":
      return <RefundPaymentDialog payment={payment} onClose={onClose} />;
    case "returned":
      return <ReturnCheckDialog payment={payment} onClose={onClose} />;
    case "move":
      return <MoveMoneyDialog payment={payment} onClose={onClose} />;
  }
}
