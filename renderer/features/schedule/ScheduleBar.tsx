/** Above the sheet: which day, day or week, providers or rooms, the search, printing and booking. */
import { ActionIcon, Button, Popover, SegmentedControl, Select } from "@mantine/core";
import { IconCalendar, IconChevronLeft, IconChevronRight, IconPrinter } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { addDays } from "#domain/calendar.ts";
import type { ScheduleColumns } from "#contract/schedule.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { Calendar } from "../../kit/Calendar.tsx";
import { useShortcuts } from "../../kit/commands/shortcuts.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { FindAppointment } from "./FindAppointment.tsx";
import type { GridChoice } from "./grid-layout.ts";
import classes from "./Schedule.module.css";

export type ScheduleBarProps = {
  readonly choice: GridChoice;
  readonly columns: ScheduleColumns | undefined;
  readonly onChange: (part: Readonly<Record<string, string | undefined>>) => void;
  readonly onBook: () => void;
  readonly onBlockOut: () => void;
};

export function ScheduleBar({ choice, columns, onChange, onBook, onBlockOut }: ScheduleBarProps) {
  const office = useOffice();
  const may = useMay();
  const { today } = usePracticeFormat();
  const print = useAsk(office.schedule.printDay);
  const [isChoosing, setIsChoosing] = useState(false);
  const step = choice.view === "week" ? 7 : 1;
  const { on, by, view } = choice;
  const whose = by === "provider" ? (columns?.providers ?? []).map(({ providerId, name }) => [providerId, name] as const) : (columns?.rooms ?? []).map(({ roomId, name }) => [roomId, name] as const);
  const mayBook = may("schedule.change") && (columns?.providers.some(({ isEnded }) => !isEnded) ?? false);
  const shortcuts = useMemo(
    () => [
      { keys: "t", label: "Today", group: "Schedule", run: () => onChange({ on: undefined }) },
      { keys: "[", label: "The day or week before", group: "Schedule", run: () => onChange({ on: addDays(on, -step) }) },
      { keys: "]", label: "The day or week after", group: "Schedule", run: () => onChange({ on: addDays(on, step) }) },
      ...(mayBook ? [{ keys: "b", label: "Book an appointment", group: "Schedule", run: onBook }] : []),
    ],
    // The page makes its callbacks anew on every drawing; what they do depends on the day alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [on, step, mayBook],
  );
  useShortcuts(shortcuts);
  const printDay = async () => {
    const file = await print.run({ onDay: on });
    if (file) printFile(file, "report");
  };
  return (
    <>
      <div className={classes["bar"]}>
        <ActionIcon.Group>
          <ActionIcon variant="default" size={34} aria-label={view === "week" ? "The week before" : "The day before"} onClick={() => onChange({ on: addDays(on, -step) })}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Popover opened={isChoosing} onChange={setIsChoosing} position="bottom-start" trapFocus>
            <Popover.Target>
              <ActionIcon variant="default" size={34} aria-label="Choose a day" aria-expanded={isChoosing} onClick={() => setIsChoosing(!isChoosing)}>
                <IconCalendar size={16} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <Calendar
                value={on}
                onChoose={(day) => {
                  setIsChoosing(false);
                  onChange({ on: day });
                }}
              />
            </Popover.Dropdown>
          </Popover>
          <ActionIcon variant="default" size={34} aria-label={view === "week" ? "The week after" : "The day after"} onClick={() => onChange({ on: addDays(on, step) })}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </ActionIcon.Group>
        <Button variant="default" disabled={on === today} onClick={() => onChange({ on: undefined })}>
          Today
        </Button>
        <SegmentedControl
          aria-label="How much is shown"
          data={[
            { value: "day", label: "Day" },
            { value: "week", label: "Week" },
          ]}
          value={view}
          onChange={(next) => onChange({ view: next === "week" ? "week" : undefined })}
        />
        <SegmentedControl
          aria-label="What the columns are"
          data={[
            { value: "provider", label: "Providers" },
            { value: "room", label: "Rooms" },
          ]}
          value={by}
          onChange={(next) => onChange({ by: next === "room" ? "room" : undefined, who: undefined })}
        />
        {view === "week" && whose.length > 0 && (
          <Select
            aria-label={by === "provider" ? "Whose week" : "Which room’s week"}
            allowDeselect={false}
            data={whose.map(([id, name]) => ({ value: String(id), label: name }))}
            value={String(choice.who ?? whose[0]?.[0] ?? "")}
            onChange={(who) => onChange({ who: who ?? undefined })}
          />
        )}
        <div className={classes["grow"]}>
          <FindAppointment onPick={(row) => onChange({ on: row.visitOn, appointment: String(row.appointmentId) })} />
        </div>
        <Button variant="default" leftSection={<IconPrinter size={16} />} loading={print.busy} onClick={() => void printDay()}>
          Print the day
        </Button>
        {may("schedule.change") && (
          <>
            <Button variant="default" onClick={onBlockOut}>
              Block out…
            </Button>
            <Button disabled={!mayBook} onClick={onBook}>
              Book…
            </Button>
          </>
        )}
      </div>
      <RefusalNote failure={print.failure} />
    </>
  );
}
