/** A coming run as a dry run with the same code (BIL-4): who, how much, from what, and why. */
import { Anchor } from "@mantine/core";
import { useMemo } from "react";
import { isDay, type Day } from "#domain/calendar.ts";
import { addDays } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { Rehearsal } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ExplainButton } from "../../kit/ExplainButton.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";

type Row = Rehearsal["rows"][number];

const methods = { credit: "Household credit", manual: "By hand", card: "Card" } as const;
const troubles: Readonly<Record<string, string>> = {
  no_processor: "No card processor: collect at the desk",
  above_ceiling: "More than usual for a day: allow it first",
  payer_deceased: "The payer has died: choose a new one",
  disputed: "A charge is disputed",
  household_held: "Needs attention first",
  charge_unresolved: "An earlier charge has no answer yet",
  no_card: "No card: ask for one",
  card_expired: "Card expired: ask for a new one",
  card_refused: "The bank refused this card for good: ask for another",
  needs_cardholder: "The bank wants the cardholder to confirm",
  charged_before: "Was charged before: look at it",
  manual_declined: "Declined at the desk: try again there",
  waits_for_review: "Waits in the catch-up review",
  too_old: "Older than 45 days: only when asked",
  skipped_in_review: "Left out in the catch-up review",
  retry_not_due: "Declined last time: the next try comes later",
  one_a_day: "One draw a day: the next one tomorrow",
  attempted_today: "Already tried today",
  attempt_limit: "Tried eight times in 30 days",
  plan_unsigned: "The payment plan is not signed: have it signed first",
  earlier_part_first: "An earlier payment of the plan is still open",
};

const columns: readonly DataColumn<Row>[] = [
  {
    id: "payer",
    header: "Payer",
    width: 180,
    grow: 1,
    sortBy: (row) => row.payerName,
    cell: (row) => row.payerName,
  },
  {
    id: "on",
    header: "Draw day",
    width: 110,
    kind: "day",
    sortBy: (row) => row.drawOn,
    cell: (row) => <DayText day={row.drawOn} as="short" />,
  },
  {
    id: "lines",
    header: "For",
    width: 260,
    grow: 2,
    cell: (row) =>
      row.draw.lines.map((line) => (line.patientName === "" ? line.description : `${line.patientName}: ${line.description}`)).join(" · "),
  },
  {
    id: "method",
    header: "Paid by",
    width: 130,
    sortBy: (row) => row.method,
    cell: (row) => methods[row.method],
  },
  {
    id: "trouble",
    header: "Expected trouble",
    width: 180,
    cell: (row) => row.trouble.map((name) => troubles[name] ?? name).join(", "),
  },
  {
    id: "amount",
    header: "Amount",
    width: 110,
    kind: "money",
    sortBy: (row) => row.cents,
    cell: (row) => {
      const [only] = row.draw.lines;
      return only !== undefined && row.draw.lines.length === 1 ? (
        <ExplainButton
          cents={row.cents}
          label={`Draw of ${row.payerName}`}
          explanation={only.explain}
        />
      ) : (
        <Money cents={row.cents} />
      );
    },
  },
];

export function RehearsalPage() {
  const office = useOffice();
  const todayOn = useToday();
  const [search, change] = useAddressSearch();
  const asked = search["on"];
  const onDay: Day =
    asked !== undefined && isDay(asked) && asked >= todayOn ? asked : addDays(todayOn, 1);
  const rehearsal = useQueryOf(
    office.billing.rehearse,
    { onDay },
    { topics: ["billing", "invoices", "memberships", "payments", "clock"], keepPrevious: true },
  );
  const rows = useMemo(() => rehearsal.data?.rows ?? [], [rehearsal.data]);
  return (
    <Page
      title="Rehearse a billing run"
      layout="fill"
      about="The same code as the real run, taken back at the end. Nothing is saved and nobody is charged."
      actions={
        <>
          <Anchor href={hrefTo("/billing/forecast")}>Twelve months ahead</Anchor>
          <DayField
          label="Day"
          lean="future"
          min={todayOn}
          value={onDay}
          onChange={(day) => {
            if (day !== null) change({ on: day });
          }}
          />
        </>
      }
    >
      <DataTable
        tableId="rehearsal"
        label="Draws of the day"
        columns={columns}
        rows={rows}
        loading={rehearsal.loading}
        failure={rehearsal.failure}
        onRetry={rehearsal.retry}
        rowId={(row) => `${row.householdId} ${row.drawOn}`}
        rowLabel={(row) => `the draw of ${row.payerName}`}
        count={rows.length}
        totals={{ amount: <Money cents={toCents(rehearsal.data?.totalCents ?? 0)} /> }}
        empty={
          <EmptyState title="Nobody is drawn">No membership has a draw up to this day.</EmptyState>
        }
      />
    </Page>
  );
}
