/** Where and with whom: the fields that booking and changing share. */
import { NumberInput, Select } from "@mantine/core";
import type { Day } from "#domain/calendar.ts";
import type { RoomId, StaffId } from "#domain/identity.ts";
import type { ScheduleColumns } from "#contract/schedule.ts";
import { DayField } from "../../kit/DayField.tsx";
import { Columns } from "../../kit/Page.tsx";
import { TimeField } from "./TimeField.tsx";

export type PlaceDraft = {
  readonly visitOn: Day | null;
  readonly fromMinute: number | null;
  readonly minutes: number;
  readonly providerId: StaffId | null;
  readonly roomId: RoomId | null;
};

export type PlaceFieldsProps = {
  readonly draft: PlaceDraft;
  readonly columns: ScheduleColumns;
  readonly onChange: (part: Partial<PlaceDraft>) => void;
};

export function PlaceFields({ draft, columns, onChange }: PlaceFieldsProps) {
  const providers = columns.providers.filter(({ providerId, isEnded }) => !isEnded || providerId === draft.providerId);
  const rooms = columns.rooms.filter(({ roomId, isEnded }) => !isEnded || roomId === draft.roomId);
  return (
    <>
      <Columns least={150}>
        <Select
          label="Provider"
          required
          allowDeselect={false}
          data={providers.map(({ providerId, name }) => ({ value: String(providerId), label: name }))}
          value={draft.providerId === null ? null : String(draft.providerId)}
          onChange={(value) => onChange({ providerId: value === null ? null : (Number(value) as StaffId) })}
        />
        <Select
          label="Room"
          placeholder="None"
          clearable
          data={rooms.map(({ roomId, name }) => ({ value: String(roomId), label: name }))}
          value={draft.roomId === null ? null : String(draft.roomId)}
          onChange={(value) => onChange({ roomId: value === null ? null : (Number(value) as RoomId) })}
        />
      </Columns>
      <DayField label="Day" required lean="future" value={draft.visitOn} onChange={(visitOn) => onChange({ visitOn })} />
      <Columns least={150}>
        <TimeField label="Begins at" value={draft.fromMinute} onChange={(fromMinute) => onChange({ fromMinute })} />
        <NumberInput
          label="Minutes"
          required
          min={5}
          max={720}
          step={5}
          allowDecimal={false}
          value={draft.minutes}
          onChange={(value) => onChange({ minutes: typeof value === "number" ? value : 0 })}
        />
      </Columns>
    </>
  );
}

/** Whole, or null while something is missing. */
export function placeFrom({ visitOn, fromMinute, minutes, providerId, roomId }: PlaceDraft) {
  if (visitOn === null || fromMinute === null || providerId === null || minutes < 5 || minutes > 720) return null;
  return { visitOn, fromMinute, minutes, providerId, roomId };
}
