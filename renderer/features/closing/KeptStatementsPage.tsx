/** Location statements as they were made on the 1st, and the processor's payouts beside the bank (INV-14). */
import { IconBuildingBank, IconDownload, IconFileSpreadsheet, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import type { KeptStatementView, PayoutRowView } from "#contract/closing.ts";
import { addDays } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { ClosingNav } from "./ClosingNav.tsx";
import { ConfirmPayoutDialog } from "./ConfirmPayoutDialog.tsx";

const keptColumns: readonly DataColumn<KeptStatementView>[] = [
  { id: "from", header: "From", width: 120, kind: "day", required: true, sortBy: (row) => row.fromOn, cell: (row) => <DayText day={row.fromOn} as="full" /> },
  { id: "to", header: "Through", width: 120, kind: "day", sortBy: (row) => row.toOn, cell: (row) => <DayText day={row.toOn} as="full" /> },
  { id: "by", header: "Made by", width: 140, grow: 1, cell: (row) => row.byName ?? "Perennial, on the 1st" },
];

const payoutColumns: readonly DataColumn<PayoutRowView>[] = [
  { id: "payout", header: "Payout", width: 160, grow: 1, required: true, sortBy: (row) => row.payoutId, cell: (row) => row.payoutId },
  { id: "arrived", header: "Arrived", width: 110, kind: "day", sortBy: (row) => row.arrivedOn, cell: (row) => <DayText day={row.arrivedOn} as="short" /> },
  { id: "transactions", header: "Transactions", width: 110, kind: "money", cell: (row) => <Money cents={row.itemsCents} /> },
  { id: "fees", header: "Fees in it", width: 100, kind: "money", cell: (row) => <Money cents={row.feeCents} /> },
  { id: "amount", header: "Paid out", width: 110, kind: "money", sortBy: (row) => row.amountCents, cell: (row) => <Money cents={row.amountCents} /> },
  { id: "bank", header: "Bank shows", width: 110, kind: "money", cell: (row) => (row.bankCents === null ? null : <Money cents={row.bankCents} />) },
  {
    id: "off",
    header: "Difference",
    width: 110,
    kind: "money",
    cell: (row) => (row.bankCents === null ? null : <Money cents={toCents(row.bankCents - row.amountCents)} />),
  },
];

export function KeptStatementsPage() {
  const office = useOffice();
  const may = useMay();
  const today = useToday();
  const [seeing, setSeeing] = useState<PayoutRowView | null>(null);
  const kept = useQueryOf(office.closing.keptStatements, {}, { topics: ["closing"] });
  const payouts = useQueryOf(office.closing.payouts, { from: addDays(today, -365), to: today }, { topics: ["closing", "clock"], keepPrevious: true });
  const file = useAsk(office.closing.keptStatementPdf);
  return (
    <Page title="Kept location statements" layout="flow" about="A kept copy never changes: it is printed again as it was made.">
      <ClosingNav current="location" />
      <RefusalNote failure={file.failure} />
      <Panel title="Months" flush>
        <DataTable
          tableId="kept-statements"
          label="Kept location statements"
          frameless
          maxRows={12}
          columns={keptColumns}
          rows={kept.data ?? []}
          loading={kept.loading}
          failure={kept.failure}
          onRetry={kept.retry}
          rowId={(row) => String(row.statementId)}
          rowLabel={(row) => `statement from ${row.fromOn}`}
          rowActions={({ statementId, fromOn, toOn }) => [
            { id: "print", label: "Print the copy", icon: IconPrinter, run: () => void file.run({ statementId }).then((pdf) => pdf && printFile(pdf, "report")) },
            { id: "save", label: "Save the copy as PDF", icon: IconDownload, run: () => void file.run({ statementId }).then((pdf) => pdf && saveFile(pdf)) },
            {
              id: "now",
              label: "Show it as the books are now",
              icon: IconFileSpreadsheet,
              href: hrefTo("/reports/location-statement", null, { from: fromOn, to: toOn }),
            },
          ]}
          empty={<EmptyState title="No month is over yet" compact>On the 1st the month before is made and kept by itself.</EmptyState>}
        />
      </Panel>
      <Panel title="Payouts of the last year" flush>
        <DataTable
          tableId="payouts"
          label="Payouts"
          frameless
          maxRows={12}
          columns={payoutColumns}
          rows={payouts.data?.payouts ?? []}
          loading={payouts.loading}
          failure={payouts.failure}
          onRetry={payouts.retry}
          rowId={(row) => String(row.payoutRowId)}
          rowLabel={(row) => `payout ${row.payoutId}`}
          rowActions={(row) =>
            may("deposits.make")
              ? [{ id: "bank", label: "What the bank shows…", icon: IconBuildingBank, run: () => setSeeing(row) }]
              : []
          }
          empty={
            <EmptyState title="No payouts reported" compact>
              {payouts.data?.reports === true
                ? "The processor has paid nothing out yet."
                : "No card processor is connected that reports payouts. Compare with the processor’s own list."}
            </EmptyState>
          }
        />
      </Panel>
      {seeing !== null && <ConfirmPayoutDialog payout={seeing} onClose={() => setSeeing(null)} />}
    </Page>
  );
}
