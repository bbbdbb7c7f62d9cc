/** Each member's price before and after, with the way to leave somebody out (MEM-17). */
import { Button } from "@mantine/core";
import { IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { useMemo } from "react";
import type { RaisedRow } from "#contract/plan-upkeep.ts";
import type { MembershipId } from "#domain/identity.ts";
import { saveCsv } from "../../app/save-file.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { periodNames, type Months } from "../memberships/period-words.ts";
import { countBy, ListFilters, useListFilter } from "./ListFilters.tsx";
import { raisedCsv } from "./rise-draft.ts";
import { leftOutWords } from "./upkeep-words.ts";

type Fate = "in" | NonNullable<RaisedRow["leftOut"]>;

const words: Readonly<Record<Fate, { readonly word: string; readonly tone: "information" | "quiet" }>> = {
  in: { word: "Pays the new price", tone: "information" },
  excluded: { word: leftOutWords.excluded, tone: "quiet" },
  same_price: { word: leftOutWords.same_price, tone: "quiet" },
  no_draw_ahead: { word: leftOutWords.no_draw_ahead, tone: "quiet" },
  in_another_rise: { word: leftOutWords.in_another_rise, tone: "quiet" },
};

const fateOf = (row: RaisedRow): Fate => row.leftOut ?? "in";

const columns: readonly DataColumn<RaisedRow>[] = [
  { id: "member", header: "Member", width: 160, grow: 2, sortBy: (row) => row.patientName, cell: (row) => row.patientName },
  { id: "plan", header: "Plan", width: 120, grow: 1, sortBy: (row) => row.planName, cell: (row) => row.planName },
  { id: "pays", header: "Pays", width: 100, sortBy: (row) => row.periodMonths, cell: (row) => periodNames[row.periodMonths as Months] },
  { id: "old", header: "Price now", width: 100, kind: "money", sortBy: (row) => row.oldCents, cell: (row) => <Money cents={row.oldCents} /> },
  { id: "new", header: "New price", width: 100, kind: "money", sortBy: (row) => row.newCents, cell: (row) => <Money cents={row.newCents} /> },
  {
    id: "first",
    header: "First draw",
    width: 120,
    kind: "day",
    sortBy: (row) => row.firstOn,
    cell: (row) => row.leftOut === null && row.firstOn !== null && <DayText day={row.firstOn} as="short" />,
  },
  { id: "fate", header: "In it", width: 190, sortBy: (row) => words[fateOf(row)].word, cell: (row) => <StatusChip {...words[fateOf(row)]} /> },
];

export type RaisedTableProps = {
  readonly rows: readonly RaisedRow[];
  readonly onExclude: (ids: readonly MembershipId[], isOut: boolean) => void;
};

export function RaisedTable({ rows, onExclude }: RaisedTableProps) {
  const todayOn = useToday();
  const { money } = usePracticeFormat();
  const counts = useMemo(() => countBy(rows, fateOf), [rows]);
  const { shown } = useListFilter(rows, fateOf);
  const save = () => saveCsv(`price-rise-${todayOn}.csv`, raisedCsv(shown, money.digits));
  return (
    <DataTable
      tableId="raised-members"
      label="Members and their prices"
      columns={columns}
      rows={shown}
      count={shown.length}
      maxRows={14}
      rowId={(row) => String(row.membershipId)}
      rowLabel={(row) => row.patientName}
      onExportCsv={save}
      rowActions={(row) => [
        row.leftOut === "excluded"
          ? { id: "in", label: "Take in again", icon: IconUserPlus, run: () => onExclude([row.membershipId], false) }
          : {
              id: "out",
              label: "Leave out",
              icon: IconUserMinus,
              ...(row.leftOut === null ? {} : { unavailable: leftOutWords[row.leftOut] }),
              run: () => onExclude([row.membershipId], true),
            },
      ]}
      selectionBar={(ids, clear) => (
        <>
          {ids.length} selected
          <Button
            size="xs"
            onClick={() => {
              onExclude(ids.map((id) => Number(id) as MembershipId), true);
              clear();
            }}
          >
            Leave out
          </Button>
        </>
      )}
      filters={<ListFilters words={words} counts={counts} label="In it" />}
      empty={<EmptyState title="Nobody like that">Choose other words or another state to see more.</EmptyState>}
    />
  );
}
