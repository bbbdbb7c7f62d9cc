/** Statements for all open balances (DOC-4, DOC-5): choose, by e-mail or on paper as each household likes, mark as sent. */
import { Anchor, Button, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { IconMail, IconPrinter, IconUser } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { StatementCandidate } from "#contract/statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { saveCsv } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { LabelsDialog } from "../labels/LabelsDialog.tsx";
import { FinishedRun } from "./FinishedRun.tsx";
import { candidatesCsv } from "./run-csv.ts";
import { RunDialog } from "./RunDialog.tsx";
import { runLabel, waysInWords, waysOf } from "./run-words.ts";
import { useBatch, type StatementBy } from "./use-batch.ts";
import classes from "./Documents.module.css";

const columns: readonly DataColumn<StatementCandidate>[] = [
  { id: "payer", header: "Payer", width: 150, grow: 2, sortBy: (row) => row.payerName, cell: (row) => row.payerName },
  {
    id: "by",
    header: "By",
    width: 150,
    grow: 2,
    sortBy: (row) => `${row.by} ${row.toEmail}`,
    cell: (row) => (row.by === "email" ? row.toEmail : row.remark === "" ? "Paper" : `Paper: ${row.remark.toLowerCase()}`),
  },
  { id: "postal", header: "Postal code", width: 96, sortBy: (row) => row.postalCode, cell: (row) => row.postalCode },
  { id: "city", header: "Town", width: 110, grow: 1, hidden: true, sortBy: (row) => row.city, cell: (row) => row.city },
  {
    id: "oldest",
    header: "Oldest due",
    width: 100,
    kind: "day",
    sortBy: (row) => row.oldestDueOn,
    cell: (row) => (row.oldestDueOn === null ? "" : <DayText day={row.oldestDueOn} as="short" />),
  },
  {
    id: "last",
    header: "Last statement",
    width: 120,
    kind: "day",
    sortBy: (row) => row.lastStatementOn,
    cell: (row) => (row.lastStatementOn === null ? "never" : <DayText day={row.lastStatementOn} as="short" />),
  },
  {
    id: "problem",
    header: "In the way",
    width: 150,
    grow: 1,
    sortBy: (row) => row.problem,
    cell: (row) => (row.problem === "" ? "" : <StatusChip tone="attention" word={row.problem} />),
  },
  {
    id: "balance",
    header: "Owes",
    width: 110,
    kind: "money",
    sortBy: (row) => row.balanceCents,
    cell: (row) => <Money cents={row.balanceCents} />,
  },
];

export function StatementsPage() {
  const office = useOffice();
  const may = useMay();
  const { today, money } = usePracticeFormat();
  const [minimum, setMinimum] = useState<Cents | null>(null);
  const [notSentDays, setNotSentDays] = useState(0);
  const [note, setNote] = useState("");
  const [by, setBy] = useState<StatementBy>("preference");
  const [asked, setAsked] = useState<readonly StatementCandidate[] | null>(null);
  const [labelsFor, setLabelsFor] = useState<readonly HouseholdId[] | null>(null);
  const batch = useBatch();
  const list = useQueryOf(
    office.statements.candidates,
    { minimumCents: minimum, notSentDays, by },
    { topics: ["invoices", "payments", "statements", "patients", "mail"], keepPrevious: true },
  );
  const rows = useMemo(() => list.data ?? [], [list.data]);
  const ways = waysOf(rows);
  const going = ways.email + ways.print;
  const run = (chosen: readonly StatementCandidate[]) =>
    void batch.run({ householdIds: chosen.map((row) => row.householdId), by, note });
  return (
    <Page
      title="Statements"
      layout="fill"
      about={
        <>
          {going === 0 ? "By e-mail or on paper, as each household likes." : `${waysInWords(ways)}${ways.leftOut > 0 ? `, ${ways.leftOut} left out` : ""}.`} What
          was paid meanwhile is left out. <Anchor href={hrefTo("/documents/runs")}>Runs so far</Anchor>
        </>
      }
      actions={
        may("statements.print") && (
          <Button
            leftSection={ways.email > 0 ? <IconMail size={16} /> : <IconPrinter size={16} />}
            disabled={going === 0 || batch.running !== null}
            onClick={() => setAsked(rows)}
          >
            {going === 0 ? "Nothing to send" : `${runLabel(ways)}…`}
          </Button>
        )
      }
    >
      <RefusalNote failure={batch.failure} />
      {batch.finished !== null && <FinishedRun run={batch.finished} onClose={batch.forget} />}
      <DataTable
        tableId="statement-candidates"
        label="Households that owe"
        columns={columns}
        rows={rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        rowId={(row) => String(row.householdId)}
        rowLabel={(row) => row.payerName}
        rowHref={(row) =>
          row.patientId === null ? hrefTo("/patients") : hrefTo("/patients/$patientId", { patientId: row.patientId })
        }
        rowActions={(row) => [
          ...(may("statements.print") ? [{
            id: "print",
            label: row.by === "email" ? "Send this statement" : "Make this statement",
            icon: row.by === "email" ? IconMail : IconPrinter,
            ...(row.problem === "" ? {} : { unavailable: row.problem }),
            run: () => setAsked([row]),
          }] : []),
          ...(row.patientId === null
            ? []
            : [
                {
                  id: "chart",
                  label: "Open the chart",
                  icon: IconUser,
                  href: hrefTo("/patients/$patientId", { patientId: row.patientId }),
                },
              ]),
        ]}
        count={rows.length}
        {...(may("export.all") ? { onExportCsv: () => saveCsv(`statements-${today}.csv`, candidatesCsv(rows, money.digits)) } : {})}
        totals={{ balance: <Money cents={addCents(...rows.map((row) => row.balanceCents))} /> }}
        selectionBar={(ids, clear) => (
          <>
            {ids.length} selected
            <Button
              size="xs"
              onClick={() => {
                setAsked(rows.filter((row) => ids.includes(String(row.householdId))));
                clear();
              }}
            >
              {ids.length === 1 ? "This statement…" : "These statements…"}
            </Button>
            <Button size="xs" variant="default" onClick={() => setLabelsFor(ids.map((id) => Number(id) as HouseholdId))}>
              Mailing labels…
            </Button>
          </>
        )}
        filters={
          <Group align="end" gap={12}>
            <MoneyField label="From a balance of" placeholder="5.00" value={minimum} onChange={setMinimum} />
            <NumberInput
              label="Not sent for days"
              w={140}
              min={0}
              max={365}
              allowDecimal={false}
              value={notSentDays}
              onChange={(value) => setNotSentDays(Number(value) || 0)}
            />
            <Select
              label="How"
              w={200}
              allowDeselect={false}
              data={[
                { value: "preference", label: "As each household likes" },
                { value: "print", label: "All on paper" },
              ]}
              value={by}
              onChange={(value) => setBy(value === "print" ? "print" : "preference")}
            />
            <TextInput
              label="Note in bold, above the lines"
              maxLength={500}
              className={classes["note"] ?? ""}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </Group>
        }
        empty={<EmptyState title="Nobody owes enough">No household owes the minimum. Lower it to see more.</EmptyState>}
      />
      {asked !== null && (
        <RunDialog
          rows={asked}
          onClose={() => setAsked(null)}
          onRun={() => {
            setAsked(null);
            run(asked);
          }}
        />
      )}
      <ProgressDialog
        opened={batch.running !== null}
        title="Making statements"
        done={batch.running?.done ?? 0}
        total={batch.running?.total ?? 0}
        onCancel={batch.cancel}
      />
      {labelsFor !== null && <LabelsDialog whom={{ kind: "households", householdIds: labelsFor }} onClose={() => setLabelsFor(null)} />}
    </Page>
  );
}
