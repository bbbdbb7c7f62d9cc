/** Who grows out of a plan, what happens then, and the way to decide it (MEM-16). */
import { IconCake, IconListDetails, IconPencil } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { AgeOutRow } from "#contract/plan-upkeep.ts";
import { hrefTo } from "../../app/address.ts";
import type { QueryAnswer } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { AgeOutDialog } from "./AgeOutDialog.tsx";
import { countBy, ListFilters, useListFilter } from "./ListFilters.tsx";
import { ageOutWords } from "./upkeep-words.ts";
import classes from "./PlanUpkeep.module.css";

const columns: readonly DataColumn<AgeOutRow>[] = [
  { id: "member", header: "Member", width: 140, grow: 2, sortBy: (row) => row.patientName, cell: (row) => row.patientName },
  { id: "plan", header: "Plan", width: 90, grow: 1, sortBy: (row) => row.planName, cell: (row) => row.planName },
  {
    id: "birthday",
    header: "Birthday",
    width: 104,
    kind: "day",
    sortBy: (row) => row.birthdayOn,
    cell: (row) => row.birthdayOn !== null && <DayText day={row.birthdayOn} as="short" />,
  },
  {
    id: "moves",
    header: "With the draw of",
    width: 116,
    kind: "day",
    sortBy: (row) => row.movesOn,
    cell: (row) => row.movesOn !== null && row.state !== "stays" && <DayText day={row.movesOn} as="short" />,
  },
  { id: "to", header: "Goes to", width: 90, grow: 1, sortBy: (row) => row.successorName, cell: (row) => row.successorName ?? "" },
  { id: "before", header: "Pays now", width: 92, kind: "money", sortBy: (row) => row.oldCents, cell: (row) => <Money cents={row.oldCents} /> },
  {
    id: "after",
    header: "Then",
    width: 72,
    kind: "money",
    sortBy: (row) => row.newCents,
    cell: (row) => row.newCents !== null && <Money cents={row.newCents} />,
  },
  {
    id: "state",
    header: "What happens",
    width: 176,
    sortBy: (row) => ageOutWords[row.state].word,
    cell: (row) => <StatusChip {...ageOutWords[row.state]} />,
  },
  {
    id: "why",
    header: "Decided",
    width: 126,
    grow: 1,
    sortBy: (row) => row.chosen?.reason ?? null,
    cell: (row) => (row.chosen === null ? "" : `${row.chosen.reason}${row.chosen.by === "" ? "" : `, ${row.chosen.by}`}`),
  },
];

const stateOf = (row: AgeOutRow) => row.state;
const noRows: readonly AgeOutRow[] = [];

export function AgeOutsTable({ answer }: { readonly answer: QueryAnswer<AgeOutRow[]> }) {
  const may = useMay();
  const [deciding, setDeciding] = useState<AgeOutRow | null>(null);
  const rows = answer.data ?? noRows;
  const counts = useMemo(() => countBy(rows, stateOf), [rows]);
  const { shown, isFiltered } = useListFilter(rows, stateOf);
  return (
    <div className={classes["tab"]}>
      <DataTable
        tableId="age-outs"
        label="Birthdays"
        columns={columns}
        rows={shown}
        count={shown.length}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.membershipId)}
        rowLabel={(row) => row.patientName}
        rowHref={(row) => hrefTo("/patients/$patientId", { patientId: row.patientId })}
        rowActions={(row) => actionsFor(row, may("memberships.change"), may("prices.change"), setDeciding)}
        filters={<ListFilters words={ageOutWords} counts={counts} label="What happens" />}
        empty={
          isFiltered ? (
            <EmptyState title="Nobody like that">Choose other words or another state to see more.</EmptyState>
          ) : (
            <EmptyState title="Nobody grows out of a plan" icon={IconCake}>
              Birthdays of the next months stand here where a plan has an upper age. Set it on the plan, with the plan to go to.
            </EmptyState>
          )
        }
      />
      {deciding !== null && <AgeOutDialog row={deciding} onClose={() => setDeciding(null)} />}
    </div>
  );
}

function actionsFor(row: AgeOutRow, mayChange: boolean, mayPrice: boolean, decide: (row: AgeOutRow) => void): RowAction[] {
  const actions: RowAction[] = [];
  if (row.state === "no_birth_date")
    actions.push({ id: "birth", label: "Enter the birth date…", icon: IconPencil, href: hrefTo("/patients/$patientId/edit", { patientId: row.patientId }) });
  else if (mayChange) actions.push({ id: "decide", label: "Decide…", icon: IconCake, run: () => decide(row) });
  if (mayPrice)
    actions.push({ id: "plan", label: "Open the plan", icon: IconListDetails, href: hrefTo("/memberships/plans/$planId", { planId: row.planId }) });
  return actions;
}
