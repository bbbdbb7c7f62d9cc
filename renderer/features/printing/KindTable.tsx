import { IconPencil } from "@tabler/icons-react";
import { useMemo } from "react";
import { printingOf, type KindPrinting } from "#domain/printing/choice.ts";
import { printKindNames, printKinds, type PrintKind } from "#domain/printing/kinds.ts";
import { findPrinter } from "#domain/printing/plan.ts";
import { Panel } from "../../kit/Page.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { sidesWords } from "./PrintChoiceFields.tsx";
import type { Desk } from "./use-shell.ts";
import { wayWords } from "./way-words.ts";

type Row = { readonly kind: PrintKind; readonly printing: KindPrinting };

export function KindTable({ desk, loading, onChange }: { readonly desk: Desk; readonly loading: boolean; readonly onChange: (kind: PrintKind) => void }) {
  const rows = useMemo(() => printKinds.map((kind): Row => ({ kind, printing: printingOf(desk.settings, kind) })), [desk]);
  const columns = useMemo((): readonly DataColumn<Row>[] => {
    const goesToPaper = ({ printing }: Row) => printing.way !== "open";
    return [
      { id: "kind", header: "Document", width: 170, grow: 1, cell: (row) => printKindNames[row.kind] },
      { id: "way", header: "Print", width: 140, cell: (row) => wayWords[row.printing.way] },
      {
        id: "printer",
        header: "Printer",
        width: 220,
        grow: 2,
        cell: (row) => {
          if (!goesToPaper(row)) return "";
          const { printer } = row.printing.choice;
          if (printer === null) return "The computer’s standard";
          const found = findPrinter(desk.found, printer);
          return found === undefined ? <StatusChip tone="attention" word={`${printer}: gone`} /> : found.label;
        },
      },
      { id: "tray", header: "Tray", width: 130, cell: (row) => (goesToPaper(row) ? (row.printing.choice.tray ?? "as set up") : "") },
      { id: "copies", header: "Copies", width: 80, kind: "number", cell: (row) => (goesToPaper(row) ? row.printing.choice.copies : "") },
      {
        id: "sides",
        header: "Sides",
        width: 200,
        grow: 1,
        cell: (row) => (!goesToPaper(row) ? "" : row.printing.choice.sides === "printer" ? "as set up" : sidesWords[row.printing.choice.sides]),
      },
    ];
  }, [desk]);
  return (
    <Panel title="Documents" flush>
      <DataTable
        tableId="print-kinds"
        label="How documents are printed"
        columns={columns}
        rows={rows}
        loading={loading}
        rowId={(row) => row.kind}
        rowLabel={(row) => printKindNames[row.kind]}
        rowActions={(row) => [{ id: "change", label: "Change…", icon: IconPencil, run: () => onChange(row.kind) }]}
        maxRows={printKinds.length}
        frameless
      />
    </Panel>
  );
}
