/** Closing days (INV-12): what was counted, what is locked, and what waits. */
import { Button, Group } from "@mantine/core";
import { IconCalculator, IconFileSpreadsheet, IconLock, IconLockOpen } from "@tabler/icons-react";
import { useState } from "react";
import type { DayStateView } from "#contract/closing.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useToday } from "../../format/PracticeFormat.tsx";
import { fullDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { ClosingNav } from "./ClosingNav.tsx";
import { CountDialog } from "./CountDialog.tsx";
import { LockDialog } from "./LockDialog.tsx";
import { LockHistory } from "./LockHistory.tsx";
import { UnlockDialog } from "./UnlockDialog.tsx";

const columns: readonly DataColumn<DayStateView>[] = [
  { id: "day", header: "Day", width: 170, required: true, kind: "day", sortBy: (row) => row.dayOn, cell: (row) => <DayText day={row.dayOn} as="full" /> },
  { id: "entries", header: "Entries", width: 90, kind: "number", sortBy: (row) => row.entries, cell: (row) => row.entries },
  {
    id: "state",
    header: "State",
    width: 170,
    grow: 1,
    cell: (row) =>
      row.closedAt === null ? (
        <StatusChip tone="attention" word={row.isLocked ? "Locked, not counted" : "Not closed"} />
      ) : row.isLocked ? (
        <StatusChip tone="good" word="Closed and locked" icon={IconLock} />
      ) : (
        <StatusChip tone="information" word="Closed" />
      ),
  },
  { id: "counts", header: "Counts", width: 90, kind: "number", sortBy: (row) => row.counts, cell: (row) => row.counts },
  {
    id: "over",
    header: "Over or short",
    width: 120,
    kind: "money",
    sortBy: (row) => row.overCents ?? 0,
    cell: (row) => (row.overCents === null ? null : <Money cents={toCents(row.overCents)} />),
  },
];

type Act = { readonly kind: "count" | "lock" | "unlock"; readonly dayOn: Day };

export function CloseDayPage() {
  const office = useOffice();
  const may = useMay();
  const today = useToday();
  const { locale } = usePracticeFormat();
  const [doing, setDoing] = useState<Act | null>(null);
  const answer = useQueryOf(office.closing.days, {}, { topics: ["closing", "payments", "invoices", "billing", "clock"] });
  const through = answer.data?.lockedThrough ?? null;
  const close = () => setDoing(null);
  return (
    <Page
      title="Close the day"
      layout="flow"
      about="Count the drawer in the evening, lock the day when it is over."
      actions={
        <Group gap={8}>
          {may("day.lock") && (
            <Button
              variant="default"
              leftSection={<IconLock size={16} aria-hidden />}
              onClick={() => setDoing({ kind: "lock", dayOn: addDays(today, -1) })}
            >
              Lock days…
            </Button>
          )}
          {may("day.close") && (
            <Button leftSection={<IconCalculator size={16} aria-hidden />} onClick={() => setDoing({ kind: "count", dayOn: today })}>
              Count today’s drawer…
            </Button>
          )}
        </Group>
      }
    >
      <ClosingNav current="close" />
      {answer.data !== undefined && (
        <Note tone="information">
          {through === null
            ? "No day is locked yet. Nothing keeps entries out of days gone by."
            : `The books are locked through ${fullDay(through, locale)}. Nothing can be entered on these days any more.`}
        </Note>
      )}
      <Panel title="The last weeks" flush>
        <DataTable
          tableId="closing-days"
          label="Days"
          frameless
          maxRows={14}
          columns={columns}
          rows={answer.data?.days ?? []}
          loading={answer.loading}
          failure={answer.failure}
          onRetry={answer.retry}
          rowId={(row) => row.dayOn}
          rowLabel={(row) => fullDay(row.dayOn, locale)}
          rowActions={(row) => actionsOf(row, may, today, setDoing)}
          empty={<EmptyState title="No entries in the last weeks">A day appears here with its first entry.</EmptyState>}
        />
      </Panel>
      <Panel title="Locked and unlocked" flush>
        <LockHistory answer={answer} />
      </Panel>
      {doing?.kind === "count" && <CountDialog dayOn={doing.dayOn} onClose={close} />}
      {doing?.kind === "lock" && <LockDialog throughOn={doing.dayOn} lockedThrough={through} onClose={close} />}
      {doing?.kind === "unlock" && through !== null && <UnlockDialog dayOn={doing.dayOn} lockedThrough={through} onClose={close} />}
    </Page>
  );
}

function actionsOf(row: DayStateView, may: ReturnType<typeof useMay>, today: Day, act: (next: Act) => void): readonly RowAction[] {
  const { dayOn, isLocked, counts } = row;
  return [
    ...(may("day.close")
      ? [
          {
            id: "count",
            label: counts === 0 ? "Count the drawer…" : "Count again…",
            icon: IconCalculator,
            run: () => act({ kind: "count", dayOn }),
            ...(isLocked ? { unavailable: "The day is locked." } : {}),
          },
        ]
      : []),
    ...(may("reports.view")
      ? [
          {
            id: "sheet",
            label: "Open the day sheet",
            icon: IconFileSpreadsheet,
            href: hrefTo("/reports/day-sheet", null, { from: dayOn, to: dayOn }),
          },
        ]
      : []),
    ...(may("day.lock") && !isLocked
      ? [
          {
            id: "lock",
            label: "Lock through this day…",
            icon: IconLock,
            run: () => act({ kind: "lock", dayOn }),
            ...(dayOn >= today ? { unavailable: "The day is not over." } : {}),
          },
        ]
      : []),
    ...(may("day.unlock") && isLocked
      ? [
          {
            id: "unlock",
            label: "Unlock…",
            icon: IconLockOpen,
            tone: "trouble" as const,
            run: () => act({ kind: "unlock", dayOn }),
          },
        ]
      : []),
  ];
}
