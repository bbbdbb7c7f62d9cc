/** Everybody on a plan: standing, next draw, price; the way to each chart. */
import { Button } from "@mantine/core";
import { IconUser, IconUserPlus } from "@tabler/icons-react";
import type { RosterRow } from "#contract/memberships.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import type { PlanId } from "#domain/identity.ts";
import { useMemo } from "react";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, usePagesOf, useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters, useSort } from "../../app/use-address-state.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import type { Filters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { StandingChip, standingLooks } from "../../kit/StandingChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { saveFile } from "../../app/save-file.ts";
import { ordinal, periodWordOf } from "./period-words.ts";

const columns: readonly DataColumn<RosterRow>[] = [
  {
    id: "patient",
    header: "Member",
    width: 150,
    grow: 2,
    sortable: true,
    cell: (row) => row.patientName,
  },
  {
    id: "standing",
    header: "Standing",
    width: 125,
    cell: (row) => <StandingChip standing={row.standing} />,
  },
  { id: "plan", header: "Plan", width: 120, grow: 1, cell: (row) => row.planName },
  { id: "payer", header: "Payer", width: 120, grow: 1, cell: (row) => row.payerName },
  {
    id: "start",
    header: "Since",
    width: 100,
    kind: "day",
    sortable: true,
    cell: (row) => <DayText day={row.startOn} as="short" />,
  },
  {
    id: "next_draw",
    header: "Next draw",
    width: 100,
    kind: "day",
    sortable: true,
    cell: (row) => (row.nextDrawOn === null ? "none" : <DayText day={row.nextDrawOn} as="short" />),
  },
  {
    id: "drawDay",
    header: "Draw day",
    width: 80,
    kind: "number",
    hidden: true,
    cell: (row) => ordinal(row.drawDay),
  },
  {
    id: "price",
    header: "Price",
    width: 120,
    kind: "money",
    sortable: true,
    cell: (row) => (
      <>
        <Money cents={row.priceCents} /> a {periodWordOf(row.periodMonths)}
      </>
    ),
  },
  {
    id: "balance",
    header: "Household owes",
    width: 120,
    kind: "money",
    cell: (row) => <Money cents={row.balanceCents} />,
  },
];

const sortColumns = ["patient", "start", "next_draw", "price"] as const;

export function RosterPage() {
  const office = useOffice();
  const may = useMay();
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const counts = useQueryOf(
    office.memberships.counts,
    {},
    { topics: ["memberships", "billing", "clock"] },
  );
  const filters = useMemo(
    () =>
      ({
        q: { kind: "text", label: "Member’s name" },
        standing: {
          kind: "choice",
          label: "Standing",
          options: standings.map((value) => ({ value, label: standingLooks[value].word })),
        },
        plan: {
          kind: "choice",
          label: "Plan",
          options: (plans.data ?? []).map((plan) => ({
            value: String(plan.planId),
            label: plan.name,
          })),
        },
      }) as const satisfies Filters,
    [plans.data],
  );
  const [values, setValues] = useFilters(filters);
  const [sort, setSort] = useSort({ column: "patient", descending: false }, sortColumns);
  const list = usePagesOf(
    office.memberships.list,
    {
      text: values.q,
      standings: [...values.standing],
      planIds: values.plan.map((value) => Number(value) as PlanId),
      sort: sort.column,
      descending: sort.descending,
      limit: 100,
    },
    { topics: ["memberships", "billing", "clock"] },
  );
  const csv = useAsk(office.memberships.exportCsv);
  const total = counts.data?.reduce((sum, row) => sum + row.count, 0);
  return (
    <Page
      title="Memberships"
      layout="fill"
      about={counts.data
        ?.filter((row) => row.count > 0)
        .map((row) => `${row.count} ${standingLooks[row.standing].word.toLowerCase()}`)
        .join(" · ")}
      actions={
        <>
          <Button component="a" href={hrefTo("/memberships/requests")} variant="default">
            Requests
          </Button>
          <Button component="a" href={hrefTo("/memberships/recall")} variant="default">
            Recall list
          </Button>
          <Button component="a" href={hrefTo("/memberships/plans")} variant="default">
            Plans
          </Button>
          {may("memberships.enroll") && (
            <Button
              component="a"
              href={hrefTo("/memberships/enrol")}
              leftSection={<IconUserPlus size={16} />}
            >
              Enrol
            </Button>
          )}
        </>
      }
    >
      <DataTable
        tableId="memberships"
        label="Memberships"
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        sort={sort}
        onSort={setSort}
        rowId={(row) => String(row.membershipId)}
        rowLabel={(row) => `${row.patientName} on ${row.planName}`}
        rowHref={(row) => hrefTo("/patients/$patientId", { patientId: row.patientId })}
        rowActions={(row) => [
          {
            id: "chart",
            label: "Open the chart",
            icon: IconUser,
            href: hrefTo("/patients/$patientId", { patientId: row.patientId }),
          },
        ]}
        {...(total === undefined ? {} : { count: list.more.has ? total : list.rows.length })}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        {...(may("export.all")
          ? {
              onExportCsv: () =>
                void csv.run({}).then((file) => {
                  if (file) saveFile(file);
                }),
            }
          : {})}
        empty={
          <EmptyState title={total === 0 ? "No members yet" : "No memberships match"}>
            {total === 0
              ? "Put a plan on sale, then enrol the first family."
              : "Clear a filter to see more."}
          </EmptyState>
        }
      />
    </Page>
  );
}
