/** The call list (BIL-13): who to ring, since when, for how much, what to say, and one click for each thing to do. */
import { IconMessage2, IconPlayerPause } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { CallRow } from "#contract/dunning.ts";
import { addCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import type { Filters } from "../../kit/filters/filter-kinds.ts";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { HoldDialog } from "../memberships/hold-and-cancel/HoldDialog.tsx";
import { matchesCall } from "./call-filter.ts";
import { CallSheet } from "./CallSheet.tsx";
import { CauseChip, causeWords, daysText } from "./collection-words.tsx";
import { useDeskActions, type UnpaidInvoice } from "./use-desk-actions.tsx";
import classes from "./Collections.module.css";

const filters = {
  q: { kind: "text", label: "Name or phone" },
  why: {
    kind: "choice",
    label: "Why",
    options: Object.entries(causeWords).map(([value, label]) => ({ value, label })),
  },
  amount: { kind: "money", label: "To pay" },
} as const satisfies Filters;

const columns: readonly DataColumn<CallRow>[] = [
  { id: "payer", header: "Payer", width: 140, grow: 2, sortBy: (row) => row.payerName, cell: (row) => row.payerName },
  { id: "phone", header: "Phone", width: 124, sortBy: (row) => row.phone, cell: (row) => row.phone },
  { id: "why", header: "Why", width: 142, sortBy: (row) => row.cause, cell: (row) => <CauseChip cause={row.cause} /> },
  { id: "days", header: "Since", width: 84, kind: "number", sortBy: (row) => row.days, cell: (row) => daysText(row.days) },
  { id: "next", header: "What happens next", width: 210, grow: 3, sortBy: (row) => row.nextOn, cell: (row) => row.next },
  {
    id: "lapse",
    header: "Lapses",
    width: 104,
    kind: "day",
    sortBy: (row) => row.lapseOn,
    cell: (row) => (row.lapseOn === null ? <span className={classes["quiet"]}>not yet</span> : <DayText day={row.lapseOn} as="short" />),
  },
  { id: "members", header: "Members", width: 140, grow: 1, hidden: true, sortBy: (row) => row.members, cell: (row) => row.members },
  { id: "plan", header: "Payment plan", width: 124, hidden: true, sortBy: (row) => row.planPart, cell: (row) => row.planPart },
  { id: "invoice", header: "Invoice", width: 84, kind: "number", hidden: true, sortBy: (row) => row.invoiceNumber, cell: (row) => row.invoiceNumber },
  { id: "amount", header: "To pay", width: 96, kind: "money", sortBy: (row) => row.amountCents, cell: (row) => <Money cents={row.amountCents} /> },
  { id: "owed", header: "In all", width: 96, kind: "money", hidden: true, sortBy: (row) => row.owedCents, cell: (row) => <Money cents={row.owedCents} /> },
];

export function CallList({ answer }: { readonly answer: QueryAnswer<CallRow[]> }) {
  const may = useMay();
  const [values, setValues] = useFilters(filters);
  const [calling, setCalling] = useState<CallRow | null>(null);
  const [holding, setHolding] = useState<CallRow | null>(null);
  const desk = useDeskActions();
  const rows = useMemo(() => (answer.data ?? []).filter((row) => matchesCall(row, values)), [answer.data, values]);
  return (
    <div className={classes["tab"]}>
      <RefusalNote failure={desk.failure} />
      {desk.surface}
      <DataTable
        tableId="call-list"
        label="Call list"
        columns={columns}
        rows={rows}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.caseId)}
        rowLabel={(row) => row.payerName}
        {...(may("patients.view")
          ? {
              rowHref: (row: CallRow) =>
                row.patientId === null ? hrefTo("/patients") : hrefTo("/patients/$patientId", { patientId: row.patientId }),
            }
          : {})}
        rowActions={(row) => [
          { id: "say", label: "What to say…", icon: IconMessage2, run: () => setCalling(row) },
          ...desk.actionsFor(asUnpaid(row)),
          ...(may("memberships.change") && row.membershipId !== null
            ? [{ id: "hold", label: "Put on hold…", icon: IconPlayerPause, run: () => setHolding(row) }]
            : []),
        ]}
        count={rows.length}
        totals={{
          amount: <Money cents={addCents(...rows.map((row) => row.amountCents))} />,
          owed: <Money cents={addCents(...rows.map((row) => row.owedCents))} />,
        }}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        empty={
          answer.data?.length === 0 ? (
            <EmptyState title="Nobody is past due">Every membership payment due so far has arrived.</EmptyState>
          ) : (
            <EmptyState title="Nobody matches">Clear a filter to see the others.</EmptyState>
          )
        }
      />
      {calling !== null && <CallSheet row={calling} onClose={() => setCalling(null)} />}
      {holding?.membershipId != null && (
        <HoldDialog
          membership={{ membershipId: holding.membershipId, patientName: holding.members, planName: "Membership", standing: "past_due" }}
          onClose={() => setHolding(null)}
        />
      )}
    </div>
  );
}

function asUnpaid(row: CallRow): UnpaidInvoice {
  return {
    invoiceId: row.invoiceId,
    invoiceNumber: row.invoiceNumber,
    householdId: row.householdId,
    payerName: row.payerName,
    patientId: row.patientId,
    balanceCents: row.amountCents,
    group: row.cause,
    waitingNoticeId: row.waitingNoticeId,
  };
}
