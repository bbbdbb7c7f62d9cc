import type { AttemptRow } from "#contract/charging.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { useAttemptActions } from "./AttemptsPanel.tsx";
import { attemptColumns, payerColumn } from "./attempt-columns.tsx";

const columns = [payerColumn, ...attemptColumns];

/** Charges of which nobody knows yet whether money moved; each is asked about again by itself (BIL-8). */
export function UnresolvedTable({ answer }: { readonly answer: QueryAnswer<AttemptRow[]> }) {
  const { actions, dialog } = useAttemptActions();
  return (
    <>
      <DataTable
        tableId="unresolved-charges"
        label="Charges without an outcome"
        columns={columns}
        rows={answer.data ?? []}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => row.key}
        rowLabel={(row) => `charge of ${row.payerName}`}
        rowActions={actions}
        empty={
          <EmptyState title="Every charge has its outcome">
            A charge whose answer got lost waits here and is asked about again by itself.
          </EmptyState>
        }
      />
      {dialog}
    </>
  );
}
