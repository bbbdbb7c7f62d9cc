import { IconEye, IconPrinter, IconRuler2 } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import { nudgeOf } from "#domain/printing/choice.ts";
import { isReachable, printerStateWords, type Printer } from "#domain/printing/printers.ts";
import { useMay } from "../../app/status.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Panel } from "../../kit/Page.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { nudgeWords } from "./NudgeDialog.tsx";
import type { Desk } from "./use-shell.ts";

export type PrinterTableProps = {
  readonly desk: Desk;
  readonly loading: boolean;
  readonly tools: ReactNode;
  readonly onTest: (printer: Printer) => void;
  readonly onLook: (printer: Printer) => void;
  readonly onCorrect: (printer: Printer) => void;
};

export function PrinterTable({ desk, loading, tools, onTest, onLook, onCorrect }: PrinterTableProps) {
  const mayPrint = useMay()("statements.print");
  const columns = useMemo(
    (): readonly DataColumn<Printer>[] => [
      { id: "printer", header: "Printer", width: 240, grow: 2, sortBy: (row) => row.label, cell: (row) => row.label },
      {
        id: "state",
        header: "Now",
        width: 190,
        sortBy: (row) => printerStateWords[row.state],
        cell: (row) => (
          <StatusChip tone={row.state === "unknown" ? "quiet" : isReachable(row) ? "good" : "attention"} word={printerStateWords[row.state]} />
        ),
      },
      { id: "standard", header: "Standard", width: 110, cell: (row) => (row.name === desk.found.standard ? "yes" : "") },
      { id: "nudge", header: "Correction", width: 190, grow: 1, cell: (row) => nudgeWords(nudgeOf(desk.settings, row.name)) },
    ],
    [desk],
  );
  return (
    <Panel title="Printers of this computer" aside={tools} flush>
      <DataTable
        tableId="printers"
        label="Printers of this computer"
        columns={columns}
        rows={desk.found.printers}
        loading={loading}
        rowId={(row) => row.name}
        rowLabel={(row) => row.label}
        rowActions={(row) => [
          ...(mayPrint
            ? [
                { id: "test", label: "Print the test page", icon: IconPrinter, run: () => onTest(row) },
                { id: "look", label: "Look at the test page", icon: IconEye, run: () => onLook(row) },
              ]
            : []),
          { id: "correct", label: "Correct…", icon: IconRuler2, run: () => onCorrect(row) },
        ]}
        maxRows={6}
        frameless
        empty={
          <EmptyState title="No printers on this computer">
            Set one up in the computer’s own settings, then look again. Until then documents open as PDF or are saved.
          </EmptyState>
        }
      />
    </Panel>
  );
}
