/** A patient's appointments on the chart (UI-3), newest first, each the way to its day on the schedule. */
import type { Appointment } from "#contract/schedule.ts";
import type { PatientId } from "#domain/identity.ts";
import { appointmentStates } from "#domain/schedule/visit-state.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useFilters } from "../../app/use-address-state.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import type { Filters } from "../../kit/filters/filter-kinds.ts";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { lengthText, timeText } from "./time-text.ts";
import { stateLooks } from "./visit-words.ts";

const filters = {
  q: { kind: "text", label: "Services or note" },
  state: { kind: "choice", label: "State", options: appointmentStates.map((value) => ({ value, label: stateLooks[value].word })) },
} as const satisfies Filters;

const columns: readonly DataColumn<Appointment>[] = [
  { id: "day", header: "Day", width: 130, kind: "day", required: true, sortBy: (row) => row.startsAt, cell: (row) => <DayText day={row.visitOn} as="full" /> },
  { id: "time", header: "Time", width: 90, cell: (row) => <Time minute={row.fromMinute} /> },
  { id: "length", header: "Length", width: 90, sortBy: (row) => row.minutes, cell: (row) => lengthText(row.minutes) },
  { id: "services", header: "Services", width: 200, grow: 2, sortBy: (row) => row.services, cell: (row) => row.services },
  { id: "note", header: "Note", width: 160, grow: 1, cell: (row) => row.note },
  { id: "state", header: "State", width: 140, sortBy: (row) => stateLooks[row.state].word, cell: (row) => <StatusChip {...stateLooks[row.state]} /> },
];

export function PatientVisits({ patientId }: { readonly patientId: PatientId }) {
  const office = useOffice();
  const [values, setValues] = useFilters(filters);
  const visits = useQueryOf(office.schedule.ofPatient, { patientId }, { topics: ["schedule", `patient/${patientId}`] });
  const words = values.q.trim().toLowerCase();
  const rows = (visits.data ?? []).filter(
    (row) => (values.state.length === 0 || values.state.includes(row.state)) && `${row.services} ${row.note}`.toLowerCase().includes(words),
  );
  return (
    <DataTable
      tableId="visits"
      label="Appointments"
      rows={rows}
      loading={visits.loading}
      failure={visits.failure}
      onRetry={visits.retry}
      rowId={(row) => String(row.appointmentId)}
      rowLabel={(row) => `appointment of ${row.visitOn}`}
      rowHref={(row) => hrefTo("/schedule", null, { on: row.visitOn, appointment: String(row.appointmentId) })}
      columns={columns}
      count={rows.length}
      filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
      empty={<EmptyState title="No appointments">Book one under Add new, or on the schedule.</EmptyState>}
    />
  );
}

function Time({ minute }: { readonly minute: number }) {
  const { locale } = usePracticeFormat();
  return timeText(minute, locale);
}
