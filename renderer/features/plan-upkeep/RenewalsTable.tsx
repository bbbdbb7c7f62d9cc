/** Terms that end within a month, and those that began and wait for their payment (MEM-18). */
import { IconCalendarRepeat, IconCash, IconRefresh, IconUser } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { RenewalRow } from "#contract/plan-upkeep.ts";
import { hrefTo } from "../../app/address.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { periodNames, type Months } from "../memberships/period-words.ts";
import { countBy, ListFilters, useListFilter } from "./ListFilters.tsx";
import { RenewTermDialog } from "./RenewTermDialog.tsx";
import { renewalWords } from "./upkeep-words.ts";
import classes from "./PlanUpkeep.module.css";

const columns: readonly DataColumn<RenewalRow>[] = [
  { id: "member", header: "Member", width: 150, grow: 2, sortBy: (row) => row.patientName, cell: (row) => row.patientName },
  { id: "plan", header: "Plan", width: 120, grow: 1, sortBy: (row) => row.planName, cell: (row) => row.planName },
  { id: "pays", header: "Pays", width: 96, sortBy: (row) => row.periodMonths, cell: (row) => periodNames[row.periodMonths as Months] },
  { id: "on", header: "Next term", width: 120, kind: "day", sortBy: (row) => row.renewsOn, cell: (row) => <DayText day={row.renewsOn} as="short" /> },
  { id: "amount", header: "First dues", width: 100, kind: "money", sortBy: (row) => row.priceCents, cell: (row) => row.what !== "ends" && <Money cents={row.priceCents} /> },
  { id: "what", header: "What happens", width: 190, sortBy: (row) => renewalWords[row.what].word, cell: (row) => <StatusChip {...renewalWords[row.what]} /> },
  { id: "letters", header: "Letters", width: 170, grow: 1, cell: lettersOf },
];

function lettersOf(row: RenewalRow): string {
  const told = row.letters.filter(({ toldOn }) => toldOn !== null).length;
  const waiting = row.letters.filter(({ state }) => state === "queued").length;
  if (told === 0 && waiting === 0) return "";
  return [told > 0 ? `${told} out` : "", waiting > 0 ? `${waiting} to print` : ""].filter((part) => part !== "").join(", ");
}

const whatOf = (row: RenewalRow) => row.what;
const noRows: readonly RenewalRow[] = [];

export function RenewalsTable({ answer }: { readonly answer: QueryAnswer<RenewalRow[]> }) {
  const may = useMay();
  const [renewing, setRenewing] = useState<RenewalRow | null>(null);
  const rows = answer.data ?? noRows;
  const counts = useMemo(() => countBy(rows, whatOf), [rows]);
  const { shown, isFiltered } = useListFilter(rows, whatOf);
  return (
    <div className={classes["tab"]}>
      <DataTable
        tableId="renewals"
        label="Terms that end"
        columns={columns}
        rows={shown}
        count={shown.length}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.membershipId)}
        rowLabel={(row) => row.patientName}
        rowHref={(row) => hrefTo("/patients/$patientId", { patientId: row.patientId })}
        rowActions={(row) => [
          ...(row.what === "renewed_unpaid"
            ? [{ id: "collect", label: "To collect", icon: IconCash, href: hrefTo("/collections", null, { tab: "unpaid" }) }]
            : []),
          ...(row.what === "ends" && may("memberships.change")
            ? [{ id: "renew", label: "Let it go on…", icon: IconRefresh, run: () => setRenewing(row) }]
            : []),
          { id: "chart", label: "Open the chart", icon: IconUser, href: hrefTo("/patients/$patientId", { patientId: row.patientId }) },
        ]}
        filters={<ListFilters words={renewalWords} counts={counts} label="What happens" />}
        empty={
          isFiltered ? (
            <EmptyState title="Nothing like that">Choose other words or another state to see more.</EmptyState>
          ) : (
            <EmptyState title="No term ends within a month" icon={IconCalendarRepeat}>
              Commitments, paid years and plans that end by themselves stand here a month before.
            </EmptyState>
          )
        }
      />
      {renewing !== null && <RenewTermDialog row={renewing} onClose={() => setRenewing(null)} />}
    </div>
  );
}
