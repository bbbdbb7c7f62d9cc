/** Deposits that were made (INV-13): slip, the bank's day, and the way back. */
import { IconArrowBackUp, IconBuildingBank, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import type { DepositRowView } from "#contract/closing.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import type { Filters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { showToast } from "../../kit/toast.ts";
import { ConfirmDepositDialog } from "./ConfirmDepositDialog.tsx";
import { UndoDepositDialog } from "./UndoDepositDialog.tsx";

const filters = { date: { kind: "days", label: "Deposited" } } as const satisfies Filters;

const columns: readonly DataColumn<DepositRowView>[] = [
  { id: "number", header: "Deposit", width: 90, kind: "number", required: true, sortBy: (row) => row.number, cell: (row) => row.number },
  { id: "day", header: "Deposited", width: 110, kind: "day", sortBy: (row) => row.depositedOn, cell: (row) => <DayText day={row.depositedOn} as="short" /> },
  {
    id: "state",
    header: "State",
    width: 150,
    cell: (row) =>
      row.undoneOn !== null ? (
        <StatusChip tone="quiet" word="Undone" icon={IconArrowBackUp} />
      ) : row.confirmedOn === null ? (
        <StatusChip tone="attention" word="Not confirmed" />
      ) : (
        <StatusChip tone="good" word="At the bank" />
      ),
  },
  { id: "bank", header: "Bank’s day", width: 110, kind: "day", sortBy: (row) => row.confirmedOn ?? "", cell: (row) => (row.confirmedOn === null ? null : <DayText day={row.confirmedOn} as="short" />) },
  { id: "cash", header: "Cash", width: 110, kind: "money", sortBy: (row) => row.cashCents, cell: (row) => <Money cents={row.cashCents} /> },
  { id: "checks", header: "Checks", width: 110, kind: "money", sortBy: (row) => row.checksCents, cell: (row) => <Money cents={row.checksCents} /> },
  { id: "total", header: "Total", width: 120, kind: "money", required: true, sortBy: (row) => row.totalCents, cell: (row) => <Money cents={row.totalCents} /> },
  { id: "by", header: "Made by", width: 120, grow: 1, cell: (row) => row.byName ?? "" },
];

type Doing = { readonly kind: "confirm" | "undo"; readonly deposit: DepositRowView };

export function DepositTable() {
  const office = useOffice();
  const may = useMay();
  const today = useToday();
  const [values, setValues] = useFilters(filters);
  const [doing, setDoing] = useState<Doing | null>(null);
  const from: Day = values.date.from ?? addDays(today, -365);
  const to: Day = values.date.to ?? today;
  const answer = useQueryOf(office.closing.deposits, { from, to }, { topics: ["closing", "clock"], keepPrevious: true });
  const slip = useAsk(office.closing.depositSlip);
  const csv = useAsk(office.closing.depositCsv);
  const back = useCommand(office.closing.confirmDeposit);
  const withdraw = async ({ depositId, number }: DepositRowView) => {
    if (await back.run({ depositId, confirmedOn: null })) showToast({ message: `Deposit ${number} waits for the bank again.` });
  };
  return (
    <>
      <RefusalNote failure={slip.failure ?? csv.failure ?? back.failure} />
      <DataTable
        tableId="deposits"
        label="Deposits made"
        columns={columns}
        rows={answer.data ?? []}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.depositId)}
        rowLabel={(row) => `deposit ${row.number}`}
        rowActions={(row) => [
          ...(may("deposits.make") ? filesOf(row, slip.run, csv.run) : []),
          ...(may("deposits.make") ? [confirmOf(row, setDoing, () => void withdraw(row))] : []),
          ...(may("deposits.undo") ? [undoOf(row, setDoing)] : []),
        ]}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        empty={<EmptyState title="No deposits in these days">Pick cash and checks under Not deposited.</EmptyState>}
      />
      {doing?.kind === "confirm" && <ConfirmDepositDialog deposit={doing.deposit} onClose={() => setDoing(null)} />}
      {doing?.kind === "undo" && <UndoDepositDialog deposit={doing.deposit} onClose={() => setDoing(null)} />}
    </>
  );
}

type AskFile = (input: { depositId: DepositRowView["depositId"] }) => Promise<Parameters<typeof saveFile>[0] | undefined>;

function filesOf({ depositId }: DepositRowView, slip: AskFile, csv: AskFile): RowAction[] {
  return [
    { id: "print", label: "Print the slip", icon: IconPrinter, run: () => void slip({ depositId }).then((file) => file && printFile(file, "report")) },
    { id: "pdf", label: "Save the slip as PDF", icon: IconDownload, run: () => void slip({ depositId }).then((file) => file && saveFile(file)) },
    { id: "csv", label: "Save as CSV", icon: IconDownload, run: () => void csv({ depositId }).then((file) => file && saveFile(file)) },
  ];
}

function confirmOf(deposit: DepositRowView, act: (doing: Doing) => void, withdraw: () => void): RowAction {
  const gone = deposit.undoneOn === null ? {} : { unavailable: "It was undone." };
  return deposit.confirmedOn === null
    ? { id: "confirm", label: "The bank shows it…", icon: IconBuildingBank, run: () => act({ kind: "confirm", deposit }), ...gone }
    : { id: "withdraw", label: "The bank does not show it", icon: IconBuildingBank, run: withdraw, ...gone };
}

function undoOf(deposit: DepositRowView, act: (doing: Doing) => void): RowAction {
  return {
    id: "undo",
    label: "Undo…",
    icon: IconArrowBackUp,
    tone: "trouble",
    run: () => act({ kind: "undo", deposit }),
    ...(deposit.undoneOn !== null
      ? { unavailable: "It was undone." }
      : deposit.confirmedOn !== null
        ? { unavailable: "The bank has confirmed it." }
        : {}),
  };
}
