/** The price rises there are, the newest first, with how far each has come (MEM-17). */
import { Button } from "@mantine/core";
import { IconTrendingUp } from "@tabler/icons-react";
import type { ShownRise } from "#contract/plan-upkeep.ts";
import { hrefTo } from "../../app/address.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { scopeWords } from "./upkeep-words.ts";
import classes from "./PlanUpkeep.module.css";

const columns: readonly DataColumn<ShownRise>[] = [
  { id: "plans", header: "Plans", width: 160, grow: 2, sortBy: (row) => namesOf(row), cell: (row) => namesOf(row) },
  { id: "effective", header: "From", width: 116, kind: "day", sortBy: (row) => row.effectiveOn, cell: (row) => <DayText day={row.effectiveOn} as="short" /> },
  { id: "scope", header: "For", width: 200, grow: 2, sortBy: (row) => row.scope, cell: (row) => scopeWords[row.scope] },
  { id: "waits", header: "To print", width: 84, kind: "number", sortBy: (row) => row.counts.notice_waits, cell: (row) => row.counts.notice_waits },
  { id: "told", header: "Told", width: 70, kind: "number", sortBy: (row) => row.counts.notice_out, cell: (row) => row.counts.notice_out },
  { id: "effect", header: "In effect", width: 84, kind: "number", sortBy: (row) => row.counts.in_effect, cell: (row) => row.counts.in_effect },
  { id: "withdrawn", header: "Withdrawn", width: 92, kind: "number", sortBy: (row) => row.counts.withdrawn, cell: (row) => row.counts.withdrawn },
  { id: "state", header: "State", width: 136, sortBy: (row) => stateOf(row).word, cell: (row) => <StatusChip {...stateOf(row)} /> },
  { id: "why", header: "Why", width: 130, grow: 1, sortBy: (row) => row.reason, cell: (row) => row.reason },
];

export function namesOf(row: Pick<ShownRise, "plans">): string {
  return row.plans.map(({ name }) => name).join(", ");
}

export function stateOf(row: ShownRise) {
  if (row.withdrawnAt !== null) return { word: "Withdrawn", tone: "quiet" } as const;
  if (row.counts.notice_waits > 0) return { word: "Letters wait", tone: "attention" } as const;
  const isAhead = row.counts.notice_out > 0 || row.plans.some(({ begun }) => !begun);
  return isAhead ? ({ word: "Ahead", tone: "information" } as const) : ({ word: "In effect", tone: "good" } as const);
}

export function PriceRisesTable({ answer }: { readonly answer: QueryAnswer<ShownRise[]> }) {
  const may = useMay();
  const rows = answer.data ?? [];
  return (
    <div className={classes["tab"]}>
      <DataTable
        tableId="price-rises"
        label="New prices"
        columns={columns}
        rows={rows}
        count={rows.length}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.riseId)}
        rowLabel={(row) => `price rise of ${namesOf(row)}`}
        rowHref={(row) => hrefTo("/memberships/price-rises/$riseId", { riseId: row.riseId })}
        empty={
          <EmptyState
            title="No price has been raised yet"
            icon={IconTrendingUp}
            {...(may("prices.change")
              ? {
                  action: (
                    <Button component="a" href={hrefTo("/memberships/price-rises/new")}>
                      Raise prices
                    </Button>
                  ),
                }
              : {})}
          >
            New prices are tried first: who pays what, from when, and which letters go out.
          </EmptyState>
        }
      />
    </div>
  );
}
