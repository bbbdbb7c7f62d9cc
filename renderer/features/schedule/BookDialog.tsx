/** Books a visit as the conversation goes: who, what, with whom, when (PPL-16); and changes one that is booked. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Day } from "#domain/calendar.ts";
import type { PatientId, RoomId, ServiceId, StaffId } from "#domain/identity.ts";
import type { Appointment, ScheduleColumns } from "#contract/schedule.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { usePatientWord } from "../../app/status.tsx";
import { spokenDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { PatientPicker } from "../memberships/PatientPicker.tsx";
import { PlaceFields, placeFrom, type PlaceDraft } from "./PlaceFields.tsx";
import { ServicesField } from "./ServicesField.tsx";
import { timeText } from "./time-text.ts";
import classes from "./Schedule.module.css";

export type BookingStart = {
  readonly visitOn: Day;
  readonly fromMinute?: number;
  readonly providerId?: StaffId;
  readonly roomId?: RoomId | null;
  /** Who is known already, such as from the recall list. */
  readonly patient?: { readonly patientId: PatientId; readonly name: string };
};

export type BookDialogProps = {
  readonly start: BookingStart;
  readonly columns: ScheduleColumns;
  readonly onClose: () => void;
  readonly onBooked: (row: Appointment) => void;
};

const usualMinutes = 60;

export function BookDialog({ start, columns, onClose, onBooked }: BookDialogProps) {
  const office = useOffice();
  const word = usePatientWord();
  const format = usePracticeFormat();
  const book = useCommand(office.schedule.book);
  const [patient, setPatient] = useState<{ readonly patientId: PatientId; readonly name: string } | null>(start.patient ?? null);
  const [serviceIds, setServiceIds] = useState<readonly ServiceId[]>([]);
  const [note, setNote] = useState("");
  const [place, setPlace] = useState<PlaceDraft>({
    visitOn: start.visitOn,
    fromMinute: start.fromMinute ?? null,
    minutes: usualMinutes,
    providerId: start.providerId ?? columns.providers.find(({ isEnded }) => !isEnded)?.providerId ?? null,
    roomId: start.roomId ?? null,
  });
  const whole = placeFrom(place);
  const submit = async () => {
    if (patient === null || whole === null) return;
    const row = await book.run({ ...whole, patientId: patient.patientId, serviceIds: [...serviceIds], note });
    if (!row) return;
    showToast({ message: `${row.patientName} is booked for ${spokenDay(row.visitOn, format)}, ${timeText(row.fromMinute, format.locale)}.` });
    onClose();
    onBooked(row);
  };
  return (
    <ActionDialog
      opened
      title="Book an appointment"
      primaryLabel={patient === null || whole === null ? "Book" : `Book ${spokenDay(whole.visitOn, format)}, ${timeText(whole.fromMinute, format.locale)}`}
      busy={book.busy}
      failure={book.failure}
      disabled={patient === null || whole === null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {patient === null ? (
        <PatientPicker label={word.One} onPick={(patientId, row) => setPatient({ patientId, name: row.name })} />
      ) : (
        <div className={classes["setUpRow"]}>
          <strong>{patient.name}</strong>
          <Button variant="default" size="compact-sm" onClick={() => setPatient(null)}>
            Somebody else
          </Button>
        </div>
      )}
      <ServicesField
        // The search for a person goes when one is chosen, and the focus goes on to what is done.
        key={patient === null ? "nobody" : "somebody"}
        autoFocus={patient !== null}
        value={serviceIds}
        onChange={(ids, minutes) => {
          setServiceIds(ids);
          if (minutes > 0) setPlace((before) => ({ ...before, minutes: Math.min(Math.ceil(minutes / 5) * 5, 720) }));
        }}
      />
      <PlaceFields draft={place} columns={columns} onChange={(part) => setPlace((before) => ({ ...before, ...part }))} />
      <TextInput label="Note" maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </ActionDialog>
  );
}

export type ChangeDialogProps = {
  readonly row: Appointment;
  readonly serviceIds: readonly ServiceId[];
  readonly columns: ScheduleColumns;
  readonly onClose: () => void;
};

export function ChangeDialog({ row, serviceIds: before, columns, onClose }: ChangeDialogProps) {
  const office = useOffice();
  const edit = useCommand(office.schedule.edit);
  const [serviceIds, setServiceIds] = useState(before);
  const [note, setNote] = useState(row.note);
  const [place, setPlace] = useState<PlaceDraft>(row);
  const whole = placeFrom(place);
  const submit = async () => {
    if (whole === null) return;
    const { appointmentId, version } = row;
    const done = await edit.run({ ...whole, appointmentId, version, serviceIds: [...serviceIds], note });
    if (!done) return;
    showToast({ message: "Saved." });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Change the visit of ${row.patientName}`}
      primaryLabel="Save"
      busy={edit.busy}
      failure={edit.failure}
      disabled={whole === null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <ServicesField value={serviceIds} onChange={setServiceIds} />
      <PlaceFields draft={place} columns={columns} onChange={(part) => setPlace((one) => ({ ...one, ...part }))} />
      <TextInput label="Note" maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </ActionDialog>
  );
}
