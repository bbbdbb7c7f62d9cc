/** What the household still owes, oldest due first, with the way to the invoice and to taking money. */
import { Button } from "@mantine/core";
import { IconCash, IconCreditCard, IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import type { TrackerRow } from "#contract/invoices.ts";
import type { PatientChart } from "#contract/people.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { InvoiceStatusChip } from "../../../kit/InvoiceStatusChip.tsx";
import { Money } from "../../../kit/Money.tsx";
import { Panel } from "../../../kit/Page.tsx";
import type { DataColumn, RowAction } from "../../../kit/table/columns.ts";
import { DataTable } from "../../../kit/table/DataTable.tsx";
import { ChargeNowDialog } from "../../cards/ChargeNowDialog.tsx";
import { ReceivePaymentDialog } from "../../payments/ReceivePaymentDialog.tsx";

/** The question both the balance and this panel ask, so that it is asked once. */
export function openInvoicesQuery(householdId: HouseholdId) {
  return {
    filter: { householdId, statuses: ["overdue" as const, "part_paid" as const, "unpaid" as const] },
    sort: "due" as const,
    descending: false,
    limit: 100,
  };
}

export function openInvoicesTopics(householdId: HouseholdId): string[] {
  return ["invoices", "payments", "billing", "clock", `household/${householdId}`];
}

const columns: readonly DataColumn<TrackerRow>[] = [
  { id: "number", header: "Invoice", width: 80, required: true, cell: (row) => row.number },
  {
    id: "for",
    header: "For",
    width: 140,
    grow: 1,
    cell: (row) => (row.patientName === "" ? "The household" : row.patientName),
  },
  {
    id: "due",
    header: "Due",
    width: 112,
    kind: "day",
    cell: (row) => <DayText day={row.dueOn} as="short" />,
  },
  { id: "status", header: "Status", width: 116, cell: (row) => <InvoiceStatusChip status={row.status} /> },
  {
    id: "balance",
    header: "Open",
    width: 96,
    kind: "money",
    cell: (row) => <Money cents={row.balanceCents} />,
  },
];

export function OpenInvoices({ chart }: { readonly chart: PatientChart }) {
  const office = useOffice();
  const may = useMay();
  const { householdId, payerName } = chart.household;
  const [paying, setPaying] = useState<TrackerRow | "all" | null>(null);
  const [charging, setCharging] = useState<TrackerRow | null>(null);
  const open = useQueryOf(office.invoices.list, openInvoicesQuery(householdId), {
    topics: openInvoicesTopics(householdId),
  });
  const rows = open.data?.rows ?? [];
  const rowActions = (row: TrackerRow): readonly RowAction[] => [
    ...(may("payments.take")
      ? [
          { id: "pay", label: "Take a payment…", icon: IconCash, run: () => setPaying(row) },
          { id: "charge", label: "Charge the card…", icon: IconCreditCard, run: () => setCharging(row) },
        ]
      : []),
    { id: "open", label: "Open", icon: IconFileText, href: invoiceHref(chart.patientId, row) },
  ];
  return (
    <Panel
      title="Open invoices"
      flush
      aside={
        rows.length > 0 &&
        may("payments.take") && (
          <Button size="compact-sm" variant="default" onClick={() => setPaying("all")}>
            Take a payment
          </Button>
        )
      }
    >
      <DataTable
        tableId="chart-open-invoices"
        label="Open invoices"
        frameless
        maxRows={6}
        columns={columns}
        rows={rows}
        loading={open.loading}
        failure={open.failure}
        onRetry={open.retry}
        rowId={(row) => String(row.invoiceId)}
        rowLabel={(row) => `invoice ${row.number ?? "draft"}`}
        rowHref={(row) => invoiceHref(chart.patientId, row)}
        rowActions={rowActions}
        empty={
          <EmptyState title="Nothing is owed" compact>
            Every invoice of this household is paid.
          </EmptyState>
        }
      />
      {paying !== null && (
        <ReceivePaymentDialog
          householdId={householdId}
          payerName={payerName}
          {...(paying === "all" ? {} : { invoiceId: paying.invoiceId })}
          onClose={() => setPaying(null)}
        />
      )}
      {charging !== null && (
        <ChargeNowDialog
          householdId={householdId}
          invoiceId={charging.invoiceId}
          number={charging.number}
          balanceCents={charging.balanceCents}
          onClose={() => setCharging(null)}
        />
      )}
    </Panel>
  );
}

/** The invoice's preview on this chart, so that Back leads to where one came from. */
export function invoiceHref(
  patientId: PatientId,
  { invoiceId }: { readonly invoiceId: TrackerRow["invoiceId"] },
): string {
  return hrefTo("/patients/$patientId", { patientId }, { tab: "invoices", open: String(invoiceId) });
}
