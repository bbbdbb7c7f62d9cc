/** The cards of a household: which one is charged, and adding or removing one (BIL-7, BIL-14). */
import { Button } from "@mantine/core";
import { IconCreditCard, IconCreditCardOff, IconReplace } from "@tabler/icons-react";
import { useState } from "react";
import type { CardRow } from "#contract/charging.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Panel } from "../../kit/Page.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { AddCardDialog } from "./AddCardDialog.tsx";
import { RemoveCardDialog } from "./RemoveCardDialog.tsx";
import { cardLook, cardName, expiryText } from "./card-words.ts";
import { useCards } from "./use-cards.ts";

export type CardsPanelProps = { readonly householdId: HouseholdId; readonly payerName: string };

const columns: readonly DataColumn<CardRow>[] = [
  { id: "card", header: "Card", width: 190, grow: 1, required: true, cell: cardName },
  { id: "expires", header: "Expires", width: 84, kind: "day", cell: expiryText },
  {
    id: "good",
    header: "Good through",
    width: 130,
    kind: "day",
    cell: (row) => <DayText day={row.goodThroughOn} as="full" />,
  },
  {
    id: "state",
    header: "State",
    width: 160,
    cell: (row) => {
      const look = cardLook(row);
      return look !== null && <StatusChip {...look} />;
    },
  },
];

type Doing = { readonly what: "add" } | { readonly what: "replace" | "remove"; readonly card: CardRow };

export function CardsPanel({ householdId, payerName }: CardsPanelProps) {
  const may = useMay();
  const cards = useCards(householdId);
  const [doing, setDoing] = useState<Doing | null>(null);
  const rows = cards.data ?? [];
  const close = () => setDoing(null);
  const rowActions = (card: CardRow): readonly RowAction[] =>
    may("payments.take")
      ? [
          {
            id: "replace",
            label: "Replace with a new card…",
            icon: IconReplace,
            run: () => setDoing({ what: "replace", card }),
          },
          {
            id: "remove",
            label: "Remove…",
            icon: IconCreditCardOff,
            tone: "trouble",
            run: () => setDoing({ what: "remove", card }),
          },
        ]
      : [];
  const add = may("payments.take") && (
    <Button size="compact-sm" variant="default" onClick={() => setDoing({ what: "add" })}>
      Add a card
    </Button>
  );
  return (
    <Panel title="Cards on file" flush aside={rows.length > 0 && add}>
      <DataTable
        tableId="household-cards"
        label="Cards on file"
        frameless
        maxRows={6}
        columns={columns}
        rows={rows}
        loading={cards.loading}
        failure={cards.failure}
        onRetry={cards.retry}
        rowId={(row) => String(row.cardId)}
        rowLabel={cardName}
        rowActions={rowActions}
        empty={
          <EmptyState title="No card on file" icon={IconCreditCard} compact action={add}>
            This household pays its dues at the desk.
          </EmptyState>
        }
      />
      {(doing?.what === "add" || doing?.what === "replace") && (
        <AddCardDialog
          householdId={householdId}
          payerName={payerName}
          replaces={doing.what === "replace" ? doing.card : null}
          onClose={close}
        />
      )}
      {doing?.what === "remove" && <RemoveCardDialog card={doing.card} onClose={close} />}
    </Panel>
  );
}
