/** Everybody on file: search, narrow, sort, and the way to each chart. */
import { Button, Group } from "@mantine/core";
import { IconEdit, IconTags, IconUser, IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import type { PatientRow } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, usePagesOf, useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay, usePatientWord } from "../../app/status.tsx";
import { useFilters, useSort } from "../../app/use-address-state.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import type { Filters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StandingChip } from "../../kit/StandingChip.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { LabelsDialog, type LabelsWhom } from "../labels/LabelsDialog.tsx";
import { patientStatusLooks } from "./people-words.ts";
import classes from "./People.module.css";

const topics = ["patients", "memberships", "invoices", "payments", "imports", "clock"] as const;

const filters = {
  q: { kind: "text", label: "Name, phone, birth date, chart" },
  member: {
    kind: "choice",
    label: "Membership",
    single: true,
    options: [
      { value: "members", label: "Members" },
      { value: "former", label: "Former members" },
      { value: "never", label: "Never members" },
    ],
  },
  status: {
    kind: "choice",
    label: "Status",
    options: (["active", "inactive", "prospective", "non_patient", "deceased"] as const).map(
      (value) => ({ value, label: patientStatusLooks[value].word }),
    ),
  },
  minors: { kind: "switch", label: "Under 18" },
  owing: { kind: "switch", label: "Owing" },
} as const satisfies Filters;

const columns: readonly DataColumn<PatientRow>[] = [
  {
    id: "name",
    header: "Name",
    width: 180,
    grow: 3,
    sortable: true,
    cell: (row) =>
      row.preferredName === "" ? (
        row.name
      ) : (
        <>
          {row.name} <span className={classes["quiet"]}>“{row.preferredName}”</span>
        </>
      ),
  },
  { id: "age", header: "Age", width: 56, kind: "number", cell: (row) => row.age },
  {
    id: "birth",
    header: "Born",
    width: 108,
    kind: "day",
    sortable: true,
    cell: (row) => row.birthOn !== null && <DayText day={row.birthOn} as="full" />,
  },
  { id: "phone", header: "Phone", width: 132, grow: 1, cell: (row) => row.phone },
  { id: "city", header: "City", width: 104, grow: 1, sortable: true, cell: (row) => row.city },
  { id: "email", header: "E-mail", width: 180, grow: 1, hidden: true, cell: (row) => row.email },
  { id: "chart", header: "Chart", width: 80, hidden: true, cell: (row) => row.chartNumber },
  {
    id: "standing",
    header: "Standing",
    width: 132,
    cell: (row) =>
      row.status === "active" ? (
        row.standing !== null && <StandingChip standing={row.standing} />
      ) : (
        <StatusChip {...patientStatusLooks[row.status]} />
      ),
  },
  { id: "plan", header: "Plan", width: 120, grow: 1, cell: (row) => row.planName },
  {
    id: "balance",
    header: "Household owes",
    width: 140,
    kind: "money",
    sortable: true,
    cell: (row) => row.balanceCents !== 0 && <Money cents={row.balanceCents} />,
  },
];

const sortColumns = ["name", "birth", "city", "balance"] as const;

export function PatientsPage() {
  const office = useOffice();
  const may = useMay();
  const word = usePatientWord();
  const [values, setValues] = useFilters(filters);
  const [sort, setSort] = useSort({ column: "name", descending: false }, sortColumns);
  const filter = {
    text: values.q,
    statuses: [...values.status],
    membership: values.member[0] ?? ("any" as const),
    minors: values.minors,
    owing: values.owing,
  };
  const list = usePagesOf(
    office.patients.list,
    { ...filter, sort: sort.column, descending: sort.descending, limit: 100 },
    { topics },
  );
  const totals = useQueryOf(office.patients.totals, filter, { topics, keepPrevious: true });
  const counts = useQueryOf(
    office.patients.count,
    {},
    { topics: ["patients", "imports", "clock"] },
  );
  const csv = useAsk(office.patients.exportCsv);
  const exportCsv = async () => {
    const file = await csv.run({});
    if (file) saveFile(file);
  };
  const rowActions = (row: PatientRow): readonly RowAction[] => [
    {
      id: "chart",
      label: "Open the chart",
      icon: IconUser,
      href: hrefTo("/patients/$patientId", { patientId: row.patientId }),
    },
    ...(may("patients.edit")
      ? [
          {
            id: "edit",
            label: "Edit",
            icon: IconEdit,
            href: hrefTo("/patients/$patientId/edit", { patientId: row.patientId }),
          },
          {
            id: "member",
            label: "Add to this household",
            icon: IconUserPlus,
            href: hrefTo("/patients/new", null, { household: String(row.patientId) }),
          },
        ]
      : []),
  ];
  const [labelsFor, setLabelsFor] = useState<LabelsWhom | null>(null);
  const nobody = counts.data?.total === 0;
  const addButton = may("patients.edit") && (
    <Button component="a" href={hrefTo("/patients/new")} leftSection={<IconUserPlus size={16} />}>
      Add {word.one}
    </Button>
  );
  return (
    <Page
      title={word.Many}
      layout="fill"
      {...(counts.data ? { about: <Counts {...counts.data} /> } : {})}
      actions={
        <>
          {may("statements.print") && list.rows.length > 0 && (
            <Button variant="default" leftSection={<IconTags size={16} />} onClick={() => setLabelsFor({ kind: "filter", filter })}>
              Mailing labels…
            </Button>
          )}
          {addButton}
        </>
      }
    >
      <RefusalNote failure={csv.failure} />
      <DataTable
        tableId="patients"
        label={word.Many}
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        sort={sort}
        onSort={setSort}
        rowId={(row) => String(row.patientId)}
        rowLabel={(row) => row.name}
        rowHref={(row) => hrefTo("/patients/$patientId", { patientId: row.patientId })}
        rowActions={rowActions}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        {...(totals.data
          ? {
              count: totals.data.patients,
              totals: {
                name: `${totals.data.patients.toLocaleString()} in ${totals.data.households.toLocaleString()} households`,
                balance: <Money cents={toCents(totals.data.owingCents)} />,
              },
            }
          : {})}
        {...(may("statements.print")
          ? {
              selectionBar: (ids: readonly string[]) => (
                <>
                  {ids.length} selected
                  <Button size="xs" onClick={() => setLabelsFor({ kind: "patients", patientIds: ids.map((id) => Number(id) as PatientId) })}>
                    Mailing labels…
                  </Button>
                </>
              ),
            }
          : {})}
        {...(may("export.all") ? { onExportCsv: () => void exportCsv() } : {})}
        empty={
          nobody ? (
            <EmptyState
              title={`No ${word.many} yet`}
              icon={IconUsers}
              action={
                <Group gap={8}>
                  {addButton}
                  {may("patients.import") && (
                    <Button component="a" variant="default" href={hrefTo("/import")}>
                      Import a file
                    </Button>
                  )}
                </Group>
              }
            >
              Add the first one, or import a file from the program used before.
            </EmptyState>
          ) : (
            <EmptyState title={`No ${word.many} match`}>
              Check the spelling, or clear a filter to see more.
            </EmptyState>
          )
        }
      />
      {labelsFor !== null && <LabelsDialog whom={labelsFor} onClose={() => setLabelsFor(null)} />}
    </Page>
  );
}

function Counts({
  active,
  minors,
  deceased,
}: {
  readonly active: number;
  readonly minors: number;
  readonly deceased: number;
}) {
  return (
    <>
      {active.toLocaleString()} active · {minors.toLocaleString()} under 18
      {deceased > 0 && ` · ${deceased.toLocaleString()} deceased`}
    </>
  );
}
