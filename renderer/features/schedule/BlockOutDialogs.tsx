/** Blocks time out, once or repeating, and takes it away again for a day or for good (PPL-16). */
import { Checkbox, Group, NumberInput, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BlockOut, ScheduleColumns } from "#contract/schedule.ts";
import { weekdayOf, type Day } from "#domain/calendar.ts";
import type { RoomId, StaffId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { longDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Columns } from "../../kit/Page.tsx";
import { showToast } from "../../kit/toast.ts";
import { spanText } from "./time-text.ts";
import { TimeField } from "./TimeField.tsx";
import { weekdayNames } from "./visit-words.ts";

export function BlockOutDialog({ on, columns, onClose }: { readonly on: Day; readonly columns: ScheduleColumns; readonly onClose: () => void }) {
  const office = useOffice();
  const add = useCommand(office.schedule.addBlockOut);
  const [title, setTitle] = useState("");
  const [whose, setWhose] = useState("office");
  const [firstOn, setFirstOn] = useState<Day | null>(on);
  const [untilOn, setUntilOn] = useState<Day | null>(null);
  const [from, setFrom] = useState<number | null>(12 * 60);
  const [to, setTo] = useState<number | null>(13 * 60);
  const [everyWeeks, setEveryWeeks] = useState(0);
  const [weekdays, setWeekdays] = useState(1 << (weekdayOf(on) - 1));
  const minutes = from === null || to === null ? 0 : (to === 0 ? 1440 : to) - from;
  const repeats = everyWeeks > 0;
  const submit = async () => {
    if (firstOn === null || from === null) return;
    const done = await add.run({
      title,
      fromMinute: from,
      minutes,
      firstOn,
      untilOn: repeats ? untilOn : null,
      everyWeeks,
      weekdays: repeats ? weekdays : 0,
      providerId: whose.startsWith("p") ? (Number(whose.slice(1)) as StaffId) : null,
      roomId: whose.startsWith("r") ? (Number(whose.slice(1)) as RoomId) : null,
    });
    if (!done) return;
    const inside = done.appointments;
    if (inside === 0) showToast({ message: `${title.trim()} is blocked out.` });
    else showToast({ tone: "attention", message: `${title.trim()} is blocked out. ${inside === 1 ? "An appointment lies" : `${inside} appointments lie`} in it: move ${inside === 1 ? "it" : "them"} by hand.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="Block time out"
      sentence="Nothing is booked into it. What is booked there already stays, and you are told how much that is."
      primaryLabel="Block it out"
      busy={add.busy}
      failure={add.failure}
      disabled={title.trim() === "" || firstOn === null || minutes < 5 || (repeats && weekdays === 0)}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput label="What for" required maxLength={80} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <Select
        label="For whom"
        allowDeselect={false}
        data={[
          { value: "office", label: "The whole office" },
          ...columns.providers.filter(({ isEnded }) => !isEnded).map(({ providerId, name }) => ({ value: `p${providerId}`, label: name })),
          ...columns.rooms.filter(({ isEnded }) => !isEnded).map(({ roomId, name }) => ({ value: `r${roomId}`, label: name })),
        ]}
        value={whose}
        onChange={(value) => setWhose(value ?? "office")}
      />
      <DayField label={repeats ? "From" : "Day"} required lean="future" value={firstOn} onChange={setFirstOn} />
      <Columns least={150}>
        <TimeField label="Begins at" value={from} onChange={setFrom} />
        <TimeField label="Ends at" value={to} onChange={setTo} />
      </Columns>
      <Checkbox label="It repeats" checked={repeats} onChange={(event) => setEveryWeeks(event.currentTarget.checked ? 1 : 0)} />
      {repeats && (
        <>
          <Checkbox.Group label="On" value={weekdayNames.filter((_, index) => (weekdays & (1 << index)) !== 0)} onChange={(names) => setWeekdays(weekdayNames.reduce((bits, name, index) => bits | (names.includes(name) ? 1 << index : 0), 0))}>
            <Group gap={12} mt={6}>
              {weekdayNames.map((name) => (
                <Checkbox key={name} value={name} label={name} />
              ))}
            </Group>
          </Checkbox.Group>
          <Columns least={150}>
            <NumberInput label="Every how many weeks" min={1} max={52} allowDecimal={false} value={everyWeeks} onChange={(value) => setEveryWeeks(typeof value === "number" ? Math.max(value, 1) : 1)} />
            <DayField label="Until (empty: for good)" lean="future" value={untilOn} onChange={setUntilOn} />
          </Columns>
        </>
      )}
    </ActionDialog>
  );
}

export function RemoveBlockOutDialog({ block, onClose }: { readonly block: BlockOut; readonly onClose: () => void }) {
  const office = useOffice();
  const format = usePracticeFormat();
  const remove = useCommand(office.schedule.removeBlockOut);
  const [whole, setWhole] = useState(block.everyWeeks === 0);
  const day = longDay(block.onDay, format);
  const submit = async () => {
    const done = await remove.run({ blockOutId: block.blockOutId, version: block.version, onDay: whole ? null : block.onDay });
    if (!done) return;
    showToast({ message: `${block.title} can be booked again.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={block.title}
      sentence={`Blocked out on ${day}, ${spanText(block.fromMinute, block.minutes, format.locale)}. Taken away, the time can be booked again.`}
      primaryLabel={whole ? "Take it away" : `Take it away on ${day}`}
      wayOut="Keep it"
      busy={remove.busy}
      failure={remove.failure}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {block.everyWeeks > 0 && (
        <Radio.Group label="How much of it" value={whole ? "all" : "day"} onChange={(value) => setWhole(value === "all")}>
          <Stack gap={6} mt={6}>
            <Radio value="day" label="This day only" />
            <Radio value="all" label="All of it, on every day" />
          </Stack>
        </Radio.Group>
      )}
    </ActionDialog>
  );
}
