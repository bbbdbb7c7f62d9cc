/** The recall list (PKG-10): members whose benefits end unused and who have no appointment; called, booked, and off the list. */
import { Anchor, Button, Group, TextInput } from "@mantine/core";
import { IconCalendarPlus, IconMail, IconMailOff, IconPhoneCheck, IconPhoneOff, IconUser } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { RecallLettersAnswer, RecallRow } from "#contract/benefits.ts";
import type { PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useFilters } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { FilterBar } from "../../kit/filters/FilterBar.tsx";
import { isFiltered, type Filters } from "../../kit/filters/filter-kinds.ts";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn, RowAction } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { PrintedLetters } from "../collections/PrintedLetters.tsx";
import { useLetters } from "../collections/use-letters.ts";
import { LabelsDialog } from "../labels/LabelsDialog.tsx";
import { BookDialog } from "../schedule/BookDialog.tsx";
import { RecallLetterDialog } from "./RecallLetterDialog.tsx";
import { writtenSentence } from "./recall-letter-sentences.ts";
import { filterRecall } from "./recall-filter.ts";

const filters = {
  q: { kind: "text", label: "Name, phone, plan or benefit" },
  stage: {
    kind: "choice",
    label: "Ends within",
    options: [
      { value: "30", label: "30 days" },
      { value: "60", label: "60 days" },
      { value: "120", label: "120 days" },
    ],
  },
  call: {
    kind: "choice",
    label: "Call",
    options: [
      { value: "due", label: "To call" },
      { value: "made", label: "Called" },
    ],
  },
} as const satisfies Filters;

const columns: readonly DataColumn<RecallRow>[] = [
  { id: "patient", header: "Member", width: 140, grow: 1, sortBy: (row) => row.patientName, cell: (row) => row.patientName },
  { id: "phone", header: "Phone", width: 116, cell: (row) => row.phone },
  { id: "call", header: "Call", width: 146, sortBy: (row) => (row.isDue ? 0 : 1), cell: (row) => <CallChip row={row} /> },
  { id: "letter", header: "Letter", width: 130, sortBy: (row) => row.letter?.writtenOn ?? null, cell: (row) => <LetterCell letter={row.letter} /> },
  { id: "unused", header: "Unused", width: 150, grow: 3, sortBy: (row) => row.units, cell: (row) => row.unused },
  { id: "plan", header: "Plan", width: 100, grow: 1, sortBy: (row) => row.planName, cell: (row) => row.planName },
  { id: "last", header: "Usable until", width: 104, kind: "day", sortBy: (row) => row.lastOn, cell: (row) => <DayText day={row.lastOn} as="short" /> },
  { id: "days", header: "Days left", width: 80, kind: "number", sortBy: (row) => row.days, cell: (row) => row.days },
];

const letterWords = { queued: "To go out", printed: "Printed", sent: "Sent" } as const;

function CallChip({ row }: { readonly row: RecallRow }) {
  if (row.isDue) return <StatusChip tone="attention" word="To call" />;
  const isWritten = row.letter !== null && (row.call === null || row.letter.writtenOn >= row.call.calledOn);
  const on = isWritten ? row.letter?.writtenOn : row.call?.calledOn;
  return (
    <>
      <StatusChip tone="quiet" word={isWritten ? "Written" : "Called"} /> {on !== undefined && <DayText day={on} as="short" />}
    </>
  );
}

function LetterCell({ letter }: Pick<RecallRow, "letter">) {
  if (letter === null) return "";
  return (
    <>
      {letterWords[letter.state]} <DayText day={letter.writtenOn} as="short" />
    </>
  );
}

const idOf = (row: RecallRow): string => `${row.membershipId} ${row.lastOn}`;

