/** Payment plans (INV-6): which are kept, which missed a part, and what comes next. */
import { useState } from "react";
import type { PaymentPlan } from "#contract/payment-plans.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useFilters } from "../../app/use-address-state.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { isFiltered, type Filters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { IconCalendarDollar } from "@tabler/icons-react";
import { saveCsv } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { PlanDialog } from "./PlanDialog.tsx";
import { payByWords, plansCsv, plansWith, stateWords } from "./plan-rows.ts";

const tones = { kept: "good", missed: "trouble", done: "quiet", ended: "quiet" } as const;

const filters = {
  q: { kind: "text", label: "Payer or invoice" },
  payBy: {
    kind: "choice",
    label: "How it is paid",
    options: (["card", "desk"] as const).map((value) => ({ value, label: payByWords[value] })),
  },
  state: {
    kind: "choice",
    label: "State",
    options: (["kept", "missed", "done", "ended"] as const).map((value) => ({ value, label: stateWords[value] })),
  },
} as const satisfies Filters;

const columns: readonly DataColumn<PaymentPlan>[] = [
  { id: "payer", header: "Payer", width: 180, grow: 2, sortBy: (row) => row.payerName, cell: (row) => row.payerName },
  { id: "invoices", header: "Invoices", width: 120, grow: 1, cell: (row) => row.invoices.map((invoice) => invoice.number).join(", ") },
  { id: "state", header: "State", width: 116, sortBy: (row) => row.state, cell: (row) => <StatusChip tone={tones[row.state]} word={stateWords[row.state]} /> },
  { id: "payBy", header: "How", width: 104, sortBy: (row) => row.payBy, cell: (row) => payByWords[row.payBy] },
  { id: "signed", header: "Signed", width: 92, kind: "day", cell: (row) => (row.signedOn === null ? "not yet" : <DayText day={row.signedOn} as="short" />) },
  { id: "next", header: "Next due", width: 100, kind: "day", sortBy: (row) => row.nextOn, cell: (row) => row.nextOn && <DayText day={row.nextOn} as="short" /> },
  { id: "total", header: "Total", width: 100, kind: "money", sortBy: (row) => row.totalCents, cell: (row) => <Money cents={row.totalCents} /> },
  { id: "paid", header: "Paid", width: 100, kind: "money", sortBy: (row) => row.paidCents, cell: (row) => <Money cents={row.paidCents} /> },
  { id: "missed", header: "Missed", width: 100, kind: "money", sortBy: (row) => row.missedCents, cell: (row) => (row.missedCents === 0 ? "" : <Money cents={row.missedCents} />) },
  { id: "left", header: "Left", width: 100, kind: "money", required: true, sortBy: (row) => row.leftCents, cell: (row) => <Money cents={row.leftCents} /> },
];

export function PaymentPlansPage() {
  const office = useOffice();
  const [values, setValues] = useFilters(filters);
  const [opened, setOpened] = useState<PaymentPlan | null>(null);
  const list = useQueryOf(office.paymentPlans.list, { running: false }, { topics: ["payment-plans", "payments", "invoices"] });
  const may = useMay();
  const { money, today } = usePracticeFormat();
  const rows = plansWith(list.data ?? [], values);
  const shown = opened === null ? null : ((list.data ?? []).find((plan) => plan.planId === opened.planId) ?? opened);
  return (
    <Page title="Payment plans" layout="fill">
      <DataTable
        tableId="payment-plans"
        label="Payment plans"
        columns={columns}
        rows={rows}
        loading={list.data === undefined && list.failure === null}
        failure={list.failure}
        rowId={(row) => String(row.planId)}
        rowLabel={(row) => `payment plan of ${row.payerName}`}
        rowActions={(row) => [{ id: "open", label: "Open the plan…", icon: IconCalendarDollar, run: () => setOpened(row) }]}
        count={rows.length}
        {...(may("export.all")
          ? { onExportCsv: () => saveCsv(`payment-plans-${today}.csv`, plansCsv(rows, money.digits)) }
          : {})}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        empty={
          isFiltered(filters, values) ? (
            <EmptyState title="No payment plans match">Clear a filter to see more.</EmptyState>
          ) : (
            <EmptyState title="No payment plans yet">
              One is agreed on from an open invoice: Payment plan… in its row menu.
            </EmptyState>
          )
        }
      />
      {shown !== null && <PlanDialog plan={shown} onClose={() => setOpened(null)} />}
    </Page>
  );
}
