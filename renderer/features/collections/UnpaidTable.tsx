/** To collect (BIL-18): unpaid membership invoices in exactly three groups, with their actions; it empties itself. */
import { Chip } from "@mantine/core";
import { useMemo } from "react";
import { collectGroups, type CollectRow, type TodayView } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { usePagesOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { CauseChip, causeWords, daysText } from "./collection-words.tsx";
import { useDeskActions, type UnpaidInvoice } from "./use-desk-actions.tsx";
import classes from "./Collections.module.css";

type GroupName = CollectRow["group"];

export const unpaidColumns: readonly DataColumn<CollectRow>[] = [
  { id: "payer", header: "Payer", width: 150, grow: 2, cell: (row) => row.payerName },
  { id: "group", header: "Why", width: 142, cell: (row) => <CauseChip cause={row.group} /> },
  { id: "staff", header: "For you", width: 200, grow: 3, cell: (row) => row.staff },
  { id: "phone", header: "Phone", width: 124, cell: (row) => row.phone },
  { id: "invoice", header: "Invoice", width: 76, kind: "number", cell: (row) => row.invoiceNumber },
  { id: "due", header: "Due", width: 104, kind: "day", cell: (row) => <DayText day={row.dueOn} as="short" /> },
  { id: "waiting", header: "Waiting", width: 84, kind: "number", cell: (row) => daysText(row.daysWaiting) },
  { id: "balance", header: "Open", width: 100, kind: "money", cell: (row) => <Money cents={row.balanceCents} /> },
];

export function UnpaidTable({ summary }: { readonly summary?: TodayView["toCollect"] }) {
  const office = useOffice();
  const may = useMay();
  const { money } = usePracticeFormat();
  const [search, setSearch] = useAddressSearch();
  const chosen = search["group"] ?? "";
  const groups = useMemo(() => collectGroups.filter((group) => chosen.split(",").includes(group)), [chosen]);
  const list = usePagesOf(
    office.today.toCollect,
    { groups, limit: 100 },
    { topics: ["billing", "invoices", "payments", "charges", "clock"] },
  );
  const desk = useDeskActions();
  return (
    <div className={classes["tab"]}>
      <RefusalNote failure={desk.failure} />
      {desk.surface}
      <DataTable
        tableId="collections-unpaid"
        label="To collect"
        columns={unpaidColumns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        rowId={(row) => String(row.invoiceId)}
        rowLabel={(row) => `invoice ${row.invoiceNumber} of ${row.payerName}`}
        {...(may("patients.view")
          ? {
              rowHref: (row: CollectRow) =>
                row.patientId === null
                  ? hrefTo("/invoices/$invoiceId", { invoiceId: row.invoiceId })
                  : hrefTo("/patients/$patientId", { patientId: row.patientId }),
            }
          : {})}
        rowActions={(row) => desk.actionsFor(asUnpaid(row))}
        {...(summary ? { count: groups.length === 0 ? summary.count : summed(summary, groups).count } : {})}
        {...(summary ? { totals: { balance: <Money cents={summed(summary, groups).sumCents} /> } } : {})}
        filters={
          summary && (
            <Chip.Group
              multiple
              value={groups}
              onChange={(value) => {
                setSearch({ ...search, group: value.join(",") });
              }}
            >
              <div className={classes["groups"]} role="group" aria-label="Show only">
                {summary.groups.map((row) => (
                  <Chip key={row.group} value={row.group} size="xs" disabled={row.count === 0}>
                    {causeWords[row.group]} · {row.count} · {formatMoney(row.sumCents, money)}
                    {row.oldestDueOn !== null && (
                      <>
                        {" · oldest "}
                        <DayText day={row.oldestDueOn} as="short" />
                      </>
                    )}
                  </Chip>
                ))}
              </div>
            </Chip.Group>
          )
        }
        empty={<EmptyState title="Nothing to collect">Every membership invoice due so far is paid.</EmptyState>}
      />
    </div>
  );
}

function summed(summary: TodayView["toCollect"], groups: readonly GroupName[]) {
  const shown = summary.groups.filter(({ group }) => groups.length === 0 || groups.includes(group));
  return {
    count: shown.reduce((sum, row) => sum + row.count, 0),
    sumCents: shown.reduce((sum, row) => sum + row.sumCents, 0) as TodayView["toCollect"]["sumCents"],
  };
}

export function asUnpaid(row: CollectRow): UnpaidInvoice {
  const { invoiceId, invoiceNumber, householdId, payerName, patientId, balanceCents, group } = row;
  return { invoiceId, invoiceNumber, householdId, payerName, patientId, balanceCents, group, waitingNoticeId: null };
}
