/** Every try to charge a card of the household, with what to say to the patient (BIL-12). */
import { IconFileInvoice, IconMessage, IconQuestionMark } from "@tabler/icons-react";
import { useState } from "react";
import type { AttemptRow } from "#contract/charging.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useMay } from "../../app/status.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Panel } from "../../kit/Page.tsx";
import type { RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { DeclineDialog } from "./DeclineDialog.tsx";
import { ResolveDialog } from "./ResolveDialog.tsx";
import { attemptColumns, attemptInvoiceHref } from "./attempt-columns.tsx";
import { useAttempts } from "./use-cards.ts";

export function AttemptsPanel({ householdId }: { readonly householdId: HouseholdId }) {
  const attempts = useAttempts(householdId);
  const { actions, dialog } = useAttemptActions();
  return (
    <Panel title="Card charges" flush>
      <DataTable
        tableId="household-charges"
        label="Card charges"
        frameless
        maxRows={12}
        columns={attemptColumns}
        rows={attempts.data ?? []}
        loading={attempts.loading}
        failure={attempts.failure}
        onRetry={attempts.retry}
        rowId={(row) => row.key}
        rowLabel={(row) => `charge for invoice ${row.invoiceNumber ?? "unknown"}`}
        rowActions={actions}
        empty={
          <EmptyState title="No card was charged yet" compact>
            Charges appear here with their outcome and what to say about it.
          </EmptyState>
        }
      />
      {dialog}
    </Panel>
  );
}

/** What can be done with one try, the same in every list of them. */
export function useAttemptActions() {
  const may = useMay();
  const [saying, setSaying] = useState<AttemptRow | null>(null);
  const [resolving, setResolving] = useState<AttemptRow | null>(null);
  const actions = (row: AttemptRow): readonly RowAction[] => {
    const href = attemptInvoiceHref(row);
    return [
      ...(href === null ? [] : [{ id: "invoice", label: "Open the invoice", icon: IconFileInvoice, href }]),
      ...(row.patientSentence === null
        ? []
        : [{ id: "say", label: "What to say…", icon: IconMessage, run: () => setSaying(row) }]),
      ...(may("billing.run") && row.canBeResolved
        ? [
            {
              id: "resolve",
              label: "Enter what the processor shows…",
              icon: IconQuestionMark,
              run: () => setResolving(row),
            },
          ]
        : []),
    ];
  };
  const dialog = (
    <>
      {saying !== null && <DeclineDialog attempt={saying} onClose={() => setSaying(null)} />}
      {resolving !== null && <ResolveDialog attempt={resolving} onClose={() => setResolving(null)} />}
    </>
  );
  return { actions, dialog };
}
