/** Runs of statements (DOC-5): what became of each; the same copy again, sent or taken back, and made anew. */
import { Anchor } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconMail, IconPrinter, IconRefresh } from "@tabler/icons-react";
import { useMemo } from "react";
import type { StatementRun } from "#contract/statements.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, usePagesOf } from "../../app/client/use-query-of.ts";
import { printFile, saveCsv } from "../../app/save-file.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { showToast } from "../../kit/toast.ts";
import { FinishedRun } from "./FinishedRun.tsx";
import { runsCsv } from "./run-csv.ts";
import { canTakeBack, mailsInWords, stateOf, unsentInWords, waysInWords } from "./run-words.ts";
import { useBatch } from "./use-batch.ts";

export function RunsPage() {
  const office = useOffice();
  const may = useMay();
  const { locale, today, money } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const list = usePagesOf(office.statements.runs, { limit: 100 }, { topics: ["statements", "outbox"] });
  const open = useAsk(office.documents.open);
  const markSent = useCommand(office.statements.markSent);
  const unsend = useCommand(office.statements.unsend);
  const pages = useAsk(office.statements.runs);
  const batch = useBatch();
  /** Every run, and not only those that were scrolled to. */
  const saveAll = async () => {
    const rows: StatementRun[] = [];
    for (let after: string | null = null; ; ) {
      const page: { readonly rows: StatementRun[]; readonly next: string | null } | undefined = await pages.run({ limit: 200, after });
      if (page === undefined) return;
      rows.push(...page.rows);
      if (page.next === null) break;
      after = page.next;
    }
    saveCsv(`statement-runs-${today}.csv`, runsCsv(rows, money.digits));
  };
  const columns = useMemo(
    (): readonly DataColumn<StatementRun>[] => [
      { id: "made", header: "Made", width: 190, grow: 1, required: true, cell: (row) => spokenInstant(row.createdAt, { locale, today }, timeZone) },
      { id: "what", header: "Statements", width: 190, grow: 1, cell: (row) => waysInWords({ email: row.mailed, print: row.printed }) },
      { id: "mail", header: "Of the e-mail", width: 200, grow: 1, cell: mailsInWords },
      { id: "state", header: "State", width: 140, cell: (row) => <StatusChip {...stateOf(row)} /> },
      { id: "by", header: "By", width: 130, cell: (row) => row.by },
      { id: "pages", header: "Pages", width: 70, kind: "number", cell: (row) => (row.pages === 0 ? "" : row.pages) },
      { id: "total", header: "Owed", width: 120, kind: "money", cell: (row) => <Money cents={toCents(row.totalCents)} /> },
    ],
    [locale, today, timeZone],
  );
  const actionsOf = (row: StatementRun): readonly RowAction[] => {
    const { documentId, batchId } = row;
    const mayPrint = may("statements.print");
    return [
      ...(documentId !== null
        ? [{ id: "print", label: "Print the same copy again", icon: IconPrinter, run: () => void open.run({ documentId }).then((pdf) => pdf && printFile(pdf, "statement")) }]
        : []),
      ...(mayPrint && row.printed > 0 && row.state !== "sent"
        ? [{ id: "sent", label: "Mark those on paper as sent", icon: IconCheck, run: () => void markSent.run({ batchId }).then((done) => done && showToast({ message: `${done.sent} on paper marked as sent.` })) }]
        : []),
      ...(mayPrint && row.state !== "unsent"
        ? [
            {
              id: "back",
              label: "Take back what has not gone",
              icon: IconArrowBackUp,
              ...(canTakeBack(row) ? {} : { unavailable: "Everything has gone by e-mail." }),
              run: () => void unsend.run({ batchId }).then((done) => done && showToast({ message: unsentInWords(done) })),
            },
          ]
        : []),
      ...(mayPrint && row.state === "unsent" ? [{ id: "again", label: "Make again with today’s amounts", icon: IconRefresh, run: () => void batch.run({ againOf: batchId }) }] : []),
      ...(row.mailed > 0 ? [{ id: "outbox", label: "Look at the messages", icon: IconMail, href: hrefTo("/documents/outbox", null, { by: "email", q: "Statement" }) }] : []),
    ];
  };
  return (
    <Page
      title="Runs of statements"
      layout="fill"
      about={
        <>
          <Anchor href={hrefTo("/documents/statements")}>Statements</Anchor> · What was made together, and what became of it
        </>
      }
    >
      <RefusalNote failure={batch.failure ?? pages.failure ?? open.failure ?? markSent.failure ?? unsend.failure} />
      {batch.finished !== null && <FinishedRun run={batch.finished} onClose={batch.forget} />}
      <DataTable
        tableId="statement-runs"
        label="Runs of statements"
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        rowId={(row) => String(row.batchId)}
        rowLabel={(row) => `run ${row.batchId}, ${waysInWords({ email: row.mailed, print: row.printed })}`}
        rowActions={actionsOf}
        {...(may("export.all") ? { onExportCsv: () => void saveAll() } : {})}
        empty={<EmptyState title="No run yet">Statements that are made together stand here, with what became of each.</EmptyState>}
      />
      <ProgressDialog
        opened={batch.running !== null}
        title="Making statements"
        done={batch.running?.done ?? 0}
        total={batch.running?.total ?? 0}
        onCancel={batch.cancel}
      />
    </Page>
  );
}
