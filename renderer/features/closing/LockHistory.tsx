/** Who moved the lock, when and why (INV-12, F-11). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { Failure } from "../../kit/failure.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { useSeat } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";

type Lock = {
  readonly throughOn: Day | null;
  readonly reason: string;
  readonly byName: string | null;
  readonly createdAt: Instant;
};

const columns: readonly DataColumn<Lock>[] = [
  { id: "when", header: "When", width: 190, required: true, sortBy: (row) => row.createdAt, cell: (row) => <When at={row.createdAt} /> },
  { id: "through", header: "Locked through", width: 140, kind: "day", cell: (row) => (row.throughOn === null ? "Nothing" : <DayText day={row.throughOn} as="short" />) },
  { id: "who", header: "By", width: 140, cell: (row) => row.byName ?? "Perennial" },
  { id: "why", header: "Why", width: 200, grow: 1, cell: (row) => row.reason },
];

function When({ at }: { readonly at: Instant }) {
  const format = usePracticeFormat();
  const { practice } = useSeat();
  return <>{spokenInstant(at, format, practice.timeZone)}</>;
}

export function LockHistory({
  answer,
}: {
  readonly answer: { readonly data?: { readonly locks: readonly Lock[] } | undefined; readonly loading: boolean; readonly failure: Failure | null; readonly retry: () => void };
}) {
  return (
    <DataTable
      tableId="closing-locks"
      label="Locks"
      frameless
      maxRows={6}
      columns={columns}
      rows={answer.data?.locks ?? []}
      loading={answer.loading}
      failure={answer.failure}
      onRetry={answer.retry}
      rowId={(row) => row.createdAt + String(row.throughOn)}
      rowLabel={(row) => `lock of ${row.createdAt}`}
      empty={<EmptyState title="Nothing was locked yet" compact />}
    />
  );
}
