/** Earlier imports, and whether they can still be taken back (PPL-18). */
import { IconArrowBackUp } from "@tabler/icons-react";
import type { ImportView } from "#contract/imports.ts";
import type { Instant } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { useUndo } from "./use-undo.ts";

const columns: readonly DataColumn<ImportView>[] = [
  { id: "file", header: "File", width: 180, grow: 2, cell: (row) => row.fileName },
  { id: "source", header: "From", width: 120, grow: 1, cell: (row) => row.source },
  { id: "new", header: "Added", width: 80, kind: "number", cell: (row) => row.counts.new },
  {
    id: "updated",
    header: "Changed",
    width: 80,
    kind: "number",
    cell: (row) => row.counts.updated,
  },
  { id: "by", header: "By", width: 110, grow: 1, cell: (row) => row.staffName ?? "" },
  {
    id: "at",
    header: "When",
    width: 190,
    kind: "day",
    cell: (row) => row.committedAt && <When at={row.committedAt} />,
  },
  {
    id: "state",
    header: "State",
    width: 150,
    cell: (row) =>
      row.state === "undone" ? (
        <StatusChip tone="quiet" word="Taken back" />
      ) : row.canUndo ? (
        <StatusChip tone="good" word="Untouched" />
      ) : (
        <StatusChip tone="information" word={`${row.touched} in use`} />
      ),
  },
];

function When({ at }: { readonly at: Instant }) {
  const { practice } = useSeat();
  const { locale, todayOn, timeZone } = practice;
  return <>{spokenInstant(at, { locale, today: todayOn }, timeZone)}</>;
}

export function ImportHistory() {
  const office = useOffice();
  const list = useQueryOf(
    office.imports.list,
    {},
    { topics: ["imports", "patients", "memberships", "invoices", "payments"] },
  );
  const undo = useUndo();
  const rows = list.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title="Earlier imports" flush>
      <RefusalNote failure={undo.failure ?? list.failure} />
      <DataTable
        tableId="imports"
        label="Earlier imports"
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.batchId)}
        rowLabel={(row) => row.fileName}
        rowActions={(row) => [
          {
            id: "undo",
            label: "Take this import back",
            icon: IconArrowBackUp,
            tone: "trouble",
            ...(row.canUndo
              ? {}
              : {
                  unavailable:
                    row.state === "undone" ? "It is taken back already." : "Its charts are in use.",
                }),
            run: () => void undo.run(row.batchId),
          },
        ]}
        maxRows={6}
        frameless
      />
    </Panel>
  );
}
