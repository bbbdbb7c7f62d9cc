/** What has gone to the accountant, the newest first (INV-16). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { ExportFormat } from "#domain/accounting/files.ts";
import { useSeat } from "../../../app/status.tsx";
import { spokenInstant } from "../../../format/instant.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { DataTable } from "../../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../../kit/table/columns.ts";
import { useState } from "react";
import { FindField, NothingFound } from "../FindField.tsx";
import { withWords } from "../section-rows.ts";
import { SheetFiles } from "../SheetFiles.tsx";

type Row = {
  readonly exportId: number;
  readonly format: ExportFormat;
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly corrections: number;
  readonly createdAt: Instant;
  readonly by: string;
};

const formatWords = { iif: "QuickBooks Desktop", qbo: "QuickBooks Online", xero: "Xero" } as const;

const columns: readonly DataColumn<Row>[] = [
  { id: "id", header: "Export", width: 80, kind: "number", required: true, sortBy: (row) => row.exportId, cell: (row) => row.exportId },
  { id: "made", header: "Made", width: 190, sortBy: (row) => row.createdAt, cell: (row) => <Made at={row.createdAt} /> },
  { id: "format", header: "For", width: 170, grow: 1, sortBy: (row) => row.format, cell: (row) => formatWords[row.format] },
  { id: "from", header: "First day", width: 110, kind: "day", sortBy: (row) => row.from, cell: (row) => <DayText day={row.from} as="short" /> },
  { id: "to", header: "Last day", width: 110, kind: "day", sortBy: (row) => row.to, cell: (row) => <DayText day={row.to} as="short" /> },
  { id: "days", header: "Days", width: 70, kind: "number", sortBy: (row) => row.days, cell: (row) => row.days },
  { id: "corrections", header: "Corrections", width: 100, kind: "number", sortBy: (row) => row.corrections, cell: (row) => row.corrections },
  { id: "by", header: "By", width: 130, sortBy: (row) => row.by, cell: (row) => row.by },
];

export function MadeExports({ exports, loading }: { readonly exports: readonly Row[]; readonly loading: boolean }) {
  const [find, setFind] = useState("");
  const rows = withWords(exports, find, ({ exportId, format, by, from, to }) => [String(exportId), formatWords[format], by, from, to]);
  return (
    <DataTable
      tableId="accounting-exports"
      label="Exports made before"
      columns={columns}
      rows={rows}
      count={rows.length}
      filters={<FindField of="the exports" value={find} onChange={setFind} />}
      tools={<SheetFiles of="Exports" ask={{ report: "accounting-exports" }} />}
      loading={loading}
      rowId={(row) => String(row.exportId)}
      rowLabel={(row) => `export ${row.exportId}`}
      maxRows={6}
      frameless
      empty={
        find === "" ? (
          <EmptyState title="No export yet" compact>
            The first one begins with the first day of the books.
          </EmptyState>
        ) : (
          <NothingFound />
        )
      }
    />
  );
}

function Made({ at }: { readonly at: Instant }) {
  const { locale, today } = usePracticeFormat();
  const { practice } = useSeat();
  return <>{spokenInstant(at, { locale, today }, practice.timeZone)}</>;
}
