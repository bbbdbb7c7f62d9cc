/** Catch-up review (BIL-3): draws missed while the computer was off; a person decides about all but the newest. */
import { IconCreditCard, IconGift, IconPlayerSkipForward } from "@tabler/icons-react";
import type { CatchUpHousehold } from "#contract/charging.ts";
import { addCents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import classes from "./Collections.module.css";

const oldest = (row: CatchUpHousehold) => row.draws[0];

const columns: readonly DataColumn<CatchUpHousehold>[] = [
  { id: "payer", header: "Payer", width: 180, grow: 2, sortBy: (row) => row.payerName, cell: (row) => row.payerName },
  { id: "draws", header: "Draws", width: 80, kind: "number", sortBy: (row) => row.draws.length, cell: (row) => row.draws.length },
  {
    id: "oldest",
    header: "Oldest",
    width: 120,
    kind: "day",
    sortBy: (row) => oldest(row)?.drawOn ?? null,
    cell: (row) => {
      const first = oldest(row);
      return first === undefined ? "" : <DayText day={first.drawOn} as="short" />;
    },
  },
  {
    id: "days",
    header: "Days of the draws",
    width: 240,
    grow: 3,
    cell: (row) =>
      row.draws.map((draw, index) => (
        <span key={`${draw.invoiceId}/${draw.part?.partId ?? 0}`}>
          {index > 0 && ", "}
          <DayText day={draw.drawOn} as="short" />
          {draw.part !== null && ` (payment ${draw.part.position + 1} of ${draw.part.of})`}
          {draw.isCurrent && " (current)"}
        </span>
      )),
  },
  { id: "total", header: "In all", width: 110, kind: "money", sortBy: (row) => row.totalCents, cell: (row) => <Money cents={row.totalCents} /> },
];

export function CatchUpTable({ answer }: { readonly answer: QueryAnswer<CatchUpHousehold[]> }) {
  const office = useOffice();
  const may = useMay();
  const charge = useCommand(office.catchUp.charge);
  const forgive = useCommand(office.catchUp.forgive);
  const skip = useCommand(office.catchUp.skip);
  const rows = answer.data ?? [];
  const decide = async (command: typeof charge, row: CatchUpHousehold, message: string) => {
    if (await command.run({ householdId: row.householdId })) showToast({ message });
  };
  return (
    <div className={classes["tab"]}>
      <RefusalNote failure={charge.failure ?? forgive.failure ?? skip.failure} />
      <DataTable
        tableId="catch-up"
        label="Catch-up review"
        columns={columns}
        rows={rows}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.householdId)}
        rowLabel={(row) => row.payerName}
        rowActions={(row) => [
          ...(may("billing.run")
            ? [
                {
                  id: "charge",
                  label: "Charge all of them",
                  icon: IconCreditCard,
                  run: () => void decide(charge, row, `All missed draws of ${row.payerName} go to the card, one a day.`),
                },
              ]
            : []),
          ...(may("writeoffs.approve")
            ? [
                {
                  id: "forgive",
                  label: "Charge the current one, forgive the others",
                  icon: IconGift,
                  run: () => void decide(forgive, row, `The older draws of ${row.payerName} are forgiven.`),
                },
              ]
            : []),
          ...(may("billing.run")
            ? [
                {
                  id: "skip",
                  label: "Leave them to the desk",
                  icon: IconPlayerSkipForward,
                  run: () => void decide(skip, row, `The draws of ${row.payerName} are collected at the desk.`),
                },
              ]
            : []),
        ]}
        count={rows.length}
        totals={{ total: <Money cents={addCents(...rows.map((row) => row.totalCents))} /> }}
        empty={<EmptyState title="Nothing was missed">The computer has been on for every draw day.</EmptyState>}
      />
    </div>
  );
}
