/** Gift certificates (PKG-12): what was sold, what is left of it, and the paper. */
import { Button } from "@mantine/core";
import { IconDownload, IconFileInvoice, IconGift, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import type { GiftCertificate } from "#contract/gift-certificates.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, usePagesOf, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
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
import { SellCertificateDialog } from "./SellCertificateDialog.tsx";

const stateWords = { active: "Active", used: "Used up", cancelled: "Cancelled" } as const;

const filters = {
  q: { kind: "text", label: "Code, number, buyer or name on it" },
  state: {
    kind: "choice",
    label: "State",
    options: (["active", "used", "cancelled"] as const).map((value) => ({ value, label: stateWords[value] })),
  },
} as const satisfies Filters;

const columns: readonly DataColumn<GiftCertificate>[] = [
  { id: "number", header: "Number", width: 84, kind: "number", cell: (row) => row.number },
  { id: "sold", header: "Sold", width: 92, kind: "day", cell: (row) => <DayText day={row.soldOn} as="short" /> },
  { id: "buyer", header: "Bought by", width: 160, grow: 2, cell: (row) => row.buyerName },
  { id: "recipient", header: "For", width: 140, grow: 1, cell: (row) => row.recipient },
  { id: "code", header: "Code", width: 130, cell: (row) => row.code },
  { id: "state", header: "State", width: 116, cell: (row) => <StateChip row={row} /> },
  { id: "amount", header: "Amount", width: 100, kind: "money", cell: (row) => <Money cents={row.amountCents} /> },
  { id: "left", header: "Left", width: 100, kind: "money", required: true, cell: (row) => <Money cents={row.leftCents} /> },
];

function StateChip({ row }: { readonly row: GiftCertificate }) {
  if (row.state === "active" && row.owedCents > 0) return <StatusChip tone="attention" word="Not paid yet" />;
  const tone = { active: "good", used: "quiet", cancelled: "quiet" } as const;
  return <StatusChip tone={tone[row.state]} word={stateWords[row.state]} />;
}

const topics = ["gift-certificates", "invoices"] as const;

export function GiftCertificatesPage() {
  const office = useOffice();
  const may = useMay();
  const [values, setValues] = useFilters(filters);
  const [selling, setSelling] = useState(false);
  const filter = { states: [...values.state], text: values.q };
  const list = usePagesOf(office.giftCertificates.list, { filter, limit: 100 }, { topics });
  const totals = useQueryOf(office.giftCertificates.totals, { filter }, { topics, keepPrevious: true });
  const csv = useAsk(office.giftCertificates.exportCsv);
  const paper = useAsk(office.giftCertificates.pdf);
  const actions = (row: GiftCertificate): readonly RowAction[] => [
    {
      id: "print",
      label: "Print with what is left",
      icon: IconPrinter,
      run: () => void paper.run({ certificateId: row.certificateId }).then((file) => file && printFile(file)),
    },
    {
      id: "save",
      label: "Save as PDF",
      icon: IconDownload,
      run: () => void paper.run({ certificateId: row.certificateId }).then((file) => file && saveFile(file)),
    },
    {
      id: "invoice",
      label: `Open invoice ${row.invoiceNumber}`,
      icon: IconFileInvoice,
      href: hrefTo("/invoices/$invoiceId", { invoiceId: row.invoiceId }),
    },
  ];
  return (
    <Page
      title="Gift certificates"
      layout="fill"
      actions={
        may("payments.take") && (
          <Button leftSection={<IconGift size={16} aria-hidden />} onClick={() => setSelling(true)}>
            Sell a gift certificate
          </Button>
        )
      }
    >
      <RefusalNote failure={csv.failure ?? paper.failure} />
      <DataTable
        tableId="gift-certificates"
        label="Gift certificates"
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        rowId={(row) => String(row.certificateId)}
        rowLabel={(row) => `gift certificate ${row.number} of ${row.buyerName}`}
        rowActions={actions}
        {...(totals.data
          ? {
              count: totals.data.count,
              totals: {
                amount: <Money cents={toCents(totals.data.soldCents)} />,
                left: <Money cents={toCents(totals.data.leftCents)} />,
              },
            }
          : {})}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        {...(may("export.all")
          ? { onExportCsv: () => void csv.run({ filter }).then((file) => file && saveFile(file)) }
          : {})}
        empty={
          isFiltered(filters, values) ? (
            <EmptyState title="No gift certificates match">Clear a filter to see more.</EmptyState>
          ) : (
            <EmptyState title="No gift certificates yet">
              One that is sold here is owed to its bearer until it is redeemed. Take it like a tender with Receive
              payment.
            </EmptyState>
          )
        }
      />
      {selling && <SellCertificateDialog onClose={() => setSelling(false)} />}
    </Page>
  );
}
