/** The outbox (DOC-11): what is due to whom by which channel, the letters in one click, and what needs a person. */
import { Anchor, Button } from "@mantine/core";
import { IconBan, IconCheck, IconEye, IconFileTypePdf, IconMailX, IconPrinter, IconRefresh, IconSend } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { OutboxEntry } from "#contract/mail.ts";
import type { Instant } from "#domain/calendar.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { lookAtFile, saveFile } from "../../app/save-file.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { DataTable } from "../../kit/table/DataTable.tsx";
import { showToast } from "../../kit/toast.ts";
import { PrintedLetters } from "../collections/PrintedLetters.tsx";
import { useLetters } from "../collections/use-letters.ts";
import { CameBackDialog } from "./CameBackDialog.tsx";
import { byUrgency, channelWords, chipOf, matchesOutbox, outboxFilters } from "./outbox-words.ts";

export function OutboxPage() {
  const office = useOffice();
  const may = useMay();
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const answer = useQueryOf(office.outbox.list, {}, { topics: ["outbox", "notices", "mail", "billing", "clock"] });
  const [values, setValues] = useFilters(outboxFilters);
  const letters = useLetters();
  const preview = useAsk(office.notices.preview);
  const open = useAsk(office.documents.open);
  const file = useAsk(office.outbox.exportCsv);
  const again = useCommand(office.mail.again);
  const markSent = useCommand(office.mail.markSent);
  const printInstead = useCommand(office.mail.printInstead);
  const takeOff = useCommand(office.mail.takeOff);
  const giveLetter = useCommand(office.notices.give);
  const takeOffLetter = useCommand(office.notices.takeOff);
  const tryNow = useCommand(office.mail.tryNow);
  const [cameBack, setCameBack] = useState<OutboxEntry | null>(null);
  const rows = useMemo(
    () => (answer.data?.rows ?? []).filter((row) => matchesOutbox(row, values)).toSorted(byUrgency),
    [answer.data, values],
  );
  const printable = (answer.data?.rows ?? []).filter((row) => row.state === "to_print" && row.problem === "");
  const waiting = (answer.data?.rows ?? []).filter((row) => row.state === "queued").length;
  const columns = useMemo((): readonly DataColumn<OutboxEntry>[] => {
    const at = (instant: Instant) => spokenInstant(instant, { locale, today }, timeZone);
    return [
      { id: "payer", header: "To", width: 150, grow: 1, required: true, sortBy: (row) => row.payerName, cell: (row) => row.payerName },
      { id: "what", header: "What", width: 250, grow: 2, sortBy: (row) => row.what, cell: (row) => row.what },
      { id: "by", header: "By", width: 74, sortBy: (row) => row.channel, cell: (row) => channelWords[row.channel] },
      { id: "address", header: "Address", width: 150, grow: 1, sortBy: (row) => row.to, cell: (row) => row.to },
      {
        id: "state",
        header: "State",
        width: 116,
        sortBy: (row) => row.state,
        cell: (row) => <StatusChip {...chipOf(row)} />,
      },
      { id: "problem", header: "In the way", width: 170, grow: 3, sortBy: (row) => row.problem, cell: wayOf },
      {
        id: "when",
        header: "When",
        width: 150,
        kind: "day",
        sortBy: (row) => row.at ?? row.dueOn,
        cell: (row) => (row.at !== null ? at(row.at) : row.dueOn === null ? "" : <DayText day={row.dueOn} as="short" />),
      },
      { id: "next", header: "Tried again", width: 150, kind: "day", hidden: true, sortBy: (row) => row.nextAt, cell: (row) => (row.nextAt === null ? "" : at(row.nextAt)) },
      { id: "reply", header: "Server said", width: 200, grow: 1, hidden: true, sortBy: (row) => row.reply, cell: (row) => row.reply },
    ];
  }, [locale, today, timeZone]);

  const done = async (work: Promise<unknown>, message: string): Promise<void> => {
    if ((await work) !== undefined) showToast({ message });
  };
  const actionsOf = (row: OutboxEntry): readonly RowAction[] => {
    const { mailId, noticeId, documentId } = row;
    const mayDecide = may("statements.print") && mailId !== null;
    const isOpen = row.state === "queued" || row.state === "failed" || row.state === "came_back" || row.state === "unsure";
    return [
      ...(noticeId !== null && isOpen
        ? [{ id: "look", label: "Look at it", icon: IconEye, run: () => void preview.run({ noticeId }).then((pdf) => pdf && lookAtFile(pdf)) }]
        : []),
      ...(noticeId !== null && row.state === "to_print"
        ? [
            { id: "look", label: "Look at it", icon: IconEye, run: () => void preview.run({ noticeId }).then((pdf) => pdf && lookAtFile(pdf)) },
            ...(may("statements.print")
              ? [{ id: "print", label: "Print this one", icon: IconPrinter, ...(row.problem === "" ? {} : { unavailable: row.problem }), run: () => void letters.run([noticeId]) }]
              : []),
          ]
        : []),
      ...(documentId !== null
        ? [{ id: "open", label: "Open the document", icon: IconFileTypePdf, run: () => void open.run({ documentId }).then((pdf) => pdf && lookAtFile(pdf)) }]
        : []),
      ...(mayDecide && (row.state === "unsure" || row.state === "failed" || row.state === "came_back")
        ? [{ id: "again", label: "Send again", icon: IconSend, run: () => void done(again.run({ mailId }), `It is sent to ${row.payerName} again.`) }]
        : []),
      ...(mayDecide && row.state === "unsure"
        ? [{ id: "sent", label: "Mark as sent", icon: IconCheck, run: () => void done(markSent.run({ mailId }), "It counts as sent.") }]
        : []),
      ...(mayDecide && row.state === "sent"
        ? [{ id: "back", label: "It came back…", icon: IconMailX, run: () => setCameBack(row) }]
        : []),
      ...(mayDecide && noticeId !== null && isOpen
        ? [{ id: "instead", label: "Print it instead", icon: IconPrinter, run: () => void done(printInstead.run({ mailId }), "It waits with the letters.") }]
        : []),
      ...(noticeId !== null && row.state === "to_print" && may("statements.print")
        ? [{ id: "give", label: "Handed over at the desk", icon: IconCheck, run: () => void done(giveLetter.run({ noticeId }), `${row.payerName} has it.`) }]
        : []),
      ...(noticeId !== null && row.mayTakeOff && may("statements.print")
        ? [{ id: "not", label: "Take it off", icon: IconBan, run: () => void done(takeOffLetter.run({ noticeId }), "It is not sent.") }]
        : []),
      ...(mayDecide && noticeId === null && isOpen
        ? [{ id: "off", label: "Take it off", icon: IconBan, run: () => void done(takeOff.run({ mailId }), "It is not sent.") }]
        : []),
    ];
  };
  const failure = [letters, preview, open, file, again, markSent, printInstead, takeOff, giveLetter, takeOffLetter, tryNow].map((one) => one.failure).find((one) => one !== null);
  const trouble = answer.data?.account ?? null;
  return (
    <Page
      title="Outbox"
      layout="fill"
      about={
        <>
          <Anchor href={hrefTo("/documents")}>Documents</Anchor> · Letters and e-mail to households, and what became of them
        </>
      }
      actions={
        may("statements.print") && (
          <Button
            leftSection={<IconPrinter size={16} />}
            disabled={printable.length === 0 || letters.running !== null}
            onClick={() => void letters.run(printable.flatMap((row) => row.noticeId ?? []))}
          >
            {printable.length === 0 ? "Nothing to print" : `Print ${printable.length} ${printable.length === 1 ? "letter" : "letters"}`}
          </Button>
        )
      }
    >
      <RefusalNote failure={failure ?? null} />
      {trouble !== null && (
        <Note tone="attention" role="status">
          {trouble.what} {trouble.todo}
          {trouble.reply === "" ? "" : ` The server said: “${trouble.reply}”`} {waiting === 1 ? "1 message waits" : `${waiting} messages wait`} and
          nothing is lost. <Anchor href={hrefTo("/settings/email")}>E-mail settings</Anchor>
          {may("statements.print") && (
            <>
              {" "}
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconRefresh size={14} />}
                loading={tryNow.busy}
                onClick={() => void tryNow.run({})}
              >
                Try now
              </Button>
            </>
          )}
        </Note>
      )}
      {letters.finished !== null && <PrintedLetters made={letters.finished} onClose={letters.forget} />}
      <DataTable
        tableId="outbox"
        label="Outbox"
        columns={columns}
        rows={rows}
        loading={answer.loading}
        failure={answer.failure}
        onRetry={answer.retry}
        rowId={(row) => row.key}
        rowLabel={(row) => `${row.what} to ${row.payerName}`}
        rowHref={(row) => hrefTo("/patients/households/$householdId", { householdId: row.householdId })}
        rowActions={actionsOf}
        count={rows.length}
        filters={<FilterBar filters={outboxFilters} values={values} onChange={setValues} />}
        {...(may("export.all") ? { onExportCsv: () => void file.run({}).then((csv) => csv && saveFile(csv)) } : {})}
        empty={
          answer.data?.rows.length === 0 ? (
            <EmptyState title="The outbox is empty">
              Letters and messages to households appear here on the day they are due, and stay for a month after they went out.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing matches">Clear a filter to see the others.</EmptyState>
          )
        }
      />
      {cameBack !== null && <CameBackDialog row={cameBack} onClose={() => setCameBack(null)} />}
      <ProgressDialog
        opened={letters.running !== null}
        title="Making the letters"
        done={letters.running?.done ?? 0}
        total={letters.running?.total ?? 0}
        onCancel={letters.cancel}
      />
    </Page>
  );
}

/** What is wrong and what to do, in one line; the rest is in its tooltip. */
function wayOf(row: OutboxEntry): string {
  if (row.problem !== "") return `${row.problem} ${row.todo}`.trim();
  return row.staysHere ? "Stayed on this computer: this is a practice for trying out." : "";
}
