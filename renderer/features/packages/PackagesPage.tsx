/** The packages the practice sells (PKG-1): how they sell, what they hold, on and off sale. */
import { Button } from "@mantine/core";
import { IconEye, IconEyeOff, IconPackage, IconPencil, IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { PackageView } from "#contract/packages.ts";
import { expiryWords } from "#domain/packages/expiry.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { saveCsv } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
import { fullDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
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
import { packagesCsv, packagesWith, whoseWords } from "./package-rows.ts";
import { PackageDialog } from "./PackageDialog.tsx";

const filters = {
  q: { kind: "text", label: "Name or service" },
  state: { kind: "choice", label: "Sale", single: true, options: [{ value: "on", label: "On sale" }, { value: "off", label: "Not sold any more" }] },
} as const satisfies Filters;

export function PackagesPage() {
  const office = useOffice();
  const may = useMay();
  const { locale, money, today } = usePracticeFormat();
  const [values, setValues] = useFilters(filters);
  const list = useQueryOf(office.packages.list, {}, { topics: ["packages", "services", "clock"] });
  const setOnSale = useCommand(office.packages.setOnSale);
  const [editing, setEditing] = useState<PackageView | "new" | null>(null);
  const mayChange = may("prices.change");
  const columns = useMemo(() => columnsIn(locale), [locale]);
  const rows = packagesWith(list.data ?? [], values);
  const change = async ({ packageId, version, retiredAt, terms }: PackageView) => {
    if (await setOnSale.run({ packageId, version, onSale: retiredAt !== null }))
      showToast({ message: retiredAt === null ? `${terms.name} is not sold any more. What was sold stays usable.` : `${terms.name} is on sale.` });
  };
  const newButton = mayChange && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
      New package
    </Button>
  );
  return (
    <Page title="Packages" layout="fill" about="Sold from a chart, or typed on an invoice. What was sold keeps its price, contents and terms." actions={newButton}>
      <RefusalNote failure={setOnSale.failure} />
      <DataTable
        tableId="packages"
        label="Packages"
        columns={columns}
        rows={rows}
        count={rows.length}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        rowId={(row) => String(row.packageId)}
        rowLabel={(row) => row.terms.name}
        {...(may("export.all") ? { onExportCsv: () => saveCsv(`packages-${today}.csv`, packagesCsv(rows, money.digits)) } : {})}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        rowActions={(row: PackageView) =>
          mayChange
            ? [
                { id: "edit", label: "Change…", icon: IconPencil, run: () => setEditing(row) },
                row.retiredAt === null
                  ? { id: "off", label: "Sell no more", icon: IconEyeOff, run: () => void change(row) }
                  : { id: "on", label: "Put back on sale", icon: IconEye, run: () => void change(row) },
              ]
            : []
        }
        empty={
          (list.data?.length ?? 0) > 0 ? (
            <EmptyState title="No package matches">Clear a filter to see more.</EmptyState>
          ) : (
            <EmptyState title="No packages yet" icon={IconPackage} {...(mayChange ? { action: <Button onClick={() => setEditing("new")}>Make the first package</Button> } : {})}>
              A package sells several services at once, such as ten massages, and counts them down as they are used.
            </EmptyState>
          )
        }
      />
      {editing !== null && <PackageDialog row={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function columnsIn(locale: string): readonly DataColumn<PackageView>[] {
  return [
    { id: "name", header: "Package", width: 196, grow: 1, required: true, sortBy: (row) => row.terms.name, cell: (row) => row.terms.name },
    { id: "contents", header: "Contents", width: 156, grow: 2, sortBy: (row) => row.contentWords, cell: (row) => row.contentWords },
    { id: "price", header: "Price", width: 84, kind: "money", sortBy: (row) => row.terms.priceCents, cell: (row) => <Money cents={row.terms.priceCents} /> },
    { id: "list", header: "One by one", width: 94, kind: "money", sortBy: (row) => row.listCents, cell: (row) => (row.listCents === null ? "" : <Money cents={row.listCents} />) },
    { id: "expiry", header: "Usable", width: 166, cell: (row) => expiryWords(row.terms.expiry, (day) => fullDay(day, locale)) },
    { id: "who", header: "For", width: 126, sortBy: whoseWords, cell: whoseWords },
    { id: "sold", header: "Sold", width: 56, hidden: true, kind: "number", sortBy: (row) => row.sold, cell: (row) => row.sold },
    { id: "running", header: "In use", width: 66, kind: "number", sortBy: (row) => row.running, cell: (row) => row.running },
    {
      id: "state",
      header: "State",
      width: 106,
      sortBy: (row) => row.retiredAt,
      cell: (row) => (row.retiredAt === null ? <StatusChip tone="good" word="On sale" /> : <StatusChip tone="quiet" word="Not sold" />),
    },
  ];
}
