/** The catalogue of services (PPL-9): find, add, change, price from a day on, take out of use. */
import { Button } from "@mantine/core";
import { IconCoin, IconEye, IconEyeOff, IconHistory, IconPencil, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { ServiceRow } from "#contract/catalogue.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters, useSort } from "../../app/use-address-state.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import type { Filters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { CatalogueTabs } from "./CatalogueTabs.tsx";
import { PriceDialog, PricesDialog, ServiceDialog } from "./ServiceDialogs.tsx";
import { StarterCards } from "./StarterCards.tsx";

const filters = {
  q: { kind: "text", label: "Code, name or category" },
  activity: {
    kind: "choice",
    label: "In use",
    single: true,
    options: [
      { value: "inactive", label: "Out of use" },
      { value: "all", label: "All" },
    ],
  },
} as const satisfies Filters;

const columns: readonly DataColumn<ServiceRow>[] = [
  { id: "code", header: "Code", width: 110, required: true, sortable: true, cell: (row) => row.code },
  { id: "name", header: "Service", width: 190, grow: 1, sortable: true, cell: (row) => row.name },
  { id: "kind", header: "Kind", width: 85, cell: (row) => (row.kind === "product" ? "Product" : "Service") },
  { id: "category", header: "Category", width: 120, sortable: true, cell: (row) => row.category },
  {
    id: "price",
    header: "List price",
    width: 95,
    kind: "money",
    sortable: true,
    cell: (row) => (row.priceCents === null ? "" : <Money cents={row.priceCents} />),
  },
  {
    id: "next",
    header: "Next price",
    width: 160,
    cell: (row) =>
      row.nextPriceOn === null || row.nextPriceCents === null ? (
        ""
      ) : (
        <>
          <Money cents={row.nextPriceCents} /> from <DayText day={row.nextPriceOn} as="short" />
        </>
      ),
  },
  { id: "duration", header: "Minutes", width: 80, kind: "number", sortable: true, cell: (row) => row.durationMinutes ?? "" },
  { id: "tax", header: "Tax", width: 60, kind: "number", cell: (row) => (row.taxable ? `${row.taxRatePpm / 10_000} %` : "none") },
  {
    id: "active",
    header: "State",
    width: 120,
    cell: (row) => (row.active ? <StatusChip tone="good" word="In use" /> : <StatusChip tone="quiet" word="Out of use" />),
  },
];

type Opened =
  | { readonly what: "new" }
  | { readonly what: "edit" | "price" | "prices"; readonly service: ServiceRow };

export function ServicesPage() {
  const office = useOffice();
  const may = useMay();
  const [values, setValues] = useFilters(filters);
  const [sort, setSort] = useSort({ column: "category", descending: false }, [
    "code",
    "name",
    "category",
    "price",
    "duration",
  ] as const);
  const activity = values.activity[0] ?? "active";
  const list = useQueryOf(
    office.services.list,
    { text: values.q, categories: [], activity, sort: sort.column, descending: sort.descending },
    { topics: ["services", "clock"], keepPrevious: true },
  );
  const setActive = useCommand(office.services.setActive);
  const csv = useAsk(office.services.exportCsv);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const exportCsv = async () => {
    const file = await csv.run({});
    if (file) saveFile(file);
  };
  const change = async (service: ServiceRow) => {
    const done = await setActive.run({ serviceId: service.serviceId, version: service.version, active: !service.active });
    if (done) showToast({ message: `${done.name} is ${done.active ? "in use" : "out of use"}.` });
  };
  const rows = list.data?.rows ?? [];
  const isEmpty = values.q === "" && activity !== "inactive" && list.data?.categories.length === 0;
  return (
    <Page
      title="Services"
      layout="fill"
      about="What the office does, at its list price. A new price counts from its day on; what was charged keeps its own."
      actions={
        may("prices.change") && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened({ what: "new" })}>
            New service
          </Button>
        )
      }
    >
      <CatalogueTabs current="services" />
      <RefusalNote failure={setActive.failure ?? csv.failure} />
      <DataTable
        tableId="services"
        label="Services"
        columns={columns}
        rows={rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        rowId={(row) => String(row.serviceId)}
        rowLabel={(row) => row.name}
        count={rows.length}
        sort={sort}
        onSort={setSort}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        {...(may("export.all") ? { onExportCsv: () => void exportCsv() } : {})}
        rowActions={(row: ServiceRow) => [
          { id: "prices", label: "Prices over time…", icon: IconHistory, run: () => setOpened({ what: "prices", service: row }) },
          ...(may("prices.change")
            ? [
                { id: "price", label: "Change the price…", icon: IconCoin, run: () => setOpened({ what: "price" as const, service: row }) },
                { id: "edit", label: "Change the service…", icon: IconPencil, run: () => setOpened({ what: "edit" as const, service: row }) },
                row.active
                  ? { id: "out", label: "Take out of use", icon: IconEyeOff, run: () => void change(row) }
                  : { id: "in", label: "Put back in use", icon: IconEye, run: () => void change(row) },
              ]
            : []),
        ]}
        empty={
          isEmpty ? (
            <EmptyState title="No services yet" action={<StarterCards />}>
              Add what the office does, or begin with what is usual in your specialty.
            </EmptyState>
          ) : (
            <EmptyState title="No service matches">Clear a filter to see more.</EmptyState>
          )
        }
      />
      {opened?.what === "new" && <ServiceDialog service={null} categories={list.data?.categories ?? []} onClose={close} />}
      {opened?.what === "edit" && (
        <ServiceDialog service={opened.service} categories={list.data?.categories ?? []} onClose={close} />
      )}
      {opened?.what === "price" && <PriceDialog service={opened.service} onClose={close} />}
      {opened?.what === "prices" && <PricesDialog service={opened.service} onClose={close} />}
    </Page>
  );
}
