/** Cash and checks that are in no deposit, to be picked for one (INV-13). */
import { Button } from "@mantine/core";
import { IconBuildingBank } from "@tabler/icons-react";
import { useState } from "react";
import type { UndepositedView } from "#contract/closing.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { useMay } from "../../app/status.tsx";
import type { Failure } from "../../kit/failure.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { sumOf } from "./deposit-sum.ts";
import { MakeDepositDialog } from "./MakeDepositDialog.tsx";

const columns: readonly DataColumn<UndepositedView>[] = [
  { id: "what", header: "What", width: 110, sortBy: (row) => row.account, cell: (row) => whatOf(row) },
  { id: "number", header: "Check", width: 110, sortBy: (row) => row.reference, cell: (row) => row.reference },
  { id: "payer", header: "Payer", width: 180, grow: 1, required: true, sortBy: (row) => nameOf(row), cell: (row) => nameOf(row) },
  { id: "receipt", header: "Receipt", width: 90, kind: "number", sortBy: (row) => row.receiptNumber ?? 0, cell: (row) => row.receiptNumber },
  { id: "taken", header: "Taken", width: 110, kind: "day", sortBy: (row) => row.effectiveOn, cell: (row) => <DayText day={row.effectiveOn} as="short" /> },
  { id: "amount", header: "Amount", width: 120, kind: "money", sortBy: (row) => row.amountCents, cell: (row) => <Money cents={row.amountCents} /> },
];

function whatOf({ account, kind }: UndepositedView): string {
  if (kind === "drawer_counted") return "Over or short";
  return account === "cash_drawer" ? "Cash" : "Check";
}

function nameOf({ payerName, memo }: UndepositedView): string {
  return payerName === "" ? memo : payerName;
}

export type UndepositedAnswer = {
  readonly data?: { readonly items: readonly UndepositedView[]; readonly cashCents: Cents; readonly checksCents: Cents } | undefined;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
};

export function UndepositedTable({ answer }: { readonly answer: UndepositedAnswer }) {
  const may = useMay();
  const [picked, setPicked] = useState<readonly UndepositedView[] | null>(null);
  const items = answer.data?.items ?? [];
  const pickedOf = (ids: readonly string[]): UndepositedView[] => items.filter(({ postingId }) => ids.includes(String(postingId)));
  return (
    <>
      <DataTable
        tableId="undeposited"
        label="Not deposited"
        columns={columns}
        rows={items}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.postingId)}
        rowLabel={(row) => `${whatOf(row)} of ${nameOf(row)}`}
        {...(answer.data
          ? {
              count: items.length,
              totals: { amount: <Money cents={addCents(answer.data.cashCents, answer.data.checksCents)} /> },
            }
          : {})}
        {...(may("deposits.make")
          ? {
              selectionBar: (ids: readonly string[]) => (
                <>
                  {ids.length} picked, <Money cents={sumOf(pickedOf(ids))} withCurrency />
                  <Button size="xs" leftSection={<IconBuildingBank size={14} aria-hidden />} onClick={() => setPicked(pickedOf(ids))}>
                    Make the deposit…
                  </Button>
                </>
              ),
            }
          : {})}
        empty={<EmptyState title="Everything is at the bank">Cash and checks appear here as soon as they are taken.</EmptyState>}
      />
      {picked !== null && <MakeDepositDialog items={picked} onClose={() => setPicked(null)} />}
    </>
  );
}
