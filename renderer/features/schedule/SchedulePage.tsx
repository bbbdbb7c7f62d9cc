/** The schedule (PPL-16): a day or a week by provider or room, with every step of a visit from booking to check-out. */
import { useMemo, useState } from "react";
import { isDay, type Day } from "#domain/calendar.ts";
import type { AppointmentId } from "#domain/identity.ts";
import type { Appointment, BlockOut } from "#contract/schedule.ts";
import { mondayOf } from "#domain/schedule/block-out.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { namesOf, shortDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { weekdayOf } from "#domain/calendar.ts";
import { AppointmentPanel } from "./AppointmentPanel.tsx";
import { BlockOutDialog, RemoveBlockOutDialog } from "./BlockOutDialogs.tsx";
import { BookDialog, type BookingStart } from "./BookDialog.tsx";
import { gridColumns, weekDays, type GridChoice } from "./grid-layout.ts";
import { ScheduleBar } from "./ScheduleBar.tsx";
import { ScheduleGrid, type Place } from "./ScheduleGrid.tsx";
import { timeText } from "./time-text.ts";
import classes from "./Schedule.module.css";

const topics = ["schedule", "patients", "invoices", "payments", "services"] as const;

export function SchedulePage() {
  const office = useOffice();
  const may = useMay();
  const { locale, today } = usePracticeFormat();
  const [search, change] = useAddressSearch();
  const choice = choiceFrom(search, today);
  const current = Number(search["appointment"] ?? 0) as AppointmentId;
  const days = choice.view === "week" ? weekDays(choice.on) : [choice.on];
  const columns = useQueryOf(office.schedule.columns, {}, { topics: ["schedule", "staff"] });
  const firstOn = choice.view === "week" ? mondayOf(choice.on) : choice.on;
  const view = useQueryOf(office.schedule.view, { firstOn, days: days.length }, { topics, keepPrevious: true });
  const move = useCommand(office.schedule.move);
  const [booking, setBooking] = useState<BookingStart | null>(null);
  const [blocking, setBlocking] = useState(false);
  const [block, setBlock] = useState<BlockOut | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const mayChange = may("schedule.change");
  const shown = view.data?.appointments;
  const { by, on, who } = choice;
  const grid = useMemo(
    () =>
      columns.data
        ? gridColumns(columns.data, { view: choice.view, by, on, who }, shown ?? [], (day) => `${namesOf(locale).weekdays[weekdayOf(day) - 1] ?? ""} ${shortDay(day, { locale, today })}`)
        : [],
    [columns.data, choice.view, by, on, who, shown, locale, today],
  );
  const put = async (place: Place, from: Appointment) => {
    const moved = await move.run(place);
    if (!moved) return;
    showToast({
      message: `${moved.patientName} is at ${timeText(moved.fromMinute, locale)} now.`,
      undo: () => void move.run({ ...place, ...placeOf(from), version: moved.version }),
    });
  };
  const isAsked = search["book"] === "1";
  const book = booking ?? (isAsked && mayChange ? { visitOn: choice.on < today ? today : choice.on } : null);
  const closeBooking = () => {
    setBooking(null);
    if (isAsked) change({ book: undefined });
  };
  const isEmpty = columns.data !== undefined && columns.data.providers.every(({ isEnded }) => isEnded) && (shown?.length ?? 0) === 0;
  return (
    <Page title="Schedule" layout="fill" about={<DayText day={choice.on} as="long" />}>
      <ScheduleBar
        choice={choice}
        columns={columns.data}
        onChange={(part) => change(part)}
        onBook={() => setBooking({ visitOn: choice.on < today ? today : choice.on })}
        onBlockOut={() => setBlocking(true)}
      />
      <RefusalNote failure={move.failure} />
      {columns.failure && <ErrorState failure={columns.failure} onRetry={columns.retry} />}
      {view.failure && <ErrorState failure={view.failure} onRetry={view.retry} />}
      {isEmpty ? (
        <EmptyState
          title="Nobody sees patients yet"
          action={may("settings.change") ? <a href={hrefTo("/settings/schedule")}>Say who does, and in which rooms</a> : undefined}
        >
          The schedule has a column for everybody who sees patients. Whoever may change the settings says who that is.
        </EmptyState>
      ) : (
        <div className={classes["layout"]}>
          <div className={classes["whole"]}>
            {view.data && columns.data && (
              <ScheduleGrid
                columns={grid}
                view={view.data}
                current={current}
                mayChange={mayChange}
                onOpen={(appointmentId) => change({ appointment: String(appointmentId) })}
                onMove={(place, from) => void put(place, from)}
                onBook={(column, fromMinute) =>
                  setBooking({
                    visitOn: column.on,
                    fromMinute,
                    ...(column.providerId === undefined ? {} : { providerId: column.providerId }),
                    ...(column.roomId === undefined ? {} : { roomId: column.roomId }),
                  })
                }
                onBlockOut={setBlock}
              />
            )}
          </div>
          {current > 0 && columns.data && (
            <AppointmentPanel key={current} appointmentId={current} columns={columns.data} onClose={() => closePanel(current, () => change({ appointment: undefined }))} />
          )}
        </div>
      )}
      {book && columns.data && (
        <BookDialog start={book} columns={columns.data} onClose={closeBooking} onBooked={(row) => change({ on: row.visitOn, appointment: String(row.appointmentId), book: undefined })} />
      )}
      {blocking && columns.data && <BlockOutDialog on={choice.on} columns={columns.data} onClose={() => setBlocking(false)} />}
      {block && columns.data && !isRemoving && (
        <BlockOutDialog
          key={block.blockOutId}
          on={block.onDay}
          block={block}
          columns={columns.data}
          onRemove={() => setRemoving(true)}
          onClose={() => setBlock(null)}
        />
      )}
      {block && isRemoving && (
        <RemoveBlockOutDialog
          block={block}
          onClose={() => {
            setBlock(null);
            setRemoving(false);
          }}
        />
      )}
    </Page>
  );
}

/** The focus goes back to where the panel came from. */
function closePanel(appointmentId: AppointmentId, close: () => void): void {
  close();
  document.querySelector<HTMLElement>(`[data-appointment="${appointmentId}"]`)?.focus();
}

function placeOf({ visitOn, fromMinute, minutes, providerId, roomId }: Appointment) {
  return { visitOn, fromMinute, minutes, providerId, roomId };
}

function choiceFrom(search: Readonly<Record<string, string | undefined>>, today: Day): GridChoice {
  const on = search["on"] ?? "";
  return {
    view: search["view"] === "week" ? "week" : "day",
    by: search["by"] === "room" ? "room" : "provider",
    on: isDay(on) ? on : today,
    who: search["who"] === undefined ? null : Number(search["who"]),
  };
}
