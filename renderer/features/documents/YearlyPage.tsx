/** Yearly statements (DOC-6): choose the year and the households, print one file in postal order, mark it as printed. */
import { Anchor, Button, Group, SegmentedControl, Select } from "@mantine/core";
import { IconPrinter, IconUser } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { YearlyCandidate, YearlyProgress } from "#contract/yearly-statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useRunStream } from "../../app/client/use-run-stream.ts";
import { saveCsv } from "../../app/save-file.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { yearlyCandidatesCsv } from "./run-csv.ts";
import { YearlyFinished } from "./YearlyFinished.tsx";
import { YearlyRuns } from "./YearlyRuns.tsx";
import { candidatesOf, isRunning, statementsInWords, usualYear, yearlyWhich, yearsToChoose, type YearlyWhich } from "./yearly-words.ts";

const topics = ["invoices", "payments", "statements", "patients"] as const;

export function YearlyPage() {
  const office = useOffice();
  const may = useMay();
  const { locale, today, money } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const [year, setYear] = useState(() => usualYear(today));
  const [which, setWhich] = useState<YearlyWhich>("all");
  const [view, setView] = useState<"households" | "runs">("households");
  const { start, running, finished, failure, cancel, forget } = useRunStream<YearlyProgress>();
  const list = useQueryOf(office.yearlyStatements.candidates, { year }, { topics: [...topics], keepPrevious: true });
  const rows = useMemo(() => candidatesOf(list.data ?? [], which), [list.data, which]);
  const printable = rows.filter((row) => row.problem === "");
  const print = (householdIds: readonly HouseholdId[]) =>
    void start(householdIds.length, (requestId, options) =>
      office.yearlyStatements.runBatch({ requestId, year, householdIds: [...householdIds] }, options),
    );
  const columns = useMemo((): readonly DataColumn<YearlyCandidate>[] => {
    const at = (instant: YearlyCandidate["madeAt"]) => (instant === null ? "not yet" : spokenInstant(instant, { locale, today }, timeZone));
    return [
      { id: "payer", header: "Payer", width: 150, grow: 2, sortBy: (row) => row.payerName, cell: (row) => row.payerName },
      { id: "postal", header: "Postal code", width: 100, sortBy: (row) => row.postalCode, cell: (row) => row.postalCode },
      { id: "city", header: "Town", width: 110, grow: 1, sortBy: (row) => row.city, cell: (row) => row.city },
      { id: "made", header: "Made", width: 170, kind: "day", sortBy: (row) => row.madeAt, cell: (row) => at(row.madeAt) },
      { id: "printed", header: "Printed", width: 170, kind: "day", sortBy: (row) => row.printedAt, cell: (row) => at(row.printedAt) },
      {
        id: "problem",
        header: "In the way",
        width: 160,
        grow: 1,
        sortBy: (row) => row.problem,
        cell: (row) => (row.problem === "" ? "" : <StatusChip tone="attention" word={row.problem} />),
      },
      { id: "net", header: `Paid in ${year}`, width: 120, kind: "money", sortBy: (row) => row.netCents, cell: (row) => <Money cents={row.netCents} /> },
    ];
  }, [locale, today, timeZone, year]);
  const filters = (
    <Group align="end" gap={12}>
      <Select
        label="Year"
        w={110}
        allowDeselect={false}
        data={yearsToChoose(today).map(String)}
        value={String(year)}
        onChange={(value) => setYear(Number(value ?? year))}
      />
      <SegmentedControl
        aria-label="Show"
        data={[
          { value: "households", label: "Households" },
          { value: "runs", label: "Runs so far" },
        ]}
        value={view}
        onChange={(value) => setView(value === "runs" ? "runs" : "households")}
      />
      {view === "households" && (
        <Select
          label="Which households"
          w={190}
          allowDeselect={false}
          data={[...yearlyWhich]}
          value={which}
          onChange={(value) => setWhich(yearlyWhich.find((one) => one.value === value)?.value ?? "all")}
        />
      )}
    </Group>
  );
  return (
    <Page
      title="Yearly statements"
      layout="fill"
      about={
        <>
          {isRunning(year, today) ? `${year} so far: the year still runs.` : `All of ${year}, in postal order.`}{" "}
          <Anchor href={hrefTo("/documents")}>Documents</Anchor>
        </>
      }
      actions={
        may("statements.print") && (
          <Button
            leftSection={<IconPrinter size={16} />}
            disabled={printable.length === 0 || running !== null}
            onClick={() => print(printable.map((row) => row.householdId))}
          >
            {printable.length === 0 ? "Nothing to print" : `Make ${statementsInWords(printable.length)} of ${year}`}
          </Button>
        )
      }
    >
      <RefusalNote failure={failure} />
      {finished !== null && <YearlyFinished run={finished} onClose={forget} />}
      {view === "runs" ? (
        <YearlyRuns year={year} filters={filters} />
      ) : (
        <DataTable
          tableId="yearly-candidates"
          label={`Households with dues or payments in ${year}`}
          columns={columns}
          rows={rows}
          loading={list.loading}
          failure={list.failure}
          onRetry={list.retry}
          rowId={(row) => String(row.householdId)}
          rowLabel={(row) => row.payerName}
          rowHref={(row) => hrefTo("/patients/households/$householdId", { householdId: row.householdId })}
          rowActions={(row) => [
            ...(may("statements.print")
              ? [
                  {
                    id: "print",
                    label: "Make this statement",
                    icon: IconPrinter,
                    ...(row.problem === "" ? {} : { unavailable: row.problem }),
                    run: () => print([row.householdId]),
                  },
                ]
              : []),
            ...(row.patientId === null
              ? []
              : [{ id: "chart", label: "Open the chart", icon: IconUser, href: hrefTo("/patients/$patientId", { patientId: row.patientId }) }]),
          ]}
          count={rows.length}
          {...(may("export.all") ? { onExportCsv: () => saveCsv(`yearly-statements-${year}.csv`, yearlyCandidatesCsv(rows, money.digits)) } : {})}
          filters={filters}
          totals={{ net: <Money cents={addCents(...rows.map((row) => row.netCents))} /> }}
          selectionBar={(ids, clear) => (
            <>
              {ids.length} selected
              {may("statements.print") && (
                <Button
                  size="xs"
                  onClick={() => {
                    print(ids.map((id) => Number(id) as HouseholdId));
                    clear();
                  }}
                >
                  {`Make ${statementsInWords(ids.length)}`}
                </Button>
              )}
            </>
          )}
          empty={
            <EmptyState title={which === "all" ? `Nothing in ${year}` : "Nobody is left"}>
              {which === "all"
                ? "No household had dues or payments in this year. Choose another one."
                : "No household with dues or payments fits the choice. Choose “Everybody” to see them all."}
            </EmptyState>
          }
        />
      )}
      <ProgressDialog opened={running !== null} title="Making yearly statements" done={running?.done ?? 0} total={running?.total ?? 0} onCancel={cancel} />
    </Page>
  );
}
