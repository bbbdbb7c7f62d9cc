/** Papers kept for the household: statements, receipts, invoices, as they were printed (DOC-2). */
import { IconDownload, IconFiles, IconPrinter } from "@tabler/icons-react";
import type { DocumentRow } from "#contract/statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { printKindOf } from "#domain/printing/kinds.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useAsk, usePagesOf } from "../../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../../app/save-file.ts";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { RefusalNote } from "../../../kit/RefusalNote.tsx";
import type { DataColumn } from "../../../kit/table/columns.ts";
import { DataTable } from "../../../kit/table/DataTable.tsx";
import { dayInZone } from "#domain/calendar.ts";
import { useSeat } from "../../../app/status.tsx";
import { useMemo } from "react";

export function ChartDocuments({ householdId }: { readonly householdId: HouseholdId }) {
  const office = useOffice();
  const { practice } = useSeat();
  const open = useAsk(office.documents.open);
  const list = usePagesOf(
    office.documents.list,
    { householdId, limit: 100 },
    { topics: ["documents", "statements", `household/${householdId}`] },
  );
  const columns = useMemo<readonly DataColumn<DocumentRow>[]>(
    () => [
      { id: "title", header: "Document", width: 240, grow: 2, cell: (row) => row.title },
      {
        id: "made",
        header: "Made",
        width: 130,
        kind: "day",
        cell: (row) => <DayText day={dayInZone(row.createdAt, practice.timeZone)} as="full" />,
      },
      { id: "pages", header: "Pages", width: 80, kind: "number", cell: (row) => row.pages },
      {
        id: "sent",
        header: "Sent",
        width: 130,
        kind: "day",
        cell: (row) =>
          row.sentAt !== null && (
            <DayText day={dayInZone(row.sentAt, practice.timeZone)} as="full" />
          ),
      },
    ],
    [practice.timeZone],
  );
  const take = async (row: DocumentRow, then: typeof saveFile) => {
    const file = await open.run({ documentId: row.documentId });
    if (file) then(file);
  };
  return (
    <Panel title="Documents" flush>
      <RefusalNote failure={open.failure} />
      <DataTable
        tableId="chart-documents"
        label="Documents"
        frameless
        maxRows={12}
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        rowId={(row) => String(row.documentId)}
        rowLabel={(row) => row.title}
        rowActions={(row) => [
          {
            id: "print",
            label: "Print",
            icon: IconPrinter,
            run: () => void take(row, (file) => printFile(file, printKindOf(row.kind))),
          },
          { id: "save", label: "Save", icon: IconDownload, run: () => void take(row, saveFile) },
        ]}
        empty={
          <EmptyState title="No documents yet" icon={IconFiles} compact>
            Statements and receipts that are printed are kept here.
          </EmptyState>
        }
      />
    </Panel>
  );
}
