/** Blocks time out, once or repeating; changes it for a day, from a day on or whole, and takes it away again (PPL-16). */
import { Button, Checkbox, Group, NumberInput, Radio, Select, Stack, TextInput } from "@mantine/core";
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

type Scope = "one" | "following" | "all";

export type BlockOutDialogProps = {
  readonly on: Day;
  readonly columns: ScheduleColumns;
  /** The one that is changed; absent for a new one. */
  readonly block?: BlockOut;
  readonly onRemove?: () => void;
  readonly onClose: () => void;
};

export function BlockOutDialog({ on, columns, block, onRemove, onClose }: BlockOutDialogProps) {
  const office = useOffice();
  const format = usePracticeFormat();
  const add = useCommand(office.schedule.addBlockOut);
  const changeIt = useCommand(office.schedule.changeBlockOut);
  const [title, setTitle] = useState(block?.title ?? "");
  const [whose, setWhose] = useState(whoseOf(block));
  const [firstOn, setFirstOn] = useState<Day | null>(on);
  const [untilOn, setUntilOn] = useState<Day | null>(block?.untilOn ?? null);
  const [from, setFrom] = useState<number | null>(block?.fromMinute ?? 12 * 60);
  const [to, setTo] = useState<number | null>(block ? (block.fromMinute + block.minutes) % 1440 : 13 * 60);
  const [everyWeeks, setEveryWeeks] = useState(block?.everyWeeks ?? 0);
  const [weekdays, setWeekdays] = useState(block && block.weekdays > 0 ? block.weekdays : 1 << (weekdayOf(on) - 1));
  const [scope, setScope] = useState<Scope>(block && block.everyWeeks > 0 ? "one" : "all");
  const minutes = from === null || to === null ? 0 : (to === 0 ? 1440 : to) - from;
  const mayRepeat = block === undefined || scope !== "one";
  const repeats = everyWeeks > 0 && mayRepeat;
  const day = longDay(on, format);
  const submit = async () => {
    if (firstOn === null || from === null) return;
    const terms = {
      title,
      fromMinute: from,
      minutes,
      untilOn: repeats ? untilOn : null,
      everyWeeks: repeats ? everyWeeks : 0,
      weekdays: repeats ? weekdays : 0,
      providerId: whose.startsWith("p") ? (Number(whose.slice(1)) as StaffId) : null,
      roomId: whose.startsWith("r") ? (Number(whose.slice(1)) as RoomId) : null,
    };
    const done = block
      ? await changeIt.run({ ...terms, blockOutId: block.blockOutId, version: block.version, onDay: block.onDay, scope })
      : await add.run({ ...terms, firstOn });
    if (!done) return;
    const inside = done.appointments;
    if (inside === 0) showToast({ message: block ? `${title.trim()} is changed.` : `${title.trim()} is blocked out.` });
    else showToast({ tone: "attention", message: `${title.trim()} is blocked out. ${inside === 1 ? "An appointment lies" : `${inside} appointments lie`} in it: move ${inside === 1 ? "it" : "them"} by hand.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={block ? "Change the block-out" : "Block time out"}
      sentence={
        block
          ? `Blocked out on ${day}, ${spanText(block.fromMinute, block.minutes, format.locale)}.${scope === "all" ? "" : " The days before keep what they had."}`
          : "Nothing is booked into it. What is booked there already stays, and you are told how much that is."
      }
      primaryLabel={block ? "Change it" : "Block it out"}
      busy={add.busy || changeIt.busy}
      failure={add.failure ?? changeIt.failure}
      disabled={title.trim() === "" || firstOn === null || minutes < 5 || (repeats && weekdays === 0)}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {block !== undefined && block.everyWeeks > 0 && (
        <Radio.Group label="How much of it" value={scope} onChange={(value) => setScope(value as Scope)}>
          <Stack gap={6} mt={6}>
            <Radio value="one" label="This day only" />
            <Radio value="following" label="This day and all after it" />
            <Radio value="all" label="All of it, on every day" />
          </Stack>
        </Radio.Group>
      )}
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
      {block === undefined && <DayField label={repeats ? "From" : "Day"} required lean="future" value={firstOn} onChange={setFirstOn} />}
      <Columns least={150}>
        <TimeField label="Begins at" value={from} onChange={setFrom} />
        <TimeField label="Ends at" value={to} onChange={setTo} />
      </Columns>
      {mayRepeat && <Checkbox label="It repeats" checked={repeats} onChange={(event) => setEveryWeeks(event.currentTarget.checked ? 1 : 0)} />}
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
      {onRemove && (
        <Group>
          <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
            Take it away…
          </Button>
        </Group>
      )}
    </ActionDialog>
  );
}

function whoseOf(block: BlockOut | undefined): string {
  if (block?.providerId) return `p${block.providerId}`;
  return block?.roomId ? `r${block.roomId}` : "office";
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
