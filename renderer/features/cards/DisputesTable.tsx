import { IconFileInvoice, IconFiles, IconPlayerPlay } from "@tabler/icons-react";
import type { DisputeRow } from "#contract/charging.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { showToast } from "../../kit/toast.ts";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { disputeLooks } from "./card-words.ts";

const columns: readonly DataColumn<DisputeRow>[] = [
  {
    id: "payer",
    header: "Household",
    width: 160,
    grow: 1,
    required: true,
    sortBy: (row) => row.payerName,
    cell: (row) => row.payerName,
  },
  {
    id: "amount",
    header: "Amount",
    width: 100,
    kind: "money",
    sortBy: (row) => row.amountCents,
    cell: (row) => <Money cents={row.amountCents} />,
  },
  {
    id: "state",
    header: "State",
    width: 110,
    sortBy: (row) => row.state,
    cell: (row) => <StatusChip {...disputeLooks[row.state]} />,
  },
  {
    id: "until",
    header: "Evidence by",
    width: 120,
    kind: "day",
    sortBy: (row) => row.evidenceByOn,
    cell: (row) => row.evidenceByOn !== null && <DayText day={row.evidenceByOn} as="full" />,
  },
  { id: "reason", header: "Reason of the bank", width: 180, grow: 1, cell: (row) => row.reason },
  {
    id: "evidence",
    header: "Evidence on file",
    width: 220,
    grow: 1,
    cell: (row) => row.evidence.map(({ words }) => words).join(" · "),
  },
  {
    id: "charging",
    header: "Charging",
    width: 140,
    cell: (row) =>
      row.releasedAt === null ? (
        <StatusChip tone="attention" word="Stands still" />
      ) : (
        <StatusChip tone="quiet" word="Goes on" />
      ),
  },
];

/** Charges that a cardholder has disputed; automatic charging of the household stands still (BIL-17). */
export function DisputesTable({ answer }: { readonly answer: QueryAnswer<DisputeRow[]> }) {
  const office = useOffice();
  const may = useMay();
  const release = useCommand(office.disputes.release);
  const evidence = useAsk(office.disputes.evidencePdf);
  const saveEvidence = async ({ id }: DisputeRow) => {
    const file = await evidence.run({ id });
    if (file) saveFile(file);
  };
  const letGoOn = async (row: DisputeRow) => {
    if (await release.run({ id: row.id }))
      showToast({ message: `Charging of ${row.payerName} goes on.` });
  };
  return (
    <>
      <RefusalNote failure={release.failure ?? evidence.failure} />
      <DataTable
        tableId="disputes"
        label="Disputes"
        columns={columns}
        rows={answer.data ?? []}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.id)}
        rowLabel={(row) => `dispute of ${row.payerName}`}
        rowActions={(row) => [
          ...(row.invoiceId === null
            ? []
            : [
                {
                  id: "invoice",
                  label: "Open the invoice",
                  icon: IconFileInvoice,
                  href: hrefTo("/invoices/$invoiceId", { invoiceId: row.invoiceId }),
                },
              ]),
          ...(row.householdId === null
            ? []
            : [
                {
                  id: "evidence",
                  label: "Evidence as one PDF",
                  icon: IconFiles,
                  run: () => void saveEvidence(row),
                  ...(evidence.busy ? { unavailable: "The file is being put together." } : {}),
                },
              ]),
          ...(may("billing.run") && row.releasedAt === null
            ? [
                {
                  id: "release",
                  label: "Let charging go on",
                  icon: IconPlayerPlay,
                  run: () => void letGoOn(row),
                  ...(row.state === "opened" ? { unavailable: "The bank has not decided yet." } : {}),
                },
              ]
            : []),
        ]}
        empty={
          <EmptyState title="No disputes">
            When a cardholder disputes a charge at the bank, it appears here with its date for evidence.
          </EmptyState>
        }
      />
    </>
  );
}
