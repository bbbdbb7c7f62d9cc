/** Mail to print (DOC-11): what waits, one click for all of it, and the print runs that can be taken back. */
import { Button } from "@mantine/core";
import { IconEye, IconHandFinger, IconPrinter, IconUser } from "@tabler/icons-react";
import { useMemo } from "react";
import type { WaitingNotice } from "#contract/dunning.ts";
import { noticeNames } from "#domain/dunning/notice-kinds.ts";
import type { NoticeId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf, type QueryAnswer } from "../../app/client/use-query-of.ts";
import { lookAtFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { PrintRuns } from "./PrintRuns.tsx";
import { PrintedLetters } from "./PrintedLetters.tsx";
import { useLetters } from "./use-letters.ts";
import classes from "./Collections.module.css";

const columns: readonly DataColumn<WaitingNotice>[] = [
  { id: "payer", header: "To", width: 160, grow: 2, cell: (row) => row.payerName, sortBy: (row) => row.payerName },
  { id: "kind", header: "Letter", width: 220, grow: 2, cell: (row) => noticeNames[row.kind], sortBy: (row) => row.kind },
  { id: "due", header: "Due", width: 110, kind: "day", sortBy: (row) => row.dueOn, cell: (row) => <DayText day={row.dueOn} as="short" /> },
  { id: "postal", header: "Postal code", width: 104, sortBy: (row) => row.postalCode, cell: (row) => row.postalCode },
  { id: "city", header: "Town", width: 120, grow: 1, sortBy: (row) => row.city, cell: (row) => row.city },
  {
    id: "problem",
    header: "In the way",
    width: 190,
    grow: 1,
    sortBy: (row) => row.problem,
    cell: (row) => (row.problem === "" ? "" : <StatusChip tone="attention" word={row.problem} />),
  },
];

export function LettersTab({ answer }: { readonly answer: QueryAnswer<WaitingNotice[]> }) {
  const office = useOffice();
  const may = useMay();
  const letters = useLetters();
  const preview = useAsk(office.notices.preview);
  const give = useCommand(office.notices.give);
  const runs = useQueryOf(office.notices.runs, {}, { topics: ["notices", "billing"] });
  const rows = useMemo(() => answer.data ?? [], [answer.data]);
  const printable = rows.filter((row) => row.problem === "");
  const given = async (row: WaitingNotice) => {
    const done = await give.run({ noticeId: row.noticeId });
    if (done) showToast({ message: `“${noticeNames[row.kind]}” counts as given to ${row.payerName} today.` });
  };
  return (
    <div className={classes["tab"]}>
      <RefusalNote failure={letters.failure ?? preview.failure ?? give.failure} />
      {letters.finished !== null && <PrintedLetters made={letters.finished} onClose={letters.forget} />}
      <DataTable
        tableId="letters-to-print"
        label="Letters to print"
        columns={columns}
        rows={rows}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => String(row.noticeId)}
        rowLabel={(row) => `letter to ${row.payerName}`}
        rowActions={(row) => [
          {
            id: "look",
            label: "Look at it",
            icon: IconEye,
            run: () => void preview.run({ noticeId: row.noticeId }).then((file) => file && lookAtFile(file)),
          },
          ...(may("statements.print")
            ? [
                {
                  id: "print",
                  label: "Print this one",
                  icon: IconPrinter,
                  ...(row.problem === "" ? {} : { unavailable: row.problem }),
                  run: () => void letters.run([row.noticeId]),
                },
                { id: "give", label: "Given by hand today", icon: IconHandFinger, run: () => void given(row) },
              ]
            : []),
          { id: "list", label: "Show on the call list", icon: IconUser, href: `#/collections?q=${encodeURIComponent(row.payerName)}` },
        ]}
        count={rows.length}
        {...(may("statements.print")
          ? {
              selectionBar: (ids: readonly string[], clear: () => void) => (
                <>
                  {ids.length} selected
                  <Button
                    size="xs"
                    onClick={() => {
                      void letters.run(ids.map((id) => Number(id) as NoticeId));
                      clear();
                    }}
                  >
                    Print {ids.length === 1 ? "this letter" : "these letters"}
                  </Button>
                </>
              ),
              filters: (
                <Button
                  leftSection={<IconPrinter size={16} />}
                  disabled={printable.length === 0 || letters.running !== null}
                  onClick={() => void letters.run(printable.map((row) => row.noticeId))}
                >
                  {printable.length === 0
                    ? "Nothing to print"
                    : `Print ${printable.length} ${printable.length === 1 ? "letter" : "letters"}`}
                </Button>
              ),
            }
          : {})}
        empty={<EmptyState title="No letter waits">Letters appear here on the day they are due.</EmptyState>}
      />
      <PrintRuns answer={runs} />
      <ProgressDialog
        opened={letters.running !== null}
        title="Making the letters"
        done={letters.running?.done ?? 0}
        total={letters.running?.total ?? 0}
        onCancel={letters.cancel}
      />
    </div>
  );
}
