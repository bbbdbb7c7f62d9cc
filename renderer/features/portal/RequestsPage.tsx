/** Requests to join that came from the portal (PKG-4): enrolled with what was asked for, or declined with a reason. */
import { Anchor, Button } from "@mantine/core";
import { IconUser, IconUserPlus, IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Instant } from "#domain/calendar.ts";
import type { JoinRequestRow } from "#contract/portal.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { saveCsv } from "../../app/save-file.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { Page } from "../../kit/Page.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { DeclineDialog } from "./DeclineDialog.tsx";
import { enrolHref, matchesRequest, requestChips, requestFilters, requestsCsv, wishOf } from "./request-words.ts";

export function RequestsPage() {
  const office = useOffice();
  const may = useMay();
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const answer = useQueryOf(office.portal.requests, {}, { topics: ["portal", "memberships", "patients"] });
  const settings = useQueryOf(office.portal.settings, {}, { topics: ["portal"] });
  const [values, setValues] = useFilters(requestFilters);
  const [declining, setDeclining] = useState<JoinRequestRow | null>(null);
  const rows = useMemo(() => (answer.data ?? []).filter((row) => matchesRequest(row, values)), [answer.data, values]);
  const columns = useMemo((): readonly DataColumn<JoinRequestRow>[] => {
    const at = (instant: Instant) => spokenInstant(instant, { locale, today }, timeZone);
    return [
      { id: "who", header: "Who", width: 160, grow: 1, required: true, sortBy: (row) => row.patientName, cell: (row) => row.patientName },
      { id: "wish", header: "Asks for", width: 190, grow: 1, sortBy: wishOf, cell: wishOf },
      { id: "note", header: "In their words", width: 220, grow: 3, sortBy: (row) => row.note, cell: (row) => row.note },
      { id: "asked", header: "Asked", width: 170, kind: "day", sortBy: (row) => row.askedAt, cell: (row) => at(row.askedAt) },
      { id: "state", header: "State", width: 120, sortBy: (row) => row.state, cell: (row) => <StatusChip {...requestChips[row.state]} /> },
      { id: "reason", header: "Answer", width: 180, grow: 2, sortBy: (row) => row.reason, cell: (row) => row.reason },
      { id: "decided", header: "Decided", width: 170, kind: "day", hidden: true, sortBy: (row) => row.decidedAt, cell: (row) => (row.decidedAt === null ? "" : at(row.decidedAt)) },
      { id: "by", header: "By", width: 130, hidden: true, sortBy: (row) => row.decidedBy, cell: (row) => row.decidedBy },
    ];
  }, [locale, today, timeZone]);
  return (
    <Page
      title="Requests to join"
      layout="fill"
      about={
        <>
          <Anchor href={hrefTo("/memberships")}>Memberships</Anchor> · Asked on the portal; nobody is enrolled before you do it
        </>
      }
    >
      <DataTable
        tableId="join-requests"
        label="Requests to join"
        columns={columns}
        rows={rows}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.requestId)}
        rowLabel={(row) => `request of ${row.patientName}`}
        rowHref={(row) => hrefTo("/patients/$patientId", { patientId: row.patientId })}
        rowActions={(row) => [
          ...(may("memberships.enroll") && row.state === "open"
            ? [
                { id: "enrol", label: "Enrol…", icon: IconUserPlus, href: enrolHref(row) },
                { id: "decline", label: "Decline…", icon: IconX, run: () => setDeclining(row) },
              ]
            : []),
          { id: "chart", label: "Open the chart", icon: IconUser, href: hrefTo("/patients/$patientId", { patientId: row.patientId }) },
        ]}
        count={rows.length}
        {...(may("export.all") ? { onExportCsv: () => saveCsv(`requests-to-join-${today}.csv`, requestsCsv(rows)) } : {})}
        filters={<FilterBar filters={requestFilters} values={values} onChange={setValues} />}
        empty={
          answer.data?.length === 0 ? (
            <EmptyState
              title="Nobody has asked"
              action={
                <Button component="a" variant="default" href={hrefTo("/settings/portal")}>
                  Portal settings
                </Button>
              }
            >
              {settings.data?.isConnected === false
                ? "Requests come from the patient portal, and the portal comes with the relay connection, which this practice does not have."
                : "Requests that patients make on the portal wait here for you."}
            </EmptyState>
          ) : (
            <EmptyState title="Nothing matches">Clear a filter to see the others.</EmptyState>
          )
        }
      />
      {declining !== null && <DeclineDialog row={declining} onClose={() => setDeclining(null)} />}
    </Page>
  );
}
