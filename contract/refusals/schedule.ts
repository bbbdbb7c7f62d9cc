import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { BlockOutProblem, ScheduleRefusals, ScheduleSettingsProblem } from "#domain/schedule/refusals.ts";
import { wallTime } from "#domain/schedule/slot.ts";
import type { AppointmentState } from "#domain/schedule/visit-state.ts";
import type { Sentences } from "./sentence.ts";

const on = (day: string): string => dayText(day as Day);
const between = (fromMinute: number, toMinute: number): string => `${wallTime(fromMinute)} to ${wallTime(toMinute)}`;

export const stateWords: Record<AppointmentState, string> = {
  booked: "booked",
  checked_in: "checked in",
  checked_out: "checked out",
  cancelled: "cancelled",
  no_show: "a no-show",
};

export const scheduleSentences: Sentences<ScheduleRefusals> = {
  appointment_not_found: () => "This appointment is no longer there. Open the schedule again.",
  appointment_not_so: ({ state, act }) => `The appointment is ${stateWords[state]}. ${wayOut[act]}`,
  appointment_other_day: ({ visitOn }) => `The appointment is on ${on(visitOn)}. Move it to today first, or check in on its day.`,
  appointment_not_yet: ({ visitOn, fromMinute }) =>
    `The appointment begins on ${on(visitOn)} at ${wallTime(fromMinute)}. Until then it can be cancelled, but nobody has missed it.`,
  appointment_patient_not_here: ({ name, status }) =>
    `${name} is ${statusWords[status] ?? status}, so nothing is booked. If that is wrong, change the status on the chart first.`,
  appointment_no_provider: ({ name }) => `${name} does not see patients any more. Choose another provider.`,
  appointment_no_room: ({ name }) => `${name} is not used any more. Choose another room, or none.`,
  appointment_time_wrong: () => "An appointment begins at a minute of the day and takes at least 5 minutes. Choose another time.",
  appointment_too_long: ({ most }) => `An appointment takes at most ${most / 60} hours. Book a second one for the rest.`,
  appointment_past_midnight: () => "The appointment would go on after midnight. Make it shorter, or begin earlier.",
  appointment_time_skipped: ({ on: day, fromMinute }) =>
    `On ${on(day)} the clocks jump over ${wallTime(fromMinute)}. Choose a time before or after that hour.`,
  appointment_day_past: ({ earliestOn }) => `Appointments are booked from ${on(earliestOn)} on. Choose that day or a later one.`,
  appointment_day_far: ({ latestOn }) => `Appointments are booked up to ${on(latestOn)}. Choose an earlier day.`,
  appointment_too_many_services: ({ most }) => `One appointment has at most ${most} services. Book a second one for the rest.`,
  appointment_overlap: ({ column, withName, fromMinute, toMinute }) =>
    `${column} has ${withName} from ${between(fromMinute, toMinute)}. Choose another time, or allow double-booking for ${column} in the schedule’s settings.`,
  appointment_blocked_out: ({ column, title, fromMinute, toMinute }) =>
    `${column} is not to be booked from ${between(fromMinute, toMinute)}: ${title}. Choose another time, or take that block out for the day.`,
  appointment_marked_earlier: ({ markedOn }) =>
    `This was marked on ${on(markedOn)}, and only the same day takes it back. Book a new appointment; a fee can be made void on its invoice.`,
  visit_has_invoice: ({ number }) => `Invoice ${number} was made for this visit. Make that invoice void first, then take the check-out back.`,
  visit_service_no_price: ({ name }) => `${name} has no price on the day of the visit. Set one under Services, or leave the service out.`,
  block_out_not_found: () => "This block-out is no longer there. Open the schedule again.",
  block_out_wrong: ({ what }) => blockOutProblems[what],
  room_not_found: () => "This room is no longer there. Open the schedule’s settings again.",
  room_name_taken: ({ name }) => `There is a room called ${name} already. Give this one another name.`,
  provider_is_no_staff: () => "This person is no longer on the staff, and cannot be given patients.",
  column_has_appointments: ({ name, count }) =>
    `${name} has ${count === 1 ? "an appointment" : `${count} appointments`} ahead. Move or cancel ${count === 1 ? "it" : "them"} first.`,
  schedule_settings_old: () => "Somebody else changed these settings meanwhile. Look at them again, then change yours.",
  schedule_settings_wrong: ({ what }) => settingsProblems[what],
};

const wayOut = {
  change: "Take that back first, or book a new one.",
  check_in: "Only a booked appointment is checked in.",
  check_out: "Check in first.",
  cancel: "Only an appointment that is still to come is cancelled.",
  no_show: "Only a booked appointment can be a no-show.",
  take_back: "There is nothing to take back.",
} as const;

const statusWords: Readonly<Record<string, string>> = {
  inactive: "inactive",
  deceased: "marked as deceased",
  non_patient: "not a patient here",
};

const blockOutProblems: Record<BlockOutProblem, string> = {
  title: "Say in a few words what the time is for, such as Lunch.",
  time: "A block-out takes at least 5 minutes and ends by midnight.",
  until: "The last day lies before the first. Choose a later one.",
  weekdays: "Choose the weekdays on which it repeats, or make it once.",
  day: "The block-out is not on that day.",
};

const settingsProblems: Record<ScheduleSettingsProblem, string> = {
  hours: "The day runs for at least an hour, from and to a full or half hour.",
  fees: "A late fee needs its hours of notice (1 to 720, each once) and an amount above zero; there are at most four.",
  waivers: "Between 0 and 52 missed visits a year can be free.",
};
