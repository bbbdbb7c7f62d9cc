/**
 * The day or week as a sheet of columns (PPL-16). All appointments are drawn in one keyed list, so that
 * the focus stays on one that moves; they stand in per cents of the sheet, so that scrolling and
 * widening need no work here.
 */
import { useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from "react";
import type { Appointment, BlockOut, ScheduleView } from "#contract/schedule.ts";
import { mayDo, takesPlace } from "#domain/schedule/visit-state.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { AppointmentBlock } from "./AppointmentBlock.tsx";
import { carriedBy, carriedTo, pickUp, putDown, stretchedBy, stretchedTo, type Carried } from "./carry.ts";
import { columnOf, isBlocked, lanesOf, pixelsPerMinute, shownHours, snapped, type GridColumn } from "./grid-layout.ts";
import { lengthText, spanText, timeText } from "./time-text.ts";
import classes from "./Schedule.module.css";

export type Place = NonNullable<ReturnType<typeof putDown>>;

export type ScheduleGridProps = {
  readonly columns: readonly GridColumn[];
  readonly view: ScheduleView;
  readonly current: number | null;
  readonly mayChange: boolean;
  readonly onOpen: (appointmentId: Appointment["appointmentId"]) => void;
  readonly onMove: (place: Place, from: Appointment) => void;
  readonly onBook: (column: GridColumn, fromMinute: number) => void;
  readonly onBlockOut: (block: BlockOut) => void;
};

type Drag = { readonly x: number; readonly y: number; readonly grabbed: number; readonly row: Appointment; readonly kind: Carried["kind"]; begun: boolean };

/** Less is a click. */
const dragFrom = 4;

export function ScheduleGrid({ columns, view, current, mayChange, onOpen, onMove, onBook, onBlockOut }: ScheduleGridProps) {
  const { locale, today } = usePracticeFormat();
  const hours = shownHours(view, view.appointments);
  const [carried, setCarried] = useState<Carried | null>(null);
  const [said, setSaid] = useState("");
  const [focused, setFocused] = useState<number | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const wasDragged = useRef(false);
  const height = (hours.toMinute - hours.fromMinute) * pixelsPerMinute;
  const spots = useMemo(() => {
    const found = view.appointments.map((row) => ({ row, column: columnOf(columns, row) })).filter(({ column }) => column >= 0);
    const lanes = columns.map((_, index) => lanesOf(found.filter(({ column }) => column === index).map(({ row }) => row)));
    return found.map(({ row, column }) => ({ row, column, ...(lanes[column]?.get(row.appointmentId) ?? { lane: 0, lanes: 1 }) }));
  }, [view.appointments, columns]);
  const tabStop = spots.some(({ row }) => row.appointmentId === focused) ? focused : (spots[0]?.row.appointmentId ?? null);

  const minuteAt = (clientY: number): number => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    return hours.fromMinute + (clientY - top) / pixelsPerMinute;
  };
  const columnAt = (clientX: number): number => {
    const box = body.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.floor(((clientX - box.left - 64) / (box.width - 64)) * columns.length);
  };
  const say = (next: Carried) => {
    const column = columns[next.column];
    setSaid(`${column?.label ?? ""}, ${spanText(next.fromMinute, next.minutes, locale)}`);
  };
  const drop = (row: Appointment) => {
    if (carried === null) return;
    const place = putDown(carried, row, columns);
    setCarried(null);
    setSaid(place === null ? "Left where it was." : "");
    if (place) onMove(place, row);
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>, row: Appointment, kind: Carried["kind"]) => {
    wasDragged.current = false;
    if (event.button !== 0 || !mayChange || !mayDo(row.state, "change")) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, grabbed: minuteAt(event.clientY) - row.fromMinute, row, kind, begun: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    if (held === null) return;
    if (!held.begun && Math.hypot(event.clientX - held.x, event.clientY - held.y) < dragFrom) return;
    held.begun = true;
    wasDragged.current = true;
    const from = carried ?? pickUp(held.row, columnOf(columns, held.row), held.kind);
    const minute = minuteAt(event.clientY);
    setCarried(
      held.kind === "resize"
        ? stretchedTo(from, minute)
        : carriedTo(from, { column: columnAt(event.clientX), fromMinute: minute - held.grabbed }, columns.length),
    );
  };
  const onPointerUp = () => {
    const held = drag.current;
    drag.current = null;
    if (held?.begun) drop(held.row);
  };
  const onPointerCancel = () => {
    drag.current = null;
    setCarried(null);
  };

  const carryWithKeys = (event: KeyboardEvent<HTMLElement>, row: Appointment, held: Carried): void => {
    const next =
      event.key === "ArrowUp"
        ? event.shiftKey ? stretchedBy(held, -1) : carriedBy(held, { steps: -1 }, columns.length)
        : event.key === "ArrowDown"
          ? event.shiftKey ? stretchedBy(held, 1) : carriedBy(held, { steps: 1 }, columns.length)
          : event.key === "ArrowLeft"
            ? carriedBy(held, { columns: -1 }, columns.length)
            : event.key === "ArrowRight"
              ? carriedBy(held, { columns: 1 }, columns.length)
              : null;
    if (next) {
      setCarried(next);
      say(next);
    } else if (event.key === "Enter" || event.key === " ") drop(row);
    else if (event.key === "Escape") {
      setCarried(null);
      setSaid("Left where it was.");
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: Appointment) => {
    if (carried?.appointmentId === row.appointmentId) {
      carryWithKeys(event, row, carried);
      return;
    }
    if (event.key === " " || (event.key === "m" && !event.ctrlKey && !event.metaKey && !event.altKey)) {
      event.preventDefault();
      if (!mayChange || !mayDo(row.state, "change")) return;
      setCarried(pickUp(row, columnOf(columns, row)));
      setSaid("Picked up. The arrows move it, with Shift they change its length. Enter puts it down, Esc leaves it.");
      return;
    }
    const next = neighbour(spots, row.appointmentId, event.key);
    if (next === null) return;
    event.preventDefault();
    setFocused(next);
    body.current?.querySelector<HTMLElement>(`[data-appointment="${next}"]`)?.focus();
  };

  const style = { "--columns": columns.length } as CSSProperties;
  return (
    // What scrolls can be scrolled with the keys, also on a day without appointments.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes["scroller"]} style={style} role="region" aria-label="Schedule" tabIndex={0}>
      <div className={classes["sheet"]}>
        <div className={classes["heads"]}>
          <div className={classes["corner"]} />
          {columns.map((column) => (
            <div key={column.key} className={classes["columnHead"]} data-today={column.on === today || undefined} title={column.label}>
              {column.label}
            </div>
          ))}
        </div>
        <div ref={body} className={classes["body"]} style={{ height }}>
          <div className={classes["gutter"]} aria-hidden>
            {hourMarks(hours).map((minute) => (
              <div key={minute} className={classes["hour"]} style={{ top: (minute - hours.fromMinute) * pixelsPerMinute }}>
                {timeText(minute, locale).replace(":00", "")}
              </div>
            ))}
          </div>
          {columns.map((column) => (
            // A click into free time is a short way for the pointer; the keyboard has B and "Book…".
            // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
            <div
              key={column.key}
              className={classes["column"]}
              onClick={(event) => mayChange && onBook(column, snapped(minuteAt(event.clientY) - 7, 15))}
            >
              {view.blockOuts
                .filter((block) => isBlocked(column, block))
                .map((block) => (
                  <button
                    key={`${block.blockOutId} ${block.onDay}`}
                    type="button"
                    className={classes["blocked"]}
                    disabled={!mayChange}
                    style={{ top: (Math.max(block.fromMinute, hours.fromMinute) - hours.fromMinute) * pixelsPerMinute, height: (Math.min(block.fromMinute + block.minutes, hours.toMinute) - Math.max(block.fromMinute, hours.fromMinute)) * pixelsPerMinute }}
                    onClick={(event) => {
                      event.stopPropagation();
                      onBlockOut(block);
                    }}
                  >
                    <span>
                      {block.title} · {lengthText(block.minutes)}
                    </span>
                  </button>
                ))}
              {column.on === today && <NowLine key={view.nowMinute} answered={view.nowMinute} {...hours} />}
            </div>
          ))}
          <div className={classes["spread"]} role="list" aria-label="Appointments">
            {spots.map(({ row, column, lane, lanes }) => {
              const held = carried?.appointmentId === row.appointmentId ? carried : null;
              return (
                <AppointmentBlock
                  key={row.appointmentId}
                  row={row}
                  columnLabel={columns[held?.column ?? column]?.label ?? ""}
                  left={((held?.column ?? column) + (held ? 0 : lane / lanes)) / columns.length}
                  width={1 / columns.length / (held ? 1 : lanes)}
                  top={((held?.fromMinute ?? row.fromMinute) - hours.fromMinute) * pixelsPerMinute}
                  height={(held?.minutes ?? row.minutes) * pixelsPerMinute}
                  isCarried={held !== null}
                  isCurrent={current === row.appointmentId}
                  isTabStop={tabStop === row.appointmentId}
                  mayResize={mayChange && takesPlace(row.state) && mayDo(row.state, "change")}
                  onOpen={() => {
                    if (wasDragged.current) wasDragged.current = false;
                    else onOpen(row.appointmentId);
                  }}
                  onFocus={() => setFocused(row.appointmentId)}
                  onKeyDown={(event) => onKeyDown(event, row)}
                  onPointerDown={(event, kind) => onPointerDown(event, row, kind)}
                  onPointerMove={onPointerMove}
                  onPointerUp={onPointerUp}
                  onPointerCancel={onPointerCancel}
                />
              );
            })}
          </div>
        </div>
      </div>
      <div className={classes["said"]} role="status">
        {said}
      </div>
    </div>
  );
}

type Standing = { readonly row: Appointment; readonly column: number };

/** The next appointment in the direction of an arrow; Home and End are the first and the last. */
function neighbour(spots: readonly Standing[], from: number, key: string): number | null {
  const here = spots.find(({ row }) => row.appointmentId === from);
  if (!here) return null;
  const inOrder = spots.toSorted((a, b) => a.column - b.column || a.row.fromMinute - b.row.fromMinute || a.row.appointmentId - b.row.appointmentId);
  const index = inOrder.indexOf(here);
  if (key === "ArrowDown") return inOrder[index + 1]?.row.appointmentId ?? null;
  if (key === "ArrowUp") return inOrder[index - 1]?.row.appointmentId ?? null;
  if (key === "Home") return inOrder[0]?.row.appointmentId ?? null;
  if (key === "End") return inOrder.at(-1)?.row.appointmentId ?? null;
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const others = inOrder.filter(({ column }) => (key === "ArrowLeft" ? column < here.column : column > here.column));
  const nearest = key === "ArrowLeft" ? Math.max(...others.map(({ column }) => column)) : Math.min(...others.map(({ column }) => column));
  const inColumn = others.filter(({ column }) => column === nearest);
  const away = ({ row }: Standing): number => Math.abs(row.fromMinute - here.row.fromMinute);
  return inColumn.toSorted((a, b) => away(a) - away(b))[0]?.row.appointmentId ?? null;
}

function hourMarks({ fromMinute, toMinute }: { readonly fromMinute: number; readonly toMinute: number }): number[] {
  const first = Math.ceil(fromMinute / 60);
  return Array.from({ length: Math.max(Math.ceil(toMinute / 60) - first, 0) }, (_, index) => (first + index) * 60);
}

type NowLineProps = { readonly answered: number; readonly fromMinute: number; readonly toMinute: number };

/** The office's clock, going on while the answer stands: half a minute is fine enough for a line. */
function NowLine({ answered, fromMinute, toMinute }: NowLineProps) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => setElapsed(Math.floor((performance.now() - from) / 60_000)), 30_000);
    return () => clearInterval(timer);
  }, []);
  const now = answered + elapsed;
  if (now < fromMinute || now > toMinute) return null;
  return <div className={classes["now"]} style={{ top: (now - fromMinute) * pixelsPerMinute }} />;
}
