/** The journal as it will be written, line by line. */
import type { JournalEntryView } from "#contract/accounting.ts";
import { toCents } from "#domain/money.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Money } from "../../../kit/Money.tsx";
import { DataTable } from "../../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../../kit/table/columns.ts";
import { journalRows, sidesOf, type JournalRow } from "./journal-rows.ts";
import { useMemo, useState } from "react";
import type { ReportAskInput } from "#contract/reports.ts";
import { FindField, NothingFound } from "../FindField.tsx";
import { withWords } from "../section-rows.ts";
import { SheetFiles } from "../SheetFiles.tsx";

const columns: readonly DataColumn<JournalRow>[] = [
  { id: "number", header: "Journal", width: 150, required: true, sortBy: (row) => row.number, cell: (row) => row.number },
  { id: "on", header: "Day", width: 100, kind: "day", sortBy: (row) => row.on, cell: (row) => <DayText day={row.on} as="short" /> },
  { id: "code", header: "Code", width: 80, sortBy: (row) => row.code, cell: (row) => row.code },
  { id: "account", header: "Their account", width: 190, grow: 1, sortBy: (row) => row.account, cell: (row) => row.account },
  { id: "memo", header: "Ours", width: 170, grow: 1, sortBy: (row) => row.memo, cell: (row) => row.memo },
  {
    id: "debit",
    header: "Debit",
    width: 110,
    kind: "money",
    sortBy: (row) => Math.max(0, row.cents),
    cell: (row) => row.cents > 0 && <Money cents={toCents(row.cents)} />,
  },
  {
    id: "credit",
    header: "Credit",
    width: 110,
    kind: "money",
    sortBy: (row) => Math.max(0, -row.cents),
    cell: (row) => row.cents < 0 && <Money cents={toCents(-row.cents)} />,
  },
];

export type JournalTableProps = {
  readonly entries: readonly JournalEntryView[] | null;
  readonly loading: boolean;
  /** What the sheet of these lines is asked with; null while no range is chosen. */
  readonly ask: ReportAskInput | null;
};

export function JournalTable({ entries, loading, ask }: JournalTableProps) {
  const [find, setFind] = useState("");
  const all = useMemo(() => journalRows(entries ?? []), [entries]);
  const rows = useMemo(() => withWords(all, find, ({ number, code, account, memo }) => [number, code, account, memo]), [all, find]);
  const { debitCents, creditCents } = sidesOf(rows);
  return (
    <DataTable
      tableId="journal"
      label="Journal"
      columns={columns}
      rows={rows}
      loading={loading}
      rowId={(row) => row.id}
      rowLabel={(row) => `${row.number}, ${row.account}`}
      count={rows.length}
      filters={<FindField of="the journal" value={find} onChange={setFind} />}
      tools={<SheetFiles of="Journal" ask={ask} />}
      totals={{ debit: <Money cents={toCents(debitCents)} />, credit: <Money cents={toCents(creditCents)} /> }}
      maxRows={12}
      frameless
      empty={
        find === "" ? (
          <EmptyState title="Nothing new in this range" compact>
            Every day of it was exported, or nothing was entered.
          </EmptyState>
        ) : (
          <NothingFound />
        )
      }
    />
  );
}
