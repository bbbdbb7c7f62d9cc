/** Everything that was printed, newest first; the exact copy opens again (DOC-2). */
import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { desktopBridge } from "#contract/desktop.ts";
import { documentKindNames, documentKindWords } from "#domain/statements/document-kinds.ts";
import { printKindOf } from "#domain/printing/kinds.ts";
import type { Instant } from "#domain/calendar.ts";
import { IconCalendarStats, IconDownload, IconMailForward, IconPrinter, IconRuler2 } from "@tabler/icons-react";
import type { DocumentRow } from "#contract/statements.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, usePagesOf } from "../../app/client/use-query-of.ts";
import { bytesOf, lookAtFile, printFile, saveFile } from "../../app/save-file.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { ManyPrinted } from "../printing/ManyPrinted.tsx";
import { usePrintMany, type ManyItem } from "../printing/use-print-many.ts";
import { useFilters, useSort } from "../../app/use-address-state.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { isFiltered, type Filters } from "../../kit/filters/filter-kinds.ts";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";

const filters = {
  q: { kind: "text", label: "Title, payer or number" },
  made: { kind: "days", label: "Made" },
  kind: {
    kind: "choice",
    label: "Kind",
    options: documentKindNames.map((value) => ({ value, label: documentKindWords[value] })),
  },
} as const satisfies Filters;

const sortColumns = ["made"] as const;

export function DocumentsPage() {
  const office = useOffice();
  const may = useMay();
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const [values, setValues] = useFilters(filters);
  const [sort, setSort] = useSort({ column: "made", descending: true }, sortColumns);
  const filter = { kinds: [...values.kind], text: values.q, from: values.made.from, to: values.made.to };
  const list = usePagesOf(
    office.documents.list,
    { householdId: null, filter, descending: sort.descending, limit: 100 },
    { topics: ["documents", "statements"] },
  );
  const csv = useAsk(office.documents.exportCsv);
  const open = useAsk(office.documents.open);
  const test = useAsk(office.documents.calibrationPage);
  const mail = useCommand(office.mail.sendDocument);
  const [bridge] = useState(() => desktopBridge(window));
  const many = usePrintMany(bridge);
  const printRows = (ids: readonly string[]) =>
    void many.run(
      list.rows
        .filter((row) => ids.includes(String(row.documentId)))
        .map(
          (row): ManyItem => ({
            id: String(row.documentId),
            label: row.title,
            kind: printKindOf(row.kind),
            bytes: async () => {
              const file = await open.run({ documentId: row.documentId });
              return file && bytesOf(file);
            },
          }),
        ),
    );
  const send = async ({ documentId }: DocumentRow) => {
    const queued = await mail.run({ documentId });
    if (queued) showToast({ message: `It goes to ${queued.toEmail}. The outbox shows what becomes of it.` });
  };
  const columns = useMemo((): readonly DataColumn<DocumentRow>[] => {
    const at = (instant: Instant) => spokenInstant(instant, { locale, today }, timeZone);
    return [
      { id: "title", header: "Document", width: 280, grow: 3, cell: (row) => row.title },
      { id: "kind", header: "Kind", width: 170, cell: (row) => documentKindWords[row.kind] },
      { id: "payer", header: "For", width: 140, grow: 1, cell: (row) => row.payerName },
      { id: "pages", header: "Pages", width: 70, kind: "number", cell: (row) => row.pages },
      { id: "made", header: "Made", width: 170, kind: "day", sortable: true, required: true, cell: (row) => at(row.createdAt) },
      {
        id: "sent",
        header: "Sent",
        width: 190,
        kind: "day",
        cell: (row) => (row.sentAt === null ? "not yet" : at(row.sentAt)),
      },
    ];
  }, [locale, today, timeZone]);
  return (
    <Page
      title="Documents"
      layout="fill"
      actions={
        may("statements.print") && (
          <>
            <Button
              variant="default"
              leftSection={<IconRuler2 size={16} />}
              loading={test.busy}
              onClick={() => void test.run({}).then((file) => file && lookAtFile(file))}
            >
              Printer test page
            </Button>
            <Button component="a" variant="default" href={hrefTo("/documents/outbox")} leftSection={<IconMailForward size={16} />}>
              Outbox
            </Button>
            <Button component="a" variant="default" href={hrefTo("/documents/yearly")} leftSection={<IconCalendarStats size={16} />}>
              Yearly statements…
            </Button>
            <Button component="a" href={hrefTo("/documents/statements")} leftSection={<IconPrinter size={16} />}>
              Statements…
            </Button>
          </>
        )
      }
    >
      <RefusalNote failure={open.failure ?? test.failure ?? mail.failure ?? csv.failure} />
      {many.finished !== null && (
        <ManyPrinted done={many.finished} onAgain={(items) => void many.run(items)} onClose={many.forget} />
      )}
      <DataTable
        tableId="documents"
        label="Documents"
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        more={list.more}
        sort={sort}
        onSort={setSort}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        {...(may("export.all") ? { onExportCsv: () => void csv.run({ filter }).then((file) => file && saveFile(file)) } : {})}
        rowId={(row) => String(row.documentId)}
        rowLabel={(row) => row.title}
        rowActions={(row) => [
          {
            id: "print",
            label: "Print the same copy again",
            icon: IconPrinter,
            run: () => void open.run({ documentId: row.documentId }).then((file) => file && printFile(file, printKindOf(row.kind))),
          },
          {
            id: "save",
            label: "Save PDF",
            icon: IconDownload,
            run: () => void open.run({ documentId: row.documentId }).then((file) => file && saveFile(file)),
          },
          ...(may("statements.print")
            ? [
                {
                  id: "email",
                  label: "Send by e-mail",
                  icon: IconMailForward,
                  ...(row.householdId === null ? { unavailable: "It belongs to no single household." } : {}),
                  run: () => void send(row),
                },
              ]
            : []),
        ]}
        {...(bridge === undefined
          ? {}
          : {
              selectionBar: (ids: readonly string[], clear: () => void) => (
                <>
                  {ids.length} selected
                  <Button
                    size="xs"
                    disabled={many.running !== null}
                    onClick={() => {
                      printRows(ids);
                      clear();
                    }}
                  >
                    Print {ids.length === 1 ? "this document" : `${ids.length} documents`}
                  </Button>
                </>
              ),
            })}
        empty={
          isFiltered(filters, values) ? (
            <EmptyState title="No document matches">Change the filters, or clear them to see everything that was printed.</EmptyState>
          ) : (
            <EmptyState title="Nothing printed yet">
              Statements and print runs appear here, so that the exact copy can be printed again.
            </EmptyState>
          )
        }
      />
      <ProgressDialog
        opened={many.running !== null}
        title="Printing"
        done={many.running?.done ?? 0}
        total={many.running?.total ?? 0}
        onCancel={many.stop}
      />
    </Page>
  );
}
