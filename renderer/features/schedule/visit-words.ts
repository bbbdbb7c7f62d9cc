/** The words of a visit's state and history, the same on the schedule, in the panel and on the chart. */
import { IconCheck, IconCircleX, IconClock, IconDoorEnter, IconUserOff, type Icon } from "@tabler/icons-react";
import type { AppointmentState } from "#domain/schedule/visit-state.ts";
import type { Tone } from "../../styles/palette.ts";

export const stateLooks: Readonly<Record<AppointmentState, { readonly word: string; readonly tone: Tone; readonly icon: Icon }>> = {
  booked: { word: "Booked", tone: "information", icon: IconClock },
  checked_in: { word: "Checked in", tone: "good", icon: IconDoorEnter },
  checked_out: { word: "Checked out", tone: "quiet", icon: IconCheck },
  cancelled: { word: "Cancelled", tone: "quiet", icon: IconCircleX },
  no_show: { word: "No-show", tone: "trouble", icon: IconUserOff },
};

export const eventWords = {
  booked: "Booked",
  moved: "Moved",
  edited: "Changed",
  checked_in: "Checked in",
  checked_out: "Checked out",
  cancelled: "Cancelled",
  no_show: "Marked as a no-show",
  taken_back: "Taken back",
} as const;

export const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
