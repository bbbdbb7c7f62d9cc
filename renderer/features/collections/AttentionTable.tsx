/** Needs attention (BIL-6): who stands still, why in words, and what to do: look again, settle, open the chart. */
import { IconCheck, IconDoorExit, IconRefresh, IconUser } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { NeedsAttention } from "#contract/dunning.ts";
import { asId, type MembershipId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { EarlyExitDialog } from "../memberships/hold-and-cancel/EarlyExitDialog.tsx";
import { SettleDialog } from "./SettleDialog.tsx";
import classes from "./Collections.module.css";

export function AttentionTable({ answer }: { readonly answer: QueryAnswer<NeedsAttention[]> }) {
  const office = useOffice();
  const may = useMay();
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const lookAgain = useCommand(office.attention.lookAgain);
  const [settling, setSettling] = useState<NeedsAttention | null>(null);
  const [leaving, setLeaving] = useState<MembershipId | null>(null);
  const columns = useMemo<readonly DataColumn<NeedsAttention>[]>(
    () => [
      { id: "name", header: "Household", width: 150, grow: 1, sortBy: (row) => row.name, cell: (row) => row.name },
      { id: "why", header: "What stands in the way", width: 380, grow: 4, cell: (row) => row.sentence },
      {
        id: "since",
        header: "Since",
        width: 190,
        sortBy: (row) => row.sinceAt,
        cell: (row) => spokenInstant(row.sinceAt, { locale, today }, timeZone),
      },
    ],
    [locale, timeZone, today],
  );
  const again = async (row: NeedsAttention) => {
    const done = await lookAgain.run({ attentionId: row.id });
    if (done) showToast({ message: `${row.name} is billed as usual again.` });
  };
  const actions = (row: NeedsAttention): readonly RowAction[] => [
    ...(may("billing.run") && row.actions.includes("look_again")
      ? [{ id: "again", label: "Look again now", icon: IconRefresh, run: () => void again(row) }]
      : []),
    ...(may("memberships.change") && exitOf(row) !== null
      ? [{ id: "exit", label: "Leaving early…", icon: IconDoorExit, run: () => setLeaving(exitOf(row)) }]
      : []),
    ...(may("billing.run") && row.actions.includes("settle")
      ? [{ id: "settle", label: "Settled…", icon: IconCheck, run: () => setSettling(row) }]
      : []),
    ...(row.patientId === null
      ? []
      : [
          {
            id: "chart",
            label: "Open the chart",
            icon: IconUser,
            href: hrefTo("/patients/$patientId", { patientId: row.patientId }),
          },
        ]),
  ];
  return (
    <div className={classes["tab"]}>
      <RefusalNote failure={lookAgain.failure} />
      <DataTable
        tableId="needs-attention"
        label="Needs attention"
        columns={columns}
        rows={answer.data ?? []}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.id)}
        rowLabel={(row) => row.name}
        rowActions={actions}
        count={answer.data?.length ?? 0}
        empty={<EmptyState title="Nobody needs attention">Billing runs for every household.</EmptyState>}
      />
      {leaving !== null && <EarlyExitDialog membershipId={leaving} onClose={() => setLeaving(null)} />}
      {settling !== null && <SettleDialog row={settling} onClose={() => setSettling(null)} />}
    </div>
  );
}

/** The membership that lapsed under a commitment, where that is what waits (BIL-15). */
function exitOf({ kind, subject }: NeedsAttention): MembershipId | null {
  const id = kind === "early_exit" ? /^membership\/(\d+)$/.exec(subject)?.[1] : undefined;
  return id === undefined ? null : asId<MembershipId>(Number(id));
}
