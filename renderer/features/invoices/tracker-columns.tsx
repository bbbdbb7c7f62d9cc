/** The columns of the tracker (INV-4). */
import type { TrackerRow } from "#contract/invoices.ts";
import { toDay } from "#domain/calendar.ts";
import { sentWord } from "#domain/invoices/status-words.ts";
import { trackerSorts } from "#domain/invoices/tracker-query.ts";
import { DayText } from "../../kit/DayText.tsx";
import { InvoiceStatusChip } from "../../kit/InvoiceStatusChip.tsx";
import { Money } from "../../kit/Money.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";

export const trackerColumns: readonly DataColumn<TrackerRow>[] = [
  {
    id: "number",
    header: "Number",
    width: 74,
    sortable: true,
    cell: (row) => row.number ?? "Draft",
  },
  {
    id: "date",
    header: "Date",
    width: 96,
    kind: "day",
    sortable: true,
    cell: (row) => <DayText day={row.invoicedOn} as="short" />,
  },
  {
    id: "patient",
    header: "Patient",
    width: 120,
    grow: 2,
    sortable: true,
    cell: (row) => row.patientName,
  },
  {
    id: "payer",
    header: "Payer",
    width: 104,
    grow: 1,
    sortable: true,
    cell: (row) => row.payerName,
  },
  {
    id: "due",
    header: "Due",
    width: 96,
    kind: "day",
    sortable: true,
    cell: (row) => <DayText day={row.dueOn} as="short" />,
  },
  {
    id: "status",
    header: "Status",
    width: 116,
    sortable: true,
    cell: (row) => <InvoiceStatusChip status={row.status} />,
  },
  { id: "age", header: "Past due", width: 78, kind: "number", sortable: true, cell: pastDue },
  {
    id: "total",
    header: "Total",
    width: 92,
    kind: "money",
    sortable: true,
    cell: (row) => <Money cents={row.totalCents} />,
  },
  {
    id: "paid",
    header: "Paid",
    width: 92,
    kind: "money",
    sortable: true,
    cell: (row) => <Money cents={row.paidCents} />,
  },
  {
    id: "balance",
    header: "Balance",
    width: 92,
    kind: "money",
    sortable: true,
    required: true,
    cell: (row) => <Money cents={row.balanceCents} />,
  },
  {
    id: "sent",
    header: "Last sent",
    width: 150,
    kind: "day",
    hidden: true,
    sortable: true,
    cell: lastSent,
  },
  {
    id: "reminders",
    header: "Reminders",
    width: 130,
    kind: "day",
    hidden: true,
    sortable: true,
    cell: reminded,
  },
];

/** Every column can be sorted by. */
export const trackerSortColumns = trackerSorts;

/** Age says something about what is owed only. */
function pastDue(row: TrackerRow) {
  return row.balanceCents > 0 && row.ageDays > 0 ? `${row.ageDays} d` : "";
}

function lastSent({ lastSentAt, lastChannel }: TrackerRow) {
  if (lastSentAt === null) return "never";
  return (
    <>
      <DayText day={toDay(lastSentAt.slice(0, 10))} as="short" />
      {lastChannel !== null && `, ${sentWord(lastChannel).toLowerCase()}`}
    </>
  );
}

/** How many, and the day of the last. */
function reminded({ reminders, lastRemindedOn }: TrackerRow) {
  if (reminders === 0 || lastRemindedOn === null) return "";
  return (
    <>
      {reminders}, <DayText day={lastRemindedOn} as="short" />
    </>
  );
}
