/** Unpaid membership invoices that wait for the desk, in exactly three groups (BIL-18). It empties itself. */
import { Anchor, Chip, Group } from "@mantine/core";
import { useState } from "react";
import type { CollectRow, TodayView } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { usePagesOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { formatMoney } from "../../format/money.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { CauseChip, causeWords as groupWords, daysText } from "../collections/collection-words.tsx";
import { asUnpaid } from "../collections/UnpaidTable.tsx";
import { useDeskActions } from "../collections/use-desk-actions.tsx";
import classes from "./Today.module.css";

type GroupName = CollectRow["group"];

const columns: readonly DataColumn<CollectRow>[] = [
  { id: "payer", header: "Payer", width: 180, grow: 2, cell: (row) => row.payerName },
  {
    id: "group",
    header: "Why",
    width: 150,
    cell: (row) => <CauseChip cause={row.group} />,
  },
  { id: "phone", header: "Phone", width: 140, cell: (row) => row.phone },
  { id: "invoice", header: "Invoice", width: 80, kind: "number", cell: (row) => row.invoiceNumber },
  {
    id: "due",
    header: "Due",
    width: 110,
    kind: "day",
    cell: (row) => <DayText day={row.dueOn} as="short" />,
  },
  {
    id: "waiting",
    header: "Waiting",
    width: 90,
    kind: "number",
    cell: (row) => daysText(row.daysWaiting),
  },
  {
    id: "balance",
    header: "Open",
    width: 110,
    kind: "money",
    cell: (row) => <Money cents={row.balanceCents} />,
  },
];

export function ToCollectPanel({ summary }: { readonly summary: TodayView["toCollect"] }) {
  const office = useOffice();
  const may = useMay();
  const { money } = usePracticeFormat();
  const [groups, setGroups] = useState<GroupName[]>([]);
  const desk = useDeskActions();
  const list = usePagesOf(
    office.today.toCollect,
    { groups, limit: 50 },
    { topics: ["billing", "invoices", "payments", "clock"] },
  );
  return (
    <Panel
      title="To collect"
      flush
      aside={
        <span className="pf-figures">
          {summary.count} · {formatMoney(summary.sumCents, money, { withCurrency: true })} ·{" "}
          <Anchor underline="always" href={hrefTo("/collections", null, { tab: "unpaid" })}>Collections</Anchor>
        </span>
      }
    >
      <Chip.Group multiple value={groups} onChange={(value) => setGroups(value as GroupName[])}>
        <Group className={classes["groups"] ?? ""} role="group" aria-label="Show only">
          {summary.groups.map((row) => (
            <Chip key={row.group} value={row.group} size="xs" disabled={row.count === 0}>
              {groupWords[row.group]} · {row.count} · {formatMoney(row.sumCents, money)}
              {row.oldestDueOn !== null && (
                <>
                  {" · oldest "}
                  <DayText day={row.oldestDueOn} as="short" />
                </>
              )}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <RefusalNote failure={desk.failure} />
      {desk.surface}
      <DataTable
        tableId="to-collect"
        label="To collect"
        frameless
        maxRows={7}
        columns={columns}
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
        empty={
          <EmptyState title="Nothing to collect" compact>
            Every membership invoice due so far is paid.
          </EmptyState>
        }
      />
    </Panel>
  );
}
