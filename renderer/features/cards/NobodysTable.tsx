import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { NobodysCharge } from "#contract/charging.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { PlaceChargeDialog } from "./PlaceChargeDialog.tsx";

const columns: readonly DataColumn<NobodysCharge>[] = [
  {
    id: "charged",
    header: "Charged on",
    width: 130,
    kind: "day",
    required: true,
    sortBy: (row) => row.chargedOn,
    cell: (row) => <DayText day={row.chargedOn} as="full" />,
  },
  {
    id: "amount",
    header: "Amount",
    width: 110,
    kind: "money",
    required: true,
    sortBy: (row) => row.amountCents,
    cell: (row) => <Money cents={row.amountCents} />,
  },
  {
    id: "draw",
    header: "For the draw of",
    width: 140,
    kind: "day",
    sortBy: (row) => row.drawOn,
    cell: (row) => row.drawOn !== null && <DayText day={row.drawOn} as="full" />,
  },
  {
    id: "processor",
    header: "Number at the card processor",
    width: 260,
    grow: 1,
    sortBy: (row) => row.processorId,
    cell: (row) => row.processorId,
  },
];

/** Card charges whose household this file does not know, after a backup was restored (BIL-20). */
export function NobodysTable({ answer }: { readonly answer: QueryAnswer<NobodysCharge[]> }) {
  const may = useMay();
  const [placing, setPlacing] = useState<NobodysCharge | null>(null);
  return (
    <>
      <DataTable
        tableId="nobodys-charges"
        label="Charges of nobody known"
        columns={columns}
        rows={answer.data ?? []}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => row.key}
        rowLabel={(row) => `charge ${row.processorId}`}
        rowActions={(row) =>
          may("billing.run")
            ? [{ id: "place", label: "Say whose it is…", icon: IconUserPlus, run: () => setPlacing(row) }]
            : []
        }
        empty={
          <EmptyState title="Every charge has its household">
            After a backup is restored, a charge of somebody who joined since then appears here until you say whose it is.
          </EmptyState>
        }
      />
      {placing && <PlaceChargeDialog charge={placing} onClose={() => setPlacing(null)} />}
    </>
  );
}
