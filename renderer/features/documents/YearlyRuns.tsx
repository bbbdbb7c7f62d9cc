/** The runs of a year (DOC-6): the same copy again, and the mark that it was printed. */
import { IconArrowBackUp, IconCheck, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import type { YearlyRun } from "#contract/yearly-statements.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile, saveCsv, saveFile } from "../../app/save-file.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { showToast } from "../../kit/toast.ts";
import { yearlyRunsCsv } from "./run-csv.ts";
import { statementsInWords } from "./yearly-words.ts";

export function YearlyRuns({ year, filters }: { readonly year: number; readonly filters: ReactNode }) {
  const office = useOffice();
  const may = useMay();
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const list = useQueryOf(office.yearlyStatements.runs, { year }, { topics: ["documents", "statements"], keepPrevious: true });
  const open = useAsk(office.documents.open);
  const mark = useCommand(office.yearlyStatements.markPrinted);
  const unmark = useCommand(office.yearlyStatements.unmarkPrinted);
  const columns = useMemo((): readonly DataColumn<YearlyRun>[] => {
    const at = (instant: YearlyRun["printedAt"]) => (instant === null ? "not yet" : spokenInstant(instant, { locale, today }, timeZone));
    return [
      { id: "made", header: "Made", width: 200, grow: 1, required: true, sortBy: (row) => row.createdAt, cell: (row) => at(row.createdAt) },
      { id: "what", header: "Statements", width: 150, kind: "number", sortBy: (row) => row.statements, cell: (row) => row.statements },
      { id: "pages", header: "Pages", width: 90, kind: "number", sortBy: (row) => row.pages, cell: (row) => row.pages },
      { id: "printed", header: "Printed", width: 200, grow: 1, kind: "day", sortBy: (row) => row.printedAt, cell: (row) => at(row.printedAt) },
    ];
  }, [locale, today, timeZone]);
  const actionsOf = ({ runId, documentId, printedAt }: YearlyRun): readonly RowAction[] => [
    { id: "print", label: "Print the same copy again", icon: IconPrinter, run: () => void open.run({ documentId }).then((pdf) => pdf && printFile(pdf, "statement")) },
    { id: "save", label: "Save PDF", icon: IconDownload, run: () => void open.run({ documentId }).then((pdf) => pdf && saveFile(pdf)) },
    ...(!may("statements.print")
      ? []
      : printedAt === null
        ? [{ id: "mark", label: "Mark as printed", icon: IconCheck, run: () => void mark.run({ runId }).then((done) => done && showToast({ message: `${statementsInWords(done.printed)} marked as printed.` })) }]
        : [{ id: "unmark", label: "Take the mark away", icon: IconArrowBackUp, run: () => void unmark.run({ runId }).then((done) => done && showToast({ message: "Not marked as printed any more." })) }]),
  ];
  return (
    <>
      <RefusalNote failure={open.failure ?? mark.failure ?? unmark.failure} />
      <DataTable
        tableId="yearly-runs"
        label={`Runs of yearly statements of ${year}`}
        columns={columns}
        rows={list.data ?? []}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        rowId={(row) => String(row.runId)}
        rowLabel={(row) => `run ${row.runId}, ${statementsInWords(row.statements)}`}
        rowActions={actionsOf}
        filters={filters}
        {...(may("export.all") ? { onExportCsv: () => saveCsv(`yearly-runs-${year}.csv`, yearlyRunsCsv(list.data ?? [])) } : {})}
        empty={<EmptyState title={`No run of ${year} yet`}>Statements that are made together stand here, so that the exact copy can be printed again.</EmptyState>}
      />
    </>
  );
}
