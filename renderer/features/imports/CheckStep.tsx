/** What would happen (PPL-18): counts, problems with line and reason, what to do about held rows; then the import. */
import { Button, Checkbox } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { problemSentence, severityOf, type RowProblem } from "#domain/imports/row-problem.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Columns, Panel } from "../../kit/Page.tsx";
import { ProgressBar } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import {
  factLines,
  importLabel,
  severityLooks,
  verdictLines,
  type CountLine,
} from "./import-words.ts";
import type { CheckReport, ImportChoices } from "./import-flow.ts";
import { theImport, useTheImport } from "./the-import.ts";
import classes from "./Imports.module.css";

type Shown = RowProblem & { readonly key: string };

const columns: readonly DataColumn<Shown>[] = [
  {
    id: "line",
    header: "Line",
    width: 70,
    kind: "number",
    sortBy: (row) => row.line,
    cell: (row) => row.line,
  },
  {
    id: "kind",
    header: "What becomes of it",
    width: 140,
    sortBy: (row) => severityOf(row.code),
    cell: (row) => {
      const { tone, word } = severityLooks[severityOf(row.code)];
      return <StatusChip tone={tone} word={word} />;
    },
  },
  {
    id: "column",
    header: "Column",
    width: 80,
    kind: "number",
    sortBy: (row) => row.column,
    cell: (row) => row.column ?? "",
  },
  { id: "what", header: "What to do", width: 320, grow: 1, cell: (row) => problemSentence(row) },
];

export function CheckStep() {
  const { report, progress, choices, step } = useTheImport();
  const isImporting = step === "importing";
  return (
    <>
      {progress !== null && (
        <Panel title={isImporting ? "Importing" : "Trying it out"}>
          <ProgressBar
            title={isImporting ? "Importing" : "Trying it out"}
            done={progress.done}
            total={progress.total}
            step={`${progress.done} of ${progress.total} rows${isImporting ? "; they can be seen when all of them are there" : ""}`}
          />
          <div className={classes["bar"]}>
            <span />
            <Button variant="default" onClick={() => theImport.stop()}>
              {isImporting ? "Stop and take everything back" : "Stop"}
            </Button>
          </div>
        </Panel>
      )}
      {report !== null && !isImporting && (
        <Report report={report} choices={choices} isBusy={progress !== null} />
      )}
    </>
  );
}

type ReportProps = {
  readonly report: CheckReport;
  readonly choices: ImportChoices;
  readonly isBusy: boolean;
};

function Report({ report, choices, isBusy }: ReportProps) {
  const office = useOffice();
  const csv = useAsk(office.imports.problemsCsv);
  const { file } = useTheImport();
  const { counts, problems, problemCount } = report;
  const hasDecisions =
    counts.review + counts.duplicate > 0 || choices.importReview || choices.importDuplicates;
  const save = async () => {
    const saved = file && (await csv.run({ fileId: file.fileId }));
    if (saved) saveFile(saved);
  };
  const rows = problems.map((problem, index) => ({ ...problem, key: String(index) }));
  return (
    <>
      <Columns least={300}>
        <Panel title="What becomes of the rows">
          <Counts label="What becomes of the rows" lines={verdictLines(counts)} hasTotal />
        </Panel>
        <Panel title="Who comes">
          <Counts label="Who comes" lines={factLines(counts)} />
        </Panel>
        {hasDecisions && <Decisions report={report} choices={choices} isBusy={isBusy} />}
      </Columns>
      <Panel
        title="Problems"
        flush
        aside={
          problemCount > 0 && (
            <Button
              variant="default"
              size="compact-sm"
              loading={csv.busy}
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => void save()}
            >
              Save all {problemCount} as CSV
            </Button>
          )
        }
      >
        <RefusalNote failure={csv.failure} />
        <DataTable
          tableId="import-problems"
          label="Problems of the import"
          columns={columns}
          rows={rows}
          rowId={(row) => row.key}
          rowLabel={(row) => `line ${row.line}`}
          count={problemCount}
          maxRows={12}
          frameless
          empty={
            <EmptyState title="Nothing to complain about">
              Every row can be imported as it is.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

/** Rows that are held back until somebody says otherwise. */
function Decisions({ report, choices, isBusy }: ReportProps) {
  const office = useOffice();
  const { review, duplicate } = report.counts;
  return (
    <Panel title="Your decision">
      <Checkbox
        label="Import rows that need a decision as they are"
        description={`${review} ${review === 1 ? "row waits" : "rows wait"}. Each keeps the account the file gives.`}
        checked={choices.importReview}
        disabled={isBusy}
        onChange={(event) =>
          void theImport.check(office, { ...choices, importReview: event.currentTarget.checked })
        }
      />
      <Checkbox
        mt="sm"
        label="Import people who seem to be here already, or twice in the file"
        description={`${duplicate} ${duplicate === 1 ? "row is" : "rows are"} held back. They would be there twice.`}
        checked={choices.importDuplicates}
        disabled={isBusy}
        onChange={(event) =>
          void theImport.check(office, {
            ...choices,
            importDuplicates: event.currentTarget.checked,
          })
        }
      />
    </Panel>
  );
}

/** What can be done at this step. */
export function CheckActions() {
  const office = useOffice();
  const { report, progress, step } = useTheImport();
  const isImporting = step === "importing";
  return (
    <>
      <Button variant="default" disabled={isImporting} onClick={() => theImport.goTo("columns")}>
        Back to the columns
      </Button>
      {report !== null && !isImporting && (
        <Button
          disabled={progress !== null || report.counts.new + report.counts.known === 0}
          onClick={() => void theImport.import(office)}
        >
          {importLabel(report.counts)}
        </Button>
      )}
    </>
  );
}

type CountsProps = {
  readonly label: string;
  readonly lines: readonly CountLine[];
  readonly hasTotal?: boolean;
};

function Counts({ label, lines, hasTotal = false }: CountsProps) {
  return (
    <table className={classes["counts"]} aria-label={label}>
      <tbody>
        {lines.map(({ label: name, value, about }, index) => (
          <tr key={name} data-total={(hasTotal && index === lines.length - 1) || undefined}>
            <th scope="row">
              {name}
              {about !== undefined && value > 0 && <small>{about}</small>}
            </th>
            <td className="pf-figures">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
