/** One appointment on the sheet: its name, time and services, and marks for what the desk must know (BIL-13). */
import { IconAlertTriangle, IconCoin } from "@tabler/icons-react";
import { memo, type KeyboardEvent, type PointerEvent } from "react";
import type { Appointment } from "#contract/schedule.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { spanText } from "./time-text.ts";
import { stateLooks } from "./visit-words.ts";
import classes from "./Schedule.module.css";

export type AppointmentBlockProps = {
  readonly row: Appointment;
  readonly columnLabel: string;
  /** Parts of the sheet's width. */
  readonly left: number;
  readonly width: number;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
  readonly isCarried: boolean;
  readonly isCurrent: boolean;
  readonly isTabStop: boolean;
  readonly mayResize: boolean;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, kind: "move" | "resize") => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
};

export const AppointmentBlock = memo(function AppointmentBlock(props: AppointmentBlockProps) {
  const { row, left, width, top, height, isCarried } = props;
  const { locale } = usePracticeFormat();
  const time = spanText(row.fromMinute, row.minutes, locale);
  const look = stateLooks[row.state];
  const flags = [row.pastDueCents > 0 ? "past due" : "", row.hasAlert ? "alert on the chart" : ""].filter((flag) => flag !== "");
  // It begins with what is seen, in that order, for those who say what they see.
  const label = [row.patientName, time, row.services, props.columnLabel, look.word, ...flags].filter((part) => part !== "").join(", ");
  return (
    <div role="listitem">
      <button
        type="button"
        className={classes["block"]}
        data-appointment={row.appointmentId}
        data-state={row.state}
        data-carried={isCarried || undefined}
        aria-current={props.isCurrent}
        aria-label={label}
        title={label}
        tabIndex={props.isTabStop ? 0 : -1}
        style={{ left: `calc(${left * 100}% + 2px)`, width: `calc(${width * 100}% - 4px)`, top, height: Math.max(height - 1, 12) }}
        onClick={(event) => {
          event.stopPropagation();
          props.onOpen();
        }}
        onFocus={props.onFocus}
        onKeyDown={props.onKeyDown}
        onPointerDown={(event) => props.onPointerDown(event, "move")}
        onPointerMove={props.onPointerMove}
        onPointerUp={props.onPointerUp}
        onPointerCancel={props.onPointerCancel}
      >
        <span className={classes["name"]}>
          <look.icon size={12} stroke={2} aria-hidden />
          <span>{row.patientName}</span>
          {row.pastDueCents > 0 && <IconCoin className={classes["mark"]} size={12} stroke={2} aria-hidden />}
          {row.hasAlert && <IconAlertTriangle className={classes["mark"]} data-kind="alert" size={12} stroke={2} aria-hidden />}
        </span>
        {height >= 34 && <span className={classes["quiet"]}> {time}</span>}
        {height >= 52 && <span className={classes["quiet"]}> {row.services}</span>}
        {props.mayResize && <span className={classes["handle"]} onPointerDown={(event) => props.onPointerDown(event, "resize")} />}
      </button>
    </div>
  );
});
