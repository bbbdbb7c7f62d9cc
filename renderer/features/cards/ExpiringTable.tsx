import { IconReplace } from "@tabler/icons-react";
import { useState } from "react";
import type { ExpiringCardRow } from "#contract/charging.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AddCardDialog } from "./AddCardDialog.tsx";
import { cardName, daysLeftWords, expiryText } from "./card-words.ts";

const columns: readonly DataColumn<ExpiringCardRow>[] = [
  {
    id: "payer",
    header: "Household",
    width: 170,
    grow: 1,
    required: true,
    sortBy: (row) => row.payerName,
    cell: (row) => row.payerName,
  },
  { id: "phone", header: "Phone", width: 140, cell: (row) => row.phone },
  { id: "card", header: "Card", width: 200, grow: 1, sortBy: cardName, cell: cardName },
  { id: "expires", header: "Expires", width: 90, kind: "day", cell: expiryText },
  {
    id: "good",
    header: "Good through",
    width: 130,
    kind: "day",
    sortBy: (row) => row.goodThroughOn,
    cell: (row) => <DayText day={row.goodThroughOn} as="full" />,
  },
  {
    id: "left",
    header: "Left",
    width: 160,
    sortBy: (row) => row.daysLeft,
    cell: (row) => (
      <StatusChip tone={row.daysLeft < 0 ? "trouble" : "attention"} word={daysLeftWords(row.daysLeft)} />
    ),
  },
];

/** Cards that run out within a month or have run out, with the phone beside the name (BIL-16). */
export function ExpiringTable({ answer }: { readonly answer: QueryAnswer<ExpiringCardRow[]> }) {
  const may = useMay();
  const [adding, setAdding] = useState<ExpiringCardRow | null>(null);
  return (
    <>
      <DataTable
        tableId="expiring-cards"
        label="Cards running out"
        columns={columns}
        rows={answer.data ?? []}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.cardId)}
        rowLabel={(row) => `${cardName(row)} of ${row.payerName}`}
        rowActions={(row) =>
          may("payments.take")
            ? [{ id: "new", label: "Add a new card…", icon: IconReplace, run: () => setAdding(row) }]
            : []
        }
        empty={
          <EmptyState title="No card runs out soon">
            Cards appear here 30 days before their last day; a notice goes out 30 and 7 days before.
          </EmptyState>
        }
      />
      {adding !== null && (
        <AddCardDialog
          householdId={adding.householdId}
          payerName={adding.payerName}
          replaces={null}
          onClose={() => setAdding(null)}
        />
      )}
    </>
  );
}