export function RecallPage() {
  const office = useOffice();
  const may = useMay();
  const today = useToday();
  const [values, setValues] = useFilters(filters);
  const list = useQueryOf(office.recall.list, {}, { topics: ["recall", "notices", "memberships", "schedule", "patients", "clock"], keepPrevious: true });
  const schedule = useQueryOf(office.schedule.columns, {}, { topics: ["schedule", "staff"] });
  const csv = useAsk(office.recall.exportCsv);
  const undo = useCommand(office.recall.undoCalled);
  const callOff = useCommand(office.recall.callOffLetter);
  const letters = useLetters();
  const [writing, setWriting] = useState<readonly RecallRow[] | null>(null);
  const [written, setWritten] = useState<RecallLettersAnswer | null>(null);
  const [labelsFor, setLabelsFor] = useState<readonly PatientId[] | null>(null);
  const [calling, setCalling] = useState<RecallRow | null>(null);
  const [booking, setBooking] = useState<RecallRow | null>(null);
  const all = list.data;
  const rows = useMemo(() => filterRecall(all ?? [], { q: values.q, stage: values.stage, call: values.call }), [all, values]);
  const isNarrow = isFiltered(filters, values);
  const canBook = may("schedule.change") && (schedule.data?.providers.some(({ isEnded }) => !isEnded) ?? false);
  const takeBack = async (callId: NonNullable<RecallRow["call"]>["callId"]) => {
    if (await undo.run({ callId })) showToast({ message: "The call is taken back." });
  };
  const takeLetterBack = async (noticeId: NonNullable<RecallRow["letter"]>["noticeId"]) => {
    if (await callOff.run({ noticeId })) showToast({ message: "The letter is called off." });
  };
  const mayWrite = may("statements.print");
  const chosen = (ids: readonly string[]) => (all ?? []).filter((row) => ids.includes(idOf(row)));
  const actions = (row: RecallRow): readonly RowAction[] => [
    ...(mayWrite ? [{ id: "write", label: row.letter === null ? "Write a letter…" : "Write again…", icon: IconMail, run: () => setWriting([row]) }] : []),
    ...(mayWrite && row.letter?.state === "queued"
      ? [{ id: "off", label: "Call the letter off", icon: IconMailOff, run: () => row.letter !== null && void takeLetterBack(row.letter.noticeId) }]
      : []),
    ...(canBook ? [{ id: "book", label: "Book a visit…", icon: IconCalendarPlus, run: () => setBooking(row) }] : []),
    ...(may("memberships.change") ? [{ id: "called", label: row.isDue ? "Called…" : "Called again…", icon: IconPhoneCheck, run: () => setCalling(row) }] : []),
    ...(may("memberships.change") && row.call !== null && !row.isDue
      ? [{ id: "undo", label: "Take the call back", icon: IconPhoneOff, run: () => row.call !== null && void takeBack(row.call.callId) }]
      : []),
    { id: "chart", label: "Open the chart", icon: IconUser, href: hrefTo("/patients/$patientId", { patientId: row.patientId }) },
  ];
  return (
    <Page
      title="Recall list"
      layout="fill"
      about={all === undefined ? undefined : `${all.filter(({ isDue }) => isDue).length} to call · members with unused benefits whose year ends within 120 days, and no appointment`}
    >
      <RefusalNote failure={csv.failure ?? undo.failure ?? callOff.failure ?? letters.failure} />
      {letters.finished !== null && <PrintedLetters made={letters.finished} onClose={letters.forget} />}
      {written !== null && (
        <Note tone="information" role="status">
          <Group gap={12} justify="space-between">
            <span>
              {writtenSentence(written)} <Anchor underline="always" href={hrefTo("/documents/outbox")}>Outbox</Anchor>
            </span>
            <Group gap={8}>
              {written.noticeIds.length > 0 && (
                <Button
                  size="compact-sm"
                  onClick={() => {
                    void letters.run(written.noticeIds);
                    setWritten(null);
                  }}
                >
                  {written.noticeIds.length === 1 ? "Print the letter now" : "Print the letters now"}
                </Button>
              )}
              <Button size="compact-sm" variant="default" onClick={() => setWritten(null)}>
                Later
              </Button>
            </Group>
          </Group>
        </Note>
      )}
      <DataTable
        tableId="recall"
        label="Recall list"
        columns={columns}
        rows={rows}
        loading={list.data === undefined && !list.failure}
        failure={list.failure}
        onRetry={list.retry}
        rowId={idOf}
        rowLabel={(row) => `${row.patientName} on ${row.planName}`}
        rowHref={(row) => hrefTo("/patients/$patientId", { patientId: row.patientId })}
        rowActions={actions}
        count={rows.length}
        filters={<FilterBar filters={filters} values={values} onChange={setValues} />}
        {...(mayWrite
          ? {
              selectionBar: (ids: readonly string[]) => (
                <>
                  {ids.length} selected
                  <Button size="xs" onClick={() => setWriting(chosen(ids))}>
                    Write letters…
                  </Button>
                  <Button size="xs" variant="default" onClick={() => setLabelsFor(chosen(ids).map(({ patientId }) => patientId))}>
                    Mailing labels…
                  </Button>
                </>
              ),
            }
          : {})}
        {...(may("export.all") ? { onExportCsv: () => void csv.run({}).then((file) => file && saveFile(file)) } : {})}
        empty={
          <EmptyState title={isNarrow ? "Nobody matches" : "Nobody to call"}>
            {isNarrow ? "Clear a filter to see more." : "Members come onto this list 120 days before their benefit year ends, when something is unused and no visit is booked."}
          </EmptyState>
        }
      />
      {writing && <RecallLetterDialog rows={writing} onClose={() => setWriting(null)} onWritten={setWritten} />}
      {labelsFor && <LabelsDialog whom={{ kind: "patients", patientIds: labelsFor }} onClose={() => setLabelsFor(null)} />}
      <ProgressDialog
        opened={letters.running !== null}
        title="Making the letters"
        done={letters.running?.done ?? 0}
        total={letters.running?.total ?? 0}
        onCancel={letters.cancel}
      />
      {calling && <CalledDialog row={calling} onClose={() => setCalling(null)} onUndo={(callId) => void takeBack(callId)} />}
      {booking && schedule.data && (
        <BookDialog
          start={{ visitOn: today, patient: { patientId: booking.patientId, name: booking.patientName } }}
          columns={schedule.data}
          onClose={() => setBooking(null)}
          onBooked={() => undefined}
        />
      )}
    </Page>
  );
}

type CalledProps = { readonly row: RecallRow; readonly onClose: () => void; readonly onUndo: (callId: NonNullable<RecallRow["call"]>["callId"]) => void };

function CalledDialog({ row, onClose, onUndo }: CalledProps) {
  const office = useOffice();
  const mark = useCommand(office.recall.markCalled);
  const [note, setNote] = useState("");
  const submit = async () => {
    const done = await mark.run({ membershipId: row.membershipId, note });
    if (!done) return;
    showToast({ message: `${row.patientName} was called.`, undo: () => onUndo(done.callId) });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`${row.patientName} was called`}
      sentence={row.stage === 30 ? "It is not asked for again this year." : `The list asks again ${row.stage === 120 ? "60" : "30"} days before the end, unless a visit is booked by then.`}
      primaryLabel="Note the call"
      busy={mark.busy}
      failure={mark.failure}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput label="What was said" maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </ActionDialog>
  );
}
